package api

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// ChangeRow is one thing that became known, or began to read otherwise, after
// one day and up to another.
type ChangeRow struct {
	Change     string   `json:"change"`
	Collection string   `json:"collection"`
	ID         string   `json:"id"`
	Statement  *string  `json:"statement"` // of a milestone: the statement that changed it
	Programme  *string  `json:"programme"`
	Label      *string  `json:"label"`
	StatedOn   *string  `json:"stated_on"`
	Columns    []string `json:"columns"` // that read otherwise; [] for what is new, or where only the item's own parts did
	Permalink  string   `json:"permalink"`
}

// Words of change that are no kind of statement.
const (
	changeAdded        = "added"
	changeChanged      = "changed"
	changeOverdue      = "overdue"
	changeContradicted = "contradicted"
)

// span is what /v1/diff is asked.
type span struct {
	from, to                      dataset.Day
	change, collection, programme string
}

// readSpan reads the parameters of /v1/diff.
func (s *span) read(c *call, pairs []pair) (params, []paramFault) {
	words := maps.Clone(listWords)
	for _, word := range []string{"known_on", "include_parts", "q"} { // two days are asked already
		delete(words, word)
	}
	offered := map[string]string{"from": firstDay, "to": c.data.About.Info.UpdatedOn.String()}
	day := func(into *dataset.Day) paramReader {
		return func(_ *params, _ *call, v pair) (f *paramFault) {
			d, err := edtf.ParseDay(v.value)
			if err != nil {
				bad := invalid(v, dataset.Text{FR: "Écrivez un jour, AAAA-MM-JJ.", EN: "Write a day, YYYY-MM-DD."})
				bad.didYouMean = offered[v.name]
				return &bad
			}
			*into = d
			return nil
		}
	}
	codes := c.data.About.Codes
	words["from"], words["to"] = day(&s.from), day(&s.to)
	words["change"] = func(_ *params, _ *call, v pair) *paramFault { return choose(v, &s.change, codes.Words("change")...) }
	words["collection"] = func(_ *params, _ *call, v pair) *paramFault {
		return choose(v, &s.collection, codes.Words("collection")...)
	}
	words["programme"] = func(_ *params, c *call, v pair) *paramFault {
		s.programme = v.value
		return Column{Name: "programme"}.knownID(c, "funding", v, v.value)
	}
	p, faults := understand(c, pairs, words, noMore, nil)
	for _, name := range []string{"from", "to"} {
		if !slices.ContainsFunc(pairs, func(v pair) bool { return v.name == name }) {
			f := invalid(pair{name, ""}, dataset.Text{FR: "Donnez les deux jours : from et to.", EN: "Give both days: from and to."})
			f.didYouMean = offered[name]
			faults = append(faults, f)
		}
	}
	if len(faults) == 0 && s.from > s.to {
		f := invalid(pair{"from", s.from.String()}, dataset.Text{
			FR: fmt.Sprintf("from (%s) vient après to (%s).", s.from, s.to), EN: fmt.Sprintf("from (%s) comes after to (%s).", s.from, s.to)})
		f.didYouMean = s.to.String()
		faults = append(faults, f)
	}
	return p, faults
}

// Days that are offered: before anything told here, and after all of it.
const (
	firstDay = "2000-01-01"
	lastDay  = "9999-12-31"
)

func diff(c *call) error {
	var s span
	if err := c.settle(formatsOfLists, func(c *call, pairs []pair) (params, []paramFault) { s = span{}; return s.read(c, pairs) }); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	s.to = min(s.to, c.data.About.Info.UpdatedOn)
	c.day = s.to
	var rows []ChangeRow
	err := c.heavily(func() (err error) {
		rows, err = s.changes(c)
		return err
	})
	if err != nil {
		return err
	}
	return c.page(rows)
}

// page sends the rows asked for of a list made here.
func (c *call) page(rows []ChangeRow) error {
	total, offset, limit := len(rows), c.params.offset, cmp.Or(c.params.limit, defaultLimit)
	meta, links := c.meta(), c.links(total, limit)
	if c.params.format != "json" {
		if c.params.limit == 0 { // a file holds all
			links = c.links(-1, 0)
		}
		c.Response().Header().Set("Link", c.linkHeader(links, ""))
		return changeTable.export(c, window(rows, c.params.limit, offset), meta)
	}
	meta.Total, meta.Limit, meta.Offset = &total, &limit, &offset
	c.Response().Header().Set("Link", c.linkHeader(links, ""))
	shown := some(window(rows, limit, offset))
	if c.params.shape == shapeArray {
		return c.send("json", append(appendJSON(nil, shown), '\n'))
	}
	body := appendJSON([]byte(`{"data":`), shown)
	body = append(appendJSON(append(body, `,"meta":`...), meta), `,"links":`...)
	return c.send("json", append(appendJSON(body, links), '}', '\n'))
}

// changes gives what changed in every collection, in the order of being said.
func (s *span) changes(c *call) ([]ChangeRow, error) {
	var out []ChangeRow
	for _, collection := range all {
		if s.collection != "" && s.collection != collection.name() {
			continue
		}
		rows, err := collection.changes(c, s.from, s.to)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	out = slices.DeleteFunc(out, func(r ChangeRow) bool {
		return s.change != "" && r.Change != s.change || s.programme != "" && (r.Programme == nil || *r.Programme != s.programme)
	})
	slices.SortStableFunc(out, func(a, b ChangeRow) int {
		return cmp.Or(strings.Compare(a.said(), b.said()), strings.Compare(a.Collection, b.Collection), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// said gives the last possible day of stated_on, "" where there is none.
func (r ChangeRow) said() string {
	if r.StatedOn == nil {
		return ""
	}
	d, err := edtf.Parse(*r.StatedOn)
	if err != nil {
		return ""
	}
	return d.Latest().String()
}

// changes gives what changed in the collection between two days.
func (c *Collection[R]) changes(call *call, from, to dataset.Day) ([]ChangeRow, error) {
	if c.Name == statements.Name {
		return unnamed(call, from, to)
	}
	changed, err := store.Changes[R](call.ctx(), call.data, from, to)
	if err != nil {
		return nil, err
	}
	var told map[string][]store.Change[statementRow]
	if c.Name == milestones.Name {
		if told, err = toldOf(call, from, to); err != nil {
			return nil, err
		}
	}
	var out []ChangeRow
	for i := range changed {
		row := c.change(call, &changed[i])
		if own := told[row.ID]; len(own) > 0 {
			out = append(out, byStatement(row, own)...)
			delete(told, row.ID)
			continue
		}
		out = append(out, row)
	}
	unmoved, err := unmoved(call, told, to)
	return append(out, unmoved...), err
}
