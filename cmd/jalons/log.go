package main

import (
	"io"
	"sync"
	"time"
)

// Bounds of the lines of the log that wait to be written together: a call of the
// system for each would cost a kept answer a tenth more.
const (
	gatherFor = 50 * time.Millisecond
	gatherMax = 32 << 10 // bytes
)

// gathered writes lines some at a time, in their order. Lines of the last
// gatherFor are lost where the process is killed.
type gathered struct {
	to io.Writer

	mu   sync.Mutex
	held []byte
}

// Write takes a line. What becomes of it is not known yet, so it has no error.
func (g *gathered) Write(line []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.held) == 0 {
		time.AfterFunc(gatherFor, g.flush)
	}
	g.held = append(g.held, line...)
	if len(g.held) >= gatherMax {
		g.write()
	}
	return len(line), nil
}

// flush writes what waits.
func (g *gathered) flush() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.write()
}

func (g *gathered) write() {
	if len(g.held) > 0 {
		_, _ = g.to.Write(g.held) // who reads no log is not to be told of it
		g.held = g.held[:0]
	}
}
