package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// values gives what a row puts into the columns of the file, in the order of
// held and shadows of each column.
func (t *table) values(row reflect.Value) []any {
	var out []any
	for _, c := range t.columns {
		v := row.FieldByIndex(c.field)
		switch c.kind {
		case Bilingual:
			text := v.Interface().(dataset.Text)
			out = append(out, orNull(text.FR), orNull(text.EN), orNull(Fold(text.FR)), orNull(Fold(text.In("en"))))
		case Prose:
			out = append(out, orNull(v.String()), orNull(Fold(v.String())))
		case Proses:
			folded := make([]string, v.Len())
			for i := range folded {
				folded[i] = Fold(v.Index(i).String())
			}
			out = append(out, list(v.Interface().([]string)), list(folded))
		case Words:
			out = append(out, list(v.Interface().([]string)))
		case Date:
			d := v.Interface().(dataset.Date)
			out = append(out, orNull(d.String()), endOrNull(d.Earliest()), endOrNull(d.Latest()))
		case Day:
			out = append(out, dayOrNull(v.Interface().(dataset.Day)))
		case Word:
			out = append(out, orNull(v.String()))
		default:
			out = append(out, number(v))
		}
	}
	return out
}

func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// dayOrNull gives NULL for a day that is not known.
func dayOrNull(d dataset.Day) any {
	if d == 0 {
		return nil
	}
	return d.String()
}

// endOrNull gives NULL for an open end of a date. 1970-01-01, the zero Day, is a
// day like any other here: a date that is not known has open ends.
func endOrNull(d dataset.Day) any {
	if d == edtf.Min || d == edtf.Max {
		return nil
	}
	return d.String()
}

// list gives a list as JSON, [] where it is empty.
func list(words []string) any {
	if len(words) == 0 {
		return "[]"
	}
	text, err := json.Marshal(words)
	if err != nil {
		panic(err) // strings always encode
	}
	return string(text)
}

func number(v reflect.Value) any {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	return v.Interface()
}

// reader scans lines of the file into rows: the columns, then some more texts.
type reader struct {
	columns []column
	dest    []any
	text    []sql.NullString // what the text columns hold, then the texts after them
	after   int              // where those begin
}

func newReader(columns []column, more int) *reader {
	r := &reader{columns: columns}
	for _, c := range columns {
		if !c.native() {
			r.after += len(c.held())
		}
	}
	r.text = make([]sql.NullString, r.after+more)
	return r
}

// native reports whether the driver scans into the field itself.
func (c column) native() bool { return c.kind == Integer || c.kind == Real || c.kind == Truth }

// scan reads the present line into row, and gives the texts after the columns.
func (r *reader) scan(rows *sql.Rows, row reflect.Value) ([]sql.NullString, error) {
	r.dest = r.dest[:0]
	text := r.text
	for _, c := range r.columns {
		if c.native() {
			r.dest = append(r.dest, row.FieldByIndex(c.field).Addr().Interface())
			continue
		}
		for range c.held() {
			r.dest = append(r.dest, &text[0])
			text = text[1:]
		}
	}
	for i := range text {
		r.dest = append(r.dest, &text[i])
	}
	if err := rows.Scan(r.dest...); err != nil {
		return nil, err
	}
	text = r.text
	for _, c := range r.columns {
		if !c.native() {
			if err := c.set(row.FieldByIndex(c.field), text); err != nil {
				return nil, err
			}
			text = text[len(c.held()):]
		}
	}
	return r.text[r.after:], nil
}

// set puts what the file holds into a field.
func (c column) set(v reflect.Value, held []sql.NullString) error {
	switch c.kind {
	case Bilingual:
		v.Set(reflect.ValueOf(dataset.Text{FR: held[0].String, EN: held[1].String}))
	case Words, Proses:
		var words []string
		if err := json.Unmarshal([]byte(held[0].String), &words); err != nil {
			return fmt.Errorf("column %s: %w", c.name, err)
		}
		v.Set(reflect.ValueOf(words))
	case Date:
		if !held[0].Valid {
			return nil
		}
		d, err := edtf.Parse(held[0].String)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.name, err)
		}
		v.Set(reflect.ValueOf(d))
	case Day:
		if !held[0].Valid {
			return nil
		}
		d, err := edtf.ParseDay(held[0].String)
		if err != nil {
			return fmt.Errorf("column %s: %w", c.name, err)
		}
		v.SetInt(int64(d))
	default:
		v.SetString(held[0].String)
	}
	return nil
}
