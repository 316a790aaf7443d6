package dataset

import "slices"

// statement judges one statement of a milestone by itself.
func (l *linter) statement(s *Statement) {
	if s.Date.IsZero() && s.DateBasis != "" {
		l.find("date-basis-without-date", s.Pos.key("date_basis"), "", "date_basis tells how a date was found, and there is none")
	}
	if statusOf[s.Kind] != "" && !isPromise(s) && !s.Date.IsZero() && !s.StatedOn.IsZero() && s.Date.Earliest() > s.known() {
		l.find("outcome-after-stated", s.Pos.key("date"), "", "%s on %s, but said on %s: nobody tells what is still to come", s.Kind, s.Date, s.StatedOn)
	}
}

// milestone judges the story that the statements of a milestone tell, as known
// today and without the deprecated.
func (l *linter) milestone(m *Milestone) {
	story := tell(m, l.Info.UpdatedOn)
	var before *Statement // the last promise
	var due Date
	over := false
	for _, s := range story.told {
		switch {
		case isPromise(s) && over:
			l.find("promise-after-outcome", s.Pos, "", "a promise, but %s tells the outcome before it", story.outcome.ID)
		case s.Kind == kindRescheduled && before == nil:
			l.find("no-promise", s.Pos.key("kind"), kindAnnounced, "rescheduled, but nothing was promised before it")
		case s.Kind == kindRescheduled && overlap(s.Date, due):
			l.find("rescheduled-overlap", s.Pos.key("kind"), kindAnnounced, "%s overlaps %s, the date before it: that is a restatement", s.Date, due)
		case s.Kind == kindAnnounced && before != nil && before.Kind == kindRescheduled && apart(s.Date, due) && !l.explained(m, s):
			l.find("announced-apart", s.Pos.key("date"), kindRescheduled+", or an entry in conflicts.yaml", "%s is apart from %s, to which the promise had moved", s.Date, due)
		case s.Kind == kindMissed && before == nil:
			l.find("no-promise", s.Pos.key("kind"), "", "missed, but nothing was promised before it")
		case s.Kind == kindMissed && !due.IsZero() && s.known() <= due.Latest():
			l.find("missed-too-early", s.Pos.key("kind"), kindInProgress, "missed, said on %s, but %s is not over by then", s.StatedOn, due)
		}
		over = over || s == story.outcome
		if isPromise(s) {
			if before = s; !s.Date.IsZero() || s.Kind == kindRescheduled {
				due = s.Date
			}
		}
	}
	if m.Measure != nil && m.Measure.Modifier == "between" {
		l.find("between-bounds", m.Measure.Pos.key("modifier"), "", "a measure is one value, without bounds")
	}
	if m.Measure != nil && !slices.ContainsFunc(m.Statements, isPromise) {
		l.find("measure-without-promise", m.Pos.key("measure"), "", "a measure is a number that was promised, and nothing is promised here")
	}
}

func overlap(a, b Date) bool { return !a.IsZero() && !b.IsZero() && a.Overlaps(b) }

func apart(a, b Date) bool { return !a.Overlaps(b) }

// explained reports whether an entry of conflicts.yaml is about the dates of a
// milestone, or names the statement.
func (l *linter) explained(m *Milestone, s *Statement) bool {
	return slices.ContainsFunc(l.Conflicts, func(c *Conflict) bool {
		return c.Match != nil && c.Match.Milestone == m.ID || slices.Contains(c.Statements, s.ID)
	})
}

// indicator judges what its kind asks for, and its observations.
func (l *linter) indicator(i *Indicator) {
	for _, pair := range []struct {
		kind, key string
		stands    bool
	}{{"rate", "denominator", !i.Denominator.IsZero()}, {"flow", "period_unit", i.PeriodUnit != ""}} {
		switch {
		case i.Kind == pair.kind && !pair.stands:
			l.find("missing-key", i.Pos.key(pair.key), "", "a %s has a %s", pair.kind, pair.key)
		case i.Kind != pair.kind && pair.stands:
			l.find("wrong-kind", i.Pos.key(pair.key), "", "a %s is that of a %s, not of a %s", pair.key, pair.kind, i.Kind)
		}
	}
	if i.ID != "" && len(i.Observations) == 0 && len(l.measures[i.ID]) == 0 {
		l.find("never-known", i.Pos.key("observations"), "", "neither an observation nor a measure names %s, so it is never shown", i.ID)
	}
	for _, o := range i.Observations {
		if o.Nature != "target" && !o.AsOf.IsZero() && !o.StatedOn.IsZero() && o.AsOf.Earliest() > o.known() {
			l.find("outcome-after-stated", o.Pos.key("as_of"), "nature: target", "%s as of %s, but said on %s", o.Nature, o.AsOf, o.StatedOn)
		}
		for _, v := range []*float64{o.Value, o.ValueMin, o.ValueMax} {
			if v != nil && i.Kind == "rate" && i.Unit == "%" && (*v < 0 || *v > 100) {
				l.find("rate-out-of-range", o.Pos.key("value"), "", "%g %% of %s", *v, i.Denominator.EN)
			}
		}
	}
}
