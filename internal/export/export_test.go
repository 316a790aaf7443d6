package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The table of the golden files: every kind of cell, and what has gone wrong in
// the exports of others.
var (
	headings = []string{"id", "label", "amount_eur", "value", "additive", "verified_on", "due", "aliases"}
	table    = [][]Cell{
		row("plain", "Dossier médical partagé", 2000000000, 99.5, true, "2026-11-21", "2019-09-05", "DMP", "Mon DMP"),
		row("partial-month", "« d'ici mai »", -12, -0.25, false, "2024-02-29", "2019-05"),
		row("partial-year", "Une virgule, un point-virgule ; une \"citation\"", 0, 0, false, "1970-01-02", "2024"),
		row("interval", "Ligne\ncoupée", 1, 1e21, true, "1899-12-31", "2018-09/2018-12"),
		row("open", " des espaces ", 7, 1.0/3, true, "1900-03-01", "../2021-06", "a", "b", "c"),
		row("formula", "=HYPERLINK(\"https://x.example\")", 3, 4, true, "9999-12-31", "2022-01-01/..", "+33", "-1"),
		{{Kind: Text, Text: "null"}, {}, {}, {}, {}, {}, {}, {Kind: List}},
	}
)

func row(id, label string, whole int64, number float64, fact bool, day, date string, list ...string) []Cell {
	return []Cell{{Kind: Text, Text: id}, {Kind: Text, Text: label}, {Kind: Integer, Integer: whole}, {Kind: Number, Number: number},
		{Kind: Boolean, Boolean: fact}, {Kind: Day, Text: day}, {Kind: Date, Text: date}, {Kind: List, List: list}}
}

// rows writes the table through one of the formats.
func rows(t *testing.T, table [][]Cell, add func([]Cell) error, end func() error) {
	t.Helper()
	for _, cells := range table {
		if err := add(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
}

func csvOf(t *testing.T, d Dialect, headings []string, table [][]Cell) []byte {
	t.Helper()
	var b bytes.Buffer
	c, err := NewCSV(&b, d, headings)
	if err != nil {
		t.Fatal(err)
	}
	rows(t, table, c.Row, c.Close)
	return b.Bytes()
}

// golden compares what was written with the files of a golden, in its order.
func golden(t *testing.T, name string, got map[string][]byte) {
	t.Helper()
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range archive.Files {
		if *update {
			archive.Files[i].Data = got[f.Name]
		} else if !bytes.Equal(f.Data, got[f.Name]) {
			t.Errorf("%s is\n%s\nwanted\n%s", f.Name, got[f.Name], f.Data)
		}
		delete(got, f.Name)
	}
	for missing := range got {
		t.Errorf("%s stands in no golden", missing)
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTable(t *testing.T) {
	var lines bytes.Buffer
	j := NewJSONL(&lines, headings)
	rows(t, table, j.Row, j.Close)
	for line := range bytes.Lines(lines.Bytes()) {
		if !json.Valid(line) {
			t.Errorf("no JSON: %s", line)
		}
	}
	golden(t, "testdata/table.txtar", map[string][]byte{
		"rfc4180.csv": csvOf(t, RFC4180, headings, table), "french.csv": csvOf(t, French, headings, table), "table.jsonl": lines.Bytes(),
	})
}

func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{
		"":                   "",
		"=1+1":               "'=1+1",
		"+33 1":              "'+33 1",
		"-2 %":               "'-2 %",
		"@SUM(A1)":           "'@SUM(A1)",
		"\t=1+1":             "'\t=1+1",
		"\r=1+1":             "'\r=1+1",
		"\n=1+1":             "'\n=1+1",
		"1+1=2":              "1+1=2",
		"'=1+1":              "'=1+1",
		"https://x.example/": "https://x.example/",
		"−5":                 "−5", // a minus sign of typography begins no formula
		"é":                  "é",
	} {
		if got := harmless(text); got != want {
			t.Errorf("harmless(%q) = %q, wanted %q", text, got, want)
		}
		cell := []Cell{{Kind: List, List: []string{text, "b"}}}
		if got := string(csvOf(t, RFC4180, []string{text}, [][]Cell{cell})); want != text && strings.Count(got, "'") != 2 {
			t.Errorf("heading or list unguarded: %q", got)
		}
	}
}

func TestNumbersAreNeverGuarded(t *testing.T) {
	cells := []Cell{{Kind: Integer, Integer: -5}, {Kind: Number, Number: -0.5}}
	for want, dialect := range map[string]Dialect{"a,b\r\n-5,-0.5\r\n": RFC4180, "\ufeffa;b\r\n-5;-0,5\r\n": French} {
		if got := string(csvOf(t, dialect, []string{"a", "b"}, [][]Cell{cells})); got != want {
			t.Errorf("%q, wanted %q", got, want)
		}
	}
}

// A partial date must hold no text that a spreadsheet turns into a day.
func TestFrenchDates(t *testing.T) {
	for written, want := range map[string]string{
		"2019-09-05": "2019-09-05", "2019-05": "2019-05-01/2019-05-31", "2020-02": "2020-02-01/2020-02-29", "2019": "2019-01-01/2019-12-31",
		"2018/2019": "2018-01-01/2019-12-31", "../2019-05": "../2019-05-31", "2019/..": "2019-01-01/..", "2019-05-01/2019-05-01": "2019-05-01/2019-05-01",
	} {
		if got := French.write(Cell{Kind: Date, Text: written}); got != want {
			t.Errorf("French writes %s as %s, wanted %s", written, got, want)
		}
		if got := RFC4180.write(Cell{Kind: Date, Text: written}); got != written {
			t.Errorf("RFC 4180 writes %s as %s", written, got)
		}
	}
}

// TestCSVGivesBackWhatWentIn: any text, through a reader that is not ours.
func TestCSVGivesBackWhatWentIn(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		texts := rapid.SliceOfN(rapid.String(), 2, 5).Draw(r, "texts")
		dialect := rapid.SampledFrom([]Dialect{RFC4180, French}).Draw(r, "dialect")
		var cells []Cell
		for _, s := range texts {
			cells = append(cells, Cell{Kind: Text, Text: s})
		}
		written := csvOf(t, dialect, texts, [][]Cell{cells})
		if dialect.mark {
			written = bytes.TrimPrefix(written, []byte("\ufeff"))
		}
		reader := csv.NewReader(bytes.NewReader(written))
		reader.Comma = rune(dialect.comma)
		for range 2 {
			got, err := reader.Read()
			if err != nil {
				r.Fatal(err)
			}
			for i := range got {
				// The reader makes CRLF inside a field LF.
				if want := strings.ReplaceAll(harmless(texts[i]), "\r\n", "\n"); got[i] != want {
					r.Fatalf("%q came back as %q", want, got[i])
				}
			}
		}
		if _, err := reader.Read(); err != io.EOF {
			r.Fatalf("more than two lines: %v", err)
		}
	})
}
