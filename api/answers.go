package api

import (
	"net/http"
	"strings"
	"time"

	"github.com/maypok86/otter/v2"
)

// Bounds of what an edition keeps of its answers, in bytes: room for the questions
// that dashboards repeat, and no single answer that would push them all out.
const (
	maxKept   = 32 << 20
	maxAnswer = 2 << 20
)

// answerCost is what an answer takes beside its body, in bytes, about.
const answerCost = 2 << 10

// answer is a whole answer as it left: who asks the same gets the same bytes.
// It is shared by requests, and never changed.
type answer struct {
	status int
	header http.Header
	body   []byte
	tell   teller
}

// keptAnswers are those of one edition. They need no expiry: what an edition answers
// does not depend on the clock, and they go with it.
type keptAnswers = otter.Cache[string, *answer]

func newAnswers() *keptAnswers {
	return otter.Must(&otter.Options[string, *answer]{
		MaximumWeight: maxKept,
		Weigher:       func(key string, a *answer) uint32 { return uint32(len(key) + len(a.body) + answerCost) },
	})
}

// questionOf is all of a request on which a good answer depends. Under /v1 the
// language is in the address; the tag makes the answer that nothing has changed.
func questionOf(r *http.Request) string {
	names := [...]string{"Accept", "Accept-Encoding", "If-None-Match", "Accept-Language"}
	asked := names[:]
	if strings.HasPrefix(r.RequestURI, "/v1") {
		asked = names[:len(names)-1]
	}
	size := len(r.RequestURI)
	for _, name := range asked {
		for _, line := range r.Header[name] {
			size += len("\n") + len(line)
		}
		size++
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteString(r.RequestURI)
	for _, name := range asked {
		b.WriteByte('\n')
		for i, line := range r.Header[name] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(line)
		}
	}
	return b.String()
}

// again answers a question that was answered before, and reports whether it was.
func (s *Server) again(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead || len(r.RequestURI) > maxURI || s.drain.Load() {
		return false
	}
	start := time.Now()
	held := s.hold()
	defer held.release()
	kept, ok := held.answers.GetIfPresent(questionOf(r))
	s.counts.Asked(ok)
	if !ok {
		return false
	}
	h := w.Header()
	for name, values := range kept.header {
		h[name] = values
	}
	w.WriteHeader(kept.status)
	size := 0
	if r.Method == http.MethodGet {
		size, _ = deliver(w, kept.body) // a caller who has gone is none of ours
	}
	kept.tell.tell(r, int64(size), start)
	return true
}

// keep keeps an answer that is about to leave, if it is a good one: a fault may
// be gone the next time.
func (c *call) keep(status int, body []byte) {
	h := c.Response().Header()
	if h.Get("Cache-Control") != cacheGood || len(body) > maxAnswer || c.server.drain.Load() {
		return
	}
	if status == http.StatusNotModified && c.header("If-None-Match") != h.Get("ETag") {
		return // one of endless ways to ask for it
	}
	c.edition.answers.Set(questionOf(c.Request()), &answer{status: status, header: h.Clone(), body: body,
		tell: c.server.teller(c.Path(), mediaOf(h), c.path, c.Request().URL.RawQuery, status)})
}
