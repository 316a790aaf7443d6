package api

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// The page of the documentation loads nothing from elsewhere, and holds no
// script or style of its own that its policy would stop.
func TestDocsPageKeepsItsPolicy(t *testing.T) {
	s := newTestServer(t)
	loaded := regexp.MustCompile(`(?:src|href)="([^"]+)"`)
	for _, lang := range []string{"fr", "en"} {
		w := ask(s, "/docs?lang="+lang)
		page := w.Body.String()
		if w.Code != http.StatusOK || !strings.Contains(page, `<html lang="`+lang+`">`) {
			t.Fatalf("/docs in %s: %d %s", lang, w.Code, page)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != docsPolicy || strings.Contains(got, "unsafe") {
			t.Errorf("policy: %s", got)
		}
		for _, bad := range []string{"<style", "<script>", " style=", " onload=", "http://", "https://"} {
			if strings.Contains(page, bad) {
				t.Errorf("/docs in %s holds %q", lang, bad)
			}
		}
		for _, m := range loaded.FindAllStringSubmatch(page, -1) {
			if w := ask(s, m[1]); w.Code != http.StatusOK {
				t.Errorf("/docs names %s, which answers %d", m[1], w.Code)
			}
		}
	}
}

// Where the address leaves the language open, the browser's choice counts.
func TestDocsPageFollowsTheBrowser(t *testing.T) {
	s := newTestServer(t)
	w := ask(s, "/docs", "Accept-Language", "en-GB,en;q=0.9")
	if !strings.Contains(w.Body.String(), `lang="en"`) || w.Header().Get("Content-Language") != "en" || !strings.Contains(w.Header().Get("Vary"), "Accept-Language") {
		t.Errorf("%v %.80s", w.Header(), w.Body)
	}
	if w := ask(s, "/docs/", "Accept-Language", "fr"); !strings.Contains(w.Body.String(), `lang="fr"`) {
		t.Errorf("/docs/: %d %.80s", w.Code, w.Body)
	}
	if w := ask(s, "/docs/nowhere.js"); w.Code != http.StatusNotFound {
		t.Errorf("a file that is none: %d", w.Code)
	}
}

// Coded once or not, the same bytes come out, and the tag of an answer makes the
// next one empty.
func TestDocsFilesAreCoded(t *testing.T) {
	s := newTestServer(t)
	const file = "/docs/swagger-ui-bundle.js"
	plain := ask(s, file)
	for range 2 { // the second time from what was kept
		coded := ask(s, file, "Accept-Encoding", "br")
		if coded.Header().Get("Content-Encoding") != "br" || coded.Body.Len() >= plain.Body.Len()/2 {
			t.Errorf("br: %v, %d bytes of %d", coded.Header(), coded.Body.Len(), plain.Body.Len())
		}
		again := ask(s, file, "Accept-Encoding", "br", "If-None-Match", coded.Header().Get("ETag"))
		if again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("asked again: %d", again.Code)
		}
	}
}

// Swagger UI is as published: what its page says of the files is true.
func TestSwaggerUIIsAsPublished(t *testing.T) {
	readme, err := swaggerUI.ReadFile("swaggerui/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"swagger-ui-bundle.js", "swagger-ui.css"} {
		text, err := swaggerUI.ReadFile("swaggerui/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if line := fmt.Sprintf("| `%s` | `%x` |", name, sha256.Sum256(text)); !strings.Contains(string(readme), line) {
			t.Errorf("the README of swaggerui has no line %s", line)
		}
	}
}
