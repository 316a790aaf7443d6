package api

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// Every answer, whatever it is, tells browsers to run nothing that it does not
// bring itself.
func TestSecurityHeaders(t *testing.T) {
	s := serveHardCases(t)
	addresses := map[string]string{ // policies of pages; everything else has that of data
		"/": pagePolicy, "/en/": pagePolicy, "/problems/busy": pagePolicy, "/docs": docsPolicy,
		"/docs/docs.js": dataPolicy, "/docs/nothing": dataPolicy, "/assets/style.css": dataPolicy, "/favicon.ico": dataPolicy, "/.well-known/security.txt": dataPolicy,
	}
	for address := range addressKinds {
		if addresses[address] != "" {
			continue
		}
		addresses[address] = dataPolicy
		if strings.HasPrefix(ask(s, address).Header().Get("Content-Type"), "text/html") {
			addresses[address] = pagePolicy
		}
	}
	for address, policy := range addresses {
		for _, coding := range []string{"identity", "br"} {
			h := ask(s, address, "Accept-Encoding", coding).Header()
			for name, want := range map[string]string{"Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Permissions-Policy": noPermissions} {
				if h.Get(name) != want {
					t.Errorf("%.60s: %s is %q, want %q", address, name, h.Get(name), want)
				}
			}
		}
		tag := ask(s, address).Header().Get("ETag")
		if w := ask(s, address, "If-None-Match", tag); tag != "" && (w.Code != http.StatusNotModified || w.Header().Get("Content-Security-Policy") != policy) {
			t.Errorf("%.60s not modified: %d with policy %q", address, w.Code, w.Header().Get("Content-Security-Policy"))
		}
	}
	for _, policy := range []string{pagePolicy, docsPolicy, dataPolicy} {
		if !strings.HasPrefix(policy, "default-src 'none'; ") || !strings.Contains(policy, "frame-ancestors 'none'") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "*") {
			t.Errorf("a policy is too wide: %s", policy)
		}
	}
}

// The pages hold nothing that their policy forbids.
func TestPagesHoldNothingInline(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/", "/en/", "/docs", "/problems/busy"} {
		text := ask(s, address).Body.String()
		for _, forbidden := range []string{" style=", "<style", " onclick=", " onload=", "javascript:", "<script>", "<iframe", "http-equiv"} {
			if strings.Contains(strings.ToLower(text), forbidden) {
				t.Errorf("%s holds %s", address, forbidden)
			}
		}
	}
}

// security.txt is what RFC 9116 asks for: one contact at least, one day of expiry
// at most a year ahead, the address it was fetched from.
func TestSecurityTxt(t *testing.T) {
	s := serveHardCases(t)
	w := ask(s, "/.well-known/security.txt")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Fatalf("%d %s", w.Code, w.Header().Get("Content-Type"))
	}
	fields := map[string][]string{}
	for line := range strings.Lines(w.Body.String()) {
		name, value, found := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !found {
			t.Errorf("%q is no field", line)
		}
		fields[name] = append(fields[name], value)
	}
	info := s.About().Info
	contact, err := url.Parse(strings.Join(fields["Contact"], " "))
	if err != nil || contact.Scheme != "mailto" || contact.Opaque != info.Contact {
		t.Errorf("contact %v (%v), the dataset's is %s", fields["Contact"], err, info.Contact)
	}
	expires, err := time.Parse(time.RFC3339, strings.Join(fields["Expires"], " "))
	if err != nil || !expires.Equal(info.UpdatedOn.Time().AddDate(1, 0, 0)) {
		t.Errorf("expires %v (%v)", fields["Expires"], err)
	}
	if got := strings.Join(fields["Canonical"], " "); got != testURL+"/.well-known/security.txt" {
		t.Errorf("canonical %s", got)
	}
	if again := ask(s, "/.well-known/security.txt"); again.Body.String() != w.Body.String() {
		t.Error("it changes")
	}
}
