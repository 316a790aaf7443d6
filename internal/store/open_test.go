package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jalons/internal/dataset"
)

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A file that says otherwise than it holds is found out.
func TestCountsAreChecked(t *testing.T) {
	s := open(t, hardCases(t))
	if err := s.CheckCounts(background); err != nil {
		t.Error(err)
	}
	s.About.Counts["funding"]++
	if err := s.CheckCounts(background); err == nil || !strings.Contains(err.Error(), "funding") {
		t.Errorf("error %v", err)
	}
}

// A query that takes longer than its time is broken off inside SQLite.
func TestLongQueryIsBrokenOff(t *testing.T) {
	s := open(t, hardCases(t))
	ctx, cancel := context.WithTimeout(background, 50*time.Millisecond)
	defer cancel()
	err := s.lines(ctx, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n", nil, func(*sql.Rows) error { return nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v", err)
	}
	if err := s.Ping(background); err != nil {
		t.Error(err)
	}
}

// Nothing that can be said in SQL changes the file, or reaches another.
func TestFileIsReadOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := Build(path, hardCases(t), "test"); err != nil {
		t.Fatal(err)
	}
	before := folder(t, filepath.Dir(path))
	s := reopen(t, path)
	other := filepath.Join(t.TempDir(), "other.db")
	for _, statements := range [][]string{
		{"INSERT INTO about VALUES ('x', '{}')"},
		{"UPDATE funding SET amount_eur = 1"},
		{"DELETE FROM funding"},
		{"DROP TABLE funding"},
		{"CREATE TABLE more (x)"},
		{"ATTACH '" + other + "' AS other"},
		{"VACUUM INTO '" + other + "'"},
		{"PRAGMA query_only = 0", "INSERT INTO about VALUES ('x', '{}')"},
		{"PRAGMA writable_schema = 1", "UPDATE sqlite_master SET sql = 'x'"},
		{"PRAGMA writable_schema = 1", "PRAGMA query_only = 0", "DELETE FROM sqlite_master"},
		{"PRAGMA query_only = 0", "PRAGMA journal_mode = WAL", "DELETE FROM about"},
		{"PRAGMA query_only = 0", "PRAGMA user_version = 7", "DELETE FROM about"},
		{"PRAGMA query_only = 0", "ATTACH ':memory:' AS other"},
		{"PRAGMA query_only = 0", "VACUUM"},
	} {
		if err := inOneConnection(s, statements); err == nil {
			t.Errorf("%q was done", statements)
		}
	}
	for name, data := range folder(t, filepath.Dir(path)) {
		if !bytes.Equal(before[name], data) {
			t.Errorf("%s changed", name)
		}
	}
	if _, err := os.Stat(other); err == nil {
		t.Error("another file was written")
	}
}

// inOneConnection gives the error of the last statement.
func inOneConnection(s *Store, statements []string) error {
	c, err := s.pool.Conn(background)
	if err != nil {
		return err
	}
	defer c.Close()
	for _, statement := range statements {
		_, err = c.ExecContext(background, statement)
	}
	return err
}

// Every connection of the pool is open from the start: the file may go.
func TestFileMayGo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := Build(path, hardCases(t), "test"); err != nil {
		t.Fatal(err)
	}
	s := reopen(t, path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if stats := s.pool.Stats(); stats.OpenConnections != poolSize || stats.MaxOpenConnections != poolSize {
		t.Errorf("%d connections open of %d, want %d", stats.OpenConnections, stats.MaxOpenConnections, poolSize)
	}
	today := Query{Day: s.About.Info.UpdatedOn, Lang: "fr"}
	for range 3 * poolSize {
		if _, err := List[dataset.SourceRow](background, s, today); err != nil {
			t.Fatal(err)
		}
	}
}

// A caller who has gone, or has no time left, gets that error from everything.
func TestEndedContext(t *testing.T) {
	s := open(t, hardCases(t))
	ended, cancel := context.WithCancel(background)
	cancel()
	today := s.About.Info.UpdatedOn
	q := Query{Day: today, Lang: "fr"}
	for name, ask := range map[string]func() error{
		"list":        func() error { _, err := List[dataset.FundingRow](ended, s, q); return err },
		"count":       func() error { _, err := Count[dataset.FundingRow](ended, s, q); return err },
		"get":         func() error { _, _, _, err := Get[dataset.FundingRow](ended, s, "x", today, "fr"); return err },
		"items":       func() error { _, err := Items[dataset.FundingRow](ended, s, q); return err },
		"first known": func() error { _, _, err := FirstKnown[dataset.FundingRow](ended, s, "x"); return err },
		"ids":         func() error { _, err := IDs[dataset.FundingRow](ended, s, today); return err },
		"facet":       func() error { _, _, err := Facets[dataset.FundingRow](ended, s, q, []string{"flow"}); return err },
		"undated":     func() error { _, err := Undated[dataset.FundingRow](ended, s, q); return err },
		"changes":     func() error { _, err := Changes[dataset.FundingRow](ended, s, 0, today); return err },
		"ever held":   func() error { _, err := s.EverHeld(ended, "funding", "id", "x"); return err },
		"held":        func() error { _, err := s.Held(ended, "funding", "id"); return err },
		"ping":        func() error { return s.Ping(ended) },
	} {
		t.Run(name, func(t *testing.T) {
			if err := ask(); !errors.Is(err, context.Canceled) {
				t.Errorf("error %v", err)
			}
		})
	}
	if err := s.Ping(background); err != nil {
		t.Error(err)
	}
}
