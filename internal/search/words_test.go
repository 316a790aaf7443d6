package search

import (
	"strings"
	"testing"
)

// spelt gives words with their parts: ecps(e cps).
func spelt(words []word) string {
	var out []string
	for _, w := range words {
		s := w.text
		if w.parts != nil {
			s += "(" + spelt(w.parts) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func TestWords(t *testing.T) {
	for text, want := range map[string]string{
		"":                                  "",
		" … « » !":                          "",
		"Mon espace santé":                  "mon espace sante",
		"Laura LÉTOURNEAU, déléguée":        "laura letourneau deleguee",
		"L'identité nationale de santé":     "identite nationale de sante",
		"l’Agence d’État":                   "agence etat",
		"qu'il lorsqu’on jusqu'à":           "il on a",
		"aujourd'hui":                       "aujourdhui(aujourd hui)",
		"France's roadmap":                  "france roadmap",
		"e-CPS":                             "ecps(e cps)",
		"d'e-santé":                         "esante(e sante)",
		"auto‑évaluation":                   "autoevaluation(auto evaluation)",
		"A.N.S. et R&D":                     "ans(a n s) et rd(r d)",
		"www.monespacesante.fr":             "wwwmonespacesantefr(www monespacesante fr)",
		"vague 2, vague2":                   "vague 2 vague2(vague 2)",
		"2019-2022":                         "20192022(2019 2022)",
		"2019/2022":                         "2019 2022",
		"en 2019.":                          "en 2019",
		"500 000, 500\u202f000, 500,000":    "500000 500000 500000",
		"1\u00a0250\u00a0000 lits":          "1250000 lits",
		"en 2019 000":                       "en 2019 000",
		"12 3456":                           "12 3456",
		"1,5 milliard, 1.5 billion":         "1.5 milliard 1.5 billion",
		"1,500.5":                           "1500.5",
		"670\u00a0millions d'euros":         "670 millions euros",
		"€670M":                             "670m(670 million)",
		"2 Md€, 119 M€":                     "2 milliard 119 million",
		"Structures 3.0":                    "structures 3.0",
		"m d bn":                            "m d bn",
		"œuvre Œdème":                       "oeuvre oedeme",
		"sante\u0301":                       "sante",
		"l'":                                "l",
		"l'l":                               "l",
		"--a--b..c":                         "a b c",
		"\xff\xfea\xff":                     "a",
		"日本 語":                              "日本 語",
		"segur-2bn-2022":                    "segur2bn2022(segur 2 billion 2022)",
		"Assurance maladie : 98 % (98,5 %)": "assurance maladie 98 98.5",
	} {
		if got := spelt(wordsOf(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// The places of words are theirs in the text.
func TestWordsStandWhereTheySay(t *testing.T) {
	text := "L’e-CPS : 1\u202f500,5 € pour l'Île-de-France's"
	for _, w := range wordsOf(text) {
		for _, p := range append(w.simple(), w) {
			if got := normal(text[p.start:p.end]); p.parts == nil && got != p.text {
				t.Errorf("%q stands at %q", p.text, text[p.start:p.end])
			}
		}
	}
}

func TestStems(t *testing.T) {
	for _, c := range []struct {
		lang, words string // of one stem
	}{
		{"fr", "ordonnance ordonnances"}, {"fr", "numerique numeriques"}, {"fr", "hopital hopitaux"}, {"fr", "national nationale nationaux nationales"},
		{"fr", "securise securisee securises securisees"}, {"fr", "publie publiee publiees"}, {"fr", "soin soins"}, {"fr", "feu feux"},
		{"fr", "generaliser generalisation generalise"}, {"fr", "donnee donnees"}, {"fr", "interoperabilite interoperable interoperables"},
		{"en", "nurse nurses"}, {"en", "policy policies"}, {"en", "prescription prescriptions"}, {"en", "access"}, {"en", "roadmap roadmaps"},
	} {
		words := strings.Fields(c.words)
		for _, w := range words[1:] {
			if a, b := stemOf(words[0], c.lang), stemOf(w, c.lang); a != b {
				t.Errorf("%s: %s is %s, %s is %s", c.lang, words[0], a, w, b)
			}
		}
	}
	for _, c := range [][3]string{{"fr", "donnees", "donne"}, {"fr", "data", "dates"}, {"fr", "montant", "montee"}, {"fr", "ins", "in"}, {"fr", "2019", "201"},
		{"en", "data", "date"}, {ids, "roadmaps", "roadmap"}} {
		if a, b := stemOf(c[1], c[0]), stemOf(c[2], c[0]); a == b {
			t.Errorf("%s: %s and %s are both %s", c[0], c[1], c[2], a)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"segur", "segur", 0}, {"segr", "segur", 1}, {"sgeur", "segur", 1}, {"segurr", "segur", 1}, {"zegur", "segur", 1},
		{"cyberscurite", "cybersecurite", 1}, {"cybrscurite", "cybersecurite", 2}, {"cyebrsceurite", "cybersecurite", 2},
		{"abcd", "dcba", 3}, {"segur", "se", 3}, {"日本語", "日本", 1}, {strings.Repeat("ab", 20), strings.Repeat("ab", 19) + "ba", 1}, {"ca", "abc", 3}, // a pair swapped is not changed again
	} {
		for most := range 3 {
			got, back := distance(c.a, c.b, most), distance(c.b, c.a, most)
			if (got <= most) != (back <= most) || (c.want <= most && got != c.want) || (c.want > most && got <= most) {
				t.Errorf("%q and %q: %d and %d, want %d, or more than %d", c.a, c.b, got, back, c.want, most)
			}
		}
	}
}

func TestForgiven(t *testing.T) {
	for text, want := range map[string]int{"ins": 0, "segr": 1, "hopital": 1, "ordonance": 2, "20192022": 0, "2019": 0, "éàèç": 1} {
		if got := forgiven(text); got != want {
			t.Errorf("%s: %d, want %d", text, got, want)
		}
	}
}
