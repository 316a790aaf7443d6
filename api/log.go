package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// A teller counts requests, and writes one line for each, whatever it holds. What
// all the requests have in common that it tells of is put into words once.
type teller struct {
	count func(took time.Duration)
	lines slog.Handler
}

// teller tells of requests that were answered in the same way.
func (s *Server) teller(route, media, path, query string, status int) teller {
	return teller{s.counts.Of(route, media, status), s.log.Handler().WithAttrs([]slog.Attr{
		slog.String("path", printable(path)), slog.String("query", printable(query)), slog.Int("status", status)})}
}

// note tells of a request that has ended.
func (s *Server) note(c *call, start time.Time) {
	r, w := c.Request(), c.Response()
	s.teller(c.Path(), mediaOf(w.Header()), c.path, r.URL.RawQuery, w.Status).tell(r, w.Size, start)
}

// tell tells of one request. Of the caller's address it keeps what tells networks
// apart, not people. It passes by the methods of slog.Logger, which look up where
// in the program they are called: no line says that.
func (t teller) tell(r *http.Request, size int64, start time.Time) {
	now := time.Now()
	took := now.Sub(start)
	t.count(took)
	if !t.lines.Enabled(context.Background(), slog.LevelInfo) {
		return
	}
	line := slog.NewRecord(now, slog.LevelInfo, "request", 0)
	line.AddAttrs(slog.String("method", printable(r.Method)), slog.Int64("bytes", size),
		slog.Int64("duration_ms", took.Milliseconds()), slog.Any("caller", caller(r.RemoteAddr)))
	_ = t.lines.Handle(context.Background(), line) // who reads no log is not to be told of it
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

// caller is an address that a log shows as its network alone, worked out when
// its line is.
type caller string

// LogValue gives the network.
func (c caller) LogValue() slog.Value { return slog.StringValue(network(string(c))) }

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
