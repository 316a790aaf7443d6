package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"

	"jalons/internal/dataset"
)

// Kind says how a column is held and compared.
type Kind int

// The kinds of columns. A bilingual column is held as x_fr and x_en; text has
// folded shadows; a date has its bounds beside it.
const (
	Word      Kind = iota // an id, a code, an address: compared letter by letter
	Prose                 // text of one language: case and accents do not matter
	Bilingual             // dataset.Text
	Words                 // a list of ids or codes
	Proses                // a list of texts
	Integer
	Real
	Truth
	Day
	Date
)

// column is one field of a row type.
type column struct {
	name  string
	kind  Kind
	field []int // for reflect.Value.FieldByIndex
	typ   reflect.Type
}

// table is how the rows of a collection are held: made once from the row type,
// so that column, JSON key and query parameter can't drift apart.
type table struct {
	name    string
	row     reflect.Type
	columns []column
	byName  map[string]column
	hasItem bool
	refs    map[string]string // column to the collection that its ids belong to
}

// references are the columns that hold one id of another collection.
var references = map[string]string{
	"programme": "programmes", "milestone": "milestones", "indicator": "indicators", "organisation": "organisations",
	"part_of": "funding", "source": "sources", "measure_indicator": "indicators",
}

func newTable[R any](name string) *table {
	t := &table{name: name, row: reflect.TypeFor[R](), byName: map[string]column{}, refs: map[string]string{}}
	t.collect(t.row, nil)
	for _, c := range t.columns {
		t.byName[c.name] = c
		if c.kind == Date { // its bounds are columns of their own to whoever asks
			for _, bound := range c.shadows() {
				t.byName[bound] = column{name: bound, kind: Day}
			}
		}
		if to, ok := references[c.name]; ok {
			t.refs[c.name] = to
		}
	}
	return t
}

func (t *table) collect(typ reflect.Type, at []int) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		index := append(append([]int{}, at...), i)
		name := f.Tag.Get("json")
		switch {
		case f.Anonymous:
			t.collect(f.Type, index)
		case f.Name == "Item":
			t.hasItem = f.Type.NumField() > 0
		case name != "-":
			t.columns = append(t.columns, column{name, kindOf(f), index, f.Type})
		}
	}
}

// kindOf reads the kind of a field from its type; the tag text:"prose" tells
// free text of one language from ids and codes.
func kindOf(f reflect.StructField) Kind {
	prose := f.Tag.Get("text") == "prose"
	switch f.Type {
	case reflect.TypeFor[dataset.Text]():
		return Bilingual
	case reflect.TypeFor[dataset.Date]():
		return Date
	case reflect.TypeFor[dataset.Day]():
		return Day
	case reflect.TypeFor[[]string]():
		if prose {
			return Proses
		}
		return Words
	case reflect.TypeFor[int64](), reflect.TypeFor[*int64]():
		return Integer
	case reflect.TypeFor[*float64]():
		return Real
	case reflect.TypeFor[bool](), reflect.TypeFor[*bool]():
		return Truth
	case reflect.TypeFor[string]():
		if prose {
			return Prose
		}
		return Word
	}
	panic(fmt.Sprintf("store: no way to hold %s %s", f.Name, f.Type))
}

// held gives the columns of the file that hold the column for reading.
func (c column) held() []string {
	if c.kind == Bilingual {
		return []string{c.name + "_fr", c.name + "_en"}
	}
	return []string{c.name}
}

// shadows gives the columns beside, which filters and sorts use.
func (c column) shadows() []string {
	switch c.kind {
	case Bilingual:
		return []string{c.name + "_fr_fold", c.name + "_en_fold"}
	case Prose, Proses:
		return []string{c.name + "_fold"}
	case Date:
		return []string{c.name + "_earliest", c.name + "_latest"}
	}
	return nil
}

// sqlType is TEXT for days too: the driver rewrites columns declared DATE.
func (c column) sqlType() string {
	switch c.kind {
	case Integer, Truth:
		return "INTEGER"
	case Real:
		return "REAL"
	}
	return "TEXT"
}

// schema gives the statements that make every table of a file.
func schema() (all []string) {
	for _, t := range tables {
		all = append(all, t.ddl()...)
	}
	return append(append(all, contestedDDL, aboutDDL), searchDDL...)
}

// layout identifies how files are laid out: by the tables, and by the types of what
// is packed into them. Files of one layout can be read by whatever has the same.
var layout = sync.OnceValue(func() string {
	h := sha256.New()
	for _, statement := range schema() {
		fmt.Fprintln(h, statement)
	}
	seen := map[reflect.Type]bool{}
	for _, t := range tables {
		describe(h, t.row, seen)
	}
	describe(h, reflect.TypeFor[About](), seen)
	describe(h, reflect.TypeFor[dataset.Report](), seen)
	return hex.EncodeToString(h.Sum(nil)[:12])
})

// describe writes what a type is made of, down to types that Go itself has.
func describe(w io.Writer, t reflect.Type, seen map[reflect.Type]bool) {
	fmt.Fprintln(w, t, t.Kind())
	if seen[t] {
		return
	}
	seen[t] = true
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			f := t.Field(i)
			fmt.Fprintln(w, f.Name, f.Tag)
			describe(w, f.Type, seen)
		}
	case reflect.Map:
		describe(w, t.Key(), seen)
		describe(w, t.Elem(), seen)
	case reflect.Slice, reflect.Array, reflect.Pointer:
		describe(w, t.Elem(), seen)
	}
}

// ddl gives the statements that make the table, the tables of its ids and of its
// items, and their indexes. Readings are numbered so that those of updated_on come
// first, by id: a question about that day, as most are, looks at no others.
func (t *table) ddl() []string {
	// Every query asks for the days first: they stand first, so that a scan need not
	// follow long texts to their end to find them.
	defs, keys := []string{"reading INTEGER PRIMARY KEY", "valid_from INTEGER NOT NULL", "valid_to INTEGER NOT NULL"}, []string(nil)
	for _, c := range t.columns {
		for _, name := range append(c.held(), c.shadows()...) {
			defs = append(defs, fmt.Sprintf("%s %s", quote(name), c.sqlType()))
		}
		if to, ok := t.refs[c.name]; ok {
			keys = append(keys, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (id)", quote(c.name), quote(to+"_ids")))
		}
	}
	defs = append(defs, "UNIQUE (id, valid_from)",
		fmt.Sprintf("FOREIGN KEY (id) REFERENCES %s (id)", quote(t.name+"_ids")))
	out := []string{
		fmt.Sprintf("CREATE TABLE %s (id TEXT PRIMARY KEY, first_known INTEGER NOT NULL) WITHOUT ROWID", quote(t.name+"_ids")),
		fmt.Sprintf("CREATE TABLE %s (%s)", quote(t.name), strings.Join(append(defs, keys...), ", ")),
	}
	if t.hasItem {
		out = append(out, fmt.Sprintf("CREATE TABLE %s (reading INTEGER PRIMARY KEY, item BLOB NOT NULL)", quote(t.items())))
	}
	for _, c := range t.columns {
		if _, ref := t.refs[c.name]; ref {
			out = append(out, fmt.Sprintf("CREATE INDEX %s ON %s (%s, id, valid_from, valid_to)",
				quote(t.name+"_by_"+c.name), quote(t.name), quote(c.name)))
		}
	}
	for _, u := range usual[t.name] {
		out = append(out, t.usualIndex(u, false), t.usualIndex(u, true), t.matchingIndex(u))
	}
	return out
}

// items names the table of what only items have.
func (t *table) items() string { return t.name + "_items" }

// quote quotes a name of ours; none holds a quotation mark.
func quote(name string) string { return `"` + name + `"` }
