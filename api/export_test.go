package api

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"pgregory.net/rapid"

	"jalons/internal/dataset"
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
func (r *jsonRow) text(name string) string {
	switch v := r.values[name].(type) {
	case nil:
		return ""
	case []any:
		words := make([]string, len(v))
		for i := range v {
			words[i] = v[i].(string)
		}
		return strings.Join(words, " | ")
	default:
		return fmt.Sprint(v)
	}
}

func (r *jsonRow) texts() (out []string) {
	for _, name := range r.names {
		out = append(out, r.text(name))
	}
	return out
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

func TestHeadersOfExports(t *testing.T) {
	s := newTestServer(t)
	for address, want := range map[string]struct{ media, file string }{
		"/v1/funding.csv": {"text/csv; charset=utf-8; header=present", "jalons-funding-2026-11-21.csv"},
		"/v1/funding.csv?programme=segur-numerique":             {"text/csv; charset=utf-8; header=present", "jalons-funding-segur-numerique-2026-11-21.csv"},
		"/v1/funding.jsonl?programme=segur-numerique,dmp":       {"application/jsonl; charset=utf-8", "jalons-funding-2026-11-21.jsonl"},
		"/v1/milestones.xlsx?programme=ins&known_on=2019-12-31": {mediaTypes["xlsx"], "jalons-milestones-ins-2019-12-31.xlsx"},
		"/v1/milestones?format=csv&known_on=2999-12-31":         {"text/csv; charset=utf-8; header=present", "jalons-milestones-2026-11-21.csv"},
		"/v1/programmes/dmp.csv?dialect=fr&header=labels":       {"text/csv; charset=utf-8; header=present", "jalons-programmes-dmp-2026-11-21.csv"},
		"/v1/timeline.csv?programme=ins":                        {"text/csv; charset=utf-8; header=present", "jalons-timeline-ins-2026-11-21.csv"},
	} {
		want.file = strings.Replace(want.file, "2026-11-21", s.data.Load().About.Info.UpdatedOn.String(), 1)
		w := ask(s, address)
		h := w.Header()
		if w.Code != http.StatusOK || h.Get("Content-Type") != want.media || h.Get("Content-Disposition") != `attachment; filename="`+want.file+`"` {
			t.Errorf("%s: %d %s %s", address, w.Code, h.Get("Content-Type"), h.Get("Content-Disposition"))
		}
		if h.Get("Cache-Control") != cacheGood || h.Get("X-Dataset-Version") == "" || h.Get("Content-Language") != "fr" || h.Get("Link") == "" {
			t.Errorf("%s lacks headers that JSON has: %v", address, h)
		}
		head := httptest.NewRecorder()
		s.ServeHTTP(head, httptest.NewRequest(http.MethodHead, address, nil))
		if head.Code != http.StatusOK || head.Body.Len() > 0 || fmt.Sprint(head.Header()) != fmt.Sprint(h) {
			t.Errorf("HEAD of %s: %d, %d bytes, %v; GET has %v", address, head.Code, head.Body.Len(), head.Header(), h)
		}
		if again := ask(s, address, "If-None-Match", h.Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 || again.Header().Get("ETag") != h.Get("ETag") {
			t.Errorf("%s again: %d %v", address, again.Code, again.Header())
		}
	}
}

// The Accept header chooses where the address leaves the format open, and the
// answer says that it did.
func TestExportsByAccept(t *testing.T) {
	s := newTestServer(t)
	for accept, want := range map[string]string{
		"text/csv": "csv", mediaTypes["xlsx"]: "xlsx", "application/jsonl": "jsonl", "*/*": "json", "": "json",
		"text/html, application/xml;q=0.9, */*;q=0.8": "json", "application/json;q=0.5, text/csv": "csv",
	} {
		w := ask(s, "/v1/funding?programme=dmp", "Accept", accept)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != mediaTypes[want] || w.Header().Get("Vary") != "Accept, Accept-Encoding" {
			t.Errorf("Accept %q: %d %v", accept, w.Code, w.Header())
		}
	}
	if w := ask(s, "/v1/funding.csv", "Accept", "application/json"); w.Header().Get("Content-Type") != mediaTypes["csv"] || w.Header().Get("Vary") != "Accept-Encoding" {
		t.Errorf("a suffix does not decide: %v", w.Header())
	}
}

// Every representation has a tag of its own.
func TestTagsOfExportsDiffer(t *testing.T) {
	s := newTestServer(t)
	seen := map[string]string{}
	for _, address := range []string{"/v1/funding", "/v1/funding.csv", "/v1/funding.csv?dialect=fr", "/v1/funding.csv?header=labels", "/v1/funding.csv?lang=en",
		"/v1/funding.jsonl", "/v1/funding.xlsx", "/v1/funding.csv?limit=1", "/v1/funding.csv?known_on=2020-01-01"} {
		for _, coding := range []string{"", "gzip", "br"} {
			if coding != "" && strings.Contains(address, "xlsx") {
				continue // which is compressed already
			}
			w := ask(s, address, "Accept-Encoding", coding)
			tag := w.Header().Get("ETag")
			if other, twice := seen[tag]; twice || tag == "" {
				t.Errorf("%s (%s) has the tag %q of %s", address, coding, tag, other)
			}
			seen[tag] = address + " " + coding
		}
	}
}

func TestCodedExports(t *testing.T) {
	s := newTestServer(t)
	for _, address := range []string{"/v1/milestones.csv", "/v1/milestones.jsonl", "/v1/milestones.csv?programme=no-such-thing&limit=1"} {
		plain := ask(s, address)
		for coding, open := range map[string]func(io.Reader) (io.Reader, error){
			"gzip": func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
			"br":   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
		} {
			w := ask(s, address, "Accept-Encoding", coding)
			if plain.Code != http.StatusOK {
				if w.Code != plain.Code || w.Header().Get("Content-Encoding") != "" || !json.Valid(w.Body.Bytes()) {
					t.Errorf("%s, a refusal, is coded: %d %v", address, w.Code, w.Header())
				}
				continue
			}
			r, err := open(w.Body)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r)
			if err != nil || !bytes.Equal(body, plain.Body.Bytes()) || w.Header().Get("Content-Encoding") != coding {
				t.Errorf("%s in %s: %v, %d bytes for %d, %v", address, coding, err, len(body), plain.Body.Len(), w.Header())
			}
		}
	}
	if w := ask(s, "/v1/milestones.xlsx", "Accept-Encoding", "gzip, br"); w.Header().Get("Content-Encoding") != "" {
		t.Error("a workbook is compressed twice")
	}
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

// many adds copies of a funding row to the shipped data, with locators that no
// coding makes short.
func many(t *testing.T, n int) *dataset.Dataset {
	t.Helper()
	d := shipped(t)
	for _, p := range d.Programmes {
		if len(p.Funding) == 0 {
			continue
		}
		for i := range n {
			f := *p.Funding[0]
			f.ID, f.Question, f.PartOf = fmt.Sprintf("zz-row-%06d", i), "", ""
			f.Label = dataset.Text{FR: fmt.Sprintf("ligne %06d", i), EN: fmt.Sprintf("row %06d", i)}
			var noise strings.Builder
			for j := range 32 {
				fmt.Fprintf(&noise, "%x", sha256.Sum256([]byte{byte(i), byte(i >> 8), byte(j)}))
			}
			f.Citations = slices.Clone(f.Citations)
			f.Citations[0].Locator = noise.String()
			p.Funding = append(p.Funding, &f)
		}
		return d
	}
	t.Fatal("no programme has funding")
	return nil
}

// damage overwrites the page of a database file that holds a text.
func damage(t *testing.T, path, text string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	place := bytes.Index(data, []byte(text))
	if place < 0 {
		t.Fatalf("%q is not in the file", text)
	}
	const page = 4096
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, page), int64(place/page*page)); err != nil {
		t.Fatal(err)
	}
}

// A store that fails when bytes have left already breaks the connection: the
// caller sees an error, never a short 200. Where nothing has left it is a
// problem document.
func TestAnExportThatFailsMidwayBreaksTheConnection(t *testing.T) {
	s, path := serveData(t, many(t, 1000))
	server := httptest.NewServer(s)
	defer server.Close()
	const last = "zz-row-000999"
	fetch := func(address, coding string) (*http.Response, []byte, error) {
		r, err := http.NewRequest(http.MethodGet, server.URL+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", coding)
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return answer, body, err
	}
	if answer, body, err := fetch("/v1/funding.csv", "identity"); err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(last)) {
		t.Fatalf("before the damage: %v %v", answer.Status, err)
	}
	damage(t, path, "ligne 000900")
	for _, address := range []string{"/v1/funding.csv", "/v1/funding.jsonl", "/v1/funding.csv?dialect=fr&lang=en"} {
		for _, coding := range []string{"identity", "gzip", "br"} {
			answer, body, err := fetch(address, coding)
			if answer.StatusCode != http.StatusOK || err == nil || len(body) < streamBuffer {
				t.Errorf("%s in %s: %s, %d bytes, error %v", address, coding, answer.Status, len(body), err)
			}
		}
	}
	answer, body, err := fetch("/v1/funding.xlsx", "identity")
	if err != nil || answer.StatusCode != http.StatusInternalServerError || !json.Valid(body) || answer.Header.Get("Content-Disposition") != "" {
		t.Errorf("a workbook, of which nothing has left: %s %v %s", answer.Status, err, body)
	}
	if answer, _, err := fetch("/v1/milestones.csv", "identity"); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("what is whole is served no more: %s %v", answer.Status, err)
	}
}

// One export too many waits as long as a query may take, then is told to come
// again; queries go on.
func TestTooManyExportsAtOnce(t *testing.T) {
	s := newTestServer(t)
	for range maxExports {
		s.exports <- struct{}{}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 1)
	defer cancel()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/dataset", nil))
	if w.Code != http.StatusOK {
		t.Errorf("a query: %d", w.Code)
	}
	w = httptest.NewRecorder()
	s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/funding.csv", nil).WithContext(ctx))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Cache-Control") != cacheNever {
		t.Errorf("an export: %d %v", w.Code, w.Header())
	}
	<-s.exports
	if w := ask(s, "/v1/funding.csv"); w.Code != http.StatusOK || len(s.exports) != maxExports-1 {
		t.Errorf("with a place free: %d, %d places taken", w.Code, len(s.exports))
	}
}
