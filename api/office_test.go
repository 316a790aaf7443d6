package api

import (
	"encoding/xml"
	"flag"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

var office = flag.Bool("office", false, "open exports in LibreOffice; make check-office")

// As a French reader has Calc open CSV: semicolons, UTF-8, numbers and dates as
// France writes them, and whatever looks like a date taken for one.
const frenchImport = "--infilter=Text - txt - csv (StarCalc):59,34,76,1,,1036,false,true"

// TestOffice has LibreOffice open exports, and reads what it understood: the
// columns, accents, numbers and days of JSON, and no formula.
func TestOffice(t *testing.T) {
	if !*office {
		t.Skip("LibreOffice takes its time: make check-office")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Fatal("nothing was checked: LibreOffice Calc is not here (on Debian: apt-get install libreoffice-calc)")
	}
	d := shipped(t)
	d.Programmes[0].Aliases = []string{"=1+1", "+33 1", "-2", "@x"}
	d.Programmes[0].Summary = dataset.Text{FR: "=HYPERLINK(\"https://x.example\";\"x\")", EN: "=1+1"}
	s, _ := serveData(t, d)
	names := []string{"programmes", "funding", "milestones", "observations", "sources"}
	dir := t.TempDir()
	var texts, books []string
	for _, name := range names {
		for _, suffix := range []string{".csv?dialect=fr", ".xlsx"} {
			w := ask(s, "/v1/"+name+suffix)
			ext, query, _ := strings.Cut(suffix, "?")
			file := filepath.Join(dir, name+ext)
			if err := os.WriteFile(file, w.Body.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			if query != "" {
				texts = append(texts, file)
			} else {
				books = append(books, file)
			}
		}
	}
	fromText, fromBook := filepath.Join(dir, "csv"), filepath.Join(dir, "xlsx")
	convert(t, dir, fromText, append([]string{frenchImport}, texts...)...)
	convert(t, dir, fromBook, books...)
	for _, name := range names {
		want := union(t, s, question{name, ""}, maxLimit)
		sheets := readFlatODS(t, filepath.Join(fromText, name+".fods"))
		understood(t, name+".csv", sheets[0], want, inFrench)
		sheets = readFlatODS(t, filepath.Join(fromBook, name+".fods"))
		understood(t, name+".xlsx", sheets[0], want, func(r jsonRow, name string) string { return r.text(name) })
		if len(sheets) != 3 || sheets[1].Name != "Sources citées" || sheets[2].Name != "À propos" {
			t.Errorf("%s.xlsx: %d sheets, the last %s", name, len(sheets), sheets[len(sheets)-1].Name)
		}
	}
}

// convert has LibreOffice turn files into flat OpenDocument, whose cells tell
// their types.
func convert(t *testing.T, home, to string, arguments ...string) {
	t.Helper()
	command := exec.Command("soffice", append([]string{"-env:UserInstallation=file://" + home + "/profile",
		"--headless", "--norestore", "--convert-to", "fods", "--outdir", to}, arguments...)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// odsSheet is a sheet of an OpenDocument file.
type odsSheet struct {
	Name string `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 name,attr"`
	Rows []struct {
		Repeated int       `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 number-rows-repeated,attr"`
		Cells    []odsCell `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-cell"`
	} `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 table-row"`
}

type odsCell struct {
	Repeated int      `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 number-columns-repeated,attr"`
	Formula  string   `xml:"urn:oasis:names:tc:opendocument:xmlns:table:1.0 formula,attr"`
	Type     string   `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 value-type,attr"`
	Value    string   `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 value,attr"`
	Day      string   `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 date-value,attr"`
	Boolean  string   `xml:"urn:oasis:names:tc:opendocument:xmlns:office:1.0 boolean-value,attr"`
	Text     []string `xml:"urn:oasis:names:tc:opendocument:xmlns:text:1.0 p"`
}

func readFlatODS(t *testing.T, path string) []odsSheet {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Sheets []odsSheet `xml:"body>spreadsheet>table"`
	}
	if err := xml.Unmarshal(text, &document); err != nil {
		t.Fatal(err)
	}
	if len(document.Sheets) == 0 {
		t.Fatalf("%s has no sheet", path)
	}
	return document.Sheets
}

// line gives the cells of a row, those that repeat written out up to n.
func line(cells []odsCell, n int) (out []odsCell) {
	for _, c := range cells {
		for range max(1, c.Repeated) {
			if len(out) < n {
				out = append(out, c)
			}
		}
	}
	for len(out) < n {
		out = append(out, odsCell{})
	}
	return out
}

// understood compares a sheet, as LibreOffice took it, with JSON.
func understood(t *testing.T, file string, sheet odsSheet, want []jsonRow, written func(jsonRow, string) string) {
	t.Helper()
	if len(sheet.Rows) < len(want)+1 {
		t.Fatalf("%s: %d lines for %d rows", file, len(sheet.Rows), len(want))
	}
	names := want[0].names
	for j, c := range line(sheet.Rows[0].Cells, len(names)) {
		if strings.Join(c.Text, "") != names[j] {
			t.Fatalf("%s: column %d is %q, wanted %q", file, j, c.Text, names[j])
		}
	}
	wrong := 0
	for i, row := range want {
		for j, c := range line(sheet.Rows[i+1].Cells, len(names)) {
			cell, text := typed(row, names[j]), written(row, names[j])
			harmful := c.Formula != "" && c.Formula != "of:=TRUE()" && c.Formula != "of:=FALSE()"
			if ok := c.is(cell.kind, cell.value, text); (!ok || harmful) && wrong < 20 {
				wrong++
				t.Errorf("%s, row %d, %s: LibreOffice has %+v, wanted %v (%s)", file, i+1, names[j], c, cell, text)
			}
		}
	}
}

// is reports whether LibreOffice took the cell for what it is. True and false
// of CSV may be words to a French spreadsheet, those of a workbook become its
// functions TRUE() and FALSE(); what is kept from being a formula may keep its
// apostrophe; the text "98 %" of CSV may become the percentage that it says.
func (c odsCell) is(kind, value, text string) bool {
	shown := strings.Join(c.Text, "\n")
	switch kind {
	case "":
		return c.Type == ""
	case "number":
		got, err := strconv.ParseFloat(c.Value, 64)
		wanted, wantedErr := strconv.ParseFloat(value, 64)
		return err == nil && wantedErr == nil && c.Type == "float" && math.Abs(got-wanted) <= 1e-9*math.Abs(wanted)
	case "day":
		return c.Type == "date" && c.Day == value
	case "boolean":
		return c.Type == "boolean" && c.Boolean == value || c.Type == "string" && shown == value || c.Formula == "of:="+strings.ToUpper(value)+"()"
	}
	if c.Type == "percentage" {
		share, err := strconv.ParseFloat(c.Value, 64)
		said, saidErr := strconv.ParseFloat(strings.Replace(strings.TrimSuffix(text, "\u202f%"), ",", ".", 1), 64)
		return err == nil && saidErr == nil && math.Abs(100*share-said) < 1e-9
	}
	return c.Type == "string" && slices.Contains([]string{text, "'" + text}, shown)
}
