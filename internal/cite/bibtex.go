package cite

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"jalons/internal/edtf"
)

// BibTeX gives the document read and the record as two entries, in UTF-8. Types
// are those of classic BibTeX; date, urldate and langid are biblatex's, which
// classic styles pass over.
func BibTeX(claim Claim) string {
	c := claim.flat()
	w := c.words()
	var b strings.Builder
	read := bibEntry{kind: bibKind(&c.Read), key: c.sourceKey()}
	read.people(c.Read.Authors)
	if len(c.Read.Authors) == 0 {
		read.text("key", escape(cmp.Or(c.Read.Publisher, c.Read.Title))) // what styles sort by instead
	}
	read.text("title", "{"+escape(c.Read.Title)+"}")
	read.publisher(c.Read.Publisher)
	read.date(c.Read.PublishedOn, c.Read.DatedByContent, w.noYear)
	read.text("url", address(c.Read.URL))
	if c.Read.AccessedOn != 0 {
		read.text("urldate", c.Read.AccessedOn.String())
	}
	read.text("langid", map[string]string{"fr": "french", "en": "english"}[c.Read.Language])
	read.text("note", escape(w.notes(c.sourceNotes())))
	read.write(&b)

	r := bibEntry{kind: "misc", key: c.recordKey()}
	r.text("author", "{"+escape(c.Record.Name)+"}")
	r.text("title", "{"+escape(c.summary())+"}")
	r.text("howpublished", escape(c.Record.Title+", "+w.version+c.Record.Version))
	r.date(edtf.On(c.Record.UpdatedOn), edtf.Date{}, "")
	r.text("url", address(c.Record.Permalink))
	r.text("note", escape(w.notes(c.recordNotes())))
	b.WriteString("\n")
	r.write(&b)
	return b.String()
}

// bibKind gives the type of entry for a document.
func bibKind(d *Document) string {
	switch {
	case d.press():
		return "article"
	case d.Kind == "report" && d.Publisher != "":
		return "techreport"
	}
	return "misc"
}

// bibEntry is an entry in the making.
type bibEntry struct {
	kind, key string
	fields    []string
}

// text adds a field, none where it is empty. The value is BibTeX already.
func (e *bibEntry) text(name, value string) {
	if value != "" && value != "{}" {
		e.fields = append(e.fields, fmt.Sprintf("  %s = {%s}", name, value))
	}
}

// people adds authors; a name that can't be split is braced, and so stays whole.
func (e *bibEntry) people(names []string) {
	var all []string
	for _, name := range names {
		if given, family, ok := person(name); ok {
			all = append(all, escape(family)+", "+escape(given))
		} else {
			all = append(all, "{"+escape(name)+"}")
		}
	}
	e.text("author", strings.Join(all, " and "))
}

// publisher adds the publisher, under the name that the type has for it.
func (e *bibEntry) publisher(name string) {
	field := map[string]string{"article": "journal", "techreport": "institution", "misc": "howpublished"}[e.kind]
	e.text(field, escape(name))
}

// months of BibTeX: macros that every style defines.
var bibMonths = [12]string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}

// date adds when a document was published: the date as written, the year, and
// the month where there is one. A year in brackets is no date that the document
// bears, but what its content proves; none stands where nothing is known.
func (e *bibEntry) date(published, proved edtf.Date, none string) {
	if published.IsZero() {
		if years := bibYears(proved); years != "" {
			none = "[" + years + "]"
		}
		e.text("year", none)
		return
	}
	e.text("date", published.String())
	e.text("year", bibYears(published))
	if from, _, interval := ends(published); !interval && from.month > 0 {
		e.fields = append(e.fields, "  month = "+bibMonths[from.month-1])
	}
}

// bibYears gives the year of a date, or the first and the last; "" for none.
func bibYears(d edtf.Date) string {
	from, to, _ := ends(d)
	switch {
	case d.IsZero():
		return ""
	case from == nil:
		return strconv.Itoa(to.year)
	case to == nil || from.year == to.year:
		return strconv.Itoa(from.year)
	}
	return fmt.Sprintf("%d--%d", from.year, to.year)
}

func (e *bibEntry) write(b *strings.Builder) {
	fmt.Fprintf(b, "@%s{%s,\n%s\n}\n", e.kind, e.key, strings.Join(e.fields, ",\n"))
}

// escape writes a text so that LaTeX sets it as it reads. Letters and quotation
// marks stay as they are, in UTF-8; the braces that it writes are balanced.
func escape(s string) string { return latex.Replace(s) }

var latex = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`&`, `\&`, `%`, `\%`, `$`, `\$`, `#`, `\#`, `_`, `\_`, nbsp, `~`, thin, `~`, // managers don't read \, as a space
)
