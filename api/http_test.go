package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// rawRequest makes a request by hand: httptest panics where an address can't be
// parsed, and servers read some that can't.
func rawRequest(method, path, query string, headers ...string) *http.Request {
	uri := path
	if query != "" {
		uri += "?" + query
	}
	r := &http.Request{Method: method, URL: &url.URL{Path: path, RawQuery: query}, RequestURI: uri, Host: "evil.example",
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Body: http.NoBody}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

func serveRaw(s *Server, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// addressKinds are addresses of every kind, with the status that each answers.
var addressKinds = map[string]int{
	"/v1": 200, "/v1/dataset": 200, "/v1/schema/funding": 200, "/v1/funding": 200, "/v1/funding?lang=en": 200, "/v1/funding.csv": 200,
	"/v1/funding?shape=array": 200, "/v1/funding/dmp-210m-cour-2012": 200, "/v1/funding/dmp-210m-cour-2012.csv": 200,
	"/v1/timeline?known_on=2019-12-31": 200, "/v1/diff?from=2018-01-01&to=2019-12-31": 200, "/v1/funding/summary?by=flow": 200,
	"/v1/milestones/summary": 200, "/v1/sources/dsih-3535": 200, "/v1/milestones.jsonl?lang=en": 200, "/v1/milestones.xlsx": 200,
	"/v1/funding/dmp-210m-cour-2012/cite": 200, "/openapi.json": 200, "/openapi.yaml": 200, "/problems/busy": 200, "/": 200, "/en/": 200,
	"/livez": 200, "/readyz": 200,
	"/v1/funding?programe=dmp": 400, "/v1/funding?limit=0": 400, "/v1/funding/nothing": 404, "/v1/nothing": 404, "/nothing": 404,
	"/v1/programmes/mon-espace-sante?known_on=2018-12-31": 404, "/v1/funding/summary": 422, "/v1/funding.ics": 404,
	"/v1/funding?note__contains=" + strings.Repeat("x", maxURI): 414,
}

func TestStatusOfEveryKind(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range addressKinds {
		if w := ask(s, address); w.Code != status {
			t.Errorf("%.80s: %d, want %d: %s", address, w.Code, status, w.Body)
		}
	}
}

// HEAD gives the headers of GET, and no body.
func TestHeadIsGetWithoutBody(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range addressKinds {
		for _, coding := range []string{"identity", "gzip", "br"} {
			get := ask(s, address, "Accept-Encoding", coding)
			r := httptest.NewRequest(http.MethodHead, address, nil)
			r.Header.Set("Accept-Encoding", coding)
			head := serveRaw(s, r)
			if head.Code != status || head.Body.Len() > 0 {
				t.Errorf("HEAD %.80s: %d with %d bytes", address, head.Code, head.Body.Len())
			}
			if !reflect.DeepEqual(get.Header(), head.Header()) {
				t.Errorf("HEAD %.80s in %s:\n got %v\nwant %v", address, coding, head.Header(), get.Header())
			}
		}
	}
}

// What every answer says to caches, browsers and readers.
func TestCommonHeaders(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range addressKinds {
		h := ask(s, address).Header()
		want := map[string]string{"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff",
			"Access-Control-Expose-Headers": "ETag, Link, Content-Language, Content-Disposition, X-Dataset-Version"}
		switch {
		case address == "/livez" || address == "/readyz":
			want["Cache-Control"] = "no-store"
		case status == 200:
			want["Cache-Control"] = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
			want["Last-Modified"] = "Sat, 21 Nov 2026 00:00:00 GMT"
		default:
			want["Cache-Control"] = "public, max-age=60"
			want["Content-Type"] = "application/problem+json"
		}
		if strings.HasPrefix(address, "/v1") {
			want["X-Dataset-Version"] = "2026.11.21"
		}
		for name, value := range want {
			if h.Get(name) != value {
				t.Errorf("%.80s: %s is %q, want %q", address, name, h.Get(name), value)
			}
		}
		if tag := h.Get("ETag"); (status == 200 && want["Last-Modified"] != "") != strings.HasPrefix(tag, `"`) {
			t.Errorf("%.80s: ETag %q", address, tag)
		}
	}
}

// Vary names what the address leaves open, and nothing else.
func TestVary(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct {
		address string
		headers []string
		want    string
	}{
		{"/v1/funding", nil, "Accept, Accept-Encoding"},
		{"/v1/funding/dmp-210m-cour-2012", nil, "Accept, Accept-Encoding"},
		{"/v1/funding.csv", nil, "Accept-Encoding"},
		{"/v1/funding?format=json", nil, "Accept-Encoding"},
		{"/v1/dataset", nil, "Accept-Encoding"},
		{"/", nil, "Accept-Encoding"},
		{"/problems/busy", nil, "Accept-Language, Accept-Encoding"},
		{"/v1/nothing", nil, "Accept-Language, Accept-Encoding"},
		{"/v1/funding?limit=0", nil, "Accept-Language, Accept-Encoding"},
		{"/v1/funding?limit=0&lang=en", nil, "Accept-Encoding"},
		{"/v1/funding", []string{"Accept", "image/png"}, "Accept, Accept-Language, Accept-Encoding"},
		{"/v1/dataset", []string{"Accept", "image/png"}, "Accept, Accept-Language, Accept-Encoding"},
		{"/v1/funding?lang=fr", []string{"Accept", "image/png"}, "Accept, Accept-Encoding"},
	} {
		if got := ask(s, c.address, c.headers...).Header().Get("Vary"); got != c.want {
			t.Errorf("%s %v: Vary %q, want %q", c.address, c.headers, got, c.want)
		}
	}
}

// A tag stands for one representation: another build, address, dataset,
// question, format, language or coding has another; replicas have the same.
func TestETag(t *testing.T) {
	d := hardCases(t)
	s, path := serveData(t, d)
	replica := serveFile(t, path)
	tag := func(s *Server, address string, headers ...string) string {
		t.Helper()
		w := ask(s, address, headers...)
		if w.Code != http.StatusOK || w.Header().Get("ETag") == "" {
			t.Fatalf("%s: %d, ETag %q", address, w.Code, w.Header().Get("ETag"))
		}
		return w.Header().Get("ETag")
	}
	seen := map[string]string{}
	different := func(name, tag string) {
		t.Helper()
		if other, again := seen[tag]; again {
			t.Errorf("%s and %s have one tag, %s", name, other, tag)
		}
		seen[tag] = name
	}
	for _, address := range []string{"/v1/funding", "/v1/funding?lang=en", "/v1/funding?limit=5", "/v1/funding?flow=paid", "/v1/funding?flow__not=paid",
		"/v1/funding?known_on=2019-12-31", "/v1/funding.csv", "/v1/funding.csv?dialect=fr", "/v1/milestones", "/v1/funding/dmp-210m-cour-2012", "/openapi.json", "/openapi.yaml", "/", "/en/"} {
		different(address, tag(s, address))
		different(address+" in gzip", tag(s, address, "Accept-Encoding", "gzip"))
		different(address+" in br", tag(s, address, "Accept-Encoding", "br"))
		if a, b := tag(s, address), tag(replica, address); a != b {
			t.Errorf("%s: replicas say %s and %s", address, a, b)
		}
	}
	different("as CSV by Accept", tag(s, "/v1/sources", "Accept", "text/csv"))
	different("as JSON by Accept", tag(s, "/v1/sources", "Accept", "application/json"))
	for name, cfg := range map[string]Config{"another build": {PublicURL: testURL, Build: "other"}, "another address": {PublicURL: "https://other.example", Build: "test"}} {
		cfg.Logger = s.log
		different(name, tag(New(cfg, s.data.Load()), "/v1/funding"))
	}
	d.Info.Publisher = "Other"
	other, _ := serveData(t, d)
	different("another dataset", tag(other, "/v1/funding"))
	if a, b := tag(s, "/v1/funding?flow=paid&limit=5"), tag(s, "/v1/funding?limit=5&flow=paid"); a != b {
		t.Errorf("the order of parameters makes another tag: %s, %s", a, b)
	}
}

func TestIfNoneMatch(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1", "/v1/dataset", "/v1/schema/funding", "/v1/funding", "/v1/funding?lang=en&limit=1", "/v1/funding.csv", "/v1/milestones.xlsx",
		"/v1/funding/dmp-210m-cour-2012", "/v1/timeline", "/v1/diff?from=2018-01-01&to=2019-12-31", "/v1/funding/summary?by=flow", "/v1/milestones/summary", "/openapi.json", "/", "/problems/busy"} {
		for _, coding := range []string{"identity", "gzip", "br"} {
			first := ask(s, address, "Accept-Encoding", coding)
			tag := first.Header().Get("ETag")
			for given, fresh := range map[string]bool{
				tag: true, "W/" + tag: true, `"x", ` + tag: true, `W/"x",W/` + tag + `, "y"`: true, "*": true,
				"": false, `"x"`: false, strings.Trim(tag, `"`): false, tag[:len(tag)-2] + `"`: false, `W/"x"`: false,
			} {
				for _, method := range []string{http.MethodGet, http.MethodHead} {
					r := httptest.NewRequest(method, address, nil)
					r.Header.Set("Accept-Encoding", coding)
					r.Header.Set("If-None-Match", given)
					w := serveRaw(s, r)
					switch {
					case fresh && (w.Code != http.StatusNotModified || w.Body.Len() > 0):
						t.Errorf("%s %s in %s, If-None-Match %s: %d with %d bytes", method, address, coding, given, w.Code, w.Body.Len())
					case !fresh && w.Code != http.StatusOK:
						t.Errorf("%s %s in %s, If-None-Match %q: %d", method, address, coding, given, w.Code)
					}
					for _, name := range []string{"Cache-Control", "Vary", "Last-Modified", "Access-Control-Allow-Origin"} {
						if w.Header().Get(name) != first.Header().Get(name) {
							t.Errorf("%s %s, If-None-Match %s: %s is %q, want %q", method, address, given, name, w.Header().Get(name), first.Header().Get(name))
						}
					}
					if fresh && given != "*" && w.Header().Get("ETag") != tag {
						t.Errorf("%s %s, If-None-Match %s: ETag %s, want %s", method, address, given, w.Header().Get("ETag"), tag)
					}
				}
			}
		}
	}
	two := rawRequest(http.MethodGet, "/v1/funding", "", "If-None-Match", `"x"`, "If-None-Match", ask(s, "/v1/funding").Header().Get("ETag"))
	if w := serveRaw(s, two); w.Code != http.StatusNotModified {
		t.Errorf("the tag in a second line of the header: %d", w.Code)
	}
}

// What is refused is refused, whatever the caller holds already.
func TestRefusalsAreNeverNotModified(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range addressKinds {
		if status == http.StatusOK {
			continue
		}
		if w := ask(s, address, "If-None-Match", "*"); w.Code != status {
			t.Errorf("%.80s with If-None-Match: *: %d, want %d", address, w.Code, status)
		}
	}
}

// A coded body decodes to the plain one; what is refused with q=0 is not sent.
func TestCodings(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1/funding", "/v1/milestones?lang=en", "/v1/funding.csv", "/v1/sources.jsonl", "/v1/programmes/dmp", "/openapi.json"} {
		plain := ask(s, address)
		if plain.Header().Get("Content-Encoding") != "" {
			t.Errorf("%s is coded without being asked", address)
		}
		for accept, want := range map[string]string{
			"gzip": "gzip", "br": "br", "gzip, br": "br", "gzip;q=0.9, br;q=0.5": "gzip", "br;q=0, gzip": "gzip", "gzip;q=0, br;q=0": "", "identity": "",
			"*": "br", "*;q=0.5, br;q=0": "gzip", "deflate": "", "GZIP": "gzip", "gzip;q=0": "", "": "", "identity;q=1, gzip;q=0.5": "", "gzip;q=x": "", "br;q=1.000, gzip;q=0.999": "br",
		} {
			w := ask(s, address, "Accept-Encoding", accept)
			if got := w.Header().Get("Content-Encoding"); got != want {
				t.Errorf("%s with Accept-Encoding %q: coding %q, want %q", address, accept, got, want)
				continue
			}
			if !bytes.Equal(decodedBody(t, want, w.Body), plain.Body.Bytes()) {
				t.Errorf("%s in %q differs from the plain body", address, want)
			}
		}
	}
	two := rawRequest(http.MethodGet, "/v1/funding", "", "Accept-Encoding", "deflate", "Accept-Encoding", "gzip")
	if got := serveRaw(s, two).Header().Get("Content-Encoding"); got != "gzip" {
		t.Errorf("gzip in a second line of the header: coding %q", got)
	}
}

func decodedBody(t *testing.T, coding string, body io.Reader) []byte {
	t.Helper()
	switch coding {
	case "gzip":
		r, err := gzip.NewReader(body)
		if err != nil {
			t.Fatal(err)
		}
		body = r
	case "br":
		body = brotli.NewReader(body)
	}
	data, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The format: suffix, then format=, then Accept.
func TestFormatIsNegotiated(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct{ address, accept, want string }{
		{"/v1/funding", "", "application/json; charset=utf-8"},
		{"/v1/funding", "*/*", "application/json; charset=utf-8"},
		{"/v1/funding", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json; charset=utf-8"},
		{"/v1/funding", "text/csv", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding", "text/*", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding", "TEXT/CSV", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding", "application/json;q=0.5, text/csv", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding", "application/json;q=0, */*;q=0.1", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding", "application/jsonl", "application/jsonl; charset=utf-8"},
		{"/v1/funding", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
		{"/v1/funding.csv", "application/json", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding.csv", "image/png", "text/csv; charset=utf-8; header=present"},
		{"/v1/funding?format=jsonl", "text/csv", "application/jsonl; charset=utf-8"},
		{"/v1/dataset", "text/html, */*;q=0.1", "application/json; charset=utf-8"},
		{"/v1/funding", "image/png", ""},
		{"/v1/funding", "application/json;q=0", ""},
		{"/v1/funding", "*/*;q=0", ""},
		{"/v1/dataset", "text/csv", ""},
	} {
		w := ask(s, c.address, "Accept", c.accept)
		if got := w.Header().Get("Content-Type"); c.want != "" && (w.Code != http.StatusOK || got != c.want) {
			t.Errorf("%s with Accept %q: %d %s, want %s", c.address, c.accept, w.Code, got, c.want)
		}
		if c.want == "" {
			p := askProblem(t, s, c.address, "Accept", c.accept)
			if p.Status != http.StatusNotAcceptable {
				t.Errorf("%s with Accept %q: %d", c.address, c.accept, p.Status)
			}
			suggestionWorks(t, s, c.address, p)
		}
	}
	two := rawRequest(http.MethodGet, "/v1/funding", "", "Accept", "image/png", "Accept", "text/csv")
	if w := serveRaw(s, two); !strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		t.Errorf("CSV in a second line of the header: %d %s", w.Code, w.Header().Get("Content-Type"))
	}
}

// Data are in the language of the address alone; problems, without one, in that
// of the reader.
func TestLanguage(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct{ address, accept, want string }{
		{"/v1/funding", "", "fr"},
		{"/v1/funding", "en", "fr"},
		{"/v1/funding?lang=en", "fr", "en"},
		{"/v1/dataset?lang=en", "", "en"},
		{"/v1/nothing", "", "fr"},
		{"/v1/nothing", "en", "en"},
		{"/v1/nothing", "en-GB,en;q=0.9,fr;q=0.8", "en"},
		{"/v1/nothing", "fr-FR,fr;q=0.9,en;q=0.8", "fr"},
		{"/v1/nothing", "de", "fr"},
		{"/v1/nothing", "de, en;q=0.5", "en"},
		{"/v1/nothing", "en;q=0", "fr"},
		{"/v1/funding?lang=de", "en", "en"},
		{"/v1/funding?lang=en&limit=0", "fr", "en"},
		{"/v1/funding?lang=fr&limit=0", "en", "fr"},
		{"/problems/busy", "en", "en"},
		{"/problems/busy", "fr", "fr"},
	} {
		if got := ask(s, c.address, "Accept-Language", c.accept).Header().Get("Content-Language"); got != c.want {
			t.Errorf("%s with Accept-Language %q: in %q, want %q", c.address, c.accept, got, c.want)
		}
	}
	if plain, asked := ask(s, "/v1/funding"), ask(s, "/v1/funding", "Accept-Language", "en"); !bytes.Equal(plain.Body.Bytes(), asked.Body.Bytes()) {
		t.Error("data follow Accept-Language")
	}
}

func TestOptions(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1/funding", "/v1/funding/dmp-210m-cour-2012", "/v1/nothing", "/openapi.json", "/"} {
		r := httptest.NewRequest(http.MethodOptions, address, nil)
		r.Header.Set("Origin", "https://page.example")
		r.Header.Set("Access-Control-Request-Method", "GET")
		r.Header.Set("Access-Control-Request-Headers", "If-None-Match")
		w := serveRaw(s, r)
		if w.Code != http.StatusNoContent || w.Body.Len() > 0 {
			t.Errorf("%s: %d with %d bytes", address, w.Code, w.Body.Len())
		}
		for name, value := range map[string]string{"Allow": "GET, HEAD, OPTIONS", "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS", "Access-Control-Allow-Origin": "*"} {
			if w.Header().Get(name) != value {
				t.Errorf("%s: %s is %q, want %q", address, name, w.Header().Get(name), value)
			}
		}
		if !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "If-None-Match") {
			t.Errorf("%s: allows the headers %q", address, w.Header().Get("Access-Control-Allow-Headers"))
		}
	}
}

func TestOtherMethods(t *testing.T) {
	s := serveHardCases(t)
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodTrace, "PROPFIND", "get"} {
		for _, address := range []string{"/v1/funding", "/v1/funding/dmp-210m-cour-2012", "/v1/funding.csv", "/v1", "/openapi.json", "/livez"} {
			w := serveRaw(s, httptest.NewRequest(method, address, strings.NewReader("{}")))
			var p Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusMethodNotAllowed || p.Type != testURL+"/problems/method-not-allowed" {
				t.Errorf("%s %s: %d %v %s", method, address, w.Code, err, w.Body)
			}
			if got := w.Header().Get("Allow"); got != "GET, HEAD, OPTIONS" {
				t.Errorf("%s %s: Allow %q", method, address, got)
			}
		}
	}
}

// No header of a request reaches an answer's links.
func TestLinksAreOurs(t *testing.T) {
	s := serveHardCases(t)
	for address := range addressKinds {
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.Host = "evil.example"
		for _, name := range []string{"X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-For", "X-Forwarded-Prefix", "Forwarded", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "Origin", "Referer"} {
			r.Header.Set(name, "https://evil.example/")
		}
		w := serveRaw(s, r)
		if strings.Contains(w.Body.String(), "evil") {
			t.Errorf("%.80s: the body names the host of the request", address)
		}
		for name, values := range w.Header() {
			if strings.Contains(strings.Join(values, " "), "evil") {
				t.Errorf("%.80s: the header %s names the host of the request", address, name)
			}
		}
		if w.Code != addressKinds[address] {
			t.Errorf("%.80s: %d, want %d", address, w.Code, addressKinds[address])
		}
	}
}

// Every link that an answer names is answered.
func TestLinksLead(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1/funding", "/v1/funding?limit=3&offset=3&lang=en", "/v1/statements?limit=7&sort=-date&fields=id", "/v1/milestones?limit=2&facet=type",
		"/v1/sources.json?limit=2", "/v1/funding/dmp-210m-cour-2012", "/v1/timeline?limit=5&known_on=2019-12-31", "/v1/diff?from=2018-01-01&to=2019-12-31&limit=2", "/v1/funding?offset=500", "/v1/corrections?id__isnull=false"} {
		w := ask(s, address)
		if w.Code == http.StatusBadRequest {
			continue
		}
		var a struct{ Links map[string]*string }
		if err := json.Unmarshal(w.Body.Bytes(), &a); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		for name, link := range a.Links {
			if link == nil || name == "docs" {
				continue
			}
			local, own := strings.CutPrefix(*link, testURL)
			if got := ask(s, local); !own || got.Code != http.StatusOK {
				t.Errorf("%s: the link %s, %s, answers %d", address, name, *link, got.Code)
			}
		}
		if *a.Links["self"] != testURL+address {
			t.Errorf("%s: self is %s", address, *a.Links["self"])
		}
	}
}

// next leads through all rows, prev back; first and last are where they lead.
func TestPagesLeadOn(t *testing.T) {
	s := serveHardCases(t)
	all := permalinks(union(t, s, question{"statements", "sort=-date"}, maxLimit))
	var forth, back []string
	address, last := "/v1/statements?sort=-date&limit=6", ""
	for address != "" {
		a := askList(t, s, address)
		forth = append(forth, permalinks(a.Data)...)
		if *a.Meta.Total != len(all) {
			t.Errorf("%s: total %d, want %d", address, *a.Meta.Total, len(all))
		}
		last, address = address, ""
		if next := a.Links["next"]; next != nil {
			address = strings.TrimPrefix(*next, testURL)
		}
	}
	if !slices.Equal(forth, all) {
		t.Errorf("next leads to %v, want %v", forth, all)
	}
	for address = last; address != ""; {
		a := askList(t, s, address)
		back = append(permalinks(a.Data), back...)
		if *a.Links["last"] != testURL+last || *a.Links["first"] != testURL+"/v1/statements?sort=-date&limit=6" {
			t.Errorf("%s: first %s, last %s", address, *a.Links["first"], *a.Links["last"])
		}
		address = ""
		if prev := a.Links["prev"]; prev != nil {
			address = strings.TrimPrefix(*prev, testURL)
		}
	}
	if !slices.Equal(back, all) {
		t.Errorf("prev leads to %v, want %v", back, all)
	}
	beyond := askList(t, s, "/v1/statements?sort=-date&limit=6&offset=5000")
	if len(beyond.Data) > 0 || beyond.Links["next"] != nil {
		t.Errorf("beyond the end: %d rows, next %v", len(beyond.Data), beyond.Links["next"])
	}
	if page := askList(t, s, strings.TrimPrefix(*beyond.Links["prev"], testURL)); len(page.Data) == 0 {
		t.Errorf("beyond the end, prev is %s, which is empty", *beyond.Links["prev"])
	}
}

// An address in other letters of the same meaning is the same address.
func TestEscapedAddresses(t *testing.T) {
	s := serveHardCases(t)
	for address, status := range map[string]int{
		"/v1/programmes/%64mp":            200,
		"/v1/%66unding":                   200,
		"/v1/funding%2ecsv":               200,
		"/v1/funding?%70rogramme=dmp":     200,
		"/v1/programmes/dmp%2f":           404,
		"/v1/programmes/dmp%2fcite":       404,
		"/v1/programmes/%2e%2e/funding":   404,
		"/v1//funding":                    404,
		"/v1/funding/":                    404,
		"/V1/funding":                     404,
		"/v1/FUNDING":                     404,
		"/v1/programmes/DMP":              404,
		"/v1/programmes/%00":              404,
		"/v1/programmes/dmp%0d%0aX:%20y":  404,
		"/v1/programmes/%ff":              404,
		"/v1/programmes/%F0%9F%98%80":     404,
		"/v1/programmes/'%20OR%201=1--":   404,
		"/v1/programmes/%3Cscript%3E.csv": 404,
		"/v1/programmes/a%20b?lang=en":    404,
	} {
		w := ask(s, address)
		if w.Code != status {
			t.Errorf("%s: %d, want %d: %s", address, w.Code, status, w.Body)
		}
		if status != http.StatusOK {
			suggestionWorks(t, s, address, askProblem(t, s, address))
		}
	}
}

// 8000 bytes are read, one more is not.
func TestLongestAddress(t *testing.T) {
	s := serveHardCases(t)
	start := "/v1/funding?id="
	ids := strings.Repeat("dmp-210m-cour-2012,", 4)
	for length, status := range map[int]int{maxURI: 400, maxURI + 1: 414} {
		address := start + ids + strings.Repeat("x", length-len(start)-len(ids))
		if w := ask(s, address); w.Code != status {
			t.Errorf("%d bytes: %d, want %d", length, w.Code, status)
		}
	}
}
