package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// edit replaces a text in a file, once.
func edit(t *testing.T, name, old, text string) {
	t.Helper()
	before, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(before), old) {
		t.Fatalf("%s does not hold %q (%v)", name, old, err)
	}
	write(t, name, strings.Replace(string(before), old, text, 1))
}

// hangUp sends SIGHUP to this process, in which the service under test runs.
func hangUp(t *testing.T) {
	t.Helper()
	if err := syscall.Kill(os.Getpid(), syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
}

// serves fails unless the service is ready and serves a version.
func (s running) serves(t *testing.T, version string) {
	t.Helper()
	if status, _ := get(t, s.base+"/readyz"); status != 200 {
		t.Errorf("/readyz: %d", status)
	}
	if _, body := get(t, s.base+"/v1/dataset"); !strings.Contains(body, `"dataset_version":"`+version+`"`) {
		t.Errorf("serves another version than %s: %s", version, body)
	}
}

// SIGHUP loads the folder anew. What has a finding is refused with all of them,
// and the old dataset goes on.
func TestReload(t *testing.T) {
	plainSurroundings(t)
	dir := smallFixtures(t)
	s := serve(t, "--fixtures", dir, "--addr", "127.0.0.1:0")
	s.serves(t, "2026.11.21")
	about, people := filepath.Join(dir, "dataset.yaml"), filepath.Join(dir, "people.yaml")
	good, err := os.ReadFile(people)
	if err != nil {
		t.Fatal(err)
	}
	edit(t, about, "version: 2026.11.21", "version: 2026.11.21.1")
	write(t, people, "- {id: nobody, name: Nobody, office: none}\n")
	hangUp(t)
	if line := s.await(t, "dataset refused"); !strings.Contains(line, "people.yaml:1:") || !strings.Contains(line, `"level":"ERROR"`) || !strings.Contains(line, `"cause":"SIGHUP"`) {
		t.Errorf("the log says %s", line)
	}
	s.serves(t, "2026.11.21")
	write(t, people, string(good))
	hangUp(t)
	if line := s.await(t, "dataset swapped"); !strings.Contains(line, `"from":"2026.11.21","dataset_version":"2026.11.21.1"`) {
		t.Errorf("the log says %s", line)
	}
	s.serves(t, "2026.11.21.1")
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	hangUp(t)
	s.await(t, "dataset refused")
	s.serves(t, "2026.11.21.1")
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}

// A watched folder is loaded anew when it has changed.
func TestReloadOnChange(t *testing.T) {
	plainSurroundings(t)
	dir := smallFixtures(t)
	s := serve(t, "--fixtures", dir, "--addr", "127.0.0.1:0", "--watch")
	edit(t, filepath.Join(dir, "dataset.yaml"), "version: 2026.11.21", "version: 2026.11.21.1")
	if line := s.await(t, "dataset swapped"); !strings.Contains(line, `"cause":"change"`) {
		t.Errorf("the log says %s", line)
	}
	s.serves(t, "2026.11.21.1")
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}

// A database file is opened anew. One that is cut off, or smaller than is
// likely, is refused.
func TestReloadDatabase(t *testing.T) {
	plainSurroundings(t)
	file, dir := filepath.Join(t.TempDir(), "jalons.db"), smallFixtures(t)
	build := func(args ...string) {
		t.Helper()
		if status, _, stderr := commandAsItIs(t, append([]string{"build", "-o", file}, args...)...); status != 0 {
			t.Fatal(stderr)
		}
	}
	build()
	s := serve(t, "--database", file, "--addr", "127.0.0.1:0")
	_, whole := get(t, s.base+"/v1/funding.csv")
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(file, 8192); err != nil {
		t.Fatal(err)
	}
	hangUp(t)
	s.await(t, "dataset refused")
	build("--fixtures", dir)
	hangUp(t)
	if line := s.await(t, "dataset refused"); !strings.Contains(line, "--allow-shrinking") || !strings.Contains(line, "funding: ") {
		t.Errorf("the log says %s", line)
	}
	if status, same := get(t, s.base+"/v1/funding.csv"); status != 200 || same != whole {
		t.Errorf("%d: the old dataset does not go on", status)
	}
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
	build()
	s = serve(t, "--database", file, "--addr", "127.0.0.1:0", "--allow-shrinking")
	build("--fixtures", dir)
	hangUp(t)
	s.await(t, "dataset swapped")
	if _, small := get(t, s.base+"/v1/funding.csv"); len(small) >= len(whole) {
		t.Errorf("%d bytes of funding, %d before", len(small), len(whole))
	}
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}

// The shipped data can't be loaded anew; being asked to does no harm.
func TestReloadOfShippedData(t *testing.T) {
	plainSurroundings(t)
	s := serve(t, "--addr", "127.0.0.1:0")
	hangUp(t)
	s.await(t, "part of the program")
	if status, _ := get(t, s.base+"/readyz"); status != 200 {
		t.Errorf("/readyz: %d", status)
	}
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}

// A panic while loading is a refusal.
func TestReloadThatBreaks(t *testing.T) {
	if data, err := (&reloader{}).attempt(); data != nil || err == nil || !strings.Contains(err.Error(), "mistake") {
		t.Errorf("%v, error %v", data, err)
	}
}

// A change counts once, when two looks in a row have found the same.
func TestWatch(t *testing.T) {
	dir := smallFixtures(t)
	file := filepath.Join(dir, "dataset.yaml")
	w := newWatch(dir, "")
	looks := func(name string, want ...bool) {
		t.Helper()
		for i, changed := range want {
			if got := w.changed(); got != changed {
				t.Errorf("%s: look %d says %v", name, i+1, got)
			}
		}
	}
	touch := func(seconds int64) {
		t.Helper()
		if err := os.Chtimes(file, time.Time{}, time.Unix(seconds, 0)); err != nil {
			t.Fatal(err)
		}
	}
	looks("nothing", false, false)
	touch(1)
	looks("one change", false, true, false)
	touch(2)
	looks("begun", false)
	touch(3)
	looks("gone on, then done", false, true, false)
	touch(4)
	w.loaded()
	looks("loaded meanwhile", false, false)
	write(t, filepath.Join(dir, "sources", "new.yaml"), "[]\n")
	looks("a new file", false, true, false)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	looks("gone", false, true, false)
}

func TestShrunk(t *testing.T) {
	for _, c := range []struct {
		old, now int
		lost     bool
	}{{100, 95, false}, {100, 94, true}, {100, 101, false}, {19, 18, true}, {20, 19, false}, {1, 0, true}, {0, 0, false}, {0, 5, false}} {
		got := shrunk(map[string]int{"funding": c.old, "people": 3}, map[string]int{"funding": c.now, "people": 3, "new": 1})
		if (len(got) > 0) != c.lost || slices.ContainsFunc(got, func(s string) bool { return !strings.HasPrefix(s, "funding: ") }) {
			t.Errorf("from %d to %d: %q", c.old, c.now, got)
		}
	}
}

// Metrics are shown on an address of their own, swaps among them.
func TestMetrics(t *testing.T) {
	plainSurroundings(t)
	dir := smallFixtures(t)
	s := serve(t, "--fixtures", dir, "--addr", "127.0.0.1:0", "--ops-addr", "127.0.0.1:0")
	_, rest, _ := strings.Cut(s.said.String(), `"ops_addr":"`)
	ops, _, _ := strings.Cut(rest, `"`)
	hangUp(t)
	s.await(t, "dataset swapped")
	write(t, filepath.Join(dir, "people.yaml"), "- {id: nobody, name: Nobody, office: none}\n")
	hangUp(t)
	s.await(t, "dataset refused")
	status, text := get(t, "http://"+ops+"/metrics")
	if status != 200 || !strings.Contains(text, "jalons_swaps_total{result=\"ok\"} 1\n") || !strings.Contains(text, "jalons_swaps_total{result=\"refused\"} 1\n") {
		t.Errorf("%d:\n%s", status, text)
	}
	for _, address := range []string{s.base + "/metrics", "http://" + ops + "/v1"} {
		if status, _ := get(t, address); status != 404 {
			t.Errorf("%s: %d", address, status)
		}
	}
	if status, log := s.end(); status != 0 {
		t.Errorf("status %d; log:\n%s", status, log)
	}
}
