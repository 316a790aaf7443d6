package api

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// staticTypes are the types of files by the end of their names, for hosts that
// do not know them.
var staticTypes = map[string]string{
	"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png", "ico": "image/svg+xml", "txt": "text/plain", "sha256": "text/plain",
	"json": "application/json", "yaml": "application/yaml", "xml": "application/xml", "csv": "text/csv", "jsonl": "application/jsonl", "ttl": "text/turtle",
	"jsonld": "application/ld+json", "atom": "application/atom+xml", "ics": "text/calendar", "zip": "application/zip",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sqlite": "application/vnd.sqlite3",
}

// questioned are the parts of the site where a question mark asks for something
// else: a file would answer as if nothing had been asked.
var questioned = []string{"/v1", "/charts/", "/feeds/", "/calendar.ics"}

// NginxLines are what a server block of nginx needs beside root, so that the bare
// addresses of an export answer as the service did.
func NginxLines() string {
	var b strings.Builder
	b.WriteString(`# For a server block whose root is this folder:
#     server { listen 8080; root /srv/jalons; include /srv/jalons/nginx.conf; }
# Files know no parameters: where these would choose something else, a question
# mark is refused rather than answered with the whole.
charset utf-8;
charset_types text/css text/javascript text/plain text/csv text/turtle text/calendar application/json application/jsonl application/yaml application/xml application/ld+json application/atom+xml;
add_header Access-Control-Allow-Origin * always;
add_header X-Content-Type-Options nosniff always;
types {
`)
	for _, end := range slices.Sorted(maps.Keys(staticTypes)) {
		fmt.Fprintf(&b, "    %s %s;\n", staticTypes[end], end)
	}
	b.WriteString(`}
default_type text/plain;
location = /nginx.conf { return 404; }
location = /_redirects { return 404; }
location = /_headers { return 404; }
location = /.well-known/api-catalog { types { } default_type 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'; }
location / { try_files $uri $uri/index.html =404; }
`)
	for _, part := range questioned {
		try := "$uri =404"
		if part == "/v1" {
			try = "$uri $uri.json =404"
		}
		fmt.Fprintf(&b, "location %s { if ($args) { return 404; } try_files %s; }\n", part, try)
	}
	return b.String()
}

// RedirectLines are the same for hosts that read a file _redirects, and look for
// a file before they look there. They can't refuse a question mark.
func RedirectLines() string {
	var b strings.Builder
	b.WriteString(`# Bare addresses, for hosts that look for a file first (as Netlify does).
# Parameters are passed over here: known_on=, lang= and filters need the service.
/v1 /v1.json 200
`)
	for _, t := range tables {
		if t.name() != searched.Name {
			fmt.Fprintf(&b, "/v1/%s /v1/%s.json 200\n", t.name(), t.name())
		}
	}
	b.WriteString("/v1/dataset /v1/dataset.json 200\n/v1/milestones/summary /v1/milestones/summary.json 200\n/v1/schema/:collection /v1/schema/:collection.json 200\n")
	for _, t := range all {
		fmt.Fprintf(&b, "/v1/%s/:id /v1/%s/:id.json 200\n", t.name(), t.name())
	}
	return b.String()
}

// HeaderLines are the types of files for the same hosts.
func HeaderLines() string {
	var b strings.Builder
	b.WriteString("/*\n  Access-Control-Allow-Origin: *\n  X-Content-Type-Options: nosniff\n")
	for _, end := range slices.Sorted(maps.Keys(staticTypes)) {
		kind := staticTypes[end]
		if strings.HasPrefix(kind, "text/") {
			kind += "; charset=utf-8"
		}
		fmt.Fprintf(&b, "/*.%s\n  Content-Type: %s\n", end, kind)
	}
	b.WriteString("/.well-known/api-catalog\n  Content-Type: " + mediaTypes["linkset"] + "\n/v1/*/cite\n  Content-Type: " + mediaTypes["text"] + "\n")
	return b.String()
}
