package search

import (
	"strings"

	"github.com/kljensen/snowball/english"
	"github.com/kljensen/snowball/french"
)

// minStem is the length in letters below which a Snowball stem joins words that
// have nothing in common: data and date are both dat, données and donne both don.
// Such words lose their plural alone.
const minStem = 5

// stemOf gives what a folded word shares with its inflections. Both the texts
// and the questions are folded before they are stemmed, since many write a
// question without accents; those accents that French stems hang on can be told
// from the letters around.
func stemOf(text, lang string) string {
	if isNumber(text) || length(text) <= 3 || lang == ids {
		return text
	}
	var stem string
	if lang == "en" {
		stem = english.Stem(text, true)
	} else {
		stem = Fold(french.Stem(accented(text), true))
	}
	if length(stem) < minStem {
		return singular(text, lang)
	}
	return stem
}

// accented gives back the last accent of publiée, publié and sécurité. Words that
// have none there (maladie, visite) get one too, and lose it with their ending.
func accented(text string) string {
	for _, end := range []struct{ plain, accented string }{{"ee", "ée"}, {"ie", "ié"}, {"ite", "ité"}} {
		for _, s := range []string{"", "s"} {
			if base, ok := strings.CutSuffix(text, end.plain+s); ok {
				return base + end.accented + s
			}
		}
	}
	return text
}

// singular takes the plural off a folded word.
func singular(text, lang string) string {
	switch {
	case strings.HasSuffix(text, "ss"):
		return text
	case lang == "en" && strings.HasSuffix(text, "ies"):
		return strings.TrimSuffix(text, "ies") + "y"
	case lang == "fr" && strings.HasSuffix(text, "aux") && length(text) > 5:
		return strings.TrimSuffix(text, "ux") + "l"
	case lang == "fr" && strings.HasSuffix(text, "ux"):
		return strings.TrimSuffix(text, "x")
	}
	return strings.TrimSuffix(text, "s")
}
