package api

import (
	"context"
	"io"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/feed"
	"jalons/internal/search"
	"jalons/internal/store"
)

// Collection is one kind of record, declared once: its columns, and what its
// items have beside them. Lists, items, filters, sorts, formats, the schema and
// the documentation follow from it.
type Collection[R any] struct {
	Name   string
	Fields []Field[R]
	id     func(*R) string
	cited  func(*R) *dataset.Cited // nil for sources
	order  []store.Sort            // of a list for which no sort is asked; nil: by id
	// unstored is true where the rows are made from those of other collections.
	unstored bool
	series   bool // whether the list has a wide shape
	// expand gives the members of an item that are rows of other collections;
	// nil where there are none.
	expand func(ctx context.Context, c *call, r *R, dst []byte) ([]byte, error)
}

// served is a collection whatever its row type is.
type served interface {
	name() string
	columns() []Column
	list(c *call) error
	item(c *call, id string) error
	count(c *call) (int, error)
	changes(c *call, from, to dataset.Day) ([]ChangeRow, error)
	describe() Description
	has(c *call, id string) (bool, error)
	nearestID(c *call, id string) string
	shown(c *call, hits []search.Hit) (map[int]SearchRow, error)
	entries(c *call, q store.Query) ([]feed.Entry, error)
	idsOf(c *call, programme string) ([]any, error)
	takenColumns() []Column
	takenCSV(t *taken, w io.Writer) error
	plainTables(t *taken) []store.PlainTable
}

func (c *Collection[R]) name() string { return c.Name }

func (c *Collection[R]) columns() []Column {
	columns := make([]Column, len(c.Fields))
	for i, f := range c.Fields {
		columns[i] = f.Column
	}
	return columns
}

// newCollection adds to the columns those that end every row: the source
// columns (none for sources themselves), the permalink and the licence.
func newCollection[R any](name string, own []Field[R], cited func(*R) *dataset.Cited,
	expand func(context.Context, *call, *R, []byte) ([]byte, error)) *Collection[R] {
	c := &Collection[R]{Name: name, Fields: own, cited: cited, expand: expand}
	readID := own[0].read
	c.id = func(r *R) string { return readID(r, nil).Text }
	if cited != nil {
		c.Fields = append(c.Fields, fixed(fields(
			ref("source", func(r *R) string { return cited(r).Source }),
			prose("source_title", func(r *R) string { return cited(r).SourceTitle }),
			prose("source_publisher", func(r *R) string { return cited(r).SourcePublisher }),
			word("source_url", func(r *R) string { return cited(r).SourceURL }),
			prose("source_locator", func(r *R) string { return cited(r).SourceLocator }),
			dated(word("source_published_on", func(r *R) string { return cited(r).SourcePublishedOn })),
		))...)
	}
	c.Fields = append(c.Fields, c.made("permalink", c.permalink(func(*R) string { return name })),
		c.made("license", func(_ *R, e *env) Cell { return Cell{Text: e.license} }))
	return c
}

// ofSeries gives the collection's list a wide shape.
func (c *Collection[R]) ofSeries() *Collection[R] {
	c.series = true
	return c
}

// made is a column that ends every row, made from others.
func (c *Collection[R]) made(name string, read func(*R, *env) Cell) Field[R] {
	return Field[R]{Column{Name: name, Type: TypeWord, Fixed: true, Unfiltered: true}, read}
}

func (c *Collection[R]) permalink(of func(*R) string) func(*R, *env) Cell {
	return func(r *R, e *env) Cell { return Cell{Text: e.base + "/v1/" + of(r) + "/" + c.id(r)} }
}

// streamOf makes a collection whose rows show those of other collections: it has a
// list and no items, and its permalinks lead to them.
func streamOf[R any](name string, own []Field[R], cited func(*R) *dataset.Cited, of func(*R) string) *Collection[R] {
	c := newCollection(name, own, cited, nil)
	c.Fields[len(c.Fields)-2] = c.made("permalink", c.permalink(of))
	c.order = []store.Sort{{Column: "date"}}
	return c
}

func fixed[R any](fields []Field[R]) []Field[R] {
	for i := range fields {
		fields[i].Fixed = true
	}
	return fields
}

// dated marks words that are dates as written.
func dated[R any](fields []Field[R]) []Field[R] {
	for i := range fields {
		fields[i].Dated = true
	}
	return fields
}

// chosen gives the columns of fields=, always with those that end every row;
// all of them where nothing was chosen.
func (c *Collection[R]) chosen(names []string) []Field[R] {
	if len(names) == 0 {
		return c.Fields
	}
	var out []Field[R]
	for _, name := range names {
		for _, f := range c.Fields {
			if f.Name == name && !f.Fixed {
				out = append(out, f)
			}
		}
	}
	for _, f := range c.Fields {
		if f.Fixed {
			out = append(out, f)
		}
	}
	return out
}

// count gives the number of rows known on the day asked.
func (c *Collection[R]) count(call *call) (int, error) {
	return store.Count[R](call.ctx(), call.data, store.Query{Day: call.day, Lang: call.lang})
}

// has reports whether the id is known on the day asked.
func (c *Collection[R]) has(call *call, id string) (bool, error) {
	_, _, found, err := store.Get[R](call.ctx(), call.data, id, call.day, call.lang)
	return found, err
}

// nearestID gives the id known that day that is closest to the one asked, "" for none.
func (c *Collection[R]) nearestID(call *call, id string) string {
	ids, err := store.IDs[R](call.ctx(), call.data, call.day)
	if err != nil {
		return ""
	}
	return dataset.Nearest(id, ids)
}

// list reports whether a cell of the type holds several values.
func (t Type) list() bool { return t == TypeIDs || t == TypeTexts }

// suffixes gives the filter suffixes that make sense for a column.
func (c Column) suffixes() []string {
	var out []string
	switch c.Type {
	case TypeInteger, TypeNumber, TypeDay, TypeDate:
		out = []string{"gte", "gt", "lte", "lt"}
	case TypeText, TypeTexts:
		out = []string{"contains"}
	case TypeCode, TypeID, TypeIDs:
		out = []string{"not"}
	}
	if c.Growing {
		out = append(out, "contains")
	}
	if c.Nullable || c.Type.list() {
		out = append(out, "isnull")
	}
	return slices.Clip(out)
}
