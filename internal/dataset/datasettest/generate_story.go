package datasettest

import (
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// A teller tells a milestone's story, one statement after the other, so that
// each may follow those before it.
type teller struct {
	*generator
	m        *dataset.Milestone
	from     dataset.Day  // the next is known from this day on
	due      dataset.Date // as it stands
	last     string       // kind of the last promise
	outcome  string       // met or cancelled, once it is told
	prefer   bool         // a met was preferred
	firstMet dataset.Date
}

func (g *generator) milestone(p *dataset.Programme) *dataset.Milestone {
	m := &dataset.Milestone{ID: g.id("jalon"), Programme: p.ID, Label: g.label("Jalon"), Type: g.word("milestone_type")}
	if g.chance(50) {
		m.Organisation = pick(g, g.d.Organisations).ID
	}
	t := &teller{generator: g, m: m, from: g.day(firstDay, lastDay-1000)}
	for range 1 + g.IntN(6) {
		t.next()
	}
	promised := slices.ContainsFunc(m.Statements, func(s *dataset.Statement) bool { return s.Kind == "announced" || s.Kind == "rescheduled" })
	if q := pick(g, g.d.Programmes); g.chance(40) && promised && len(q.Indicators) > 0 {
		v := float64(g.IntN(90))
		m.Measure = &dataset.Measure{Indicator: pick(g, q.Indicators).ID, Value: &v, Modifier: g.hedge()}
	}
	return m
}

// next adds a statement that may stand here.
func (t *teller) next() {
	if t.from >= lastDay || t.outcome == "cancelled" {
		return
	}
	s := &dataset.Statement{ID: t.id("declaration"), Ranked: dataset.Ranked{Rank: "normal"}, Said: t.said(t.from)}
	if len(t.m.Statements) > 0 && t.chance(10) { // counts for nothing, and so may say anything
		s.Ranked = dataset.Ranked{Rank: "deprecated", RankReason: text("Corrigé depuis.", "Corrected since.")}
		s.Kind = "announced"
		t.add(s, t.anyDate())
		return
	}
	known := s.StatedOn.Latest()
	switch n := t.IntN(100); {
	case t.outcome == "met":
		t.metAgain(s)
	case n < 15:
		s.Kind = "in_progress"
		t.add(s, dataset.Date{})
	case n < 25:
		s.Kind = "partly_met"
		t.add(s, t.past(known))
	case n < 45:
		t.met(s)
	case n < 50:
		s.Kind, t.outcome = "cancelled", "cancelled"
		t.add(s, t.past(known))
	case n < 65 && t.last != "" && !t.due.IsZero() && t.due.Latest() < known:
		s.Kind = "missed"
		t.add(s, dataset.Date{})
	case n < 80 && t.last != "":
		t.reschedule(s)
	default:
		t.announce(s)
	}
}

func (t *teller) add(s *dataset.Statement, date dataset.Date) {
	s.Date = date
	if !date.IsZero() {
		s.DateBasis = t.word("date_basis")
	}
	t.m.Statements = append(t.m.Statements, s)
	t.from = s.StatedOn.Latest() + dataset.Day(t.IntN(2)*t.IntN(400))
	t.from = min(t.from, lastDay)
}

// past gives the date of an event, told by a day, or none.
func (t *teller) past(known dataset.Day) dataset.Date {
	if t.chance(25) {
		return dataset.Date{}
	}
	return t.around(t.day(known-800, known), edtf.Max)
}

func (t *teller) met(s *dataset.Statement) {
	s.Kind, t.outcome = "met", "met"
	date := t.past(s.StatedOn.Latest())
	if t.chance(40) && !t.due.IsZero() && t.due.Latest() <= s.StatedOn.Latest() { // kept
		date = edtf.On(t.day(t.due.Earliest(), t.due.Latest()))
	}
	t.add(s, date)
	t.firstMet = s.Date
}

// metAgain tells the outcome once more: on the same day, or on a rival one, and
// once as the one to prefer.
func (t *teller) metAgain(s *dataset.Statement) {
	s.Kind = "met"
	if !t.prefer && t.chance(40) {
		t.prefer = true
		s.Ranked = dataset.Ranked{Rank: "preferred", RankReason: text("Le jour même.", "On the day.")}
	}
	date := t.past(s.StatedOn.Latest())
	if t.chance(50) && !t.firstMet.IsZero() {
		date = t.firstMet
	}
	t.add(s, date)
}

// announce promises: a first time, once more, or, unless the promise was moved
// before, for another day without a word on the first.
func (t *teller) announce(s *dataset.Statement) {
	s.Kind = "announced"
	date := t.around(t.day(s.StatedOn.Latest()-30, s.StatedOn.Latest()+1500), edtf.Max)
	switch {
	case t.chance(15):
		date = dataset.Date{}
	case t.last == "rescheduled" && !t.due.IsZero(), t.last == "announced" && t.chance(60):
		date = t.due
	}
	t.add(s, date)
	t.last = s.Kind
	if !date.IsZero() {
		t.due = date
	}
}

func (t *teller) reschedule(s *dataset.Statement) {
	s.Kind = "rescheduled"
	var date dataset.Date
	if t.chance(80) {
		from := s.StatedOn.Latest()
		if !t.due.IsZero() {
			from = max(from, t.due.Latest())
		}
		date = edtf.Between(from+1+dataset.Day(t.IntN(300)), from+301+dataset.Day(t.IntN(300)))
	}
	t.add(s, date)
	t.last, t.due = s.Kind, date
}
