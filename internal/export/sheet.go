package export

import (
	"errors"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// Sheet is a small sheet beside the data, kept in memory: sections one below
// the other, with an empty line between.
type Sheet struct {
	Name     string    // see SheetName
	Widths   []float64 // of its columns, in characters
	Sections []Section
}

// Section is a line of headings with rows below it.
type Section struct {
	Headings []string
	Rows     [][]Cell
}

// Attach adds small sheets after the others.
func (x *XLSX) Attach(sheets ...Sheet) error {
	for _, s := range sheets {
		if err := errors.Join(x.sheet(s.Name, s.Widths), x.fill(s)); err != nil {
			return err
		}
	}
	return nil
}

func (x *XLSX) fill(s Sheet) error {
	line := 1
	for _, section := range s.Sections {
		headings := make([]Cell, len(section.Headings))
		for i, h := range section.Headings {
			headings[i] = Cell{Kind: Text, Text: h}
		}
		for i, row := range append([][]Cell{headings}, section.Rows...) {
			if err := x.put(s.Name, line, row, i == 0); err != nil {
				return err
			}
			line++
		}
		line++
	}
	return nil
}

// put writes one line of a small sheet.
func (x *XLSX) put(sheet string, line int, row []Cell, bold bool) error {
	for i, c := range row {
		value, style, err := x.value(c)
		if err != nil {
			return err
		}
		if value == nil {
			continue
		}
		if bold {
			style = x.bold
		}
		at, err := excelize.CoordinatesToCellName(i+1, line)
		if err != nil {
			return err
		}
		if err := errors.Join(x.file.SetCellValue(sheet, at, value), x.file.SetCellStyle(sheet, at, at, style)); err != nil {
			return err
		}
	}
	return nil
}

// maxSheetName bounds the name of a sheet, in UTF-16 units.
const maxSheetName = 31

// SheetName makes a name that workbooks allow: without the signs that they
// refuse, and no longer than they take.
func SheetName(s string) string {
	s = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, s), " '")
	for len(utf16.Encode([]rune(s))) > maxSheetName {
		runes := []rune(s)
		s = strings.TrimRight(string(runes[:len(runes)-1]), " '")
	}
	return s
}
