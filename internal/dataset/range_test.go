package dataset

import (
	"math"
	"testing"
)

// The table of modifiers of the contract, on numbers where a rounding would show.
func TestRangeOf(t *testing.T) {
	infinity := math.Inf(1)
	for _, c := range []struct {
		modifier         string
		value, low, high float64
	}{
		{"as_stated", 187, 187, 187},
		{"at_least", 210, 210, infinity},
		{"more_than", 210, 210, infinity},
		{"up_to", 30, -infinity, 30},
		{"less_than", 30, -infinity, 30},
		{"nearly", 70, 63, 70},
		{"nearly", 460_000_000, 414_000_000, 460_000_000},
		{"nearly", 13, 11.7, 13},
		{"about", 30, 27, 33},
		{"about", 50, 45, 55},
		{"about", 700, 630, 770},
		{"order_of", 90, 30, 270},
		{"about", -10, -11, -9},
		{"nearly", -10, -10, -9},
	} {
		if low, high := Range(c.modifier, &c.value, nil, nil); low != c.low || high != c.high {
			t.Errorf("%s %g: [%g, %g], want [%g, %g]", c.modifier, c.value, low, high, c.low, c.high)
		}
	}
	a, b := 70.0, 80.0
	if low, high := Range("between", nil, &a, &b); low != 70 || high != 80 {
		t.Errorf("between: [%g, %g]", low, high)
	}
}
