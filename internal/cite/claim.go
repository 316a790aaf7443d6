package cite

import (
	"strings"

	"jalons/internal/edtf"
)

// Claim is what is cited: a row of the record, with what it rests on. Every text
// in it is in the language Lang, "fr" or "en".
type Claim struct {
	Lang  string
	ID    string   // a slug, unique among claims; the keys of entries are made from it
	Label string   // what it is about
	Says  string   // the amount or value with its hedge, or the date in words
	Marks []string // what sort of saying it is: announced, estimated, deduced…

	Speaker  string    // who the document has say so, "" where nobody or its own author
	Quoted   edtf.Date // when that was said, where the document quotes an earlier saying
	Original *Document // what the document takes it from, itself unread; nil for none
	Read     Document  // the document that was read
	Locator  string    // the place in it

	Record Record
}

// Document is a source. Texts that are not known are "", dates and days zero.
type Document struct {
	Title, Publisher  string
	Authors, Speakers []string // names
	Kind, Language    string   // codes source_kind and language
	PublishedOn       edtf.Date
	DatedByContent    edtf.Date // of a document without a date: what its content proves
	UpdatedOn         edtf.Day
	URL               string
	AccessedOn        edtf.Day
}

// Record is where the claim stands: the dataset, as it read on a day.
type Record struct {
	Name      string   // of the publisher, short
	Title     string   // of the dataset
	Version   string   // of the dataset
	UpdatedOn edtf.Day // day of that version
	Day       edtf.Day // the day judged on
	Judged    string   // what the record makes of it on that day, in words; "" for nothing
	Permalink string
	License   string
}

// flat gives the claim with each text on one line, as every form needs it.
func (c Claim) flat() *Claim {
	for _, text := range []*string{&c.Label, &c.Says, &c.Speaker, &c.Locator, &c.Record.Judged} {
		*text = line(*text)
	}
	c.Read = c.Read.flat()
	if c.Original != nil {
		original := c.Original.flat()
		c.Original = &original
	}
	return &c
}

func (d Document) flat() Document {
	for _, text := range []*string{&d.Title, &d.Publisher, &d.URL} {
		*text = line(*text)
	}
	d.Authors, d.Speakers = lines(d.Authors), lines(d.Speakers)
	return d
}

// summary gives the claim itself in words: label, what it says, marks.
func (c *Claim) summary() string {
	says := c.Says
	if len(c.Marks) > 0 {
		says = strings.TrimSpace(says + " (" + strings.Join(c.Marks, ", ") + ")")
	}
	w := c.words()
	label, colon := w.spaced(c.Label), w.colon
	if strings.Contains(label, ":") {
		colon = ", " // one colon is enough
	}
	if says == "" {
		return label
	}
	return label + colon + says
}

// day gives the day as of which the record is cited, with what it makes of it.
func (c *Claim) day() string {
	text := c.words().asOf + day(c.Record.Day, c.Lang)
	if c.Record.Judged != "" {
		text += " (" + c.words().spaced(c.Record.Judged) + ")"
	}
	return text
}

// words gives the words and signs of the claim's language.
func (c *Claim) words() *words { return wordsOf(c.Lang) }

// day gives a day in words.
func day(d edtf.Day, lang string) string { return Date(edtf.On(d), lang) }
