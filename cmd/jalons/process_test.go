package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"jalons/internal/dataset/datasettest"
	"jalons/internal/store"
)

// built is the folder in which the command is built for the tests that need it
// in a process of its own: what they try ends it, or needs its signals. It is
// built as people build it, without what tests add.
var built string

func TestMain(m *testing.M) {
	var err error
	if built, err = os.MkdirTemp("", "jalons-cmd-"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(built); err != nil {
		panic(err)
	}
	os.Exit(code)
}

var buildOnce = sync.OnceValues(func() (path string, err error) {
	path = filepath.Join(built, "jalons")
	text, err := exec.Command("go", "build", "-buildvcs=false", "-race=false", "-o", path, ".").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, text)
	}
	return path, err
})

// process makes the command in a process of its own, not yet started.
func process(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	plainSurroundings(t)
	path, err := buildOnce()
	if err != nil {
		t.Fatal(err)
	}
	return exec.CommandContext(t.Context(), path, args...)
}

// child is the service in a process of its own.
type child struct {
	*exec.Cmd
	base string
	log  chan string // all of it, once it has ended
}

// serveApart starts the service in a process of its own.
func serveApart(t *testing.T, args ...string) *child {
	t.Helper()
	c := &child{Cmd: process(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...), log: make(chan string, 1)}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	c.Stderr = w
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	lines := bufio.NewReader(r)
	first, err := lines.ReadString('\n')
	_, rest, found := strings.Cut(first, `"msg":"serving","addr":"`)
	if err != nil || !found {
		t.Fatalf("the first line of the log is %q (%v)", first, err)
	}
	addr, _, _ := strings.Cut(rest, `"`)
	c.base = "http://" + addr
	go func() {
		text, _ := io.ReadAll(lines)
		c.log <- string(text)
	}()
	return c
}

// terminate sends SIGTERM, does something meanwhile, waits for the end and gives
// the exit status and the log.
func (c *child) terminate(t *testing.T, meanwhile func()) (status int, log string) {
	t.Helper()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	meanwhile()
	log = <-c.log
	var failed *exec.ExitError
	if err := c.Wait(); err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), log
}

// A build that is killed at any moment leaves the old file or the new one.
func TestKilledBuildLeavesAWholeFile(t *testing.T) {
	datasettest.Sweep(t)
	const kills = 200
	file := filepath.Join(t.TempDir(), "jalons.db")
	dirs := []string{smallFixtures(t), smallFixtures(t)}
	edit(t, filepath.Join(dirs[1], "dataset.yaml"), "version: 2026.11.21", "version: 2026.11.21.1")
	var took time.Duration
	for range 2 { // the second does not load the program from the disk
		start := time.Now()
		if text, err := process(t, "build", "--fixtures", dirs[0], "-o", file).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		took = time.Since(start)
	}
	seen, killed := map[string]int{}, 0
	for i := range kills {
		c := process(t, "build", "--fixtures", dirs[(i+1)%2], "-o", file)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(rand.N(took+took/10), func() { _ = c.Process.Kill() })
		if c.Wait() != nil {
			killed++
		}
		timer.Stop()
		s, err := store.Open(file)
		if err != nil {
			t.Fatalf("after kill %d: %v", killed, err)
		}
		seen[s.About.Info.Version]++
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if killed < kills/4 || len(seen) != 2 {
		t.Errorf("%d of %d were killed, and %v seen: that tries nothing", killed, kills, seen)
	}
}
