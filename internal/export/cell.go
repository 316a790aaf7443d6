package export

import (
	"strconv"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// Kind is what a cell holds, and with it how each format writes it.
type Kind uint8

// The kinds of cells.
const (
	Null    Kind = iota // not known
	Text                // words, an id, a code, an address: in Cell.Text
	Integer             // in Cell.Integer
	Number              // in Cell.Number
	Boolean             // in Cell.Boolean
	Day                 // an exact day, YYYY-MM-DD, in Cell.Text
	Date                // a date as written, in the closed part of EDTF, in Cell.Text
	List                // texts, in Cell.List; none holds the separator
	Dates               // dates as written, in Cell.List
)

// Cell is one value of a row. The zero Cell is null.
type Cell struct {
	Kind    Kind
	Boolean bool
	Text    string
	Integer int64
	Number  float64
	List    []string
}

// Separator stands between the texts of a list where a cell can hold only one.
const Separator = " | "

// day gives the exact day that the cell holds; ok is false where it holds none:
// a month, a year and an interval are no day, whatever a spreadsheet thinks.
func (c Cell) day() (d edtf.Day, ok bool) {
	if c.Kind != Day && c.Kind != Date {
		return 0, false
	}
	d, err := edtf.ParseDay(c.Text)
	return d, err == nil
}

// words gives the cell as text where no format has another way: numbers with
// a point, lists joined, nothing for null.
func (c Cell) words() string {
	switch c.Kind {
	case Null:
		return ""
	case Integer:
		return strconv.FormatInt(c.Integer, 10)
	case Number:
		return strconv.FormatFloat(c.Number, 'f', -1, 64)
	case Boolean:
		return strconv.FormatBool(c.Boolean)
	case List, Dates:
		return strings.Join(c.List, Separator)
	}
	return c.Text
}

// AppendJSON appends the cell as JSON: text that is empty and what is null as
// null, lists as arrays, never null.
func AppendJSON(dst []byte, c Cell) []byte {
	switch c.Kind {
	case Null:
		return append(dst, "null"...)
	case Integer, Number, Boolean:
		return append(dst, c.words()...)
	case List, Dates:
		dst = append(dst, '[')
		for i, s := range c.List {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = dataset.AppendString(dst, s)
		}
		return append(dst, ']')
	}
	return dataset.AppendString(dst, c.Text)
}
