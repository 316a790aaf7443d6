package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
)

// running is a service under way.
type running struct {
	base   string // its address, from the log
	public string // what its links are built from
	stop   context.CancelFunc
	status chan int
	lines  chan string // of the log, as they come; closed at its end
	said   *strings.Builder
}

// serve starts the service and waits for the line of its log that says where it
// listens.
func serve(t *testing.T, args ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	s := running{stop: cancel, status: make(chan int, 1), lines: make(chan string, 10_000), said: &strings.Builder{}}
	go func() {
		status := exit(ctx, append([]string{"serve"}, args...), io.Discard, w)
		w.Close()
		s.status <- status
	}()
	go func() {
		defer close(s.lines)
		for all := bufio.NewScanner(r); all.Scan(); {
			s.lines <- all.Text()
		}
	}()
	t.Cleanup(cancel)
	var serving struct {
		Addr      string
		PublicURL string `json:"public_url"`
	}
	if err := json.Unmarshal([]byte(s.await(t, `"msg":"serving"`)), &serving); err != nil {
		t.Fatal(err)
	}
	s.base, s.public = "http://"+serving.Addr, serving.PublicURL
	return s
}

// await gives the next line of the log that holds a text.
func (s running) await(t *testing.T, text string) string {
	t.Helper()
	for line := range s.lines {
		s.said.WriteString(line + "\n")
		if strings.Contains(line, text) {
			return line
		}
	}
	t.Fatalf("the log ends without %s:\n%s", text, s.said)
	return ""
}

// end stops the service as SIGTERM does, and gives its status and its log.
func (s running) end() (status int, log string) {
	s.stop()
	for line := range s.lines {
		s.said.WriteString(line + "\n")
	}
	return <-s.status, s.said.String()
}

func get(t *testing.T, address string) (status int, body string) {
	t.Helper()
	answer, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// It serves until it is told to stop, then ends well and leaves nothing behind.
func TestServe(t *testing.T) {
	plainSurroundings(t)
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	s := serve(t, "--fixtures", smallFixtures(t), "--addr", "127.0.0.1:0")
	if status, body := get(t, s.base+"/v1/funding/dmp-210m-cour-2012"); status != 200 || !strings.Contains(body, `"amount_eur":210000000`) {
		t.Errorf("%d %s", status, body)
	}
	_, port, err := net.SplitHostPort(strings.TrimPrefix(s.base, "http://"))
	if _, body := get(t, s.base+"/v1"); err != nil || !strings.Contains(body, `"self":"http://localhost:`+port+`/v1"`) {
		t.Errorf("links are not built from the port: %s", body)
	}
	if status, _, stderr := commandAsItIs(t, "health", s.base); status != 0 {
		t.Errorf("health: status %d; said %q", status, stderr)
	}
	status, log := s.end()
	if status != 0 || !strings.Contains(log, `"msg":"stopped"`) || strings.Count(log, `"msg":"request"`) != 3 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v (%v)", left, err)
	}
	if status, _, _ := commandAsItIs(t, "health", s.base); status != 1 {
		t.Errorf("health after the end: status %d", status)
	}
}

// serve is the command that needs no name; flags come from variables too.
func TestServeByVariables(t *testing.T) {
	plainSurroundings(t)
	file := filepath.Join(t.TempDir(), "jalons.db")
	if status, _, stderr := commandAsItIs(t, "build", "--fixtures", smallFixtures(t), "-o", file); status != 0 {
		t.Fatal(stderr)
	}
	t.Setenv("JALONS_ADDR", "127.0.0.1:0")
	t.Setenv("JALONS_PUBLIC_URL", "https://jalons.example/open/")
	t.Setenv("JALONS_DATABASE", file)
	s := serve(t)
	if s.public != "https://jalons.example/open/" {
		t.Errorf("public address %q", s.public)
	}
	if _, body := get(t, s.base+"/v1"); !strings.Contains(body, `"self":"https://jalons.example/open/v1"`) {
		t.Errorf("links are not built from the public address: %s", body)
	}
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}

// What can't be served is status 1, with a reason.
func TestServeFails(t *testing.T) {
	plainSurroundings(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	dir, file := smallFixtures(t), filepath.Join(t.TempDir(), "jalons.db")
	if status, _, stderr := commandAsItIs(t, "build", "--fixtures", dir, "-o", file); status != 0 {
		t.Fatal(stderr)
	}
	other := filepath.Join(t.TempDir(), "other.db")
	write(t, other, "no database")
	for args, says := range map[string]string{
		"--fixtures " + dir + " --addr " + taken.Addr().String():  "address already in use",
		"--fixtures " + brokenFixtures(t) + " --addr 127.0.0.1:0": "people.yaml",
		"--database " + other + " --addr 127.0.0.1:0":             "manifest",
	} {
		status, _, stderr := commandAsItIs(t, append([]string{"serve"}, strings.Fields(args)...)...)
		if status != 1 || !strings.Contains(stderr, says) {
			t.Errorf("jalons serve %s: status %d; said %q", args, status, stderr)
		}
	}
	t.Run("nowhere to write", func(t *testing.T) {
		t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "nowhere"))
		for _, args := range []string{"--fixtures " + dir, "--database " + file} {
			status, _, stderr := commandAsItIs(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, strings.Fields(args)...)...)
			if status != 1 || !strings.Contains(stderr, "TMPDIR") {
				t.Errorf("jalons serve %s: status %d; said %q", args, status, stderr)
			}
		}
	})
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, file, "tampered with")
	if status, _, stderr := commandAsItIs(t, "serve", "--database", file, "--addr", "127.0.0.1:0"); status != 1 || !strings.Contains(stderr, "manifest") {
		t.Errorf("a file that was tampered with: status %d; said %q", status, stderr)
	}
}

// Whoever bounds the memory gets no more counted than what is held, and keeps the
// pace of the collector that they asked for.
func TestMemoryThatIsBounded(t *testing.T) {
	if len(room()) != roomy {
		t.Errorf("%d bytes count as held, want %d", len(room()), roomy)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(1 << 40))
	if room() != nil {
		t.Error("with a limit, memory that nobody uses counts as held")
	}
	for asked, want := range map[int]int{100: growth, 50: 50, -1: -1} {
		before := debug.SetGCPercent(asked)
		settle()
		if got := debug.SetGCPercent(before); got != want {
			t.Errorf("asked for %d, the collector runs at %d, want %d", asked, got, want)
		}
	}
}
