package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

type checkCmd struct {
	fixturesFlag
	Fix    bool `help:"Write the canonical form of the files (needs --fixtures, or a folder fixtures here)."`
	Report bool `help:"Print the coverage of the dataset."`
}

// Run prints every finding; with one, it fails.
func (c *checkCmd) Run(world *surroundings) error {
	if c.Fix {
		if err := c.fix(); err != nil {
			return err
		}
	}
	d, findings := dataset.Load(c.files())
	for _, f := range findings {
		fmt.Fprintln(world.stdout, f)
	}
	if len(findings) > 0 {
		return fmt.Errorf("%d finding(s)", len(findings))
	}
	if c.Report {
		fmt.Fprint(world.stdout, d.Report())
	}
	return nil
}

// fix writes the canonical form into the folder of the flag, else into the
// checkout's own. What is embedded in the binary can't be mended.
func (c *checkCmd) fix() error {
	if c.Fixtures == "" {
		if _, err := os.Stat(filepath.Join("fixtures", "dataset.yaml")); err != nil {
			return usageError{errors.New("--fix writes files: say where with --fixtures DIR, or run it where the folder fixtures is")}
		}
		c.Fixtures = "fixtures"
	}
	return dataset.Fix(os.DirFS(c.Fixtures), func(name string, data []byte) error {
		return os.WriteFile(filepath.Join(c.Fixtures, filepath.FromSlash(name)), data, 0o644)
	})
}

type buildCmd struct {
	fixturesFlag
	Output string `short:"o" required:"" placeholder:"FILE" help:"Where to write the database; the manifest goes beside it."`
}

// Run builds the database file.
func (c *buildCmd) Run(world *surroundings) error {
	d, err := c.load()
	if err != nil {
		return err
	}
	m, err := store.Build(c.Output, d, buildID())
	if err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "%s: version %s, %d bytes, sha256 %s\n", c.Output, m.DatasetVersion, m.Bytes, m.SHA256)
	return nil
}

// healthTimeout bounds the question: a service that takes longer is not ready.
const healthTimeout = 3 * time.Second

type healthCmd struct {
	URL string `arg:"" optional:"" default:"http://localhost:8080" help:"Address of the service."`
}

// Validate refuses what is no address.
func (c *healthCmd) Validate() error { return address("URL", c.URL) }

// Run asks /readyz.
func (c *healthCmd) Run(world *surroundings) error {
	ctx, cancel := context.WithTimeout(world.ctx, healthTimeout)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(c.URL, "/")+"/readyz", nil)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return errors.New("not ready: " + answer.Status)
	}
	return nil
}

type versionCmd struct{ fixturesFlag }

// Run prints the versions.
func (c *versionCmd) Run(world *surroundings) error {
	d, err := c.load()
	if err != nil {
		return err
	}
	version, commit := buildName()
	fmt.Fprintf(world.stdout, "jalons %s (commit %s)\ndataset %s\ndigest %s\n", version, commit, d.Info.Version, d.Digest())
	return nil
}
