package api

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// testURL is the public address of the server under test.
const testURL = "http://jalons.test"

// newTestServer serves the shipped data from a database of its own, which is
// built once for all tests.
func newTestServer(t testing.TB) *Server {
	t.Helper()
	files, err := builtOnce()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "jalons.db")
	for name, data := range map[string][]byte{path: files[0], store.ManifestOf(path): files[1]} {
		if err := os.WriteFile(name, data, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	return serveFile(t, path)
}

// builtOnce gives the bytes of the shipped data's database and of its manifest.
var builtOnce = sync.OnceValues(func() (files [2][]byte, err error) {
	d, _ := dataset.Load(fixtures.Files) // what is wrong with it, the tests of package dataset say
	dir, err := os.MkdirTemp("", "jalons-api-")
	if err != nil {
		return files, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "jalons.db")
	if _, err := store.Build(path, d, "test"); err != nil {
		return files, err
	}
	if files[0], err = os.ReadFile(path); err == nil {
		files[1], err = os.ReadFile(store.ManifestOf(path))
	}
	return files, err
})

// shipped loads the shipped data, for a test that adds to it.
func shipped(t *testing.T) *dataset.Dataset {
	t.Helper()
	d, _ := dataset.Load(fixtures.Files) // as above
	return d
}

// serveData serves a dataset, and gives the path of its database.
func serveData(t testing.TB, d *dataset.Dataset) (s *Server, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "jalons.db")
	if _, err := store.Build(path, d, "test"); err != nil {
		t.Fatal(err)
	}
	return serveFile(t, path), path
}

// serveFile serves a database.
func serveFile(t testing.TB, path string) *Server {
	t.Helper()
	data, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := data.Close(); err != nil {
			t.Error(err)
		}
	})
	return New(Config{PublicURL: testURL, Build: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}, data)
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
