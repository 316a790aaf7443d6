package api

import (
	"slices"

	"jalons/internal/store"
)

// settleLoosely reads the parameters of an address outside /v1 that gives one
// format: what it does not know it passes over, since trackers and readers add
// their own; what it knows is refused where it is wrong, as everywhere.
func (c *call) settleLoosely(format string, check func(*call, []pair) (params, []paramFault)) error {
	known := func(pairs []pair) []pair {
		_, faults := check(c, pairs)
		return slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool {
			return slices.ContainsFunc(faults, func(f paramFault) bool { return f.pair == p && f.kind == unknownParameter })
		})
	}
	c.formats = []string{format}
	c.day = c.data.About.Info.UpdatedOn
	given, broken := split(c.Request().URL.RawQuery)
	pairs := known(given)
	p, faults := check(c, pairs)
	for _, f := range broken { // unreadable, empty or given twice
		if len(known([]pair{{f.name, "x"}})) > 0 {
			faults = append(faults, f)
		}
	}
	p.format, c.params.format = format, format
	if len(faults) > 0 {
		return refuse(c, c.path, pairs, faults, func(pairs []pair) []paramFault { _, f := check(c, pairs); return f })
	}
	c.take(p)
	var err error
	c.params.filters, err = c.widen(c.params.filters)
	return err
}

// sortedBy gives the sorts asked, else the usual ones.
func (p *params) sortedBy(usual ...store.Sort) []store.Sort {
	if len(p.sorts) > 0 {
		return p.sorts
	}
	return usual
}
