package card

import (
	"bytes"
	"image/png"
	"strings"
	"testing"
)

// A card is a picture of its size, the same for the same words and another for
// others; what is too long is broken and made smaller, never off the card.
func TestCards(t *testing.T) {
	seen := map[string]string{}
	for _, title := range []string{"Mon espace santé", "Dossier médical partagé (DMP) : 5\u202f298 jours", strings.Repeat("programme d'accélération de la cyberrésilience ", 5), ""} {
		c := Card{Mark: "Jalons", Title: title, Facts: []string{"14 jalons", "1 montant"}, Foot: "Licence Ouverte 2.0"}
		got, err := PNG(c)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := PNG(c)
		if !bytes.Equal(got, again) {
			t.Errorf("%q is drawn in two ways", title)
		}
		if other, ok := seen[string(got)]; ok {
			t.Errorf("%q and %q have one picture", title, other)
		}
		seen[string(got)] = title
		picture, err := png.Decode(bytes.NewReader(got))
		if err != nil || picture.Bounds().Dx() != Width || picture.Bounds().Dy() != Height {
			t.Fatalf("%q: %v", title, err)
		}
		for y := range Height { // nothing but paper at the right edge
			if r, g, b, _ := picture.At(Width-10, y).RGBA(); r>>8 != 0xfb || g>>8 != 0xfa || b>>8 != 0xf7 {
				t.Fatalf("%q runs off the card at line %d", title, y)
			}
		}
	}
}
