package api

import (
	"cmp"
	"maps"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/search"
	"jalons/internal/store"
)

// SearchRow is a row of any collection, as a search shows it.
type SearchRow struct {
	Collection, ID string
	Programme      string // its own id for a programme, "" for none
	Label          Cell   // what its own collection calls it
	Snippet        string // HTML: escaped, but for <mark>
	Score          float64
	dataset.Cited
	Item struct{}
}

// searched is what /v1/search answers. It filters by collection alone.
var searched = func() *Collection[SearchRow] {
	made := func(name string, t Type, read func(*SearchRow, *env) Cell) []Field[SearchRow] {
		return []Field[SearchRow]{{Column{Name: name, Type: t}, read}}
	}
	of := func(r *SearchRow) string { return r.Collection }
	c := streamOf("search", fields(
		code("collection", "collection", of),
		id(func(r *SearchRow) string { return r.ID }),
		ref("programme", func(r *SearchRow) string { return r.Programme }),
		made("label", TypeText, func(r *SearchRow, _ *env) Cell { return r.Label }),
		made("snippet", TypeText, func(r *SearchRow, _ *env) Cell { return Cell{Text: r.Snippet} }),
		made("score", TypeNumber, func(r *SearchRow, _ *env) Cell { return Cell{Number: r.Score} }),
		made("url", TypeWord, func(r *SearchRow, e *env) Cell { return Cell{Text: e.base + "/v1/" + r.Collection + "/" + r.ID} }),
	), func(r *SearchRow) *dataset.Cited { return &r.Cited }, of)
	c.id, c.order, c.unstored = func(r *SearchRow) string { return r.ID }, nil, true
	for i := range c.Fields {
		c.Fields[i].Unfiltered = i > 0
	}
	return c
}()

// searchWords are the control words of /v1/search: there is no programme to take
// parts of.
var searchWords = func() map[string]paramReader {
	words := maps.Clone(listWords)
	delete(words, "include_parts")
	return words
}()

// parseSearch reads the parameters of /v1/search.
func parseSearch(c *call, pairs []pair) (params, []paramFault) {
	is := func(name string) func(Column) bool { return func(c Column) bool { return c.Name == name } }
	p, faults := understand(c, pairs, searchWords, func(p *params, v pair) (bool, *paramFault) {
		switch v.name {
		case "fields":
			return true, searched.readNames(&p.fields, v, func(Column) bool { return true })
		case "facet":
			return true, searched.readNames(&p.facets, v, is("collection"))
		}
		return searched.readFilter(c, p, v)
	}, []string{"fields", "facet", "collection"})
	if !slices.ContainsFunc(pairs, func(v pair) bool { return v.name == "q" }) {
		f := invalid(pair{"q", ""}, dataset.Text{FR: "Dites quoi chercher : q=.", EN: "Say what to look for: q=."})
		f.didYouMean = goodQuestion
		faults = append(faults, f)
	}
	return p, faults
}

// searchList answers /v1/search: rows of all collections, best first.
func searchList(c *call) error {
	if err := c.settle(formatsOfLists, parseSearch); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	if err := c.look(); err != nil {
		return err
	}
	hits := slices.DeleteFunc(slices.Clone(c.looked.Hits), func(h search.Hit) bool { return !c.wanted(h) })
	if c.params.format != "json" {
		return exportHits(c, hits)
	}
	total, limit, offset := len(hits), cmp.Or(c.params.limit, defaultLimit), c.params.offset
	rows, err := c.shown(hits[min(offset, total):min(offset+limit, total)])
	if err != nil {
		return err
	}
	meta := c.meta()
	meta.Total, meta.Limit, meta.Offset = &total, &limit, &offset
	if len(c.params.facets) > 0 {
		meta.Facets["collection"] = c.byCollection(hits)
	}
	return searched.sendRows(c, rows, meta)
}

// wanted reports whether a hit passes the filters, which are by collection alone.
func (c *call) wanted(h search.Hit) bool {
	for _, f := range c.params.filters {
		if slices.Contains(f.Values, any(h.Collection)) != (f.Op == store.Is) {
			return false
		}
	}
	return true
}

// byCollection counts hits, most frequent first.
func (c *call) byCollection(hits []search.Hit) []Facet {
	counts := map[string]int{}
	for _, h := range hits {
		counts[h.Collection]++
	}
	out := []Facet{}
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, Facet{Value: &name, Label: c.label("collection", name), Count: counts[name]})
	}
	slices.SortStableFunc(out, func(a, b Facet) int { return b.Count - a.Count })
	return out
}

// hitsAtOnce is how many rows of an export are read together.
const hitsAtOnce = 500

// exportHits answers a search as a table: all rows, unless the address has a
// limit or an offset.
func exportHits(c *call, hits []search.Hit) error {
	links := c.links(-1, 0)
	if c.params.limit > 0 {
		links = c.links(len(hits), c.params.limit)
	}
	c.Response().Header().Set("Link", c.linkHeader(links, ""))
	hits = hits[min(c.params.offset, len(hits)):]
	if c.params.limit > 0 {
		hits = hits[:min(c.params.limit, len(hits))]
	}
	return searched.export(c, exportRows[SearchRow]{"", true, func(do func(*SearchRow) error) error {
		for some := range slices.Chunk(hits, hitsAtOnce) {
			rows, err := c.shown(some)
			if err != nil {
				return err
			}
			for i := range rows {
				if err := do(&rows[i]); err != nil {
					return err
				}
			}
		}
		return nil
	}})
}

// shown gives the rows of hits, in their order.
func (c *call) shown(hits []search.Hit) ([]SearchRow, error) {
	byDoc := map[int]SearchRow{}
	for _, collection := range all {
		own := slices.DeleteFunc(slices.Clone(hits), func(h search.Hit) bool { return h.Collection != collection.name() })
		if len(own) == 0 {
			continue
		}
		rows, err := collection.shown(c, own)
		if err != nil {
			return nil, err
		}
		maps.Copy(byDoc, rows)
	}
	out := make([]SearchRow, len(hits))
	for i, h := range hits {
		out[i] = byDoc[h.Doc]
		out[i].Score = h.Score
	}
	return out, nil
}

// labelColumns say what a row is called, the best first.
var labelColumns = []string{"label", "name", "title", "claim", "expansion", "corrected", "acronym"}

// called gives what a row is called, if by nothing else by its id.
func (c *Collection[R]) called(r *R, e *env) Cell {
	for _, name := range labelColumns {
		for _, f := range c.Fields {
			if cell := f.read(r, e); f.Name == name && cell.Text != "" {
				return cell
			}
		}
	}
	return textCell(c.id(r))
}

// shown gives the rows of hits in the collection, by document.
func (c *Collection[R]) shown(call *call, hits []search.Hit) (map[int]SearchRow, error) {
	ids, err := call.data.HitIDs(call.ctx(), hits)
	if err != nil {
		return nil, err
	}
	documents, byID := []any{}, map[string]int{}
	for i, h := range hits {
		documents, byID[ids[i]] = append(documents, h.Doc), h.Doc
	}
	q := store.Query{Day: call.day, Lang: call.lang, Filters: []store.Filter{{Column: "id", Op: store.Found, Values: documents}}}
	out, e := map[int]SearchRow{}, call.env()
	err = store.Each(call.ctx(), call.data, q, func(r *R) error {
		row := SearchRow{Collection: c.Name, ID: c.id(r), Label: c.called(r, e), Snippet: call.looked.Snippet(store.Texts(r), call.lang)}
		for _, f := range c.Fields {
			if f.Name == "programme" {
				row.Programme = f.read(r, e).Text
			}
		}
		if c.Name == programmes.Name {
			row.Programme = row.ID
		}
		if c.cited != nil {
			row.Cited = *c.cited(r)
		}
		out[byID[row.ID]] = row
		return nil
	})
	return out, err
}
