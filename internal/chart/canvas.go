package chart

import (
	"encoding/xml"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Sizes of letters and the space between lines, in pixels.
const (
	titleSize = 18.0
	textSize  = 13.0
	smallSize = 11.5
	lineSpace = 1.35 // lines, as a multiple of their letters' size
	margin    = 16.0
)

// letters are what a reader's machine has: nothing is fetched.
const letters = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif"

// palette is the colours of a theme.
type palette struct{ paper, ink, soft, line, good, bad, open, plain string }

var (
	light = palette{paper: "#fbfaf7", ink: "#1d1c1a", soft: "#5b5750", line: "#ddd8cd", good: "#2f6f4f", bad: "#a03422", open: "#7a6516", plain: "#46597a"}
	dark  = palette{paper: "#171614", ink: "#ece8df", soft: "#b3ada1", line: "#3a362f", good: "#8fd0ae", bad: "#f0a08c", open: "#d9c77f", plain: "#a9bde0"}
)

// Class is what a colour says.
type Class int

// The classes: kept, broken, not settled, and neither.
const (
	Plain Class = iota
	Good
	Bad
	Open
)

func (p palette) of(c Class) string { return [...]string{p.plain, p.good, p.bad, p.open}[c] }

// canvas is a picture under way, written from top to bottom.
type canvas struct {
	palette
	b     strings.Builder
	width float64
	y     float64 // how far down it is drawn
}

// n writes a number of pixels, to a tenth.
func n(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

// escaped gives a text as XML holds it; what XML cannot hold is replaced.
func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder takes all
	return b.String()
}

// element writes an element without content: name, then attributes and values in turn.
func (c *canvas) element(name string, attributes ...string) {
	c.b.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		c.b.WriteString(" " + attributes[i] + `="` + escaped(attributes[i+1]) + `"`)
	}
	c.b.WriteString("/>\n")
}

// text writes one line of text; more are attributes.
func (c *canvas) text(x, y, size float64, fill, s string, more ...string) {
	c.b.WriteString(`<text x="` + n(x) + `" y="` + n(y) + `" font-size="` + n(size) + `" fill="` + fill + `"`)
	for i := 0; i+1 < len(more); i += 2 {
		c.b.WriteString(" " + more[i] + `="` + escaped(more[i+1]) + `"`)
	}
	c.b.WriteString(">" + escaped(s) + "</text>\n")
}

func (c *canvas) line(x1, y1, x2, y2 float64, stroke string, more ...string) {
	c.element("line", append([]string{"x1", n(x1), "y1", n(y1), "x2", n(x2), "y2", n(y2), "stroke", stroke}, more...)...)
}

func (c *canvas) rect(x, y, w, h float64, more ...string) {
	c.element("rect", append([]string{"x", n(x), "y", n(y), "width", n(w), "height", n(h)}, more...)...)
}

// arrow draws the head of an open end, pointing right (1) or left (-1).
func (c *canvas) arrow(x, y, way float64, fill string) {
	c.path(fill, "M", x, y-5, "L", x+way*7, y, "L", x, y+5, "Z")
}

// arrowUp draws the head of an open end, pointing up (-1) or down (1).
func (c *canvas) arrowUp(x, y, way float64, fill string) {
	c.path(fill, "M", x-5, y, "L", x, y+way*7, "L", x+5, y, "Z")
}

// path fills a shape: letters and coordinates.
func (c *canvas) path(fill string, parts ...any) {
	var words []string
	for _, p := range parts {
		switch p := p.(type) {
		case string:
			words = append(words, p)
		case float64:
			words = append(words, n(p))
		}
	}
	c.element("path", "d", strings.Join(words, " "), "fill", fill)
}

// bolder is by how much bold letters are wider.
const bolder = 1.13

// paragraph writes lines from the present height down, broken at a width.
func (c *canvas) paragraph(x, width, size float64, fill, s string, more ...string) {
	if slices.Contains(more, "font-weight") {
		width /= bolder
	}
	for _, line := range wrap(s, size, width) {
		c.y += size * lineSpace
		c.text(x, c.y, size, fill, line, more...)
	}
}
