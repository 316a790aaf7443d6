package dataset

import (
	"slices"
	"strings"
	"unicode"
)

// copiedWords is the number of running words from which a text counts as
// copied: shorter runs are set phrases. An official name counts as one word,
// since nobody can say it in others.
const copiedWords = 9

// A copyist finds runs of words that texts share with the titles of sources,
// the one place where the words of documents stand.
type copyist struct {
	names  map[string][][]string // names of three words and more, by their first word, the longest first
	titles map[string]string     // runs of titles, to the source's id
}

func newCopyist(d *Dataset) *copyist {
	c := &copyist{map[string][][]string{}, map[string]string{}}
	for _, p := range d.Programmes {
		for _, v := range p.Name {
			c.name(v.Value.FR, v.Value.EN)
		}
		c.name(p.Aliases...)
	}
	for _, o := range d.Organisations {
		for _, v := range o.Name {
			c.name(v.Value.FR, v.Value.EN)
		}
		c.name(o.Aliases...)
	}
	for _, names := range c.names {
		slices.SortStableFunc(names, func(a, b []string) int { return len(b) - len(a) })
	}
	for _, s := range d.Sources {
		for _, run := range c.runs(s.Title) {
			c.titles[run] = s.ID
		}
	}
	return c
}

func (c *copyist) name(names ...string) {
	for _, name := range names {
		if words := wordsOf(name); len(words) > 2 {
			c.names[words[0]] = append(c.names[words[0]], words)
		}
	}
}

// runs gives every run of copiedWords words of a text, without case and accents.
func (c *copyist) runs(s string) (all []string) {
	var words []string
	for rest := wordsOf(s); len(rest) > 0; {
		n := 1
		for _, name := range c.names[rest[0]] {
			if len(name) <= len(rest) && slices.Equal(name, rest[:len(name)]) {
				n = len(name)
				break
			}
		}
		words, rest = append(words, strings.Join(rest[:n], " ")), rest[n:]
	}
	for i := copiedWords; i <= len(words); i++ {
		all = append(all, strings.Join(words[i-copiedWords:i], " "))
	}
	return all
}

// wordsOf gives the words of a text; an elided one is one with the next.
func wordsOf(s string) []string {
	return strings.FieldsFunc(folded(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
}

// copied finds a run of words that a text shares with the title of a source.
func (l *linter) copied(at Pos, s string) {
	for _, run := range l.copyist.runs(s) {
		if source, found := l.copyist.titles[run]; found {
			l.find("copied-title", at, "", "%d words running from the title of %s (%q): use our own", copiedWords, source, run)
			return
		}
	}
}
