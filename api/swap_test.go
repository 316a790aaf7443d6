package api

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// editionsOf builds datasets that differ in every funding row: its label in
// French is the dataset's version.
func editionsOf(t *testing.T, versions ...string) (paths map[string]string) {
	t.Helper()
	paths = map[string]string{}
	for _, version := range versions {
		d := hardCases(t)
		d.Info.Version = version
		for _, p := range d.Programmes {
			for _, f := range p.Funding {
				f.Label = dataset.Text{FR: version, EN: "any"}
			}
		}
		paths[version] = filepath.Join(t.TempDir(), "jalons.db")
		if _, err := store.Build(paths[version], d, "test"); err != nil {
			t.Fatal(err)
		}
	}
	return paths
}

// opened opens a database that somebody else closes.
func opened(t *testing.T, path string) *store.Store {
	t.Helper()
	data, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// mixes says what of an answer is of another version than its header.
func mixes(w *httptest.ResponseRecorder) error {
	version := w.Header().Get("X-Dataset-Version")
	if w.Code != http.StatusOK || version == "" {
		return fmt.Errorf("%d, version %q: %s", w.Code, version, w.Body)
	}
	var labels []string
	if strings.HasPrefix(w.Header().Get("Content-Type"), "text/csv") {
		lines, err := csv.NewReader(w.Body).ReadAll()
		if err != nil {
			return err
		}
		for _, line := range lines[1:] {
			labels = append(labels, line[0])
		}
	} else {
		var answer struct {
			Data json.RawMessage
			Meta struct {
				Version string `json:"dataset_version"`
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			return err
		}
		labels = append(labels, answer.Meta.Version)
		type row struct{ Label string }
		var rows []row
		if json.Unmarshal(answer.Data, &rows) != nil {
			rows = make([]row, 1)
			if err := json.Unmarshal(answer.Data, &rows[0]); err != nil {
				return err
			}
		}
		for _, r := range rows {
			labels = append(labels, r.Label)
		}
	}
	if len(labels) < 2 {
		return fmt.Errorf("there is nothing in it: %s", w.Body)
	}
	for _, label := range labels {
		if label != version {
			return fmt.Errorf("the header says %s, a row %s", version, label)
		}
	}
	return nil
}

// openFiles counts the files that this process has open, where its system tells.
func openFiles(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return len(all)
}

// A hundred swaps under eight readers: every answer is whole, and of one
// dataset: header, tag, meta and rows.
func TestSwapsUnderReaders(t *testing.T) {
	const swaps, readers, questions = 100, 8, 3
	versions := []string{"2026.11.21", "2026.11.21.1"}
	paths := editionsOf(t, versions...)
	s, lines := logged(t)
	s.Swap(opened(t, paths[versions[0]]))
	files := openFiles(t)
	var tags sync.Map // a tag, by address and version
	var asked, late atomic.Int64
	addresses := []string{"/v1/funding?limit=1000", "/v1/funding.csv?fields=label", "/v1/funding/dmp-210m-cour-2012", "/v1/search?q=dmp&collection=funding"}
	read := func(address string) (version string) {
		w := ask(s, address)
		version = w.Header().Get("X-Dataset-Version")
		if err := mixes(w); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		if tag, seen := tags.LoadOrStore(address+version, w.Header().Get("ETag")); seen && tag != w.Header().Get("ETag") {
			t.Errorf("%s of version %s has two tags", address, version)
		}
		asked.Add(1)
		return version
	}
	for n := range swaps {
		old, next := s.edition.Load(), opened(t, paths[versions[(n+1)%2]])
		var wait sync.WaitGroup
		begun := make(chan bool, readers)
		for i := range readers {
			wait.Go(func() {
				for k := range questions {
					version := read(addresses[(n+i+k)%len(addresses)])
					if k == 0 {
						begun <- true
					}
					if version != versions[n%2] {
						late.Add(1)
					}
				}
			})
		}
		<-begun // one has read, the others read, or are about to
		s.Swap(next)
		if got := read(addresses[n%len(addresses)]); got != next.About.Info.Version {
			t.Errorf("after the swap to %s: an answer of %s", next.About.Info.Version, got)
		}
		if w := ask(s, "/readyz"); w.Code != http.StatusOK {
			t.Errorf("/readyz: %d", w.Code)
		}
		wait.Wait()
		if err := old.data.Ping(t.Context()); err == nil {
			t.Error("the old dataset is not closed after its last reader")
		}
	}
	if n := late.Load(); n < swaps || n == asked.Load() {
		t.Errorf("%d of %d answers came after a swap: one side was not tried", n, asked.Load())
	}
	if strings.Contains(lines.String(), `"level":"ERROR"`) {
		t.Errorf("the log says %s", lines)
	}
	if now := openFiles(t); now > files+swaps {
		t.Errorf("%d files are open after the swaps, %d before", now, files)
	}
	if n := s.edition.Load().holders.Load(); n != 1 {
		t.Errorf("%d holders are left, want the server alone", n)
	}
}

// A dataset is closed after its last reader, not before, whatever becomes of
// the reader.
func TestOldDatasetClosesAfterItsLastReader(t *testing.T) {
	paths := editionsOf(t, "2026.11.21", "2026.11.21.1")
	s := serveHardCases(t)
	s.Swap(opened(t, paths["2026.11.21"]))
	old := s.edition.Load()
	inside, leave := make(chan bool), make(chan bool)
	s.get("/v1/slow", func(c *call) error {
		inside <- true
		<-leave
		if err := c.data.Ping(c.ctx()); err != nil {
			t.Errorf("closed under its reader: %v", err)
		}
		panic("and then it breaks")
	})
	gone := make(chan bool)
	go func() { ask(s, "/v1/slow"); close(gone) }()
	<-inside
	s.Swap(opened(t, paths["2026.11.21.1"]))
	if got := s.About().Info.Version; got != "2026.11.21.1" {
		t.Errorf("serves %s", got)
	}
	if err := old.data.Ping(t.Context()); err != nil {
		t.Errorf("closed while it is read: %v", err)
	}
	leave <- true
	<-gone
	if err := old.data.Ping(t.Context()); err == nil {
		t.Error("not closed after its last reader")
	}
	last := s.edition.Load()
	s.Close()
	if err := last.data.Ping(t.Context()); err == nil {
		t.Error("the server let go, and the dataset is still open")
	}
}
