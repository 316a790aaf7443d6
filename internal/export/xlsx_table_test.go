package export

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Two sheets that grow at once, through the bounds of what is encoded at a time and
// held in memory, have each row in its place; and the same rows give the same bytes.
func TestTables(t *testing.T) {
	made := func(n int) []byte {
		var b bytes.Buffer
		x, data := begun(t, &b)
		cited, err := x.Table("Sources", []float64{20}, []string{"id"})
		for i := range n {
			err = errors.Join(err, data.Row(row(fmt.Sprintf("row-%d", i), strings.Repeat("&", 900), int64(i), float64(i)/4, true, "2026-11-21", "2019-05")))
			if i%3 == 0 {
				err = errors.Join(err, cited.Row([]Cell{{Kind: Text, Text: fmt.Sprintf("source-%d", i)}}))
			}
		}
		if err = errors.Join(err, x.Attach(beside[1:]...), x.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, n := range []int{0, 1, rowsAtOnce - 2, rowsAtOnce - 1, rowsAtOnce, 3*rowsAtOnce + 7} {
		written := made(n)
		if !bytes.Equal(written, made(n)) {
			t.Fatalf("%d rows: two workbooks of the same rows differ", n)
		}
		f, err := excelize.OpenReader(bytes.NewReader(written))
		if err != nil {
			t.Fatal(err)
		}
		data, err := f.GetRows("Financements")
		cited, err2 := f.GetRows("Sources")
		size, err3 := f.GetSheetDimension("Financements")
		if err := errors.Join(err, err2, err3, f.Close()); err != nil {
			t.Fatal(err)
		}
		if len(data) != n+1 || len(cited) != (n+2)/3+1 || size != fmt.Sprintf("A1:H%d", n+1) {
			t.Fatalf("%d rows: %d and %d lines, %s", n, len(data), len(cited), size)
		}
		for i, line := range data[1:] {
			if line[0] != fmt.Sprintf("row-%d", i) || line[1] != strings.Repeat("&", 900) {
				t.Fatalf("row %d of %d begins with %.40q", i, n, line)
			}
		}
		for i, line := range cited[1:] {
			if line[0] != fmt.Sprintf("source-%d", 3*i) {
				t.Fatalf("source %d of %d is %q", i, n, line)
			}
		}
	}
}

// Rows that found no place would be missing in a workbook that opens well: none is
// written then.
func TestNoRowIsLeftBehind(t *testing.T) {
	for part, want := range map[string]string{"xl/worksheets/sheet9.xml": "found no place", "xl/workbook.xml": "no place for rows"} {
		x, data := begun(t, io.Discard)
		data.part = part
		if err := x.Close(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("rows for %s: %v", part, err)
		}
	}
}

// What waits and can't be read again makes no workbook that ends well.
func TestTemporaryFileIsLost(t *testing.T) {
	x, data := begun(t, io.Discard)
	for range 3 * maxSpooled / 900 {
		if err := data.Row([]Cell{{Kind: Text, Text: strings.Repeat("a", 900)}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := data.rows.file.Close(); err != nil {
		t.Fatal(err)
	}
	file, err := os.OpenFile(data.rows.file.Name(), os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if data.rows.file = file; x.Close() == nil {
		t.Error("no error")
	}
}

// Where there is no room for what waits, the workbook fails.
func TestNoTemporaryFile(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir()+"/none")
	x, data := begun(t, io.Discard)
	defer x.Discard()
	var err error
	for i := 0; i < 3*maxSpooled/900 && err == nil; i++ {
		err = data.Row([]Cell{{Kind: Text, Text: strings.Repeat("a", 900)}})
	}
	if err == nil {
		t.Error("no error")
	}
}
