package dataset

// indicatorAt: an indicator is known with its first observation, authored or
// derived, and cites what that one rests on.
func (x *index) indicatorAt(i *Indicator, day Day) (IndicatorRow, bool) {
	known, observed := x.knownIndicator[i.ID]
	if !observed || known > day {
		return IndicatorRow{}, false
	}
	return IndicatorRow{
		ID: i.ID, Programme: i.Programme, Label: i.Label, Unit: i.Unit, Kind: i.Kind, PeriodUnit: i.PeriodUnit,
		Denominator: i.Denominator, Ascending: i.Ascending, Definition: i.Definition, Cited: x.cited(x.firstCitation["indicators/"+i.ID]),
	}, true
}

func (x *index) indicatorDays(i *Indicator) []Day { return []Day{x.knownIndicator[i.ID]} }

// observationsAt gives the observations of an indicator known on a day, those
// derived from milestones' measures included.
func (x *index) observationsAt(i *Indicator, day Day) (all []*Observation) {
	for _, o := range i.Observations {
		if o.known() <= day {
			all = append(all, o)
		}
	}
	for _, m := range x.measures[i.ID] {
		if o := target(m, day); o != nil {
			all = append(all, o)
		}
	}
	return all
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

// target derives the target of a milestone's measure: the number promised, as of
// the date now due, said by the promise that set or dropped that date, else by
// the first. There is none before a promise is known.
func target(m *Milestone, day Day) *Observation {
	t := tell(m, day)
	if t.promise == nil {
		return nil
	}
	return &Observation{ID: m.ID + targetSuffix, Value: m.Measure.Value, Modifier: m.Measure.Modifier, AsOf: t.due, Nature: "target", Said: t.promise.Said}
}

func (x *index) targetAt(m *Milestone, day Day) (ObservationRow, bool) {
	o, i := target(m, day), x.indicators[m.Measure.Indicator]
	if o == nil || i == nil {
		return ObservationRow{}, false
	}
	return x.observationAt(o, i, day)
}

func (x *index) observationDays(o *Observation) []Day { return x.saidDays(&o.Said) }

func (x *index) targetDays(m *Milestone) (days []Day) {
	for _, s := range m.Statements {
		days = append(days, x.statementDays(s)...)
	}
	return days
}
