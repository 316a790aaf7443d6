package api

import (
	"net/http"
	"testing"
)

// pagesOf gives the path of every page of a server's data.
func pagesOf(t *testing.T, s *Server) []string {
	t.Helper()
	paths, err := s.pagePaths(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// Every page is answered, today and as of past days on which it was known.
func TestPagesAnswer(t *testing.T) {
	s := newTestServer(t)
	paths := pagesOf(t, s)
	if len(paths) < 2*80 {
		t.Fatalf("%d pages: too few", len(paths))
	}
	for _, path := range paths {
		if w := ask(s, path); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
		for _, day := range []string{"1999-12-31", "2018-12-31", "2022-02-03", "2099-01-01"} {
			if w := ask(s, path+"?known_on="+day+"&utm_source=x&fields="); w.Code != http.StatusOK && w.Code != http.StatusNotFound {
				t.Errorf("%s on %s: %d %s", path, day, w.Code, w.Body)
			}
		}
	}
}
