package api

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// jsonRows reads a list in JSON: its rows with their members in order, and meta.
func jsonRows(t rapid.TB, s *Server, address string) ([]jsonRow, Meta) {
	t.Helper()
	w := ask(s, address)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	var page struct {
		Data []jsonRow
		Meta Meta
	}
	if err := json.Unmarshal(w.Body.Bytes(), &page); err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return page.Data, page.Meta
}

// jsonRow is a row as served, its members in their order.
type jsonRow struct {
	names  []string
	values map[string]any // numbers as json.Number
}

func (r *jsonRow) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if _, err := d.Token(); err != nil {
		return err
	}
	r.values = map[string]any{}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var v any
		if err := d.Decode(&v); err != nil {
			return err
		}
		r.names = append(r.names, name.(string))
		r.values[name.(string)] = v
	}
	return nil
}

// text gives a member as a cell of a table without types.
func (r jsonRow) text(name string) string {
	switch v := r.values[name].(type) {
	case nil:
		return ""
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i], _ = v[i].(string) // or null: of the wide shape, where a source has no such thing
		}
		return strings.Join(words, " | ")
	default:
		return fmt.Sprint(v)
	}
}

// csvRows reads a CSV: headings, then rows.
func csvRows(t rapid.TB, body []byte, comma rune) [][]string {
	t.Helper()
	r := csv.NewReader(bytes.NewReader(body))
	r.Comma = comma
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(body, []byte("\n")); n != bytes.Count(body, []byte("\r\n")) || len(all) == 0 {
		t.Fatalf("lines do not end in CRLF: %.200s", body)
	}
	return all
}

// unguarded takes off the apostrophe that keeps text from being a formula.
func unguarded(s string) string {
	if len(s) > 1 && s[0] == '\'' && strings.IndexByte("=+-@\t\r\n", s[1]) >= 0 {
		return s[1:]
	}
	return s
}

// Words that mean nothing in the format asked are refused, with an address in
// the format where they do.
func TestWordsOfOneFormat(t *testing.T) {
	s := newTestServer(t)
	for address, want := range map[string]struct{ parameter, suggestion string }{
		"/v1/funding?dialect=fr":                     {"dialect", "/v1/funding.csv?dialect=fr"},
		"/v1/funding.xlsx?header=labels":             {"header", "/v1/funding.csv?header=labels"},
		"/v1/funding.jsonl?limit=3&dialect=fr":       {"dialect", "/v1/funding.csv?limit=3&dialect=fr"},
		"/v1/funding.csv?facet=flow&dialect=fr":      {"facet", "/v1/funding.json?facet=flow"},
		"/v1/funding?format=csv&shape=array&sort=id": {"shape", "/v1/funding.json?shape=array&sort=id"},
		"/v1/funding/segur-2bn-2022?header=names":    {"header", "/v1/funding/segur-2bn-2022.csv?header=names"},
		"/v1/funding.csv?dialect=de":                 {"dialect", "/v1/funding.csv"},
		"/v1/funding.csv?header=label":               {"header", "/v1/funding.csv?header=labels"},
		"/v1/funding/segur-2bn-2022.csv?limit=1":     {"limit", "/v1/funding/segur-2bn-2022.csv"},
		"/v1/dataset?dialect=fr":                     {"dialect", "/v1/dataset"},
	} {
		w := ask(s, address)
		var p Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatalf("%s: %d %v", address, w.Code, err)
		}
		if w.Code != http.StatusBadRequest || len(p.Errors) != 1 || p.Errors[0].Parameter != want.parameter || p.Suggestion != testURL+want.suggestion {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
		if w := ask(s, strings.TrimPrefix(p.Suggestion, testURL)); w.Code != http.StatusOK {
			t.Errorf("%s suggests %s: %d", address, p.Suggestion, w.Code)
		}
	}
}

// The links of an answer in any format lead to answers.
func TestLinksToFormats(t *testing.T) {
	s := newTestServer(t)
	for _, address := range []string{"/v1/funding?facet=flow&shape=array", "/v1/funding.csv?dialect=fr&limit=2&offset=2&header=labels", "/v1/programmes/dmp?lang=en", "/v1/milestones?limit=5&type=legal"} {
		w := ask(s, address)
		n := 0
		for _, link := range strings.Split(w.Header().Get("Link"), ", ") {
			target, rest, _ := strings.Cut(strings.TrimPrefix(link, "<"+testURL), ">")
			if !strings.Contains(rest, `"alternate"`) && !strings.Contains(rest, `"next"`) && !strings.Contains(rest, `"prev"`) {
				continue
			}
			n++
			if w := ask(s, target); w.Code != http.StatusOK {
				t.Errorf("%s leads to %s: %d", address, target, w.Code)
			}
		}
		if n < 3 {
			t.Errorf("%s has %d links", address, n)
		}
	}
}

// An item in CSV is the list with that one row.
func TestItemIsTheListWithOneRow(t *testing.T) {
	s := newTestServer(t)
	for _, ext := range []string{".csv", ".jsonl"} {
		item, list := ask(s, "/v1/funding/segur-2bn-2022"+ext), ask(s, "/v1/funding"+ext+"?id=segur-2bn-2022")
		if item.Code != http.StatusOK || item.Body.String() != list.Body.String() {
			t.Errorf("%s: %d %s\nthe list is\n%s", ext, item.Code, item.Body, list.Body)
		}
	}
	item, list := readWorkbook(t, ask(s, "/v1/funding/segur-2bn-2022.xlsx").Body.Bytes()), readWorkbook(t, ask(s, "/v1/funding.xlsx?id=segur-2bn-2022").Body.Bytes())
	if fmt.Sprint(item[:2]) != fmt.Sprint(list[:2]) {
		t.Errorf("workbooks differ: %v and %v", item[:2], list[:2])
	}
	for address, status := range map[string]int{"/v1/programmes/mon-espace-sante.csv?known_on=2018-01-01": 404, "/v1/funding/no-such-thing.xlsx": 404} {
		if w := ask(s, address); w.Code != status || w.Header().Get("Content-Type") != "application/problem+json" || w.Header().Get("Content-Disposition") != "" {
			t.Errorf("%s: %d %v", address, w.Code, w.Header())
		}
	}
}

func TestLabelsAsHeadings(t *testing.T) {
	s := newTestServer(t)
	for _, lang := range []string{"fr", "en"} {
		names := csvRows(t, ask(s, "/v1/funding.csv?limit=1&lang="+lang).Body.Bytes(), ',')
		labels := csvRows(t, ask(s, "/v1/funding.csv?limit=1&header=labels&lang="+lang).Body.Bytes(), ',')
		for i, name := range names[0] {
			if want := wordsFor("funding", name).label.In(lang); labels[0][i] != want {
				t.Errorf("%s is headed %q in %s, wanted %q", name, labels[0][i], lang, want)
			}
		}
		if !slices.Equal(names[1], labels[1]) {
			t.Error("headings change rows")
		}
	}
}

// Limit and offset count in exports where they are given, and only there.
func TestLimitsOfExports(t *testing.T) {
	s := newTestServer(t)
	all := csvRows(t, ask(s, "/v1/statements.csv").Body.Bytes(), ',')[1:]
	if len(all) <= defaultLimit {
		t.Fatalf("%d statements: too few for this test", len(all))
	}
	for query, want := range map[string][][]string{"limit=3": all[:3], "limit=3&offset=2": all[2:5], "offset=5": all[5:], "limit=1000&offset=1": all[1:]} {
		if got := csvRows(t, ask(s, "/v1/statements.csv?"+query).Body.Bytes(), ',')[1:]; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s gives %d rows, wanted %d", query, len(got), len(want))
		}
	}
}
