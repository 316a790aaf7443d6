package api

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// dataPolicy is what a browser may load on behalf of an answer that is no page:
// nothing. Pages have policies of their own.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

// noPermissions takes from pages what browsers may let a page do; none needs any.
const noPermissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"

// secure sets the headers by which browsers guard whoever reads an answer.
func secure(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", dataPolicy)
	h.Set("Permissions-Policy", noPermissions)
}

// securityTxt tells where to report a weakness (RFC 9116). It holds for a year
// from the dataset's day, not from the clock: replicas agree, and a service that
// nobody has touched for a year promises nothing.
func securityTxt(c *call) error {
	info := c.data.About.Info
	contact := info.Contact
	if !strings.Contains(contact, ":") { // an address of mail, not yet an URI
		contact = "mailto:" + contact
	}
	expires := info.UpdatedOn.Time().AddDate(1, 0, 0).Format(time.RFC3339)
	c.params.format = "text"
	c.lang = "en"
	if c.fresh() {
		return c.notModified()
	}
	return c.send("text", fmt.Appendf(nil, "Contact: %s\nExpires: %s\nPreferred-Languages: fr, en\nCanonical: %s/.well-known/security.txt\n", contact, expires, c.server.base))
}
