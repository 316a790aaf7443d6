package chart

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// No line is wider than asked, and no word is lost.
func TestWrap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-zàœ<W,\x{a0}]{1,40}`)).Draw(t, "words")
		width := rapid.Float64Range(30, 600).Draw(t, "width")
		lines := wrap(strings.Join(words, " "), textSize, width)
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.Join(words, ""); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		for _, line := range lines {
			if widthOf(line, textSize) > width {
				t.Fatalf("%q is wider than %g", line, width)
			}
		}
	})
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      []float64
	}{
		{0, 100, []float64{0, 20, 40, 60, 80, 100}},
		{0, 9_700_000, []float64{0, 2e6, 4e6, 6e6, 8e6, 1e7}},
		{0, 0, []float64{0, 0.2, 0.4, 0.6, 0.8, 1}},
		{-10, 35, []float64{-10, 0, 10, 20, 30, 40}},
	} {
		got := steps(c.low, c.high, 5)
		for i := range got {
			got[i] = float64(int(got[i]*1000+copySign(got[i]))) / 1000
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%g to %g: %v, want %v", c.low, c.high, got, c.want)
		}
	}
}

// copySign gives half with the sign of v, to round by.
func copySign(v float64) float64 {
	if v < 0 {
		return -0.5
	}
	return 0.5
}
