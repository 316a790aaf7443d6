package api

import (
	"fmt"
	"html"
	"strconv"

	"jalons/internal/dataset"
)

// figure is a picture on a page: its address in the forms that a screen may want,
// and the text with which it is embedded elsewhere.
type figure struct {
	Alt                          string
	Wide, Narrow, Dark, DarkSlim string
	WideSize, SlimSize           int
	Embed                        string // HTML
}

// Widths of the pictures on pages, in pixels: that of the column of text, and
// that of a telephone.
const (
	wideFigure = 880
	slimFigure = 360
)

// figure gives the picture that a chart draws of the same question.
func (p *page) figure(chart, alt string, words ...string) *figure {
	at := func(words ...string) string { return p.V1("/charts/"+chart+".svg", words...) }
	slim := strconv.Itoa(slimFigure)
	f := &figure{Alt: alt, WideSize: wideFigure, SlimSize: slimFigure}
	f.Wide = at(words...)
	f.Narrow = at(append(words[:len(words):len(words)], "width", slim)...)
	f.Dark = at(append(words[:len(words):len(words)], "theme", "dark")...)
	f.DarkSlim = at(append(words[:len(words):len(words)], "theme", "dark", "width", slim)...)
	f.Embed = p.embedded(f)
	return f
}

// embedded gives the HTML with which the picture stands in another page, with
// its attribution.
func (p *page) embedded(f *figure) string {
	credit := fmt.Sprintf(dataset.Text{FR: "Source : %s, état du %s, %s", EN: "Source: %s, as of %s, %s"}.In(p.Lang), p.Attribution, p.Day, "Licence Ouverte 2.0")
	return fmt.Sprintf("<figure>\n<a href=\"%s\"><img src=\"%s\" alt=\"%s\" loading=\"lazy\"></a>\n<figcaption>%s</figcaption>\n</figure>",
		html.EscapeString(p.Base+p.Other(p.Lang)), html.EscapeString(p.Base+f.Wide), html.EscapeString(f.Alt), html.EscapeString(french(credit, p.Lang)))
}
