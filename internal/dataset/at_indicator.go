package dataset

import "slices"

func (x *index) indicatorAt(i *Indicator, day Day) (IndicatorRow, bool) {
	rows := x.observationsAt(i, day)
	if len(rows) == 0 {
		return IndicatorRow{}, false
	}
	first := slices.MinFunc(rows, func(a, b ObservationRow) int { return int(a.StatedOn.Latest()) - int(b.StatedOn.Latest()) })
	return IndicatorRow{
		ID: i.ID, Programme: i.Programme, Label: i.Label, Unit: i.Unit, Kind: i.Kind, PeriodUnit: i.PeriodUnit,
		Denominator: i.Denominator, Ascending: i.Ascending, Definition: i.Definition, Cited: first.Cited,
	}, true
}

func (x *index) indicatorDays(i *Indicator) (days []Day) {
	for _, o := range i.Observations {
		days = append(days, o.known())
	}
	for _, m := range x.measures[i.ID] {
		days = append(days, x.milestoneDays(m)...)
	}
	return days
}

// observationsAt gives the observations of an indicator known on a day, those
// derived from milestones' measures included.
func (x *index) observationsAt(i *Indicator, day Day) (rows []ObservationRow) {
	for _, o := range i.Observations {
		if row, known := x.observationAt(o, i, day); known {
			rows = append(rows, row)
		}
	}
	for _, m := range x.measures[i.ID] {
		if row, known := x.targetAt(m, day); known {
			rows = append(rows, row)
		}
	}
	return rows
}

func (x *index) observationAt(o *Observation, i *Indicator, day Day) (ObservationRow, bool) {
	return ObservationRow{
		ID: o.ID, Indicator: i.ID, Programme: i.Programme, Label: i.Label, Value: o.Value, ValueMin: o.ValueMin, ValueMax: o.ValueMax,
		Modifier: o.Modifier, Unit: i.Unit, Display: x.displayValue(i, o.Value, o.ValueMin, o.ValueMax, o.Modifier), AsOf: o.AsOf,
		Nature: o.Nature, StatedOn: o.StatedOn, StatedOnBasis: o.StatedOnBasis, Note: o.Note, VerifiedOn: o.VerifiedOn,
		VerifiedHow: o.VerifiedHow, RecordedOn: o.RecordedOn, Cited: x.saidCited(&o.Said), Item: x.saidCitations(&o.Said, day),
	}, o.known() <= day
}

// targetSuffix ends the id of the observation that is derived from a measure.
const targetSuffix = "-target"

// targetAt derives the target of a milestone's measure: the number promised, as
// of the date now due, said by the last promise that is dated, else by the first.
func (x *index) targetAt(m *Milestone, day Day) (ObservationRow, bool) {
	t := tell(m, day)
	var promise *Statement
	for _, s := range t.told {
		if s == t.outcome {
			break
		}
		if isPromise(s) && (promise == nil || !s.Date.IsZero()) {
			promise = s
		}
	}
	i := x.indicators[m.Measure.Indicator]
	if promise == nil || i == nil {
		return ObservationRow{}, false
	}
	o := Observation{ID: m.ID + targetSuffix, Value: m.Measure.Value, Modifier: m.Measure.Modifier, AsOf: t.due, Nature: "target", Said: promise.Said}
	return x.observationAt(&o, i, day)
}

func (x *index) observationDays(o *Observation) []Day {
	return append(x.saidDays(&o.Said), x.attributedDays(o.Citations)...)
}

func (x *index) targetDays(m *Milestone) []Day {
	days := x.milestoneDays(m)
	for _, s := range m.Statements {
		days = append(days, x.statementDays(s)...)
	}
	return days
}
