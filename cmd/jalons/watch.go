package main

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"
)

// watchEvery is how often a watched folder or file is looked at. A change is
// loaded when two looks in a row find the same: whoever writes has finished.
const watchEvery = time.Second

// watch finds changes of files by looking at them, not by notifications of the
// system (inotify by fsnotify, say): those say nothing of folders shared over a
// network or bound into a container, must be asked for folder by folder, and
// tell of a checkout in hundreds of pieces. Looking at some hundred files a
// second costs less than a request.
type watch struct {
	folder string
	prefix string // of the names that count
	known  string // what was last loaded
	last   string // what the last look found
}

func newWatch(folder, prefix string) *watch {
	w := &watch{folder: folder, prefix: prefix}
	w.loaded()
	return w
}

// loaded notes that what is there now is being loaded.
func (w *watch) loaded() {
	w.known = w.look()
	w.last = w.known
}

// changed looks, and reports whether there is something else than was last
// loaded, which has not changed since the last look. It says so once.
func (w *watch) changed() bool {
	now := w.look()
	settled := now == w.last
	w.last = now
	if !settled || now == w.known {
		return false
	}
	w.known = now
	return true
}

// look gives names, sizes and times of the files, and what can't be read.
func (w *watch) look() string {
	var b strings.Builder
	files := os.DirFS(w.folder)
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasPrefix(name, w.prefix) {
			return err
		}
		info, err := fs.Stat(files, name) // of what a link leads to
		if err == nil {
			fmt.Fprintln(&b, name, info.Size(), info.ModTime().UnixNano())
		}
		return err
	})
	return fmt.Sprintln(b.String(), err)
}
