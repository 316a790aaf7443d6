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
	WideSize, WideHeight         int // in pixels
	SlimSize, SlimHeight         int
	Embed                        string // HTML
}

// Widths of the pictures on pages, in pixels: that of the column of text, and
// that of a telephone.
const (
	wideFigure = 880
	slimFigure = 360
)

// figureOf gives the picture of the same question as the page's.
func figureOf[R any](c *call, p *page, d drawing[R], alt string, words ...string) (*figure, error) {
	at := func(more ...string) string {
		return p.V1("/charts/"+d.name+".svg", append(words[:len(words):len(words)], more...)...)
	}
	slim := strconv.Itoa(slimFigure)
	f := &figure{Alt: french(alt, p.Lang), WideSize: wideFigure, SlimSize: slimFigure,
		Wide: at(), Narrow: at("width", slim), Dark: at("theme", "dark"), DarkSlim: at("theme", "dark", "width", slim)}
	var err error
	if f.WideHeight, err = d.height(c, f.Wide); err != nil {
		return nil, err
	}
	if f.SlimHeight, err = d.height(c, f.Narrow); err != nil {
		return nil, err
	}
	f.Embed = p.embedded(f)
	return f, nil
}

// embedded gives the HTML with which the picture stands in another page, with
// its attribution.
func (p *page) embedded(f *figure) string {
	credit := fmt.Sprintf(dataset.Text{FR: "Source : %s, état du %s, %s", EN: "Source: %s, as of %s, %s"}.In(p.Lang), p.Attribution, p.Day, "Licence Ouverte 2.0")
	return fmt.Sprintf("<figure>\n<a href=\"%s\"><img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\" loading=\"lazy\"></a>\n<figcaption>%s</figcaption>\n</figure>",
		html.EscapeString(p.Base+p.Other(p.Lang)), html.EscapeString(p.Base+f.Wide), html.EscapeString(f.Alt), f.WideSize, f.WideHeight, html.EscapeString(french(credit, p.Lang)))
}
