package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
)

// BenchmarkUncachedList asks a question that was never asked before: filters, a
// sort, the total, warnings and links.
func BenchmarkUncachedList(b *testing.B) {
	s := newTestServer(b)
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		n++
		r := httptest.NewRequest(http.MethodGet, fmt.Sprintf("/v1/milestones?limit=50&status=met&sort=-due&reschedulings__lt=%d", n+1000), nil)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}

// BenchmarkCachedList asks one question again and again.
func BenchmarkCachedList(b *testing.B) {
	s := newTestServer(b)
	r := httptest.NewRequest(http.MethodGet, "/v1/milestones?limit=50", nil)
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatal(w.Code)
		}
	}
}
