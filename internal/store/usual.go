package store

import (
	"fmt"
	"slices"
	"strings"
)

// question is a filter by one value of a column, if any, and a sort by another, whose
// range may be bounded.
type question struct{ filter, sort string }

// usual are what the lists of a collection are usually sorted by, among the rows of
// one value of another column, or among all: what pages and dashboards ask of today.
// A page of such a list costs the same whatever the number of rows.
var usual = map[string][]question{
	"milestones":   {{"", "due"}, {"status", "due"}, {"timeliness", "due"}},
	"funding":      {{"", "stated_on"}, {"flow", "amount_eur"}},
	"statements":   {{"", "stated_on"}},
	"observations": {{"indicator", "as_of"}},
	"timeline":     {{"", "date"}},
}

// usualIndex makes an index of the pages of a usual question, in one direction.
func (t *table) usualIndex(u question, desc bool) string {
	name := t.name + "_to_" + u.sort
	if desc {
		name += "_desc"
	}
	terms := append(t.byName[u.sort].order("fr", desc), quote("id"), quote("valid_to"))
	return t.partialIndex(name, u.filter, terms, lasts)
}

// matchingIndex makes an index of all rows that a usual question matches, whatever
// their order: it holds little, and begins with what a range from a day on bounds.
func (t *table) matchingIndex(u question) string {
	sorted := t.byName[u.sort]
	terms := []string{quote(sorted.name)}
	if sorted.kind == Date {
		terms = []string{quote(sorted.name + "_earliest"), quote(sorted.name + "_latest"), quote(sorted.name)}
	}
	return t.partialIndex(t.name+"_with_"+u.sort, u.filter, append(terms, quote("valid_to")), lastsForAll)
}

func (t *table) partialIndex(name, filter string, terms []string, where string) string {
	if filter != "" {
		terms, name = append([]string{quote(filter)}, terms...), name+"_by_"+filter
	}
	return fmt.Sprintf("CREATE INDEX %s ON %s (%s) WHERE %s", quote(name), quote(t.name), strings.Join(terms, ", "), where)
}

// only reports whether the filters of q look at what the question does, and at
// nothing else.
func (u question) only(q Query) bool {
	filtered := u.filter == ""
	for _, f := range q.Filters {
		switch {
		case f.Column == u.filter && f.Op == Is && len(f.Values) == 1:
			filtered = true
		case f.Column != u.sort || f.Op == Contains:
			return false
		}
	}
	return filtered
}

// asksTheUsual reports whether an index of the usual holds all that a question looks
// at. Any other is answered sooner by looking through the rows in their order than
// by fetching them one by one in that of an index.
func (t *table) asksTheUsual(q Query) bool {
	return slices.ContainsFunc(usual[t.name], func(u question) bool {
		sorted := len(q.Sorts) == 0 || len(q.Sorts) == 1 && q.Sorts[0].Column == u.sort
		return u.only(q) && sorted && (u.filter != "" || len(q.Sorts) == 1 && q.Limit > 0)
	})
}

// matchesTheUsual is asksTheUsual of all rows that match.
func (t *table) matchesTheUsual(q Query) bool {
	return slices.ContainsFunc(usual[t.name], func(u question) bool { return u.only(q) })
}

// lasts holds for the readings that last: those of updated_on, beyond which nothing
// is known. It is written the same wherever an index is to serve it.
const (
	lasts       = "valid_to = 2147483647"  // edtf.Max
	lastsForAll = "valid_to >= 2147483647" // the same, in words that tell SQLite which indexes are meant
)
