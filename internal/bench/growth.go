package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"path/filepath"

	"jalons/internal/dataset/datasettest"
	"jalons/internal/store"
)

// grown are the questions whose cost is watched as the data grow.
var grown = []pairCase{
	{name: "a page of all statements, the latest first", path: "/v1/statements?sort=-stated_on", changing: otherPage},
	{name: "a page: three filters, a sort, facets", path: "/v1/milestones?limit=50&type=launch,legal&timeliness__not=pending&sort=-due&facet=status,type", changing: otherNumber},
	{name: "a page: one filter", path: "/v1/milestones?limit=50&status=met", changing: otherNumber},
	{name: "search", path: "/v1/search?q=dossier", changing: otherDay},
}

// growth prints what questions cost on datasets of some sizes, and what exports
// of the largest collection take of memory.
func growth(ctx context.Context, o options, dir, jalons string) error {
	for _, size := range o.sizes {
		if err := grow(ctx, o, dir, jalons, size); err != nil {
			return err
		}
	}
	return nil
}

func grow(ctx context.Context, o options, dir, jalons string, size int) error {
	database := filepath.Join(dir, fmt.Sprintf("%d.db", size))
	if _, err := store.Build(database, datasettest.Generate(1, size), "bench"); err != nil {
		return err
	}
	serve := func(addr string) []string { return []string{"serve", "--addr", addr, "--database", database} }
	p, took, err := start(ctx, "/v1/programmes?limit=1", jalons, serve)
	if err != nil {
		return err
	}
	fmt.Printf("%d statements: first answer after %.0f ms, %.0f MB\n", size, took.Seconds()*1000, p.memory("VmRSS"))
	for _, c := range grown {
		var cpu []float64
		for range o.pairs {
			m, err := load(ctx, o, dir, c, p)
			if err != nil {
				return err
			}
			cpu = append(cpu, m.cpu*1000)
		}
		fmt.Printf("  %s: %.2f ms of CPU\n", c.name, median(cpu))
	}
	p.stop()
	for _, format := range []string{"csv", "jsonl", "xlsx"} {
		p, _, err := start(ctx, "/v1/programmes?limit=1", jalons, serve)
		if err != nil {
			return err
		}
		bytes, err := take(p.base + "/v1/timeline." + format)
		fmt.Printf("  the whole timeline as %s: %d bytes, at most %.0f MB\n", format, bytes, p.memory("VmHWM"))
		p.stop()
		if err != nil {
			return err
		}
	}
	return nil
}

func take(url string) (int64, error) {
	answer, err := http.Get(url)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("%s: %s", url, answer.Status)
	}
	return io.Copy(io.Discard, answer.Body)
}
