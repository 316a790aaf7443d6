package cite

import (
	"bytes"
	"encoding/json"

	"jalons/internal/edtf"
)

// cslItem is an item of CSL-JSON, with those of its variables that we use.
type cslItem struct {
	ID             string    `json:"id"`
	Type           string    `json:"type"`
	Title          string    `json:"title"`
	Author         []cslName `json:"author,omitempty"`
	Interviewer    []cslName `json:"interviewer,omitempty"`
	ContainerTitle string    `json:"container-title,omitempty"`
	Publisher      string    `json:"publisher,omitempty"`
	Version        string    `json:"version,omitempty"`
	Issued         *cslDate  `json:"issued,omitempty"`
	Accessed       *cslDate  `json:"accessed,omitempty"`
	URL            string    `json:"URL,omitempty"`
	Language       string    `json:"language,omitempty"`
	Note           string    `json:"note,omitempty"`
}

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

// cslDate has one list of year, month and day for a date and two for an
// interval; Literal where an interval is open, which parts can't say.
type cslDate struct {
	DateParts [][]int `json:"date-parts,omitempty"`
	Circa     bool    `json:"circa,omitempty"`
	Literal   string  `json:"literal,omitempty"`
}

// cslTypes gives the CSL type for a kind of source; others are documents.
var cslTypes = map[string]string{
	"law": "legislation", "report": "report", "official_page": "webpage", "speech": "speech", "interview": "interview",
	"press_article": "article-newspaper", "dispatch": "article-newspaper", "dataset": "dataset", "blog": "post-weblog",
}

// CSL gives the document read and the record as an array of two items of
// CSL-JSON, one a line.
func CSL(claim Claim) ([]byte, error) {
	c := claim.flat()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	b.WriteString("[")
	for i, item := range []cslItem{c.cslSource(), c.cslRecord()} {
		if i > 0 {
			b.WriteString(",\n")
		}
		if err := e.Encode(item); err != nil {
			return nil, err
		}
		b.Truncate(b.Len() - 1) // the encoder ends each value with a line
	}
	b.WriteString("]\n")
	return b.Bytes(), nil
}

func (c *Claim) cslSource() cslItem {
	d := &c.Read
	read := cslItem{
		ID: c.sourceKey(), Type: cslTypes[d.Kind], Title: d.Title, Author: cslNames(d.Authors), Publisher: d.Publisher,
		Issued: cslDateOf(d.PublishedOn, c.Lang), URL: address(d.URL), Language: d.Language, Note: c.words().notes(c.sourceNotes()),
	}
	if read.Type == "" {
		read.Type = "document"
	}
	if d.spoken() {
		read.Author, read.Interviewer = cslNames(d.Speakers), read.Author
	}
	if d.press() { // the periodical; who publishes that is not known
		read.ContainerTitle, read.Publisher = read.Publisher, ""
	}
	if d.PublishedOn.IsZero() && !d.DatedByContent.IsZero() {
		read.Issued = cslDateOf(d.DatedByContent, c.Lang)
		read.Issued.Circa = true
	}
	if d.AccessedOn != 0 {
		read.Accessed = cslDateOf(edtf.On(d.AccessedOn), c.Lang)
	}
	return read
}

func (c *Claim) cslRecord() cslItem {
	return cslItem{
		ID: c.recordKey(), Type: "dataset", Title: c.summary(), Author: []cslName{{Literal: c.Record.Name}},
		ContainerTitle: c.Record.Title, Publisher: c.Record.Name, Version: c.Record.Version,
		Issued: cslDateOf(edtf.On(c.Record.UpdatedOn), c.Lang), URL: address(c.Record.Permalink), Language: c.Lang, Note: c.words().notes(c.recordNotes()),
	}
}

func cslNames(names []string) (all []cslName) {
	for _, name := range names {
		if given, family, ok := person(name); ok {
			all = append(all, cslName{Family: family, Given: given})
		} else {
			all = append(all, cslName{Literal: name})
		}
	}
	return all
}

// cslDateOf gives a date, nil for one that is not known.
func cslDateOf(d edtf.Date, lang string) *cslDate {
	from, to, interval := ends(d)
	switch {
	case d.IsZero():
		return nil
	case from == nil || to == nil:
		return &cslDate{Literal: Date(d, lang)}
	case !interval:
		return &cslDate{DateParts: [][]int{from.parts()}}
	case len(from.parts()) != len(to.parts()): // which CSL can't write: the days say the same
		from, to, _ = ends(edtf.Must(d.Earliest().String() + "/" + d.Latest().String()))
	}
	return &cslDate{DateParts: [][]int{from.parts(), to.parts()}}
}

// parts gives year, month and day, as far as they were said.
func (e end) parts() []int {
	switch {
	case e.month == 0:
		return []int{e.year}
	case e.day == 0:
		return []int{e.year, e.month}
	}
	return []int{e.year, e.month, e.day}
}
