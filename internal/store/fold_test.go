package store

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"":                              "",
		"INS":                           "ins",
		"Santé":                         "sante",
		"Sante\u0301":                   "sante", // the accent as a sign of its own
		"ÉCHÉANCE DÉPASSÉE":             "echeance depassee",
		"œuvre, Œuvre, ŒUVRE":           "oeuvre, oeuvre, oeuvre",
		"æ Æ ǽ Ǽ":                       "ae ae ae ae",
		"250\u00a0millions":             "250 millions", // no-break space
		"250\u202fmillions":             "250 millions", // narrow no-break space
		"ﬁn":                            "fin",
		"2 000 000 000 €":               "2 000 000 000 €",
		"ℕ":                             "n",
		"İstanbul":                      "istanbul",
		"Kelvin: \u212a":                "kelvin: k",
		"m²":                            "m2",
		"n° 12, nº 12":                  "n° 12, no 12",
		"l’INS, l'INS":                  "l’ins, l'ins",
		"Haÿ-les-Roses, Ç, ñ, ü":        "hay-les-roses, c, n, u",
		"100\u2007%":                    "100 %",
		"日本":                            "日本",
		"CaRE (« cyber accélération »)": "care (« cyber acceleration »)",
	} {
		if got := Fold(text); got != want {
			t.Errorf("Fold(%q) is %q, want %q", text, got, want)
		}
	}
}

// To fold twice is to fold once; case does not matter; no mark is left.
func FuzzFold(f *testing.F) {
	for _, seed := range []string{"", "Santé", "ŒUVRE", "ǼℕİſK", "e\u0301\u0327", "\u0344", "ß", "Σς", "\xff", "000000000\xf0ё", "ﷺ", "ﬃ", "\u1e9e"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		folded := Fold(text)
		if again := Fold(folded); again != folded {
			t.Errorf("%q folds to %q, and that to %q", text, folded, again)
		}
		if !utf8.ValidString(folded) {
			t.Errorf("%q folds to %q, which is no UTF-8", text, folded)
		}
		if i := strings.IndexFunc(folded, func(r rune) bool { return unicode.Is(unicode.Mn, r) }); i >= 0 {
			t.Errorf("%q folds to %q, with a mark at %d", text, folded, i)
		}
	})
}
