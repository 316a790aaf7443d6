package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func askDocument(t *testing.T, s *Server, address string, into any) {
	t.Helper()
	w := ask(s, address)
	if err := json.Unmarshal(w.Body.Bytes(), into); w.Code != http.StatusOK || err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
}

// /v1 leads to every collection, and counts what its list holds on the day; so
// does /v1/dataset.
func TestRootCountsAndLeads(t *testing.T) {
	s := serveHardCases(t)
	for _, day := range []string{"2004-12-31", "2014-01-20", "2022-06-30", "2026-11-21"} {
		var r struct{ Data Root }
		var d struct{ Data About }
		askDocument(t, s, "/v1?lang=en&known_on="+day, &r)
		askDocument(t, s, "/v1/dataset?known_on="+day, &d)
		if len(r.Data.Collections) != len(all) || len(d.Data.Counts) != len(all) {
			t.Errorf("on %s: %d collections, %d counts, want %d", day, len(r.Data.Collections), len(d.Data.Counts), len(all))
		}
		for _, c := range r.Data.Collections {
			total := *askList(t, s, strings.TrimPrefix(c.URL, testURL)+"?limit=1&known_on="+day).Meta.Total
			if c.Count != total || d.Data.Counts[c.ID] != total || c.Label == "" {
				t.Errorf("on %s: %s (%q) counts %d and %d, its list %d", day, c.ID, c.Label, c.Count, d.Data.Counts[c.ID], total)
			}
			if w := ask(s, strings.TrimPrefix(c.Schema, testURL)); w.Code != http.StatusOK {
				t.Errorf("%s answers %d", c.Schema, w.Code)
			}
		}
		for _, lead := range []string{r.Data.Dataset, r.Data.OpenAPI, r.Data.Example} {
			if w := ask(s, strings.TrimPrefix(lead, testURL)); w.Code != http.StatusOK {
				t.Errorf("%s answers %d", lead, w.Code)
			}
		}
	}
}

func TestDatasetTellsWhatItIs(t *testing.T) {
	d := hardCases(t)
	s, _ := serveData(t, d)
	var a struct{ Data About }
	askDocument(t, s, "/v1/dataset?lang=en", &a)
	if a.Data.Digest != d.Digest() || a.Data.Version != d.Info.Version || a.Data.UpdatedOn != d.Info.UpdatedOn.String() ||
		a.Data.Title != d.Info.Title.EN || a.Data.Attribution != d.Info.Attribution.EN || a.Data.License != "etalab-2.0" {
		t.Errorf("%+v", a.Data)
	}
	if a.Data.Quality.All.Statements == 0 || a.Data.Quality.All.Statements != d.Report().All.Statements {
		t.Errorf("quality counts %d statements, want %d", a.Data.Quality.All.Statements, d.Report().All.Statements)
	}
}

// The schema has the columns of the rows, in their order, and the filters that
// each takes.
func TestSchemaIsOfTheRows(t *testing.T) {
	s := serveHardCases(t)
	for _, d := range lists() {
		var schema TableSchema
		askDocument(t, s, "/v1/schema/"+d.Name, &schema)
		var names []string
		for _, f := range schema.Fields {
			names = append(names, f.Name)
			for _, filter := range f.Filters {
				name, suffix, _ := strings.Cut(filter, "__")
				i := slices.IndexFunc(d.Columns, func(c ColumnWords) bool { return c.Name == name })
				if i < 0 || suffix != "" && !slices.Contains(d.Columns[i].Suffixes, suffix) {
					t.Errorf("%s: the schema names the filter %s", d.Name, filter)
				}
			}
		}
		if row := union(t, s, question{d.Name, ""}, maxLimit)[0]; !slices.Equal(names, row.names) || schema.Name != d.Name || schema.PrimaryKey != "id" {
			t.Errorf("%s: the schema has %v, the rows %v", d.Name, names, row.names)
		}
	}
}
