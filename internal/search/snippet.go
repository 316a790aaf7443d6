package search

import (
	"html"
	"slices"
	"strings"
	"unicode/utf8"
)

// Bounds of a snippet in characters: what is shown of a long text, and what of
// that stands before the first word found.
const (
	snippetLength = 200
	snippetBefore = 60
)

// A mark is a word of a text that the question asked for.
type mark struct {
	start, end int // bytes
	reading    int // which word of the question
}

// Snippet shows where the words of the question stand in a row, as HTML: all is
// escaped but <mark> around each word. It is from the text that holds the most of
// them, of those the longest, in the language asked if that has as many; where
// none holds any, from the first.
func (a *Answer) Snippet(texts []Text, lang string) string {
	if len(texts) == 0 {
		return ""
	}
	best, most := texts[0].in(lang)+texts[0].in(ids), 0
	var marks []mark
	for _, l := range []string{lang, "fr", "en", ids} {
		longest := 0 // of the texts in the language
		for _, t := range texts {
			text := t.in(l)
			found := a.marks(text, l)
			if n := distinct(found); n > most || n == most && n > 0 && longest > 0 && len(text) > longest {
				best, most, marks, longest = text, n, found, len(text)
			}
		}
	}
	return cut(best, marks)
}

// marks gives the words of a text that the question asked for.
func (a *Answer) marks(text, lang string) (all []mark) {
	reading := func(w word) int {
		return slices.IndexFunc(a.Words, func(r Reading) bool {
			return r.Found != nil && r.Asked == w.text || slices.Contains(r.Found[lang], w.text)
		})
	}
	for _, w := range wordsOf(text) {
		if i := reading(w); i >= 0 {
			all = append(all, mark{w.start, w.end, i})
			continue
		}
		for _, p := range w.parts {
			if i := reading(p); i >= 0 {
				all = append(all, mark{p.start, p.end, i})
			}
		}
	}
	return all
}

func distinct(marks []mark) int {
	var readings []int
	for _, m := range marks {
		if !slices.Contains(readings, m.reading) {
			readings = append(readings, m.reading)
		}
	}
	return len(readings)
}

// cut gives the part of a text around its marks, with an ellipsis where
// something is left out.
func cut(text string, marks []mark) string {
	start, end := window(text, marks)
	var b strings.Builder
	if start > 0 {
		b.WriteString("… ")
	}
	at := start
	for _, m := range marks {
		if m.start < at || m.end > end {
			continue
		}
		b.WriteString(html.EscapeString(text[at:m.start]))
		b.WriteString("<mark>" + html.EscapeString(text[m.start:m.end]) + "</mark>")
		at = m.end
	}
	b.WriteString(html.EscapeString(strings.TrimRight(text[at:end], " ")))
	if end < len(text) {
		b.WriteString(" …")
	}
	return b.String()
}

// window gives the part of a text to show, in bytes: all of a short one, else the
// part that holds the most words of the question.
func window(text string, marks []mark) (start, end int) {
	if utf8.RuneCountInString(text) <= snippetLength {
		return 0, len(text)
	}
	start, end = around(text, mark{})
	most := -1
	for _, m := range marks {
		s, e := around(text, m)
		inside := slices.DeleteFunc(slices.Clone(marks), func(o mark) bool { return o.start < s || o.end > e })
		if n := distinct(inside); n > most {
			start, end, most = s, e, n
		}
	}
	return start, end
}

// around gives the part of a text around a mark: between two spaces, where there
// are any, and never within a character.
func around(text string, m mark) (start, end int) {
	start = m.start
	for range snippetBefore {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	if space := strings.IndexByte(text[start:m.start], ' '); start > 0 && space >= 0 {
		start += space + 1
	}
	end = start
	for range snippetLength {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	end = max(end, m.end)
	if space := strings.LastIndexByte(text[m.end:end], ' '); end < len(text) && space >= 0 {
		end = m.end + space
	}
	return start, end
}
