package api

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

// escaped gives a query that is written for people: q=mon espace santé&lang=en.
func escaped(query string) string {
	var parts []string
	for part := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(part, "=")
		parts = append(parts, name+"="+url.QueryEscape(value))
	}
	return strings.Join(parts, "&")
}

// TestSearchQuestions holds what questions find first against golden files.
func TestSearchQuestions(t *testing.T) {
	s := newTestServer(t)
	names, err := filepath.Glob("testdata/search/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			goldenAnswers(t, name, func(query string) string {
				a := askList(t, s, "/v1/search?limit=1&"+escaped(query))
				text := "nothing"
				for _, row := range a.Data {
					text = row.text("collection") + "/" + row.text("id")
				}
				for _, w := range a.Meta.Warnings {
					text += "\n" + w.Code + ": " + w.Detail
				}
				return text + "\n"
			})
		})
	}
}

// words that occur in the texts of the shipped data, and some that do not.
var searchedWords = []string{"dmp", "segur", "santé", "numérique", "de", "2", "2022", "hopital", "cyberscurité", "wave", "p", "plan d'action",
	"dossier médical partagé", "mon-espace-sante", "xyzzy", "xyzzy santé", "e-cps", "millions d'euros", "cour des comptes"}

func anySearch(t *rapid.T) string {
	q := "q=" + url.QueryEscape(rapid.SampledFrom(searchedWords).Draw(t, "q"))
	if rapid.Bool().Draw(t, "English") {
		q += "&lang=en"
	}
	if rapid.Bool().Draw(t, "past") {
		q += "&known_on=" + rapid.SampledFrom([]string{"2004-12-31", "2012-07-31", "2018-12-31", "2019-12-31", "2022-06-30", "2024-06-30"}).Draw(t, "known_on")
	}
	return q
}

// The pages of a search together are its exports; rows come best first, ties by
// collection and id; the facet counts them all, and asks for each.
func TestSearchIsWhole(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		first := askList(t, s, "/v1/search?limit=1000&facet=collection&"+q)
		total := *first.Meta.Total
		limit := rapid.SampledFrom([]int{7, 100}).Draw(t, "limit")
		var pages []string
		for offset := 0; offset < min(total, 1000); offset += limit {
			pages = append(pages, permalinks(askList(t, s, fmt.Sprintf("/v1/search?limit=%d&offset=%d&%s", limit, offset, q)).Data)...)
		}
		all := permalinks(first.Data)
		if len(all) != min(total, 1000) || !slices.Equal(pages[:len(all)], all) {
			t.Fatalf("%s: %d rows of %d, %d in pages of %d", q, len(all), total, len(pages), limit)
		}
		if !slices.IsSortedFunc(first.Data, func(a, b jsonRow) int {
			if a.text("score") != b.text("score") {
				return rational(b.text("score")).Cmp(rational(a.text("score")))
			}
			return strings.Compare(a.text("collection")+"\x00"+a.text("id"), b.text("collection")+"\x00"+b.text("id"))
		}) {
			t.Fatalf("%s: not best first", q)
		}
		rows := csvRows(t, ask(s, "/v1/search.csv?"+q).Body.Bytes(), ',')
		if len(rows) != total+1 || !slices.Equal(rows[0], first.names()) {
			t.Fatalf("%s: %d lines of CSV for %d rows, headings %v", q, len(rows), total, rows[0])
		}
		counted := 0
		for _, f := range first.Meta.Facets["collection"] {
			counted += f.Count
			if n := *askList(t, s, "/v1/search?limit=1&collection="+*f.Value+"&"+q).Meta.Total; n != f.Count {
				t.Fatalf("%s: %d rows of %s, the facet says %d", q, n, *f.Value, f.Count)
			}
			if n := *askList(t, s, "/v1/search?limit=1&collection__not="+*f.Value+"&"+q).Meta.Total; n != total-f.Count {
				t.Fatalf("%s: %d rows but those of %s, the facet says %d of %d", q, n, *f.Value, f.Count, total)
			}
		}
		if counted != total {
			t.Fatalf("%s: the facet counts %d of %d", q, counted, total)
		}
	})
}

// names gives the columns of an answer, those of the schema where it has no rows.
func (a listAnswer) names() []string {
	if len(a.Data) > 0 {
		return a.Data[0].names
	}
	return searched.names(func(Column) bool { return true })
}

// q= keeps of a list the rows that the search finds in the collection, in the
// order asked, and works together with filters, in every format.
func TestListsTakeWords(t *testing.T) {
	s := newTestServer(t)
	rapid.Check(t, func(t *rapid.T) {
		q := anySearch(t)
		name := rapid.SampledFrom(all).Draw(t, "collection").name()
		var want []string
		for offset := 0; ; offset += 1000 {
			rows := askList(t, s, fmt.Sprintf("/v1/search?limit=1000&offset=%d&collection=%s&%s", offset, name, q)).Data
			if want = append(want, permalinks(rows)...); len(rows) < 1000 {
				break
			}
		}
		slices.Sort(want)
		list := askList(t, s, "/v1/"+name+"?limit=1000&"+q)
		if *list.Meta.Total != len(want) {
			t.Fatalf("%s of %s: %d, the search finds %d", q, name, *list.Meta.Total, len(want))
		}
		got := permalinks(list.Data)
		if !slices.Equal(got, want[:min(len(want), 1000)]) {
			t.Fatalf("%s of %s: %v, the search finds %v", q, name, got, want)
		}
		if rows := csvRows(t, ask(s, "/v1/"+name+".csv?"+q).Body.Bytes(), ','); len(rows) != len(want)+1 {
			t.Fatalf("%s of %s: %d lines of CSV for %d rows", q, name, len(rows), len(want))
		}
	})
	some, all := askList(t, s, "/v1/milestones?q=segur&timeliness=overdue"), askList(t, s, "/v1/milestones?q=segur&facet=timeliness")
	for _, f := range all.Meta.Facets["timeliness"] {
		if f.Value != nil && *f.Value == "overdue" && f.Count != *some.Meta.Total {
			t.Errorf("%d are overdue, the facet says %d", *some.Meta.Total, f.Count)
		}
	}
}

// The timeline takes words too: those of the rows that it shows.
func TestTimelineTakesWords(t *testing.T) {
	s := newTestServer(t)
	rows := askList(t, s, "/v1/timeline?q=segur&limit=1000").Data
	if len(rows) == 0 {
		t.Error("nothing of the Ségur")
	}
	for _, row := range rows {
		found := askList(t, s, "/v1/"+row.text("collection")+"?q=segur&id="+row.text("id"))
		if *found.Meta.Total != 1 {
			t.Errorf("%s/%s stands in the timeline, and is not found in its list", row.text("collection"), row.text("id"))
		}
	}
}

// What a search shows as of a day is known that day: each address answers, and
// the row is as its own collection has it.
func TestSearchKnowsNothingLater(t *testing.T) {
	s := newTestServer(t)
	for _, day := range []string{"2012-07-31", "2018-12-31", "2022-06-30"} {
		for _, row := range askList(t, s, "/v1/search?q=sant%C3%A9&limit=1000&known_on="+day).Data {
			var item struct{ Data map[string]any }
			address := strings.TrimPrefix(row.text("url"), testURL) + "?known_on=" + day
			w := ask(s, address)
			if err := json.Unmarshal(w.Body.Bytes(), &item); w.Code != http.StatusOK || err != nil {
				t.Errorf("%s: %d %v", address, w.Code, err)
				continue
			}
			for _, column := range []string{"source", "source_title", "permalink"} {
				if want, _ := item.Data[column].(string); row.text(column) != want {
					t.Errorf("%s: %s is %q, the item has %q", address, column, row.text(column), want)
				}
			}
			programme, _ := item.Data["programme"].(string)
			if row.text("collection") == programmes.Name {
				programme = row.text("id")
			}
			if row.text("programme") != programme {
				t.Errorf("%s: programme %q, want %q", address, row.text("programme"), programme)
			}
			if label := row.text("label"); !slices.ContainsFunc(labelColumns, func(c string) bool { return item.Data[c] == label }) {
				t.Errorf("%s: the item is not called %q", address, label)
			}
		}
	}
}

// Each snippet marks a word, and is HTML that does nothing else.
func TestSnippets(t *testing.T) {
	d := shipped(t)
	for _, p := range d.Programmes {
		for _, m := range p.Milestones {
			m.Label = dataset.Text{FR: `<script>"` + m.Label.FR + `"</script> & <b>`, EN: m.Label.EN}
		}
	}
	s, _ := serveData(t, d)
	for _, q := range []string{"q=dmp", "q=segur&lang=en", "q=script", "q=2022", "q=nurses", "q=santé numérique"} {
		for _, row := range askList(t, s, "/v1/search?limit=1000&"+escaped(q)).Data {
			snippet := row.text("snippet")
			bare := strings.NewReplacer("<mark>", "", "</mark>", "").Replace(snippet)
			if strings.ContainsAny(bare, `<>"'`) || html.EscapeString(html.UnescapeString(bare)) != bare {
				t.Errorf("%s: not escaped: %s", q, snippet)
			}
			if n := strings.Count(snippet, "<mark>"); n == 0 || n != strings.Count(snippet, "</mark>") {
				t.Errorf("%s: %s/%s: nothing marked in %s", q, row.text("collection"), row.text("id"), snippet)
			}
		}
	}
}

// A search is an answer like others: tagged, with a HEAD, in every format.
func TestSearchOverHTTP(t *testing.T) {
	s := newTestServer(t)
	for format, media := range mediaTypes {
		if !slices.Contains(formatsOfLists, format) {
			continue
		}
		address := "/v1/search." + format + "?q=segur"
		w := ask(s, address)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != media || w.Body.Len() == 0 {
			t.Errorf("%s: %d %s", address, w.Code, w.Header().Get("Content-Type"))
		}
		if again := ask(s, address, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: %d with the tag of the answer", address, again.Code)
		}
		if other := ask(s, "/v1/search."+format+"?q=ségur"); other.Header().Get("ETag") == w.Header().Get("ETag") {
			t.Errorf("%s: one tag for two questions", address)
		}
	}
	if links := askList(t, s, "/v1/search?q=segur&limit=5").Links; links["next"] == nil || !strings.Contains(*links["next"], "q=segur") || *links["csv"] != testURL+"/v1/search.csv?q=segur" {
		t.Errorf("links %v", links)
	}
}

// FuzzSearch: whatever words are looked for, the answer is good, or a refusal
// that names q.
func FuzzSearch(f *testing.F) {
	for _, q := range append(slices.Clone(searchedWords), "", "!", "''", "-", "\xff", "%", strings.Repeat("é", 201), "a&b=c", "<mark>", "\"' OR 1=1 --", "é\u0301", "１２", "𝔻𝕄ℙ") {
		f.Add(q)
	}
	d, findings := datasettest.Load("../internal/dataset/testdata/hard-cases")
	if err := findings.Err(); err != nil {
		f.Fatal(err)
	}
	s, _ := serveData(f, d)
	f.Fuzz(func(t *testing.T, q string) {
		for _, address := range []string{"/v1/search?limit=5&facet=collection&q=" + url.QueryEscape(q), "/v1/milestones?q=" + url.QueryEscape(q)} {
			if len(address) > maxURI {
				continue
			}
			switch w := ask(s, address); w.Code {
			case http.StatusOK:
				askList(t, s, address)
			case http.StatusBadRequest:
				if p := problemOf(t, address, w); p.Errors[0].Parameter != "q" {
					t.Errorf("%s: %s", address, w.Body)
				}
			default:
				t.Errorf("%s: %d %s", address, w.Code, w.Body)
			}
		}
	})
}
