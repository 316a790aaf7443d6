package dataset

import "jalons/internal/edtf"

// notAfter refuses a day after updated_on: nothing is known of it yet.
func (l *linter) notAfter(at Pos, day Day) {
	if day != edtf.Max && l.Info.UpdatedOn != 0 && day > l.Info.UpdatedOn {
		l.find("after-updated-on", at, "", "%s is after updated_on (%s)", day, l.Info.UpdatedOn)
	}
}

// inherited reports whether a day is the file's recorded_on in a statement that
// has none of its own: what is wrong with it is found at the file's.
func (l *linter) inherited(at Pos, day Day) bool {
	p := l.dossier
	return p != nil && lastKey(at) == "recorded_on" && at.File == p.Pos.File && at.Path != "recorded_on" && day == p.RecordedOn
}

// order refuses an end before its beginning.
func (l *linter) order(at Pos, endKey string, end Date, startKey string, start Date) {
	if !end.IsZero() && !start.IsZero() && end.Latest() < start.Earliest() {
		l.find("upside-down", at.key(endKey), "", "%s (%s) is before %s (%s)", endKey, end, startKey, start)
	}
}

// onDay gives a day as a date, that of 0 being not known.
func onDay(d Day) Date {
	if d == 0 {
		return Date{}
	}
	return edtf.On(d)
}

// dated judges a fact that changes: each value of its list has a source and a
// day. A bare value, where one is allowed, holds from the beginning.
func dated[T any](l *linter, owner Pos, key string, bareAllowed bool, h History[T]) {
	for _, v := range h {
		bare := v.Pos.Path == owner.key(key).Path
		if len(v.Citations) == 0 && !(bare && bareAllowed) {
			l.find("uncited", v.Pos.key("citations"), key+": [{value: …, citations: [{source: …, locator: …}]}]", "a value of %s is said by somebody, somewhere", key)
		}
		l.end(v.Pos.key("stated_on"), v.StatedOn)
	}
}

func (l *linter) programme(p *Programme) {
	l.dossier = p
	dated(l, p.Pos, "name", true, p.Name)
	dated(l, p.Pos, "acronym", true, p.Acronym)
	dated(l, p.Pos, "status", false, p.Status)
	dated(l, p.Pos, "start_date", false, p.StartDate)
	dated(l, p.Pos, "end_date", false, p.EndDate)
	for _, s := range p.Status {
		if s.Value != "" {
			l.code(s.Pos.key("value"), "programme_status", s.Value)
		}
	}
	today := l.Info.UpdatedOn
	l.order(p.Pos, "end_date", valueAt(l.index, p.EndDate, today), "start_date", valueAt(l.index, p.StartDate, today))
	l.address(p.Pos.key("homepage"), p.Homepage)
	for i := range p.Relations {
		l.relation(&p.Relations[i], "relation_type", p.Relations[i].Programme, "programme", p.ID, p.Relations[i].Organisation)
	}
	l.recorded(p)
}

// recorded asks for the day on which each statement of a file was entered, once.
func (l *linter) recorded(p *Programme) {
	for _, s := range p.statements() {
		if s.RecordedOn == 0 {
			l.find("missing-key", p.Pos.key("recorded_on"), "recorded_on: "+l.Info.UpdatedOn.String(), "a statement of this file has no recorded_on, and the file has none")
			return
		}
	}
}

// statements gives what every statement of a dossier has, in the order of the
// file.
func (p *Programme) statements() (all []*Said) {
	for _, f := range p.Funding {
		all = append(all, &f.Said)
	}
	for _, m := range p.Milestones {
		for _, s := range m.Statements {
			all = append(all, &s.Said)
		}
	}
	for _, i := range p.Indicators {
		for _, o := range i.Observations {
			all = append(all, &o.Said)
		}
	}
	return all
}

func (l *linter) organisation(o *Organisation) {
	dated(l, o.Pos, "name", true, o.Name)
	dated(l, o.Pos, "acronym", true, o.Acronym)
	dated(l, o.Pos, "founded", false, o.Founded)
	dated(l, o.Pos, "dissolved", false, o.Dissolved)
	today := l.Info.UpdatedOn
	l.order(o.Pos, "dissolved", valueAt(l.index, o.Dissolved, today), "founded", valueAt(l.index, o.Founded, today))
	l.address(o.Pos.key("homepage"), o.Homepage)
	for i := range o.Relations {
		l.relation(&o.Relations[i], "organisation_relation_type", o.Relations[i].Organisation, "organisation", o.ID, o.Relations[i].Programme)
	}
	if o.Siren != "" && !sirenHolds(o.Siren) {
		l.find("bad-siren", o.Pos.key("siren"), "", "%q is no SIREN: nine digits, the last of which checks the others", o.Siren)
	}
}

// relation judges what is particular to a relation of a programme, or of an
// organisation: the list of its types, and the key that names the other.
func (l *linter) relation(r *Relation, types, other, otherKey, own, misplaced string) {
	if r.Type != "" {
		l.code(r.Pos.key("type"), types, r.Type)
	}
	switch {
	case misplaced != "":
		l.find("unknown-key", r.Pos, otherKey, "this relation is to a %s, and names nothing else", otherKey)
	case other == "":
		l.find("missing-key", r.Pos.key(otherKey), "", "the key %s is required here", otherKey)
	case other == own:
		l.find("self-reference", r.Pos.key(otherKey), "", "a relation is to another")
	}
}

// sirenHolds reports whether a text is nine digits with a right Luhn sum.
func sirenHolds(s string) bool {
	sum := 0
	for i, c := range []byte(s) {
		n := int(c - '0')
		if c < '0' || c > '9' {
			return false
		}
		if i%2 == 1 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return len(s) == 9 && sum%10 == 0
}
