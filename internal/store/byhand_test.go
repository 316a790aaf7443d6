package store

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// This file filters and sorts in Go, row by row, as the documents say it: what
// SQL answers is held against it.

// cell is one column of one row as a filter sees it.
type cell struct {
	null    bool
	text    string   // of words and texts, folded where case does not matter; of days
	list    []string // of lists
	number  float64  // of integers, numbers and booleans
	between dataset.Date
}

// readCell reads a column off a row. The bounds of a date are columns too.
func readCell(row reflect.Value, t *table, name, lang string) (c cell, kind Kind) {
	column := t.byName[name]
	if column.field == nil {
		return readBound(row, t, name), Day
	}
	v := row.FieldByIndex(column.field)
	switch x := v.Interface().(type) {
	case dataset.Text:
		return cell{null: x.FR == "", text: Fold(x.In(lang))}, column.kind
	case dataset.Date:
		return cell{null: x.IsZero(), between: x}, column.kind
	case dataset.Day:
		return cell{null: x == 0, text: x.String()}, column.kind
	case []string:
		for _, s := range x {
			if column.kind == Proses {
				s = Fold(s)
			}
			c.list = append(c.list, s)
		}
		c.null = len(x) == 0
		return c, column.kind
	case string:
		if column.kind == Prose {
			return cell{null: x == "", text: Fold(x)}, column.kind
		}
		return cell{null: x == "", text: x}, column.kind
	}
	return numberCell(v), column.kind
}

func readBound(row reflect.Value, t *table, name string) cell {
	base, earliest := strings.CutSuffix(name, "_earliest")
	if !earliest {
		base = strings.TrimSuffix(name, "_latest")
	}
	d := row.FieldByIndex(t.byName[base].field).Interface().(dataset.Date)
	bound := d.Latest()
	if earliest {
		bound = d.Earliest()
	}
	return cell{null: bound == edtf.Min || bound == edtf.Max, text: bound.String()}
}

func numberCell(v reflect.Value) cell {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return cell{null: true}
		}
		v = v.Elem()
	}
	switch x := v.Interface().(type) {
	case bool:
		if x {
			return cell{number: 1}
		}
		return cell{}
	case int64:
		return cell{number: float64(x)}
	}
	return cell{number: v.Float()}
}

// asCell reads the value of a filter as a cell of the kind.
func asCell(kind Kind, v any) cell {
	switch x := v.(type) {
	case string:
		if kind == Prose || kind == Bilingual || kind == Proses {
			x = Fold(x)
		}
		return cell{text: x}
	case bool:
		if x {
			return cell{number: 1}
		}
		return cell{}
	case int64:
		return cell{number: float64(x)}
	}
	return cell{number: v.(float64)}
}

// holds judges one row by one filter.
func holds(row reflect.Value, t *table, f Filter, lang string) bool {
	c, kind := readCell(row, t, f.Column, lang)
	if f.Op == Null {
		return c.null == f.Values[0].(bool)
	}
	if kind == Date {
		return dateHolds(c, f)
	}
	any := slices.ContainsFunc(f.Values, func(v any) bool {
		want := asCell(kind, v)
		if kind == Words || kind == Proses {
			return slices.ContainsFunc(c.list, func(s string) bool {
				return s == want.text || f.Op == Contains && strings.Contains(s, want.text)
			})
		}
		return !c.null && compares(f.Op, compareCells(c, want), c, want)
	})
	if f.Op == Not {
		return !any
	}
	return any
}

func compares(op Op, order int, c, want cell) bool {
	switch op {
	case Is, Not: // Not is the whole of it, turned around
		return order == 0
	case Least:
		return order >= 0
	case After:
		return order > 0
	case Most:
		return order <= 0
	case Before:
		return order < 0
	}
	return strings.Contains(c.text, want.text)
}

func compareCells(a, b cell) int {
	return cmp.Or(cmp.Compare(a.number, b.number), strings.Compare(a.text, b.text))
}

// dateHolds: what is wholly within, wholly from, wholly up to.
func dateHolds(c cell, f Filter) bool {
	first, last := c.between.Earliest(), c.between.Latest()
	bound := func(i int) dataset.Day {
		d, err := edtf.ParseDay(f.Values[i].(string))
		if err != nil {
			panic(err)
		}
		return d
	}
	switch f.Op {
	case Is:
		return !c.null && first != edtf.Min && last != edtf.Max && first >= bound(0) && last <= bound(1)
	case Least:
		return !c.null && first != edtf.Min && first >= bound(0)
	case After:
		return !c.null && first != edtf.Min && first > bound(0)
	case Most:
		return !c.null && last != edtf.Max && last <= bound(0)
	}
	return !c.null && last != edtf.Max && last < bound(0)
}

// chosen gives the rows that every filter holds for, in the order asked.
func chosen(all []reflect.Value, t *table, q Query) []reflect.Value {
	out := []reflect.Value{}
	for _, row := range all {
		if !slices.ContainsFunc(q.Filters, func(f Filter) bool { return !holds(row, t, f, q.Lang) }) {
			out = append(out, row)
		}
	}
	slices.SortStableFunc(out, func(a, b reflect.Value) int {
		for _, s := range q.Sorts {
			if n := compareBy(a, b, t, s, q.Lang); n != 0 {
				return n
			}
		}
		return strings.Compare(idOf(a), idOf(b))
	})
	return out
}

// compareBy: nulls last in both directions; dates by their latest day, then by
// the earliest, an open end beyond every day.
func compareBy(a, b reflect.Value, t *table, s Sort, lang string) int {
	x, kind := readCell(a, t, s.Column, lang)
	y, _ := readCell(b, t, s.Column, lang)
	if x.null || y.null {
		return cmp.Compare(truth(x.null), truth(y.null))
	}
	order := compareCells(x, y)
	if kind == Date {
		order = cmp.Or(cmp.Compare(x.between.Latest(), y.between.Latest()), cmp.Compare(x.between.Earliest(), y.between.Earliest()))
	}
	if s.Desc {
		return -order
	}
	return order
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
