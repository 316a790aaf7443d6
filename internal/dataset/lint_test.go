package dataset

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestShippedDataset: the data is a test of itself.
func TestShippedDataset(t *testing.T) {
	if _, findings := Load(os.DirFS("../../fixtures")); len(findings) > 0 {
		t.Error(findings.Err())
	}
}

func TestLintBase(t *testing.T) {
	if _, findings := Load(os.DirFS(base(t))); len(findings) > 0 {
		t.Error(findings.Err())
	}
}

// TestLint damages the base as each golden says, and compares all findings.
func TestLint(t *testing.T) {
	for _, name := range goldens(t) {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			dir := base(t)
			for _, f := range archive.Files {
				damage(t, dir, f)
			}
			_, findings := Load(os.DirFS(dir))
			var got strings.Builder
			for _, f := range findings {
				got.WriteString(f.String() + "\n")
			}
			compare(t, name, archive, got.String())
		})
	}
}

var findingKind = regexp.MustCompile(`\[([a-z0-9-]+)\](?:; try: .*)?$`)

// TestEveryKindHasAGolden: no kind is untested, none is missing from the table.
func TestEveryKindHasAGolden(t *testing.T) {
	found := map[string]bool{}
	for _, name := range goldens(t) {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(archive.Files[len(archive.Files)-1].Data)) {
			if m := findingKind.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
				found[m[1]] = true
			}
		}
	}
	for _, k := range Kinds {
		if !found[k.Name] {
			t.Errorf("no golden finds %s", k.Name)
		}
		delete(found, k.Name)
	}
	for kind := range found {
		t.Errorf("the kind %s stands in no table", kind)
	}
}

// TestKindsOfTheCode: every kind that the code can find stands in the table.
func TestKindsOfTheCode(t *testing.T) {
	names, err := filepath.Glob("lint*.go")
	if err != nil {
		t.Fatal(err)
	}
	written := regexp.MustCompile(`(?:\.find|\.add|kind, mend :?=)[( ]"([a-z0-9-]+)"`)
	for _, name := range append(names, "decode.go", "load.go") {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range written.FindAllStringSubmatch(string(data), -1) {
			if !slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Name == m[1] }) {
				t.Errorf("%s: the kind %s stands in no table", name, m[1])
			}
		}
	}
}

func goldens(t *testing.T) []string {
	t.Helper()
	names, err := filepath.Glob("testdata/lint/*.txtar")
	if err != nil || len(names) < 2 {
		t.Fatal("no golden files", err)
	}
	return slices.DeleteFunc(names, func(name string) bool { return filepath.Base(name) == "base.txtar" })
}

func compare(t *testing.T, name string, archive *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
	if *update {
		if i < 0 {
			archive.Files, i = append(archive.Files, txtar.File{Name: "want"}), len(archive.Files)
		}
		archive.Files[i].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if i < 0 || string(archive.Files[i].Data) != got {
		t.Errorf("found:\n%s", got)
	}
	if got == "" {
		t.Error("the damage is not found")
	}
}

// base writes the base dataset into a folder of the test.
func base(t *testing.T) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/lint/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		put(t, dir, f.Name, f.Data)
	}
	return dir
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// damage does what a section of a golden says: `edit FILE` replaces each line
// after - by those after +; `append FILE` adds its lines, to ids.txt in order;
// `delete FILE`; `link FILE` makes a link to the place that it holds; `grow
// FILE` adds comments up to a million bytes and more. A bare name is a file.
func damage(t *testing.T, dir string, f txtar.File) {
	t.Helper()
	verb, name, isVerb := strings.Cut(f.Name, " ")
	if !isVerb {
		verb, name = "write", f.Name
	}
	path := filepath.Join(dir, name)
	old, _ := os.ReadFile(path) // of none, the damage is to make it
	switch verb {
	case "write":
		if name != "want" {
			put(t, dir, name, f.Data)
		}
	case "edit":
		put(t, dir, name, edit(t, string(old), string(f.Data)))
	case "append":
		lines := slices.Collect(strings.Lines(string(old) + string(f.Data)))
		if name == idsName {
			slices.Sort(lines)
		}
		put(t, dir, name, []byte(strings.Join(lines, "")))
	case "grow":
		put(t, dir, name, append(old, bytes.Repeat([]byte("# more and more\n"), maxFileBytes/16)...))
	case "delete", "link":
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		if verb == "link" {
			if err := os.Symlink(strings.TrimSpace(string(f.Data)), path); err != nil {
				t.Fatal(err)
			}
		}
	default:
		t.Fatalf("no way to %s", f.Name)
	}
}

func edit(t *testing.T, text, changes string) []byte {
	t.Helper()
	changes = strings.TrimSuffix(strings.TrimPrefix(changes, "- "), "\n")
	for _, change := range strings.Split(changes, "\n- ") {
		was, is, replaced := strings.Cut(change, "\n+ ")
		was += "\n"
		if replaced {
			is = strings.ReplaceAll(is, "\n+ ", "\n") + "\n"
		}
		if strings.Count(text, was) != 1 {
			t.Fatalf("the line %q stands %d times", was, strings.Count(text, was))
		}
		text = strings.Replace(text, was, is, 1)
	}
	return []byte(text)
}

// TestMagnitude: what counts as an amount in words of another size.
func TestMagnitude(t *testing.T) {
	for _, c := range []struct {
		text   string
		amount int64
		wrong  bool
	}{
		{"2 Md€", 2_000_000_000, false},
		{"2 Md€", 200_000_000, true},
		{"2 milliards d'euros", 2_000_000, true},
		{"€2bn", 20_000_000_000, true},
		{"€650M over two years", 65_000_000, true},
		{"650 M€", 650_000_000, false},
		{"1,5 million d'euros", 15_000_000, true},
		{"1,500 million", 1_500_000_000, false}, // in English
		{"1,500 million", 1_500_000, false},     // in French
		{"1,500 million", 15_000_000, true},
		{"400 000 €", 4_000_000, false}, // no word of size: may be anything
		{"2 100 millions", 210_000_000, true},
		{"20 M€, out of 200 M€", 200_000_000, false}, // speaks of the whole too
		{"3 M€", 7_000_000, false},                   // another amount
		{"10 médecins, 10 mois", 100_000_000, false},
		{"5 M€", 0, false},
	} {
		l := &linter{index: &index{Dataset: &Dataset{}}}
		l.magnitude(Pos{}, c.text, amounts{value: float(&c.amount)})
		if (len(l.findings) > 0) != c.wrong {
			t.Errorf("%q beside %d: %v", c.text, c.amount, l.findings)
		}
	}
}

func TestSirenHolds(t *testing.T) {
	for siren, want := range map[string]bool{"130029325": true, "130029352": false, "13002932": false, "13002932a": false, "1300293250": false} {
		if sirenHolds(siren) != want {
			t.Errorf("sirenHolds(%q) = %t", siren, !want)
		}
	}
}
