package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
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
	"/programmes/dmp?known_on=2019-12-31": 200, "/en/promises": 200, "/search?q=dmp": 200, "/card.png": 200,
	"/charts/funding.svg?theme=dark": 200, "/charts/promises.svg?programme=dmp": 200, "/charts/timeline.svg?width=5": 400, "/programmes/nothing": 404,
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
