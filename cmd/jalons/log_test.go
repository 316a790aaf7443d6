package main

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
)

// taken hands over what is written to it.
type taken chan string

func (t taken) Write(p []byte) (int, error) {
	t <- string(p)
	return len(p), nil
}

// Lines are written without being asked for, together and in their order.
func TestLinesAreGathered(t *testing.T) {
	out := make(taken, 100)
	g := &gathered{to: out}
	for _, line := range []string{"one\n", "two\n"} {
		if n, err := g.Write([]byte(line)); n != len(line) || err != nil {
			t.Fatal(n, err)
		}
	}
	if text := <-out; text != "one\ntwo\n" {
		t.Errorf("written: %q", text)
	}
	long := strings.Repeat("x", gatherMax) + "\n"
	_, _ = g.Write([]byte(long))
	select {
	case text := <-out:
		if text != long {
			t.Errorf("%d bytes written, want %d", len(text), len(long))
		}
	default:
		t.Error("a line that fills the room waits")
	}
	g.flush()
	if len(out) > 0 {
		t.Errorf("written again: %.40q", <-out)
	}
}

// No line is lost, parted or written twice, however many write at once.
func TestGatheredLinesAreWhole(t *testing.T) {
	var out strings.Builder
	g := &gathered{to: &out}
	const writers, lines = 8, 2000
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for n := range lines {
				fmt.Fprintf(g, "%d %d\n", w, n)
			}
		})
	}
	all.Wait()
	g.flush()
	next := make([]int, writers)
	for line := range strings.Lines(out.String()) {
		var w, n int
		if _, err := fmt.Sscanf(line, "%d %d\n", &w, &n); err != nil || w >= writers || n != next[w] {
			t.Fatalf("%q: %v", line, err)
		}
		next[w]++
	}
	if slices.Min(next) != lines {
		t.Errorf("lines of each writer: %v, want %d", next, lines)
	}
}
