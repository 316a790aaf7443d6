package dataset

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// Range gives the closed range that a value with its hedge allows: the table
// of modifiers of the contract. value is nil for "between".
func Range(modifier string, value, low, high *float64) (float64, float64) {
	if value == nil {
		return bound(low, math.Inf(-1)), bound(high, math.Inf(1))
	}
	v := *value
	switch modifier {
	case "at_least", "more_than":
		return v, math.Inf(1)
	case "up_to", "less_than":
		return math.Inf(-1), v
	case "nearly": // nine tenths, written so that whole numbers stay exact
		return ends(9*v/10, v)
	case "about":
		return ends(9*v/10, 11*v/10)
	case "order_of":
		return ends(v/3, 3*v)
	}
	return v, v
}

// ends puts the ends of a range in order: below zero 0.9 v lies above v.
func ends(a, b float64) (float64, float64) { return min(a, b), max(a, b) }

func bound(v *float64, open float64) float64 {
	if v == nil {
		return open
	}
	return *v
}

func float(v *int64) *float64 {
	if v == nil {
		return nil
	}
	f := float64(*v)
	return &f
}

// A side is one statement of a possible conflict.
type side struct {
	collection string
	id         string
	known      Day
	programme  string
}

// clash keeps the sides that contradict at least one other.
func clash[T any](all []T, against func(a, b T) bool) []T {
	in := make([]bool, len(all))
	for i := range all {
		for j := range i {
			if against(all[i], all[j]) {
				in[i], in[j] = true, true
			}
		}
	}
	var out []T
	for i, a := range all {
		if in[i] {
			out = append(out, a)
		}
	}
	return out
}

// fundingClash gives the rows among those of a match that conflict on a day:
// amounts that exclude each other, over periods that overlap or are not known.
func (x *index) fundingClash(m *Match, day Day) []*Funding {
	var rows []*Funding
	for _, f := range x.byQuestion[m.Question] {
		amount := f.AmountEUR != nil || f.AmountMin != nil || f.AmountMax != nil
		if f.known() <= day && f.Rank != rankDeprecated && amount && f.Scope == m.Scope && f.Flow == m.Flow && f.Per == m.Per {
			rows = append(rows, f)
		}
	}
	return clash(rows, func(a, b *Funding) bool {
		aLow, aHigh := Range(a.Modifier, float(a.AmountEUR), float(a.AmountMin), float(a.AmountMax))
		bLow, bHigh := Range(b.Modifier, float(b.AmountEUR), float(b.AmountMin), float(b.AmountMax))
		return a.Period.Overlaps(b.Period) && (aHigh < bLow || bHigh < aLow)
	})
}

// observationClash gives the observations of one indicator and nature, of equal
// as_of (for a count: of any), whose values exclude each other.
func (x *index) observationClash(m *Match, day Day) []*Observation {
	i := x.indicators[m.Indicator]
	if i == nil {
		return nil
	}
	var rows []*Observation
	for _, o := range x.observationsAt(i, day) {
		sameTime := o.AsOf.Earliest() == m.AsOf.Earliest() && o.AsOf.Latest() == m.AsOf.Latest()
		if o.Nature == m.Nature && (i.Kind == "count" || sameTime) {
			rows = append(rows, o)
		}
	}
	return clash(rows, func(a, b *Observation) bool {
		aLow, aHigh := Range(a.Modifier, a.Value, a.ValueMin, a.ValueMax)
		bLow, bHigh := Range(b.Modifier, b.Value, b.ValueMin, b.ValueMax)
		return aHigh < bLow || bHigh < aLow
	})
}

// statementClash gives the statements of a milestone whose dates exclude each
// other: two met, or two announced with no rescheduled between them.
func (x *index) statementClash(milestone string, day Day) []*Statement {
	m := x.milestones[milestone]
	if m == nil {
		return nil
	}
	told := tell(m, day).told
	return clash(told, func(a, b *Statement) bool {
		if a.Kind != b.Kind || a.Date.Overlaps(b.Date) || (a.Kind != kindMet && a.Kind != kindAnnounced) {
			return false
		}
		i, j := slices.Index(told, b), slices.Index(told, a)
		return a.Kind == kindMet || !slices.ContainsFunc(told[i:j], func(s *Statement) bool { return s.Kind == kindRescheduled })
	})
}

// sides gives what contradicts what on a day, in the order of being known.
func (x *index) sides(c *Conflict, day Day) []side {
	var out []side
	if m := c.Match; m != nil {
		for _, f := range x.fundingClash(m, day) {
			out = append(out, side{"funding", f.ID, f.known(), f.Programme})
		}
		for _, o := range x.observationClash(m, day) {
			out = append(out, side{"observations", o.ID, o.known(), x.indicators[m.Indicator].Programme})
		}
		for _, s := range x.statementClash(m.Milestone, day) {
			out = append(out, side{"statements", s.ID, s.known(), x.milestoneOf[s.ID].Programme})
		}
	}
	slices.SortFunc(out, func(a, b side) int { return strings.Compare(a.id, b.id) }) // those of one day: not as read
	for _, id := range c.Statements {
		if s, known := x.sideOf(id); known && s.known <= day {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b side) int { return cmp.Compare(a.known, b.known) })
	return out
}

func (x *index) sideOf(id string) (side, bool) {
	if f := x.funding[id]; f != nil {
		return side{"funding", id, f.known(), f.Programme}, true
	}
	if s := x.statements[id]; s != nil {
		return side{"statements", id, s.known(), x.milestoneOf[id].Programme}, true
	}
	if o := x.observations[id]; o != nil {
		return side{"observations", id, o.known(), x.indicatorOf[id].Programme}, true
	}
	return side{}, false
}

func (x *index) conflictAt(c *Conflict, day Day) (ConflictRow, bool) {
	row := ConflictRow{ID: c.ID, Kind: c.Kind, Origin: c.Origin, Label: c.Label, Explanation: c.Explanation, State: "explained"}
	if c.Explanation.IsZero() {
		row.State = "open"
	}
	if x.knownFrom(c.About) <= day {
		row.About = c.About
	}
	if c.Match != nil {
		row.Question = c.Match.Question
	}
	for _, s := range x.sides(c, day) {
		row.Item.Statements = append(row.Item.Statements, x.conflictSide(s, day))
		orElse(&row.Programme, s.programme)
	}
	for _, claim := range c.Claims {
		if days := x.looseDays(claim.Citations); firstDay(days) <= day {
			row.Item.Statements = append(row.Item.Statements, ConflictSide{Label: claim.Claim, Citations: x.citationRows(claim.Citations, days, day)})
		}
	}
	if len(row.Item.Statements) < 2 {
		return ConflictRow{}, false
	}
	if x.programmes[row.About] != nil {
		row.Programme = row.About
	}
	if cs := row.Item.Statements[0].Citations; len(cs) > 0 {
		row.Cited = Cited{cs[0].Source, cs[0].SourceTitle, cs[0].SourcePublisher, cs[0].SourceURL, cs[0].Locator, cs[0].SourcePublishedOn}
	}
	return row, true
}

func (x *index) conflictSide(s side, day Day) ConflictSide {
	out := ConflictSide{Collection: s.collection, ID: s.id}
	switch s.collection {
	case "funding":
		f, _ := x.fundingAt(x.funding[s.id], day)
		out.Label, out.Display, out.StatedOn, out.Date, out.Citations = f.Label, f.Display, f.StatedOn, f.Period, f.Item.Citations
	case "statements":
		r, _ := x.statementAt(x.statements[s.id], day)
		out.Label, out.Display, out.StatedOn, out.Date, out.Citations = r.Label, x.codeLabel("statement_kind", r.Kind), r.StatedOn, r.Date, r.Item.Citations
	default:
		r := x.observationRow(s.id, day)
		out.Label, out.Display, out.StatedOn, out.Date, out.Citations = r.Label, r.Display, r.StatedOn, r.AsOf, r.Item.Citations
	}
	return out
}

// observationRow finds an observation, authored or derived, by its id.
func (x *index) observationRow(id string, day Day) (row ObservationRow) {
	if o := x.observations[id]; o != nil {
		row, _ = x.observationAt(o, x.indicatorOf[id], day)
	} else if m := x.milestones[strings.TrimSuffix(id, targetSuffix)]; m != nil {
		row, _ = x.targetAt(m, day)
	}
	return row
}

// knownFrom gives the day from which what a conflict is about is known. A word
// of the glossary, or another record of our own, hides nothing: from Min.
func (x *index) knownFrom(id string) Day {
	for _, known := range []map[string]Day{x.knownProgramme, x.knownOrganisation, x.knownPerson, x.knownSource, x.knownIndicator} {
		if day, named := known[id]; named {
			return day
		}
	}
	if m := x.milestones[id]; m != nil {
		if told := tell(m, never).told; len(told) > 0 {
			return told[0].known()
		}
	}
	if s, ok := x.sideOf(id); ok {
		return s.known
	}
	if x.programmes[id] != nil || x.organisations[id] != nil || x.people[id] != nil || x.sources[id] != nil || x.indicators[id] != nil {
		return never // nothing names it
	}
	return edtf.Min
}

// conflictDays: a conflict changes with everything that may be a side of it.
func (x *index) conflictDays(c *Conflict) []Day {
	days := []Day{x.knownFrom(c.About)}
	if m := c.Match; m != nil {
		for _, f := range x.byQuestion[m.Question] {
			days = append(days, x.fundingDays(f)...)
		}
		if i := x.indicators[m.Indicator]; i != nil {
			days = append(days, x.indicatorDays(i)...)
			for _, o := range i.Observations {
				days = append(days, x.observationDays(o)...)
			}
			for _, m := range x.measures[i.ID] {
				days = append(days, x.targetDays(m)...)
			}
		}
		if m := x.milestones[m.Milestone]; m != nil {
			days = append(days, x.targetDays(m)...)
		}
	}
	for _, id := range c.Statements {
		if f := x.funding[id]; f != nil {
			days = append(days, x.fundingDays(f)...)
		} else if s := x.statements[id]; s != nil {
			days = append(days, x.statementDays(s)...)
		} else if o := x.observations[id]; o != nil {
			days = append(days, x.observationDays(o)...)
		}
	}
	for _, claim := range c.Claims {
		days = append(days, x.looseChanges(claim.Citations)...)
	}
	return days
}
