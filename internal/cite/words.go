package cite

import (
	"regexp"
	"strings"
	"unicode"
)

// Spaces of French typography: unbreakable before a colon and inside
// guillemets, narrow and unbreakable before a semicolon.
const (
	nbsp = "\u00a0"
	thin = "\u202f"
)

// words are the words and signs of one language.
type words struct {
	colon, semicolon    string
	open, close         string // around a title
	innerOpen, inner    string // around what is quoted within one
	section             string // before the number of a paragraph
	and, by, in, quoted string
	unread, saying      string
	undated, placed     string
	updated, accessed   string
	source, via         string
	version, asOf       string
	place, said, from   string // of the notes of entries
	recorded, licence   string
	noYear              string // where a year must stand
}

var french = &words{
	colon: nbsp + ": ", semicolon: thin + "; ", open: "«" + nbsp, close: nbsp + "»", innerOpen: "“", inner: "”", section: "§" + nbsp,
	and: " et ", by: "par ", in: ", dans ", quoted: ", cité dans ", unread: "original non consulté", saying: "déclaration faite ",
	undated: "sans date", placed: "d'après son contenu", updated: "mis à jour le ", accessed: "consulté le ", source: "source", via: "via ",
	version: "version ", asOf: "état au ", place: "passage", said: "attribution", from: "original non consulté",
	recorded: "relevé par ", licence: "licence", noYear: "s.d.",
}

var english = &words{
	colon: ": ", semicolon: "; ", open: "“", close: "”", innerOpen: "‘", inner: "’", section: "§",
	and: " and ", by: "by ", in: ", in ", quoted: ", cited in ", unread: "original not consulted", saying: "a statement made ",
	undated: "undated", placed: "judging by its content", updated: "updated ", accessed: "accessed ", source: "source", via: "via ",
	version: "version ", asOf: "as of ", place: "passage", said: "attributed to", from: "original not consulted",
	recorded: "recorded by ", licence: "licence", noYear: "n.d.",
}

func wordsOf(lang string) *words {
	if lang == "en" {
		return english
	}
	return french
}

// title puts a title between quotation marks. Marks within it become those of
// the second level; nothing else of a title is changed.
func (w *words) title(s string) string { return w.open + w.requote(s) + w.close }

// requote gives quotation marks, double or angled, as those of the second level.
// A straight one opens where nothing or a space or bracket stands before it.
func (w *words) requote(s string) string {
	s = guillemets.Replace(s)
	var b strings.Builder
	before := ' '
	for _, r := range s {
		switch {
		case r == '“', r == '"' && strings.ContainsRune(" \u00a0\u202f([", before):
			b.WriteString(w.innerOpen)
		case r == '”', r == '"':
			b.WriteString(w.inner)
		default:
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

var guillemets = strings.NewReplacer("«"+nbsp, "“", "«"+thin, "“", "« ", "“", "«", "“", nbsp+"»", "”", thin+"»", "”", " »", "”", "»", "”")

// spaced sets the spaces of our own words in French, so that no line begins with
// a sign or ends with an opening guillemet.
func (w *words) spaced(s string) string {
	if w == french {
		s = frenchSpaces.Replace(s)
	}
	return s
}

var frenchSpaces = strings.NewReplacer("« ", "«"+nbsp, " »", nbsp+"»", " :", nbsp+":", " ;", thin+";", " ?", thin+"?", " !", thin+"!")

// locator sets the spaces of a place in a document, which is in French words in
// either language, and of the paragraph signs in it.
func (w *words) locator(s string) string {
	return numbered.ReplaceAllString(frenchSpaces.Replace(s), w.section+"$1")
}

// numbered is a paragraph sign with its number.
var numbered = regexp.MustCompile(`§ ?(\d)`)

// list joins names: A, B and C.
func (w *words) list(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + w.and + names[last]
}

// line puts a text on one line, without control characters.
func line(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}

func lines(texts []string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = line(s)
	}
	return out
}
