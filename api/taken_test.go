package api

import (
	"database/sql"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// openDownload opens the database that is served, as anybody would.
func openDownload(t *testing.T, s *Server) *sql.DB {
	t.Helper()
	w := ask(s, "/v1/download/jalons.sqlite")
	path := filepath.Join(t.TempDir(), "jalons.sqlite")
	if w.Code != http.StatusOK {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if err := os.WriteFile(path, w.Body.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// jsonOf gives the rows of a query as JSON, made by SQLite from a collection's
// columns, bilingual ones from the column of the language.
func jsonOf(t *testing.T, db *sql.DB, s served, from string, args ...any) map[string]string {
	t.Helper()
	parts := []string{}
	for _, c := range s.columns() {
		column := `"` + c.Name + `"`
		switch {
		case c.Type.list():
			column = "json(" + column + ")"
		case c.Type == TypeBoolean:
			column = "json(CASE " + column + " WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
		}
		parts = append(parts, "'"+c.Name+"', "+column)
	}
	rows, err := db.Query("SELECT id, json_object("+strings.Join(parts, ", ")+") FROM "+from, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	all := map[string]string{}
	for rows.Next() {
		var id, text string
		if err := rows.Scan(&id, &text); err != nil {
			t.Fatal(err)
		}
		all[id] = text
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// The tables of the database hold what the lists give today, and the tables of
// history what they give on any day.
func TestDatabaseHoldsTheLists(t *testing.T) {
	for name, s := range map[string]*Server{"hard cases": serveHardCases(t), "random": serveRandom(t, 7, 40)} {
		db := openDownload(t, s)
		for _, collection := range takenTables() {
			for _, day := range []string{"", "2014-01-20", "2019-12-31", "2026-11-21"} {
				from, args, query := collection.name(), []any(nil), "?limit=1000"
				if day != "" {
					from = from + "_history WHERE valid_from <= ? AND (valid_to > ? OR valid_to IS NULL)"
					args, query = []any{day, day}, query+"&known_on="+day
				}
				held := jsonOf(t, db, collection, from, args...)
				var given struct{ Data []map[string]any }
				w := ask(s, "/v1/"+collection.name()+query)
				if err := json.Unmarshal(w.Body.Bytes(), &given); err != nil {
					t.Fatal(err)
				}
				if len(held) != len(given.Data) || len(held) == maxLimit {
					t.Errorf("%s, %s on %q: %d rows held, %d given", name, collection.name(), day, len(held), len(given.Data))
				}
				for _, row := range given.Data {
					want, err := json.Marshal(row)
					if err != nil {
						t.Fatal(err)
					}
					if got := sortedJSON(t, held[row["id"].(string)]); got != string(want) {
						t.Errorf("%s, %s on %q:\n held %s\ngiven %s", name, collection.name(), day, got, want)
					}
				}
			}
		}
		var broken int
		if err := db.QueryRow("SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil || broken > 0 {
			t.Errorf("%s: %d ids point to nothing (%v)", name, broken, err)
		}
		var sound string
		if err := db.QueryRow("PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
			t.Errorf("%s: %s (%v)", name, sound, err)
		}
	}
}

func sortedJSON(t *testing.T, text string) string {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// English stands beside French, and nothing stands in for it.
func TestDatabaseHoldsBothLanguages(t *testing.T) {
	db := openDownload(t, newTestServer(t))
	var same, missing, filled int
	err := db.QueryRow(`SELECT SUM(label IS label_en), SUM(label_en IS NULL), SUM(label_en IS NOT NULL) FROM funding`).Scan(&same, &missing, &filled)
	if err != nil || filled == 0 || same > filled/4 {
		t.Errorf("%d rows in English, %d without, %d the same (%v)", filled, missing, same, err)
	}
	var kind, doc string
	err = db.QueryRow(`SELECT c.label_en, d.description_en FROM funding f JOIN codes c ON c.list = 'flow' AND c.code = f.flow
		JOIN columns d ON d.collection = 'funding' AND d.column_name = 'label_en' LIMIT 1`).Scan(&kind, &doc)
	if err != nil || kind == "" || doc == "" {
		t.Errorf("no words for a code and a column: %q %q %v", kind, doc, err)
	}
}
