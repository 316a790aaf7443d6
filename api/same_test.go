package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// question is an address under a table, without format and page.
type question struct{ table, query string }

func (q question) at(suffix, more string) string {
	return "/v1/" + q.table + suffix + "?" + strings.TrimPrefix(q.query+"&"+more, "&")
}

// union puts the pages of one limit together, and holds the total against them.
func union(t rapid.TB, s *Server, q question, limit int) []jsonRow {
	t.Helper()
	all := []jsonRow{}
	for {
		rows, meta := jsonRows(t, s, q.at("", fmt.Sprintf("limit=%d&offset=%d", limit, len(all))))
		all = append(all, rows...)
		if len(all) >= *meta.Total || len(rows) == 0 {
			if len(all) != *meta.Total {
				t.Fatalf("%v: pages of %d hold %d rows, meta.total is %d", q, limit, len(all), *meta.Total)
			}
			return all
		}
	}
}

// same asks a question in every format and at some limits, and compares.
func same(t rapid.TB, s *Server, q question, limits ...int) {
	t.Helper()
	want := union(t, s, q, maxLimit)
	ids := map[string]bool{}
	for _, row := range want {
		if permalink := row.text("permalink"); ids[permalink] {
			t.Fatalf("%v: %s comes twice", q, permalink)
		} else {
			ids[permalink] = true
		}
	}
	for _, limit := range limits {
		if got := union(t, s, q, limit); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("%v: pages of %d differ from pages of %d", q, limit, maxLimit)
		}
	}
	body := func(suffix, more string) []byte {
		w := ask(s, q.at(suffix, more))
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", q.at(suffix, more), w.Code, w.Body)
		}
		return w.Body.Bytes()
	}
	sameLines(t, q, want, body(".jsonl", ""))
	sameCSV(t, q, want, body(".csv", ""))
	sameFrench(t, q, want, body(".csv", "dialect=fr"))
	sameWorkbook(t, q, want, body(".xlsx", ""))
}

func sameLines(t rapid.TB, q question, want []jsonRow, body []byte) {
	t.Helper()
	got := []jsonRow{}
	for line := range strings.Lines(string(body)) {
		var row jsonRow
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatalf("%v: %v", q, err)
		}
		got = append(got, row)
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%v: JSON Lines differ from JSON:\n%v\n%v", q, got, want)
	}
}

func sameCSV(t rapid.TB, q question, want []jsonRow, body []byte) {
	t.Helper()
	all := csvRows(t, body, ',')
	if len(all)-1 != len(want) {
		t.Fatalf("%v: %d rows in CSV, %d in JSON", q, len(all)-1, len(want))
	}
	for i, row := range want {
		if !slices.Equal(all[0], row.names) {
			t.Fatalf("%v: columns %q, wanted %q", q, all[0], row.names)
		}
		for j, cell := range all[i+1] {
			if wanted := row.text(row.names[j]); unguarded(cell) != wanted {
				t.Fatalf("%v: row %d, %s is %q in CSV, %q in JSON", q, i, row.names[j], cell, wanted)
			}
		}
	}
}

func sameFrench(t rapid.TB, q question, want []jsonRow, body []byte) {
	t.Helper()
	text, marked := strings.CutPrefix(string(body), "\ufeff")
	if !marked {
		t.Fatalf("%v: no byte-order mark", q)
	}
	all := csvRows(t, []byte(text), ';')
	if len(all)-1 != len(want) {
		t.Fatalf("%v: %d rows in French CSV, %d in JSON", q, len(all)-1, len(want))
	}
	for i, row := range want {
		for j, cell := range all[i+1] {
			if wanted := inFrench(row, row.names[j]); unguarded(cell) != wanted {
				t.Fatalf("%v: row %d, %s is %q in French CSV, wanted %q", q, i, row.names[j], cell, wanted)
			}
		}
	}
}

// inFrench gives what the French dialect must make of a member: decimal commas,
// and a date that is no exact day as its first and last day.
func inFrench(row jsonRow, name string) string {
	text := row.text(name)
	if _, isNumber := row.values[name].(json.Number); isNumber {
		return strings.Replace(text, ".", ",", 1)
	}
	if list, isList := row.values[name].([]any); isList && name == "source_published_on" { // of the wide shape
		var dates []string
		for _, date := range list {
			dates = append(dates, inFrench(jsonRow{values: map[string]any{name: date}}, name))
		}
		return strings.Join(dates, " | ")
	}
	_, bounded := row.values[name+"_earliest"]
	if text == "" || len(text) == len("2006-01-02") || !bounded && name != "source_published_on" {
		return text
	}
	if !bounded {
		d := edtf.Must(text)
		return d.Earliest().String() + "/" + d.Latest().String()
	}
	first, last := row.text(name+"_earliest"), row.text(name+"_latest")
	if first == "" {
		first = ".."
	}
	if last == "" {
		last = ".."
	}
	return first + "/" + last
}

func sameWorkbook(t rapid.TB, q question, want []jsonRow, body []byte) {
	t.Helper()
	lines := readWorkbook(t, body)[0].lines
	if len(lines)-1 != len(want) {
		t.Fatalf("%v: %d rows in XLSX, %d in JSON", q, len(lines)-1, len(want))
	}
	for i, row := range want {
		for j, name := range row.names {
			if head := at(lines[0], j); head.value != name {
				t.Fatalf("%v: column %d is %q, wanted %q", q, j, head.value, name)
			}
			if cell, wanted := at(lines[i+1], j), typed(row, name); cell != wanted {
				t.Fatalf("%v: row %d, %s is %v in XLSX, wanted %v", q, i, name, cell, wanted)
			}
		}
	}
}

// typed gives the cell that a workbook must hold for a member: by the names of
// columns, as a reader tells them apart, not by their declarations.
func typed(row jsonRow, name string) sheetCell {
	text := row.text(name)
	_, bounded := row.values[name+"_earliest"]
	isDay := bounded || strings.HasSuffix(name, "_on") || strings.HasSuffix(name, "_earliest") || strings.HasSuffix(name, "_latest") || name == "date"
	switch row.values[name].(type) {
	case json.Number:
		return sheetCell{"number", text}
	case bool:
		return sheetCell{"boolean", text}
	case []any:
		isDay = false
	}
	if text == "" {
		return sheetCell{}
	}
	if _, err := edtf.ParseDay(text); isDay && err == nil {
		return sheetCell{"day", text}
	}
	return sheetCell{"text", text}
}

// asked is what a table must be asked at least.
var asked = map[string]string{"search": "q=segur"}

// maxSingles bounds the pages in which a table is read more than once.
const maxSingles = 60

// Every table whole, in every format, in both languages, page by page.
func TestEveryTableIsTheSameInEveryFormat(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for _, d := range Describe() {
		q, limits := question{d.Name, asked[d.Name]}, []int{7}
		if _, meta := jsonRows(t, s, q.at("", "")); *meta.Total <= maxSingles {
			limits = append(limits, 1)
		}
		same(t, s, q, limits...)
		same(t, s, question{d.Name, strings.TrimPrefix(q.query+"&lang=en&known_on=2022-12-31", "&")}, 7)
	}
}

// TestAnyQuestionIsTheSameInEveryFormat: random filters, days, sorts, columns.
func TestAnyQuestionIsTheSameInEveryFormat(t *testing.T) {
	s := newTestServer(t)
	all := map[string][]jsonRow{}
	for _, d := range Describe() {
		all[d.Name] = union(t, s, question{d.Name, asked[d.Name]}, maxLimit)
	}
	rapid.Check(t, func(r *rapid.T) {
		d := rapid.SampledFrom(Describe()).Draw(r, "table")
		query := drawQuery(r, d, all[d.Name])
		limit := rapid.SampledFrom([]int{1, 7, 97}).Draw(r, "limit")
		if _, meta := jsonRows(r, s, question{d.Name, query}.at("", "limit=1")); *meta.Total > limit*maxSingles {
			limit = 97
		}
		same(r, s, question{d.Name, query}, limit)
	})
}

// drawQuery makes a query that is understood: its values are those of rows.
func drawQuery(r *rapid.T, d Description, rows []jsonRow) string {
	pairs, err := url.ParseQuery(asked[d.Name])
	if err != nil {
		r.Fatal(err)
	}
	for range rapid.IntRange(0, 3).Draw(r, "filters") {
		if len(rows) == 0 {
			break
		}
		c := rapid.SampledFrom(d.Columns).Draw(r, "column")
		row := rapid.SampledFrom(rows).Draw(r, "row")
		if name, value := drawFilter(r, c, row); value != "" {
			pairs.Set(name, value)
		}
	}
	if rapid.Bool().Draw(r, "sorted") && len(d.Sorts) > 0 {
		sorts := rapid.SliceOfNDistinct(rapid.SampledFrom(d.Sorts), 1, 3, rapid.ID).Draw(r, "sorts")
		for i := range sorts {
			sorts[i] = rapid.SampledFrom([]string{"", "-"}).Draw(r, "way") + sorts[i]
		}
		pairs.Set("sort", strings.Join(sorts, ","))
	}
	if rapid.Bool().Draw(r, "chosen") {
		pairs.Set("fields", strings.Join(drawFields(r, d), ","))
	}
	if rapid.Bool().Draw(r, "past") {
		day := edtf.DayOf(2015, 1, 1) + edtf.Day(rapid.IntRange(0, 4500).Draw(r, "day"))
		pairs.Set("known_on", day.String())
	}
	pairs.Set("lang", rapid.SampledFrom([]string{"fr", "en"}).Draw(r, "lang"))
	return pairs.Encode()
}

// drawFilter gives a filter on a column that the row fits, or that is its
// opposite; an empty value where the column has none.
func drawFilter(r *rapid.T, c ColumnWords, row jsonRow) (name, value string) {
	if c.Unfiltered {
		return "", ""
	}
	suffix := rapid.SampledFrom(append([]string{""}, c.Suffixes...)).Draw(r, "suffix")
	if suffix == "isnull" {
		return c.Name + "__isnull", rapid.SampledFrom([]string{"true", "false"}).Draw(r, "null")
	}
	name = c.Name
	if suffix != "" {
		name += "__" + suffix
	}
	value = row.text(c.Name)
	if list, ok := row.values[c.Name].([]any); ok {
		value = ""
		if len(list) > 0 {
			value = rapid.SampledFrom(list).Draw(r, "element").(string)
		}
	}
	if c.Type == TypeDate && strings.Contains(value, "..") {
		return "", ""
	}
	if suffix == "contains" && value != "" {
		runes := []rune(value)
		from := rapid.IntRange(0, len(runes)-1).Draw(r, "from")
		value = string(runes[from:min(len(runes), from+5)])
	}
	if len(value) > maxValue/2 || !utf8.ValidString(value) {
		return "", ""
	}
	return name, value
}

// drawFields chooses columns in any order, a date with its bounds.
func drawFields(r *rapid.T, d Description) (names []string) {
	add := func(name string) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, c := range rapid.SliceOfN(rapid.SampledFrom(d.Columns), 1, 5).Draw(r, "fields") {
		add(c.Name)
		if c.Type == TypeDate {
			add(c.Name + "_earliest")
			add(c.Name + "_latest")
		}
	}
	return names
}
