package dataset

import (
	"fmt"
	"path"
	"strings"
	"unicode"
)

// maxLabel is the length of a label, in characters, that still fits a chart, a
// calendar and a narrow column.
const maxLabel = 140

// ownWords are the keys that hold our own words, never a document's.
var ownWords = map[string]bool{"label": true, "summary": true, "note": true, "definition": true, "explanation": true, "rank_reason": true, "reason": true}

// lastKey gives the last key of a path: label of milestones[0].label.
func lastKey(p Pos) string { return strings.TrimPrefix(path.Ext("."+p.Path), ".") }

// text judges a text in both languages.
func (l *linter) text(at Pos, t Text) {
	if t.FR == "" && t.EN != "" {
		l.find("missing-french", at.key("fr"), "", "a text is in French at least")
	}
	if t.FR == t.EN {
		l.wording(at, lastKey(at), t.FR)
		return
	}
	l.wording(at.key("fr"), lastKey(at), t.FR)
	l.wording(at.key("en"), lastKey(at), t.EN)
}

func (l *linter) wording(at Pos, key, s string) {
	l.words(at, s)
	if n := len([]rune(s)); key == "label" && n > maxLabel {
		l.find("long-label", at, "", "the label has %d characters, at most %d fit", n, maxLabel)
	}
	if key == "summary" && strings.ContainsFunc(s, unicode.IsDigit) {
		l.find("digit-in-summary", at, "", "a summary is timeless: what holds a digit is a statement, with its source")
	}
	if ownWords[key] {
		l.copied(at, s)
	}
}

// words judges what every string keeps to, so that lists can be joined, rows
// stay rows, and equal words are equal bytes.
func (l *linter) words(at Pos, s string) {
	if strings.Contains(s, " | ") {
		l.find("bar-in-text", at, "", "\" | \" separates the items of a list in CSV and can't stand in a value")
	}
	if t := strings.TrimSpace(s); t != s {
		l.find("untidy-text", at, fmt.Sprintf("%q", t), "space, or a line break, at the beginning or the end")
	}
	for _, r := range strings.TrimSpace(s) {
		switch {
		case unicode.IsControl(r), unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp):
			l.find("untidy-text", at, "", "a line break or a sign that can't be seen (%U)", r)
		case unicode.In(r, unicode.Mn):
			l.find("untidy-text", at, "", "an accent apart from its letter (%U): write them as one sign", r)
		default:
			continue
		}
		return
	}
}

var foldings = strings.NewReplacer(
	"à", "a", "á", "a", "â", "a", "ä", "a", "ç", "c", "é", "e", "è", "e", "ê", "e", "ë", "e", "í", "i", "ì", "i", "î", "i", "ï", "i",
	"ñ", "n", "ó", "o", "ò", "o", "ô", "o", "ö", "o", "ù", "u", "ú", "u", "û", "u", "ü", "u", "ÿ", "y", "œ", "oe", "æ", "ae", "’", "'",
)

// folded gives a text of French or English in small letters without accents.
func folded(s string) string { return foldings.Replace(strings.ToLower(s)) }

// repeats finds items of a list that say the same twice.
func repeats[T any](l *linter, at Pos, all []T, key func(T) string) {
	first := map[string]int{}
	for i, item := range all {
		if old, again := first[key(item)]; again {
			l.find("repeated-item", at.item(i), "", "says the same as item %d of the list", old)
			continue
		}
		first[key(item)] = i
	}
}
