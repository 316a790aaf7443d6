package main

import (
	"errors"
	"net"
	"os"
	"testing"
	"time"

	"golang.org/x/net/nettest"
)

// coarsely gives both ends of a connection, the first with coarse deadlines.
func coarsely(t testing.TB) (l *coarse, ours, theirs net.Conn) {
	t.Helper()
	system, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer system.Close()
	l = newCoarse(system)
	if theirs, err = net.Dial("tcp", system.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if ours, err = l.Accept(); err != nil {
		t.Fatal(err)
	}
	return l, ours, theirs
}

// The connections are such as package net wants them, deadlines among the rest.
func TestCoarseConnections(t *testing.T) {
	nettest.TestConn(t, func() (ours, theirs net.Conn, stop func(), err error) {
		_, ours, theirs = coarsely(t)
		return ours, theirs, func() { _ = errors.Join(ours.Close(), theirs.Close()) }, nil
	})
}

// A deadline strikes once it has passed, not before, and no longer than it stands;
// each end of a call has its own.
func TestCoarseDeadlines(t *testing.T) {
	l, ours, theirs := coarsely(t)
	defer theirs.Close()
	in := func(hours int) time.Time { return time.Now().Add(time.Duration(hours) * time.Hour) }
	read := func() error {
		_, err := ours.Read(make([]byte, 1))
		return err
	}
	write := func() error {
		_, err := ours.Write([]byte{1})
		return err
	}
	sent := func() {
		if _, err := theirs.Write([]byte{1}); err != nil {
			t.Error(err)
		}
	}
	check := func(when string, reads, writes bool) {
		t.Helper()
		for _, c := range []struct {
			name  string
			does  bool
			tried func() error
		}{{"reads", reads, read}, {"writes", writes, write}} {
			if c.does && c.name == "reads" {
				sent()
			}
			if err := c.tried(); c.does != (err == nil) || !c.does && !errors.Is(err, os.ErrDeadlineExceeded) {
				t.Errorf("%s: %s: %v", when, c.name, err)
			}
		}
	}
	set := func(f func(time.Time) error, at time.Time) {
		t.Helper()
		if err := f(at); err != nil {
			t.Fatal(err)
		}
	}
	check("no deadline", true, true)
	set(ours.SetReadDeadline, in(1))
	set(ours.SetWriteDeadline, in(3))
	check("set", true, true)
	l.strike(in(0))
	check("not passed", true, true)
	l.strike(in(2))
	check("passed for reads", false, true)
	l.strike(in(4))
	check("passed for both", false, false)
	set(ours.SetReadDeadline, in(5))
	check("put off for reads", true, false)
	set(ours.SetDeadline, time.Time{})
	l.strike(in(100))
	check("taken away", true, true)
	set(ours.SetReadDeadline, time.Unix(1, 0))
	check("long ago, for reads", false, true)

	set(ours.SetReadDeadline, in(1))
	ended := make(chan error)
	go func() { ended <- read() }()
	set(ours.SetReadDeadline, time.Unix(1, 0))
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("a read that waits: %v", err)
	}

	if !l.strike(in(0)) {
		t.Error("an open connection is not looked at")
	}
	if err := ours.Close(); err != nil {
		t.Fatal(err)
	}
	if l.strike(in(0)) {
		t.Error("a closed connection is kept")
	}
}
