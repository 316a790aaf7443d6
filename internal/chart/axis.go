package chart

import (
	"math"
	"strconv"
	"time"

	"jalons/internal/edtf"
)

// times is an axis of time between two days, over a stretch of pixels.
type times struct {
	first, last edtf.Day
	left, right float64
}

// timesOf makes an axis that holds the days given, from the start of a year to
// the end of one; open ends have no place on it.
func timesOf(days []edtf.Day, left, right float64) times {
	first, last := edtf.Max, edtf.Min
	for _, d := range days {
		if d != edtf.Min && d != edtf.Max {
			first, last = min(first, d), max(last, d)
		}
	}
	if first > last {
		return times{0, 0, left, right}
	}
	return times{edtf.DayOf(first.Time().Year(), 1, 1), edtf.DayOf(last.Time().Year()+1, 1, 1), left, right}
}

// x gives the place of a day; an open end is at the end of the axis.
func (t times) x(d edtf.Day) float64 {
	switch {
	case d <= t.first:
		return t.left
	case d >= t.last:
		return t.right
	}
	return t.left + (t.right-t.left)*float64(d-t.first)/float64(t.last-t.first)
}

// draw rules the years over a height, with their numbers below it and, where
// asked, above too; where there is little room, every second or fifth or tenth.
func (t times) draw(c *canvas, top, bottom float64, above bool) {
	from, to := t.first.Time().Year(), t.last.Time().Year()
	step := 1
	for _, s := range []int{1, 2, 5, 10, 20, 50, 100, 1000} {
		step = s
		if float64(to-from)/float64(s)*widthOf("2026  ", smallSize) <= t.right-t.left {
			break
		}
	}
	for year := from; year <= to; year++ {
		if year%step != 0 {
			continue
		}
		x := t.x(edtf.DayOf(year, time.January, 1))
		c.line(x, top, x, bottom, c.palette.line, "stroke-width", "1")
		label := strconv.Itoa(year)
		if x+widthOf(label, smallSize) <= c.width { // the last year is where the axis ends
			c.text(x+2, bottom+smallSize, smallSize, c.soft, label)
			if above {
				c.text(x+2, top-4, smallSize, c.soft, label)
			}
		}
	}
}

// steps gives round numbers from low to high, at most about most of them.
func steps(low, high float64, most int) (out []float64) {
	if high <= low {
		high = low + 1
	}
	raw := (high - low) / float64(max(most, 1))
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw {
			step = m * power
			break
		}
	}
	for i := math.Floor(low / step); ; i++ {
		out = append(out, i*step)
		if i*step >= high {
			return out
		}
	}
}
