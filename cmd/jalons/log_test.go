package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/slogtest"
)

// taken hands over what is written to it.
type taken chan string

func (t taken) Write(p []byte) (int, error) {
	t <- string(p)
	return len(p), nil
}

// Lines are written without being asked for, in their order, whichever handler they
// come by; and no more wait than there is room for.
func TestLinesAreGathered(t *testing.T) {
	out := make(taken, 100)
	handler, flush := gather(out)
	log := slog.New(handler)
	log.Info("one")
	log.With("a", 1).Warn("two")
	text := <-out
	for !strings.Contains(text, "two") { // in one write, but for a machine that stalls
		text += <-out
	}
	if one, two := strings.Index(text, `"msg":"one"`), strings.Index(text, `"msg":"two","a":1`); one < 0 || two < one {
		t.Errorf("written: %q", text)
	}
	for range gatherMax {
		log.Info("one of many")
	}
	handler.lines.mu.Lock()
	if n := len(handler.lines.held); n >= gatherMax {
		t.Errorf("%d lines wait", n)
	}
	handler.lines.mu.Unlock()
	flush()
	var many string
	for len(out) > 0 {
		many += <-out
	}
	if n := strings.Count(many, "one of many"); n != gatherMax {
		t.Errorf("%d lines are written, want %d", n, gatherMax)
	}
	flush()
	if len(out) > 0 {
		t.Errorf("written again: %.40q", <-out)
	}
}

// The handler keeps the rules of handlers.
func TestGatheredIsAHandler(t *testing.T) {
	var out bytes.Buffer
	handler, flush := gather(&out)
	err := slogtest.TestHandler(handler, func() (all []map[string]any) {
		flush()
		for line := range bytes.Lines(out.Bytes()) {
			var fields map[string]any
			if err := json.Unmarshal(line, &fields); err != nil {
				t.Fatal(err)
			}
			all = append(all, fields)
		}
		return all
	})
	if err != nil {
		t.Error(err)
	}
}

// No line is lost, parted or written twice, however many write at once.
func TestGatheredLinesAreWhole(t *testing.T) {
	var out strings.Builder
	handler, flush := gather(&out)
	const writers, lines = 8, 2000
	var all sync.WaitGroup
	for w := range writers {
		log := slog.New(handler).With("writer", w)
		all.Go(func() {
			for n := range lines {
				log.Info("line", "n", n)
			}
		})
	}
	all.Wait()
	flush()
	next := make([]int, writers)
	for text := range strings.Lines(out.String()) {
		var of struct{ Writer, N int }
		if err := json.Unmarshal([]byte(text), &of); err != nil || of.Writer >= writers || of.N != next[of.Writer] {
			t.Fatalf("%q: %v", text, err)
		}
		next[of.Writer]++
	}
	if slices.Min(next) != lines {
		t.Errorf("lines of each writer: %v, want %d", next, lines)
	}
}
