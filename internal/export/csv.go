package export

import (
	"bufio"
	"io"
	"strings"

	"jalons/internal/edtf"
)

// Dialect is a way of writing CSV. Lines end in CRLF in all of them, text is
// UTF-8, booleans are true and false, and what is not known is empty.
type Dialect struct {
	comma     byte // between cells
	point     byte // before decimals
	mark      bool // a byte-order mark comes first, by which Excel knows UTF-8
	intervals bool // dates that are no exact day are written as intervals of days
}

// The dialects. French is what spreadsheets set to French open by a double
// click: semicolons, decimal commas, and no month or year that they would take
// for a day or a number.
var (
	RFC4180 = Dialect{comma: ',', point: '.'}
	French  = Dialect{comma: ';', point: ',', mark: true, intervals: true}
)

// CSV writes one table.
type CSV struct {
	w       *bufio.Writer
	dialect Dialect
	line    []byte // the present one, its room used anew
}

// NewCSV begins a table with a line of headings.
func NewCSV(w io.Writer, d Dialect, headings []string) (*CSV, error) {
	t := &CSV{w: bufio.NewWriter(w), dialect: d}
	if d.mark {
		t.line = append(t.line, "\ufeff"...)
	}
	for i, h := range headings {
		t.field(i, harmless(h))
	}
	return t, t.end()
}

// Row writes one line; cells stand in the order of the headings.
func (t *CSV) Row(cells []Cell) error {
	for i, c := range cells {
		t.field(i, t.dialect.write(c))
	}
	return t.end()
}

// Close writes what is held back. It does not close the writer below.
func (t *CSV) Close() error { return t.w.Flush() }

// field appends a field, quoted where RFC 4180 wants it, where white space at its
// ends might get lost, and where it holds another separator at which
// spreadsheets are set to split.
func (t *CSV) field(i int, s string) {
	if i > 0 {
		t.line = append(t.line, t.dialect.comma)
	}
	if strings.IndexByte(s, t.dialect.comma) < 0 && !strings.ContainsAny(s, ";\t\"\r\n") && strings.TrimSpace(s) == s {
		t.line = append(t.line, s...)
		return
	}
	t.line = append(t.line, '"')
	t.line = append(t.line, strings.ReplaceAll(s, `"`, `""`)...)
	t.line = append(t.line, '"')
}

func (t *CSV) end() error {
	_, err := t.w.Write(append(t.line, '\r', '\n'))
	t.line = t.line[:0]
	return err
}

// write gives the text of a cell. Numbers are never touched by the guard
// against formulas: a minus sign begins a number there, nothing else.
func (d Dialect) write(c Cell) string {
	s := c.words()
	switch c.Kind {
	case Text, List:
		return harmless(s)
	case Number:
		return strings.Replace(s, ".", string(rune(d.point)), 1)
	case Date:
		if _, exact := c.day(); !exact && d.intervals {
			return interval(s)
		}
	case Dates:
		if d.intervals {
			return d.dates(c.List)
		}
	}
	return s
}

// dates writes each date of a list as it would stand alone.
func (d Dialect) dates(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = d.write(Cell{Kind: Date, Text: s})
	}
	return strings.Join(out, Separator)
}

// interval writes a date as its first and last day, open ends as they are.
func interval(s string) string {
	date, err := edtf.Parse(s)
	if err != nil {
		return s // no date: nothing here can say it better
	}
	return date.Earliest().String() + "/" + date.Latest().String()
}

// harmless puts an apostrophe before text that a spreadsheet would run as a
// formula, as the advice on CSV injection has it.
func harmless(s string) string {
	if s != "" && strings.IndexByte("=+-@\t\r\n", s[0]) >= 0 {
		return "'" + s
	}
	return s
}
