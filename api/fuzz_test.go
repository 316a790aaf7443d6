package api

import (
	"encoding/json"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"jalons/internal/dataset/datasettest"
)

// fuzzedPaths are every list, and the other addresses that read parameters.
func fuzzedPaths() (paths []string) {
	for _, d := range Describe() {
		paths = append(paths, "/v1/"+d.Name)
	}
	return append(paths, "/v1", "/v1/dataset", "/v1/schema/funding", "/v1/diff", "/v1/funding/summary", "/v1/milestones/summary",
		"/v1/funding/dmp-210m-cour-2012", "/v1/funding.csv", "/v1/milestones.xlsx", "/v1/sources.jsonl", "/v1/funding/dmp-210m-cour-2012/cite")
}

// FuzzQuery asks anything of everything. No question breaks the service (a column
// that is not declared would: the store refuses it); what is answered was
// understood whole; what is refused says what is wrong and leads to an answer.
func FuzzQuery(f *testing.F) {
	d, findings := datasettest.Load("../internal/dataset/testdata/hard-cases")
	if err := findings.Err(); err != nil {
		f.Fatal(err)
	}
	s, _ := serveData(f, d)
	paths := fuzzedPaths()
	for i := range paths {
		f.Add(uint8(i), "limit=5&sort=-id&lang=en")
	}
	for i, query := range []string{
		"", "&", "&&=", "=", "a", "a=b", "programme=dmp", "programme=dmp,ins&flow=paid", "programme__not=dmp", "label__contains=%C3%A9", "due=2021&due__gte=2019-05",
		"known_on=2019-12-31", "known_on=1970-01-01&lang=en", "facet=flow,programme&id=dmp-210m-cour-2012", "fields=id,label", "limit=1000&offset=2147483647", "sort=-amount_eur,id",
		"amount_eur__lte=-9223372036854775808", "value__gt=1.5", "value=-.", "additive=true", "note__isnull=true", "themes=identity", "aliases__contains=%22", "speakers__isnull=false",
		"q=dmp", "by=flow", "by=year&flow=paid", "from=2018-01-01&to=2019-12-31", "from=2018-01-01&to=2019-12-31&change=met&collection=milestones", "format=csv&dialect=fr&header=labels",
		"format=jsonl", "shape=array", "include_parts=true&programme=dmp", "programme=dmp;flow=paid", "a=%zz", "a=%ff", "a=%00", "__contains=x", "id__=x", "%70rogramme=dmp", "programme=+dmp", "limit=%2B5",
		`id=')%20OR%201=1--`, "sort=id%3BDROP", "period=../..", "period=9999-12-31/..", "stated_on_latest__lt=0001", "flow=paid,,", "lang=fr&lang=fr", strings.Repeat("id=x&", 70),
	} {
		for j := range 5 { // each query of some addresses, all addresses with some
			f.Add(uint8(7*i+5*j), query)
		}
	}
	f.Fuzz(func(t *testing.T, path uint8, query string) {
		address := paths[int(path)%len(paths)]
		w := serveRaw(s, rawRequest(http.MethodGet, address, query))
		switch {
		case w.Code >= 500 || w.Code < 200:
			t.Fatalf("%s?%s: %d %s", address, query, w.Code, w.Body)
		case w.Code >= 400:
			checkRefusal(t, s, address+"?"+query, problemOf(t, address+"?"+query, w))
		default:
			understoodWhole(t, address, query, w.Header().Get("Content-Type"), w.Body.Bytes())
		}
		if !utf8.Valid(w.Body.Bytes()) && !strings.Contains(w.Header().Get("Content-Type"), "spreadsheet") {
			t.Fatalf("%s?%s: the answer is no UTF-8", address, query)
		}
	})
}

// understoodWhole: nothing of a question that is answered was passed over. The
// link to the answer itself holds all of it.
func understoodWhole(t *testing.T, address, query, media string, body []byte) {
	t.Helper()
	asked, err := url.ParseQuery(query)
	if err != nil {
		t.Fatalf("%s?%s is answered: %v", address, query, err)
	}
	if !strings.HasPrefix(media, "application/json;") || asked.Get("shape") == "array" || strings.HasPrefix(address, "/v1/schema/") {
		return
	}
	var a struct{ Links struct{ Self string } }
	if err := json.Unmarshal(body, &a); err != nil {
		t.Fatalf("%s?%s: %v", address, query, err)
	}
	self, err := url.Parse(a.Links.Self)
	if err != nil {
		t.Fatalf("%s?%s: self is %q: %v", address, query, a.Links.Self, err)
	}
	if got := self.Query(); !reflect.DeepEqual(got, asked) {
		t.Fatalf("%s?%s: self asks %v, the address %v", address, query, got, asked)
	}
}
