package cite

import "strings"

// Text gives the citation as one sentence: what is said; who said it and in
// what original; the document that was read and the place in it; then the
// record with its version, day and permalink. No full stop follows the
// permalink, nor any sign an address: they would be taken for a part of it.
func Text(claim Claim) string {
	c := claim.flat()
	w := c.words()
	parts := []string{
		c.summary(),
		w.source + w.colon + c.chain(),
		w.via + c.Record.Name + ", " + w.version + c.Record.Version + ", " + c.day() + ", " + c.Record.Permalink,
	}
	return strings.Join(parts, w.semicolon) + "\n"
}

// chain gives who said it, the original and the document read, in this order.
func (c *Claim) chain() string {
	w := c.words()
	said, text := On(c.Quoted, c.Lang), c.Speaker
	from := c.Original
	if from == nil {
		from = &c.Read
	}
	if from.Publisher == text {
		text = "" // the document says so itself
	}
	if from.PublishedOn.String() == c.Quoted.String() {
		said = ""
	}
	switch {
	case text != "" && said != "":
		text += " (" + said + ")"
	case text == "" && said != "" && c.Original == nil:
		text = w.saying + said
	}
	switch {
	case c.Original != nil:
		if text != "" {
			text += ", "
		}
		text += c.Original.describe(c.Lang) + " (" + w.unread + ")" + w.quoted
	case text != "":
		text += w.in
	}
	return text + c.read()
}

// read gives the document that was read, the place in it, and its address.
func (c *Claim) read() string {
	w := c.words()
	text := c.Read.describe(c.Lang)
	if c.Locator != "" {
		text += ", " + w.locator(c.Locator)
	}
	if c.Read.URL != "" {
		text += ", " + c.Read.URL
	}
	if c.Read.AccessedOn != 0 {
		text += " (" + w.accessed + day(c.Read.AccessedOn, c.Lang) + ")"
	} else if c.Read.URL != "" {
		text += " " // so that no sign touches the address
	}
	return text
}

// describe gives title, authors, publisher and date of a document.
func (d *Document) describe(lang string) string {
	w := wordsOf(lang)
	parts := []string{w.title(d.Title)}
	if len(d.Authors) > 0 {
		parts = append(parts, w.by+w.list(d.Authors))
	}
	if d.Publisher != "" {
		parts = append(parts, d.Publisher)
	}
	parts = append(parts, d.dated(lang))
	if d.UpdatedOn != 0 {
		parts = append(parts, w.updated+day(d.UpdatedOn, lang))
	}
	return strings.Join(parts, ", ")
}

// dated gives the date of a document, or says that it bears none.
func (d *Document) dated(lang string) string {
	w := wordsOf(lang)
	switch {
	case !d.PublishedOn.IsZero():
		return Date(d.PublishedOn, lang)
	case !d.DatedByContent.IsZero():
		return w.undated + " (" + On(d.DatedByContent, lang) + ", " + w.placed + ")"
	}
	return w.undated
}
