package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

// writable makes the file of a build writable, for damage.
func writable(t *testing.T, d *dataset.Dataset) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := Build(path, d, "test"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// No byte of the file can be changed unseen: a thousand bytes, a thousand refusals.
func TestTamperedFileIsRefused(t *testing.T) {
	path := writable(t, hardCases(t))
	good := read(t, path)
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	const flips = 1000
	for i := range flips {
		at := i * (len(good) - 1) / (flips - 1) // the first, the last, and many between
		for _, b := range []byte{good[at] ^ 1<<(i%8), good[at]} {
			if _, err := file.WriteAt([]byte{b}, int64(at)); err != nil {
				t.Fatal(err)
			}
			if b == good[at] {
				break // put back, for the next
			}
			if _, err := Open(path); !errors.Is(err, ErrTampered) {
				t.Errorf("byte %d of %d flipped: error %v", at, len(good), err)
			}
		}
	}
	for name, bad := range map[string][]byte{"empty": {}, "cut": good[:len(good)-1], "longer": append(bytes.Clone(good), 0)} {
		write(t, path, bad)
		if _, err := Open(path); !errors.Is(err, ErrTampered) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	write(t, path, good)
	reopen(t, path)
}

// A manifest of the right bytes that tells of them otherwise than they do is
// refused too.
func TestTamperedManifestIsRefused(t *testing.T) {
	path := writable(t, hardCases(t))
	good := string(read(t, ManifestOf(path)))
	for _, c := range [][2]string{{`"dataset_version": "2026`, `"dataset_version": "2027`}, {`"updated_on": "2026`, `"updated_on": "2025`},
		{`"digest": "`, `"digest": "0`}, {`"build": "test`, `"build": "best`}, {`"funding": `, `"funding": 1`}, {`"sha256": "`, `"sha256": "0`}, {`"bytes": `, `"bytes": 1`}} {
		bad := strings.Replace(good, c[0], c[1], 1)
		write(t, ManifestOf(path), []byte(bad))
		if s, err := Open(path); !errors.Is(err, ErrTampered) || s != nil || bad == good {
			t.Errorf("%s: error %v", c[1], err)
		}
	}
}

func TestManifestIsRequired(t *testing.T) {
	path := writable(t, hardCases(t))
	own := read(t, ManifestOf(path))
	foreign := read(t, ManifestOf(writable(t, shipped())))
	write(t, ManifestOf(path), foreign)
	if _, err := Open(path); !errors.Is(err, ErrTampered) {
		t.Errorf("a manifest of another file: error %v", err)
	}
	for _, text := range []string{"", "{", "[]", "null", "{}"} {
		write(t, ManifestOf(path), []byte(text))
		if s, err := Open(path); err == nil {
			s.Close()
			t.Errorf("opened with the manifest %q", text)
		}
	}
	if err := os.Remove(ManifestOf(path)); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no manifest: error %v", err)
	}
	write(t, ManifestOf(path), own)
	reopen(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: error %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("opening made a file")
	}
}

// Wherever a build is killed, the old file is there with its manifest or the
// new one with its own.
func TestPublishingIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "jalons.db")
	build := func(name, build string) string {
		other := filepath.Join(dir, name)
		if _, err := Build(other, hardCases(t), build); err != nil {
			t.Fatal(err)
		}
		return other
	}
	for n := range 4 {
		if _, err := Build(path, hardCases(t), "old"); err != nil {
			t.Fatal(err)
		}
		next := build("next.db", "new")
		for _, rename := range renames(next, ManifestOf(next), path)[:n] {
			if err := os.Rename(rename[0], rename[1]); err != nil {
				t.Fatal(err)
			}
		}
		want := "old"
		if n >= 2 {
			want = "new"
		}
		if got := reopen(t, path).About.Build; got != want {
			t.Errorf("killed after %d renames: opens the %s file, want the %s", n, got, want)
		}
	}
	first := filepath.Join(t.TempDir(), "first.db")
	next := build("next.db", "new")
	for _, rename := range renames(next, ManifestOf(next), first)[:2] {
		if err := os.Rename(rename[0], rename[1]); err != nil {
			t.Fatal(err)
		}
	}
	reopen(t, first)
}

// What becomes of the file while it is served does not matter, and nothing of
// the copy that is served is left behind.
func TestFileMayChange(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	for name, spoil := range map[string]func(path string) error{
		"cut off":     func(path string) error { return os.Truncate(path, 4096) },
		"emptied":     func(path string) error { return os.Truncate(path, 0) },
		"deleted":     os.Remove,
		"overwritten": func(path string) error { return os.WriteFile(path, bytes.Repeat([]byte{0xff}, 1<<20), 0o644) },
		"replaced": func(path string) error {
			_, err := Build(path, shipped(), "test")
			return err
		},
	} {
		path := writable(t, hardCases(t))
		s, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		today := Query{Day: s.About.Info.UpdatedOn, Lang: "fr"}
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		if err := s.CheckCounts(background); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for range 2 * poolSize {
			rows, err := List[dataset.SourceRow](background, s, today)
			if err != nil || len(rows) != s.About.Counts["sources"] {
				t.Errorf("%s: %d rows, error %v", name, len(rows), err)
			}
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
}

// Without room for the copy it does not start, and says what to do.
func TestNoRoomForTheCopy(t *testing.T) {
	path := writable(t, hardCases(t))
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nowhere"))
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "TMPDIR") {
		t.Errorf("error %v", err)
	}
}
