package store

import (
	"reflect"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
)

// A facet counts what counting by hand counts, under any filter: the values of
// a column, null too, or the elements of a list.
func TestFacetsByHand(t *testing.T) {
	days := someDays(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(days).Draw(t, "day")
		c := rapid.SampledFrom(collections).Draw(t, "collection")
		all := c.given(d.rows)
		q := Query{Day: d.day, Lang: "fr"}
		for range rapid.IntRange(0, 2).Draw(t, "filters") {
			q.Filters = append(q.Filters, someFilter(t, all, c.table(), q.Lang))
		}
		match := chosen(all, c.table(), q)
		for _, name := range counted(c.table()) {
			got, err := c.facet(d.Store, q, name)
			if err != nil {
				t.Fatalf("%s.%s %+v: %v", c.title(), name, q, err)
			}
			want := map[string]int{}
			for _, row := range match {
				cell, kind := readCell(row, c.table(), name, q.Lang)
				switch {
				case kind == Words || kind == Proses:
					for _, word := range row.FieldByIndex(c.table().byName[name].field).Interface().([]string) {
						want[word]++ // as written, not folded
					}
				case cell.null:
					want["(null)"]++
				case kind == Truth:
					want[strconv.Itoa(int(cell.number))]++
				default:
					want[cell.text]++
				}
			}
			checkFacet(t, c.title()+"."+name, got, want)
		}
	})
}

// counted gives the columns that a facet makes sense of.
func counted(t *table) (names []string) {
	for _, c := range t.columns {
		if (c.kind == Word || c.kind == Words || c.kind == Proses || c.kind == Truth) && c.name != "id" {
			names = append(names, c.name)
		}
	}
	return names
}

func checkFacet(t *rapid.T, name string, got []FacetCount, want map[string]int) {
	seen := map[string]int{}
	for i, f := range got {
		value := f.Value.String
		if !f.Value.Valid {
			value = "(null)"
		}
		if _, twice := seen[value]; twice {
			t.Fatalf("%s: %q is counted twice", name, value)
		}
		seen[value] = f.Count
		if i > 0 && got[i-1].Count < f.Count {
			t.Fatalf("%s: %v is not the most frequent first", name, got)
		}
	}
	if len(seen) != len(want) {
		t.Fatalf("%s: %v, want %v", name, seen, want)
	}
	for value, n := range want {
		if seen[value] != n {
			t.Fatalf("%s: %q is counted %d times, want %d", name, value, seen[value], n)
		}
	}
}

// A page says how many rows match and what values they have, wherever it begins
// and ends: before, at and beyond the end of the list.
func TestPagesTellOfTheWhole(t *testing.T) {
	days := someDays(t)
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(days).Draw(t, "day")
		all := d.rows.Milestones
		q := Query{Day: d.day, Lang: "fr", Limit: rapid.IntRange(1, 8).Draw(t, "limit")}
		given := valuesOf(all)
		for range rapid.IntRange(0, 2).Draw(t, "filters") {
			q.Filters = append(q.Filters, someFilter(t, given, tableOf[dataset.MilestoneRow](), q.Lang))
		}
		match := chosen(given, tableOf[dataset.MilestoneRow](), q)
		q.Offset = rapid.IntRange(0, len(match)+2).Draw(t, "offset")
		facets := rapid.SampledFrom([][]string{nil, {"status"}, {"status", "type", "timeliness"}}).Draw(t, "facets")
		p, err := ListPage[dataset.MilestoneRow](background, d.Store, q, facets)
		if err != nil || p.Total != len(match) || len(p.Readings) != max(0, min(q.Limit, len(match)-q.Offset)) {
			t.Fatalf("%+v: %d of %d rows (%v), want %d", q, len(p.Readings), p.Total, err, len(match))
		}
		listed, err := List[dataset.MilestoneRow](background, d.Store, q)
		if err != nil {
			t.Fatal(err)
		}
		if rows, err := Rows[dataset.MilestoneRow](background, d.Store, p.Readings); err != nil || len(rows) > 0 && !reflect.DeepEqual(rows, listed) {
			t.Fatalf("%+v: the rows of the page are %v (%v), want %v", q, rows, err, listed)
		}
		for _, name := range facets {
			n := 0
			for _, f := range p.Facets[name] {
				n += f.Count
			}
			if n != len(match) {
				t.Fatalf("%+v: the values of %s are those of %d rows, want %d", q, name, n, len(match))
			}
		}
	})
}

// A number that is no row's, or asked for twice, is an error: no row is made up.
func TestRowsThatAreNone(t *testing.T) {
	s := open(t, hardCases(t))
	for _, readings := range [][]int64{{0}, {1, 1 << 40}, {1, 1}} {
		if rows, err := Rows[dataset.FundingRow](background, s, readings); err == nil {
			t.Errorf("%d: %d rows and no error", readings, len(rows))
		}
	}
}

// A list's elements are counted under a filter on the rows' own ids.
func TestFacetOfListUnderID(t *testing.T) {
	s := open(t, hardCases(t))
	q := Query{Day: s.About.Info.UpdatedOn, Lang: "fr", Filters: []Filter{{"id", Is, []any{"esms-600m-2021"}}}}
	got, _, err := Facets[dataset.FundingRow](background, s, q, []string{"also_concerns"})
	if err != nil || len(got["also_concerns"]) != 1 || got["also_concerns"][0].Value.String != "segur-numerique" || got["also_concerns"][0].Count != 1 {
		t.Errorf("%v (%v), want segur-numerique once", got, err)
	}
}

// What may have been known on a day, but can't be shown to have been.
func TestUndated(t *testing.T) {
	for _, s := range several() {
		for _, on := range []dataset.Day{day(t, "2013-06-01"), day(t, "2019-12-31"), day(t, "2022-06-30"), s.Info.UpdatedOn} {
			want := []string{}
			for _, f := range s.At(s.Info.UpdatedOn).Funding {
				if f.StatedOn.Earliest() <= on && f.StatedOn.Latest() > on {
					want = append(want, f.ID)
				}
			}
			got, err := Undated[dataset.FundingRow](background, s.Store, Query{Day: on, Lang: "fr"})
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s on %s: %v (%v), want %v", s.name, on, got, err, want)
			}
			none, err := Undated[dataset.MilestoneRow](background, s.Store, Query{Day: on, Lang: "fr"})
			if err != nil || len(none) > 0 {
				t.Errorf("%s on %s: %v (%v): milestones are not said on a day", s.name, on, none, err)
			}
		}
	}
	s := open(t, hardCases(t))
	q := Query{Day: day(t, "2022-06-30"), Lang: "fr", Filters: []Filter{{"programme", Is, []any{"segur-numerique"}}}}
	if got, err := Undated[dataset.FundingRow](background, s, q); err != nil || !slices.Equal(got, []string{"segur-2bn-2022"}) {
		t.Errorf("%v (%v), want segur-2bn-2022 alone: it was said between 2022-06-24 and 2022-09-30", got, err)
	}
}
