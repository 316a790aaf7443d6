package dataset

import (
	"cmp"
	"slices"

	"jalons/internal/edtf"
)

// never is the day from which a thing is known that nothing names.
const never = edtf.Max

// index is the dataset looked up by id, with the day from which each thing is
// known. It is made once and only read.
type index struct {
	*Dataset
	sources       map[string]*Source
	programmes    map[string]*Programme
	organisations map[string]*Organisation
	people        map[string]*Person
	funding       map[string]*Funding
	milestones    map[string]*Milestone
	statements    map[string]*Statement
	milestoneOf   map[string]*Milestone // by statement
	indicators    map[string]*Indicator
	observations  map[string]*Observation
	indicatorOf   map[string]*Indicator // by observation
	questions     map[string]Named
	scopes        map[string]Named
	byQuestion    map[string][]*Funding
	rivals        map[string]rivalry      // by question
	measures      map[string][]*Milestone // by indicator
	conflicts     map[string]*Conflict

	knownProgramme    map[string]Day
	knownOrganisation map[string]Day
	knownPerson       map[string]Day
	knownSource       map[string]Day
	knownIndicator    map[string]Day
	firstCitation     map[string]*Citation // by "collection/id": the citation that first names it
	uses              []*use
}

func newIndex(d *Dataset) *index {
	x := &index{
		Dataset: d,
		sources: map[string]*Source{}, programmes: map[string]*Programme{}, organisations: map[string]*Organisation{},
		people: map[string]*Person{}, funding: map[string]*Funding{}, milestones: map[string]*Milestone{},
		statements: map[string]*Statement{}, milestoneOf: map[string]*Milestone{}, indicators: map[string]*Indicator{},
		observations: map[string]*Observation{}, indicatorOf: map[string]*Indicator{}, questions: map[string]Named{}, scopes: map[string]Named{},
		byQuestion: map[string][]*Funding{}, rivals: map[string]rivalry{}, measures: map[string][]*Milestone{}, conflicts: map[string]*Conflict{},
		knownProgramme: map[string]Day{}, knownOrganisation: map[string]Day{}, knownPerson: map[string]Day{},
		knownSource: map[string]Day{}, knownIndicator: map[string]Day{}, firstCitation: map[string]*Citation{},
	}
	for _, s := range d.Sources {
		x.sources[s.ID] = s
	}
	for _, o := range d.Organisations {
		x.organisations[o.ID] = o
	}
	for _, p := range d.People {
		x.people[p.ID] = p
	}
	for _, c := range d.Conflicts {
		x.conflicts[c.ID] = c
	}
	for _, p := range d.Programmes {
		x.addProgramme(p)
	}
	for question, rows := range x.byQuestion {
		x.rivals[question] = rivalryOf(rows)
	}
	newNaming(x).all()
	return x
}

func (x *index) addProgramme(p *Programme) {
	x.programmes[p.ID] = p
	for _, q := range p.Questions {
		x.questions[q.ID] = q
	}
	for _, s := range p.Scopes {
		x.scopes[s.ID] = s
	}
	for _, f := range p.Funding {
		x.funding[f.ID] = f
		if f.Question != "" {
			x.byQuestion[f.Question] = append(x.byQuestion[f.Question], f)
		}
	}
	for _, m := range p.Milestones {
		x.milestones[m.ID] = m
		if m.Measure != nil {
			x.measures[m.Measure.Indicator] = append(x.measures[m.Measure.Indicator], m)
		}
		for _, s := range m.Statements {
			x.statements[s.ID], x.milestoneOf[s.ID] = s, m
		}
	}
	for _, i := range p.Indicators {
		x.indicators[i.ID] = i
		for _, o := range i.Observations {
			x.observations[o.ID], x.indicatorOf[o.ID] = o, i
		}
	}
}

// ordered gives the milestone's statements in the order of their days; those of
// one day keep the order of the file.
func (m *Milestone) ordered() []*Statement {
	byDay := func(a, b *Statement) int { return cmp.Compare(a.known(), b.known()) }
	if slices.IsSortedFunc(m.Statements, byDay) {
		return m.Statements
	}
	return slices.SortedStableFunc(slices.Values(m.Statements), byDay)
}

// known gives the day from which a statement is known: the latest possible day
// of its stated_on; never where that has an open end or is missing, which the
// linter refuses.
func (s *Said) known() Day { return s.StatedOn.Latest() }

// sourceDay gives the day from which a citation outside a statement, or a
// further one of a statement, is known: the latest possible day of its source,
// never where the source has none.
func (x *index) sourceDay(id string) Day { return x.sourceDate(id).Latest() }

// citeDays gives the day from which each citation is known. The first is known
// with the statement, the others not before it.
func (x *index) citeDays(cs []Citation, statement Day) []Day {
	days := make([]Day, len(cs))
	for i, c := range cs {
		days[i] = statement
		if i > 0 {
			days[i] = max(statement, x.sourceDay(c.Source))
		}
	}
	return days
}

// looseDays is citeDays for citations outside statements.
func (x *index) looseDays(cs []Citation) []Day {
	days := make([]Day, len(cs))
	for i, c := range cs {
		days[i] = x.sourceDay(c.Source)
	}
	return days
}

// firstDay gives the earliest of some days, never where there is none.
func firstDay(days []Day) Day {
	if len(days) == 0 {
		return never
	}
	return slices.Min(days)
}

// sourceDate gives the date of a source: when it was published, else the
// interval that its content proves, else the day on which it was read.
func (x *index) sourceDate(id string) Date {
	s := x.sources[id]
	switch {
	case s == nil:
	case !s.PublishedOn.IsZero():
		return s.PublishedOn
	case !s.DatedByContent.IsZero():
		return s.DatedByContent
	case s.AccessedOn != 0:
		return edtf.On(s.AccessedOn)
	}
	return Date{}
}

// datedStatedOn gives when a value of a dated fact was said: left out, that is
// the date of its first citation's source. Not known for a bare value.
func datedStatedOn[T any](x *index, v Dated[T]) Date {
	if v.StatedOn.IsZero() && len(v.Citations) > 0 {
		return x.sourceDate(v.Citations[0].Source)
	}
	return v.StatedOn
}

// datedDays gives the day from which each value of a dated fact is known, Min
// for a bare value.
func datedDays[T any](x *index, h History[T]) []Day {
	days := make([]Day, len(h))
	for i, v := range h {
		days[i] = edtf.Min
		if len(v.Citations) > 0 {
			days[i] = datedStatedOn(x, v).Latest()
		}
	}
	return days
}

// inForce gives the position of the value in force on a day, -1 before the
// first: the last said; of those said on one day, the last in the file.
func inForce(days []Day, day Day) int {
	best := -1
	for i, d := range days {
		if d <= day && (best < 0 || d >= days[best]) {
			best = i
		}
	}
	return best
}
