package dataset

import (
	"slices"

	"jalons/internal/edtf"
)

// Words of statement_kind.
const (
	kindAnnounced   = "announced"
	kindRescheduled = "rescheduled"
	kindInProgress  = "in_progress"
	kindMet         = "met"
	kindPartlyMet   = "partly_met"
	kindMissed      = "missed"
	kindCancelled   = "cancelled"
)

// statusOf gives the milestone's status, in OCDS words, after a statement.
var statusOf = map[string]string{
	kindAnnounced: "scheduled", kindRescheduled: "scheduled", kindInProgress: "in_progress",
	kindMet: "met", kindPartlyMet: "partially_met", kindMissed: "not_met", kindCancelled: "cancelled",
}

// Words of timeliness.
const (
	timeUnplanned    = "unplanned"
	timeUndetermined = "undetermined"
	timeLate         = "late"
	timeEarly        = "early"
	timeOnTime       = "on_time"
	timeOverdue      = "overdue"
	timePending      = "pending"
)

func isPromise(s *Statement) bool { return s.Kind == kindAnnounced || s.Kind == kindRescheduled }

// story is what the statements known on a day tell of a milestone.
type story struct {
	told        []*Statement // known and not deprecated, in order
	outcome     *Statement   // the first met or cancelled, or a missed that nothing follows
	promise     *Statement   // before the outcome: the one that set or dropped due, else the first
	firstDue    Date
	due         Date
	metOn       Date
	reschedules int64
}

// tell reads a milestone's statements as known on a day.
func tell(m *Milestone, day Day) story {
	var t story
	for _, s := range m.ordered() {
		if s.known() <= day && s.Rank != rankDeprecated {
			t.told = append(t.told, s)
		}
	}
	for i, s := range t.told {
		if s.Kind == kindMet || s.Kind == kindCancelled || (s.Kind == kindMissed && i == len(t.told)-1) {
			t.outcome = s
			break
		}
	}
	t.promises()
	if t.outcome != nil && t.outcome.Kind == kindMet {
		t.metOn = metOn(t.told)
	}
	for _, s := range t.told {
		if s.Kind == kindRescheduled {
			t.reschedules++
		}
	}
	return t
}

// promises reads the promises before the outcome.
func (t *story) promises() {
	for _, s := range t.told {
		switch {
		case s == t.outcome:
			return
		case !isPromise(s):
		case !s.Date.IsZero():
			if t.firstDue.IsZero() {
				t.firstDue = s.Date
			}
			t.promise, t.due = s, s.Date
		case s.Kind == kindRescheduled:
			t.promise, t.due = s, Date{}
		case t.promise == nil:
			t.promise = s
		}
	}
}

// metOn gives the date of the preferred met; without one, what all met dates
// allow; where they exclude each other, the interval that spans them.
func metOn(told []*Statement) Date {
	var dates []Date
	for _, s := range told {
		switch {
		case s.Kind != kindMet:
		case s.Rank == rankPreferred:
			return s.Date
		case !s.Date.IsZero():
			dates = append(dates, s.Date)
		}
	}
	if len(dates) == 0 {
		return Date{}
	}
	first, last, low, high := edtf.Min, edtf.Max, edtf.Max, edtf.Min
	for _, d := range dates {
		first, last = max(first, d.Earliest()), min(last, d.Latest())
		low, high = min(low, d.Earliest()), max(high, d.Latest())
	}
	if first > last {
		first, last = low, high
	}
	for _, d := range dates {
		if d.Earliest() == first && d.Latest() == last {
			return d
		}
	}
	if first == edtf.Min && last == edtf.Max {
		return Date{}
	}
	return interval(first, last)
}

// interval writes A/B, or the day where it is one.
func interval(first, last Day) Date {
	if first == last {
		return edtf.On(first)
	}
	return edtf.Must(first.String() + "/" + last.String())
}

func (t story) status() string { return statusOf[t.told[len(t.told)-1].Kind] }

// timeliness judges on a day, by the first rule that fits.
func (t story) timeliness(day Day) string {
	cancelled := t.outcome != nil && t.outcome.Kind == kindCancelled
	met := t.outcome != nil && t.outcome.Kind == kindMet
	switch {
	case cancelled:
		return ""
	case t.promise == nil:
		return timeUnplanned
	case met && (t.firstDue.IsZero() || t.metOn.IsZero()):
		return timeUndetermined
	case met && t.metOn.Earliest() > t.firstDue.Latest():
		return timeLate
	case met && t.metOn.Latest() < t.firstDue.Earliest():
		return timeEarly
	case met && t.metOn.Latest() <= t.firstDue.Latest():
		return timeOnTime
	case met:
		return timeUndetermined
	case !t.due.IsZero() && day > t.due.Latest():
		return timeOverdue
	}
	return timePending
}

// slippage gives the days from the latest day of first_due to the latest day of
// met_on, or of the present due, and its bounds under imprecise dates; nil where
// either is undated or open, and where cancelled. Without an outcome a due date
// that nobody moved has slipped by 0, however imprecise it is.
func (t story) slippage() (days, low, high *int64) {
	until := t.due
	switch {
	case t.outcome == nil && t.reschedules == 0:
		if t.firstDue.IsZero() {
			return nil, nil, nil
		}
		var zero [3]int64
		return &zero[0], &zero[1], &zero[2]
	case t.outcome != nil && t.outcome.Kind == kindCancelled:
		return nil, nil, nil
	case t.outcome != nil && t.outcome.Kind == kindMet:
		until = t.metOn
	}
	if t.firstDue.IsZero() || until.IsZero() {
		return nil, nil, nil
	}
	return span(t.firstDue.Latest(), until.Latest()), span(t.firstDue.Latest(), until.Earliest()), span(t.firstDue.Earliest(), until.Latest())
}

// span gives the days from one day to another, nil where either is open.
func span(from, to Day) *int64 {
	if from == edtf.Min || from == edtf.Max || to == edtf.Min || to == edtf.Max {
		return nil
	}
	days := int64(to) - int64(from)
	return &days
}

// source gives the statement that a milestone's row cites: the preferred one of
// the kind that gives the status, else the last.
func (t story) source() *Statement {
	last := t.told[len(t.told)-1]
	for _, s := range slices.Backward(t.told) {
		if s.Kind == last.Kind && s.Rank == rankPreferred {
			return s
		}
	}
	return last
}

func (x *index) milestoneAt(m *Milestone, day Day) (MilestoneRow, bool) {
	t := tell(m, day)
	if len(t.told) == 0 {
		return MilestoneRow{}, false
	}
	row := MilestoneRow{
		ID: m.ID, Programme: m.Programme, Organisation: m.Organisation, Label: m.Label, Type: m.Type, Status: t.status(),
		FirstDue: t.firstDue, Due: t.due, MetOn: t.metOn, Timeliness: t.timeliness(day), Reschedulings: t.reschedules,
		Cited: x.saidCited(&t.source().Said),
	}
	row.SlippageDays, row.SlippageDaysMin, row.SlippageDaysMax = t.slippage()
	if t.outcome != nil {
		row.OutcomeStatedOn = t.outcome.StatedOn
	}
	if i := x.measured(m); i != nil && x.knownIndicator[i.ID] <= day {
		row.MeasureIndicator = i.ID
		row.MeasureDisplay = x.displayValue(i, m.Measure.Value, nil, nil, m.Measure.Modifier)
		row.Item.Measure = &MeasureRow{i.ID, m.Measure.Value, m.Measure.Modifier}
	}
	return row, true
}

// measured gives the indicator of a milestone's measure, nil where there is
// none that anything observes or aims at.
func (x *index) measured(m *Milestone) *Indicator {
	if m.Measure == nil {
		return nil
	}
	if _, known := x.knownIndicator[m.Measure.Indicator]; !known {
		return nil
	}
	return x.indicators[m.Measure.Indicator]
}

// milestoneDays: a milestone changes with its statements, on the day after each
// promise ends, and when the indicator of its measure is known.
func (x *index) milestoneDays(m *Milestone) []Day {
	var days []Day
	if i := x.measured(m); i != nil {
		days = append(days, x.knownIndicator[i.ID])
	}
	for _, s := range m.Statements {
		days = append(days, s.known())
		if isPromise(s) && s.Date.Latest() != edtf.Max {
			days = append(days, s.Date.Latest()+1)
		}
	}
	return days
}

func (x *index) statementAt(s *Statement, day Day) (StatementRow, bool) {
	m := x.milestoneOf[s.ID]
	return StatementRow{
		ID: s.ID, Milestone: m.ID, Position: int64(slices.Index(m.ordered(), s)) + 1, Programme: m.Programme, Label: m.Label, Kind: s.Kind, Date: s.Date, StatedOn: s.StatedOn,
		StatedOnBasis: s.StatedOnBasis, DateBasis: s.DateBasis, Rank: s.Rank, RankReason: s.RankReason, Note: s.Note,
		VerifiedOn: s.VerifiedOn, VerifiedHow: s.VerifiedHow, RecordedOn: s.RecordedOn,
		Cited: x.saidCited(&s.Said), Item: x.saidCitations(&s.Said, day),
	}, s.known() <= day
}

func (x *index) statementDays(s *Statement) []Day { return x.saidDays(&s.Said) }
