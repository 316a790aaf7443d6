package api

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

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
