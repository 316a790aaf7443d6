package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// StaticFile is an answer of the service as a file: what a host without the
// service needs to go on answering.
type StaticFile struct {
	Address string // path, with suffix
	Name    string // of the file, slash-separated, without a slash before
	Type    string // of its content
	Body    []byte
}

// Static gives every list, item, page, chart, feed and file that has an address
// without a question mark. Each is asked of the service itself, so that a file
// is the answer to its address and nothing is made twice.
func (s *Server) Static(ctx context.Context, put func(StaticFile) error) error {
	addresses, err := s.staticAddresses(ctx)
	if err != nil {
		return err
	}
	for _, address := range addresses {
		answer, err := s.get200(ctx, address)
		if err != nil {
			return err
		}
		if answer == nil {
			continue // no address after all: a format that is not to be had, a question without its words
		}
		media := answer.header.Get("Content-Type")
		if err := put(StaticFile{address, staticName(address, media), media, answer.body.Bytes()}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// staticName gives the name of the file for an address: pages are folders, so
// that their addresses need no suffix.
func staticName(address, media string) string {
	if strings.HasPrefix(media, MediaType("html")) {
		return strings.TrimPrefix(strings.TrimSuffix(address, "/")+"/index.html", "/")
	}
	return strings.TrimPrefix(address, "/")
}

// unwritten are routes that tell of the process, or are another under a second name.
var unwritten = []string{"/livez", "/readyz", docsPath + "/"}

// suffixesOfLists are those that the address of a list may end in.
var suffixesOfLists = []string{"json", "csv", "xlsx", "jsonl", "atom", "ics", datawrapper}

// staticAddresses gives the addresses that may answer, each once, sorted.
func (s *Server) staticAddresses(ctx context.Context) ([]string, error) {
	addresses, err := s.everyPage(ctx)
	if err != nil {
		return nil, err
	}
	pictures, err := s.picturePaths(ctx)
	if err != nil {
		return nil, err
	}
	addresses = append(addresses, pictures...)
	for _, r := range s.echo.Routes() {
		switch {
		case r.Method != http.MethodGet || slices.Contains(unwritten, r.Path):
		case strings.Contains(r.Path, "/:"):
			filled, err := s.filledIn(ctx, r.Path)
			if err != nil {
				return nil, err
			}
			addresses = append(addresses, filled...)
		case strings.HasPrefix(r.Path, "/v1/download/") || !isV1(r.Path):
			addresses = append(addresses, r.Path)
		default:
			addresses = append(addresses, suffixedBy(r.Path, suffixesOfLists)...)
		}
	}
	slices.Sort(addresses)
	return slices.Compact(addresses), nil
}

func isV1(path string) bool { return path == "/v1" || strings.HasPrefix(path, "/v1/") }

func suffixedBy(path string, formats []string) (out []string) {
	for _, format := range formats {
		out = append(out, path+"."+format)
	}
	return out
}

// filledIn gives the addresses of a route with a parameter.
func (s *Server) filledIn(ctx context.Context, route string) (out []string, err error) {
	before, _, _ := strings.Cut(route, ":")
	switch before {
	case "/docs/":
		for name := range assetFiles {
			out = append(out, before+name)
		}
		return out, nil
	case "/problems/":
		for _, kind := range problemTypes {
			out = append(out, before+kind.name)
		}
		return out, nil
	case "/v1/schema/":
		for _, t := range tables {
			out = append(out, before+t.name()+".json")
		}
		return out, nil
	}
	collection, isItem := strings.CutPrefix(strings.TrimSuffix(before, "/"), "/v1/")
	if !isItem {
		return nil, nil // a page or a picture: they are listed already
	}
	ids, err := s.idsKnown(ctx, collection)
	for _, id := range ids {
		if strings.HasSuffix(route, "/cite") {
			out = append(out, before+id+"/cite")
			continue
		}
		out = append(out, suffixedBy(before+id, formatsOfLists)...)
	}
	return out, err
}

// idsKnown gives the ids of a collection that are known today.
func (s *Server) idsKnown(ctx context.Context, collection string) (ids []string, err error) {
	answer, err := s.get200(ctx, "/v1/"+collection+".jsonl?fields=id")
	if err != nil || answer == nil {
		return nil, err
	}
	for line := range bytes.Lines(answer.body.Bytes()) {
		var row struct{ ID string }
		if err := json.Unmarshal(line, &row); err != nil {
			return nil, err
		}
		ids = append(ids, row.ID)
	}
	return ids, nil
}

// recorder keeps an answer.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header gives the headers of the answer.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader keeps the status.
func (r *recorder) WriteHeader(status int) { r.status = status }

// Write keeps a part of the body.
func (r *recorder) Write(b []byte) (int, error) { return r.body.Write(b) }

// patience is how often a busy service is asked again: each time it has waited
// for as long as a query may take.
const patience = 30

// get200 asks the service for an address. Nil is no address; whatever else is
// no good answer is an error.
func (s *Server) get200(ctx context.Context, address string) (*recorder, error) {
	for range patience {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return nil, err
		}
		request.RequestURI = address // as a server reads it
		answer := &recorder{header: http.Header{}, status: http.StatusOK}
		s.ServeHTTP(answer, request)
		switch {
		case answer.status == http.StatusOK:
			return answer, nil
		case answer.status == http.StatusServiceUnavailable && ctx.Err() == nil:
			continue
		case answer.status < http.StatusInternalServerError:
			return nil, nil
		}
		return nil, fmt.Errorf("%s answers %d: %s", address, answer.status, answer.body.String())
	}
	return nil, fmt.Errorf("%s: the service stays busy", address)
}
