package datasettest

import "testing"

// Sweep begins a test that goes through much data, one thing after the other: a run
// with -short, as that with the race detector is, leaves it out.
func Sweep(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip("goes through much data, one thing after the other: left out with -short")
	}
}
