package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"jalons/api"
	"jalons/internal/metrics"
	"jalons/internal/store"
)

// Times that a connection may take, so that slow callers hold no places: a
// request comes in one packet, an answer within writeTimeout, or in pieces that
// package api bounds one by one.
const (
	readTimeout  = 5 * time.Second
	writeTimeout = 30 * time.Second
	idleTimeout  = 120 * time.Second
	drainTimeout = 20 * time.Second
	maxHeader    = 16 << 10 // bytes; net/http adds 4 kB, and answers 431 beyond
)

type serveCmd struct {
	fixturesFlag
	Addr      string `default:":8080" help:"Address to listen on."`
	PublicURL string `placeholder:"URL" help:"Address that links are built from (default: http://localhost:PORT)."`
	OpsAddr   string `placeholder:"ADDR" help:"Address to show metrics on, at /metrics (default: nowhere). Keep it from the public."`
	Database  string `type:"existingfile" xor:"data" placeholder:"FILE" help:"Serve this database file, built before by the command build."`

	Watch          bool          `help:"Load the folder or file anew when it changes; SIGHUP does so too."`
	DrainWait      time.Duration `default:"250ms" help:"How long, once told to stop, it goes on answering while /readyz says no: as long as whoever sends requests takes to notice."`
	AllowShrinking bool          `help:"Load anew even where a collection has lost over 5% of its rows."`
}

// Run serves until the surroundings end, then lets running answers finish.
func (c *serveCmd) Run(world *surroundings) error {
	defer runtime.KeepAlive(room())
	log, flush := gather(world.stderr)
	defer flush()
	world = &surroundings{world.ctx, world.stdout, world.stderr, slog.New(log)}
	signal.Ignore(syscall.SIGPIPE) // a log that nobody reads any more is no reason to stop
	signals, deaf := hangups()
	defer deaf()
	watch := c.watch() // from before it is read
	data, err := c.open()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	public := c.PublicURL
	if public == "" {
		_, port, _ := net.SplitHostPort(listener.Addr().String()) // a listener's address has a port
		public = "http://localhost:" + port
	}
	counts := metrics.New()
	ops, err := c.showMetrics(counts, world.log)
	if err != nil {
		return err
	}
	service := api.New(api.Config{PublicURL: public, Build: buildID(), Logger: world.log, Metrics: counts}, data)
	server := newServer(service, world.log)
	stopReloading := c.reloads(&reloader{command: c, service: service, world: world, watch: watch, counts: counts}, signals)
	go settle()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(newCoarse(listener)) }()
	world.log.Info("serving", "addr", listener.Addr().String(), "public_url", public, "ops_addr", ops.Addr, "dataset_version", data.About.Info.Version, "digest", data.About.Digest)
	select {
	case err := <-failed:
		return err
	case <-world.ctx.Done():
	}
	return errors.Join(c.stop(service, server, stopReloading, world), ops.Close()) // metrics to the last
}

// The collector runs when a fifth has come to what is held, or counts as held: a
// fifth, so that an export takes less; and 64 MB beside count as held, since with
// the 5 MB of the shipped data alone it would run a hundred times a second under load.
const (
	growth = 20 // per cent
	roomy  = 64 << 20
)

// room gives memory that counts as held. It is never touched, and so takes none, if
// it is the first that is asked for: what was used before is cleared first. Whoever
// bounds the memory by GOMEMLIMIT gets none, which would count too.
func room() []byte {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return nil
	}
	return make([]byte, roomy)
}

// settle gives back what loading took, which is far more than serving takes, and
// tells the collector when to run, unless GOGC does.
func settle() {
	if before := debug.SetGCPercent(growth); before != 100 {
		debug.SetGCPercent(before)
	}
	debug.FreeOSMemory()
}

// showMetrics shows counts on a listener of its own, if there is to be one.
func (c *serveCmd) showMetrics(counts *metrics.Metrics, log *slog.Logger) (*http.Server, error) {
	server := newServer(counts.Handler(), log)
	if c.OpsAddr == "" {
		return server, nil
	}
	listener, err := net.Listen("tcp", c.OpsAddr)
	if err != nil {
		return nil, err
	}
	server.Addr = listener.Addr().String()
	go func() {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics are shown no more", "error", err.Error())
		}
	}()
	return server, nil
}

func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: handler, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}

// reloads has the dataset loaded anew until stop is called, which waits for a
// load under way.
func (c *serveCmd) reloads(r *reloader, signals <-chan os.Signal) (stop func()) {
	var looks <-chan time.Time
	ticker := time.NewTicker(watchEvery)
	if c.Watch {
		looks = ticker.C
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer ticker.Stop()
		r.run(r.world.ctx, signals, looks)
	}()
	return func() { <-done }
}

// stop drains: first it says that no more requests should come, then it takes
// none, and lets the running ones come to their end, within a bound.
func (c *serveCmd) stop(service *api.Server, server *http.Server, stopReloading func(), world *surroundings) error {
	service.Drain()
	<-time.After(c.DrainWait)
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	err := server.Shutdown(ctx)
	stopReloading()
	service.Close()
	world.log.Info("stopped")
	return err
}

// watch gives the watch of what is served.
func (c *serveCmd) watch() *watch {
	if c.Database != "" {
		return newWatch(filepath.Dir(c.Database), filepath.Base(c.Database)) // with its manifest
	}
	return newWatch(c.Fixtures, "")
}

// open makes and opens the dataset: linted, built, verified, counted.
func (c *serveCmd) open() (*store.Store, error) {
	data, err := c.make()
	if err != nil {
		return nil, err
	}
	if err := data.CheckCounts(context.Background()); err != nil {
		return nil, errors.Join(err, data.Close())
	}
	return data, nil
}

func (c *serveCmd) make() (*store.Store, error) {
	if c.Database != "" {
		data, err := store.Open(c.Database)
		if err != nil {
			return nil, fmt.Errorf("opening the database: %w", err)
		}
		return data, nil
	}
	d, err := c.load()
	if err != nil {
		return nil, err
	}
	return openTemporary(d)
}

// Validate refuses flags that exclude each other or make no sense.
func (c *serveCmd) Validate() error {
	if c.Database != "" && c.Fixtures != "" {
		return errors.New("--database and --fixtures exclude each other")
	}
	if c.Watch && c.Database == "" && c.Fixtures == "" {
		return errors.New("--watch needs --fixtures or --database: the shipped data is part of the program")
	}
	if c.DrainWait < 0 {
		return fmt.Errorf("--drain-wait can't be negative, got %s", c.DrainWait)
	}
	if err := listening("--addr", c.Addr); err != nil {
		return err
	}
	if c.OpsAddr != "" {
		if err := listening("--ops-addr", c.OpsAddr); err != nil {
			return err
		}
	}
	if c.PublicURL == "" {
		return nil
	}
	return address("--public-url", c.PublicURL)
}

// listening refuses what is no address to listen on.
func listening(flag, value string) error {
	_, port, err := net.SplitHostPort(value)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return fmt.Errorf("%s must be HOST:PORT or :PORT, got %q: %w", flag, value, err)
	}
	return nil
}

// address refuses what is no address of a service: a scheme, a host, maybe a
// path, and nothing that could not stand before another path.
func address(flag, value string) error {
	u, err := url.Parse(value)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", flag, err)
	case u.Scheme != "http" && u.Scheme != "https", u.Host == "", u.RawQuery != "", u.Fragment != "", u.User != nil, strings.ContainsAny(value, "?#<>\"\\ "):
		return fmt.Errorf("%s must be like https://example.org, got %q", flag, value)
	}
	return nil
}
