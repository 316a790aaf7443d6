package api

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"jalons/internal/dataset"
	"jalons/internal/export"
	"jalons/internal/store"
)

// exportTimeout bounds an export, as queryTimeout a query: a hundred thousand
// rows leave in a few seconds, to a slow caller in a minute.
const exportTimeout = time.Minute

// maxExports bounds the exports under way at once, so that they leave half of
// the store's connections to queries. One more waits as long as a query may take.
const maxExports = 4

// boundTo gives the format in which alone a control word means something.
var boundTo = map[string]string{"dialect": "csv", "header": "csv", "facet": "json", "shape": "json"}

// fits refuses control words that mean nothing in the format settled on.
func (c *call) fits() error {
	f := &fault{kind: invalidValue, paramFaults: c.params.unfit()}
	if len(f.paramFaults) == 0 {
		return nil
	}
	home := cmp.Or(boundTo[f.paramFaults[0].name], "json")
	f.detail = f.paramFaults[0].detail
	good := slices.DeleteFunc(slices.Clone(c.params.pairs), func(p pair) bool { return boundTo[p.name] != "" && boundTo[p.name] != home })
	f.suggestion = address(c.path+"."+home, good)
	return f
}

// unfit gives a fault for each control word that means nothing in the format;
// where that is still open, in JSON.
func (p *params) unfit() (faults []paramFault) {
	format := cmp.Or(p.format, "json")
	for _, v := range p.pairs {
		home := boundTo[v.name]
		switch {
		case v.name == "fields" && (format == "atom" || format == "ics"):
			faults = append(faults, paramFault{pair: v, kind: invalidValue, detail: dataset.Text{
				FR: fmt.Sprintf("fields choisit des colonnes, et il n'y en a pas en %s.", format),
				EN: fmt.Sprintf("fields chooses columns, and there are none in %s.", format)}})
		case home != "" && home != format:
			faults = append(faults, paramFault{pair: v, kind: invalidValue, detail: dataset.Text{
				FR: fmt.Sprintf("%s n'a de sens qu'en %s, et cette réponse est en %s.", v.name, home, format),
				EN: fmt.Sprintf("%s means something in %s alone, and this answer is in %s.", v.name, home, format)}})
		}
	}
	return faults
}

// exported gives a cell as exports take it.
func exported(c Column, cell Cell) export.Cell {
	switch {
	case c.Type.list():
		return export.Cell{Kind: export.List, List: cell.List}
	case cell.Null:
		return export.Cell{}
	}
	switch c.Type {
	case TypeInteger:
		return export.Cell{Kind: export.Integer, Integer: cell.Integer}
	case TypeNumber:
		return export.Cell{Kind: export.Number, Number: cell.Number}
	case TypeBoolean:
		return export.Cell{Kind: export.Boolean, Boolean: cell.Boolean}
	case TypeDay:
		return export.Cell{Kind: export.Day, Text: cell.Text}
	case TypeDate:
		return export.Cell{Kind: export.Date, Text: cell.Text}
	}
	if c.Dated {
		return export.Cell{Kind: export.Date, Text: cell.Text}
	}
	return export.Cell{Kind: export.Text, Text: cell.Text}
}

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
	coding := ""
	if call.params.format != "xlsx" { // which is compressed already
		coding = call.coding()
	}
	call.describe(call.etag(coding))
	h := call.Response().Header()
	h.Set("Content-Type", mediaTypes[call.params.format])
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, call.fileName(c.Name, rows.of)))
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if call.Request().Method == http.MethodHead {
		call.Response().WriteHeader(http.StatusOK)
		return nil
	}
	done, err := call.unhurried()
	if err != nil {
		return err
	}
	defer done()
	out := newStream(call.Response(), coding)
	if err = c.write(call, out, rows); err == nil {
		err = out.Close()
	}
	return call.whole(err)
}

// write writes rows in the format asked.
func (c *Collection[R]) write(call *call, out *stream, rows exportRows[R]) error {
	fields := c.chosen(call.params.fields)
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	switch call.params.format {
	case "xlsx":
		return c.workbook(call, out, rows, fields, names)
	case "jsonl":
		table := export.NewJSONL(out, names)
		if err := c.fill(call, rows, fields, nil, table.Row); err != nil {
			return err
		}
		return table.Close()
	}
	if call.params.header == "labels" {
		for i, name := range names {
			if label := wordsFor(c.Name, name).label; !label.IsZero() {
				names[i] = label.In(call.lang)
			}
		}
	}
	dialect := export.RFC4180
	if call.params.dialect == "fr" {
		dialect = export.French
	}
	table, err := export.NewCSV(out, dialect, names)
	if err != nil {
		return err
	}
	if err := c.fill(call, rows, fields, nil, table.Row); err != nil {
		return err
	}
	return table.Close()
}

// fill reads the cells of each row and adds them to a table. What see notes of
// a row, where see is not nil, it notes before the row is gone.
func (c *Collection[R]) fill(call *call, rows exportRows[R], fields []Field[R], see func(r *R, untranslated bool), add func([]export.Cell) error) error {
	e := call.env()
	cells := make([]export.Cell, len(fields))
	return rows.each(func(r *R) error {
		untranslated := false
		for i, f := range fields {
			cell := f.read(r, e)
			cells[i] = exported(f.Column, cell)
			untranslated = untranslated || cell.Untranslated
		}
		if see != nil {
			see(r, untranslated)
		}
		return add(cells)
	})
}

// programme gives the one programme that the address asks for, "" where it asks
// for none or for several.
func (c *call) programme() string {
	for _, p := range c.params.pairs {
		if p.name == "programme" && !strings.Contains(p.value, ",") {
			return p.value
		}
	}
	return ""
}

// fileName names a file for what it holds and the day as of which it holds it.
// Ids are slugs: nothing in the name needs quoting.
func (c *call) fileName(collection, of string) string {
	words := slices.DeleteFunc([]string{"jalons", collection, of, c.day.String()}, func(s string) bool { return s == "" })
	return strings.Join(words, "-") + "." + c.params.format
}

// unhurried waits for a place among the exports and gives the request the time
// of one. Done gives the place back.
func (c *call) unhurried() (done func(), err error) {
	select {
	case c.server.exports <- struct{}{}:
	case <-c.ctx().Done():
		return nil, c.ctx().Err()
	}
	ctx, cancel := context.WithTimeout(c.caller, exportTimeout)
	c.SetRequest(c.Request().WithContext(ctx))
	return func() { cancel(); <-c.server.exports }, nil
}

// whole makes sure that no short answer looks like a whole one. Before the
// first byte has left, an error becomes a problem document; after it, the
// connection breaks.
func (c *call) whole(err error) error {
	if err == nil || !c.Response().Committed {
		return err
	}
	c.server.log.Warn("export broken off", "path", c.path, "bytes", c.Response().Size, "error", err.Error())
	panic(http.ErrAbortHandler)
}
