package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"jalons/api"
)

type exportCmd struct {
	fixturesFlag
	Dir       string `arg:"" type:"path" help:"Folder to write; it must not exist yet, or be empty."`
	PublicURL string `default:"http://localhost:8080" placeholder:"URL" help:"Address that links are built from: where the files will stand (default: ${default})."`
}

// Validate refuses what is no address.
func (c *exportCmd) Validate() error { return address("--public-url", c.PublicURL) }

// Run writes what the service answers as files. A folder with something in it is
// refused, whatever that is: to renew an export, write another folder and have
// the web server point there.
func (c *exportCmd) Run(world *surroundings) error {
	if entries, err := os.ReadDir(c.Dir); err == nil && len(entries) > 0 {
		return usageError{fmt.Errorf("%s is not empty: name a folder that does not exist yet", c.Dir)}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usageError{err}
	}
	d, err := c.load()
	if err != nil {
		return err
	}
	data, err := openTemporary(d)
	if err != nil {
		return err
	}
	service := api.New(api.Config{PublicURL: c.PublicURL, Build: buildID(), Logger: slog.New(slog.DiscardHandler)}, data)
	defer service.Close()
	files, bytes, err := c.write(world.ctx, service)
	if err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "%s: %d files, %d bytes, version %s; nginx.conf and _redirects have the bare addresses answer\n", c.Dir, files, bytes, d.Info.Version)
	return nil
}

// write writes the files into a folder beside, which takes the name in the end:
// whoever sees the folder sees all of it.
func (c *exportCmd) write(ctx context.Context, service *api.Server) (files, bytes int, err error) {
	parent := filepath.Dir(c.Dir)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return 0, 0, err
	}
	tmp, err := os.MkdirTemp(parent, ".jalons-export-*")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(tmp)
	err = service.Static(ctx, func(f api.StaticFile) error {
		files, bytes = files+1, bytes+len(f.Body)
		return writeFile(filepath.Join(tmp, filepath.FromSlash(f.Name)), f.Body)
	})
	if err != nil {
		return 0, 0, err
	}
	for name, text := range map[string]string{"nginx.conf": api.NginxLines(), "_redirects": api.RedirectLines(), "_headers": api.HeaderLines()} {
		if err := writeFile(filepath.Join(tmp, name), []byte(text)); err != nil {
			return 0, 0, err
		}
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return 0, 0, err
	}
	if err := os.Remove(c.Dir); err != nil && !errors.Is(err, fs.ErrNotExist) { // it was empty
		return 0, 0, err
	}
	return files, bytes, os.Rename(tmp, c.Dir)
}

func writeFile(name string, body []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, body, 0o644)
}
