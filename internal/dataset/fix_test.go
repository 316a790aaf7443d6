package dataset

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"go.yaml.in/yaml/v3"
	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

// fixed runs Fix over a folder and gives the names that it wrote.
func fixed(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := Fix(os.DirFS(dir), func(name string, data []byte) error {
		names = append(names, name)
		return os.WriteFile(filepath.Join(dir, name), data, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestFixShippedDataset(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("../../fixtures")); err != nil {
		t.Fatal(err)
	}
	before, _ := Load(os.DirFS(dir))
	fixed(t, dir)
	after, _ := Load(os.DirFS(dir))
	if before.Digest() != after.Digest() {
		t.Error("the digest has changed")
	}
	if names := fixed(t, dir); len(names) > 0 {
		t.Errorf("written again: %q", names)
	}
}

// TestFix: what Fix does to a file, and what it leaves as it is.
func TestFix(t *testing.T) {
	for _, c := range []struct{ intent, name, before, after string }{
		{"keys stand in the order of the format", "glossary.yaml", "- acronym: A\n  citations: []\n  id: a\n", "- id: a\n  acronym: A\n  citations: []\n"},
		{"embedded keys too", "programmes/p.yaml", "funding:\n- rank: normal\n  label: x\n  id: f\nid: p\n", "id: p\nfunding:\n- id: f\n  label: x\n  rank: normal\n"},
		{"an unknown key comes last", "people.yaml", "- nam: A\n  id: a\n", ""},
		{"two spaces of indent, none at line ends", "people.yaml", "-   id: a   \n    name: A\n    mandates:\n        - role: B\n", "- id: a\n  name: A\n  mandates:\n  - role: B\n"},
		{"short records stay short", "withdrawn.yaml", "- {collection: people,   id: a}\n", "- {id: a, collection: people}\n"},
		{"comments and blank lines stay", "people.yaml", "# All of them.\n- id: a # first\n\n\n# The second.\n- name: B\n  id: b\n", "# All of them.\n- id: a # first\n\n# The second.\n- id: b\n  name: B\n"},
		{"a comment on a file's head stays apart", "people.yaml", "# All of them.\n\n- id: a\n", "# All of them.\n\n- id: a\n"},
		{"quotes stay", "people.yaml", "- id: \"1\"\n  name: 'A: B'\n", "- id: \"1\"\n  name: 'A: B'\n"},
		{"an empty list stays", "people.yaml", "[]\n", "[]\n"},
		{"an empty file stays", "people.yaml", "", ""},
	} {
		files := fstest.MapFS{c.name: {Data: []byte(c.before)}, "ids.txt": {Data: []byte("people/zz\n")}}
		after := c.before
		err := Fix(files, func(name string, data []byte) error {
			if name == c.name {
				after = string(data)
			}
			return nil
		})
		if c.after == "" { // the file has a finding, and stays
			c.after = c.before
		}
		if after != c.after {
			t.Errorf("%s: got\n%s\n%v", c.intent, after, err)
		}
	}
}

func TestFixLeavesWhatItCannotRead(t *testing.T) {
	dir := base(t)
	damage(t, dir, txtar.File{Name: "append people.yaml", Data: []byte("---\n- id: someone\n")})
	damage(t, dir, txtar.File{Name: "delete ids.txt"})
	err := Fix(os.DirFS(dir), func(name string, _ []byte) error { return errors.New(name + " was written") })
	if err == nil || !strings.Contains(err.Error(), "second-document") || strings.Contains(err.Error(), "was written") {
		t.Errorf("got %v", err)
	}
}

// TestFixIDs: ids.txt gets what is new, in order, and loses nothing.
func TestFixIDs(t *testing.T) {
	dir := base(t)
	want, err := os.ReadFile(filepath.Join(dir, idsName))
	if err != nil {
		t.Fatal(err)
	}
	put(t, dir, idsName, []byte("funding/alpha-old\n"))
	fixed(t, dir)
	if got, err := os.ReadFile(filepath.Join(dir, idsName)); err != nil || !bytes.Equal(got, want) {
		t.Errorf("got\n%s\n%v", got, err)
	}
}

// TestFixUndoesLayout: however the base is laid out, Fix gives the base back.
func TestFixUndoesLayout(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/lint/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		files := fstest.MapFS{}
		for _, f := range archive.Files {
			data := f.Data
			if filepath.Ext(f.Name) == ".yaml" && f.Name != "codes.yaml" { // its lists have no order of their own
				data = disorder(t, data)
			}
			files[f.Name] = &fstest.MapFile{Data: data}
		}
		if err := Fix(files, func(name string, data []byte) error { files[name] = &fstest.MapFile{Data: data}; return nil }); err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if got := files[f.Name].Data; !bytes.Equal(got, f.Data) {
				t.Fatalf("%s is now\n%s", f.Name, got)
			}
		}
	})
}

// disorder shuffles the keys of a file, indents it otherwise, and adds space at
// line ends.
func disorder(t *rapid.T, data []byte) []byte {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	shuffle(rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)), &doc)
	var out bytes.Buffer
	e := yaml.NewEncoder(&out)
	e.SetIndent(rapid.IntRange(2, 6).Draw(t, "indent"))
	if err := e.Encode(&doc); err != nil {
		t.Fatal(err)
	}
	return bytes.ReplaceAll(out.Bytes(), []byte("\n"), []byte(strings.Repeat(" ", rapid.IntRange(0, 2).Draw(t, "space"))+"\n"))
}

func shuffle(r *rand.Rand, n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		pairs := slices.Collect(slices.Chunk(n.Content, 2))
		r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
		n.Content = slices.Concat(pairs...)
	}
	for _, below := range n.Content {
		shuffle(r, below)
	}
}

// FuzzLoad: whatever stands in a dossier, reading, linting and fixing it gives
// findings, never a panic, and what Fix writes once it writes again.
func FuzzLoad(f *testing.F) {
	archive, err := txtar.ParseFile("testdata/lint/base.txtar")
	if err != nil {
		f.Fatal(err)
	}
	const fuzzed = "programmes/alpha.yaml"
	files := fstest.MapFS{}
	for _, file := range archive.Files {
		files[file.Name] = &fstest.MapFile{Data: file.Data}
	}
	files["codes.yaml"] = &fstest.MapFile{Data: []byte("{}")} // most of the work, and none of the point
	f.Add(files[fuzzed].Data)
	for _, seed := range []string{"", "null", "# a", "---", "--- # a\n...", "- a", "id: &a *a", "id: !!map {}", "{id: {id: [id]}}", "id: alpha\nname: []\nmilestones:\n- {}\n- statements: [{}]\n",
		"? [a]\n: b", "funding: [{part_of: a, id: a}]", "indicators: [{ascending: ~, observations: [{value: 1e400}]}]", "a: |\n  b\n\n  c", "name: [{value: }]", "milestones: [{measure: {}, statements: [{kind: met, date: ../2020}]}]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files[fuzzed] = &fstest.MapFile{Data: data}
		_, findings := Load(files)
		_ = findings.Err()
		once := data
		write := func(name string, data []byte) error {
			if name == fuzzed {
				once = data
			}
			return nil
		}
		if Fix(files, write) != nil || bytes.Equal(once, data) {
			return
		}
		files[fuzzed] = &fstest.MapFile{Data: once}
		first := once
		if err := Fix(files, write); err != nil || !bytes.Equal(once, first) {
			t.Fatalf("fixed once\n%s\nand again\n%s\n%v", first, once, err)
		}
	})
}

// TestLintOfDamage: however many lines of the base are lost or changed, the
// linter tells its findings, in one order, and does not fall over.
func TestLintOfDamage(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/lint/base.txtar")
	if err != nil {
		t.Fatal(err)
	}
	value := regexp.MustCompile(`[^\s:,{}\[\]]+([,}\]]|$)`)
	rapid.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		rate := rapid.IntRange(1, 20).Draw(t, "lines lost or changed in a hundred")
		files := fstest.MapFS{}
		for _, f := range archive.Files {
			var lines []string
			for line := range strings.Lines(string(f.Data)) {
				switch {
				case f.Name == "codes.yaml" || r.IntN(100) >= rate:
					lines = append(lines, line)
				case r.IntN(2) == 0:
					words := []string{"null", "2019", "../2020", "alpha", "alpha-opening", "agency", "-1", "met", "[]", "letter"}
					lines = append(lines, value.ReplaceAllString(strings.TrimSuffix(line, "\n"), words[r.IntN(len(words))]+"$1")+"\n")
				}
			}
			files[f.Name] = &fstest.MapFile{Data: []byte(strings.Join(lines, ""))}
		}
		_, first := Load(files)
		if _, again := Load(files); !slices.Equal(first, again) {
			t.Fatalf("first\n%v\nthen\n%v", first.Err(), again.Err())
		}
	})
}
