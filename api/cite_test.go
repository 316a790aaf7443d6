package api

import (
	"encoding/json"
	"flag"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"jalons/internal/cite/citetest"
	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// serveHardCases serves the small dataset that holds every kind of citation.
func serveHardCases(t *testing.T) *Server {
	t.Helper()
	d, findings := datasettest.Load("../internal/dataset/testdata/hard-cases")
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	s, _ := serveData(t, d)
	return s
}

// citable is what the list says of a row, as far as a citation repeats it.
type citable struct {
	ID, Label, Permalink string
	Title                string  `json:"source_title"`
	Publisher            *string `json:"source_publisher"`
	URL                  *string `json:"source_url"`
}

func citables(t *testing.T, s *Server, collection, lang string) []citable {
	t.Helper()
	var all []citable
	w := ask(s, "/v1/"+collection+"?shape=array&limit=1000&lang="+lang)
	if err := json.Unmarshal(w.Body.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 || len(all) == maxLimit {
		t.Fatalf("%d %s: none, or not all of them", len(all), collection)
	}
	return all
}

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// TestEveryCitationParses cites every row of the shipped data that can be cited,
// in both languages and every format, and reads each with a strict parser.
func TestEveryCitationParses(t *testing.T) {
	datasettest.Sweep(t)
	for name, s := range map[string]*Server{"shipped": newTestServer(t), "hard cases": serveHardCases(t)} {
		for _, c := range citations {
			for _, lang := range []string{"fr", "en"} {
				for _, row := range citables(t, s, c.collection, lang) {
					t.Run(strings.Join([]string{name, c.collection, row.ID, lang}, "/"), func(t *testing.T) {
						checkCitation(t, s, c.collection, lang, row)
					})
				}
			}
		}
	}
}

func checkCitation(t *testing.T, s *Server, collection, lang string, row citable) {
	get := func(format string) string {
		w := ask(s, "/v1/"+collection+"/"+row.ID+"/cite?lang="+lang+"&format="+format)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", format, w.Code, w.Body)
		}
		return w.Body.String()
	}
	text := get("text")
	if strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, ", "+row.Permalink+"\n") {
		t.Errorf("no line that ends with the permalink: %q", text)
	}
	for _, part := range []string{"Jalons", orEmpty(row.Publisher), orEmpty(row.URL)} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in %q", part, text)
		}
	}
	bib, err := citetest.BibTeX(get("bibtex"))
	if err != nil || len(bib) != 2 {
		t.Fatalf("BibTeX: %v, %d entries", err, len(bib))
	}
	csl, err := citetest.CSL([]byte(get("csl")))
	if err != nil || len(csl) != 2 {
		t.Fatalf("CSL-JSON: %v, %d items", err, len(csl))
	}
	ris, err := citetest.RIS(get("ris"))
	if err != nil || len(ris) != 2 {
		t.Fatalf("RIS: %v, %d references", err, len(ris))
	}
	for _, same := range []struct{ what, want, bib, csl, ris string }{
		{"the source's key", "jalons-" + row.ID + "-source", bib[0].Key, csl[0].ID, ris[0].Key},
		{"the source's title", row.Title, bib[0].Get("title"), csl[0].Title, ris[0].Get("TI")},
		{"the source's address", orEmpty(row.URL), bib[0].Get("url"), csl[0].URL, ris[0].Get("UR")},
		{"the source's publisher", orEmpty(row.Publisher), bib[0].Get("journal") + bib[0].Get("institution") + bib[0].Get("howpublished"), csl[0].ContainerTitle + csl[0].Publisher, ris[0].Get("PB")},
		{"the record's key", "jalons-" + row.ID, bib[1].Key, csl[1].ID, ris[1].Key},
		{"the permalink", row.Permalink, bib[1].Get("url"), csl[1].URL, ris[1].Get("UR")},
		{"the record's title", csl[1].Title, csl[1].Title, csl[1].Title, ris[1].Get("TI")},
	} {
		if same.bib != same.want || same.csl != same.want || same.ris != same.want {
			t.Errorf("%s: want %q, read %q, %q, %q", same.what, same.want, same.bib, same.csl, same.ris)
		}
	}
	if plainSpaces.Replace(bib[1].Get("title")) != plainSpaces.Replace(csl[1].Title) { // BibTeX has no narrow space
		t.Errorf("the record's title reads %q and %q", bib[1].Get("title"), csl[1].Title)
	}
	if !strings.HasPrefix(plainSpaces.Replace(csl[1].Title), row.Label) {
		t.Errorf("the record's title %q is not of %q", csl[1].Title, row.Label)
	}
}

var plainSpaces = strings.NewReplacer("\u00a0", " ", "\u202f", " ")

// TestCitationSentences holds the sentence of cases worth reading against a
// golden file.
func TestCitationSentences(t *testing.T) {
	s := serveHardCases(t)
	archive := &txtar.Archive{Comment: []byte("Sentences to paste, in both languages, of the hard cases (⍽ no-break space, ⎵ narrow no-break space).\n")}
	for _, path := range []string{
		"/v1/funding/dmp-210m-cour-2012/cite", "/v1/funding/dmp-187m-asip-2014/cite",
		"/v1/statements/ins-obligation-2019/cite", "/v1/statements/ins-generalisation-2022/cite",
		"/v1/milestones/ins-generalisation/cite", "/v1/milestones/ins-obligation/cite", "/v1/milestones/ins-obligation/cite?known_on=2022-06-30",
		"/v1/milestones/mes-national-opening/cite", "/v1/observations/mes-documents-yearly-2024-10/cite",
	} {
		for _, lang := range []string{"fr", "en"} {
			address := path + map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "lang=" + lang
			text := ask(s, address).Body.String()
			text = strings.NewReplacer("\u00a0", "⍽", "\u202f", "⎵").Replace(text)
			archive.Files = append(archive.Files, txtar.File{Name: address, Data: []byte(text)})
		}
	}
	const name = "testdata/citations.txtar"
	got := txtar.Format(archive)
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if want, err := os.ReadFile(name); err != nil || string(want) != string(got) {
		t.Errorf("%s differs (-update rewrites it): %v; got:\n%s", name, err, got)
	}
}

const citeAddress = "/v1/statements/ins-obligation-2019/cite"

func TestCitationFormats(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct{ query, accept, wantType, wantVary, wantFile string }{
		{"", "", "text/plain; charset=utf-8", "Accept, Accept-Encoding", ""},
		{"", "*/*", "text/plain; charset=utf-8", "Accept, Accept-Encoding", ""},
		{"", "text/html, */*;q=0.8", "text/plain; charset=utf-8", "Accept, Accept-Encoding", ""},
		{"", "application/x-bibtex", "application/x-bibtex", "Accept, Accept-Encoding", "ins-obligation-2019-2026-11-21.bib"},
		{"", "application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json", "Accept, Accept-Encoding", "ins-obligation-2019-2026-11-21.json"},
		{"?format=ris", "application/x-bibtex", "application/x-research-info-systems", "Accept-Encoding", "ins-obligation-2019-2026-11-21.ris"},
		{"?format=ris&known_on=2020-01-01", "", "application/x-research-info-systems", "Accept-Encoding", "ins-obligation-2019-2020-01-01.ris"},
		{"?format=text", "", "text/plain; charset=utf-8", "Accept-Encoding", ""},
	} {
		w := ask(s, citeAddress+c.query, "Accept", c.accept)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != c.wantType || w.Header().Get("Vary") != c.wantVary {
			t.Errorf("%q, Accept %q: %d %v", c.query, c.accept, w.Code, w.Header())
		}
		want := ""
		if c.wantFile != "" {
			want = `inline; filename="jalons-statements-` + c.wantFile + `"`
		}
		if got := w.Header().Get("Content-Disposition"); got != want {
			t.Errorf("%q, Accept %q: Content-Disposition %q", c.query, c.accept, got)
		}
	}
}

func TestCitationHeaders(t *testing.T) {
	s := serveHardCases(t)
	w := ask(s, citeAddress+"?lang=en&format=bibtex")
	h := w.Header()
	for name, want := range map[string]string{
		"Content-Language": "en", "Cache-Control": cacheGood, "Access-Control-Allow-Origin": "*", "X-Dataset-Version": s.About().Info.Version,
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, link := range []string{
		`<` + testURL + `/v1/statements/ins-obligation-2019>; rel="cite-as"`,
		`<` + testURL + citeAddress + `?lang=en&format=csl>; rel="alternate"; type="application/vnd.citationstyles.csl+json"`,
	} {
		if !strings.Contains(h.Get("Link"), link) {
			t.Errorf("no %s in %s", link, h.Get("Link"))
		}
	}
	if again := ask(s, citeAddress+"?lang=en&format=bibtex", "If-None-Match", h.Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again with the tag: %d, %d bytes", again.Code, again.Body.Len())
	}
	tags := map[string]string{}
	for _, query := range []string{"", "?lang=en", "?format=bibtex", "?format=csl", "?format=ris", "?lang=en&format=bibtex", "?known_on=2020-01-01"} {
		tag := ask(s, citeAddress+query).Header().Get("ETag")
		if other, seen := tags[tag]; seen {
			t.Errorf("%q and %q have one tag", query, other)
		}
		tags[tag] = query
	}
	r := httptest.NewRequest(http.MethodHead, citeAddress+"?lang=en&format=bibtex", nil)
	head := httptest.NewRecorder()
	s.ServeHTTP(head, r)
	if head.Code != http.StatusOK || head.Body.Len() > 0 || head.Header().Get("ETag") != h.Get("ETag") || head.Header().Get("Content-Length") != h.Get("Content-Length") {
		t.Errorf("HEAD: %d, %d bytes, %v", head.Code, head.Body.Len(), head.Header())
	}
}

// TestNoCitation: what can't be cited answers as the item does.
func TestNoCitation(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct {
		address, suggestion string
		status              int
		problem             string
	}{
		{"/v1/statements/ins-obligation-2091/cite", "/v1/statements/ins-obligation-2019", http.StatusNotFound, "not-found"},
		{"/v1/statements/ins-obligation-2019/cite?known_on=2019-10-09", citeAddress + "?known_on=2019-10-10", http.StatusNotFound, "not-yet-known"},
		{"/v1/funding/dmp-210m-2012/cite", "/v1/funding/dmp-210m-cour-2012", http.StatusGone, "withdrawn"},
		{citeAddress + "?format=bibtx", citeAddress + "?format=bibtex", http.StatusBadRequest, "invalid-value"},
		{citeAddress + "?fields=id", citeAddress, http.StatusBadRequest, "unknown-parameter"},
		{citeAddress + ".json", citeAddress, http.StatusNotFound, "not-found"},
		{"/v1/programmes/ins/cite", "", http.StatusNotFound, "not-found"},
	} {
		w := ask(s, c.address)
		var p Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if w.Code != c.status || p.Type != testURL+"/problems/"+c.problem || (c.suggestion != "" && p.Suggestion != testURL+c.suggestion) {
			t.Errorf("%s: %d %s", c.address, w.Code, w.Body)
		}
	}
	if w := ask(s, citeAddress, "Accept", "application/pdf"); w.Code != http.StatusNotAcceptable {
		t.Errorf("Accept application/pdf: %d", w.Code)
	}
}

// TestPermalinkKeepsTheDay: a citation of the past leads back to that day.
func TestPermalinkKeepsTheDay(t *testing.T) {
	s := serveHardCases(t)
	text := ask(s, "/v1/milestones/ins-obligation/cite?known_on=2022-06-30&lang=en").Body.String()
	_, permalink, ok := strings.Cut(strings.TrimSpace(text), testURL)
	if !ok || permalink != "/v1/milestones/ins-obligation?known_on=2022-06-30" {
		t.Fatalf("permalink %q in %q", permalink, text)
	}
	var item struct{ Data struct{ Timeliness string } }
	if err := json.Unmarshal(ask(s, permalink).Body.Bytes(), &item); err != nil || item.Data.Timeliness != dataset.Timeliness[3] {
		t.Errorf("%s: %+v, %v", permalink, item, err)
	}
	if !strings.Contains(text, "as of 30 June 2022 (overdue: no source of the dataset says that all is done)") {
		t.Errorf("silence is taken for proof: %q", text)
	}
}
