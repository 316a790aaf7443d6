package api

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/export"
	"jalons/internal/store"
)

// What is taken away whole, the database and the package of tables, holds the
// columns of the collections as they are declared, with one difference: there is
// no language to ask for, so a bilingual column stands there twice, in French
// under its own name and in English as name_en.

// inEnglish ends the name of the English column of a pair.
const inEnglish = "_en"

// takenTables are the tables that are taken away: the collections, and the stream.
func takenTables() []served { return append(slices.Clone(all), timeline) }

// takenFields gives the columns with their English beside them. Where English is
// missing it is null: the reader has the French in the same row.
func (c *Collection[R]) takenFields() []Field[R] {
	var out []Field[R]
	for _, f := range c.Fields {
		out = append(out, f)
		if !f.Bilingual {
			continue
		}
		english, read := f, f.read
		english.Name += inEnglish
		english.read = func(r *R, e *env) Cell {
			cell := read(r, &env{lang: "en", base: e.base, license: e.license})
			if cell.Untranslated {
				return Cell{Null: true}
			}
			return cell
		}
		out = append(out, english)
	}
	return out
}

func (c *Collection[R]) takenColumns() (columns []Column) {
	for _, f := range c.takenFields() {
		columns = append(columns, f.Column)
	}
	return columns
}

// taken is what files to be taken away are made from. They are made once for a
// dataset, whoever asks first, so that no request's limits hold for them.
type taken struct {
	ctx   context.Context
	data  *store.Store
	about *call // for the words of codes and columns, in French; it has no request
}

func (s *Server) taking(ctx context.Context, data *store.Store) *taken {
	return &taken{ctx, data, &call{server: s, data: data, lang: "fr", day: data.About.Info.UpdatedOn}}
}

// takenCSV writes the rows of today as CSV.
func (c *Collection[R]) takenCSV(t *taken, w io.Writer) error {
	fields, e := c.takenFields(), t.about.env()
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	table, err := export.NewCSV(w, export.RFC4180, names)
	if err != nil {
		return err
	}
	cells := make([]export.Cell, len(fields))
	err = store.Each(t.ctx, t.data, store.Query{Day: t.about.day, Lang: "fr"}, func(r *R) error {
		for i, f := range fields {
			cells[i] = exported(f.Column, f.read(r, e))
		}
		return table.Row(cells)
	})
	if err != nil {
		return err
	}
	return table.Close()
}

// plainTables gives two tables of the database: the rows of today under the name
// of the collection, and beside them every reading with the days it holds for.
func (c *Collection[R]) plainTables(t *taken) []store.PlainTable {
	fields, e := c.takenFields(), t.about.env()
	today := store.PlainTable{Name: c.Name, Key: []string{"id"}}
	for _, f := range fields {
		today.Columns = append(today.Columns, f.plain())
	}
	values := make([]any, len(fields)+2)
	read := func(r *R) {
		for i, f := range fields {
			values[i] = plainValue(f.Column, f.read(r, e))
		}
	}
	today.Fill = func(add func([]any) error) error {
		return store.Each(t.ctx, t.data, store.Query{Day: t.about.day, Lang: "fr"}, func(r *R) error {
			read(r)
			return add(values[:len(fields)])
		})
	}
	history := store.PlainTable{Name: c.Name + "_history", Key: []string{"id", "valid_from"}}
	for _, column := range today.Columns {
		column.Of = "" // a table of today lacks what has ceased, and its ids stand here many times
		history.Columns = append(history.Columns, column)
	}
	history.Columns = append(history.Columns, store.PlainColumn{Name: "valid_from", Type: "TEXT"}, store.PlainColumn{Name: "valid_to", Type: "TEXT"})
	history.Fill = func(add func([]any) error) error {
		return store.EachReading(t.ctx, t.data, func(r *R, from, to dataset.Day) error {
			read(r)
			values[len(fields)], values[len(fields)+1] = from.String(), nil
			if to != edtf.Max {
				values[len(fields)+1] = to.String()
			}
			return add(values)
		})
	}
	return []store.PlainTable{today, history}
}

// plain gives the column as the database declares it.
func (c Column) plain() store.PlainColumn {
	p := store.PlainColumn{Name: c.Name, Type: "TEXT", Required: !c.Nullable || c.Type.list(), Of: c.of()}
	switch c.Type {
	case TypeInteger, TypeBoolean:
		p.Type = "INTEGER"
	case TypeNumber:
		p.Type = "REAL"
	}
	return p
}

// of gives the collection whose ids stand in the column, "" for none: lists of
// ids and the ids of several collections are no foreign key.
func (c Column) of() string {
	if to, ok := store.Reference(c.Name); ok && c.Type == TypeID {
		return to
	}
	return ""
}

// plainValue gives a cell as SQLite holds it: lists as JSON arrays, which
// json_each and Datasette read, and what is not known as NULL.
func plainValue(c Column, cell Cell) any {
	switch {
	case c.Type.list():
		return string(export.AppendJSON(nil, exported(c, cell)))
	case cell.Null:
		return nil
	}
	switch c.Type {
	case TypeInteger:
		return cell.Integer
	case TypeNumber:
		return cell.Number
	case TypeBoolean:
		return cell.Boolean
	}
	return cell.Text
}

// database gives the bytes of jalons.sqlite.
func (t *taken) database() ([]byte, error) {
	tables := []store.PlainTable{t.aboutTable(), t.columnsTable(), t.codesTable()}
	for _, s := range takenTables() {
		tables = append(tables, s.plainTables(t)...)
	}
	return store.PlainFile(t.ctx, tables)
}

// textTable is a table of texts, "" being unknown.
func textTable(name string, key []string, columns []string, each func(add func(values ...string) error) error) store.PlainTable {
	table := store.PlainTable{Name: name, Key: key}
	for _, c := range columns {
		table.Columns = append(table.Columns, store.PlainColumn{Name: c, Type: "TEXT"})
	}
	table.Fill = func(add func([]any) error) error {
		return each(func(values ...string) error {
			row := make([]any, len(values))
			for i, v := range values {
				if v != "" {
					row[i] = v
				}
			}
			return add(row)
		})
	}
	return table
}

// aboutTable says what the file is, for whoever finds it alone.
func (t *taken) aboutTable() store.PlainTable {
	info, base := t.data.About.Info, t.about.server.base
	rows := [][2]string{
		{"title", info.Title.FR}, {"title_en", info.Title.EN}, {"version", info.Version}, {"updated_on", info.UpdatedOn.String()},
		{"digest", t.data.About.Digest}, {"license", info.License}, {"license_url", licenseURL}, {"attribution", info.Attribution.FR},
		{"attribution_en", info.Attribution.EN}, {"publisher", info.Publisher}, {"contact", info.Contact}, {"url", base + "/"}, {"docs", base + "/docs"},
	}
	return textTable("about", []string{"name"}, []string{"name", "value"}, func(add func(...string) error) error {
		for _, r := range rows {
			if err := add(r[0], r[1]); err != nil {
				return fmt.Errorf("%s: %w", r[0], err)
			}
		}
		return nil
	})
}

// columnsTable is the dictionary of the columns.
func (t *taken) columnsTable() store.PlainTable {
	columns := []string{"collection", "column_name", "unit", "codes", "label", "label_en", "description", "description_en"}
	return textTable("columns", columns[:2], columns, func(add func(...string) error) error {
		for _, s := range takenTables() {
			for _, c := range s.takenColumns() {
				w := wordsFor(s.name(), c.Name)
				if err := add(s.name(), c.Name, w.unit, c.Codes, w.label.FR, w.label.EN, w.doc.FR, w.doc.EN); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// codesTable has the words of every code list.
func (t *taken) codesTable() store.PlainTable {
	columns := []string{"list", "code", "label", "label_en", "definition", "definition_en"}
	return textTable("codes", columns[:2], columns, func(add func(...string) error) error {
		for _, list := range t.codeLists() {
			for _, code := range t.data.About.Codes[list] {
				if err := add(list, code.Code, code.Label.FR, code.Label.EN, code.Definition.FR, code.Definition.EN); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// codeLists are the lists whose words stand in the tables, sorted.
func (t *taken) codeLists() (lists []string) {
	for _, s := range takenTables() {
		for _, c := range s.takenColumns() {
			if c.Codes != "" {
				lists = append(lists, c.Codes)
			}
		}
	}
	slices.Sort(lists)
	return slices.Compact(lists)
}

// indented gives a document as JSON for people and machines, with its members in
// the order of its type.
func indented(v any) ([]byte, error) {
	body, err := json.MarshalIndent(v, "", "  ")
	return append(body, '\n'), err
}
