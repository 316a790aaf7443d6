package chart

import (
	"cmp"
	"slices"

	"jalons/internal/edtf"
)

// Shape is how a time is drawn.
type Shape int

// The shapes: what was promised is hollow, what happened is full.
const (
	Promised Shape = iota
	Happened
)

// Time is when something was promised or happened: surely from the first day to
// the last, edtf.Min and edtf.Max for open ends.
type Time struct {
	From, To edtf.Day
	Shape    Shape
}

// Span is a row of a picture over time: one thing with the times that were told of it.
type Span struct {
	Label string
	Told  string // the times and what came of them, in words
	More  string // the same in full, for the description, where Told is shortened
	Class Class
	Times []Time
	// Bar joins the first time with the last; Until, where it is not 0, with a
	// day on which it is still open.
	Bar   bool
	Until edtf.Day
}

// Spans draws rows over one axis of time. Today, where it is not 0, is marked.
func Spans(f Frame, rows []Span, today edtf.Day, todayLabel string) []byte {
	c := f.start()
	if len(rows) == 0 {
		return f.finish(c, nil)
	}
	labels, left, right := f.columns()
	var days []edtf.Day
	for _, r := range rows {
		for _, t := range r.Times {
			days = append(days, t.From, t.To)
		}
		if r.Until != 0 {
			days = append(days, r.Until)
		}
	}
	axis := timesOf(days, left, right)
	top := c.y + smallSize + 6
	c.y = top + 4
	body := &canvas{palette: c.palette, width: c.width, y: c.y}
	var figures []string
	for _, r := range rows {
		f.span(body, r, axis, labels)
		figures = append(figures, r.Label+f.colon()+cmp.Or(r.More, r.Told))
	}
	axis.draw(c, top, body.y, true)
	shown := today != 0 && today > axis.first && today < axis.last
	if shown {
		c.line(axis.x(today), top, axis.x(today), body.y, c.soft, "stroke-width", "1.5", "stroke-dasharray", "2 3")
	}
	c.b.WriteString(body.b.String())
	c.y = body.y + smallSize + 8
	if shown {
		c.paragraph(margin, c.width-2*margin, smallSize, c.soft, todayLabel)
	}
	return f.finish(c, figures)
}

// span draws one row.
func (f *Frame) span(c *canvas, r Span, axis times, labels float64) {
	start := c.y
	c.paragraph(margin, labels, textSize, c.ink, r.Label)
	c.paragraph(margin, labels, smallSize, c.soft, r.Told)
	middle := start + textSize*lineSpace - textSize/3
	if !f.beside() {
		c.y += 16
		middle = c.y - 5
	}
	c.track(r, axis, middle)
	c.y += 9
	c.line(margin, c.y, c.width-margin, c.y, c.palette.line, "stroke-width", "0.5")
	c.y += 2
}

// track draws the times of a row at a height.
func (c *canvas) track(r Span, axis times, y float64) {
	colour := c.of(r.Class)
	if r.Bar && len(r.Times) > 1 {
		ends := r.centres(axis)
		c.line(slices.Min(ends), y, slices.Max(ends), y, colour, "stroke-width", "4", "stroke-opacity", "0.45")
	}
	if r.Until != 0 && len(r.Times) > 0 {
		last := slices.MaxFunc(r.Times, func(a, b Time) int { return cmp.Compare(a.To, b.To) })
		from := axis.x(last.To)
		if to := axis.x(r.Until); to > from {
			c.line(from, y, to, y, colour, "stroke-width", "2", "stroke-dasharray", "4 4")
			c.arrow(to-4, y, 1, colour)
		}
	}
	for _, t := range r.Times {
		c.time(t, axis, y, colour)
	}
}

// centres gives the middle of each time on the axis.
func (r Span) centres(axis times) (out []float64) {
	for _, t := range r.Times {
		out = append(out, (axis.x(t.From)+axis.x(t.To))/2)
	}
	return out
}

// time draws one time: a dot for a day, a band for a range, with an arrow where
// an end is open.
func (c *canvas) time(t Time, axis times, y float64, colour string) {
	from, to := axis.x(t.From), axis.x(t.To)
	fill := c.paper
	if t.Shape == Happened {
		fill = colour
	}
	open := t.From == edtf.Min || t.To == edtf.Max
	if !open && to-from < 9 {
		c.element("circle", "cx", n((from+to)/2), "cy", n(y), "r", "5", "fill", fill, "stroke", colour, "stroke-width", "2")
		return
	}
	more := []string{"rx", "5", "fill", fill, "stroke", colour, "stroke-width", "2"}
	if t.Shape == Happened {
		more = append(more, "fill-opacity", "0.55")
	}
	if open {
		more = append(more, "stroke-dasharray", "3 3")
	}
	c.rect(from, y-5, max(to-from, 4), 10, more...)
	if t.From == edtf.Min {
		c.arrow(from, y, -1, colour)
	}
	if t.To == edtf.Max {
		c.arrow(to, y, 1, colour)
	}
}
