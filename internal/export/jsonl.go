package export

import (
	"bufio"
	"io"

	"jalons/internal/dataset"
)

// JSONL writes JSON Lines: one object a row, its members in the order of the
// columns.
type JSONL struct {
	w     *bufio.Writer
	names [][]byte // of the columns, each as JSON with its colon
	line  []byte   // the present one, its room used anew
}

// NewJSONL begins a table; it writes nothing before the first row.
func NewJSONL(w io.Writer, names []string) *JSONL {
	t := &JSONL{w: bufio.NewWriter(w)}
	for _, name := range names {
		t.names = append(t.names, append(dataset.AppendString(nil, name), ':'))
	}
	return t
}

// Row writes one line; cells stand in the order of the columns.
func (t *JSONL) Row(cells []Cell) error {
	t.line = append(t.line[:0], '{')
	for i, c := range cells {
		if i > 0 {
			t.line = append(t.line, ',')
		}
		t.line = AppendJSON(append(t.line, t.names[i]...), c)
	}
	t.line = append(t.line, '}', '\n')
	_, err := t.w.Write(t.line)
	return err
}

// Close writes what is held back. It does not close the writer below.
func (t *JSONL) Close() error { return t.w.Flush() }
