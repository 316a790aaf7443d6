package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

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
		"/v1/funding?known_on=2019-12-31", "/v1/funding.csv", "/v1/funding.csv?dialect=fr", "/v1/milestones", "/v1/funding/dmp-210m-cour-2012", "/openapi.json", "/openapi.yaml", "/", "/en/",
		"/programmes/dmp", "/en/programmes/dmp", "/programmes/dmp?known_on=2019-12-31", "/charts/funding.svg", "/charts/funding.svg?theme=dark"} {
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
		different(name, tag(New(cfg, s.edition.Load().data), "/v1/funding"))
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
