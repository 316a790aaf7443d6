package store

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// opsOf gives the comparisons that make sense for a kind of column.
func opsOf(kind Kind) []Op {
	switch kind {
	case Integer, Real, Day:
		return []Op{Is, Not, Least, After, Most, Before, Null}
	case Date:
		return []Op{Is, Least, After, Most, Before, Null}
	case Truth, Words:
		return []Op{Is, Not, Null}
	}
	return []Op{Is, Not, Contains, Null}
}

// columnsOf gives the names of a table's columns, bounds of dates included.
func columnsOf(t *table) (names []string) {
	for name := range t.byName {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// someFilter draws a filter on a column, with values that the rows hold, parts
// of them, or others of the same kind.
func someFilter(t *rapid.T, all []reflect.Value, tab *table, lang string) Filter {
	name := rapid.SampledFrom(columnsOf(tab)).Draw(t, "column")
	kind := tab.byName[name].kind
	f := Filter{Column: name, Op: rapid.SampledFrom(opsOf(kind)).Draw(t, "op")}
	if f.Op == Null {
		f.Values = []any{rapid.Bool().Draw(t, "null")}
		return f
	}
	if kind == Date && f.Op == Is {
		d := someDate(t, all, tab, name)
		f.Values = []any{d.Earliest().String(), d.Latest().String()}
		return f
	}
	n := 1
	if (f.Op == Is || f.Op == Not) && kind != Date {
		n = rapid.IntRange(1, 3).Draw(t, "values")
	}
	for range n {
		f.Values = append(f.Values, someValue(t, all, tab, name, f.Op, lang))
	}
	return f
}

func someRow(t *rapid.T, all []reflect.Value) (reflect.Value, bool) {
	if len(all) == 0 {
		return reflect.Value{}, false
	}
	return all[rapid.IntRange(0, len(all)-1).Draw(t, "row")], true
}

// someDate draws a closed date near one that a row holds.
func someDate(t *rapid.T, all []reflect.Value, tab *table, name string) dataset.Date {
	first := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2004, 1, 1)), int32(edtf.DayOf(2027, 1, 1))).Draw(t, "first"))
	if row, ok := someRow(t, all); ok {
		if c, _ := readCell(row, tab, name, "fr"); !c.null && c.between.Earliest() != edtf.Min {
			first = c.between.Earliest()
		}
	}
	return edtf.Between(first, first+dataset.Day(rapid.IntRange(0, 500).Draw(t, "days")))
}

func someValue(t *rapid.T, all []reflect.Value, tab *table, name string, op Op, lang string) any {
	row, ok := someRow(t, all)
	c, kind := cell{null: true}, tab.byName[name].kind
	if ok {
		c, kind = readCell(row, tab, name, lang)
	}
	near := rapid.IntRange(-1, 1).Draw(t, "near")
	switch kind {
	case Integer:
		return int64(c.number) + int64(near)
	case Real:
		return c.number + float64(near)/2
	case Truth:
		return rapid.Bool().Draw(t, "truth")
	case Day:
		if !c.null {
			d, err := edtf.ParseDay(c.text)
			if err != nil {
				t.Fatal(err)
			}
			return (d + dataset.Day(near)).String()
		}
		return "2020-02-29"
	case Date:
		d := someDate(t, all, tab, name)
		return rapid.SampledFrom([]dataset.Day{d.Earliest(), d.Latest()}).Draw(t, "bound").String()
	}
	text := c.text
	if len(c.list) > 0 {
		text = rapid.SampledFrom(c.list).Draw(t, "element")
	}
	switch rapid.IntRange(0, 3).Draw(t, "text") {
	case 0:
		return rapid.SampledFrom([]string{"x", "[", `"`, "&", "%", "_", "'", "é", "É", "œ", " ", "santé", "','", "null"}).Draw(t, "other")
	case 1:
		if runes := []rune(text); op == Contains && len(runes) > 2 {
			from := rapid.IntRange(0, len(runes)-2).Draw(t, "from")
			return string(runes[from : from+2])
		}
	}
	return text
}

func someSorts(t *rapid.T, tab *table) (sorts []Sort) {
	for _, name := range rapid.SliceOfN(rapid.SampledFrom(columnsOf(tab)), 0, 3).Draw(t, "sorts") {
		if kind := tab.byName[name].kind; kind != Words && kind != Proses {
			sorts = append(sorts, Sort{name, rapid.Bool().Draw(t, "descending")})
		}
	}
	return sorts
}

// dayOf is a dataset on one day, with the rows that At gives.
type dayOf struct {
	served
	day  dataset.Day
	rows *dataset.Rows
}

func someDays(t *testing.T) (all []dayOf) {
	for _, s := range several() {
		for _, on := range []dataset.Day{day(t, "2014-01-20"), day(t, "2019-12-31"), s.Info.UpdatedOn} {
			all = append(all, dayOf{s, on, s.At(on)})
		}
	}
	return all
}

// Filters, sorts, pages and totals give what doing it by hand gives.
func TestQueriesByHand(t *testing.T) {
	days := someDays(t)
	rapid.Check(t, func(t *rapid.T) {
		for range 10 { // a draw of a day and a collection costs more than a query
			d := rapid.SampledFrom(days).Draw(t, "day")
			c := rapid.SampledFrom(collections).Draw(t, "collection")
			all := c.given(d.rows)
			q := Query{Day: d.day, Lang: rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang"), Sorts: someSorts(t, c.table())}
			for range rapid.IntRange(0, 2).Draw(t, "filters") {
				q.Filters = append(q.Filters, someFilter(t, all, c.table(), q.Lang))
			}
			checkQuery(t, d.Store, c, q, idsOf(chosen(all, c.table(), q)))
		}
	})
}

func checkQuery(t *rapid.T, s *Store, c rows, q Query, want []string) {
	got, err := c.listed(s, q)
	if err != nil {
		t.Fatalf("%s %+v: %v", c.title(), q, err)
	}
	if ids := idsOf(got); !slices.Equal(ids, want) {
		t.Fatalf("%s %+v:\n got %v\nwant %v", c.title(), q, ids, want)
	}
	if total, err := c.counted(s, q); err != nil || total != len(want) {
		t.Fatalf("%s %+v: total %d (%v), want %d", c.title(), q, total, err, len(want))
	}
	var pages []string
	q.Limit = rapid.IntRange(1, 10).Draw(t, "limit")
	for q.Offset = 0; q.Offset <= len(want); q.Offset += q.Limit {
		page, err := c.listed(s, q)
		if err != nil || len(page) > q.Limit {
			t.Fatalf("%s %+v: %d rows, %v", c.title(), q, len(page), err)
		}
		pages = append(pages, idsOf(page)...)
	}
	if !slices.Equal(pages, want) {
		t.Fatalf("%s %+v: the pages give %v, want %v", c.title(), q, pages, want)
	}
	checkReadings(t, s, c, q, want)
	q.Limit, q.Offset = 0, rapid.IntRange(0, len(want)).Draw(t, "offset")
	if rest, err := c.listed(s, q); err != nil || !slices.Equal(idsOf(rest), want[q.Offset:]) {
		t.Fatalf("%s %+v: the rest is %v (%v), want %v", c.title(), q, idsOf(rest), err, want[q.Offset:])
	}
}

// checkReadings checks the two ways to a page by the readings of its rows.
func checkReadings(t *rapid.T, s *Store, c rows, q Query, want []string) {
	sorted, err := c.matched(s, q)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := c.read(s, sorted); err != nil || !slices.Equal(idsOf(all), want) {
		t.Fatalf("%s %+v: sorted by their places %v (%v), want %v", c.title(), q, idsOf(all), err, want)
	}
	q.Offset = rapid.IntRange(0, len(want)+1).Draw(t, "offset of a page")
	first := min(q.Offset, len(want))
	part := want[first:min(first+q.Limit, len(want))]
	page, err := c.paged(s, q)
	if err != nil || page.Total != len(want) {
		t.Fatalf("%s %+v: total %d (%v), want %d", c.title(), q, page.Total, err, len(want))
	}
	if all, err := c.read(s, page.Readings); err != nil || !slices.Equal(idsOf(all), part) {
		t.Fatalf("%s %+v: the page is %v (%v), want %v", c.title(), q, idsOf(all), err, part)
	}
}

// Every column takes every comparison of its kind, and every sort but lists.
func TestEveryColumnIsCompared(t *testing.T) {
	s := open(t, hardCases(t))
	for _, c := range collections {
		for _, name := range columnsOf(c.table()) {
			kind := c.table().byName[name].kind
			for _, op := range opsOf(kind) {
				f := Filter{name, op, []any{plainValue(kind)}}
				switch {
				case op == Null:
					f.Values = []any{true}
				case op == Is && kind == Date:
					f.Values = []any{"2020-01-01", "2020-12-31"}
				}
				if _, err := c.listed(s, Query{Day: s.About.Info.UpdatedOn, Lang: "en", Filters: []Filter{f}}); err != nil {
					t.Errorf("%s.%s %s: %v", c.title(), name, op, err)
				}
			}
			if _, err := c.listed(s, Query{Day: s.About.Info.UpdatedOn, Lang: "en", Sorts: []Sort{{name, true}}}); err != nil {
				t.Errorf("%s sorted by %s: %v", c.title(), name, err)
			}
		}
	}
}

func plainValue(kind Kind) any {
	switch kind {
	case Integer:
		return int64(1)
	case Real:
		return 1.5
	case Truth:
		return true
	case Day, Date:
		return "2020-01-01"
	}
	return "x"
}

// What no declaration would ask is an error, never a query that means something else.
func TestMistakesOfCode(t *testing.T) {
	s := open(t, hardCases(t))
	today := s.About.Info.UpdatedOn
	for name, q := range map[string]Query{
		"unknown column":     {Filters: []Filter{{"nothing", Is, []any{"x"}}}},
		"column of the file": {Filters: []Filter{{"valid_from", Is, []any{int64(1)}}}},
		"folded column":      {Filters: []Filter{{"label_fr_fold", Is, []any{"x"}}}},
		"SQL for a column":   {Filters: []Filter{{`id" OR 1=1 --`, Is, []any{"x"}}}},
		"no value":           {Filters: []Filter{{"flow", Is, nil}}},
		"unknown comparison": {Filters: []Filter{{"flow", "like", []any{"x"}}}},
		"one bound":          {Filters: []Filter{{"period", Is, []any{"2020-01-01"}}}},
		"not a date":         {Filters: []Filter{{"period", Not, []any{"2020-01-01", "2020-12-31"}}}},
		"unknown sort":       {Sorts: []Sort{{Column: "nothing"}}},
		"SQL for a sort":     {Sorts: []Sort{{Column: "id DESC, (SELECT 1)"}}},
	} {
		q.Day, q.Lang = today, "fr"
		if _, err := List[dataset.FundingRow](background, s, q); !errors.Is(err, ErrColumn) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, _, err := Facets[dataset.FundingRow](background, s, Query{Day: today, Lang: "fr"}, []string{"nothing"}); !errors.Is(err, ErrColumn) {
		t.Errorf("unknown facet: error %v", err)
	}
	if _, err := s.Held(background, "funding", "nothing"); !errors.Is(err, ErrColumn) {
		t.Errorf("ids of an unknown column: error %v", err)
	}
}

// Text is a value, whatever it looks like.
func TestValuesAreBound(t *testing.T) {
	s := open(t, hardCases(t))
	for _, text := range []string{"'", `"`, "') OR 1=1 --", "?", "??", "@name", "%", "$1", ":id", "x'00'", "\\", "{{.}}"} {
		for column, op := range map[string]Op{"id": Is, "label": Is, "note": Contains, "also_concerns": Is, "providers": Not} {
			q := Query{Day: s.About.Info.UpdatedOn, Lang: "fr", Filters: []Filter{{column, op, []any{text}}}}
			all, err := List[dataset.FundingRow](background, s, q)
			if err != nil || (op == Is && len(all) > 0) {
				t.Errorf("%s %s %q: %d rows, %v", column, op, text, len(all), err)
			}
		}
	}
}

// The day from which days are counted is a day like any other; an open end lies
// beyond every day.
func TestDatesAroundTheFirstDay(t *testing.T) {
	d := hardCases(t)
	dates := map[string]string{}
	for i, text := range []string{"1969", "1970", "1970-01", "1970-01-01", "1969-12-31/1970-01-01", "../1970-01-01", "1970-01-01/.."} {
		o := d.Organisations[i]
		o.Founded = dataset.History[dataset.Date]{{Value: edtf.Must(text)}}
		dates[o.ID] = text
	}
	s := open(t, d)
	c := rowsOf[dataset.OrganisationRow]{}
	all := valuesOf(d.At(d.Info.UpdatedOn).Organisations)
	for _, desc := range []bool{false, true} {
		q := Query{Day: d.Info.UpdatedOn, Lang: "fr", Sorts: []Sort{{"founded", desc}}}
		got, err := c.listed(s, q)
		if want := idsOf(chosen(all, c.table(), q)); err != nil || !slices.Equal(idsOf(got), want) {
			t.Errorf("sorted (descending: %v): %v (%v), want %v, of %v", desc, idsOf(got), err, want, dates)
		}
	}
	for _, f := range []Filter{
		{"founded", Is, []any{"1970-01-01", "1970-12-31"}},
		{"founded", Least, []any{"1970-01-01"}},
		{"founded", Most, []any{"1970-01-01"}},
		{"founded_earliest", Is, []any{"1970-01-01"}},
		{"founded_latest", Is, []any{"1970-01-01"}},
		{"founded_earliest", Null, []any{true}},
		{"founded_latest", Null, []any{true}},
	} {
		q := Query{Day: d.Info.UpdatedOn, Lang: "fr", Filters: []Filter{f}, Sorts: []Sort{{"founded", false}}}
		got, err := c.listed(s, q)
		if want := idsOf(chosen(all, c.table(), q)); err != nil || !slices.Equal(idsOf(got), want) {
			t.Errorf("%+v: %v (%v), want %v, of %v", f, idsOf(got), err, want, dates)
		}
	}
}
