package chart

import "math"

// Amount is a row of a picture of amounts: a value with the range that its hedge
// allows, infinite where an end is open. One without a value, such as a rate
// beside sums, is told in words and has no bar.
type Amount struct {
	Label     string
	Figure    string // the amount with its hedge, in words
	Told      string // when and by whom it was said
	Value     *float64
	Low, High float64
	Bare      bool // no bar
	Weak      bool // counts for nothing
	Class     Class
}

// Group is the amounts of one sort, which may be compared.
type Group struct {
	Heading string
	Rows    []Amount
}

// openEnd is how far a bar with an open end goes on, in pixels.
const openEnd = 26

// scale places amounts on a line; it holds zero.
type scale struct{ low, high, left, right float64 }

func scaleOf(groups []Group, left, right float64) scale {
	s := scale{left: left, right: right - openEnd - 8}
	for _, g := range groups {
		for _, r := range g.Rows {
			if r.Bare {
				continue
			}
			for _, v := range []float64{r.Low, r.High} {
				if !math.IsInf(v, 0) {
					s.low, s.high = min(s.low, v), max(s.high, v)
				}
			}
		}
	}
	if s.high == s.low {
		s.high = s.low + 1
	}
	return s
}

func (s scale) x(v float64) float64 {
	return s.left + (s.right-s.left)*(min(max(v, s.low), s.high)-s.low)/(s.high-s.low)
}

// Amounts draws amounts as bars from zero, each with its hedge.
func Amounts(f Frame, groups []Group) []byte {
	c := f.start()
	labels, left, right := f.columns()
	s := scaleOf(groups, left, right)
	var figures []string
	for _, g := range groups {
		c.y += 6
		c.paragraph(margin, c.width-2*margin, textSize, c.ink, g.Heading, "font-weight", "700")
		c.y += 4
		for _, r := range g.Rows {
			f.amount(c, r, s, labels)
			figures = append(figures, g.Heading+f.colon()+r.Label+f.colon()+r.Figure+" ("+r.Told+")")
		}
	}
	return f.finish(c, figures)
}

func (f *Frame) amount(c *canvas, r Amount, s scale, labels float64) {
	start, x := c.y, s.left
	c.paragraph(margin, labels, textSize, c.ink, r.Label)
	c.paragraph(margin, labels, smallSize, c.soft, r.Told)
	labelsEnd := c.y
	if f.beside() {
		c.y = start
	} else {
		x = margin
	}
	c.paragraph(x, c.width-margin-x, textSize, c.ink, r.Figure, "font-weight", "600")
	if !r.Bare {
		c.y += 17
		c.bar(r, s, c.y-6)
	}
	c.y = max(c.y, labelsEnd) + 8
	c.line(margin, c.y, c.width-margin, c.y, c.palette.line, "stroke-width", "0.5")
	c.y += 2
}

// bar draws an amount: full up to what is sure, pale over the range, and beyond
// an open end dashed with an arrow.
func (c *canvas) bar(r Amount, s scale, y float64) {
	colour := c.of(r.Class)
	sure := []string{"fill", colour}
	if r.Weak {
		sure = append(sure, "fill-opacity", "0.35")
	}
	zero := s.x(0)
	low, high := s.x(r.Low), s.x(r.High)
	switch {
	case math.IsInf(r.High, 1): // at least
		c.rect(min(zero, low), y-5, max(math.Abs(low-zero), 1.5), 10, sure...)
		c.line(low, y, low+openEnd-6, y, colour, "stroke-width", "2", "stroke-dasharray", "4 3")
		c.arrow(low+openEnd-7, y, 1, colour)
	case math.IsInf(r.Low, -1): // up to
		c.rect(min(zero, high), y-5, max(math.Abs(high-zero), 1.5), 10, "fill", "none", "stroke", colour, "stroke-width", "1.5", "stroke-dasharray", "4 3")
		c.line(high, y-8, high, y+8, colour, "stroke-width", "2")
	default:
		c.rect(min(zero, low), y-5, max(math.Abs(low-zero), 1.5), 10, sure...)
		if high > low {
			c.rect(low, y-5, high-low, 10, "fill", colour, "fill-opacity", "0.25", "stroke", colour, "stroke-width", "1")
			c.line(high, y-8, high, y+8, colour, "stroke-width", "1.5")
			c.line(low, y-8, low, y+8, colour, "stroke-width", "1.5")
		}
	}
	c.line(zero, y-9, zero, y+9, c.soft, "stroke-width", "1")
}
