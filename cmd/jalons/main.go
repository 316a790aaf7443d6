// Command jalons serves the dataset, checks it, and builds its database file.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(exit(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// exit runs the command and gives its exit status: 0 done, 1 failed, 2 misused.
func exit(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := run(ctx, args, stdout, stderr)
	var misuse usageError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &misuse):
		fmt.Fprintf(stderr, "jalons: %v\n", err)
		return 2
	}
	fmt.Fprintf(stderr, "jalons: %v\n", err)
	return 1
}
