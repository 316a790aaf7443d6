package api

import (
	"fmt"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// formatsOfLists are the formats of lists and items.
var formatsOfLists = []string{"json"}

// list answers a list.
func (c *Collection[R]) list(call *call) error {
	if err := call.settle(formatsOfLists, c.parse); err != nil {
		return err
	}
	if call.fresh() {
		return call.notModified()
	}
	return c.listJSON(call)
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
	total, err := store.Count[R](call.ctx(), call.data, q)
	if err != nil {
		return err
	}
	limit := call.params.limit
	if limit == 0 {
		limit = defaultLimit
	}
	offset := call.params.offset
	q.Limit, q.Offset = limit, offset
	rows, err := store.List[R](call.ctx(), call.data, q)
	if err != nil {
		return err
	}
	meta := call.meta()
	meta.Total, meta.Limit, meta.Offset = &total, &limit, &offset
	if err := c.facets(call, &meta); err != nil {
		return err
	}
	body, untranslated := c.rows(nil, rows, call)
	if err := c.warnings(call, &meta, rows, untranslated); err != nil {
		return err
	}
	links := call.links(total, limit)
	call.Response().Header().Set("Link", call.linkHeader(links, ""))
	if call.params.shape == "array" {
		return call.send("json", append(body, '\n'))
	}
	body = append(append([]byte(`{"data":`), body...), `,"meta":`...)
	body = append(appendJSON(body, meta), `,"links":`...)
	return call.send("json", append(appendJSON(body, links), '}', '\n'))
}

// rows appends rows as a JSON array, and gives the ids of those that want English.
func (c *Collection[R]) rows(dst []byte, rows []R, call *call) ([]byte, []string) {
	fields, e := c.chosen(call.params.fields), call.env()
	var untranslated []string
	dst = append(dst, '[')
	for i := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		var wants bool
		dst, wants = appendMembers(append(dst, '{'), &rows[i], fields, e)
		dst = append(dst, '}')
		if wants {
			untranslated = append(untranslated, c.id(&rows[i]))
		}
	}
	return append(dst, ']'), untranslated
}

func (c *Collection[R]) facets(call *call, meta *Meta) error {
	for _, name := range call.params.facets {
		counts, err := store.Facet[R](call.ctx(), call.data, c.query(call), name)
		if err != nil {
			return err
		}
		meta.Facets[name] = []Facet{}
		for _, f := range c.Fields {
			if f.Name == name {
				meta.Facets[name] = call.facet(f.Column, counts)
			}
		}
	}
	return nil
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

// warnings says what a careful reader would want to know of the rows shown.
func (c *Collection[R]) warnings(call *call, meta *Meta, rows []R, untranslated []string) error {
	say := func(code string, ids []string, one, many dataset.Text) {
		meta.warn(code, plural(len(ids), one, many).In(call.lang), ids)
	}
	say("untranslated", untranslated,
		dataset.Text{FR: "Une ligne n'a pas d'anglais.", EN: "One row is in French for want of an English text."},
		dataset.Text{FR: "%d lignes n'ont pas d'anglais.", EN: "%d rows are in French for want of an English text."})
	if call.params.knownOn != 0 {
		undated, err := store.Undated[R](call.ctx(), call.data, c.query(call))
		if err != nil {
			return err
		}
		say("undated", undated,
			dataset.Text{FR: "Une déclaration a pu être connue ce jour-là, sans que sa date le prouve : elle manque ici.", EN: "One statement may have been known on that day, but its date does not prove it: it is left out here."},
			dataset.Text{FR: "%d déclarations ont pu être connues ce jour-là, sans que leur date le prouve : elles manquent ici.", EN: "%d statements may have been known on that day, but their dates do not prove it: they are left out here."})
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = c.id(&rows[i])
	}
	contested, err := call.contested(c.Name, ids)
	if err != nil {
		return err
	}
	say("conflict", contested,
		dataset.Text{FR: "Une ligne est contredite par une autre : voir /v1/conflicts.", EN: "One row is contradicted by another: see /v1/conflicts."},
		dataset.Text{FR: "%d lignes sont contredites par d'autres : voir /v1/conflicts.", EN: "%d rows are contradicted by others: see /v1/conflicts."})
	if money, ok := any(rows).([]fundingRow); ok {
		additive(money, say)
	}
	return nil
}

// additive warns of rows that must not be added to others, and of rows that
// answer one question for different scopes.
func additive(rows []fundingRow, say func(string, []string, dataset.Text, dataset.Text)) {
	var out, scopes []string
	scope := map[string]string{}
	for _, r := range rows {
		if !r.Additive {
			out = append(out, r.ID)
		}
		if r.Question == "" {
			continue
		}
		key := fmt.Sprintf("%s|%s", r.Question, r.Flow)
		if first, seen := scope[key]; seen && first != r.Scope {
			scopes = append(scopes, r.ID)
		} else {
			scope[key] = r.Scope
		}
	}
	say("not_additive", out,
		dataset.Text{FR: "Une ligne ne s'additionne pas aux autres (additive = false).", EN: "One row must not be added to others (additive = false)."},
		dataset.Text{FR: "%d lignes ne s'additionnent pas aux autres (additive = false).", EN: "%d rows must not be added to others (additive = false)."})
	say("scopes_differ", scopes,
		dataset.Text{FR: "Une ligne répond à la même question pour un autre périmètre.", EN: "One row answers the same question for another scope."},
		dataset.Text{FR: "%d lignes répondent à la même question pour d'autres périmètres.", EN: "%d rows answer the same question for other scopes."})
}
