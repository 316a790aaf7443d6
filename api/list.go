package api

import (
	"slices"

	"jalons/internal/store"
)

// formatsOfLists are the formats of every list and of items.
var formatsOfLists = []string{"json", "csv", "xlsx", "jsonl"}

// list answers a list.
func (c *Collection[R]) list(call *call) error {
	if err := call.settle(c.formatsOf(), c.parse); err != nil {
		return err
	}
	if call.fresh() {
		return call.notModified()
	}
	if err := c.find(call); err != nil {
		return err
	}
	observed, pivots := any(c).(*Collection[observationRow])
	switch call.params.format {
	case "atom", "ics":
		return c.subscribe(call)
	case datawrapper:
		return c.chart(call)
	}
	switch {
	case pivots && call.params.shape == shapeWide:
		return wide(observed, call)
	case call.params.format == "json":
		return c.listJSON(call)
	}
	return c.exportList(call)
}

func (c *Collection[R]) query(call *call) store.Query {
	sorts := call.params.sorts
	if len(sorts) == 0 {
		sorts = c.order
	}
	return store.Query{Day: call.day, Lang: call.lang, Filters: call.params.filters, Sorts: sorts}
}

func (c *Collection[R]) listJSON(call *call) error {
	q := c.query(call)
	limit := call.params.limit
	if limit == 0 {
		limit = defaultLimit
	}
	offset := call.params.offset
	q.Limit, q.Offset = limit, offset
	page, err := c.listed(call.ctx(), call.edition, q, call.params.facets)
	if err != nil {
		return err
	}
	meta := call.meta()
	meta.Total, meta.Limit, meta.Offset = &page.Total, &limit, &offset
	for _, f := range c.Fields {
		if slices.Contains(call.params.facets, f.Name) {
			meta.Facets[f.Name] = call.facet(f.Column, page.Facets[f.Name])
		}
	}
	body, seen, err := c.page(call, page.Readings)
	if err != nil {
		return err
	}
	return c.sendPage(call, body, seen, meta)
}

// sendRows sends a page of rows.
func (c *Collection[R]) sendRows(call *call, rows []R, meta Meta) error {
	body, seen := c.rows([]byte(call.opening()), rows, call)
	return c.sendPage(call, body, seen, meta)
}

// opening is what stands before the rows of a page.
func (c *call) opening() string {
	if c.params.shape == shapeArray {
		return ""
	}
	return `{"data":`
}

// sendPage sends the JSON of a page's rows, which begins with its opening.
func (c *Collection[R]) sendPage(call *call, body []byte, seen *noted, meta Meta) error {
	if err := c.warnings(call, &meta, seen, true); err != nil {
		return err
	}
	links := call.links(*meta.Total, *meta.Limit)
	call.Response().Header().Set("Link", call.linkHeader(links, ""))
	if call.params.shape == shapeArray {
		return call.send("json", append(body, '\n'))
	}
	body = append(appendJSON(append(body, `,"meta":`...), meta), `,"links":`...)
	return call.send("json", append(appendJSON(body, links), '}', '\n'))
}

// rows appends rows as a JSON array, and gives what is to be noted of them.
func (c *Collection[R]) rows(dst []byte, rows []R, call *call) ([]byte, *noted) {
	fields, e := c.chosen(call.params.fields), call.env()
	seen := &noted{}
	dst = append(dst, '[')
	for i := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		var wants bool
		dst, wants = appendMembers(append(dst, '{'), &rows[i], fields, e)
		dst = append(dst, '}')
		seen.see(c.id(&rows[i]), &rows[i], wants)
	}
	return append(dst, ']'), seen
}

func (c *call) facet(column Column, counts []store.FacetCount) []Facet {
	out := []Facet{}
	for _, n := range counts {
		facet := Facet{Count: n.Count}
		if n.Value.Valid {
			value := n.Value.String
			if column.Type == TypeBoolean {
				value = map[string]string{"0": "false", "1": "true"}[value]
			}
			facet.Value, facet.Label = &value, c.label(column.Codes, value)
		}
		out = append(out, facet)
	}
	return out
}
