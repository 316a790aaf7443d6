package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"jalons/internal/edtf"
)

// Sort is what a value is: counted, aimed at, or what a count starts from.
type Sort int

// The sorts of values.
const (
	Actual Sort = iota
	Target
	Baseline
)

// Point is a value at a time, each with the range in which it surely lies;
// infinite, or edtf.Min and edtf.Max, where an end is open.
type Point struct {
	From, To  edtf.Day
	Value     *float64
	Low, High float64
	Figure    string // the value with its hedge, in words
	Told      string // the time, and who said it
	Sort      Sort
}

// Legend gives the words for the sorts, and Unlabelled the sentence about values
// that found no room for their figure, with %d for how many.
type Legend struct {
	Actual, Target, Baseline string
	Unlabelled               string
}

// plotHeight is how high the field of points is, in pixels.
const plotHeight = 300

// field is where points are drawn.
type field struct {
	times
	low, high   float64
	top, bottom float64
}

func (p field) y(v float64) float64 {
	return p.bottom - (p.bottom-p.top)*(min(max(v, p.low), p.high)-p.low)/(p.high-p.low)
}

// Series draws values over time. Values are measured from zero; format writes
// the numbers of the axis.
func Series(f Frame, points []Point, words Legend, format func(float64) string) []byte {
	c := f.start()
	if len(points) == 0 {
		return f.finish(c, nil)
	}
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b Point) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From)) })
	c.legend(points, words)
	p := fieldOf(points, c, format)
	p.curve(c, points)
	var figures []string
	for _, point := range points {
		p.point(c, point)
		figures = append(figures, point.Told+f.colon()+point.Figure)
	}
	missed := p.labels(c, points)
	c.y = p.bottom + smallSize + 8
	if missed > 0 {
		c.paragraph(margin, c.width-2*margin, smallSize, c.ink, fmt.Sprintf(words.Unlabelled, missed), "font-weight", "600")
	}
	return f.finish(c, figures)
}

// legend tells the sorts apart where there are several.
func (c *canvas) legend(points []Point, words Legend) {
	x := margin
	names := [...]string{words.Actual, words.Target, words.Baseline}
	for sort, name := range names {
		if !slices.ContainsFunc(points, func(p Point) bool { return p.Sort == Sort(sort) }) {
			continue
		}
		c.mark(Sort(sort), x+6, c.y+textSize-4)
		c.text(x+16, c.y+textSize, textSize, c.ink, name)
		x += 34 + widthOf(name, textSize)
	}
	c.y += textSize * 2
}

// fieldOf rules the field.
func fieldOf(points []Point, c *canvas, format func(float64) string) field {
	var days []edtf.Day
	low, high := 0.0, 0.0
	for _, p := range points {
		days = append(days, p.From, p.To)
		for _, v := range []float64{p.Low, p.High} {
			if !math.IsInf(v, 0) {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	marks := steps(low, high, 5)
	wide := 0.0
	for _, v := range marks {
		wide = max(wide, widthOf(format(v), smallSize))
	}
	top := c.y + 22
	p := field{timesOf(days, margin+wide+10, c.width-margin-12), marks[0], marks[len(marks)-1], top, top + plotHeight}
	for _, v := range marks {
		y := p.y(v)
		c.line(p.left-4, y, p.right, y, c.palette.line, "stroke-width", "1")
		c.text(p.left-8, y+4, smallSize, c.soft, format(v), "text-anchor", "end")
	}
	p.times.draw(c, top, p.bottom, false)
	return p
}

// at gives where a point stands: in the middle of what is sure.
func (p field) at(point Point) (x, y float64) {
	value := point.Value
	if value == nil {
		middle := (point.Low + point.High) / 2
		value = &middle
	}
	return (p.x(point.From) + p.x(point.To)) / 2, p.y(*value)
}

// curve joins the values counted, in the order of time.
func (p field) curve(c *canvas, points []Point) {
	var before *Point
	for i := range points {
		if points[i].Sort != Actual {
			continue
		}
		if before != nil {
			x1, y1 := p.at(*before)
			x2, y2 := p.at(points[i])
			c.line(x1, y1, x2, y2, c.plain, "stroke-width", "1.5", "stroke-opacity", "0.5")
		}
		before = &points[i]
	}
}

// point draws a value with what is vague about it: a beam across for the time,
// a beam up and down for the hedge.
func (p field) point(c *canvas, point Point) {
	x, y := p.at(point)
	colour := c.colourOf(point.Sort)
	if from, to := p.x(point.From), p.x(point.To); to-from > 10 {
		c.line(from, y, to, y, colour, "stroke-width", "1.5")
	}
	if point.From == edtf.Min {
		c.arrow(p.x(point.From), y, -1, colour)
	}
	if point.To == edtf.Max {
		c.arrow(p.x(point.To), y, 1, colour)
	}
	switch {
	case math.IsInf(point.High, 1):
		c.line(x, y, x, y-18, colour, "stroke-width", "1.5", "stroke-dasharray", "3 2")
		c.arrowUp(x, y-14, -1, colour)
	case math.IsInf(point.Low, -1):
		c.line(x, y, x, y+18, colour, "stroke-width", "1.5", "stroke-dasharray", "3 2")
		c.arrowUp(x, y+14, 1, colour)
	case point.High > point.Low:
		low, high := p.y(point.Low), p.y(point.High)
		c.line(x, low, x, high, colour, "stroke-width", "1.5")
		c.line(x-5, low, x+5, low, colour, "stroke-width", "1.5")
		c.line(x-5, high, x+5, high, colour, "stroke-width", "1.5")
	}
	c.mark(point.Sort, x, y)
}

func (c *canvas) colourOf(s Sort) string { return [...]string{c.plain, c.open, c.soft}[s] }

// mark draws the mark of a sort: full for what was counted, hollow for an aim.
func (c *canvas) mark(s Sort, x, y float64) {
	colour := c.colourOf(s)
	switch s {
	case Actual:
		c.element("circle", "cx", n(x), "cy", n(y), "r", "4.5", "fill", colour)
	case Target:
		c.element("path", "d", "M "+n(x)+" "+n(y-6)+" L "+n(x+6)+" "+n(y)+" L "+n(x)+" "+n(y+6)+" L "+n(x-6)+" "+n(y)+" Z", "fill", c.paper, "stroke", colour, "stroke-width", "2")
	default:
		c.rect(x-4.5, y-4.5, 9, 9, "fill", c.paper, "stroke", colour, "stroke-width", "2")
	}
}

// box is a stretch of the picture that a label takes.
type box struct{ x1, y1, x2, y2 float64 }

func (b box) meets(o box) bool { return b.x1 < o.x2 && o.x1 < b.x2 && b.y1 < o.y2 && o.y1 < b.y2 }

// taken gives the stretches that the drawing of a point takes.
func (p field) taken(point Point) []box {
	x, y := p.at(point)
	high, low := p.y(point.High), p.y(point.Low)
	if math.IsInf(point.High, 1) {
		high = y - openRise
	}
	if math.IsInf(point.Low, -1) {
		low = y + openRise
	}
	return []box{{x - 6, min(high, y-6), x + 6, max(low, y+6)}, {p.x(point.From), y - 3, p.x(point.To), y + 3}}
}

// openRise is how far the arrow of an open end reaches from its point, in pixels.
const openRise = 22

// labels writes figures beside points where there is room, the last first, since
// it is what a reader looks for; it gives how many found none.
func (p field) labels(c *canvas, points []Point) (missed int) {
	var taken []box
	for _, point := range points {
		taken = append(taken, p.taken(point)...)
	}
	for _, point := range slices.Backward(points) {
		x, y := p.at(point)
		wide := widthOf(point.Figure, smallSize)
		placed := false
		for _, at := range [][2]float64{{x - wide/2, y - 10}, {x - wide - 9, y + 4}, {x + 9, y + 4}, {x - wide/2, y + 20}, {x - wide - 4, y - 12}, {x + 4, y - 12}} {
			b := box{at[0], at[1] - smallSize, at[0] + wide, at[1] + 2}
			if b.x1 < p.left || b.x2 > c.width-4 || b.y1 < p.top-18 || b.y2 > p.bottom || slices.ContainsFunc(taken, b.meets) {
				continue
			}
			c.text(at[0], at[1], smallSize, c.ink, point.Figure)
			taken, placed = append(taken, b), true
			break
		}
		if !placed {
			missed++
		}
	}
	return missed
}
