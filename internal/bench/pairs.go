package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jalons/internal/dataset/datasettest"
	"jalons/internal/store"
)

// pairCase is a question asked of both halves of a pair.
type pairCase struct {
	name, path string
	headers    map[string]string
	changing   string // what makes the nth question a new one, in Lua; "" where all are the same
	tagged     bool   // asked with the tag of the answer
	// connections of wrk, 0 for as many as usual: exports beyond two at a time wait.
	connections int
	large       bool // asked of a generated dataset with as many milestones as largeSize makes
}

// largeSize is that of a generated dataset with 10,000 milestones, in statements.
const largeSize = 63_500

const (
	otherPage   = "'&offset=' .. n % 1000 .. '&limit=' .. 50 + math.floor(n / 1000) % 20"
	otherNumber = "'&reschedulings__lt=' .. n"
	otherPart   = "'&offset=' .. n % 100 .. '&due__gte=' .. os.date('!%Y-%m-%d', 86400 * (12000 + math.floor(n / 100) % 6000))"
	otherSince  = "'&offset=' .. n % 100 .. '&due__gte=' .. os.date('!%Y-%m-%d', 86400 * (12000 + n % 5999))" // what matches is kept of some hundred lists
	otherDay    = "'&limit=' .. (10 + math.floor(n / 2700) % 20) .. '&known_on=' .. os.date('!%Y-%m-%d', 86400 * (18000 + n % 2700))"
)

var cases = []pairCase{
	{name: "cached list", path: "/v1/milestones?limit=50"},
	{name: "cached list, gzip", path: "/v1/milestones?limit=50", headers: map[string]string{"Accept-Encoding": "gzip"}},
	{name: "304", path: "/v1/milestones?limit=50", tagged: true},
	{name: "cached item", path: "/v1/programmes/ins"},
	{name: "uncached list, shipped data", path: "/v1/milestones?limit=50&status=met&sort=-due", changing: otherNumber},
	{name: "uncached search, shipped data", path: "/v1/search?q=dossier", changing: otherDay},
	{name: "uncached summary, shipped data", path: "/v1/milestones/summary?by=programme", changing: otherNumber},
	{name: "uncached list, 50 filtered rows of 10,000 with total", path: "/v1/milestones?limit=50&status=met&sort=-due", changing: otherSince, large: true},
	{name: "uncached page of a list that was asked for, 50 filtered rows of 10,000 with total", path: "/v1/milestones?limit=50&status=met&sort=-due", changing: otherPart, large: true},
	{name: "CSV of 10,000 rows", path: "/v1/milestones.csv?lang=fr", changing: otherNumber, large: true, connections: 2},
}

// measure is what one half of a pair showed.
type measure struct{ perSecond, cpu, p99 float64 }

// pairs measures the service against the bare handler, case by case.
func pairs(ctx context.Context, o options, dir, jalons, database string) error {
	shipped, _, err := start(ctx, "/readyz", jalons, func(addr string) []string { return []string{"serve", "--addr", addr, "--database", database} })
	if err != nil {
		return err
	}
	defer shipped.stop()
	var large *process
	fmt.Printf("| case | requests/s of the bare handler's | CPU a request | p99 | requests/s |\n|---|---|---|---|---|\n")
	for _, c := range cases {
		if !strings.Contains(c.name, o.only) {
			continue
		}
		service := shipped
		if c.large {
			if large == nil {
				if large, err = startLarge(ctx, dir, jalons); err != nil {
					return err
				}
				defer large.stop()
			}
			service = large
		}
		answer, err := record(service.base, c)
		if err != nil {
			return err
		}
		if c.tagged {
			c.headers = map[string]string{"If-None-Match": answer.Header.Get("ETag")}
			if answer, err = record(service.base, c); err != nil {
				return err
			}
		}
		want := http.StatusOK
		if c.tagged {
			want = http.StatusNotModified
		}
		if answer.Status != want {
			return fmt.Errorf("%s: %s answers %d", c.name, c.path, answer.Status)
		}
		if err := pair(ctx, o, dir, service, c, answer); err != nil {
			return err
		}
	}
	return withNginx(ctx, o, dir, shipped)
}

// startLarge serves a generated dataset.
func startLarge(ctx context.Context, dir, jalons string) (*process, error) {
	database := filepath.Join(dir, "large.db")
	if _, err := store.Build(database, datasettest.Generate(1, largeSize), "bench"); err != nil {
		return nil, err
	}
	p, _, err := start(ctx, "/readyz", jalons, func(addr string) []string { return []string{"serve", "--addr", addr, "--database", database} })
	return p, err
}

func pair(ctx context.Context, o options, dir string, service *process, c pairCase, answer recorded) error {
	file := filepath.Join(dir, "bare.json")
	other, _, err := start(ctx, c.path, os.Args[0], func(addr string) []string {
		text, _ := json.Marshal(struct { // strings and bytes: it can't fail
			Addr string
			recorded
		}{addr, answer})
		if err := os.WriteFile(file, text, 0o600); err != nil {
			return nil
		}
		return []string{bareCommand, file}
	})
	if err != nil {
		return err
	}
	defer other.stop()
	return compare(ctx, o, dir, c, service, other)
}

// compare runs the pairs of one case, and prints the medians of their ratios, and
// how far the first of them, the rate, went from pair to pair.
func compare(ctx context.Context, o options, dir string, c pairCase, service, other *process) error {
	var rate, cpu, p99, absolute []float64
	for range o.pairs {
		b, err := load(ctx, o, dir, c, other)
		if err != nil {
			return err
		}
		a, err := load(ctx, o, dir, c, service)
		if err != nil {
			return err
		}
		rate, cpu, p99 = append(rate, a.perSecond/b.perSecond), append(cpu, a.cpu/b.cpu), append(p99, a.p99/b.p99)
		absolute = append(absolute, a.perSecond)
	}
	fmt.Printf("| %s | %.2f (%.2f to %.2f) | %.2f × | %.2f × | %.0f |\n", c.name, median(rate), slices.Min(rate), slices.Max(rate), median(cpu), median(p99), median(absolute))
	return nil
}

var (
	perSecond = regexp.MustCompile(`Requests/sec:\s+([0-9.]+)`)
	completed = regexp.MustCompile(`(\d+) requests in`)
	slowest   = regexp.MustCompile(`99%\s+([0-9.]+)(us|ms|s)`)
	bad       = regexp.MustCompile(`Non-2xx or 3xx responses: (\d+)`)
)

// load has wrk ask for a while.
func load(ctx context.Context, o options, dir string, c pairCase, p *process) (measure, error) {
	args := []string{"-t1", "-c" + strconv.Itoa(cmp.Or(c.connections, o.connections)), "-d" + strconv.Itoa(int(o.lasts.Seconds())) + "s", "--latency"}
	for name, value := range c.headers {
		args = append(args, "-H", name+": "+value)
	}
	if c.changing != "" {
		script := filepath.Join(dir, "changing.lua")
		asked++
		text := fmt.Sprintf("local n = %d\nrequest = function() n = n + 1; return wrk.format('GET', %q .. %s) end\n", asked*10_000_000, c.path, c.changing)
		if err := os.WriteFile(script, []byte(text), 0o600); err != nil {
			return measure{}, err
		}
		args = append(args, "-s", script)
	}
	before := p.cpu()
	out, err := exec.CommandContext(ctx, "wrk", append(args, p.base+c.path)...).CombinedOutput()
	used := p.cpu() - before
	if err != nil {
		return measure{}, fmt.Errorf("wrk: %w: %s", err, out)
	}
	if found := bad.FindSubmatch(out); found != nil {
		return measure{}, fmt.Errorf("%s: %s answers were no good ones", c.name, found[1])
	}
	n, rate, worst := number(completed, out), number(perSecond, out), slowest.FindSubmatch(out)
	if n == 0 || rate == 0 || worst == nil {
		return measure{}, fmt.Errorf("wrk said nothing to measure by: %s", out)
	}
	p99, _ := strconv.ParseFloat(string(worst[1]), 64)
	return measure{rate, used / n, p99 * map[string]float64{"us": 1, "ms": 1e3, "s": 1e6}[string(worst[2])]}, nil
}

// asked counts the runs, so that no question of a changing kind comes twice.
var asked = 0

func number(pattern *regexp.Regexp, out []byte) float64 {
	found := pattern.FindSubmatch(out)
	if found == nil {
		return 0
	}
	n, _ := strconv.ParseFloat(string(found[1]), 64)
	return n
}

func median(all []float64) float64 {
	slices.Sort(all)
	return all[len(all)/2]
}

// starts measures from exec to the first answer, and the memory at rest.
func starts(ctx context.Context, o options, jalons, database string) error {
	var first, resting []float64
	for range o.pairs {
		p, took, err := start(ctx, "/v1/programmes", jalons, func(addr string) []string { return []string{"serve", "--addr", addr, "--database", database} })
		if err != nil {
			return err
		}
		time.Sleep(2 * time.Second) // the downloads are made meanwhile
		first, resting = append(first, took.Seconds()*1000), append(resting, p.memory("VmRSS"))
		p.stop()
	}
	fmt.Printf("first answer after exec, database built: %.0f ms; at rest %.0f MB (medians of %d)\n\n", median(first), median(resting), o.pairs)
	return nil
}
