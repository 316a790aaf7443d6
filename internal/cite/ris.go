package cite

import (
	"cmp"
	"fmt"
	"strings"

	"jalons/internal/edtf"
)

// risTypes gives the RIS type for a kind of source; others are generic.
var risTypes = map[string]string{
	"law": "STAT", "report": "RPRT", "official_page": "ELEC", "interview": "NEWS", "press_article": "NEWS", "dispatch": "NEWS",
	"dataset": "DATA", "parliamentary": "RPRT", "blog": "BLOG",
}

// RIS gives the document read and the record as two references, in UTF-8, with
// the line ends that the format asks for.
func RIS(claim Claim) string {
	c := claim.flat()
	var out ris
	out.source(c)
	out.record(c)
	return out.String()
}

type ris struct{ strings.Builder }

func (r *ris) source(c *Claim) {
	d := &c.Read
	r.add("TY", cmp.Or(risTypes[d.Kind], "GEN"))
	r.add("ID", c.sourceKey())
	for _, name := range d.Authors {
		r.add("AU", risName(name))
	}
	r.add("TI", d.Title)
	if d.press() {
		r.add("T2", d.Publisher)
	}
	r.add("PB", d.Publisher)
	if d.PublishedOn.IsZero() {
		r.dates(d.DatedByContent, c.Lang)
	} else {
		r.dates(d.PublishedOn, c.Lang)
	}
	if d.AccessedOn != 0 {
		r.add("Y2", risDate(edtf.On(d.AccessedOn), c.Lang))
	}
	r.add("UR", address(d.URL))
	r.add("LA", d.Language)
	for _, note := range c.sourceNotes() {
		r.add("N1", note)
	}
	r.end()
}

func (r *ris) record(c *Claim) {
	r.add("TY", "DATA")
	r.add("ID", c.recordKey())
	r.add("AU", c.Record.Name)
	r.add("TI", c.summary())
	r.add("T2", c.Record.Title)
	r.add("PB", c.Record.Name)
	r.dates(edtf.On(c.Record.UpdatedOn), c.Lang)
	r.add("ET", c.Record.Version)
	r.add("UR", address(c.Record.Permalink))
	r.add("LA", c.Lang)
	for _, note := range c.recordNotes() {
		r.add("N1", note)
	}
	r.end()
}

// add adds a line, none for what is not known.
func (r *ris) add(tag, text string) {
	if text != "" {
		fmt.Fprintf(r, "%s  - %s\r\n", tag, text)
	}
}

// dates adds year and date; an open beginning has the year of its end.
func (r *ris) dates(d edtf.Date, lang string) {
	from, to, _ := ends(d)
	if from == nil {
		from = to
	}
	if from != nil {
		r.add("PY", fmt.Sprintf("%04d", from.year))
		r.add("DA", risDate(d, lang))
	}
}

func (r *ris) end() { r.WriteString("ER  - \r\n") }

// risDate writes YYYY/MM/DD/ as far as the date was said. An interval has its
// year, and its words where the format has room for such.
func risDate(d edtf.Date, lang string) string {
	from, to, interval := ends(d)
	switch {
	case interval && from == nil:
		return fmt.Sprintf("%04d///%s", to.year, Date(d, lang))
	case interval:
		return fmt.Sprintf("%04d///%s", from.year, Date(d, lang))
	}
	text := [3]string{fmt.Sprintf("%04d", from.year)}
	for i, part := range []int{from.month, from.day} {
		if part > 0 {
			text[i+1] = fmt.Sprintf("%02d", part)
		}
	}
	return strings.Join(text[:], "/") + "/"
}

// risName writes the name of a person as the format asks: family name first.
func risName(name string) string {
	if given, family, ok := person(name); ok {
		return family + ", " + given
	}
	return name
}
