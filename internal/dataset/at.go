package dataset

import (
	"reflect"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// Rows are the flat rows of every collection as they read on one day, each
// collection in the order of its ids.
type Rows struct {
	Programmes    []ProgrammeRow
	Funding       []FundingRow
	Milestones    []MilestoneRow
	Statements    []StatementRow
	Indicators    []IndicatorRow
	Observations  []ObservationRow
	Organisations []OrganisationRow
	People        []PersonRow
	Sources       []SourceRow
	Glossary      []TermRow
	Conflicts     []ConflictRow
	Exclusions    []ExclusionRow
	Corrections   []CorrectionRow
	Timeline      []TimelineRow
	Uses          []UseRow
}

// Reading is a row as it reads from one day up to, and without, another.
type Reading[R any] struct {
	Row      R
	From, To Day
}

// Readings are all the readings of every collection: what At gives on every
// day up to updated_on, each stretch of days once.
type Readings struct {
	Programmes    []Reading[ProgrammeRow]
	Funding       []Reading[FundingRow]
	Milestones    []Reading[MilestoneRow]
	Statements    []Reading[StatementRow]
	Indicators    []Reading[IndicatorRow]
	Observations  []Reading[ObservationRow]
	Organisations []Reading[OrganisationRow]
	People        []Reading[PersonRow]
	Sources       []Reading[SourceRow]
	Glossary      []Reading[TermRow]
	Conflicts     []Reading[ConflictRow]
	Exclusions    []Reading[ExclusionRow]
	Corrections   []Reading[CorrectionRow]
	Timeline      []Reading[TimelineRow]
	Uses          []Reading[UseRow]
}

// A family is a collection's records with the two pure functions that each has:
// the row on a day, and the days on which that row may change.
type family[R any] struct {
	at   []func(Day) (R, bool)
	days []func() []Day
}

func addTo[A, R any](f *family[R], all []A, at func(A, Day) (R, bool), days func(A) []Day) {
	for _, a := range all {
		f.at = append(f.at, func(day Day) (R, bool) { return at(a, day) })
		f.days = append(f.days, func() []Day { return days(a) })
	}
}

func familyOf[A, R any](all []A, at func(A, Day) (R, bool), days func(A) []Day) (f family[R]) {
	addTo(&f, all, at, days)
	return f
}

func (f family[R]) on(day Day) []R {
	var rows []R
	for _, at := range f.at {
		if row, known := at(day); known {
			rows = append(rows, row)
		}
	}
	return byID(rows, func(r *R) *R { return r })
}

func (f family[R]) readings(until Day) []Reading[R] {
	var all []Reading[R]
	for i, at := range f.at {
		days := f.days[i]()
		slices.Sort(days)
		all = append(all, stretches(at, slices.Compact(days), until)...)
	}
	return byID(all, func(r *Reading[R]) *R { return &r.Row })
}

// stretches gives the readings of one record: on each day of change up to a
// last one a new reading begins, unless the row reads as before.
func stretches[R any](at func(Day) (R, bool), days []Day, until Day) (own []Reading[R]) {
	for _, day := range days {
		if day > until {
			break
		}
		row, known := at(day)
		open := len(own) > 0 && own[len(own)-1].To == edtf.Max
		if open && known && reflect.DeepEqual(own[len(own)-1].Row, row) {
			continue
		}
		if open {
			own[len(own)-1].To = day
		}
		if known {
			own = append(own, Reading[R]{row, day, edtf.Max})
		}
	}
	return own
}

// byID sorts by the ID field that every row has, and keeps the order of what
// has the same. The rows are wide, so each is looked into and moved only once.
func byID[T, R any](all []T, row func(*T) *R) []T {
	type place struct {
		id string
		i  int
	}
	places := make([]place, len(all))
	for i := range all {
		places[i] = place{reflect.ValueOf(row(&all[i])).Elem().FieldByName("ID").String(), i}
	}
	slices.SortStableFunc(places, func(a, b place) int { return strings.Compare(a.id, b.id) })
	inOrder := make([]T, len(all))
	for i, p := range places {
		inOrder[i] = all[p.i]
	}
	return inOrder
}

// families gives the collections of the dataset.
type families struct {
	programmes    family[ProgrammeRow]
	funding       family[FundingRow]
	milestones    family[MilestoneRow]
	statements    family[StatementRow]
	indicators    family[IndicatorRow]
	observations  family[ObservationRow]
	organisations family[OrganisationRow]
	people        family[PersonRow]
	sources       family[SourceRow]
	glossary      family[TermRow]
	conflicts     family[ConflictRow]
	exclusions    family[ExclusionRow]
	corrections   family[CorrectionRow]
	timeline      family[TimelineRow]
	uses          family[UseRow]
}

func (x *index) families() (f families) {
	f.programmes = familyOf(x.Programmes, x.programmeAt, x.programmeDays)
	for _, p := range x.Programmes {
		addTo(&f.funding, p.Funding, x.fundingAt, x.fundingDays)
		addTo(&f.milestones, p.Milestones, x.milestoneAt, x.milestoneDays)
		for _, m := range p.Milestones {
			addTo(&f.statements, m.Statements, x.statementAt, x.statementDays)
			if m.Measure != nil {
				addTo(&f.observations, []*Milestone{m}, x.targetAt, x.targetDays)
			}
		}
		addTo(&f.indicators, p.Indicators, x.indicatorAt, x.indicatorDays)
		for _, i := range p.Indicators {
			at := func(o *Observation, day Day) (ObservationRow, bool) { return x.observationAt(o, i, day) }
			addTo(&f.observations, i.Observations, at, x.observationDays)
		}
	}
	f.organisations = familyOf(x.Organisations, x.organisationAt, x.organisationDays)
	f.people = familyOf(x.People, x.personAt, x.personDays)
	f.sources = familyOf(x.Sources, x.sourceAt, x.sourceDays)
	f.glossary = familyOf(x.Glossary, x.termAt, x.termDays)
	f.conflicts = familyOf(x.Conflicts, x.conflictAt, x.conflictDays)
	f.exclusions = familyOf(x.Exclusions, x.exclusionAt, x.exclusionDays)
	f.corrections = familyOf(x.Corrections, x.correctionAt, x.correctionDays)
	f.timeline = x.timeline()
	f.uses = familyOf(x.uses, x.useAt, x.useDays)
	return f
}

// At gives the rows of every collection as known on a day: later statements,
// sources, citations and values do not exist. A day after updated_on gives the
// answers of updated_on.
func (d *Dataset) At(day Day) *Rows {
	day = min(day, d.Info.UpdatedOn)
	f := newIndex(d.InOrder()).families()
	return &Rows{
		f.programmes.on(day), f.funding.on(day), f.milestones.on(day), f.statements.on(day), f.indicators.on(day),
		f.observations.on(day), f.organisations.on(day), f.people.on(day), f.sources.on(day), f.glossary.on(day),
		f.conflicts.on(day), f.exclusions.on(day), f.corrections.on(day), f.timeline.on(day), f.uses.on(day),
	}
}

// Readings gives what At gives on every day up to updated_on.
func (d *Dataset) Readings() *Readings {
	until := d.Info.UpdatedOn
	f := newIndex(d.InOrder()).families()
	return &Readings{
		f.programmes.readings(until), f.funding.readings(until), f.milestones.readings(until), f.statements.readings(until),
		f.indicators.readings(until), f.observations.readings(until), f.organisations.readings(until), f.people.readings(until),
		f.sources.readings(until), f.glossary.readings(until), f.conflicts.readings(until), f.exclusions.readings(until),
		f.corrections.readings(until), f.timeline.readings(until), f.uses.readings(until),
	}
}
