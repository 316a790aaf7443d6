package deploy

import (
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// requests is how many are asked while copies restart.
var requests = flag.Int64("requests", 3000, "requests to ask during six rolling restarts")

// Six rolling restarts of two copies behind nginx fail no request, and both
// copies give the same answers.
func TestRollingRestarts(t *testing.T) {
	r := newRig(t)
	copies := [2]*replica{r.replica(t), r.replica(t)}
	base := r.nginx(t, [2]string{copies[0].addr, copies[1].addr})
	var asked, failed, cached atomic.Int64
	var tags sync.Map
	var restarted atomic.Bool
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			for {
				n := asked.Add(1)
				if n > *requests && restarted.Load() {
					return
				}
				address := question(n)
				g, err := fetch(client, base+address)
				tag, _ := tags.LoadOrStore(address, g.etag)
				if err != nil || g.status != http.StatusOK || !strings.Contains(g.body, "dmp") || tag != g.etag || g.etag == "" {
					failed.Add(1)
					t.Errorf("%s: %d, %d bytes, tag %s (before: %s), error %v", address, g.status, len(g.body), g.etag, tag, err)
				}
				if g.cache == "HIT" {
					cached.Add(1)
				}
			}
		})
	}
	for n := range 6 {
		for asked.Load() < *requests*int64(n+1)/8 && failed.Load() < 20 {
			<-time.After(time.Millisecond)
		}
		copies[n%2].restart(t)
	}
	restarted.Store(true)
	wait.Wait()
	t.Logf("%d requests, %d from the cache, %d failed", asked.Load(), cached.Load(), failed.Load())
	if cached.Load() == 0 || cached.Load() > asked.Load()*9/10 {
		t.Errorf("%d of %d answers came from the cache: one of both was not tried", cached.Load(), asked.Load())
	}
}

// question gives an address of many: some are asked again and again, most once.
func question(n int64) string {
	switch n % 5 {
	case 0:
		return "/v1/programmes/dmp"
	case 1:
		return "/v1/funding.csv?programme=dmp"
	}
	return fmt.Sprintf("/v1/statements?programme=dmp&limit=%d&offset=%d", 1+n%1000, n/1000)
}

// front stands between nginx and a copy, so that answers age in a second, and
// so that it can break.
type front struct {
	*httptest.Server
	broken atomic.Pointer[string] // how; nil for not at all
}

func newFront(t *testing.T, to string) *front {
	t.Helper()
	proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: to})
	proxy.ModifyResponse = func(answer *http.Response) error {
		said := answer.Header.Get("Cache-Control")
		answer.Header.Set("Cache-Control", strings.Replace(said, "max-age=300", "max-age=1", 1))
		return nil
	}
	f := &front{}
	f.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch how := f.broken.Load(); {
		case how == nil:
			proxy.ServeHTTP(w, r)
		case *how == "closed":
			panic(http.ErrAbortHandler)
		default:
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	}))
	t.Cleanup(f.Close)
	return f
}

// What is stale is served while it is fetched anew, and where no copy answers;
// what the cache never held is not made up.
func TestStaleIsServed(t *testing.T) {
	r := newRig(t)
	copied := r.replica(t)
	f := newFront(t, copied.addr)
	upstream := f.Listener.Addr().String()
	base := r.nginx(t, [2]string{upstream, upstream})
	client := &http.Client{Transport: &http.Transport{}}
	const address = "/v1/funding?programme=dmp"
	first, err := fetch(client, base+address)
	if err != nil || first.status != http.StatusOK || first.cache != "MISS" {
		t.Fatalf("%v %d %s", err, first.status, first.cache)
	}
	// until asks until the cache says a word, every answer being the first.
	until := func(word string) {
		t.Helper()
		seen := map[string]int{}
		for tick, n := time.Tick(20*time.Millisecond), 0; n < 500; n++ {
			g, err := fetch(client, base+address)
			if err != nil || g.status != http.StatusOK || g.body != first.body || g.etag != first.etag {
				t.Fatalf("%d %s %v", g.status, g.cache, err)
			}
			seen[g.cache]++
			if g.cache == word {
				return
			}
			<-tick
		}
		t.Fatalf("it is never %s: %v", word, seen)
	}
	until("HIT")
	until("STALE") // and fetched in the background
	until("HIT")
	for _, how := range []string{"closed", "503"} {
		f.broken.Store(&how)
		until("STALE")
		for range 20 {
			until("STALE")
		}
		if g, err := fetch(client, base+"/v1/milestones?programme=dmp"); err != nil || g.status < 500 {
			t.Errorf("%s: what was never asked is answered with %d (%v)", how, g.status, err)
		}
		f.broken.Store(nil)
		until("HIT")
	}
}
