package metrics

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// shown gives what a scrape is told.
func shown(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d", w.Code)
	}
	return w.Body.String()
}

func TestMetrics(t *testing.T) {
	m := New()
	inside := 3
	turnedAway := m.Gate("exports", func() int { return inside })
	m.Gauge("age", "An age.", func() float64 { return 1.5 })
	if text := shown(t, m); !strings.Contains(text, "jalons_swaps_total{result=\"refused\"} 0\n") || !strings.Contains(text, "jalons_gate_refused_total{gate=\"exports\"} 0\n") {
		t.Errorf("what has not happened yet is not shown:\n%s", text)
	}
	m.Answered("/v1/funding", "json", 200, 3*time.Millisecond)
	m.Answered("/v1/funding", "json", 200, 3*time.Second)
	m.Answered("/v1/funding", "", 404, time.Microsecond)
	m.Swapped()
	m.SwapRefused()
	m.SwapRefused()
	turnedAway()
	inside = 4
	text := shown(t, m)
	for _, line := range []string{
		`jalons_requests_total{format="json",route="/v1/funding",status="200"} 2`,
		`jalons_requests_total{format="",route="/v1/funding",status="404"} 1`,
		`jalons_request_duration_seconds_bucket{route="/v1/funding",le="0.005"} 2`,
		`jalons_request_duration_seconds_count{route="/v1/funding"} 3`,
		`jalons_swaps_total{result="ok"} 1`, `jalons_swaps_total{result="refused"} 2`,
		`jalons_gate_refused_total{gate="exports"} 1`, `jalons_gate_inside{gate="exports"} 4`, `jalons_age 1.5`,
	} {
		if !strings.Contains(text, line+"\n") {
			t.Errorf("%s is not in\n%s", line, text)
		}
	}
	if !strings.Contains(text, "go_goroutines ") || !strings.Contains(text, "process_open_fds ") {
		t.Error("the runtime and the process are not shown")
	}
}

// Two services count apart, and nothing else is served.
func TestMetricsAreApart(t *testing.T) {
	a, b := New(), New()
	a.Swapped()
	if !strings.Contains(shown(t, b), "jalons_swaps_total{result=\"ok\"} 0\n") {
		t.Error("one service counts for another")
	}
	for _, r := range []*http.Request{httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRequest(http.MethodGet, "/debug/pprof/", nil), httptest.NewRequest(http.MethodPost, "/metrics", nil)} {
		w := httptest.NewRecorder()
		a.Handler().ServeHTTP(w, r)
		if w.Code < 400 {
			t.Errorf("%s %s: %d", r.Method, r.URL, w.Code)
		}
	}
}
