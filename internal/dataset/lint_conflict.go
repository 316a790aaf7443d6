package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// conflict judges an entry of conflicts.yaml by itself.
func (l *linter) conflict(c *Conflict) {
	l.someID(c.Pos.key("about"), c.About)
	for i, id := range c.Statements {
		if _, known := l.sideOf(id); !known {
			l.find("unknown-reference", c.Pos.key("statements").item(i), Nearest(id, l.idsOf("statements")),
				"%q is neither a funding row, nor a statement, nor an observation", id)
		}
	}
	switch {
	case c.Origin == "computed" && c.Match == nil:
		l.find("conflict-shape", c.Pos.key("match"), "", "a computed conflict says by match which rows it is about")
	case c.Origin == "computed" && len(c.Statements)+len(c.Claims) > 0:
		l.find("conflict-shape", c.Pos.key("statements"), "", "the sides of a computed conflict are found by rule, not written")
	case c.Origin == "computed" && c.Explanation.FR == "":
		l.find("conflict-unexplained", c.Pos.key("explanation"), "", "a computed conflict is explained, as far as the sources tell")
	case c.Origin == "editorial" && c.Match != nil:
		l.find("conflict-shape", c.Pos.key("match"), "origin: computed", "match belongs to computed conflicts")
	case c.Origin == "editorial" && len(c.Statements)+len(c.Claims) < 2:
		l.find("conflict-shape", c.Pos.key("statements"), "", "a conflict has two sides at least: statements, or claims with their citations")
	}
	if m := c.Match; m != nil {
		l.match(c.Pos.key("match"), m)
	}
}

// match asks of a match that it is of one of the three shapes.
func (l *linter) match(at Pos, m *Match) {
	count := l.indicators[m.Indicator] != nil && l.indicators[m.Indicator].Kind == "count"
	money, series := m.Question+m.Scope+m.Flow+m.Per, m.Indicator+m.Nature+m.AsOf.String()
	switch {
	case m.Question != "" && m.Flow != "" && m.Milestone == "" && series == "":
	case m.Indicator != "" && m.Nature != "" && m.Milestone == "" && money == "" && !(count && !m.AsOf.IsZero()):
	case m.Milestone != "" && money == "" && series == "":
	case count:
		l.find("conflict-shape", at.key("as_of"), "", "a count does not vary by itself: its match has no as_of")
	default:
		l.find("conflict-shape", at, "", "a match names a question and flow (scope, per), or an indicator and nature (as_of), or a milestone")
	}
}

// text gives a match as conflicts.yaml would have it.
func (m Match) text() string {
	var keys []string
	for _, k := range [][2]string{{"question", m.Question}, {"scope", m.Scope}, {"flow", m.Flow}, {"per", m.Per},
		{"milestone", m.Milestone}, {"indicator", m.Indicator}, {"nature", m.Nature}, {"as_of", m.AsOf.String()}} {
		if k[1] != "" {
			keys = append(keys, k[0]+": "+k[1])
		}
	}
	return fmt.Sprintf("match: {%s}", strings.Join(keys, ", "))
}

// computedConflicts holds the conflicts found by rule against conflicts.yaml,
// both ways.
func (l *linter) computedConflicts() {
	entries := map[Match]*Conflict{}
	for _, c := range l.Conflicts {
		if c.Match == nil {
			continue
		}
		if old := entries[*c.Match]; old != nil {
			l.find("conflict-twice", c.Pos.key("match"), "", "%s matches the same rows already, at %s:%d", old.ID, old.Pos.File, old.Pos.Line)
		}
		entries[*c.Match] = c
		if c.Origin == "computed" && l.matchKnown(c.Match) && l.clashing(c.Match) == nil {
			l.find("conflict-ceased", c.Pos.key("match"), "", "these rows contradict each other no more: take the entry out, and withdraw its id")
		}
	}
	for _, m := range l.matches() {
		clashing := l.clashing(&m)
		if clashing == nil || entries[m] != nil {
			continue
		}
		last := clashing[len(clashing)-1]
		kind, mend := "conflict-missing", "in conflicts.yaml: "+m.text()
		if s := l.statements[last.id]; s != nil && s.Kind == kindAnnounced && last.collection == "statements" {
			kind, mend = "announced-apart", kindRescheduled+", or "+mend
		}
		l.find(kind, l.placeOf(last), mend, "%s contradict each other, and conflicts.yaml does not explain it", listed(clashing))
	}
}

// matchKnown reports whether what a match names is there; what is not has a
// finding of its own.
func (l *linter) matchKnown(m *Match) bool {
	known := func(collection, id string) bool {
		_, is := slices.BinarySearch(l.idsOf(collection), id)
		return id == "" || is
	}
	return known("questions", m.Question) && known("scopes", m.Scope) && known("milestones", m.Milestone) && known("indicators", m.Indicator)
}

// clashing gives what contradicts what today among the rows of a match.
func (l *linter) clashing(m *Match) []side { return l.sides(&Conflict{Match: m}, l.Info.UpdatedOn) }

// matches gives every group of two rows and more within which a rule looks for
// conflicts.
func (l *linter) matches() (all []Match) {
	rows := map[Match]int{}
	put := func(m Match) {
		if rows[m]++; rows[m] == 2 {
			all = append(all, m)
		}
	}
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			if f.Question != "" {
				put(Match{Question: f.Question, Scope: f.Scope, Flow: f.Flow, Per: f.Per})
			}
		}
		for _, m := range p.Milestones {
			for range m.Statements {
				put(Match{Milestone: m.ID})
			}
		}
		for _, i := range p.Indicators {
			for _, o := range l.observationsAt(i, l.Info.UpdatedOn) {
				m := Match{Indicator: i.ID, Nature: o.Nature, AsOf: o.AsOf}
				if i.Kind == "count" {
					m.AsOf = Date{}
				}
				put(m)
			}
		}
	}
	return all
}

// placeOf gives the place of a side in the files.
func (l *linter) placeOf(s side) Pos {
	switch {
	case s.collection == "funding":
		return l.funding[s.id].Pos
	case s.collection == "statements":
		return l.statements[s.id].Pos.key("date")
	case l.observations[s.id] != nil:
		return l.observations[s.id].Pos
	}
	return l.milestones[strings.TrimSuffix(s.id, targetSuffix)].Pos.key("measure")
}

func listed(sides []side) string {
	ids := make([]string, len(sides))
	for i, s := range sides {
		ids[i] = s.id
	}
	return strings.Join(ids, " and ")
}
