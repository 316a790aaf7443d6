package api

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/andybalholm/brotli"

	"jalons/internal/dataset/datasettest"
)

// serveFuzzed serves the hard cases to a fuzz target.
func serveFuzzed(f *testing.F) *Server {
	d, findings := datasettest.Load("../internal/dataset/testdata/hard-cases")
	if err := findings.Err(); err != nil {
		f.Fatal(err)
	}
	s, _ := serveData(f, d)
	return s
}

// decoded gives a body without its coding.
func decoded(t *testing.T, coding string, body []byte) []byte {
	t.Helper()
	var r io.Reader = bytes.NewReader(body)
	var err error
	switch coding {
	case "":
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		r, err = gzip.NewReader(r)
	default:
		t.Fatalf("coded as %q", coding)
	}
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatalf("coded as %q: %v", coding, err)
	}
	return plain
}

// named and refused read a header in the simplest way there is, to judge the
// answer by: whether it holds a word at all, and whether it refuses it outright.
func named(header, word string) bool {
	return strings.Contains(strings.ToLower(header), word) || strings.Contains(header, "*")
}

func refused(header, word string) bool {
	return regexp.MustCompile(`(?i)^(?:[^,]*,)*\s*`+regexp.QuoteMeta(word)+`\s*;\s*q\s*=\s*0(?:\.0*)?\s*(?:,[^,]*)*$`).MatchString(header) &&
		strings.Count(strings.ToLower(header), word) == 1
}

// says reports whether a header names anything at all.
func says(header string) bool {
	return slices.ContainsFunc(strings.Split(header, ","), func(member string) bool {
		value, _, _ := strings.Cut(member, ";")
		return strings.TrimSpace(value) != ""
	})
}

// FuzzHeaders: whatever a caller says to accept, the answer is in a coding and a
// format that were named and not refused, whole, or a refusal.
func FuzzHeaders(f *testing.F) {
	for _, c := range [][3]string{
		{"", "", ""}, {"*/*", "gzip, br", "fr"}, {"text/csv;q=0.5, application/json;q=0.4", "gzip;q=1.0, identity; q=0.5, *;q=0", "en-GB,en;q=0.8"},
		{"application/json;q=0", "br;q=0, gzip;q=0.000", "en;q=0"}, {"text/*;q=.5,*/*;q=0", "*", "*"}, {"image/png", "identity;q=0", "de"}, {",;=,;;q=", ";;;,,q=1", "q"},
		{"*/*;q=nan", "br;q=inf", "en;q=-1"}, {"application/jsonl\x00", "BR", "\xff"}, {"text/csv;q=1;q=0", "gzip;q=0x1p-2", "fr;q=1e-5"},
		{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "deflate, zstd", "fr,en"}, {strings.Repeat("a/b,", 2000), strings.Repeat("br;q=0,", 1000), strings.Repeat("en,", 999)},
	} {
		for i := range 4 {
			f.Add(uint8(i), c[0], c[1], c[2])
		}
	}
	s := serveFuzzed(f)
	addresses := []string{"/v1/funding?limit=2", "/v1/funding/dmp-210m-cour-2012", "/v1/dataset", "/v1/funding/nothing"}
	f.Fuzz(func(t *testing.T, n uint8, accept, encoding, language string) {
		address := addresses[int(n)%len(addresses)]
		w := ask(s, address, "Accept", accept, "Accept-Encoding", encoding, "Accept-Language", language)
		coding, media := w.Header().Get("Content-Encoding"), mediaOf(w.Header())
		if coding != "" && (!named(encoding, coding) || refused(encoding, coding)) {
			t.Errorf("%s: coded as %s, asked for %q", address, coding, encoding)
		}
		body := decoded(t, coding, w.Body.Bytes())
		switch w.Code {
		case http.StatusOK:
			main, _, _ := strings.Cut(media, "/")
			if says(accept) && !named(accept, media) && !named(accept, main+"/*") || refused(accept, media) {
				t.Errorf("%s: %s, asked for %q", address, media, accept)
			}
			again := ask(s, address, "Accept", accept)
			if media != mediaTypes["xlsx"] && !bytes.Equal(body, again.Body.Bytes()) {
				t.Errorf("%s: another answer when coded as %q", address, coding)
			}
		case http.StatusNotAcceptable, http.StatusNotFound:
			if media != "application/problem+json" {
				t.Errorf("%s: %d as %s", address, w.Code, media)
			}
		default:
			t.Errorf("%s: %d %s", address, w.Code, body)
		}
		if strings.Contains(media, "json") && media != "application/jsonl" && !json.Valid(body) {
			t.Errorf("%s: no JSON: %s", address, body)
		}
	})
}

// FuzzIDs: whatever stands where an id should, it is answered, or refused with
// an address that works.
func FuzzIDs(f *testing.F) {
	s := serveFuzzed(f)
	var paths []string
	for _, c := range all {
		paths = append(paths, "/v1/"+c.name()+"/")
	}
	for i, id := range []string{"dmp", "dmp-210m-cour-2012", "", "/", "..", "../..", "summary", "cite", "DMP", "dmp.csv", "dmp.", ".csv", "é", "\xff", "\x00", "%64mp", "%2e%2e%2f", "dmp/cite",
		"dmp/cite/x", "dmp?x", "';--", strings.Repeat("a", 300), "nothing-at-all", "dmp ", "d\u200bmp", "dmp\n"} {
		f.Add(uint8(i), id)
		f.Add(uint8(1), id)
	}
	f.Fuzz(func(t *testing.T, n uint8, id string) {
		path := paths[int(n)%len(paths)] + id
		if len(path) > maxURI {
			return
		}
		w := serveRaw(s, rawRequest(http.MethodGet, path, ""))
		if !utf8.Valid(w.Body.Bytes()) && !strings.Contains(w.Header().Get("Content-Type"), "spreadsheet") {
			t.Errorf("%q: the answer is no UTF-8", path)
		}
		switch w.Code {
		case http.StatusOK:
		case http.StatusNotFound, http.StatusGone, http.StatusUnprocessableEntity, http.StatusBadRequest:
			checkRefusal(t, s, path, problemOf(t, path, w))
		default:
			t.Errorf("%q: %d %s", path, w.Code, w.Body)
		}
	})
}
