package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

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
			for j := range 128 {
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
	s, path := serveData(t, many(t, 400))
	server := httptest.NewServer(s)
	defer server.Close()
	const last = "zz-row-000399"
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
	damage(t, path, "ligne 000380")
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
