package api

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

func parseItem(c *call, pairs []pair) (params, []paramFault) {
	return understand(c, pairs, itemWords, noMore, nil)
}

// parseRow reads the parameters of an item, which has the formats of a list.
func parseRow(c *call, pairs []pair) (params, []paramFault) {
	return understand(c, pairs, rowWords, noMore, nil)
}

// item answers one row with what only items have.
func (c *Collection[R]) item(call *call, id string) error {
	if err := call.settle(formatsOfLists, parseRow); err != nil {
		return c.refused(call, id, err)
	}
	row, item, found, err := store.Get[R](call.ctx(), call.data, id, call.day, call.lang)
	if err != nil {
		return err
	}
	if !found {
		return c.missing(call, id)
	}
	if call.fresh() {
		return call.notModified()
	}
	if call.params.format != "json" {
		return c.exportItem(call, &row)
	}
	body, untranslated := appendMembers([]byte(`{"data":{`), &row, c.Fields, call.env())
	body = appendItem(body, item)
	if c.expand != nil {
		if body, err = c.expand(call.ctx(), call, &row, body); err != nil {
			return err
		}
	}
	meta := call.meta()
	seen := &noted{}
	seen.see(id, &row, untranslated)
	if err := c.warnings(call, &meta, seen, false); err != nil {
		return err
	}
	links := call.links(-1, 0)
	call.Response().Header().Set("Link", call.linkHeader(links, call.path))
	body = append(appendJSON(append(body, `},"meta":`...), meta), `,"links":`...)
	return call.send("json", append(appendJSON(body, links), '}', '\n'))
}

// refused sees to it that the refusal of an item's address leads to an item: an
// id that nothing has is refused first, and no day is suggested on which the
// item was not known.
func (c *Collection[R]) refused(call *call, id string, err error) error {
	var f *fault
	if !errors.As(err, &f) {
		return err
	}
	first, ever, err := store.FirstKnown[R](call.ctx(), call.data, id)
	switch {
	case err != nil:
		return err
	case !ever:
		return c.missing(call, id)
	}
	for _, p := range f.pairs {
		if day, err := edtf.ParseDay(p.value); p.name == "known_on" && err == nil && day < first {
			f.pairs = with(f.pairs, p.name, first.String())
		}
	}
	return f
}

// missing says why there is no such item: withdrawn, not yet known, or never.
func (c *Collection[R]) missing(call *call, id string) error {
	for _, w := range call.data.About.Withdrawn {
		if w.ID == id && w.Collection == c.Name {
			return gone(w)
		}
	}
	first, ever, err := store.FirstKnown[R](call.ctx(), call.data, id)
	switch {
	case err != nil:
		return err
	case ever && first > call.day:
		return &fault{kind: notYetKnown, suggestion: address(call.path, with(call.params.pairs, "known_on", first.String())), detail: dataset.Text{
			FR: fmt.Sprintf("« %s » n'était pas encore connu le %s : les sources de ce jeu de données n'en parlent qu'à partir du %s.", id, call.day, first),
			EN: fmt.Sprintf("%q was not yet known on %s: the sources of this dataset speak of it from %s on.", id, call.day, first)}}
	}
	f := &fault{kind: notFound, suggestion: "/v1/" + c.Name, detail: dataset.Text{
		FR: fmt.Sprintf("Rien dans %s ne porte l'identifiant « %s ».", c.Name, id), EN: fmt.Sprintf("Nothing in %s has the id %q.", c.Name, id)}}
	if near := c.nearestID(call, id); near != "" {
		f.suggestion = "/v1/" + c.Name + "/" + near
	} else {
		for _, other := range all {
			if has, err := other.has(call, id); err == nil && has {
				f.suggestion = "/v1/" + other.name() + "/" + id
				break
			}
		}
	}
	f.suggestion = address(f.suggestion, call.params.pairs)
	return f
}

func gone(w *dataset.Withdrawn) error {
	f := &fault{kind: withdrawn, successor: w.Successor, suggestion: "/v1/" + w.Collection, detail: dataset.Text{
		FR: fmt.Sprintf("« %s » a été retiré le %s : %s", w.ID, w.Date, w.Reason.FR), EN: fmt.Sprintf("%q was withdrawn on %s: %s", w.ID, w.Date, w.Reason.In("en"))}}
	if w.Successor != "" {
		f.suggestion = "/v1/" + w.Collection + "/" + w.Successor
	}
	return f
}

// related gives the rows of a collection that name an id, with their items.
func related[R any](ctx context.Context, call *call, column, id string, sorts ...store.Sort) ([]R, map[string]string, error) {
	q := store.Query{Day: call.day, Lang: call.lang, Filters: []store.Filter{{Column: column, Op: store.Is, Values: []any{id}}}, Sorts: sorts}
	rows, err := store.List[R](ctx, call.data, q)
	if err != nil {
		return nil, nil, err
	}
	items, err := store.Items[R](ctx, call.data, q)
	return rows, items, err
}

var (
	byStatedOn = store.Sort{Column: "stated_on"}
	byPosition = store.Sort{Column: "position"}
)

func expandProgramme(ctx context.Context, call *call, r *programmeRow, dst []byte) ([]byte, error) {
	e := call.env()
	money, moneyItems, err := related[fundingRow](ctx, call, "programme", r.ID, byStatedOn)
	if err != nil {
		return nil, err
	}
	dst = appendList(dst, "funding", funding, money, moneyItems, nil, e)
	q := store.Query{Day: call.day, Lang: call.lang, Filters: []store.Filter{{Column: "programme", Op: store.Is, Values: []any{r.ID}}}}
	promises, err := store.List[milestoneRow](ctx, call.data, q)
	if err != nil {
		return nil, err
	}
	told, toldItems, err := related[statementRow](ctx, call, "programme", r.ID, byPosition)
	if err != nil {
		return nil, err
	}
	promised, err := store.Items[milestoneRow](ctx, call.data, q)
	if err != nil {
		return nil, err
	}
	dst = appendList(dst, "milestones", milestones, promises, promised, func(dst []byte, m *milestoneRow) []byte {
		own := slices.DeleteFunc(slices.Clone(told), func(s statementRow) bool { return s.Milestone != m.ID })
		return appendList(dst, "statements", statements, own, toldItems, nil, e)
	}, e)
	series, err := store.List[indicatorRow](ctx, call.data, q)
	if err != nil {
		return nil, err
	}
	values, valueItems, err := related[observationRow](ctx, call, "programme", r.ID, store.Sort{Column: "as_of"}, byStatedOn)
	if err != nil {
		return nil, err
	}
	return appendList(dst, "indicators", indicators, series, nil, func(dst []byte, i *indicatorRow) []byte {
		own := slices.DeleteFunc(slices.Clone(values), func(o observationRow) bool { return o.Indicator != i.ID })
		return appendList(dst, "observations", observations, own, valueItems, nil, e)
	}, e), nil
}

func expandMilestone(ctx context.Context, call *call, r *milestoneRow, dst []byte) ([]byte, error) {
	rows, items, err := related[statementRow](ctx, call, "milestone", r.ID, byPosition)
	if err != nil {
		return nil, err
	}
	return appendList(dst, "statements", statements, rows, items, nil, call.env()), nil
}

func expandIndicator(ctx context.Context, call *call, r *indicatorRow, dst []byte) ([]byte, error) {
	rows, items, err := related[observationRow](ctx, call, "indicator", r.ID, store.Sort{Column: "as_of"}, byStatedOn)
	if err != nil {
		return nil, err
	}
	return appendList(dst, "observations", observations, rows, items, nil, call.env()), nil
}

// Use is a row that rests on a source.
type Use struct {
	Collection string  `json:"collection"`
	ID         string  `json:"id"`
	Label      *string `json:"label"`
	Locator    *string `json:"locator"`
	AsOriginal bool    `json:"as_original"` // named by the document read, itself unread
	Permalink  string  `json:"permalink"`
}

func expandSource(ctx context.Context, call *call, r *sourceRow, dst []byte) ([]byte, error) {
	q := store.Query{Day: call.day, Lang: call.lang, Filters: []store.Filter{{Column: "source", Op: store.Is, Values: []any{r.ID}}}}
	rows, err := store.List[dataset.UseRow](ctx, call.data, q)
	if err != nil {
		return nil, err
	}
	uses := []Use{}
	for _, u := range rows {
		uses = append(uses, Use{u.Collection, u.Row, orNull(u.Label.In(call.lang)), orNull(u.Locator), u.AsOriginal, call.server.base + "/v1/" + u.Collection + "/" + u.Row})
	}
	proven := struct {
		DatedByContent dataset.Date `json:"dated_by_content"`
	}{r.DatedByContent}
	dst = appendItem(dst, string(dataset.AppendJSON(nil, proven, call.lang)))
	return appendJSON(append(dst, `,"cited_by":`...), uses), nil
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
