package api

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// many adds copies of a funding row to the shipped data, with locators that no
// coding makes short.
func many(t *testing.T, n int) *dataset.Dataset {
	t.Helper()
	d := shipped(t)
	for _, p := range d.Programmes {
		if len(p.Funding) == 0 {
			continue
		}
		for i := range n {
			f := *p.Funding[0]
			f.ID, f.Question, f.PartOf = fmt.Sprintf("zz-row-%06d", i), "", ""
			f.Label = dataset.Text{FR: fmt.Sprintf("ligne %06d", i), EN: fmt.Sprintf("row %06d", i)}
			var noise strings.Builder
			for j := range 128 {
				fmt.Fprintf(&noise, "%x", sha256.Sum256([]byte{byte(i), byte(i >> 8), byte(j)}))
			}
			f.Citations = slices.Clone(f.Citations)
			f.Citations[0].Locator = noise.String()
			p.Funding = append(p.Funding, &f)
		}
		return d
	}
	t.Fatal("no programme has funding")
	return nil
}

// damaged overwrites the page of a database file that holds a text, has the
// manifest vouch for it, and serves the file.
func damaged(t *testing.T, path, text string) *Server {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	place := bytes.Index(data, []byte(text))
	if place < 0 {
		t.Fatalf("%q is not in the file", text)
	}
	manifest, err := os.ReadFile(store.ManifestOf(path))
	if err != nil {
		t.Fatal(err)
	}
	const page = 4096
	good := fmt.Sprintf("%x", sha256.Sum256(data))
	start := place / page * page
	copy(data[start:start+page], bytes.Repeat([]byte{0xff}, page))
	manifest = bytes.Replace(manifest, []byte(good), fmt.Appendf(nil, "%x", sha256.Sum256(data)), 1)
	path = filepath.Join(t.TempDir(), "damaged.db")
	for name, text := range map[string][]byte{path: data, store.ManifestOf(path): manifest} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return serveFile(t, path)
}

// A store that fails when bytes have left already breaks the connection: the
// caller sees an error, never a short 200. Where nothing has left it is a
// problem document.
func TestAnExportThatFailsMidwayBreaksTheConnection(t *testing.T) {
	s, path := serveData(t, many(t, 400))
	server := httptest.NewServer(s)
	defer server.Close()
	const last = "zz-row-000399"
	fetch := func(address, coding string) (*http.Response, []byte, error) {
		r, err := http.NewRequest(http.MethodGet, server.URL+address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", coding)
		answer, err := http.DefaultTransport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(answer.Body)
		return answer, body, err
	}
	if answer, body, err := fetch("/v1/funding.csv", "identity"); err != nil || answer.StatusCode != http.StatusOK || !bytes.Contains(body, []byte(last)) {
		t.Fatalf("before the damage: %v %v", answer.Status, err)
	}
	server.Config.Handler = damaged(t, path, "ligne 000380")
	for _, address := range []string{"/v1/funding.csv", "/v1/funding.jsonl", "/v1/funding.csv?dialect=fr&lang=en"} {
		for _, coding := range []string{"identity", "gzip", "br"} {
			answer, body, err := fetch(address, coding)
			if answer.StatusCode != http.StatusOK || err == nil || len(body) < streamBuffer {
				t.Errorf("%s in %s: %s, %d bytes, error %v", address, coding, answer.Status, len(body), err)
			}
		}
	}
	answer, body, err := fetch("/v1/funding.xlsx", "identity")
	if err != nil || answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" || !json.Valid(body) || answer.Header.Get("Content-Disposition") != "" {
		t.Errorf("a workbook, of which nothing has left: %s %v %s", answer.Status, err, body)
	}
	if answer, _, err := fetch("/v1/milestones.csv", "identity"); err != nil || answer.StatusCode != http.StatusOK {
		t.Errorf("what is whole is served no more: %s %v", answer.Status, err)
	}
}

// breaking serves exports of n rows, of which reading that of a number fails, at
// /v1/breaking/{number}.
func breaking(t *testing.T, n int) *Server {
	s := serveHardCases(t)
	s.get("/v1/breaking/:row", func(c *call) error {
		row, err := strconv.Atoi(c.Param("row"))
		if err != nil {
			return err
		}
		if err := c.settle(formatsOfLists, funding.parse); err != nil {
			return err
		}
		return funding.export(c, exportRows[fundingRow]{"", true, func(do func(*fundingRow) error) error {
			for i := range n {
				if i+1 == row {
					return errors.New("the disk is gone")
				}
				label := fmt.Sprintf("%x", sha256.Sum256([]byte{byte(i), byte(i >> 8)}))
				if err := do(&fundingRow{ID: label, Label: dataset.Text{FR: label}}); err != nil {
					return err
				}
			}
			return nil
		}})
	})
	return s
}

// within is a listener whose connections lie within others, as those of the program do.
type within struct{ net.Listener }

func (l within) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	return connWithin{c}, err
}

type connWithin struct{ net.Conn }

func (c connWithin) NetConn() net.Conn { return c.Conn }

// An export that fails at its first row, the second, the fourth and so on never
// looks whole: it is a problem, or the connection breaks.
func TestAnExportThatFailsAtAnyRowIsNoticed(t *testing.T) {
	const rows = 1000
	server := httptest.NewUnstartedServer(breaking(t, rows))
	server.Listener = within{server.Listener}
	server.Start()
	defer server.Close()
	broken := 0
	for row := 1; row <= 1024; row *= 2 {
		for _, format := range []string{"csv", "jsonl", "xlsx"} {
			for _, coding := range []string{"identity", "gzip", "br"} {
				for _, protocol := range []string{"1.0", "1.1"} {
					name := fmt.Sprintf("row %d, %s in %s by HTTP/%s", row, format, coding, protocol)
					status, err := rawExport(t, server.Listener.Addr().String(), fmt.Sprintf("/v1/breaking/%d.%s", row, format), coding, protocol)
					switch {
					case row > rows && (status != http.StatusOK || err != nil):
						t.Errorf("%s: %d, error %v, and nothing failed", name, status, err)
					case row <= rows && status == http.StatusOK && err == nil:
						t.Errorf("%s looks whole", name)
					case row <= rows && status == http.StatusOK:
						broken++
					}
				}
			}
		}
	}
	if broken < 10 {
		t.Errorf("%d connections broke: the failures come too early to try that", broken)
	}
}

// rawExport asks by a protocol of choice, and reads the answer to its end. By
// HTTP/1.0 the end of an export is the end of the connection: only its breaking
// tells a caller that something is missing.
func rawExport(t *testing.T, host, address, coding, protocol string) (status int, err error) {
	t.Helper()
	conn, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprintf(conn, "GET %s HTTP/%s\r\nHost: x\r\nAccept-Encoding: %s\r\nConnection: close\r\n\r\n", address, protocol, coding)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return http.StatusOK, err // reset before the header was read
	}
	defer answer.Body.Close()
	_, err = io.Copy(io.Discard, answer.Body)
	return answer.StatusCode, err
}
