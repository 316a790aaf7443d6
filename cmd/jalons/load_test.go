package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// Limits of a request, over a wire: a header too large is net/http's to refuse,
// an address too long is ours.
func TestLimitsOfRequests(t *testing.T) {
	plainSurroundings(t)
	s := serve(t, "--fixtures", smallFixtures(t), "--addr", "127.0.0.1:0")
	defer s.end()
	for _, c := range []struct {
		address, header string
		status          int
	}{
		{"/v1/funding?note__contains=" + strings.Repeat("x", 1900), "", 200},
		{"/v1/funding?note__contains=" + strings.Repeat("x", 9000), "", 414},
		{"/v1", strings.Repeat("x", 15<<10), 200},
		{"/v1", strings.Repeat("x", 30<<10), 431},
		{"/" + strings.Repeat("x", 30<<10), "", 431},
	} {
		r, err := http.NewRequest(http.MethodGet, s.base+c.address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Long", c.header)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Errorf("%.40s: %v", c.address, err)
			continue
		}
		answer.Body.Close()
		if answer.StatusCode != c.status {
			t.Errorf("%.40s with a header of %d bytes: %d, want %d", c.address, len(c.header), answer.StatusCode, c.status)
		}
	}
}

// A log that nobody reads any more does not end the service.
func TestLogThatBreaks(t *testing.T) {
	c := process(t, "serve", "--fixtures", smallFixtures(t), "--addr", "127.0.0.1:0")
	log, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	first, err := bufio.NewReader(log).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(first, `"addr":"`)
	addr, _, _ := strings.Cut(rest, `"`)
	log.Close()
	for range 5 {
		if status, _ := get(t, "http://"+addr+"/v1/funding"); status != 200 {
			t.Errorf("status %d", status)
		}
	}
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Error(err)
	}
}

// SIGTERM under load loses nothing: what has begun comes to its end, to the last
// byte; what comes later finds nobody, and nothing is cut off between.
func TestTerminateUnderLoad(t *testing.T) {
	s := serveApart(t, "--drain-wait", "300ms")
	addresses := []string{"/v1/funding", "/v1/milestones.csv", "/v1/programmes/dmp", "/v1/statements?limit=1000", "/v1/search?q=dmp"}
	whole := map[string]string{}
	for _, address := range addresses {
		_, whole[address] = get(t, s.base+address)
	}
	var answered, lost atomic.Int64
	enough := make(chan bool)
	var wait sync.WaitGroup
	for i := range 16 {
		wait.Go(func() {
			client := &http.Client{Transport: &http.Transport{}}
			for n := i; ; n++ {
				address := addresses[n%len(addresses)]
				body, err := fetch(client, s.base+address)
				// Connected, but not yet taken: asks again, as any GET may be. A connection
				// that ends and then one that waits to be taken make two of them.
				for again := 0; again < 5 && errors.Is(err, errNotBegun) && !errors.Is(err, syscall.ECONNREFUSED); again++ {
					body, err = fetch(client, s.base+address)
				}
				switch {
				case errors.Is(err, syscall.ECONNREFUSED):
					return
				case err != nil || body != whole[address]:
					lost.Add(1)
					t.Errorf("%s: %d bytes of %d, error %v", address, len(body), len(whole[address]), err)
					return
				}
				if answered.Add(1) == 400 {
					close(enough)
				}
			}
		})
	}
	slow := slowly(t, s.base+"/v1/statements?limit=1000")
	<-enough
	status, log := s.terminate(t, func() {
		if body, err := slow(); err != nil || body != whole["/v1/statements?limit=1000"] {
			t.Errorf("an answer that had begun: %d bytes, error %v", len(body), err)
		}
	})
	wait.Wait()
	if status != 0 || !strings.Contains(log, `"msg":"stopped"`) || strings.Contains(log, `"status":5`) {
		t.Errorf("status %d; log ends %s", status, log[max(0, len(log)-500):])
	}
	t.Logf("%d answered, %d lost", answered.Load(), lost.Load())
}

// errNotBegun tells of a request to which no answer has begun.
var errNotBegun = errors.New("no answer has begun")

// fetch gives a whole body, or an error.
func fetch(client *http.Client, address string) (string, error) {
	answer, err := client.Get(address)
	if err != nil {
		return "", errors.Join(errNotBegun, err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = errors.New(answer.Status)
	}
	return string(body), err
}

// narrow connects with so small a window that a large answer waits in the server.
func narrow(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := net.Dialer{Control: func(_, _ string, c syscall.RawConn) (err error) {
		controlled := c.Control(func(fd uintptr) { err = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_RCVBUF, 4096) })
		return errors.Join(controlled, err)
	}}
	return dialer.DialContext(ctx, network, address)
}

// slowly asks, and reads no more than the header until rest is called.
func slowly(t *testing.T, address string) (rest func() (string, error)) {
	t.Helper()
	client := &http.Client{Transport: &http.Transport{DialContext: narrow, DisableCompression: true}}
	answer, err := client.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	return func() (string, error) {
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return string(body), err
	}
}

// slowClients is the number of slow clients. Where it is given, times are judged
// too; a test that runs beside others can't judge them.
var slowClients = flag.Int("slow", 0, "try so many slow clients, and judge how long others wait")

// Clients who send their request byte by byte, or none, or who don't read the
// answer, are gone soon, and others are served meanwhile.
func TestSlowClients(t *testing.T) {
	many, judged := *slowClients, *slowClients > 0
	if !judged {
		many = 100
	}
	s := serveApart(t)
	host := strings.TrimPrefix(s.base, "http://")
	usual := waits(t, s.base, func(n int) bool { return n < 1000 })
	begun := []string{"", "GET /v1 HTTP/1.1\r\nHost: x\r\nX-Slow: ", "GET /docs/swagger-ui-bundle.js HTTP/1.1\r\nHost: x\r\n\r\n"} // large, and at once there
	var left atomic.Int64
	left.Store(int64(many))
	start := time.Now()
	for i := range many {
		conn, err := narrow(t.Context(), "tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, begun[i%len(begun)]); err != nil {
			t.Fatal(err)
		}
		go func() {
			defer left.Add(-1)
			defer conn.Close()
			silent := begun[i%len(begun)] == ""
			if silent {
				_, _ = conn.Read(make([]byte, 1)) // until the server has gone
				return
			}
			for tick := time.Tick(500 * time.Millisecond); ; <-tick {
				if _, err := io.WriteString(conn, "x"); err != nil {
					return
				}
			}
		}()
	}
	beside := waits(t, s.base, func(int) bool { return left.Load() > 0 && time.Since(start) < time.Minute })
	gone := time.Since(start)
	report := fmt.Sprintf("%d slow clients gone after %v; p99 of others %v, usually %v", many, gone.Round(time.Millisecond), p99(beside), p99(usual))
	t.Log(report)
	if left.Load() > 0 || judged && (gone > 10*time.Second || p99(beside) > 2*p99(usual)) {
		t.Errorf("%s; %d are left", report, left.Load())
	}
	if status, log := s.terminate(t, func() {}); status != 0 {
		t.Errorf("status %d; log ends %s", status, log[max(0, len(log)-500):])
	}
}

// waits asks again and again, and gives how long each answer took.
func waits(t *testing.T, base string, goOn func(n int) bool) (all []time.Duration) {
	t.Helper()
	for n := 0; goOn(n); n++ {
		start := time.Now()
		if status, _ := get(t, base+"/v1/funding?limit=20"); status != 200 {
			t.Errorf("status %d", status)
		}
		all = append(all, time.Since(start))
	}
	return all
}

func p99(all []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(all))
	if len(sorted) == 0 {
		return 0
	}
	return sorted[len(sorted)*99/100]
}
