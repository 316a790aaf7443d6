package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// note notes a request that has ended.
func (s *Server) note(c *call, start time.Time) {
	status := c.Response().Status
	s.noted(c.Request(), s.counts.Of(c.Path(), mediaOf(c.Response().Header()), status), c.path, status, c.Response().Size, start)
}

// noted counts a request, and writes one line, whatever it holds. Of the caller's
// address it keeps what tells networks apart, not people.
func (s *Server) noted(r *http.Request, count func(time.Duration), path string, status int, size int64, start time.Time) {
	took := time.Since(start)
	count(took)
	s.log.LogAttrs(context.Background(), slog.LevelInfo, "request", slog.String("method", printable(r.Method)), slog.String("path", printable(path)),
		slog.String("query", printable(r.URL.RawQuery)), slog.Int("status", status), slog.Int64("bytes", size),
		slog.Int64("duration_ms", took.Milliseconds()), slog.String("caller", network(r.RemoteAddr)))
}

// mediaOf gives the format of an answer as its Content-Type names it, without
// parameters: one of few, whatever was asked.
func mediaOf(h http.Header) string {
	media, _, _ := strings.Cut(h.Get("Content-Type"), ";")
	return media
}

// age is the age of the data in days, by the clock. It is shown to whoever runs
// the service; no answer depends on it.
func (s *Server) age() float64 {
	return time.Since(s.About().Info.UpdatedOn.Time()).Hours() / 24
}

// Bits of an address that the log keeps.
const (
	bitsOfIPv4 = 24
	bitsOfIPv6 = 48
)

// network gives the network of an address, "" of what is none.
func network(address string) string {
	from, err := netip.ParseAddrPort(address)
	if err != nil {
		return ""
	}
	ip := from.Addr().Unmap().WithZone("")
	bits := bitsOfIPv6
	if ip.Is4() {
		bits = bitsOfIPv4
	}
	return netip.PrefixFrom(ip, bits).Masked().String()
}
