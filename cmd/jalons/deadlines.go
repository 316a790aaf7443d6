package main

import (
	"net"
	"sync"
	"time"
)

// grain is how late a deadline may strike: much less than any that is set here.
const grain = 250 * time.Millisecond

// began is when the program did.
var began = time.Now()

// longAgo is a deadline that has passed.
var longAgo = time.Unix(1, 0)

// coarse is a listener whose connections keep their deadlines to themselves, and tell
// the system only of those that have passed. net/http moves three with each request,
// of which nearly none ever passes, and each would set a timer.
type coarse struct {
	net.Listener

	mu      sync.Mutex
	open    map[*coarseConn]struct{}
	looking bool
}

func newCoarse(l net.Listener) *coarse {
	return &coarse{Listener: l, open: map[*coarseConn]struct{}{}}
}

// Accept waits for the next connection.
func (l *coarse) Accept() (net.Conn, error) {
	system, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	c := &coarseConn{Conn: system, of: l}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open[c] = struct{}{}; !l.looking {
		l.looking = true
		go l.look()
	}
	return c, nil
}

// look looks at the deadlines for as long as a connection is open.
func (l *coarse) look() {
	ticker := time.NewTicker(grain)
	defer ticker.Stop()
	for now := range ticker.C {
		if !l.strike(now) {
			return
		}
	}
}

// strike has the deadlines strike that have passed, and reports whether any
// connection is open.
func (l *coarse) strike(now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		c.strike(now)
	}
	l.looking = len(l.open) > 0
	return l.looking
}

type coarseConn struct {
	net.Conn
	of *coarse

	mu            sync.Mutex
	reads, writes deadline
}

// SetDeadline sets both deadlines.
func (c *coarseConn) SetDeadline(t time.Time) error {
	if err := c.SetReadDeadline(t); err != nil {
		return err
	}
	return c.SetWriteDeadline(t)
}

// SetReadDeadline sets the time after which reads fail; none where it is zero.
func (c *coarseConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reads.set(t, c.Conn.SetReadDeadline)
}

// SetWriteDeadline sets the time after which writes fail; none where it is zero.
func (c *coarseConn) SetWriteDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.writes.set(t, c.Conn.SetWriteDeadline)
}

func (c *coarseConn) strike(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.reads.strike(now, c.Conn.SetReadDeadline)
	c.writes.strike(now, c.Conn.SetWriteDeadline)
}

// Close closes the connection.
func (c *coarseConn) Close() error {
	c.of.mu.Lock()
	delete(c.of.open, c)
	c.of.mu.Unlock()
	return c.Conn.Close()
}

// NetConn gives the connection below, as that of crypto/tls does.
func (c *coarseConn) NetConn() net.Conn { return c.Conn }

// deadline is one of the two of a connection.
type deadline struct {
	at     time.Time // zero: none that the system has not been told of
	passed bool      // the system has been told of one
}

// set sets the deadline. One that lies before the program began is there to end a
// call that waits: of this the system is told at once.
func (d *deadline) set(t time.Time, tell func(time.Time) error) error {
	if !t.IsZero() && t.Before(began) {
		d.at, d.passed = time.Time{}, true
		return tell(t)
	}
	if d.at = t; !d.passed {
		return nil
	}
	d.passed = false
	return tell(time.Time{})
}

func (d *deadline) strike(now time.Time, tell func(time.Time) error) {
	if d.at.IsZero() || d.at.After(now) {
		return
	}
	_ = tell(longAgo) // fails where the connection is closed
	d.at, d.passed = time.Time{}, true
}
