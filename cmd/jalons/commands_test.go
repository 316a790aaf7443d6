package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jalons/internal/store"
)

func TestCheck(t *testing.T) {
	good := smallFixtures(t)
	if status, stdout, stderr := command(t, "check", "--fixtures", good); status != 0 || stdout != "" || stderr != "" {
		t.Errorf("a good dataset: status %d; said %q and %q", status, stdout, stderr)
	}
	status, stdout, _ := command(t, "check", "--fixtures", good, "--report")
	if status != 0 || !strings.Contains(stdout, "statements in") || !strings.Contains(stdout, "dsih-3535") {
		t.Errorf("--report: status %d; said %q", status, stdout)
	}
	status, stdout, stderr := command(t, "check", "--fixtures", brokenFixtures(t))
	if status != 1 || !strings.Contains(stdout, "people.yaml:1:") || !strings.Contains(stdout, "office") || !strings.Contains(stderr, "finding(s)") {
		t.Errorf("a bad dataset: status %d; said %q and %q", status, stdout, stderr)
	}
	if status, _, stderr := command(t, "check", "--fixtures", t.TempDir()); status != 1 {
		t.Errorf("an empty folder: status %d; said %q", status, stderr)
	}
}

// --fix writes what it has to, once; where there is nothing to write to, it says so.
func TestCheckFix(t *testing.T) {
	dir := smallFixtures(t)
	ids := filepath.Join(dir, "ids.txt")
	before, err := os.ReadFile(ids)
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(before), "\n")
	write(t, ids, strings.TrimPrefix(string(before), first+"\n"))
	if status, stdout, _ := command(t, "check", "--fixtures", dir); status != 1 || !strings.Contains(stdout, "unlisted-id") {
		t.Errorf("before: status %d; said %q", status, stdout)
	}
	for range 2 {
		if status, stdout, stderr := command(t, "check", "--fixtures", dir, "--fix"); status != 0 {
			t.Errorf("--fix: status %d; said %q and %q", status, stdout, stderr)
		}
		if after, err := os.ReadFile(ids); err != nil || !bytes.Equal(after, before) {
			t.Errorf("ids.txt (%v) is\n%s", err, after)
		}
	}
	t.Chdir(t.TempDir())
	if status, _, stderr := command(t, "check", "--fix"); status != 2 || !strings.Contains(stderr, "--fixtures") {
		t.Errorf("nowhere: status %d; said %q", status, stderr)
	}
}

func TestBuild(t *testing.T) {
	dir, file := smallFixtures(t), filepath.Join(t.TempDir(), "jalons.db")
	status, stdout, stderr := command(t, "build", "--fixtures", dir, "-o", file)
	if status != 0 || !strings.Contains(stdout, "version 2026.11.21") {
		t.Fatalf("status %d; said %q and %q", status, stdout, stderr)
	}
	first, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if status, _, stderr := command(t, "build", "--fixtures", dir, "--output", file); status != 0 {
		t.Fatalf("again: status %d; said %q", status, stderr)
	}
	if again, err := os.ReadFile(file); err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same data give other bytes (%v)", err)
	}
	bad := filepath.Join(t.TempDir(), "bad.db")
	if status, _, stderr := command(t, "build", "--fixtures", brokenFixtures(t), "-o", bad); status != 1 || !strings.Contains(stderr, "people.yaml") {
		t.Errorf("a bad dataset: status %d; said %q", status, stderr)
	}
	if _, err := os.Stat(bad); err == nil {
		t.Error("a bad dataset was built")
	}
	if status, _, _ := command(t, "build", "--fixtures", dir, "-o", filepath.Join(t.TempDir(), "nowhere", "x.db")); status != 1 {
		t.Errorf("into no folder: status %d", status)
	}
}

func TestVersion(t *testing.T) {
	status, stdout, stderr := command(t, "version", "--fixtures", smallFixtures(t))
	lines := strings.Split(strings.TrimSpace(stdout), "\n")
	if status != 0 || len(lines) != 3 || !strings.HasPrefix(lines[0], "jalons ") || lines[1] != "dataset 2026.11.21" || len(lines[2]) != len("digest ")+64 {
		t.Errorf("status %d; said %q and %q", status, stdout, stderr)
	}
}

func TestHealth(t *testing.T) {
	for answer, want := range map[int]int{200: 0, 503: 1, 404: 1, 500: 1} {
		asked := ""
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = r.URL.Path
			w.WriteHeader(answer)
		}))
		for _, end := range []string{"", "/"} {
			if status, _, stderr := command(t, "health", server.URL+end); status != want || asked != "/readyz" {
				t.Errorf("%d from %s: status %d, want %d; said %q", answer, asked, status, want, stderr)
			}
		}
		server.Close()
		if status, _, _ := command(t, "health", server.URL); status != 1 {
			t.Errorf("nobody there: status %d, want 1", status)
		}
	}
}
