package api

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"jalons/internal/dataset"
	"jalons/internal/export"
)

// exportTimeout bounds an export, as queryTimeout a query: a hundred thousand
// rows leave in a few seconds, to a slow caller in a minute.
const exportTimeout = time.Minute

// boundTo gives the format in which alone a control word means something.
var boundTo = map[string]string{"dialect": "csv", "header": "csv", "facet": "json", "shape": "json"}

var wideShape = pair{"shape", shapeWide}

// bound gives the format in which alone a parameter means something, "" for one
// that means the same in all, as the wide shape does.
func (v pair) bound() string {
	if v == wideShape {
		return ""
	}
	return boundTo[v.name]
}

// fits refuses control words that mean nothing in the format settled on.
func (c *call) fits() error {
	f := &fault{kind: invalidValue, paramFaults: c.params.unfit()}
	if len(f.paramFaults) == 0 {
		return nil
	}
	home := cmp.Or(f.paramFaults[0].bound(), "json")
	f.detail = f.paramFaults[0].detail
	good := slices.DeleteFunc(slices.Clone(c.params.pairs), func(p pair) bool { return p.bound() != "" && p.bound() != home })
	f.suggestion = address(c.path+"."+home, good)
	return f
}

// unfit gives a fault for each control word that means nothing in the format;
// where that is still open, in JSON.
func (p *params) unfit() (faults []paramFault) {
	format := cmp.Or(p.format, "json")
	for _, v := range p.pairs {
		home := v.bound()
		subscribed := format == "atom" || format == "ics"
		switch {
		case v.name == "fields" && subscribed:
			faults = append(faults, paramFault{pair: v, kind: invalidValue, detail: dataset.Text{
				FR: fmt.Sprintf("fields choisit des colonnes, et il n'y en a pas en %s.", format),
				EN: fmt.Sprintf("fields chooses columns, and there are none in %s.", format)}})
		case v == wideShape && subscribed:
			faults = append(faults, paramFault{pair: v, kind: invalidValue, detail: dataset.Text{
				FR: fmt.Sprintf("shape=wide donne un tableau, et il n'y en a pas en %s.", format),
				EN: fmt.Sprintf("shape=wide gives a table, and there is none in %s.", format)}})
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
	case c.Type.list() && c.Dated:
		return export.Cell{Kind: export.Dates, List: cell.List}
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

// table is what an export writes.
type table struct {
	collection string       // what its rows are of: names the file
	title      dataset.Text // of the sheet in a workbook; zero: the collection's
	of         string       // what the file is named for beside it, "" for nothing
	columns    []ColumnWords
	cites      bool                 // whether the rows cite sources, for which a workbook has a sheet
	fill       func(to taker) error // gives the rows, in order
	// told gives, after fill, the number of rows, and puts into meta what is to be
	// told of them; asked of workbooks alone.
	told func(meta *Meta) (int, error)
}

// export answers a table.
func (c *call) export(t table) error {
	coding := ""
	if c.params.format != "xlsx" { // which is compressed already
		coding = c.coding()
	}
	c.describe(c.etag(coding))
	h := c.Response().Header()
	h.Set("Content-Type", mediaTypes[c.params.format])
	h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s"`, c.fileName(t.collection, t.of)))
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	if c.Request().Method == http.MethodHead {
		c.Response().WriteHeader(http.StatusOK)
		return nil
	}
	done, err := c.unhurried()
	if err != nil {
		return err
	}
	defer done()
	out := newStream(pacing(c.Response()), coding)
	if err = c.write(out, t); err == nil {
		err = out.Close()
	}
	return c.whole(err)
}

// write writes a table in the format asked.
func (c *call) write(out *stream, t table) error {
	names := make([]string, len(t.columns))
	for i, column := range t.columns {
		names[i] = column.Name
	}
	switch c.params.format {
	case "xlsx":
		return c.workbook(out, t, names)
	case "jsonl":
		lines := export.NewJSONL(out, names)
		if err := t.fill(taker{row: lines.Row}); err != nil {
			return err
		}
		return lines.Close()
	}
	if c.params.header == "labels" {
		for i, column := range t.columns {
			if !column.Label.IsZero() {
				names[i] = column.Label.In(c.lang)
			}
		}
	}
	dialect := export.RFC4180
	if c.params.dialect == "fr" {
		dialect = export.French
	}
	lines, err := export.NewCSV(out, dialect, names)
	if err != nil {
		return err
	}
	if err := t.fill(taker{row: lines.Row}); err != nil {
		return err
	}
	return lines.Close()
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
	if err := c.server.exports.enter(c.ctx()); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(c.caller, exportTimeout)
	c.SetRequest(c.Request().WithContext(ctx))
	return func() { cancel(); c.server.exports.leave() }, nil
}

// whole makes sure that no short answer looks like a whole one. Before the
// first byte has left, an error becomes a problem document; after it, the
// connection breaks.
func (c *call) whole(err error) error {
	if err == nil || !c.Response().Committed {
		return err
	}
	c.server.log.Warn("export broken off", "path", c.path, "bytes", c.Response().Size, "error", err.Error())
	if !c.Request().ProtoAtLeast(1, 1) {
		c.reset()
	}
	panic(http.ErrAbortHandler)
}

// reset has the caller's system report an error on the connection. By HTTP/1.0
// (which nginx speaks to services unless told otherwise) a body of unknown
// length ends where the connection does: closing it would say that all came.
func (c *call) reset() {
	conn, _, err := c.Response().Hijack()
	if err != nil {
		return
	}
	below := conn
	if within, ok := conn.(interface{ NetConn() net.Conn }); ok {
		below = within.NetConn()
	}
	if tcp, ok := below.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // where this fails, nothing is left to try
	}
	_ = conn.Close()
}
