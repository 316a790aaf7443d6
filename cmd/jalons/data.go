package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// fixturesFlag chooses the data: the files embedded, or a folder.
type fixturesFlag struct {
	Fixtures string `type:"existingdir" placeholder:"DIR" help:"Read the dataset from this folder instead of the one shipped."`
}

func (f fixturesFlag) files() fs.FS {
	if f.Fixtures == "" {
		return fixtures.Files
	}
	return os.DirFS(f.Fixtures)
}

// load reads the dataset and refuses it where the linter finds anything.
func (f fixturesFlag) load() (*dataset.Dataset, error) {
	d, findings := dataset.Load(f.files())
	if err := findings.Err(); err != nil {
		return nil, err
	}
	return d, nil
}

// buildName tells builds apart, in the database and in every ETag: the module's
// version where the binary was installed from one, and the commit where known.
func buildName() (version, commit string) {
	version, commit = "devel", "unknown"
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return version, commit
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			commit = s.Value
		}
	}
	return version, commit
}

func buildID() string {
	version, commit := buildName()
	return version + " " + commit
}

// openTemporary builds the database in a private folder, opens it and removes
// the folder: what is served is a copy.
func openTemporary(d *dataset.Dataset) (*store.Store, error) {
	dir, err := os.MkdirTemp("", "jalons-")
	if err != nil {
		return nil, fmt.Errorf("building the database needs a folder that can be written to, which TMPDIR names: %w", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, fmt.Sprintf("jalons-%s.db", d.Digest()[:16]))
	if _, err := store.Build(path, d, buildID()); err != nil {
		return nil, err
	}
	return store.Open(path)
}
