package dataset

import (
	"cmp"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// naming walks everything that names a programme, organisation, person or
// source, and notes the first day on which it is named, and by what citation.
// On its way it notes what rests on each source.
type naming struct {
	*index
	collection, row string         // what is being walked
	label           Text           // its label; programmes and organisations have a name for each day instead
	seen            map[place]*use // of what is being walked
}

func newNaming(x *index) *naming { return &naming{index: x, seen: map[place]*use{}} }

// walk says what is being walked from here on.
func (n *naming) walk(collection, row string, label Text) {
	n.collection, n.row, n.label = collection, row, label
	clear(n.seen)
}

// note keeps the earliest day, and of one day the first citation by before.
func (n *naming) note(known map[string]Day, collection, id string, day Day, c *Citation) {
	if id == "" || day == never {
		return
	}
	first := collection + "/" + id
	if old, seen := known[id]; !seen || day < old || day == old && before(c, n.firstCitation[first]) {
		known[id] = day
		n.firstCitation[first] = c
	}
}

// before chooses between citations of one day, by what they say alone, so that
// the order in which records are read tells nothing.
func before(a, b *Citation) bool {
	if a == nil || b == nil {
		return a != nil
	}
	return cmp.Or(strings.Compare(a.Source, b.Source), strings.Compare(a.Locator, b.Locator)) < 0
}

func (n *naming) programme(id string, day Day, c *Citation) {
	n.note(n.knownProgramme, "programmes", id, day, c)
}

func (n *naming) organisation(id string, day Day, c *Citation) {
	n.note(n.knownOrganisation, "organisations", id, day, c)
}

// citations notes what citations name by themselves: their documents, and those
// who are cited. It gives the first of them.
func (n *naming) citations(cs []Citation, days []Day) (*Citation, Day) {
	var first *Citation
	day := never
	for i := range cs {
		c := &cs[i]
		if days[i] < day {
			first, day = c, days[i]
		}
		n.note(n.knownSource, "sources", c.Source, days[i], c)
		n.note(n.knownSource, "sources", c.Original, days[i], c)
		n.use(c.Source, c.Locator, false, days[i])
		n.use(c.Original, c.Locator, true, days[i])
		n.named(c.AttributedTo, days[i], c)
	}
	return first, day
}

// named notes an id that may be a programme's, an organisation's or a person's.
func (n *naming) named(id string, day Day, c *Citation) {
	switch {
	case n.programmes[id] != nil:
		n.programme(id, day, c)
	case n.organisations[id] != nil:
		n.organisation(id, day, c)
	case n.people[id] != nil:
		n.note(n.knownPerson, "people", id, day, c)
	}
}

func (n *naming) loose(cs []Citation) (*Citation, Day) { return n.citations(cs, n.looseDays(cs)) }

func (n *naming) said(s *Said) (*Citation, Day) {
	return n.citations(s.Citations, n.citeDays(s.Citations, s.known()))
}

func (n *naming) all() {
	for _, p := range n.Programmes {
		n.dossier(p)
	}
	for _, o := range n.Organisations {
		n.walk("organisations", o.ID, Text{})
		c, day := n.loose(o.Citations)
		n.organisation(o.ID, day, c)
		namingDated(n, o.Name, func(day Day, c *Citation) { n.organisation(o.ID, day, c) })
		namingDated(n, o.Acronym, func(day Day, c *Citation) { n.organisation(o.ID, day, c) })
		namingDated(n, o.Founded, func(day Day, c *Citation) { n.organisation(o.ID, day, c) })
		namingDated(n, o.Dissolved, func(day Day, c *Citation) { n.organisation(o.ID, day, c) })
		for i := range o.Relations {
			c, day := n.loose(o.Relations[i].Citations)
			n.organisation(o.ID, day, c)
			n.organisation(o.Relations[i].Organisation, day, c)
		}
	}
	for _, p := range n.People {
		n.walk("people", p.ID, Neutral(p.Name))
		for _, m := range p.Mandates {
			c, day := n.loose(m.Citations)
			n.note(n.knownPerson, "people", p.ID, day, c)
			n.organisation(m.Organisation, day, c)
		}
	}
	n.rest()
}

// rest walks the terms, claims and exclusions, and last the sources known by
// now, whose speakers they name.
func (n *naming) rest() {
	for _, t := range n.Glossary {
		n.walk("glossary", t.ID, t.Expansion)
		n.loose(t.Citations)
	}
	for _, c := range n.Conflicts {
		n.walk("conflicts", c.ID, c.Label)
		for _, claim := range c.Claims {
			first, day := n.loose(claim.Citations)
			n.named(c.About, day, first)
		}
	}
	for _, e := range n.Exclusions {
		n.walk("exclusions", e.ID, e.Claim)
		n.use(e.Source, e.Locator, false, n.exclusionDay(e))
		n.note(n.knownSource, "sources", e.Source, n.exclusionDay(e), nil)
	}
	for _, s := range n.Sources {
		for _, id := range s.Speakers {
			if day, known := n.knownSource[s.ID]; known {
				n.note(n.knownPerson, "people", id, day, &Citation{Source: s.ID})
			}
		}
	}
}

func namingDated[T any](n *naming, h History[T], note func(Day, *Citation)) {
	for i, day := range datedDays(n.index, h) {
		if day != edtf.Min {
			c, _ := n.citations(h[i].Citations, n.datedCiteDays(h[i].Citations, day))
			note(day, c)
		}
	}
}

// datedCiteDays: the first citation of a dated value is known with it.
func (x *index) datedCiteDays(cs []Citation, day Day) []Day {
	days := x.looseDays(cs)
	for i := range days {
		days[i] = max(days[i], day)
		if i == 0 {
			days[i] = day
		}
	}
	return days
}

func (n *naming) dossier(p *Programme) {
	own := func(day Day, c *Citation) { n.programme(p.ID, day, c) }
	n.walk("programmes", p.ID, Text{})
	c, day := n.loose(p.Citations)
	own(day, c)
	namingDated(n, p.Name, own)
	namingDated(n, p.Acronym, own)
	namingDated(n, p.Status, own)
	namingDated(n, p.StartDate, own)
	namingDated(n, p.EndDate, own)
	for i := range p.Relations {
		c, day := n.loose(p.Relations[i].Citations)
		own(day, c)
		n.programme(p.Relations[i].Programme, day, c)
	}
	for i := range p.Organisations {
		c, day := n.loose(p.Organisations[i].Citations)
		own(day, c)
		n.organisation(p.Organisations[i].Organisation, day, c)
	}
	for _, f := range p.Funding {
		n.walk("funding", f.ID, f.Label)
		c, day := n.said(&f.Said)
		own(day, c)
		for _, id := range f.AlsoConcerns {
			n.programme(id, day, c)
		}
		for _, id := range append(append([]string{}, f.Providers...), f.Recipients...) {
			n.organisation(id, day, c)
		}
	}
	for _, m := range p.Milestones {
		for _, s := range m.Statements {
			n.walk("statements", s.ID, m.Label)
			c, day := n.said(&s.Said)
			own(day, c)
			n.organisation(m.Organisation, day, c)
		}
		n.measure(m)
	}
	for _, i := range p.Indicators {
		for _, o := range i.Observations {
			n.walk("observations", o.ID, i.Label)
			c, day := n.said(&o.Said)
			own(day, c)
			n.note(n.knownIndicator, "indicators", i.ID, day, c)
		}
	}
}

// measure notes the indicator of a milestone's measure, which may be another
// programme's, from the first day on which its target is derived.
func (n *naming) measure(m *Milestone) {
	if m.Measure == nil {
		return
	}
	t := tell(m, never)
	i := n.indicators[m.Measure.Indicator]
	if i == nil || t.promise == nil {
		return
	}
	first := t.told[slices.IndexFunc(t.told, isPromise)]
	if len(first.Citations) > 0 {
		n.note(n.knownIndicator, "indicators", i.ID, first.known(), &first.Citations[0])
		n.programme(i.Programme, first.known(), &first.Citations[0])
	}
}
