package dataset

import (
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
	measures      map[string][]*Milestone // by indicator

	knownProgramme    map[string]Day
	knownOrganisation map[string]Day
	knownPerson       map[string]Day
	knownSource       map[string]Day
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
		byQuestion: map[string][]*Funding{}, measures: map[string][]*Milestone{},
		knownProgramme: map[string]Day{}, knownOrganisation: map[string]Day{}, knownPerson: map[string]Day{},
		knownSource: map[string]Day{}, firstCitation: map[string]*Citation{},
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
	for _, p := range d.Programmes {
		x.addProgramme(p)
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
		// The order of a milestone's statements is that of their days; same-day
		// statements keep the order of the file.
		slices.SortStableFunc(m.Statements, func(a, b *Statement) int { return int(a.known()) - int(b.known()) })
	}
	for _, i := range p.Indicators {
		x.indicators[i.ID] = i
		for _, o := range i.Observations {
			x.observations[o.ID], x.indicatorOf[o.ID] = o, i
		}
	}
}

// known gives the day from which a statement is known: the latest possible day
// of its stated_on; never where that has an open end or is missing, which the
// linter refuses.
func (s *Said) known() Day { return s.StatedOn.Latest() }

// sourceDay gives the day from which a citation outside a statement, or a
// further one of a statement, is known.
func (x *index) sourceDay(id string) Day {
	s := x.sources[id]
	switch {
	case s == nil:
		return never
	case !s.PublishedOn.IsZero():
		return s.PublishedOn.Latest()
	case !s.DatedByContent.IsZero():
		return s.DatedByContent.Latest()
	case s.AccessedOn != 0:
		return s.AccessedOn
	}
	return never
}

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

// datedDays gives the day from which each value of a dated fact is known, Min
// for a bare value.
func datedDays[T any](x *index, h History[T]) []Day {
	days := make([]Day, len(h))
	for i, v := range h {
		switch {
		case len(v.Citations) == 0:
			days[i] = edtf.Min
		case !v.StatedOn.IsZero():
			days[i] = v.StatedOn.Latest()
		default:
			days[i] = firstDay(x.looseDays(v.Citations))
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
