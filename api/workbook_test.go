package api

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/edtf"
)

// A sheetCell is a cell as a workbook keeps it: its type (text, number, day,
// boolean) and its value, a day as YYYY-MM-DD.
type sheetCell struct{ kind, value string }

// workbookSheet is a sheet by name: lines of cells, "" where nothing is.
type workbookSheet struct {
	name  string
	lines [][]sheetCell
}

// readWorkbook reads an XLSX file by the standard's words alone, not through
// the library that wrote it.
func readWorkbook(t rapid.TB, data []byte) []workbookSheet {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part := func(name string, into any) {
		f, err := archive.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		text, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := xml.Unmarshal(text, into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	var styles workbookStyles
	var shared struct {
		Items []struct {
			Text string `xml:"t"`
		} `xml:"si"`
	}
	part("xl/workbook.xml", &book)
	part("xl/_rels/workbook.xml.rels", &links)
	part("xl/styles.xml", &styles)
	part("xl/sharedStrings.xml", &shared)
	var out []workbookSheet
	for _, s := range book.Sheets {
		var sheet struct {
			Rows []struct {
				Number int       `xml:"r,attr"`
				Cells  []xmlCell `xml:"c"`
			} `xml:"sheetData>row"`
		}
		for _, l := range links.Relationship {
			if l.ID == s.ID {
				part(path.Join("xl", strings.TrimPrefix(l.Target, "/xl/")), &sheet)
			}
		}
		read := workbookSheet{name: s.Name}
		for _, row := range sheet.Rows {
			for len(read.lines) < row.Number {
				read.lines = append(read.lines, nil)
			}
			line := &read.lines[row.Number-1]
			for _, c := range row.Cells {
				at := c.column(t)
				for len(*line) <= at {
					*line = append(*line, sheetCell{})
				}
				(*line)[at] = c.read(t, &styles, func(i int) string { return shared.Items[i].Text })
			}
		}
		out = append(out, read)
	}
	return out
}

// workbookStyles tells which styles show a number as a day.
type workbookStyles struct {
	Formats []struct {
		ID   int    `xml:"numFmtId,attr"`
		Code string `xml:"formatCode,attr"`
	} `xml:"numFmts>numFmt"`
	Cells []struct {
		Format int `xml:"numFmtId,attr"`
	} `xml:"cellXfs>xf"`
}

func (s *workbookStyles) isDay(style int) bool {
	for _, f := range s.Formats {
		if style < len(s.Cells) && f.ID == s.Cells[style].Format {
			return f.Code == "yyyy-mm-dd"
		}
	}
	return false
}

type xmlCell struct {
	At     string `xml:"r,attr"`
	Style  int    `xml:"s,attr"`
	Type   string `xml:"t,attr"`
	Value  string `xml:"v"`
	Inline string `xml:"is>t"`
}

// column counts from 0.
func (c xmlCell) column(t rapid.TB) (n int) {
	t.Helper()
	for _, r := range c.At {
		if r < 'A' {
			break
		}
		n = n*26 + int(r-'A') + 1
	}
	return n - 1
}

func (c xmlCell) read(t rapid.TB, styles *workbookStyles, shared func(int) string) sheetCell {
	t.Helper()
	switch {
	case c.Type == "inlineStr":
		return sheetCell{"text", c.Inline}
	case c.Type == "s":
		i, err := strconv.Atoi(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		return sheetCell{"text", shared(i)}
	case c.Type == "b":
		return sheetCell{"boolean", map[string]string{"0": "false", "1": "true"}[c.Value]}
	case c.Value == "":
		return sheetCell{}
	case styles.isDay(c.Style):
		n, err := strconv.Atoi(c.Value)
		if err != nil {
			t.Fatal(err)
		}
		return sheetCell{"day", (edtf.DayOf(1899, 12, 30) + edtf.Day(n)).String()}
	case c.Type == "" || c.Type == "n":
		return sheetCell{"number", c.Value}
	}
	t.Fatalf("cell %s is of type %q", c.At, c.Type)
	return sheetCell{}
}

// at gives the cell of a line, empty beyond its end.
func at(line []sheetCell, i int) sheetCell {
	if i < len(line) {
		return line[i]
	}
	return sheetCell{}
}

// A workbook explains itself: what was asked, when, under which licence, what
// each column means, and what to be careful of.
func TestWorkbookExplainsItself(t *testing.T) {
	s := newTestServer(t)
	for lang, names := range map[string][]string{"fr": {"Financements", "Sources citées", "À propos"}, "en": {"Funding", "Sources cited", "About"}} {
		address := "/v1/funding.xlsx?known_on=2023-12-31&fields=id,amount_eur,stated_on&lang=" + lang
		w := ask(s, address)
		if w.Code != 200 {
			t.Fatal(w.Body)
		}
		book := readWorkbook(t, w.Body.Bytes())
		var got []string
		for _, sheet := range book {
			got = append(got, sheet.name)
		}
		if !slices.Equal(got, names) {
			t.Fatalf("sheets %q, wanted %q", got, names)
		}
		cited := map[string]bool{}
		data := book[0].lines
		column := slices.IndexFunc(data[0], func(c sheetCell) bool { return c.value == "source" })
		for _, line := range data[1:] {
			cited[at(line, column).value] = true
		}
		if len(book[1].lines) != len(cited)+1 {
			t.Errorf("%d sources in a sheet for %d cited", len(book[1].lines)-1, len(cited))
		}
		for _, line := range book[1].lines[1:] {
			if !cited[line[0].value] || at(line, 1).value == "" {
				t.Errorf("source %v is not cited, or lacks a title", line)
			}
		}
		all := fmt.Sprint(book[2].lines)
		about := s.About()
		for _, wanted := range []string{about.Info.Title.In(lang), about.Info.Version, about.Info.License, about.Info.Attribution.In(lang),
			testURL + address, "{day 2023-12-31}", "{day " + about.Info.UpdatedOn.String() + "}", fmt.Sprintf("{number %d}", len(data)-1),
			wordsFor("funding", "amount_eur").label.In(lang), wordsFor("funding", "amount_eur").doc.In(lang), "EUR", "source_locator"} {
			if !strings.Contains(all, wanted) {
				t.Errorf("%s: the sheet that explains does not hold %q", lang, wanted)
			}
		}
		if strings.Contains(all, "part_of") {
			t.Error("a column that is not in the file is explained")
		}
	}
}

// What JSON warns of, the workbook warns of.
func TestWorkbookWarns(t *testing.T) {
	s := newTestServer(t)
	for _, query := range []string{"known_on=2019-12-31", "known_on=2021-06-30&lang=en", "limit=1000"} {
		_, meta := jsonRows(t, s, "/v1/funding?limit=1000&"+strings.TrimPrefix(query, "limit=1000"))
		book := readWorkbook(t, ask(s, "/v1/funding.xlsx?"+query).Body.Bytes())
		lines := book[2].lines
		head := slices.IndexFunc(lines, func(l []sheetCell) bool { return at(l, 0).value == "Avertissement" || at(l, 0).value == "Warning" })
		var got, want []string
		for _, line := range lines[head+1:] {
			switch {
			case at(line, 2).kind == "number":
				got = append(got, fmt.Sprint(at(line, 0).value, at(line, 1).value, at(line, 2).value, at(line, 3).value))
			case at(line, 3).value != "" && len(got) > 0: // a long list of ids goes on in the next line
				got[len(got)-1] += " | " + at(line, 3).value
			}
		}
		for _, w := range meta.Warnings {
			want = append(want, fmt.Sprint(w.Code, w.Detail, len(w.Statements), strings.Join(w.Statements, " | ")))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: warnings\n%q, wanted\n%q", query, got, want)
		}
	}
}
