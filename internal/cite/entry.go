package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An entry format has two entries: the document that was read, and the record
// that the claim stands in. Their keys are made from the claim's id, so that
// they are stable, and two claims of one document do not collide.

func (c *Claim) sourceKey() string { return "jalons-" + c.ID + "-source" }
func (c *Claim) recordKey() string { return "jalons-" + c.ID }

// sourceNotes says, beside the document itself, what a reader needs: the place,
// who said it, the original, the date that its content proves, and the record.
func (c *Claim) sourceNotes() []string {
	w := c.words()
	note := func(name, text string) string { return name + w.colon + text }
	var notes []string
	if c.Locator != "" {
		notes = append(notes, note(w.place, w.locator(c.Locator)))
	}
	said := On(c.Quoted, c.Lang)
	switch {
	case c.Speaker != "" && said != "":
		notes = append(notes, note(w.said, c.Speaker+" ("+said+")"))
	case c.Speaker != "":
		notes = append(notes, note(w.said, c.Speaker))
	case said != "":
		notes = append(notes, w.saying+said)
	}
	if c.Original != nil {
		notes = append(notes, note(w.from, c.Original.describe(c.Lang)))
	}
	if c.Read.PublishedOn.IsZero() {
		notes = append(notes, c.Read.dated(c.Lang))
	}
	return append(notes, w.recorded+c.Record.Name+", "+w.version+c.Record.Version+", "+c.day()+", "+c.Record.Permalink)
}

// recordNotes says as of which day the record is cited, and under what licence.
func (c *Claim) recordNotes() []string {
	w := c.words()
	notes := []string{c.day()}
	if c.Record.License != "" {
		notes = append(notes, w.licence+" "+c.Record.License)
	}
	return notes
}

// notes joins notes into one text.
func (w *words) notes(notes []string) string { return strings.Join(notes, w.semicolon) }

// person splits the name of a person into given name and family name, where it
// has two words that both begin with a capital and the first is no article.
// Other names may be of bodies, or split elsewhere: they stay whole.
func person(name string) (given, family string, ok bool) {
	given, family, ok = strings.Cut(name, " ")
	if !ok || strings.Contains(family, " ") || !capital(given) || !capital(family) {
		return "", "", false
	}
	switch strings.ToLower(given) {
	case "le", "la", "les", "un", "une", "the":
		return "", "", false
	}
	return given, family, true
}

func capital(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first)
}

// spoken reports whether the document is what its speakers said: they, then, are
// its authors, and whoever wrote it down asked the questions.
func (d *Document) spoken() bool {
	return (d.Kind == "interview" || d.Kind == "speech") && len(d.Speakers) > 0
}

// press reports whether the publisher is a periodical in which it appeared.
func (d *Document) press() bool {
	return d.Publisher != "" && (d.Kind == "press_article" || d.Kind == "dispatch" || d.Kind == "interview")
}

// address writes an address for a field that is read letter by letter: signs
// that no address holds, and that might end the field, as addresses escape them.
func address(s string) string {
	return strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D", " ", "%20", `"`, "%22").Replace(s)
}
