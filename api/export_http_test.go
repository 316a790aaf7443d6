package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

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
		want.file = strings.Replace(want.file, "2026-11-21", s.About().Info.UpdatedOn.String(), 1)
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
