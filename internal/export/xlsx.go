package export

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jalons/internal/edtf"
)

// Bounds of the format. What goes beyond is refused: spreadsheets, and the
// library too, would cut it off without a word.
const (
	maxCell      = 32767   // UTF-16 units in a cell
	maxRows      = 1048576 // lines of a sheet, its headings included
	maxSheetName = 31      // UTF-16 units
)

// ErrTooLarge tells of a table that a workbook can't hold.
var ErrTooLarge = errors.New("more than a workbook holds")

// Days are numbers in a workbook, counted so that the Unix epoch is epochSerial.
// Below firstSerial (1900-03-01) programs disagree on which day a number is.
const (
	epochSerial = 25569
	firstSerial = 61
)

// columnWidth is that of a column of data, in characters: room for a day, an
// amount or the beginning of a label.
const columnWidth = 18

// Book is what a workbook says of itself in its properties.
type Book struct {
	Title    string
	Creator  string
	Language string
	Day      edtf.Day // stands for its times: when the data were last changed
}

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

// XLSX writes a workbook: one sheet of data, whose rows wait in a temporary
// file where they are many, then small sheets.
type XLSX struct {
	w                 io.Writer
	file              *excelize.File
	data              *excelize.StreamWriter
	lines             int
	bold, days, whole int // styles
	values            []any
}

// NewXLSX begins a workbook with the headings of its sheet of data. Whoever has
// one calls Close in the end, or Discard where it came to nothing.
func NewXLSX(w io.Writer, b Book, sheet string, headings []string) (x *XLSX, err error) {
	x = &XLSX{w: w, file: excelize.NewFile()}
	defer func() {
		if err != nil {
			x.Discard()
		}
	}()
	at := b.Day.String() + "T00:00:00Z"
	err = errors.Join(
		x.file.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: b.Creator, LastModifiedBy: b.Creator, Language: b.Language, Created: at, Modified: at}),
		x.file.SetSheetName("Sheet1", sheet), x.styles())
	if err != nil {
		return nil, err
	}
	if x.data, err = x.file.NewStreamWriter(sheet); err != nil {
		return nil, err
	}
	err = errors.Join(x.data.SetColWidth(1, max(1, len(headings)), columnWidth), x.data.SetPanes(firstLineStays), x.heading(headings))
	return x, err
}

// firstLineStays keeps the headings in sight.
var firstLineStays = &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}

func (x *XLSX) styles() (err error) {
	isoDay := "yyyy-mm-dd"
	const grouped = 3 // the format of whole numbers, in thousands as the reader's language groups them
	for _, s := range []struct {
		into  *int
		style excelize.Style
	}{
		{&x.bold, excelize.Style{Font: &excelize.Font{Bold: true}}},
		{&x.days, excelize.Style{CustomNumFmt: &isoDay}},
		{&x.whole, excelize.Style{NumFmt: grouped}},
	} {
		if *s.into, err = x.file.NewStyle(&s.style); err != nil {
			return err
		}
	}
	return nil
}

func (x *XLSX) heading(names []string) error {
	x.values = x.values[:0]
	for _, name := range names {
		x.values = append(x.values, excelize.Cell{StyleID: x.bold, Value: name})
	}
	return x.line()
}

// Row writes one row of data; cells stand in the order of the headings. It
// gives ErrTooLarge where a cell or the sheet is full.
func (x *XLSX) Row(cells []Cell) error {
	x.values = x.values[:0]
	for _, c := range cells {
		value, style, err := x.value(c)
		switch {
		case err != nil:
			return err
		case value == nil:
			x.values = append(x.values, nil)
		default:
			x.values = append(x.values, excelize.Cell{StyleID: style, Value: value})
		}
	}
	return x.line()
}

func (x *XLSX) line() error {
	if x.lines++; x.lines > maxRows {
		return fmt.Errorf("%w: %d lines in a sheet", ErrTooLarge, maxRows)
	}
	return x.data.SetRow(fmt.Sprintf("A%d", x.lines), x.values)
}

// value gives what a cell holds in a workbook, nil for nothing, and its style.
func (x *XLSX) value(c Cell) (value any, style int, err error) {
	switch c.Kind {
	case Integer:
		return c.Integer, x.whole, nil
	case Number:
		return c.Number, 0, nil
	case Boolean:
		return c.Boolean, 0, nil
	}
	if d, ok := c.day(); ok && d+epochSerial >= firstSerial {
		return int64(d) + epochSerial, x.days, nil
	}
	s := c.words()
	if s == "" {
		return nil, 0, nil
	}
	if len(s) > maxCell && len(utf16.Encode([]rune(s))) > maxCell {
		return nil, 0, fmt.Errorf("%w: %d characters in a cell", ErrTooLarge, maxCell)
	}
	return s, 0, nil
}

// Attach adds small sheets after the data, once no row follows.
func (x *XLSX) Attach(sheets ...Sheet) error {
	for _, s := range sheets {
		if _, err := x.file.NewSheet(s.Name); err != nil {
			return err
		}
		if err := x.fill(s); err != nil {
			return err
		}
	}
	return nil
}

func (x *XLSX) fill(s Sheet) error {
	for i, width := range s.Widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := x.file.SetColWidth(s.Name, name, name, width); err != nil {
			return err
		}
	}
	line := 1
	for _, section := range s.Sections {
		for i, h := range section.Headings {
			if err := x.put(s.Name, i+1, line, h, x.bold); err != nil {
				return err
			}
		}
		line++
		for _, row := range section.Rows {
			for i, c := range row {
				value, style, err := x.value(c)
				if err == nil {
					err = x.put(s.Name, i+1, line, value, style)
				}
				if err != nil {
					return err
				}
			}
			line++
		}
		line++
	}
	return nil
}

func (x *XLSX) put(sheet string, column, line int, value any, style int) error {
	if value == nil {
		return nil
	}
	at, err := excelize.CoordinatesToCellName(column, line)
	if err != nil {
		return err
	}
	if err := x.file.SetCellValue(sheet, at, value); err != nil || style == 0 {
		return err
	}
	return x.file.SetCellStyle(sheet, at, at, style)
}

// Close writes the workbook and removes its temporary file. Before Close
// nothing has been written.
func (x *XLSX) Close() error {
	defer x.Discard()
	if err := x.data.Flush(); err != nil {
		return err
	}
	return x.file.Write(x.w)
}

// Discard removes the temporary file; after Close it has nothing to do.
func (x *XLSX) Discard() { _ = x.file.Close() } // what can't be removed lies in a temporary folder

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
