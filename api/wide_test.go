package api

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// Every observation that matches stands in the wide shape once, in the column of
// its series and the row of its time, with its source and its hedge; every
// format holds the same table.
func TestWideHoldsEveryObservation(t *testing.T) {
	datasettest.Sweep(t)
	all := datedServers(t)
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(all).Draw(t, "dataset")
		day := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2010, 1, 1)), int32(k.Info.UpdatedOn)).Draw(t, "day"))
		query := "known_on=" + day.String() +
			rapid.SampledFrom([]string{"", "&nature=actual", "&as_of__isnull=false", "&value__gte=100", "&modifier__not=as_stated"}).Draw(t, "filter") +
			rapid.SampledFrom([]string{"", "&lang=en"}).Draw(t, "lang")
		wideQuestion := question{"observations", query + "&shape=wide" + rapid.SampledFrom([]string{"", "&sort=as_of", "&sort=-as_of"}).Draw(t, "sort")}
		same(t, k.Server, wideQuestion, 1, 7)
		rows := union(t, k.Server, wideQuestion, maxLimit)
		left := map[string]jsonRow{}
		for _, r := range union(t, k.Server, question{"observations", query}, maxLimit) {
			left[r.text("permalink")] = r
		}
		for i, row := range rows {
			links := strings.Split(row.text("permalink"), " | ")
			for at, series := range seriesIn(row, links, left) {
				o, ok := left[links[at]]
				if !ok {
					t.Fatalf("%v: row %d holds %s, which does not match or stood before", wideQuestion, i, links[at])
				}
				delete(left, links[at])
				checkWideCell(t, row, series, at, o)
			}
		}
		if len(left) > 0 {
			t.Fatalf("%v: %d observations stand nowhere", wideQuestion, len(left))
		}
	})
}

// seriesIn gives the series of a row's observations, in their order.
func seriesIn(_ jsonRow, links []string, all map[string]jsonRow) (series []string) {
	for _, link := range links {
		name := all[link].text("indicator")
		if nature := all[link].text("nature"); nature != "actual" {
			name += "." + nature
		}
		series = append(series, name)
	}
	return series
}

// checkWideCell holds one value of a wide row against its observation.
func checkWideCell(t *rapid.T, row jsonRow, series string, at int, o jsonRow) {
	if row.text(series) != o.text("value") || row.text("as_of") != o.text("as_of") {
		t.Fatalf("%s: %s at %s, want %s at %s", o.text("id"), row.text(series), row.text("as_of"), o.text("value"), o.text("as_of"))
	}
	for _, name := range []string{"source", "source_title", "source_locator", "source_url"} {
		if got := strings.Split(row.text(name), " | ")[at]; got != o.text(name) {
			t.Fatalf("%s: %s is %q, want %q", o.text("id"), name, got, o.text(name))
		}
	}
	hedge := series + ": " + o.text("display")
	hedged := !slices.Contains([]string{"", "as_stated"}, o.text("modifier"))
	if slices.Contains(strings.Split(row.text("hedges"), " | "), hedge) != hedged {
		t.Fatalf("%s: %q does not tell %q, or should not", o.text("id"), row.text("hedges"), hedge)
	}
}

// The wide shape has series for columns: what chooses columns makes no sense.
func TestWideRefusals(t *testing.T) {
	s := newTestServer(t)
	for address, parameter := range map[string]string{
		"/v1/observations?shape=wide&fields=id":             "fields",
		"/v1/observations?shape=wide&facet=nature":          "facet",
		"/v1/observations?shape=wide&sort=value":            "sort",
		"/v1/observations?sort=as_of,id&shape=wide":         "sort",
		"/v1/observations.csv?shape=wide&fields=as_of":      "fields",
		"/v1/funding?shape=wide":                            "shape",
		"/v1/observations?shape=tall":                       "shape",
		"/v1/observations.csv?shape=array":                  "shape",
		"/v1/diff?from=2018-01-01&to=2019-01-01&shape=wide": "shape",
	} {
		p := askProblem(t, s, address)
		if p.Status != http.StatusBadRequest || len(p.Errors) != 1 || p.Errors[0].Parameter != parameter {
			t.Errorf("%s: %+v", address, p)
		}
		suggestionWorks(t, s, address, p)
	}
}

// Headings for people say what is counted.
func TestWideHeadings(t *testing.T) {
	s := newTestServer(t)
	w := ask(s, "/v1/observations.csv?shape=wide&indicator=dmp-opened&header=labels&lang=en&limit=2")
	want := "As of,As of (earliest),As of (latest),DMPs opened,DMPs opened (target),Hedges,Source (id),"
	if line, _, _ := strings.Cut(w.Body.String(), "\r\n"); w.Code != http.StatusOK || !strings.HasPrefix(line, want) {
		t.Errorf("%d %q, want %q", w.Code, line, want)
	}
}

// The tables of sums, tallies and changes hold in every format what JSON holds.
func TestDerivedTablesInEveryFormat(t *testing.T) {
	s := newTestServer(t)
	for _, address := range []string{"/v1/funding/summary?by=flow", "/v1/funding/summary?by=programme&lang=en", "/v1/funding/summary?by=flow&question=dmp-cost-to-2013",
		"/v1/milestones/summary", "/v1/milestones/summary?by=year&known_on=2022-06-30", "/v1/diff?from=2018-01-01&to=2018-06-30", "/v1/diff?from=2018-01-01&to=2018-06-30&limit=3&offset=2"} {
		path, query, _ := strings.Cut(address, "?")
		lines := csvRows(t, ask(s, path+".csv?"+query).Body.Bytes(), ',')
		french := csvRows(t, []byte(strings.TrimPrefix(ask(s, path+".csv?dialect=fr&"+query).Body.String(), "\ufeff")), ';')
		book := readWorkbook(t, ask(s, path+".xlsx?"+query).Body.Bytes())
		jsonl := strings.Count(ask(s, path+".jsonl?"+query).Body.String(), "\n")
		more := ""
		if path == "/v1/diff" && !strings.Contains(query, "limit") {
			more = "&limit=1000"
		}
		var want []string // a value that tells a row from others, as in JSON
		rows, _ := jsonRows(t, s, address+more)
		for _, r := range rows {
			want = append(want, strings.Join([]string{r.text("key"), r.text("flow"), r.text("id"), r.text("count"), r.text("sum_eur"), r.text("change")}, "/"))
		}
		var got []string
		for _, line := range lines[1:] {
			cell := func(name string) string {
				if i := slices.Index(lines[0], name); i >= 0 {
					return line[i]
				}
				return ""
			}
			got = append(got, strings.Join([]string{cell("key"), cell("flow"), cell("id"), cell("count"), cell("sum_eur"), cell("change")}, "/"))
		}
		if len(rows) == 0 || !slices.Equal(got, want) {
			t.Errorf("%s: CSV has %q, JSON %q", address, got, want)
		}
		if len(french) != len(lines) || len(book[0].lines) != len(lines) || jsonl != len(rows) {
			t.Errorf("%s: %d lines of CSV, %d in French, %d in XLSX, %d of JSON Lines", address, len(lines), len(french), len(book[0].lines), jsonl)
		}
	}
}

// A tally's table counts what its JSON counts, and names the same ids.
func TestTallyTable(t *testing.T) {
	s := newTestServer(t)
	lines := csvRows(t, ask(s, "/v1/milestones/summary.csv?by=programme").Body.Bytes(), ',')
	for i, row := range askTallies(t, s, "/v1/milestones/summary?by=programme") {
		for word, n := range row.Timeliness {
			count, ids := lines[i+1][slices.Index(lines[0], word)], lines[i+1][slices.Index(lines[0], word+"_ids")]
			if count != fmt.Sprint(n.Count) || ids != strings.Join(n.IDs, " | ") {
				t.Errorf("%s, %s: %s (%s) in the table, %v in JSON", orDash(row.Key), word, count, ids, n)
			}
		}
	}
}

// Every column of these tables has words in both languages.
func TestDerivedColumnsHaveWords(t *testing.T) {
	s := newTestServer(t)
	for _, address := range []string{"/v1/funding/summary.csv?by=flow", "/v1/milestones/summary.csv?by=type", "/v1/diff.csv?from=2018-01-01&to=2018-06-30", "/v1/observations.csv?shape=wide"} {
		names := csvRows(t, ask(s, address).Body.Bytes(), ',')[0]
		for _, lang := range []string{"fr", "en"} {
			seen := map[string]bool{}
			for i, label := range csvRows(t, ask(s, address+"&header=labels&lang="+lang).Body.Bytes(), ',')[0] {
				if label == "" || lang == "fr" && label == names[i] || seen[label] {
					t.Errorf("%s: %s has no heading of its own (%q)", address, names[i], label)
				}
				seen[label] = true
			}
		}
	}
}
