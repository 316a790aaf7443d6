package api

import (
	"net/netip"
	"time"
)

// logLine writes one line a request, whatever it holds. Of the caller's address
// it keeps what tells networks apart, not people.
func (s *Server) logLine(c *call, start time.Time) {
	s.log.Info("request", "method", printable(c.Request().Method), "path", printable(c.path), "query", printable(c.Request().URL.RawQuery),
		"status", c.Response().Status, "bytes", c.Response().Size, "duration_ms", time.Since(start).Milliseconds(), "caller", network(c.RealIP()))
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
