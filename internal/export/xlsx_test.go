package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"jalons/internal/edtf"
)

var book = Book{Title: "Jalons : jeu de données", Creator: "Les auteurs", Language: "fr", Day: edtf.DayOf(2026, 11, 21)}

var beside = []Sheet{
	{Name: "Sources citées", Widths: []float64{20, 40}, Sections: []Section{
		{Headings: []string{"id", "titre"}, Rows: [][]Cell{{{Kind: Text, Text: "hospitalia-63"}, {Kind: Text, Text: "=Un titre"}}}}}},
	{Name: "À propos", Sections: []Section{
		{Headings: []string{"Jeu de données"}, Rows: [][]Cell{{{Kind: Text, Text: "mis à jour"}, {Kind: Day, Text: "2026-11-21"}}, {{Kind: Text, Text: "lignes"}, {Kind: Integer, Integer: 7}}}},
		{Headings: []string{"Colonnes"}, Rows: [][]Cell{{{Kind: Text, Text: "id"}, {}, {Kind: Text, Text: "identifiant"}}}}}},
}

// begun begins a workbook with a sheet of data.
func begun(t *testing.T, w io.Writer) (*XLSX, *Table) {
	t.Helper()
	x, err := NewXLSX(w, book)
	if err != nil {
		t.Fatal(err)
	}
	data, err := x.Table("Financements", nil, headings)
	if err != nil {
		t.Fatal(err)
	}
	return x, data
}

func xlsxOf(t *testing.T, table [][]Cell) []byte {
	t.Helper()
	var b bytes.Buffer
	x, data := begun(t, &b)
	rows(t, table, data.Row, func() error { return errors.Join(x.Attach(beside...), x.Close()) })
	return b.Bytes()
}

// dump writes what a workbook holds: each cell with its type, as a spreadsheet
// shows it, and as it is kept where that is not the same.
func dump(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out bytes.Buffer
	types := map[excelize.CellType]string{excelize.CellTypeUnset: "number", excelize.CellTypeNumber: "number", excelize.CellTypeBool: "boolean",
		excelize.CellTypeInlineString: "text", excelize.CellTypeSharedString: "text"}
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&out, "sheet %s\n", sheet)
		lines, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range lines {
			for j := range line {
				at, _ := excelize.CoordinatesToCellName(j+1, i+1)
				kind, err := f.GetCellType(sheet, at)
				if err != nil {
					t.Fatal(err)
				}
				kept, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
				if err != nil {
					t.Fatal(err)
				}
				if kept == "" {
					continue
				}
				fmt.Fprintf(&out, "%s\t%s\t%q", at, types[kind], line[j])
				if kept != line[j] {
					fmt.Fprintf(&out, " = %s", kept)
				}
				out.WriteByte('\n')
			}
		}
	}
	props, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&out, "%s, by %s, in %s, made %s, changed %s\n", props.Title, props.Creator, props.Language, props.Created, props.Modified)
	return out.Bytes()
}

func TestWorkbook(t *testing.T) {
	golden(t, "testdata/workbook.txtar", map[string][]byte{"workbook": dump(t, xlsxOf(t, table))})
}

// The same rows give the same bytes: nothing of the clock, no order of maps.
func TestWorkbookIsDeterministic(t *testing.T) {
	first := xlsxOf(t, table)
	for range 10 {
		if !bytes.Equal(first, xlsxOf(t, table)) {
			t.Fatal("two workbooks of one table differ")
		}
	}
}

// A table larger than the buffer goes through a temporary file, and leaves none.
func TestLargeWorkbookLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	long := row("long", strings.Repeat("a", 32000), 1, 1, true, "2026-11-21", "2019-05")
	x, data := begun(t, io.Discard)
	for range 600 {
		if err := data.Row(long); err != nil {
			t.Fatal(err)
		}
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*")); len(files) != 1 {
		t.Errorf("%d temporary files while the rows come", len(files))
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) > 0 {
		t.Errorf("left behind: %v %v", files, err)
	}
}

// What a workbook can't hold is refused, never cut off.
func TestTooLargeForAWorkbook(t *testing.T) {
	for text, fits := range map[string]bool{
		strings.Repeat("é", maxCell):       true,
		strings.Repeat("a", maxCell+1):     false,
		strings.Repeat("𝄞", maxCell/2):     true,
		strings.Repeat("𝄞", maxCell/2+1):   false,
		strings.Repeat("=", maxCell) + "=": false,
	} {
		x, data := begun(t, io.Discard)
		err := data.Row([]Cell{{Kind: Text, Text: text}})
		if fits != (err == nil) || err != nil && !errors.Is(err, ErrTooLarge) {
			t.Errorf("%.1s…, %d bytes: %v", text, len(text), err)
		}
		data.lines = maxRows
		if err := data.Row(nil); !errors.Is(err, ErrTooLarge) {
			t.Errorf("a line too many: %v", err)
		}
		x.Discard()
	}
}

func TestSheetName(t *testing.T) {
	for given, want := range map[string]string{
		"Financements":              "Financements",
		"Jalons : 2019/2022 [tous]": "Jalons   2019 2022  tous",
		"'quoted'":                  "quoted",
		"Organisations et personnes nommées ici": "Organisations et personnes nomm",
		strings.Repeat("é", 40):                  strings.Repeat("é", 31),
	} {
		if got := SheetName(given); got != want {
			t.Errorf("SheetName(%q) = %q, wanted %q", given, got, want)
		}
		x, err := NewXLSX(io.Discard, book)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := x.Table(SheetName(given), nil, headings); err != nil {
			t.Errorf("%s: %v", given, err)
		}
		x.Discard()
	}
}
