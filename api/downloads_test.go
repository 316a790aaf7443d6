package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// listed gives what /v1/dataset tells of the downloads.
func listed(t *testing.T, s *Server) (all []Download) {
	t.Helper()
	var answer struct {
		Data struct{ Downloads []DownloadLink }
	}
	w := ask(s, "/v1/dataset")
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Data.Downloads) != 2 {
		t.Fatalf("/v1/dataset: %d %s", w.Code, w.Body)
	}
	made := s.files.of(s, s.data.Load())
	<-made.done
	for i, file := range made.files {
		if file.DownloadLink != answer.Data.Downloads[i] {
			t.Errorf("/v1/dataset leads to %+v, made is %+v", answer.Data.Downloads[i], file.DownloadLink)
		}
	}
	return made.files
}

// What /v1/dataset says of a file is true of its bytes, and so are the headers.
func TestDownloadsAreWhatIsSaidOfThem(t *testing.T) {
	s := serveHardCases(t)
	for _, d := range listed(t, s) {
		path := strings.TrimPrefix(d.URL, testURL)
		w := ask(s, path, "Accept-Encoding", "br, gzip")
		sum := sha256.Sum256(w.Body.Bytes())
		h := w.Header()
		for what, pair := range map[string][2]string{
			"status":      {fmt.Sprint(w.Code), "200"},
			"bytes":       {fmt.Sprint(w.Body.Len()), fmt.Sprint(d.Bytes)},
			"length":      {h.Get("Content-Length"), fmt.Sprint(d.Bytes)},
			"sum":         {hex.EncodeToString(sum[:]), d.SHA256},
			"digest":      {h.Get("Repr-Digest"), "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"},
			"type":        {h.Get("Content-Type"), d.MediaType},
			"ranges":      {h.Get("Accept-Ranges"), "bytes"},
			"coding":      {h.Get("Content-Encoding"), ""},
			"language":    {h.Get("Content-Language"), ""},
			"freshness":   {h.Get("Cache-Control"), cacheGood},
			"sum's file":  {ask(s, path+".sha256").Body.String(), d.SHA256 + "  " + d.Name + "\n"},
			"disposition": {h.Get("Content-Disposition"), `attachment; filename="` + d.Name + `"`},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s is %q, want %q", d.Name, what, pair[0], pair[1])
			}
		}
		if again := ask(s, path, "If-None-Match", "W/"+h.Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s: %d with its tag", d.Name, again.Code)
		}
		head := httptest.NewRecorder()
		s.ServeHTTP(head, httptest.NewRequest(http.MethodHead, path, nil))
		if head.Code != http.StatusOK || head.Body.Len() > 0 || head.Header().Get("Content-Length") != fmt.Sprint(d.Bytes) {
			t.Errorf("%s: HEAD gives %d, %d bytes, %v", d.Name, head.Code, head.Body.Len(), head.Header())
		}
	}
}

// A download that broke off is taken up again where it stopped.
func TestDownloadsInRanges(t *testing.T) {
	s := serveHardCases(t)
	const path = "/v1/download/jalons.zip"
	whole := ask(s, path)
	body, tag := whole.Body.Bytes(), whole.Header().Get("ETag")
	for _, c := range []struct {
		header, value string
		more          []string
		status        int
		want          []byte
	}{
		{"Range", "bytes=0-99", nil, 206, body[:100]},
		{"Range", "bytes=100-", nil, 206, body[100:]},
		{"Range", "bytes=-10", nil, 206, body[len(body)-10:]},
		{"Range", "bytes=100-199", []string{"If-Range", tag}, 206, body[100:200]},
		{"Range", "bytes=100-199", []string{"If-Range", `"other"`}, 200, body},
		{"Range", "bytes=100-199", []string{"If-Range", whole.Header().Get("Last-Modified")}, 200, body},
		{"Range", "pages=1-2", nil, 416, nil},
		{"Range", "bytes=" + fmt.Sprint(len(body)) + "-", nil, 416, nil},
		{"If-Match", tag, nil, 200, body},
		{"If-Match", `"other"`, nil, 412, nil},
	} {
		w := ask(s, path, append([]string{c.header, c.value}, c.more...)...)
		if w.Code != c.status {
			t.Errorf("%s: %s with %q gives %d, want %d", c.header, c.value, c.more, w.Code, c.status)
		}
		if c.want != nil && !bytes.Equal(w.Body.Bytes(), c.want) {
			t.Errorf("%s: %s with %q gives %d bytes, want %d", c.header, c.value, c.more, w.Body.Len(), len(c.want))
		}
		if c.status >= 400 {
			var p Problem
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || p.Status != c.status || w.Header().Get("Content-Type") != "application/problem+json" ||
				w.Header().Get("Repr-Digest") != "" || w.Header().Get("ETag") != "" {
				t.Errorf("%s: %s gives %v %s", c.header, c.value, w.Header(), w.Body)
			}
		}
		if c.status == 416 && w.Header().Get("Content-Range") != fmt.Sprintf("bytes */%d", len(body)) {
			t.Errorf("%s: %s does not tell the size: %v", c.header, c.value, w.Header())
		}
	}
}

func TestDownloadsRefuse(t *testing.T) {
	s := serveHardCases(t)
	for address, want := range map[string]string{
		"/v1/download/jalons.zip?known_on=2019-01-01": "400 /v1/download/jalons.zip",
		"/v1/download/jalons.sqlite?%zz":              "400 /v1/download/jalons.sqlite",
		"/v1/download/jalon.zip":                      "404 /v1/download/jalons.zip",
		"/v1/download/everything":                     "404 /v1",
		"/v1/download/jalons.zip.sha256?a=b":          "400 /v1/download/jalons.zip.sha256",
	} {
		w := ask(s, address)
		var p Problem
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(w.Code, " ", strings.TrimPrefix(p.Suggestion, testURL)); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
}

// Two services of the same data and build give the same bytes.
func TestDownloadsAreDeterministic(t *testing.T) {
	a, b := listed(t, serveHardCases(t)), listed(t, serveHardCases(t))
	for i := range a {
		if a[i].SHA256 != b[i].SHA256 {
			t.Errorf("%s: %s and %s", a[i].Name, a[i].SHA256, b[i].SHA256)
		}
	}
}

// Where there is no place to make the files in, the caller is told to come back.
func TestDownloadsAreWaitedFor(t *testing.T) {
	s := serveHardCases(t)
	for range maxExports {
		s.exports <- struct{}{}
	}
	if w := ask(s, "/v1/download/jalons.zip"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for range maxExports {
		<-s.exports
	}
	if w := ask(s, "/v1/download/jalons.zip"); w.Code != http.StatusOK {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
