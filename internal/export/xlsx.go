package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"jalons/internal/edtf"
)

// Bounds of the format. What goes beyond is refused: spreadsheets, and the
// library too, would cut it off without a word.
const (
	maxCell = 32767   // UTF-16 units in a cell
	maxRows = 1048576 // lines of a sheet, its headings included
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

// XLSX writes a workbook: one sheet of data, whose rows wait in a temporary
// file where they are many, then small sheets.
type XLSX struct {
	w                 io.Writer
	file              *excelize.File
	data              *excelize.StreamWriter
	lines             int
	bold, days, whole int   // styles
	values            []any // of the present line, their room used anew
	cells             []excelize.Cell
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
	x.cells = slices.Grow(x.cells[:0], len(cells))[:len(cells)]
	for i, c := range cells {
		value, style, err := x.value(c)
		if err != nil {
			return err
		}
		if x.cells[i] = (excelize.Cell{StyleID: style, Value: value}); value == nil {
			x.values = append(x.values, nil)
		} else {
			x.values = append(x.values, &x.cells[i])
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

// Close writes the workbook and removes its temporary file. Before Close
// nothing has been written.
func (x *XLSX) Close() error {
	defer x.Discard()
	if err := x.data.Flush(); err != nil {
		return err
	}
	// The library would put the whole file together in memory first; what it
	// then writes of its own is nothing.
	x.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return zip.NewWriter(x.w) })
	return x.file.Write(io.Discard)
}

// Discard removes the temporary file; after Close it has nothing to do.
func (x *XLSX) Discard() { _ = x.file.Close() } // what can't be removed lies in a temporary folder
