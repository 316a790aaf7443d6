package api

import (
	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// Type is what a column holds: it decides how a cell is written in each format,
// how a parameter is read, and which suffixes a filter takes.
type Type int

// The types of columns.
const (
	TypeID      Type = iota // an id of this or another collection
	TypeCode                // a word of a code list
	TypeText                // words for people, in the language asked
	TypeWord                // an exact word: an address, a number that is no amount
	TypeInteger             // a whole number
	TypeNumber              // a number
	TypeBoolean             // true or false
	TypeDay                 // YYYY-MM-DD
	TypeDate                // the closed part of EDTF
	TypeIDs                 // a list of ids or codes
	TypeTexts               // a list of texts
)

// Cell is one value of a row, in one language.
type Cell struct {
	Null         bool
	Text         string // of TypeID, TypeCode, TypeText, TypeWord, TypeDay, TypeDate
	Integer      int64
	Number       float64
	Boolean      bool
	List         []string // never null
	Untranslated bool     // the text is French for want of English
}

// env is what a cell is read in: the language, and the service's own address
// and licence, which end every row.
type env struct {
	lang    string
	base    string // public address, without a slash at its end
	license string
}

// Field is a column of a collection: the one declaration from which its JSON
// key, CSV heading, query parameters and documentation follow.
type Field[R any] struct {
	Column
	read func(r *R, e *env) Cell
}

// Column is a field without its reader: what documents need.
type Column struct {
	Name       string // column = JSON key = CSV heading = query parameter
	Type       Type
	Codes      string // the code list of a TypeCode or TypeIDs, "" for none
	Nullable   bool
	Fixed      bool // stays in every answer, whatever fields= says
	Growing    bool // a code list that grows with the data: part of a word may be asked for
	Dated      bool // a TypeWord that holds a date as written
	Unfiltered bool // made from other columns, so neither filter nor sort
	Bilingual  bool // held in both languages, and read in the one asked
}

func textCell(s string) Cell { return Cell{Text: s, Null: s == ""} }

func single[R any](name string, t Type, codes string, nullable bool, read func(*R) string) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: t, Codes: codes, Nullable: nullable}, func(r *R, _ *env) Cell { return textCell(read(r)) }}}
}

// id is the row's own id; ref names a row of another collection, or none.
func id[R any](read func(*R) string) []Field[R] { return single("id", TypeID, "", false, read) }

func ref[R any](name string, read func(*R) string) []Field[R] {
	return single(name, TypeID, "", true, read)
}

// parent is a ref that every row has.
func parent[R any](name string, read func(*R) string) []Field[R] {
	return single(name, TypeID, "", false, read)
}

// code is a word of a code list that every row has, maybe one that it may lack.
func code[R any](name, codes string, read func(*R) string) []Field[R] {
	return single(name, TypeCode, codes, false, read)
}

func maybe[R any](name, codes string, read func(*R) string) []Field[R] {
	return single(name, TypeCode, codes, true, read)
}

// growing is a maybe whose list grows with the data.
func growing[R any](name, codes string, read func(*R) string) []Field[R] {
	f := maybe(name, codes, read)
	f[0].Growing = true
	return f
}

func word[R any](name string, read func(*R) string) []Field[R] {
	return single(name, TypeWord, "", true, read)
}

func prose[R any](name string, read func(*R) string) []Field[R] {
	return single(name, TypeText, "", true, read)
}

func text[R any](name string, read func(*R) dataset.Text) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeText, Nullable: true, Bilingual: true}, func(r *R, e *env) Cell {
		t := read(r)
		cell := textCell(t.In(e.lang))
		cell.Untranslated = e.lang == "en" && t.EN == "" && t.FR != ""
		return cell
	}}}
}

func integer[R any](name string, read func(*R) *int64) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeInteger, Nullable: true}, func(r *R, _ *env) Cell {
		if v := read(r); v != nil {
			return Cell{Integer: *v}
		}
		return Cell{Null: true}
	}}}
}

func count[R any](name string, read func(*R) int64) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeInteger}, func(r *R, _ *env) Cell { return Cell{Integer: read(r)} }}}
}

func number[R any](name string, read func(*R) *float64) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeNumber, Nullable: true}, func(r *R, _ *env) Cell {
		if v := read(r); v != nil {
			return Cell{Number: *v}
		}
		return Cell{Null: true}
	}}}
}

func truth[R any](name string, read func(*R) *bool) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeBoolean, Nullable: true}, func(r *R, _ *env) Cell {
		if v := read(r); v != nil {
			return Cell{Boolean: *v}
		}
		return Cell{Null: true}
	}}}
}

func fact[R any](name string, read func(*R) bool) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeBoolean}, func(r *R, _ *env) Cell { return Cell{Boolean: read(r)} }}}
}

func dayCell(d dataset.Day) Cell {
	if d == 0 {
		return Cell{Null: true}
	}
	return Cell{Text: d.String()}
}

// endCell is an end of a date, null where it is open; 1970-01-01 is a day here.
func endCell(d dataset.Day) Cell {
	if d == edtf.Min || d == edtf.Max {
		return Cell{Null: true}
	}
	return Cell{Text: d.String()}
}

func day[R any](name string, read func(*R) dataset.Day) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: TypeDay, Nullable: true}, func(r *R, _ *env) Cell { return dayCell(read(r)) }}}
}

// date is three columns: the date as written, and the days between which it lies.
func date[R any](name string, read func(*R) dataset.Date) []Field[R] {
	return []Field[R]{
		{Column{Name: name, Type: TypeDate, Nullable: true}, func(r *R, _ *env) Cell { return textCell(read(r).String()) }},
		{Column{Name: name + "_earliest", Type: TypeDay, Nullable: true}, func(r *R, _ *env) Cell { return endCell(read(r).Earliest()) }},
		{Column{Name: name + "_latest", Type: TypeDay, Nullable: true}, func(r *R, _ *env) Cell { return endCell(read(r).Latest()) }},
	}
}

// said is the date that is never null: when a statement was made.
func said[R any](read func(*R) dataset.Date) []Field[R] {
	fields := date("stated_on", read)
	fields[0].Nullable = false
	return fields
}

func list[R any](name string, t Type, codes string, read func(*R) []string) []Field[R] {
	return []Field[R]{{Column{Name: name, Type: t, Codes: codes}, func(r *R, _ *env) Cell { return Cell{List: read(r)} }}}
}

func ids[R any](name string, read func(*R) []string) []Field[R] { return list(name, TypeIDs, "", read) }

func texts[R any](name string, read func(*R) []string) []Field[R] {
	return list(name, TypeTexts, "", read)
}

// fields puts the columns of a collection in their order.
func fields[R any](groups ...[]Field[R]) (all []Field[R]) {
	for _, g := range groups {
		all = append(all, g...)
	}
	return all
}
