package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset/datasettest"
)

// serveRandom serves a random dataset, which has every kind of value.
func serveRandom(t *testing.T, seed uint64, statements int) *Server {
	t.Helper()
	s, _ := serveData(t, datasettest.Generate(seed, statements))
	return s
}

// worthAsking gives values for a filter: some that rows have, what lies near
// them, and several at once where that means "or".
func worthAsking(c ColumnWords, suffix string, rows []jsonRow) []string {
	if suffix == "isnull" || c.Type == TypeBoolean {
		return []string{"true", "false"}
	}
	var have []string
	for _, row := range rows {
		for _, v := range cellElements(row, c) {
			if !slices.Contains(have, v) && !strings.Contains(v, "..") { // open dates can't be asked for
				have = append(have, v)
			}
		}
	}
	if len(have) == 0 {
		return nil
	}
	first, last := have[0], have[len(have)-1]
	out := []string{first, last}
	switch {
	case c.Type == TypeInteger || c.Type == TypeNumber:
		out = append(out, "0", have[len(have)/2])
	case c.Type == TypeDay && suffix != "", c.Type == TypeDate:
		out = append(out, first[:4], first[:4]+"/"+last[:4], "2005/2025")
		out = slices.DeleteFunc(out, func(v string) bool { return len(v) == 9 && v[:4] > v[5:] }) // upside down
	case suffix == "contains":
		runes := []rune(first)
		out = append(out, string(runes[:(len(runes)+1)/2]), string(runes[len(runes)/2:]), strings.ToUpper(last), ",", `"`)
		if c.Type == TypeCode {
			out = []string{first, first[1:]}
		}
	case c.Type == TypeText || c.Type == TypeTexts:
		out = append(out, strings.ToUpper(first), first+",", first+","+last)
	case c.Type != TypeDay && c.Type != TypeWord: // ids and codes, with __not too
		out = append(out, first+","+last)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if n := len(out); n > 3 && c.Type != TypeText && c.Type != TypeTexts { // a request each
		out = []string{out[0], out[n/2], out[n-1]}
	}
	return out
}

// Every form of filter of every column of every table gives the rows that it
// gives when the whole list is filtered by hand, in both languages.
func TestEveryFilter(t *testing.T) {
	datasettest.Sweep(t)
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 1, 30)} {
		for _, d := range lists() {
			t.Run(name+"/"+d.Name, func(t *testing.T) {
				for _, lang := range []string{"fr", "en"} {
					all := union(t, s, question{d.Name, "lang=" + lang}, maxLimit)
					for _, c := range d.Columns {
						if lang == "fr" || c.Type == TypeText || c.Type == TypeTexts {
							checkColumn(t, s, d, c, lang, all)
						}
					}
				}
			})
		}
	}
}

func checkColumn(t *testing.T, s *Server, d Description, c ColumnWords, lang string, all []jsonRow) {
	t.Helper()
	if c.Unfiltered {
		if len(c.Suffixes) > 0 {
			t.Errorf("%s.%s can't be filtered and has suffixes", d.Name, c.Name)
		}
		return
	}
	for _, suffix := range append([]string{""}, c.Suffixes...) {
		form := c.Name
		if suffix != "" {
			form += "__" + suffix
		}
		for _, value := range worthAsking(c, suffix, all) {
			query := url.Values{form: {value}}
			want := permalinks(sortedRows(keptRows(all, d, query), d, firstSort(d)))
			got := permalinks(union(t, s, question{d.Name, "fields=id&lang=" + lang + "&" + query.Encode()}, maxLimit))
			if !slices.Equal(got, want) {
				t.Errorf("%s?%s=%s in %s: %d rows, want %d\n got %v\nwant %v", d.Name, form, value, lang, len(got), len(want), got, want)
			}
		}
	}
}

// firstSort is the order of a list for which none is asked.
func firstSort(d Description) string {
	if d.HasItems {
		return "id"
	}
	return "date"
}

// Every column that sorts sorts both ways, nulls last.
func TestEverySort(t *testing.T) {
	datasettest.Sweep(t)
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 2, 30)} {
		for _, d := range lists() {
			t.Run(name+"/"+d.Name, func(t *testing.T) {
				for _, lang := range []string{"fr", "en"} {
					all := union(t, s, question{d.Name, "lang=" + lang}, maxLimit)
					for _, c := range d.Columns {
						if !slices.Contains(d.Sorts, c.Name) || lang == "en" && c.Type != TypeText {
							continue
						}
						for _, sort := range []string{c.Name, "-" + c.Name} {
							want := permalinks(sortedRows(all, d, sort))
							got := permalinks(union(t, s, question{d.Name, "fields=id&lang=" + lang + "&sort=" + sort}, maxLimit))
							if !slices.Equal(got, want) {
								t.Errorf("sort=%s in %s:\n got %v\nwant %v", sort, lang, got, want)
							}
						}
					}
				}
			})
		}
	}
}

// Random questions of several parts about the shipped data: filters, sorts,
// pages and totals.
func TestQuestionsByHand(t *testing.T) {
	s := newTestServer(t)
	all := map[string][]jsonRow{}
	for _, d := range lists() {
		for _, lang := range []string{"fr", "en"} {
			all[d.Name+lang] = union(t, s, question{d.Name, "lang=" + lang}, maxLimit)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		d := rapid.SampledFrom(lists()).Draw(t, "table")
		lang := rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang")
		rows := all[d.Name+lang]
		query := url.Values{}
		for range rapid.IntRange(1, 3).Draw(t, "filters") {
			c := rapid.SampledFrom(d.Columns).Draw(t, "column")
			if c.Unfiltered || len(rows) == 0 {
				continue
			}
			suffix := rapid.SampledFrom(append([]string{""}, c.Suffixes...)).Draw(t, "suffix")
			if values := worthAsking(c, suffix, rows); len(values) > 0 {
				query.Set(strings.TrimSuffix(c.Name+"__"+suffix, "__"), rapid.SampledFrom(values).Draw(t, "value"))
			}
		}
		sorts := rapid.SliceOfNDistinct(rapid.SampledFrom(d.Sorts), 1, 3, rapid.ID).Draw(t, "sorts")
		for i := range sorts {
			sorts[i] = rapid.SampledFrom([]string{"", "-"}).Draw(t, "way") + sorts[i]
		}
		want := permalinks(sortedRows(keptRows(rows, d, query), d, strings.Join(sorts, ",")))
		query.Set("sort", strings.Join(sorts, ","))
		q := question{d.Name, "lang=" + lang + "&" + query.Encode()}
		if got := permalinks(union(t, s, q, rapid.SampledFrom([]int{60, maxLimit}).Draw(t, "limit"))); !slices.Equal(got, want) {
			t.Fatalf("%s:\n got %v\nwant %v", q.at("", ""), got, want)
		}
	})
}

// fields= gives the columns asked for, in that order, and always those that
// tell where a row comes from.
func TestEveryField(t *testing.T) {
	s := serveHardCases(t)
	for _, d := range lists() {
		all := union(t, s, question{d.Name, ""}, maxLimit)
		var fixed []string
		for _, c := range d.Columns {
			if c.Fixed {
				fixed = append(fixed, c.Name)
			}
		}
		if len(fixed) == 0 {
			t.Errorf("%s: no column tells where a row comes from", d.Name)
		}
		for i, c := range d.Columns {
			other := d.Columns[(i+3)%len(d.Columns)]
			var want []string
			for _, f := range []ColumnWords{c, other} {
				if !f.Fixed && !slices.Contains(want, f.Name) {
					want = append(want, f.Name)
				}
			}
			want = append(want, fixed...)
			for j, row := range union(t, s, question{d.Name, "fields=" + c.Name + "," + other.Name}, maxLimit) {
				if !slices.Equal(row.names, want) {
					t.Fatalf("%s?fields=%s,%s: %v, want %v", d.Name, c.Name, other.Name, row.names, want)
				}
				for _, name := range want {
					if fmt.Sprint(row.values[name]) != fmt.Sprint(all[j].values[name]) {
						t.Errorf("%s?fields=%s,%s: row %d, %s is %v, want %v", d.Name, c.Name, other.Name, j, name, row.values[name], all[j].values[name])
					}
				}
			}
		}
	}
}

// facet= counts what counting by hand counts, under filters, whatever page is
// shown; the counts of a column with one value a row add up to the total.
func TestEveryFacet(t *testing.T) {
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 3, 60)} {
		for _, d := range lists() {
			t.Run(name+"/"+d.Name, func(t *testing.T) {
				all := union(t, s, question{d.Name, ""}, maxLimit)
				queries := []url.Values{{}}
				if len(all) > 0 {
					queries = append(queries, url.Values{"id": {all[0].text("id") + "," + all[len(all)-1].text("id")}})
				}
				for _, query := range queries {
					q := question{d.Name, query.Encode()}
					got := askList(t, s, q.at("", "limit=1&facet="+strings.Join(d.Facets, ",")))
					for _, c := range d.Columns {
						if slices.Contains(d.Facets, c.Name) {
							checkFacet(t, q, c, got, talliedCells(keptRows(all, d, query), c))
						}
					}
				}
			})
		}
	}
}

func checkFacet(t *testing.T, q question, c ColumnWords, a listAnswer, want map[string]int) {
	t.Helper()
	got, sum := map[string]int{}, 0
	for i, f := range a.Meta.Facets[c.Name] {
		key := "null"
		if f.Value != nil {
			key = "=" + *f.Value
		}
		got[key] += f.Count
		sum += f.Count
		if i > 0 && a.Meta.Facets[c.Name][i-1].Count < f.Count {
			t.Errorf("%v: facet %s is not the most frequent first", q, c.Name)
		}
		if named := c.Codes != "" && f.Value != nil; named != (f.Label != nil) {
			t.Errorf("%v: facet %s=%s has the label %v", q, c.Name, key, f.Label)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%v: facet %s is %v, want %v", q, c.Name, got, want)
	}
	if !c.Type.list() && sum != *a.Meta.Total {
		t.Errorf("%v: facet %s adds up to %d of %d", q, c.Name, sum, *a.Meta.Total)
	}
}
