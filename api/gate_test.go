package api

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"jalons/internal/store"
)

// One too many waits as long as a query may take, then is told to come again;
// what is light goes on.
func TestTooManyAtOnce(t *testing.T) {
	s := serveHardCases(t)
	light := []string{"/v1/dataset", "/v1/funding", "/v1/funding/dmp-210m-cour-2012", "/", "/readyz"}
	exports := []string{"/v1/funding.csv", "/v1/milestones.xlsx", "/v1/search.jsonl?q=dmp", "/v1/funding/dmp-210m-cour-2012.csv"}
	heavy := []string{"/v1/search?q=dmp", "/v1/funding?q=dmp", "/v1/diff?from=2018-01-01&to=2019-12-31", "/v1/funding/summary?by=flow", "/v1/milestones/summary"}
	for name, c := range map[string]struct {
		gate        gate
		shut, still []string
	}{
		"exports": {s.exports, exports, append(heavy, light...)},
		"heavy":   {s.heavy, heavy, append(light, "/v1/funding.csv")},
	} {
		s.edition.Load().answers.InvalidateAll() // an answer kept needs no place
		for range cap(c.gate.places) {
			c.gate.places <- struct{}{}
		}
		for _, address := range c.shut {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
			w := httptest.NewRecorder()
			s.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil).WithContext(ctx))
			cancel()
			if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || w.Header().Get("Cache-Control") != cacheNever {
				t.Errorf("%s are full: %s: %d %v", name, address, w.Code, w.Header())
			}
		}
		for _, address := range c.still {
			if w := ask(s, address); w.Code != http.StatusOK {
				t.Errorf("%s are full: %s: %d", name, address, w.Code)
			}
		}
		c.gate.leave()
		for _, address := range c.shut {
			if w := ask(s, address); w.Code != http.StatusOK || len(c.gate.places) != cap(c.gate.places)-1 {
				t.Errorf("%s have a place: %s: %d, %d places taken", name, address, w.Code, len(c.gate.places))
			}
		}
		for range len(c.gate.places) {
			c.gate.leave()
		}
	}
}

// What is refused, and what the caller holds already, takes no place.
func TestLightAnswersTakeNoPlace(t *testing.T) {
	s := serveHardCases(t)
	tag := ask(s, "/v1/search?q=dmp").Header().Get("ETag")
	for range maxHeavy {
		s.heavy.places <- struct{}{}
	}
	if w := ask(s, "/v1/search?q=dmp", "If-None-Match", tag); w.Code != http.StatusNotModified {
		t.Errorf("held already: %d", w.Code)
	}
	if w := ask(s, "/v1/search?q=dmp&limit=0"); w.Code != http.StatusBadRequest {
		t.Errorf("refused: %d", w.Code)
	}
}

// A caller who stops reading is let go, whatever is left for them.
func TestCallerWhoDoesNotRead(t *testing.T) {
	t.Parallel() // it waits long, and for nobody else
	s := serveHardCases(t)
	ended := make(chan error, 1)
	s.get("/v1/large", func(c *call) error {
		err := write(c, http.StatusOK, "text/plain", "", make([]byte, 64<<20))
		ended <- err
		return err
	})
	server := httptest.NewServer(s)
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "GET /v1/large HTTP/1.1\r\nHost: x\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	case <-time.After(10 * pieceFor):
		t.Error("still there")
	}
}

// Exports whose callers read slowly hold a connection of the store each, and leave
// others to all who ask something else.
func TestExportsLeaveConnections(t *testing.T) {
	s := serveHardCases(t)
	data := s.edition.Load().data
	reading, stop := make(chan bool), make(chan bool)
	var wait sync.WaitGroup
	for range maxExports {
		wait.Go(func() {
			err := store.Each(t.Context(), data, store.Query{Day: data.About.Info.UpdatedOn, Lang: "fr", Limit: 1}, func(*fundingRow) error {
				reading <- true
				<-stop
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	for range maxExports {
		<-reading
	}
	for _, address := range []string{"/readyz", "/v1/milestones?limit=3", "/v1/search?q=dmp", "/v1/funding/dmp-210m-cour-2012"} {
		if w := ask(s, address); w.Code != http.StatusOK {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	close(stop)
	wait.Wait()
}
