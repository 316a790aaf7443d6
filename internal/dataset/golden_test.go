package dataset_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"jalons/internal/dataset"
)

// TestHardCasesWhole holds everything that At gives on some days against golden
// files: a row a line, and below it what its item has beside the row.
func TestHardCasesWhole(t *testing.T) {
	d := hardCases(t)
	for _, c := range []struct{ day, lang, intent string }{
		{"2011-12-31", "fr", "Nothing was said yet."},
		{"2014-01-20", "fr", "Four figures for one question, of which one counts; one conflict."},
		{"2018-12-31", "fr", "No Mon espace santé yet; a promise of 2016 has lost its date."},
		{"2022-06-30", "fr", "A duty overdue by silence; an article without a date is not known yet, and so its envelope is no whole."},
		{"2026-11-21", "fr", "All of it, in French."},
		{"2026-11-21", "en", "All of it, in English."},
	} {
		t.Run(c.day+"-"+c.lang, func(t *testing.T) {
			archive := &txtar.Archive{Comment: []byte(c.intent + "\n"), Files: files(at(t, d, c.day), c.lang)}
			golden(t, "testdata/at/"+c.day+"-"+c.lang+".txtar", archive)
		})
	}
}

// files gives a file for each collection that has rows, in the order of Rows.
func files(rows *dataset.Rows, lang string) (out []txtar.File) {
	v := reflect.ValueOf(*rows)
	for i := range v.NumField() {
		var text bytes.Buffer
		for j := range v.Field(i).Len() {
			row := v.Field(i).Index(j)
			fmt.Fprintf(&text, "%s\n", valid(dataset.AppendJSON(nil, row.Interface(), lang)))
			if item := row.FieldByName("Item"); item.NumField() > 0 {
				fmt.Fprintf(&text, "  %s\n", valid(dataset.AppendJSON(nil, item.Interface(), lang)))
			}
		}
		if text.Len() > 0 {
			out = append(out, txtar.File{Name: strings.ToLower(v.Type().Field(i).Name), Data: text.Bytes()})
		}
	}
	return out
}

func valid(text []byte) []byte {
	if !json.Valid(text) {
		panic("no JSON: " + string(text))
	}
	return text
}

// golden compares with a golden file, or writes it with -update.
func golden(t *testing.T, name string, archive *txtar.Archive) {
	t.Helper()
	got := txtar.Format(archive)
	if flag.Lookup("update").Value.String() == "true" { // the flag is lint_test.go's
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Fatalf("%s differs at line %d (-update rewrites it)\n got: %s\nwant: %s", name, i+1, lineOr(g, i), lineOr(w, i))
		}
	}
}

func lineOr(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(end)"
}
