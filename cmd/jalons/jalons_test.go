package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jalons/fixtures"
)

// plainSurroundings leaves no variable of ours set, whoever runs the tests.
func plainSurroundings(t *testing.T) {
	t.Helper()
	for _, setting := range os.Environ() {
		if name, value, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "JALONS_") {
			t.Setenv(name, value) // so that it is put back
			if err := os.Unsetenv(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// smallFixtures writes a small dataset without findings into a folder.
func smallFixtures(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../internal/dataset/testdata/hard-cases")); err != nil {
		t.Fatal(err)
	}
	codes, err := fs.ReadFile(fixtures.Files, "codes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "codes.yaml"), string(codes))
	return dir
}

// brokenFixtures writes a dataset with a finding.
func brokenFixtures(t *testing.T) string {
	t.Helper()
	dir := smallFixtures(t)
	write(t, filepath.Join(dir, "people.yaml"), "- {id: nobody, name: Nobody, office: none}\n")
	return dir
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// command runs the command to its end, and gives its exit status and what it said.
func command(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	plainSurroundings(t)
	return commandAsItIs(t, args...)
}

func commandAsItIs(t *testing.T, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	status = exit(t.Context(), args, &out, &errs)
	return status, out.String(), errs.String()
}

// Mistakes in how it is called end with status 2, and say what is wrong.
func TestMisuse(t *testing.T) {
	dir, file := smallFixtures(t), filepath.Join(t.TempDir(), "x.db")
	write(t, file, "")
	for _, c := range []struct {
		args string
		says string
	}{
		{"--colour", "--colour"},
		{"serve --colour", "--colour"},
		{"check --colour", "--colour"},
		{"dance", "dance"},
		{"serve dance", "dance"},
		{"build", "--output"},
		{"build -o", "output"},
		{"build -o x --fixtures /nowhere", "/nowhere"},
		{"check --fixtures " + file, "x.db"},
		{"check --fixtures", "fixtures"},
		{"check --report=perhaps", "perhaps"},
		{"serve --database " + dir, "database"},
		{"serve --database /nowhere.db", "/nowhere.db"},
		{"serve --database " + file + " --fixtures " + dir, "--fixtures"},
		{"serve --watch", "--watch"},
		{"serve --drain-wait=-1s", "--drain-wait"},
		{"serve --drain-wait soon", "--drain-wait"},
		{"serve --ops-addr 9090", "--ops-addr"},
		{"serve --addr 8080", "--addr"},
		{"serve --addr :99999", "--addr"},
		{"serve --addr localhost", "--addr"},
		{"serve --addr :nosuchport", "--addr"},
		{"serve --public-url example.org", "--public-url"},
		{"serve --public-url ftp://example.org", "--public-url"},
		{"serve --public-url https://", "--public-url"},
		{"serve --public-url https://example.org/?a=b", "--public-url"},
		{"serve --public-url https://example.org/#a", "--public-url"},
		{"serve --public-url https://me@example.org", "--public-url"},
		{"health example.org", "URL"},
		{"health ftp://example.org", "URL"},
		{"health http://", "URL"},
		{"health http://example.org extra", "extra"},
		{"version --addr :0", "--addr"},
	} {
		status, _, stderr := command(t, strings.Fields(c.args)...)
		if status != 2 || !strings.Contains(stderr, c.says) {
			t.Errorf("jalons %s: status %d, want 2; said %q", c.args, status, stderr)
		}
	}
}

// A variable is a flag: a bad value in it is a bad value.
func TestVariablesAreFlags(t *testing.T) {
	for name, value := range map[string]string{"JALONS_ADDR": "8080", "JALONS_PUBLIC_URL": "example.org", "JALONS_FIXTURES": "/nowhere", "JALONS_DATABASE": "/nowhere.db"} {
		t.Run(name, func(t *testing.T) {
			plainSurroundings(t)
			t.Setenv(name, value)
			if status, _, stderr := commandAsItIs(t, "serve"); status != 2 || !strings.Contains(stderr, value) {
				t.Errorf("status %d, want 2; said %q", status, stderr)
			}
		})
	}
	t.Run("both at once", func(t *testing.T) {
		plainSurroundings(t)
		file := filepath.Join(t.TempDir(), "x.db")
		write(t, file, "")
		t.Setenv("JALONS_FIXTURES", smallFixtures(t))
		if status, _, stderr := commandAsItIs(t, "serve", "--database", file); status != 2 {
			t.Errorf("status %d, want 2; said %q", status, stderr)
		}
	})
	t.Run("read", func(t *testing.T) {
		plainSurroundings(t)
		t.Setenv("JALONS_FIXTURES", brokenFixtures(t))
		if status, stdout, _ := commandAsItIs(t, "check"); status != 1 || !strings.Contains(stdout, "people.yaml") {
			t.Errorf("status %d, want 1; said %q", status, stdout)
		}
	})
}

func TestHelp(t *testing.T) {
	for _, args := range []string{"--help", "serve --help", "check --help", "build --help", "export --help", "health --help", "version --help"} {
		status, stdout, stderr := command(t, strings.Fields(args)...)
		if status != 0 || stderr != "" || !strings.Contains(stdout, "Usage: jalons") {
			t.Errorf("jalons %s: status %d; said %q and %q", args, status, stdout, stderr)
		}
	}
	_, stdout, _ := command(t, "serve", "--help")
	for _, word := range []string{"--addr", "JALONS_ADDR", "--public-url", "JALONS_PUBLIC_URL", "--fixtures", "JALONS_FIXTURES", "--database", "JALONS_DATABASE", "--watch", "JALONS_WATCH", "--ops-addr", "JALONS_OPS_ADDR", "--allow-shrinking", ":8080"} {
		if !strings.Contains(stdout, word) {
			t.Errorf("serve --help does not tell of %s", word)
		}
	}
	_, stdout, _ = command(t, "--help")
	for _, word := range []string{"serve", "check", "build", "export", "health", "version"} {
		if !strings.Contains(stdout, "\n  "+word) {
			t.Errorf("--help does not tell of %s", word)
		}
	}
}

// A mistake of our own is not taken for a good end.
func TestPanicsAreNotSwallowed(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a panic was swallowed")
		}
	}()
	plainSurroundings(t)
	var nobody context.Context // which context.WithTimeout panics at
	_ = run(nobody, []string{"health", "http://localhost:1"}, io.Discard, io.Discard)
}
