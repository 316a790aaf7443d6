package api

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// testURL is the public address of the server under test.
const testURL = "http://jalons.test"

// newTestServer serves the shipped data from a database of its own.
func newTestServer(t *testing.T) *Server {
	t.Helper()
	s, _ := serveData(t, shipped(t))
	return s
}

// shipped loads the shipped data, for a test that adds to it.
func shipped(t *testing.T) *dataset.Dataset {
	t.Helper()
	d, findings := dataset.Load(fixtures.Files)
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// serveData serves a dataset, and gives the path of its database.
func serveData(t *testing.T, d *dataset.Dataset) (s *Server, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "jalons.db")
	if _, err := store.Build(path, d, "test"); err != nil {
		t.Fatal(err)
	}
	data, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := data.Close(); err != nil {
			t.Error(err)
		}
	})
	return New(Config{PublicURL: testURL, Build: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}, data), path
}

// ask gets an address, with headers in pairs of name and value.
func ask(s *Server, address string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}
