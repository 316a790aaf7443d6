// Package card draws the picture with which a page is shown where people share
// its address: a title, what is known, and whose it is, as PNG. Sites that show
// such cards take no SVG. It knows no rows and no HTTP.
package card

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Size of a card in pixels: what sites that show cards ask for.
const (
	Width  = 1200
	Height = 630
)

// Card is what stands on a card.
type Card struct {
	Mark  string   // whose it is
	Title string   // broken over lines, at most maxLines
	Facts []string // a line each
	Foot  string
}

// Where things stand, in pixels, and in how many lines a title fits.
const (
	edge     = 80
	maxLines = 3
)

var (
	paper  = color.RGBA{0xfb, 0xfa, 0xf7, 0xff}
	ink    = color.RGBA{0x1d, 0x1c, 0x1a, 0xff}
	soft   = color.RGBA{0x5b, 0x57, 0x50, 0xff}
	accent = color.RGBA{0x8a, 0x2b, 0x1c, 0xff}
)

// fonts are the Go fonts, which have every letter of French and a licence that
// lets them be shipped.
var fonts = sync.OnceValues(func() (faces [2]*opentype.Font, err error) {
	for i, ttf := range [][]byte{goregular.TTF, gobold.TTF} {
		if faces[i], err = opentype.Parse(ttf); err != nil {
			return faces, err
		}
	}
	return faces, nil
})

// PNG draws a card. The same card gives the same bytes.
func PNG(c Card) ([]byte, error) {
	all, err := fonts()
	if err != nil {
		return nil, err
	}
	p := &painter{picture: image.NewRGBA(image.Rect(0, 0, Width, Height))}
	p.fill(p.picture.Bounds(), paper)
	p.fill(image.Rect(0, 0, 24, Height), accent)
	p.text(all[1], 36, accent, edge, 100, c.Mark)
	size := 68.0
	lines := p.wrap(all[1], size, c.Title)
	for ; len(lines) > maxLines && size > 36; size -= 4 {
		lines = p.wrap(all[1], size, c.Title)
	}
	y := 190
	for _, line := range lines {
		p.text(all[1], size, ink, edge, y, line)
		y += int(size * 1.2)
	}
	y += 16
	for _, fact := range c.Facts {
		p.text(all[0], 34, soft, edge, y, fact)
		y += 50
	}
	p.text(all[0], 26, soft, edge, Height-50, c.Foot)
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if p.err == nil {
		p.err = encoder.Encode(&b, p.picture)
	}
	return b.Bytes(), p.err
}

// painter draws, and keeps the first error.
type painter struct {
	picture *image.RGBA
	err     error
}

func (p *painter) fill(r image.Rectangle, c color.Color) {
	draw.Draw(p.picture, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// face gives letters of a size; nil after an error.
func (p *painter) face(f *opentype.Font, size float64) font.Face {
	face, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil && p.err == nil {
		p.err = err
	}
	return face
}

// plain replaces the spaces that the fonts do not have.
var plain = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

func (p *painter) text(f *opentype.Font, size float64, c color.Color, x, y int, s string) {
	face := p.face(f, size)
	if p.err != nil {
		return
	}
	d := font.Drawer{Dst: p.picture, Src: image.NewUniform(c), Face: face, Dot: fixed.P(x, y)}
	d.DrawString(plain.Replace(s))
}

// wrap breaks a text into lines that fit the card.
func (p *painter) wrap(f *opentype.Font, size float64, s string) (lines []string) {
	face := p.face(f, size)
	if p.err != nil {
		return nil
	}
	line := ""
	for _, word := range strings.Fields(plain.Replace(s)) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, longer).Ceil() > Width-2*edge {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}
