package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"

	"github.com/alecthomas/kong"
)

// cli is every command and flag. Each flag has a JALONS_ variable; nothing
// below this package reads the environment.
type cli struct {
	Serve   serveCmd   `cmd:"" default:"withargs" help:"Serve the data over HTTP (the default)."`
	Check   checkCmd   `cmd:"" help:"Lint the dataset: every finding, with file, path and reason."`
	Build   buildCmd   `cmd:"" help:"Build the database file and its manifest."`
	Export  exportCmd  `cmd:"" help:"Write every list, item, page, feed and file as static files: the data outlive the server."`
	Health  healthCmd  `cmd:"" help:"Ask a running service whether it is ready."`
	SBOM    sbomCmd    `cmd:"" name:"sbom" help:"Print what the program is built from: a bill of materials, CycloneDX in JSON."`
	Version versionCmd `cmd:"" help:"Print the versions of the program and of the dataset."`
}

// usageError is a mistake in how the command was called.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// surroundings are what a command may use of the world.
type surroundings struct {
	ctx    context.Context
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
}

// exited carries the status with which kong wants to end after --help.
type exited int

func (e exited) Error() string { return fmt.Sprintf("exit %d", int(e)) }

// run is main with its surroundings passed in.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	var c cli
	parser, err := kong.New(&c,
		kong.Name("jalons"),
		kong.Description("Open data on France's digital-health programmes: what was promised, for how much, due when, and what happened."),
		kong.DefaultEnvars("JALONS"),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.UsageOnError(),
	)
	if err != nil {
		return err
	}
	defer func() {
		switch code := recover().(type) {
		case nil:
		case exited:
			if code != 0 {
				err = usageError{errors.New(code.Error())}
			}
		default: // a mistake of ours, not kong's way out
			panic(code)
		}
	}()
	parsed, err := parser.Parse(args)
	if err != nil {
		return usageError{err}
	}
	world := &surroundings{ctx, stdout, stderr, slog.New(slog.NewJSONHandler(stderr, nil))}
	return parsed.Run(world)
}
