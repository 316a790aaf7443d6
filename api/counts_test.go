package api

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"jalons/internal/metrics"
)

// Requests are counted by route, never by what was asked, and the listener of
// the service shows no counts.
func TestCounts(t *testing.T) {
	counts := metrics.New()
	_, path := serveData(t, hardCases(t))
	s := New(Config{PublicURL: testURL, Build: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil)), Metrics: counts}, opened(t, path))
	defer s.Close()
	for _, address := range []string{"/v1/funding", "/v1/funding.csv", "/v1/funding/dmp-210m-cour-2012", "/v1/funding/nothing", "/v1/secret-word", "/secret-word", "/v1/funding/secret-word/x/y",
		"/v1/funding?secret-word=1", "/problems/secret-word", "/docs/secret-word", "/metrics", "/v1/funding?note__contains=" + strings.Repeat("x", maxURI)} {
		ask(s, address)
	}
	serveRaw(s, httptest.NewRequest(http.MethodOptions, "/v1/secret-word", nil))
	serveRaw(s, httptest.NewRequest("SECRET-WORD", "/v1/funding", nil))
	if w := ask(s, "/metrics"); w.Code != http.StatusNotFound {
		t.Errorf("the service shows its counts: %d", w.Code)
	}
	for range maxExports {
		s.exports.places <- struct{}{}
	}
	w := httptest.NewRecorder()
	counts.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	text := w.Body.String()
	for _, line := range []string{
		`jalons_requests_total{format="application/json",route="/v1/funding",status="200"} 1`, `jalons_requests_total{format="text/csv",route="/v1/funding",status="200"} 1`,
		`jalons_requests_total{format="application/problem+json",route="/v1/funding/:id",status="404"} 1`, `jalons_requests_total{format="application/json",route="/v1/funding/:id",status="200"} 1`,
		`jalons_gate_inside{gate="exports"} 4`, `jalons_gate_inside{gate="heavy"} 0`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("%s is not in\n%s", line, text)
		}
	}
	if strings.Contains(strings.ToLower(text), "secret-word") {
		t.Errorf("what was asked is in the counts:\n%s", text)
	}
	if !regexp.MustCompile(`(?m)^jalons_dataset_age_days -?\d`).MatchString(text) {
		t.Error("the age of the data is not shown")
	}
}
