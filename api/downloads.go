package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// DownloadLink leads to a file that holds the whole dataset.
type DownloadLink struct {
	Name      string `json:"name"`
	URL       string `json:"url"`
	MediaType string `json:"media_type"`
	SHA256URL string `json:"sha256_url"` // its SHA-256, as a file that sha256sum -c reads
}

// Download is such a file. /v1/dataset gives its link alone: the file is made
// after the service has begun to answer, and that answer shall not wait for it.
type Download struct {
	DownloadLink
	Bytes  int
	SHA256 string
	body   []byte
}

// downloadLinks leads to the files.
func (s *Server) downloadLinks() (links []DownloadLink) {
	for _, f := range downloadNames {
		url := s.base + "/v1/download/" + f.name
		links = append(links, DownloadLink{f.name, url, f.media, url + sumSuffix})
	}
	return links
}

type downloadName struct {
	name, media string
	title, doc  dataset.Text
	make        func(*taken) ([]byte, error)
}

// downloadNames are the files, with their media types.
var downloadNames = []downloadName{
	{"jalons.sqlite", "application/vnd.sqlite3", dataset.Text{FR: "Tout, en une base SQLite", EN: "All of it, as a SQLite database"},
		dataset.Text{FR: "Une base SQLite : les tables du jour, chaque état passé dans les tables _history, les colonnes et les codes expliqués ; dans les deux langues.",
			EN: "A SQLite database: the tables of today, every past state in the _history tables, columns and codes explained; in both languages."}, (*taken).database},
	{"jalons.zip", "application/zip", dataset.Text{FR: "Tout, en un paquet de CSV", EN: "All of it, as a package of CSV"},
		dataset.Text{FR: "Un paquet Frictionless : les CSV du jour dans les deux langues, leurs schémas avec les clés étrangères, un mode d'emploi, la licence.",
			EN: "A Frictionless package: the CSV of today in both languages, their schemas with foreign keys, how to read them, the licence."}, (*taken).packed},
}

// downloads keeps the files of one dataset. They are made when first asked for,
// not by jalons build: their permalinks begin with the public address, which only
// the service knows; and not before the service listens, which it shall within
// two seconds. They stay in memory, since there may be no folder to write to.
type downloads struct {
	mu   sync.Mutex
	made *making
}

// making is the work on them, done once for all who wait for it.
type making struct {
	done  chan struct{} // closed at the end
	files []Download
	err   error
}

// downloads gives the files of the edition, and begins to make them where nobody
// has: that work holds the edition until it ends.
func (e *edition) downloads(s *Server) *making {
	d := &e.files
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.made != nil {
		return d.made
	}
	m := &making{done: make(chan struct{})}
	d.made = m
	e.holders.Add(1) // whoever asks holds it
	go func() {
		defer e.release()
		defer close(m.done)
		ctx, cancel := context.WithTimeout(context.Background(), exportTimeout)
		defer cancel()
		if m.files, m.err = s.makeDownloads(ctx, e.data); m.err != nil {
			d.mu.Lock()
			defer d.mu.Unlock()
			if d.made == m {
				d.made = nil // the next who asks has it tried again
			}
		}
	}()
	return m
}

func (s *Server) makeDownloads(ctx context.Context, data *store.Store) (files []Download, err error) {
	t := s.taking(ctx, data)
	for i, link := range s.downloadLinks() {
		body, err := downloadNames[i].make(t)
		if err != nil {
			return nil, fmt.Errorf("making %s: %w", link.Name, err)
		}
		sum := sha256.Sum256(body)
		files = append(files, Download{link, len(body), hex.EncodeToString(sum[:]), body})
	}
	return files, nil
}

// downloads waits for the files of the call's dataset as long as their making may
// take: whoever asks for so much waits sooner than asks again.
func (c *call) downloads() ([]Download, error) {
	ctx, cancel := context.WithTimeout(c.caller, exportTimeout)
	defer cancel()
	m := c.edition.downloads(c.server)
	select {
	case <-m.done:
		return m.files, m.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// sumSuffix ends the address of a file's SHA-256.
const sumSuffix = ".sha256"

// downloadTime bounds the time in which a file leaves: at 20 kB/s ten megabytes
// take eight minutes. What breaks off is taken up again by a range.
const downloadTime = 15 * time.Minute

// download answers one of the files, or its SHA-256.
func download(i int, sumOnly bool) func(*call) error {
	return func(c *call) error {
		if pairs, faults := split(c.Request().URL.RawQuery); len(pairs)+len(faults) > 0 {
			return c.wholeAlone(pairs, faults)
		}
		files, err := c.downloads()
		switch {
		case err != nil:
			return err
		case sumOnly:
			return c.fixed("text", func() ([]byte, error) { return []byte(files[i].SHA256 + "  " + files[i].Name + "\n"), nil })
		}
		return c.serveFile(files[i])
	}
}

// wholeAlone refuses parameters: the files are one and the same for all.
func (c *call) wholeAlone(pairs []pair, faults []paramFault) error {
	for _, p := range pairs {
		faults = append(faults, paramFault{pair: p, kind: unknownParameter, allowed: []string{}, detail: dataset.Text{
			FR: fmt.Sprintf("« %s » n'est pas un paramètre d'ici : le fichier est entier, dans les deux langues ; les tables _history de la base disent ce qui était connu chaque jour.", p.name),
			EN: fmt.Sprintf("%q is no parameter here: the file is whole and in both languages; the _history tables of the database tell what was known on each day.", p.name)}})
	}
	return refuse(c, c.path, nil, faults, func([]pair) []paramFault { return nil })
}

// serveFile answers a file or the ranges of it that are asked for.
func (c *call) serveFile(f Download) error {
	sum, err := hex.DecodeString(f.SHA256)
	if err != nil {
		return err
	}
	etag := c.etag("")
	c.describe(etag)
	h := c.Response().Header()
	h.Set("Vary", "Accept-Encoding") // as everywhere; the bytes are compressed already, or want to stay a file
	h.Del("Content-Language")        // both
	h.Set("Content-Type", f.MediaType)
	h.Set("Content-Disposition", `attachment; filename="`+f.Name+`"`)
	h.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum)+":") // RFC 9530
	r := c.Request().Clone(c.caller)
	if ifRange := r.Header.Get("If-Range"); ifRange != "" && !strings.HasPrefix(ifRange, `"`) {
		r.Header.Del("Range") // a day is no strong validator: the whole file is always right
	}
	writer := &refusing{ResponseWriter: c.Response()}
	_ = http.NewResponseController(c.Response().Writer).SetWriteDeadline(time.Now().Add(downloadTime)) // a recorder has none
	http.ServeContent(writer, r, f.Name, time.Time{}, bytes.NewReader(f.body))
	return writer.fault(c, f)
}

// refusing passes good answers on and keeps refusals back, so that they become
// problem documents as everywhere.
type refusing struct {
	http.ResponseWriter
	status int // of a refusal, 0 for none
}

// WriteHeader passes on what is no refusal.
func (w *refusing) WriteHeader(status int) {
	if status >= http.StatusBadRequest {
		w.status = status
		return
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write passes on the body of what is no refusal.
func (w *refusing) Write(b []byte) (int, error) {
	if w.status != 0 {
		return len(b), nil
	}
	return w.ResponseWriter.Write(b)
}

// fault gives the problem for what was kept back, nil for nothing.
func (w *refusing) fault(c *call, f Download) error {
	switch w.status {
	case 0:
		return nil
	}
	c.Response().Header().Del("Repr-Digest")
	switch w.status {
	case http.StatusRequestedRangeNotSatisfiable:
		c.Response().Header().Set("Content-Range", fmt.Sprintf("bytes */%d", f.Bytes))
		return &fault{kind: rangeNotSatisfiable, suggestion: c.path, detail: dataset.Text{
			FR: fmt.Sprintf("Le fichier a %d octets, comptés à partir de 0.", f.Bytes), EN: fmt.Sprintf("The file has %d bytes, counted from 0.", f.Bytes)}}
	case http.StatusPreconditionFailed:
		return &fault{kind: preconditionFailed, suggestion: c.path, detail: dataset.Text{
			FR: "Le fichier n'est plus celui que nomme l'en-tête If-Match ou If-Unmodified-Since.", EN: "The file is no longer the one that the header If-Match or If-Unmodified-Since names."}}
	}
	return errors.New("a file is refused with " + http.StatusText(w.status))
}
