package api

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"jalons/internal/dataset"
	"jalons/internal/metrics"
	"jalons/internal/store"
)

// Config is what the service is told by whoever starts it.
type Config struct {
	PublicURL string       // what links are built from, without a slash at its end
	Build     string       // version of the binary, part of every ETag
	Logger    *slog.Logger // one line a request

	Metrics *metrics.Metrics // counts; nil for counts that nobody sees
}

// Server answers HTTP from one dataset at a time.
type Server struct {
	base  string
	build string
	log   *slog.Logger
	echo  *echo.Echo
	drain atomic.Bool

	edition atomic.Pointer[edition]

	counts  *metrics.Metrics
	exports gate
	heavy   gate
}

// Limits of a request: an address longer than any question, and a time in which
// every query ends that an index can serve.
const (
	maxURI       = 8000
	queryTimeout = 2 * time.Second
)

// New makes a server of a dataset.
func New(cfg Config, data *store.Store) *Server {
	counts := cfg.Metrics
	if counts == nil {
		counts = metrics.New()
	}
	s := &Server{base: strings.TrimSuffix(cfg.PublicURL, "/"), build: cfg.Build, log: cfg.Logger, echo: echo.New(),
		counts: counts, exports: newGate("exports", maxExports, counts), heavy: newGate("heavy", maxHeavy, counts)}
	counts.Gauge("dataset_age_days", "Days from the day as of which the dataset speaks to now.", s.age)
	s.edition.Store(newEdition(data, s.closed))
	s.echo.HTTPErrorHandler = func(err error, c echo.Context) { s.problem(s.begin(c), err) }
	s.echo.IPExtractor = echo.ExtractIPDirect()
	s.echo.Pre(s.outermost)
	s.routes()
	return s
}

// ServeHTTP answers a request: with what was answered before, or anew.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.again(w, r) {
		s.echo.ServeHTTP(w, r)
	}
}

// Drain makes /readyz say no, and every answer the last of its connection, so
// that whoever sends requests sends no more.
func (s *Server) Drain() { s.drain.Store(true) }

// suffixed finds a format's suffix at the end of an address under /v1.
var suffixed = regexp.MustCompile(`^(/v1(?:/.+?)?)\.(dw\.json|json|csv|xlsx|jsonl|ics|atom)$`)

// begin gives the call of a request, made once; who makes it has it end.
func (s *Server) begin(c echo.Context) *call {
	if made, ok := c.Get("call").(*call); ok {
		return made
	}
	held := s.hold()
	made := &call{Context: c, server: s, edition: held, data: held.data, path: c.Request().URL.Path, lang: "fr"}
	if m := suffixed.FindStringSubmatch(made.path); m != nil {
		made.path, made.suffix = m[1], m[2]
	}
	made.day = made.data.About.Info.UpdatedOn
	c.Set("call", made)
	return made
}

// outermost is around everything: the log line, panics, common headers, the
// limit of time, and the suffix, which is no part of a route.
func (s *Server) outermost(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		start := time.Now()
		made := s.begin(c)
		defer made.edition.release() // after all else, whatever becomes of the request
		made.caller = c.Request().Context()
		ctx, cancel := context.WithTimeout(c.Request().Context(), queryTimeout)
		defer cancel()
		// Echo routes by the request that it was given, not by the one set below;
		// and by RawPath where there is one, to which %64mp is not dmp.
		c.Request().URL.Path, c.Request().URL.RawPath = made.path, ""
		c.SetRequest(c.Request().WithContext(ctx))
		common(c.Response().Header(), made)
		if s.drain.Load() {
			c.Response().Header().Set("Connection", "close")
		}
		defer func() {
			if v := recover(); v != nil {
				if v == http.ErrAbortHandler { //nolint:errorlint // net/http compares so too
					s.note(made, start)
					panic(v)
				}
				err = fmt.Errorf("panic: %v", v)
			}
			if err != nil {
				s.problem(made, err)
			}
			s.note(made, start)
			err = nil
		}()
		if len(c.Request().RequestURI) > maxURI {
			return &fault{kind: uriTooLong, detail: dataset.Text{
				FR: fmt.Sprintf("L'adresse dépasse %d octets.", maxURI), EN: fmt.Sprintf("The address is longer than %d bytes.", maxURI)}}
		}
		if c.Request().Method == http.MethodOptions {
			return preflight(made)
		}
		return next(c)
	}
}

// common sets the headers that every answer has.
func common(h http.Header, c *call) {
	h.Set("Access-Control-Allow-Origin", "*")
	h.Set("Access-Control-Expose-Headers", "ETag, Link, Content-Language, Content-Disposition, X-Dataset-Version")
	secure(h)
	if strings.HasPrefix(c.path, "/v1") {
		h.Set("X-Dataset-Version", c.data.About.Info.Version)
	}
}

// preflight answers a browser that asks whether a page may ask.
func preflight(c *call) error {
	h := c.Response().Header()
	h.Set("Allow", allowed)
	h.Set("Access-Control-Allow-Methods", allowed)
	h.Set("Access-Control-Allow-Headers", "Accept, Accept-Language, If-None-Match, If-Modified-Since")
	h.Set("Access-Control-Max-Age", "86400")
	h.Set("Cache-Control", cacheRefused)
	return c.NoContent(http.StatusNoContent)
}

// statusGone is what nginx notes of a caller who went before the answer.
const statusGone = 499

const allowed = "GET, HEAD, OPTIONS"

// problem answers with a problem document. An error that is none of ours is a
// bare 500, written to the log with what it says.
func (s *Server) problem(c *call, err error) {
	if c.Response().Committed {
		return
	}
	var f *fault
	var http4 *echo.HTTPError
	switch {
	case errors.As(err, &f):
	case errors.As(err, &http4) && http4.Code == http.StatusMethodNotAllowed:
		f = &fault{kind: methodNotAllowed, allow: allowed}
	case errors.As(err, &http4) && http4.Code == http.StatusNotFound:
		f = s.lost(c)
	case errors.Is(err, context.DeadlineExceeded):
		f = &fault{kind: busy}
	case store.Unreadable(err):
		s.log.Error("the data cannot be read", "path", c.path, "error", err.Error())
		f = unreadable
	case errors.Is(err, context.Canceled):
		c.Response().Status = statusGone // for the log alone
		return
	default:
		s.log.Error("unexpected error", "path", c.path, "error", err.Error())
		f = &fault{kind: internal}
	}
	s.answer(c, f)
}

func (s *Server) answer(c *call, f *fault) {
	h := c.Response().Header()
	lang := c.words()
	for _, name := range []string{"ETag", "Last-Modified", "Link", "Content-Disposition", "Content-Encoding"} {
		h.Del(name)
	}
	h.Set("Vary", vary(c.negotiated, !c.speaks()))
	h.Set("Content-Language", lang)
	h.Set("Cache-Control", cacheRefused)
	if f.allow != "" {
		h.Set("Allow", f.allow)
	}
	if f.kind.status >= http.StatusInternalServerError {
		h.Set("Cache-Control", cacheNever)
	}
	if f.kind == busy {
		h.Set("Retry-After", "5")
	}
	body, media := f.document(lang, s.base, printable(c.Request().RequestURI)), "application/problem+json"
	if c.paged != "" {
		h.Set("Vary", vary(true, false))
		if text := c.problemHTML(f); text != "" {
			body, media = []byte(text), mediaTypes["html"]
		}
	}
	if err := write(c, f.kind.status, media, "", body); err != nil {
		s.log.Debug("answer not taken", "error", err.Error())
	}
}

// lost is the problem of an address that is none, with the nearest that is.
func (s *Server) lost(c *call) *fault {
	f := &fault{kind: notFound, suggestion: "/v1", detail: dataset.Text{
		FR: "Cette adresse n'existe pas.", EN: "There is no such address."}}
	if near := dataset.Nearest(c.path, s.paths()); near != "" {
		f.suggestion = near + asking[near]
		return f
	}
	rest, isV1 := strings.CutPrefix(c.path, "/v1/")
	name, _, _ := strings.Cut(rest, "/")
	var names []string
	for _, collection := range all {
		names = append(names, collection.name())
	}
	if near := dataset.Nearest(name, names); isV1 && near != "" {
		f.suggestion = "/v1/" + near
	}
	return f
}

// asking completes the addresses that answer nothing without parameters.
var asking = map[string]string{"/v1/diff": "?from=" + firstDay + "&to=" + lastDay, "/v1/funding/summary": "?by=flow", "/v1/search": "?q=" + goodQuestion}

// paths are the routes without parameters.
func (s *Server) paths() []string {
	var out []string
	for _, r := range s.echo.Routes() {
		if r.Method == http.MethodGet && !strings.ContainsAny(r.Path, ":*") {
			out = append(out, r.Path)
		}
	}
	return out
}
