package store

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae")

// Fold gives text without case and accents, as filters and sorts see it: lower
// case, compatibility forms decomposed (so every space is a plain one), marks
// dropped, ligatures written out.
func Fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(ligatures.Replace(strings.ToLower(s))) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
