package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"jalons/api"
	"jalons/internal/store"
)

// Times that a connection may take, so that slow callers hold no places: a
// header comes in one packet, the largest export leaves in seconds.
const (
	readTimeout  = 10 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 120 * time.Second
	drainTimeout = 20 * time.Second
	maxHeader    = 16 << 10 // bytes
)

type serveCmd struct {
	fixturesFlag
	Addr      string `default:":8080" help:"Address to listen on."`
	PublicURL string `placeholder:"URL" help:"Address that links are built from (default: http://localhost:PORT)."`
	Database  string `type:"existingfile" xor:"data" placeholder:"FILE" help:"Serve this database file, built before by the command build."`
}

// Run serves until the surroundings end, then lets running answers finish.
func (c *serveCmd) Run(world *surroundings) error {
	data, remove, err := c.open()
	if err != nil {
		return err
	}
	defer remove()
	listener, err := net.Listen("tcp", c.Addr)
	if err != nil {
		return err
	}
	public := c.PublicURL
	if public == "" {
		_, port, _ := net.SplitHostPort(listener.Addr().String()) // a listener's address has a port
		public = "http://localhost:" + port
	}
	service := api.New(api.Config{PublicURL: public, Build: buildID(), Logger: world.log}, data)
	server := &http.Server{
		Handler: service, ReadHeaderTimeout: readTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout,
		IdleTimeout: idleTimeout, MaxHeaderBytes: maxHeader, ErrorLog: slog.NewLogLogger(world.log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	service.Prepare()
	world.log.Info("serving", "addr", listener.Addr().String(), "public_url", public, "dataset_version", data.About.Info.Version, "digest", data.About.Digest)
	select {
	case err := <-failed:
		return err
	case <-world.ctx.Done():
	}
	return c.stop(service, server, data, world)
}

// stop drains: no new requests, the running ones to their end, within a bound.
func (c *serveCmd) stop(service *api.Server, server *http.Server, data *store.Store, world *surroundings) error {
	service.Drain()
	ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
	defer cancel()
	err := errors.Join(server.Shutdown(ctx), data.Close())
	world.log.Info("stopped")
	return err
}

func (c *serveCmd) open() (*store.Store, func(), error) {
	path, remove := c.Database, func() {}
	if path == "" {
		d, err := c.load()
		if err != nil {
			return nil, nil, err
		}
		if path, remove, err = buildTemporary(d); err != nil {
			return nil, nil, err
		}
	}
	data, err := store.Open(path)
	if err != nil {
		remove()
		return nil, nil, fmt.Errorf("opening the database: %w", err)
	}
	return data, remove, nil
}

// Validate refuses flags that exclude each other or make no sense.
func (c *serveCmd) Validate() error {
	if c.Database != "" && c.Fixtures != "" {
		return errors.New("--database and --fixtures exclude each other")
	}
	_, port, err := net.SplitHostPort(c.Addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return fmt.Errorf("--addr must be HOST:PORT or :PORT, got %q: %w", c.Addr, err)
	}
	if c.PublicURL == "" {
		return nil
	}
	return address("--public-url", c.PublicURL)
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
