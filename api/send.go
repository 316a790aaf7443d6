package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
)

// Freshness of answers, in seconds: five minutes as fresh, a day while a new
// one is fetched, a week where the service is down. Refusals for a minute.
const (
	cacheGood    = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
	cacheRefused = "public, max-age=60"
	cacheNever   = "no-store"
)

// smallest is the size in bytes below which coding a body saves nothing: it
// leaves in one packet either way.
const smallest = 1200

// etag gives the strong tag of the representation: from the dataset's digest,
// the build, the public address, the normalised request, format, language and
// coding, so that replicas of one build agree.
func (c *call) etag(coding string) string {
	pairs := c.given()
	slices.SortFunc(pairs, func(a, b pair) int { return strings.Compare(a.name, b.name) })
	h := sha256.New()
	for _, part := range []string{c.data.About.Digest, c.server.build, c.server.base, c.path, encode(pairs), c.params.format, c.lang, coding} {
		h.Write([]byte(strconv.Itoa(len(part)) + ":" + part))
	}
	return `"` + hex.EncodeToString(h.Sum(nil)[:12]) + `"`
}

// coding gives the content coding that the caller likes best, "" for none.
func (c *call) coding() string {
	weights := map[string]float64{"identity": 0.001} // liked least, unless refused
	for _, p := range preferences(c.header("Accept-Encoding")) {
		if p.value == "*" {
			for _, name := range []string{"br", "gzip"} {
				if _, named := weights[name]; !named {
					weights[name] = p.weight
				}
			}
			continue
		}
		weights[p.value] = p.weight
	}
	best := ""
	for _, name := range []string{"identity", "gzip", "br"} {
		if weights[name] > 0 && weights[name] >= weights[best] {
			best = name
		}
	}
	if best == "identity" {
		return ""
	}
	return best
}

// fresh reports whether the caller has the answer already.
func (c *call) fresh() bool {
	header := c.header("If-None-Match")
	if header == "" {
		return false
	}
	tags := map[string]bool{c.etag(""): true, c.etag(c.coding()): true, "*": true}
	for tag := range strings.SplitSeq(header, ",") {
		if tags[strings.TrimPrefix(strings.TrimSpace(tag), "W/")] {
			return true
		}
	}
	return false
}

// describe sets the headers that a good answer has with a body and without.
func (c *call) describe(etag string) {
	h := c.Response().Header()
	h.Set("ETag", etag)
	h.Set("Last-Modified", c.data.About.Info.UpdatedOn.Time().Format(http.TimeFormat))
	h.Set("Cache-Control", cacheGood)
	h.Set("Content-Language", c.lang)
	h.Set("Vary", vary(c.open() && len(c.formats) > 1, c.spoken && !c.speaks()))
}

// vary names the headers on which an answer depends.
func vary(accept, language bool) string {
	names := []string{"Accept-Encoding"}
	if language {
		names = slices.Insert(names, 0, "Accept-Language")
	}
	if accept {
		names = slices.Insert(names, 0, "Accept")
	}
	return strings.Join(names, ", ")
}

func (c *call) notModified() error {
	tag := c.etag("")
	for given := range strings.SplitSeq(c.header("If-None-Match"), ",") {
		if strings.TrimPrefix(strings.TrimSpace(given), "W/") == c.etag(c.coding()) {
			tag = c.etag(c.coding())
		}
	}
	c.describe(tag)
	c.keep(http.StatusNotModified, nil)
	c.Response().WriteHeader(http.StatusNotModified)
	return nil
}

// send answers with a body, coded as the caller likes.
func (c *call) send(format string, body []byte) error {
	coding := ""
	if len(body) >= smallest {
		coding = c.coding()
	}
	c.describe(c.etag(coding))
	return write(c, http.StatusOK, mediaTypes[format], coding, body)
}

// write answers with a body and a length; HEAD gets the same without the body.
func write(c *call, status int, media, coding string, body []byte) error {
	h := c.Response().Header()
	h.Set("Content-Type", media)
	if coding != "" {
		body = compress(coding, body)
		h.Set("Content-Encoding", coding)
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	c.keep(status, body)
	c.Response().WriteHeader(status)
	if c.Request().Method == http.MethodHead {
		return nil
	}
	_, err := deliver(c.Response(), body)
	return err
}

// deliver writes a body that is whole.
func deliver(w http.ResponseWriter, body []byte) (int, error) {
	switch {
	case len(body) <= piece: // the system takes it at once
		return w.Write(body)
	case len(body) <= atOnce:
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(atOnceFor)) // a recorder in a test takes none
		return w.Write(body)
	}
	return pacing(w).Write(body)
}

// A body of some pieces, in bytes, leaves in one write: each further call of the
// system costs about what a kept answer costs in all. Who reads slower than 14 kB
// a second, beside what the system holds, is let go.
const (
	atOnce    = 128 << 10
	atOnceFor = 9 * time.Second
)

// Levels of compression that cost about as much time as they save on a wire.
const (
	gzipLevel   = 6
	brotliLevel = 4
)

func compress(coding string, body []byte) []byte {
	var b bytes.Buffer
	if coding == "br" {
		w := brotli.NewWriterLevel(&b, brotliLevel)
		_, _ = w.Write(body) // a buffer takes all
		_ = w.Close()
		return b.Bytes()
	}
	w, _ := gzip.NewWriterLevel(&b, gzipLevel) // the level is a good one
	_, _ = w.Write(body)
	_ = w.Close()
	return b.Bytes()
}
