package dataset

// TimelineRow is one dated thing of the record: a date that a statement gives
// to a milestone, the day a sum of money was made public, or the time of an
// observation.
type TimelineRow struct {
	ID         string `json:"id"` // of the statement, the funding row or the observation
	Date       Date   `json:"date"`
	Kind       string `json:"kind"` // that of the statement; funding; observation
	Collection string `json:"collection"`
	Programme  string `json:"programme"`
	Label      Text   `json:"label"`
	Subject    string `json:"subject"` // the milestone, the indicator; for money its own id
	Display    Text   `json:"display"` // the amount or value in words
	StatedOn   Date   `json:"stated_on"`
	Cited
	Item struct{} `json:"-"`
}

// Words of timeline_kind beside those of statement_kind.
const (
	kindFunding     = "funding"
	kindObservation = "observation"
)

// statementEvent: a statement without a date tells of no day.
func (x *index) statementEvent(s *Statement, day Day) (TimelineRow, bool) {
	r, known := x.statementAt(s, day)
	return TimelineRow{ID: r.ID, Date: r.Date, Kind: r.Kind, Collection: "statements", Programme: r.Programme, Label: r.Label,
		Subject: r.Milestone, StatedOn: r.StatedOn, Cited: r.Cited}, known && !r.Date.IsZero()
}

// fundingEvent: money stands on the day on which it was stated.
func (x *index) fundingEvent(f *Funding, day Day) (TimelineRow, bool) {
	r, known := x.fundingAt(f, day)
	return TimelineRow{ID: r.ID, Date: r.StatedOn, Kind: kindFunding, Collection: "funding", Programme: r.Programme, Label: r.Label,
		Subject: r.ID, Display: r.Display, StatedOn: r.StatedOn, Cited: r.Cited}, known
}

// observationEvent: a value stands at its time, else at the day it was stated.
func observationEvent(r ObservationRow) TimelineRow {
	date := r.AsOf
	if date.IsZero() {
		date = r.StatedOn
	}
	return TimelineRow{ID: r.ID, Date: date, Kind: kindObservation, Collection: "observations", Programme: r.Programme, Label: r.Label,
		Subject: r.Indicator, Display: r.Display, StatedOn: r.StatedOn, Cited: r.Cited}
}

// timeline gathers the events of all programmes.
func (x *index) timeline() (f family[TimelineRow]) {
	for _, p := range x.Programmes {
		addTo(&f, p.Funding, x.fundingEvent, x.fundingDays)
		for _, m := range p.Milestones {
			addTo(&f, m.Statements, x.statementEvent, x.statementDays)
			if m.Measure != nil {
				at := func(m *Milestone, day Day) (TimelineRow, bool) {
					r, known := x.targetAt(m, day)
					return observationEvent(r), known
				}
				addTo(&f, []*Milestone{m}, at, x.targetDays)
			}
		}
		for _, i := range p.Indicators {
			at := func(o *Observation, day Day) (TimelineRow, bool) {
				r, known := x.observationAt(o, i, day)
				return observationEvent(r), known
			}
			addTo(&f, i.Observations, at, x.observationDays)
		}
	}
	return f
}
