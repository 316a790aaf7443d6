// Bench measures a built jalons against a bare handler of net/http that writes
// the same bytes, and against nginx where it is installed: what the service costs
// beyond the wire. Absolute times say more of a machine than of a program, so it
// prints ratios, each the median of alternating pairs of one run. It needs wrk.
//
//	go run ./internal/bench            # pairs, start, memory
//	go run ./internal/bench -grow 10000,100000
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

func main() {
	if len(os.Args) > 2 && os.Args[1] == bareCommand {
		fatal(bare(os.Args[2]))
		return
	}
	var o options
	flag.IntVar(&o.pairs, "pairs", 5, "alternating pairs of each case")
	flag.DurationVar(&o.lasts, "for", 3*time.Second, "how long each half of a pair lasts")
	flag.IntVar(&o.connections, "connections", 16, "connections of wrk")
	flag.StringVar(&o.only, "only", "", "only the cases whose names hold this")
	grow := flag.String("grow", "", "sizes of generated datasets, in statements, such as 10000,100000: prints how costs grow, instead of the pairs")
	flag.Parse()
	for size := range strings.SplitSeq(*grow, ",") {
		if n, err := strconv.Atoi(size); err == nil {
			o.sizes = append(o.sizes, n)
		} else if size != "" {
			fatal(fmt.Errorf("-grow: %w", err))
		}
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	fatal(run(ctx, o))
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

type options struct {
	pairs, connections int
	lasts              time.Duration
	sizes              []int
	only               string
}

func run(ctx context.Context, o options) error {
	if _, err := exec.LookPath("wrk"); err != nil {
		return fmt.Errorf("wrk is needed (a package of Debian): %w", err)
	}
	dir, err := os.MkdirTemp("", "jalons-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	jalons := filepath.Join(dir, "jalons")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", jalons, "./cmd/jalons").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	fmt.Printf("%s, %d cores, %s/%s\n\n", runtime.Version(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH)
	if len(o.sizes) > 0 {
		return growth(ctx, o, dir, jalons)
	}
	database := filepath.Join(dir, "shipped.db")
	if out, err := exec.CommandContext(ctx, jalons, "build", "-o", database).CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	if err := starts(ctx, o, jalons, database); err != nil {
		return err
	}
	return pairs(ctx, o, dir, jalons, database)
}
