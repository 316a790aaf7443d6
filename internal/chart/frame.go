package chart

import (
	"bytes"
	"math"
	"strconv"
	"strings"
)

// Frame is what stands around every drawing. Texts are in one language.
type Frame struct {
	Lang    string // "fr" or "en", of the picture as a document
	Width   int    // pixels, from MinWidth to MaxWidth
	Dark    bool
	Title   string
	Lede    string   // what the picture shows, and how to read it
	Empty   string   // what is said where there is nothing to draw
	Left    []string // what is not drawn, in sentences
	Sources string   // where the figures come from
	Credit  string   // attribution and day
}

// Bounds of a picture's width, in pixels: the narrowest telephone, and the
// widest that is of use in print.
const (
	MinWidth = 320
	MaxWidth = 1600
)

// sideBySide is the width in pixels from which labels stand beside what they
// label; below it they stand above.
const sideBySide = 640

// start begins a picture with its title and how to read it.
func (f *Frame) start() *canvas {
	c := &canvas{palette: light, width: float64(f.Width), y: margin - 4}
	if f.Dark {
		c.palette = dark
	}
	room := c.width - 2*margin
	c.paragraph(margin, room, titleSize, c.ink, f.Title, "font-weight", "700")
	c.y += 2
	c.paragraph(margin, room, textSize, c.soft, f.Lede)
	c.y += 8
	return c
}

// finish ends a picture with what is not drawn, sources and credit, and gives it
// with its description: the figures as text, one a line.
func (f *Frame) finish(c *canvas, figures []string) []byte {
	room := c.width - 2*margin
	if len(figures) == 0 {
		c.paragraph(margin, room, textSize, c.ink, f.Empty)
	}
	c.y += 6
	for _, s := range f.Left {
		c.paragraph(margin, room, smallSize, c.ink, s, "font-weight", "600")
	}
	c.paragraph(margin, room, smallSize, c.soft, f.Sources)
	c.paragraph(margin, room, smallSize, c.soft, f.Credit)
	height := n(math.Ceil(c.y + margin))
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="` + n(c.width) + `" height="` + height + `" viewBox="0 0 ` + n(c.width) + " " + height +
		`" role="img" aria-labelledby="title desc" xml:lang="` + escaped(f.Lang) + `" lang="` + escaped(f.Lang) + `" font-family="` + letters + `">` + "\n")
	b.WriteString(`<title id="title">` + escaped(f.Title) + "</title>\n")
	told := append([]string{f.Lede}, figures...)
	if len(figures) == 0 {
		told = append(told, f.Empty)
	}
	told = append(append(told, f.Left...), f.Sources, f.Credit)
	b.WriteString(`<desc id="desc">` + escaped(strings.Join(told, "\n")) + "</desc>\n")
	b.WriteString(`<rect width="100%" height="100%" fill="` + c.paper + `"/>` + "\n")
	b.WriteString(c.b.String())
	b.WriteString("</svg>\n")
	return []byte(b.String())
}

// Height gives the height in pixels that a picture of this package says it has.
func Height(svg []byte) (int, error) {
	_, rest, _ := bytes.Cut(svg, []byte(` height="`))
	text, _, _ := bytes.Cut(rest, []byte(`"`))
	height, err := strconv.ParseFloat(string(text), 64)
	return int(math.Round(height)), err
}

// columns gives where labels and drawings stand: beside each other, or, in a
// narrow picture, one below the other.
func (f *Frame) columns() (labels, left, right float64) {
	width := float64(f.Width)
	if f.Width < sideBySide {
		return width - 2*margin, margin + 8, width - margin - 8
	}
	labels = width * 0.4
	return labels - margin, labels + 2*margin, width - margin - 8
}

// colon parts a name from what is told of it.
func (f *Frame) colon() string {
	if f.Lang == "fr" {
		return "\u00a0: "
	}
	return ": "
}

func (f *Frame) beside() bool { return f.Width >= sideBySide }
