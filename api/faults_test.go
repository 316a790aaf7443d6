package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// logged gives a server whose log lines are kept.
func logged(t *testing.T) (*Server, *bytes.Buffer) {
	t.Helper()
	var lines bytes.Buffer
	s := serveHardCases(t)
	s.log = slog.New(slog.NewJSONHandler(&lines, nil))
	return s, &lines
}

// A request is one line of the log, one JSON object, whatever it asks.
func TestLogLine(t *testing.T) {
	s, lines := logged(t)
	for _, c := range []struct {
		method, path, query string
		status              int
	}{
		{"GET", "/v1/funding", "programme=dmp", 200},
		{"HEAD", "/v1/funding.csv", "", 200},
		{"GET", "/v1/nothing", "", 404},
		{"GET", "/v1/funding", "limit=0", 400},
		{"POST", "/v1/funding", "", 405},
		{"OPTIONS", "/v1/funding", "", 204},
		{"GET", "/v1/funding/a\nb\"c", "x=\r\n{\"msg\":\"false\"}&y=\x00\x1b[31m", 404},
		{"GET", "/v1/funding", "a=%0a&b=\xff", 400},
		{"GET", "/v1/funding", strings.Repeat("x", maxURI), 414},
		{"GET", "/livez", "", 200},
	} {
		lines.Reset()
		w := serveRaw(s, rawRequest(c.method, c.path, c.query))
		if w.Code != c.status {
			t.Errorf("%s %q: %d, want %d", c.method, c.path, w.Code, c.status)
		}
		var line struct {
			Level, Msg, Method, Path, Query string
			Status, Bytes                   int
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil || strings.Count(lines.String(), "\n") != 1 {
			t.Fatalf("%s %q: %v: %s", c.method, c.path, err, lines)
		}
		if line.Level != "INFO" || line.Msg != "request" || line.Method != c.method || line.Status != c.status || line.Bytes != w.Body.Len() {
			t.Errorf("%s %q: %s", c.method, c.path, lines)
		}
		if strings.ContainsAny(line.Query, "\x00\x1b\r\n") {
			t.Errorf("%q: the log holds control characters: %q", c.query, line.Query)
		}
	}
}

// Our mistakes are a bare 500: what went wrong stands in the log alone.
func TestMistakesOfOurs(t *testing.T) {
	s, lines := logged(t)
	s.get("/v1/panics", func(*call) error { panic("secret /srv/file.go:12") })
	s.get("/v1/index", func(*call) error { return []error{}[lines.Len()] })
	s.get("/v1/error", func(*call) error { return errors.New(`secret: no such table "x" in /srv/jalons.db`) })
	for _, address := range []string{"/v1/panics", "/v1/index", "/v1/error", "/v1/error?lang=en"} {
		lines.Reset()
		w := ask(s, address)
		p := problemOf(t, address, w)
		if p.Status != http.StatusInternalServerError || p.Type != testURL+"/problems/internal" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %+v, %s", address, p, w.Header().Get("Cache-Control"))
		}
		for _, secret := range []string{"secret", "/srv", ".go", "goroutine", "runtime", "table", "out of range"} {
			if strings.Contains(w.Body.String(), secret) {
				t.Errorf("%s tells of %q: %s", address, secret, w.Body)
			}
		}
		if !strings.Contains(lines.String(), `"level":"ERROR"`) || strings.Count(lines.String(), "\n") != 2 {
			t.Errorf("%s: the log says %s", address, lines)
		}
	}
	if w := ask(s, "/v1/funding"); w.Code != http.StatusOK {
		t.Errorf("after a panic: %d", w.Code)
	}
}

// ended asks with a context that has ended.
func ended(s *Server, address string, make func() (context.Context, context.CancelFunc)) *httptest.ResponseRecorder {
	ctx, cancel := make()
	cancel()
	return serveRaw(s, httptest.NewRequest(http.MethodGet, address, nil).WithContext(ctx))
}

// askingTheDatabase are addresses of every kind that does.
var askingTheDatabase = []string{"/v1", "/v1/dataset", "/v1/funding", "/v1/funding?programme=dmp", "/v1/funding?facet=flow", "/v1/funding/dmp-210m-cour-2012", "/v1/funding/nothing",
	"/v1/funding.csv", "/v1/funding.xlsx", "/v1/diff?from=2018-01-01&to=2019-12-31", "/v1/funding/summary?by=flow", "/v1/milestones/summary", "/v1/timeline", "/v1/funding/dmp-210m-cour-2012/cite", "/"}

// A caller who has gone gets no answer; the log has a status of its own for it.
func TestCallerWhoHasGone(t *testing.T) {
	s, lines := logged(t)
	for _, address := range askingTheDatabase {
		lines.Reset()
		w := ended(s, address, func() (context.Context, context.CancelFunc) { return context.WithCancel(context.Background()) })
		if w.Body.Len() > 0 {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
		}
		if !strings.Contains(lines.String(), `"status":499`) || strings.Contains(lines.String(), "ERROR") {
			t.Errorf("%s: the log says %s", address, lines)
		}
	}
}

// A question for which there is no time left is a 503 that says when to ask again.
func TestNoTimeLeft(t *testing.T) {
	s, lines := logged(t)
	for _, address := range askingTheDatabase {
		lines.Reset()
		w := ended(s, address, func() (context.Context, context.CancelFunc) {
			return context.WithDeadline(context.Background(), time.Unix(1, 0))
		})
		p := problemOf(t, address, w)
		if p.Status != http.StatusServiceUnavailable || p.Type != testURL+"/problems/busy" {
			t.Errorf("%s: %+v", address, p)
		}
		h := w.Header()
		if h.Get("Retry-After") != "5" || h.Get("Cache-Control") != "no-store" || h.Get("ETag") != "" || h.Get("Content-Disposition") != "" || h.Get("Last-Modified") != "" {
			t.Errorf("%s: headers %v", address, h)
		}
		if strings.Contains(lines.String(), "ERROR") {
			t.Errorf("%s: the log says %s", address, lines)
		}
	}
}

// While it drains it answers, and says that no more should come.
func TestDrain(t *testing.T) {
	s := serveHardCases(t)
	if w := ask(s, "/readyz"); w.Code != http.StatusOK || w.Body.String() != "ready\n" {
		t.Errorf("before: %d %q", w.Code, w.Body)
	}
	s.Drain()
	if w := ask(s, "/readyz"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("draining: %d", w.Code)
	}
	for _, address := range []string{"/livez", "/v1/funding"} {
		if w := ask(s, address); w.Code != http.StatusOK {
			t.Errorf("%s while draining: %d", address, w.Code)
		}
	}
}

// A store that can't be read makes the service not ready, never broken.
func TestStoreThatIsClosed(t *testing.T) {
	s := serveFile(t, func() string { _, path := serveData(t, hardCases(t)); return path }())
	if err := s.edition.Load().data.Close(); err != nil {
		t.Fatal(err)
	}
	if w := ask(s, "/readyz"); w.Code != http.StatusServiceUnavailable {
		t.Errorf("/readyz: %d", w.Code)
	}
	if w := ask(s, "/livez"); w.Code != http.StatusOK {
		t.Errorf("/livez: %d", w.Code)
	}
	for _, address := range askingTheDatabase {
		if p := problemOf(t, address, ask(s, address)); p.Status != http.StatusInternalServerError {
			t.Errorf("%s: %+v", address, p)
		}
	}
}

// Many at once get what one gets.
func TestManyAtOnce(t *testing.T) {
	s := serveHardCases(t)
	var wait sync.WaitGroup
	for address := range addressKinds {
		want := ask(s, address).Body.String()
		for range 8 {
			wait.Go(func() {
				if got := ask(s, address).Body.String(); got != want {
					t.Errorf("%.80s: differs from what one alone gets", address)
				}
			})
		}
	}
	wait.Wait()
}
