package api

import (
	"jalons/internal/export"
	"jalons/internal/store"
)

// exportList answers a list as a table: all rows that match, unless the address
// has a limit or an offset.
func (c *Collection[R]) exportList(call *call) error {
	q := c.query(call)
	q.Limit, q.Offset = call.params.limit, call.params.offset
	links := call.links(-1, 0)
	if q.Limit > 0 {
		total, err := store.Count[R](call.ctx(), call.data, q)
		if err != nil {
			return err
		}
		links = call.links(total, q.Limit)
	}
	call.Response().Header().Set("Link", call.linkHeader(links, ""))
	return c.export(call, exportRows[R]{call.programme(), true, func(do func(*R) error) error { return store.Each(call.ctx(), call.data, q, do) }})
}

// exportItem answers an item as the list with that one row.
func (c *Collection[R]) exportItem(call *call, row *R) error {
	call.Response().Header().Set("Link", call.linkHeader(call.links(-1, 0), call.path))
	return c.export(call, exportRows[R]{c.id(row), false, func(do func(*R) error) error { return do(row) }})
}

// exportRows are the rows of an export.
type exportRows[R any] struct {
	of     string // what the file is named for beside its collection, "" for nothing
	isList bool
	each   func(do func(*R) error) error // calls do with each row, in order
}

// export answers rows as a table.
func (c *Collection[R]) export(call *call, rows exportRows[R]) error {
	fields, e := c.chosen(call.params.fields), call.env()
	seen, cited := &noted{}, c.cites(call)
	return call.export(table{collection: c.Name, of: rows.of, columns: c.inWords(fields), cites: true,
		fill: func(to taker) error {
			if to.source != nil { // a workbook, which tells in further sheets what is noted
				if err := call.judge(seen, c.Name); err != nil {
					return err
				}
			}
			cells := make([]export.Cell, len(fields))
			return rows.each(func(r *R) error {
				untranslated := false
				for i, f := range fields {
					cell := f.read(r, e)
					cells[i] = exported(f.Column, cell)
					untranslated = untranslated || cell.Untranslated
				}
				if to.source != nil {
					seen.see(c.id(r), r, untranslated)
				}
				if err := cited.see(r, to.source); err != nil {
					return err
				}
				return to.row(cells)
			})
		},
		told: func(meta *Meta) (int, error) { return seen.rows, c.warnings(call, meta, seen, rows.isList) }})
}
