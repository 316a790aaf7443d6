package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae")

// Fold gives text without case and accents, as filters, sorts and the search see
// it: compatibility forms decomposed (so every space is a plain one), marks
// dropped, lower case, ligatures written out. To fold what is folded changes
// nothing.
func Fold(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	whole := strings.ToValidUTF8(s, string(unicode.ReplacementChar)) // beside what is no UTF-8, norm leaves letters as they are
	for _, r := range norm.NFKD.String(whole) {                      // first: it makes capitals (ℕ) and ligatures (ǽ)
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return ligatures.Replace(strings.ToLower(b.String()))
}

// plain reports whether folding would change nothing; most words are so.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}
