package main

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// Bounds of the lines of the log that wait to be written together. Putting each
// into words before its answer leaves, and a call of the system for each, would
// cost a kept answer a quarter more.
const (
	gatherFor = 50 * time.Millisecond
	gatherMax = 1000 // lines
)

// gathered is a handler whose lines are worded and written some at a time, in
// their order. Lines of the last gatherFor are lost where the process is killed.
type gathered struct {
	slog.Handler // words a line, into lines.worded
	lines        *lines
}

// lines are those of a handler and of all that were derived from it.
type lines struct {
	to io.Writer

	mu   sync.Mutex
	held []line

	writing sync.Mutex // held while lines are worded: one after the other
	worded  bytes.Buffer
	spare   []line
}

type line struct {
	handler slog.Handler
	record  slog.Record
}

// gather makes a handler of JSON lines; flush writes those that wait.
func gather(to io.Writer) (handler *gathered, flush func()) {
	all := &lines{to: to}
	return &gathered{slog.NewJSONHandler(&all.worded, nil), all}, all.flush
}

// Handle takes a line. What becomes of it is not known yet, so it has no error.
func (g *gathered) Handle(_ context.Context, r slog.Record) error {
	if g.lines.hold(line{g.Handler, r.Clone()}) >= gatherMax {
		g.lines.flush()
	}
	return nil
}

// WithAttrs gives a handler whose lines wait with those of g.
func (g *gathered) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &gathered{g.Handler.WithAttrs(attrs), g.lines}
}

// WithGroup gives a handler whose lines wait with those of g.
func (g *gathered) WithGroup(name string) slog.Handler {
	return &gathered{g.Handler.WithGroup(name), g.lines}
}

// hold adds a line, and gives how many wait. The first has all of them written soon.
func (l *lines) hold(one line) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.held) == 0 {
		time.AfterFunc(gatherFor, l.flush)
	}
	l.held = append(l.held, one)
	return len(l.held)
}

// flush writes what waits.
func (l *lines) flush() {
	l.writing.Lock()
	defer l.writing.Unlock()
	l.mu.Lock()
	all := l.held
	l.held = l.spare[:0]
	l.mu.Unlock()
	for _, one := range all {
		_ = one.handler.Handle(context.Background(), one.record) // a buffer takes all
	}
	if len(all) > 0 {
		_, _ = l.to.Write(l.worded.Bytes()) // who reads no log is not to be told of it
		l.worded.Reset()
	}
	clear(all)
	l.spare = all
}
