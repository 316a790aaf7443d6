package store

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

// bytesOf builds a dataset and gives the bytes of the file.
func bytesOf(t *testing.T, d *dataset.Dataset, build string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jalons.db")
	m, err := Build(path, d, build)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if m.Bytes != int64(len(data)) || m.Build != build || m.Digest != d.Digest() {
		t.Errorf("manifest %+v of %d bytes, build %q, digest %s", m, len(data), build, d.Digest())
	}
	return data
}

func shuffle[T any](r *rand.Rand, all []T) {
	r.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
}

// shuffled puts the records into another order. What a file orders on purpose
// stays: statements of a milestone, observations of an indicator, citations,
// values of a dated fact.
func shuffled(d *dataset.Dataset, seed uint64) *dataset.Dataset {
	r := rand.New(rand.NewPCG(seed, seed))
	shuffle(r, d.Programmes)
	for _, p := range d.Programmes {
		shuffle(r, p.Funding)
		shuffle(r, p.Milestones)
		shuffle(r, p.Indicators)
	}
	shuffle(r, d.Sources)
	shuffle(r, d.Organisations)
	shuffle(r, d.People)
	shuffle(r, d.Glossary)
	shuffle(r, d.Conflicts)
	shuffle(r, d.Exclusions)
	shuffle(r, d.Corrections)
	shuffle(r, d.Withdrawn)
	return d
}

// The same records and the same build give the same bytes, whatever order the
// records were read in; another build gives others.
func TestBuildIsDeterministic(t *testing.T) {
	for name, make := range map[string]func() *dataset.Dataset{
		"hard cases": func() *dataset.Dataset { return hardCases(t) },
		"shipped":    shipped,
		"random":     func() *dataset.Dataset { return datasettest.Generate(7, 150) },
		"withdrawn":  func() *dataset.Dataset { return withWithdrawn(hardCases(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			if name == "shipped" {
				datasettest.Sweep(t)
			}
			first := bytesOf(t, make(), "one")
			if !bytes.Equal(first, bytesOf(t, make(), "one")) {
				t.Error("two builds of one dataset differ")
			}
			if bytes.Equal(first, bytesOf(t, make(), "two")) {
				t.Error("another build gives the same bytes")
			}
			for seed := range uint64(2) {
				d := shuffled(make(), seed)
				if d.Digest() != make().Digest() {
					t.Fatal("the digest sees the order of the records")
				}
				if !bytes.Equal(first, bytesOf(t, d, "one")) {
					t.Errorf("records in another order (seed %d) give other bytes", seed)
				}
			}
		})
	}
}

func withWithdrawn(d *dataset.Dataset) *dataset.Dataset {
	for _, id := range []string{"a", "b", "c", "d"} {
		d.Withdrawn = append(d.Withdrawn, &dataset.Withdrawn{ID: id, Collection: "sources", Reason: dataset.Neutral("."), Date: d.Info.UpdatedOn})
	}
	return d
}

// A dataset that names what it does not have gives no file.
func TestBuildRefusesDanglingIDs(t *testing.T) {
	for name, damage := range map[string]func(*dataset.Dataset){
		"organisation": func(d *dataset.Dataset) { d.Programmes[0].Milestones[0].Organisation = "nobody" },
		"source":       func(d *dataset.Dataset) { d.Programmes[0].Funding[0].Citations[0].Source = "no-document" },
	} {
		t.Run(name, func(t *testing.T) {
			d := hardCases(t)
			for d.Programmes[0].ID != "dmp" {
				d.Programmes = d.Programmes[1:]
			}
			if len(d.Programmes[0].Milestones) == 0 {
				d.Programmes[0].Milestones = []*dataset.Milestone{{ID: "new", Programme: "dmp", Label: dataset.Neutral("new"), Type: "launch",
					Statements: []*dataset.Statement{{ID: "new-1", Kind: "met", Said: d.Programmes[0].Funding[0].Said}}}}
			}
			path := filepath.Join(t.TempDir(), "jalons.db")
			if _, err := Build(path, d, "test"); err != nil {
				t.Fatalf("before the damage: %v", err)
			}
			damage(d)
			if _, err := Build(path, d, "test"); err == nil || !strings.Contains(err.Error(), "names an id that is not in") {
				t.Errorf("error %v, want one that tells of the missing id", err)
			}
		})
	}
}

// A build that fails leaves the old file as it was, and nothing else behind.
func TestBuildIsAtomic(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "jalons.db")
	if _, err := Build(path, hardCases(t), "old"); err != nil {
		t.Fatal(err)
	}
	before := folder(t, dir)
	d := hardCases(t)
	for _, p := range d.Programmes {
		for _, m := range p.Milestones {
			m.Organisation = "nobody"
		}
	}
	if _, err := Build(path, d, "new"); err == nil {
		t.Fatal("a broken dataset was built")
	}
	after := folder(t, dir)
	if len(after) != 2 || len(before) != 2 {
		t.Errorf("the folder holds %d files, held %d", len(after), len(before))
	}
	for name, data := range before {
		if !bytes.Equal(after[name], data) {
			t.Errorf("%s changed", name)
		}
	}
	reopen(t, path)
	if _, err := Build(filepath.Join(dir, "nowhere", "jalons.db"), hardCases(t), "new"); err == nil {
		t.Error("built in a folder that is not there")
	}
}

// folder reads the files of a folder.
func folder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		all[e.Name()] = data
	}
	return all
}

// A new build replaces the old file and its manifest together.
func TestBuildReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jalons.db")
	for _, build := range []string{"old", "new"} {
		if _, err := Build(path, hardCases(t), build); err != nil {
			t.Fatal(err)
		}
		if s := reopen(t, path); s.About.Build != build {
			t.Errorf("build %q, want %q", s.About.Build, build)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o444 {
		t.Errorf("the file's mode is %v, want read-only", info.Mode())
	}
}

// Signs that mean something in SQLite's addresses are plain signs in a path.
func TestBuildInAnyFolder(t *testing.T) {
	for _, name := range []string{"a folder", "50%25", "what?mode=rw", "a#b", "a&b;c", "à côté", "%2e%2e"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, name+".db")
			if _, err := Build(path, hardCases(t), "test"); err != nil {
				t.Fatal(err)
			}
			if n := len(reopen(t, path).About.Counts); n != len(tables) {
				t.Errorf("counts of %d tables, want %d", n, len(tables))
			}
			if n := len(folder(t, dir)); n != 2 {
				t.Errorf("%d files, want the database and its manifest", n)
			}
		})
	}
	d := hardCases(t)
	t.Chdir(t.TempDir())
	if _, err := Build("relative.db", d, "test"); err != nil {
		t.Fatal(err)
	}
	reopen(t, "relative.db")
}
