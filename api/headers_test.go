package api

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// No answer repeats what a request says of hosts: links come from the public
// address alone.
func TestNothingReflectsHosts(t *testing.T) {
	s := serveHardCases(t)
	lies := map[string]string{"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher", "X-Forwarded-For": "203.0.113.66", "X-Forwarded-Port": "6666",
		"X-Forwarded-Prefix": "/evil", "Forwarded": "for=203.0.113.66;host=evil.example;proto=gopher", "X-Real-Ip": "203.0.113.66", "X-Original-Url": "/evil",
		"X-Rewrite-Url": "/evil", "X-Http-Method-Override": "DELETE", "Origin": "https://evil.example", "Referer": "https://evil.example/"}
	for address, status := range addressKinds {
		want := ask(s, address)
		r := httptest.NewRequest(http.MethodGet, address, nil)
		r.Host = "evil.example:6666"
		for name, value := range lies {
			r.Header.Set(name, value)
		}
		w := serveRaw(s, r)
		if w.Code != status || !strings.HasSuffix(address, "xlsx") && w.Body.String() != want.Body.String() {
			t.Errorf("%.80s: %d, another answer than without lies: %s", address, w.Code, w.Body)
		}
		for name, values := range w.Header() {
			text := strings.Join(values, ",")
			if strings.Contains(text, "evil") || strings.Contains(text, "6666") || strings.Contains(text, "gopher") || strings.Contains(text, "203.0.113") {
				t.Errorf("%.80s: %s is %q", address, name, text)
			}
		}
		if got, want := w.Header().Get("ETag"), want.Header().Get("ETag"); got != want {
			t.Errorf("%.80s: the tag is %s, without lies %s", address, got, want)
		}
	}
}
