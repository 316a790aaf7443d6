package api

import (
	"net/http"
	"net/netip"
	"strings"
	"time"
)

// note counts a request that has ended, and writes one line, whatever it holds.
// Of the caller's address it keeps what tells networks apart, not people.
func (s *Server) note(c *call, start time.Time) {
	s.counts.Answered(c.Path(), mediaOf(c.Response().Header()), c.Response().Status, time.Since(start))
	s.log.Info("request", "method", printable(c.Request().Method), "path", printable(c.path), "query", printable(c.Request().URL.RawQuery),
		"status", c.Response().Status, "bytes", c.Response().Size, "duration_ms", time.Since(start).Milliseconds(), "caller", network(c.RealIP()))
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
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return ""
	}
	ip = ip.Unmap().WithZone("")
	bits := bitsOfIPv6
	if ip.Is4() {
		bits = bitsOfIPv4
	}
	return netip.PrefixFrom(ip, bits).Masked().String()
}
