package api

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestNetwork(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.77:4321": "192.0.2.0/24", "[::ffff:192.0.2.77]:1": "192.0.2.0/24", "[2001:db8:1:2:3:4:5:6]:80": "2001:db8:1::/48",
		"[fe80::1%eth0]:80": "fe80::/48", "": "", "unknown": "", "192.0.2.77": "", "@": "",
	} {
		if got := network(address); got != want {
			t.Errorf("%q: %q, want %q", address, got, want)
		}
	}
}

// The log has the network of who is connected, whatever the request claims.
func TestLogHasNoWholeAddress(t *testing.T) {
	s, lines := logged(t)
	r := httptest.NewRequest("GET", "/v1", nil)
	r.RemoteAddr = "192.0.2.77:4321"
	r.Header.Set("X-Forwarded-For", "203.0.113.9")
	r.Header.Set("X-Real-Ip", "203.0.113.9")
	serveRaw(s, r)
	if text := lines.String(); !strings.Contains(text, `"caller":"192.0.2.0/24"`) || strings.Contains(text, "192.0.2.77") || strings.Contains(text, "203.0.113") {
		t.Errorf("the log says %s", text)
	}
}

// Whatever bytes come over a wire, a request is one line of JSON without control
// characters.
func TestLogLineOfRawRequests(t *testing.T) {
	s, lines := logged(t)
	server := httptest.NewServer(s)
	defer server.Close()
	for _, request := range []string{
		"GET /v1/funding?a=\xff\xfe HTTP/1.1\r\nHost: x\r\n",
		"GET /v1/fun%00%0d%0a%1b[31mding HTTP/1.1\r\nHost: x\r\n",
		"GET /%ff%fe%c3%28 HTTP/1.1\r\nHost: x\r\n",
		"GET /v1/funding?q=%0a%22%7d&x=\u2028\u2029\u202e HTTP/1.1\r\nHost: x\r\n",
		"GET http://other.example/v1 HTTP/1.1\r\nHost: x\r\nUser-Agent: a\"}\\\r\n",
		"{\"msg\":\"false\"} /v1 HTTP/1.1\r\nHost: x\r\n",
		"!#$%&'*+-.^_`|~ /v1 HTTP/1.1\r\nHost: x\r\n",
		"OPTIONS * HTTP/1.1\r\nHost: x\r\n",
		"GET //v1//funding/../../etc/passwd HTTP/1.1\r\nHost: x\r\n",
		"GET /v1 HTTP/1.1\r\nHost: x\r\nAccept: \x80\xff\r\nAccept-Encoding: ;;q=,\r\n",
	} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "%sConnection: close\r\n\r\n", request)
		for all := bufio.NewReader(conn); err == nil; { // until the server has ended
			_, err = all.ReadByte()
		}
		conn.Close()
	}
	server.Close() // after the last line
	for line := range strings.Lines(lines.String()) {
		var fields struct{ Msg, Method, Path, Query string }
		if err := json.Unmarshal([]byte(line), &fields); err != nil || fields.Msg != "request" {
			t.Errorf("%v: %s", err, line)
		}
		for _, text := range []string{fields.Method, fields.Path, fields.Query} {
			if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
				t.Errorf("%q stands in %s", text, line)
			}
		}
	}
	if n := strings.Count(lines.String(), "\n"); n < 7 {
		t.Errorf("%d lines: most requests did not come through", n)
	}
}
