package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/xuri/excelize/v2"
)

// Table is a sheet of any number of rows below one line of headings. What the
// library keeps of the sheet is its frame; the rows are put into it at the end.
type Table struct {
	book    *XLSX
	name    string
	part    string // of the archive, which holds the sheet
	columns int
	lines   int
	values  []any // of the present line, their room used anew
	cells   []excelize.Cell

	// The library encodes some rows at a time: it would keep up to 16 MB of a sheet
	// in memory, and half as much again while that grows.
	some    *excelize.File
	encoder *excelize.StreamWriter
	encoded bytes.Buffer // its room used anew
	rows    spool
}

// rowsAtOnce is how many rows are encoded at once: some hundred kilobytes.
const rowsAtOnce = 500

// columnWidth is that of a column without a width of its own, in characters: room
// for a day, an amount or the beginning of a label.
const columnWidth = 18

// firstLineStays keeps the headings in sight.
var firstLineStays = &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}

// Table adds a sheet after those that are there; see SheetName. Widths are those of
// its columns, in characters; where there are none, all are alike.
func (x *XLSX) Table(name string, widths []float64, headings []string) (*Table, error) {
	if widths == nil {
		widths = slices.Repeat([]float64{columnWidth}, len(headings))
	}
	t := &Table{book: x, name: name, columns: len(headings)}
	if err := errors.Join(x.sheet(name, widths), x.file.SetPanes(name, firstLineStays)); err != nil {
		return nil, err
	}
	x.tables = append(x.tables, t)
	t.part = fmt.Sprintf("xl/worksheets/sheet%d.xml", x.file.SheetCount) // Close finds out if it is not so
	for _, h := range headings {
		t.values = append(t.values, excelize.Cell{StyleID: x.bold, Value: h})
	}
	return t, t.line()
}

// Row writes one row of data; cells stand in the order of the headings. It
// gives ErrTooLarge where a cell or the sheet is full.
func (t *Table) Row(cells []Cell) error {
	t.values = t.values[:0]
	t.cells = slices.Grow(t.cells[:0], len(cells))[:len(cells)]
	for i, c := range cells {
		value, style, err := t.book.value(c)
		if err != nil {
			return err
		}
		if t.cells[i] = (excelize.Cell{StyleID: style, Value: value}); value == nil {
			t.values = append(t.values, nil)
		} else {
			t.values = append(t.values, &t.cells[i])
		}
	}
	return t.line()
}

func (t *Table) line() (err error) {
	if t.lines++; t.lines > maxRows {
		return fmt.Errorf("%w: %d lines in a sheet", ErrTooLarge, maxRows)
	}
	if t.encoder == nil {
		t.some = excelize.NewFile()
		if t.encoder, err = t.some.NewStreamWriter(unnamed); err != nil {
			return err
		}
	}
	if err := t.encoder.SetRow(fmt.Sprintf("A%d", t.lines), t.values); err != nil {
		return err
	}
	if t.lines%rowsAtOnce == 0 {
		return t.encode()
	}
	return nil
}

// The marks between which the rows of a sheet stand in its part of the archive.
const (
	beforeRows = "<sheetData>"
	afterRows  = "</sheetData>"
)

// encode has the rows that came last encoded, and puts them to the others.
func (t *Table) encode() error {
	if t.encoder == nil {
		return nil
	}
	t.encoded.Reset()
	t.some.SetZipWriter(func(io.Writer) excelize.ZipWriter { return partOf{&t.encoded} })
	err := errors.Join(t.encoder.Flush(), t.some.Write(io.Discard), t.some.Close())
	t.some, t.encoder = nil, nil
	if err != nil {
		return err
	}
	_, rows, opened := bytes.Cut(t.encoded.Bytes(), []byte(beforeRows))
	rows, _, closed := bytes.Cut(rows, []byte(afterRows))
	if !opened || !closed {
		return fmt.Errorf("no rows in what was encoded of %s", t.name)
	}
	return t.rows.add(rows)
}

// end has the last rows encoded, and tells how large the sheet is.
func (t *Table) end() error {
	if err := t.encode(); err != nil {
		return err
	}
	corner, err := excelize.CoordinatesToCellName(max(1, t.columns), max(1, t.lines))
	if err != nil {
		return err
	}
	return t.book.file.SetSheetDimension(t.name, "A1:"+corner)
}

// partOf takes of a workbook its one sheet.
type partOf struct{ sheet *bytes.Buffer }

// Create gives what takes a part of the archive.
func (p partOf) Create(name string) (io.Writer, error) {
	if name == "xl/worksheets/sheet1.xml" {
		return p.sheet, nil
	}
	return io.Discard, nil
}

// AddFS is not asked for.
func (partOf) AddFS(fs.FS) error { return errors.ErrUnsupported }

// Close has nothing to end.
func (partOf) Close() error { return nil }

// archive writes a workbook, and into its sheets the rows that wait for them.
type archive struct {
	*zip.Writer
	waiting map[string]*Table // by the part of the archive; those that were written are gone
	err     error             // the first; the library forgets that of a part when it writes the next
}

// Create gives what writes a part of the archive.
func (a *archive) Create(name string) (io.Writer, error) {
	w, err := a.Writer.Create(name)
	if t, waits := a.waiting[name]; err == nil && waits {
		delete(a.waiting, name)
		w = &frame{a, w, t}
	}
	return w, err
}

// frame is given a sheet without rows, at once, and writes it around its rows.
type frame struct {
	archive *archive
	w       io.Writer
	table   *Table
}

func (f *frame) Write(p []byte) (int, error) {
	err := f.write(p)
	f.archive.err = cmp.Or(f.archive.err, err)
	return len(p), err
}

func (f *frame) write(p []byte) error {
	head, tail, ok := bytes.Cut(p, []byte(afterRows))
	if !ok {
		return fmt.Errorf("no place for rows in what the library made of %s", f.table.name)
	}
	if _, err := f.w.Write(head); err != nil {
		return err
	}
	if err := f.table.rows.writeTo(f.w); err != nil {
		return err
	}
	_, err := f.w.Write(append([]byte(afterRows), tail...))
	return err
}

// A spool holds what waits to be written: little in memory, more in a temporary file.
type spool struct {
	memory bytes.Buffer
	file   *os.File
}

// maxSpooled is how much of a sheet is held in memory, in bytes.
const maxSpooled = 1 << 20

func (s *spool) add(p []byte) (err error) {
	if s.memory.Len()+len(p) <= maxSpooled {
		s.memory.Write(p)
		return nil
	}
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "jalons-*.xml"); err != nil {
			return err
		}
	}
	_, err = io.Copy(s.file, io.MultiReader(&s.memory, bytes.NewReader(p)))
	return err
}

func (s *spool) writeTo(w io.Writer) error {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, s.file); err != nil {
			return err
		}
	}
	_, err := s.memory.WriteTo(w)
	return err
}

// remove gives back what the spool holds.
func (s *spool) remove() {
	if s.file != nil {
		_ = errors.Join(s.file.Close(), os.Remove(s.file.Name())) // what can't be removed lies in a temporary folder
	}
	*s = spool{}
}
