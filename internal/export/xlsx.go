package export

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
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

// Book is what a workbook says of itself in its properties.
type Book struct {
	Title    string
	Creator  string
	Language string
	Day      edtf.Day // stands for its times: when the data were last changed
}

// XLSX writes a workbook: sheets of any number of rows, which wait in temporary
// files where they are many, and small sheets.
type XLSX struct {
	w                 io.Writer
	file              *excelize.File
	tables            []*Table
	bold, days, whole int // styles
}

// NewXLSX begins a workbook. Whoever has one calls Close in the end, or Discard
// where it came to nothing.
func NewXLSX(w io.Writer, b Book) (x *XLSX, err error) {
	x = &XLSX{w: w, file: excelize.NewFile()}
	at := b.Day.String() + "T00:00:00Z"
	err = errors.Join(x.styles(),
		x.file.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: b.Creator, LastModifiedBy: b.Creator, Language: b.Language, Created: at, Modified: at}))
	if err != nil {
		x.Discard()
		return nil, err
	}
	return x, nil
}

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

// sheet adds an empty sheet, its columns as wide as told, in characters.
func (x *XLSX) sheet(name string, widths []float64) error {
	first, err := x.file.GetSheetIndex(unnamed)
	if err != nil {
		return err
	}
	if first >= 0 {
		err = x.file.SetSheetName(unnamed, name)
	} else {
		_, err = x.file.NewSheet(name)
	}
	if err != nil {
		return err
	}
	for i, width := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := x.file.SetColWidth(name, column, column, width); err != nil {
			return err
		}
	}
	return nil
}

// unnamed is what the library calls the sheet that a new workbook has.
const unnamed = "Sheet1"

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

// Close writes the workbook and removes its temporary files. Before Close
// nothing has been written.
func (x *XLSX) Close() error {
	defer x.Discard()
	a := archive{Writer: zip.NewWriter(x.w), waiting: map[string]*Table{}}
	for _, t := range x.tables {
		if err := t.end(); err != nil {
			return err
		}
		a.waiting[t.part] = t
	}
	// The library would put the whole file together in memory first; what it
	// then writes of its own is nothing.
	x.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &a })
	err := errors.Join(x.file.Write(io.Discard), a.err)
	for part := range a.waiting {
		err = errors.Join(err, fmt.Errorf("the rows of %s found no place in the workbook", part))
	}
	return err
}

// Discard removes the temporary files; after Close it has nothing to do.
func (x *XLSX) Discard() {
	_ = x.file.Close() // it has no files of its own
	for _, t := range x.tables {
		t.rows.remove()
	}
}
