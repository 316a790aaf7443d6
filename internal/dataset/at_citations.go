package dataset

// citationRows gives the citations known on the day, [] where there is none.
func (x *index) citationRows(cs []Citation, days []Day, day Day) []CitationRow {
	rows := []CitationRow{}
	for i, c := range cs {
		if days[i] <= day {
			rows = append(rows, x.citationRow(c, day))
		}
	}
	return rows
}

func (x *index) citationRow(c Citation, day Day) CitationRow {
	s := x.cited(&c)
	row := CitationRow{Source: s.Source, SourceTitle: s.SourceTitle, SourcePublisher: s.SourcePublisher, SourceURL: s.SourceURL,
		SourcePublishedOn: s.SourcePublishedOn, Locator: c.Locator, AttributedTo: c.AttributedTo, Original: c.Original}
	if original := x.sources[c.Original]; original != nil {
		row.OriginalTitle = original.Title
	}
	switch {
	case c.AttributedTo == authorWord:
		row.AttributedName = Text{FR: "l'auteur", EN: "the author"}
	case x.people[c.AttributedTo] != nil:
		row.AttributedName = Neutral(x.people[c.AttributedTo].Name)
	case x.organisations[c.AttributedTo] != nil:
		row.AttributedName = x.organisationName(c.AttributedTo, day)
	}
	return row
}

// authorWord attributes a citation to the writer of its document.
const authorWord = "author"

// cited gives the source columns of a citation; none for nil.
func (x *index) cited(c *Citation) Cited {
	if c == nil || x.sources[c.Source] == nil {
		return Cited{}
	}
	s := x.sources[c.Source]
	return Cited{s.ID, s.Title, s.Publisher, s.URL, c.Locator, s.PublishedOn.String()}
}

// saidCited gives the source columns of a statement: its first citation.
func (x *index) saidCited(s *Said) Cited {
	if len(s.Citations) == 0 {
		return Cited{}
	}
	return x.cited(&s.Citations[0])
}

func (x *index) saidCitations(s *Said, day Day) Citations {
	return Citations{x.citationRows(s.Citations, x.citeDays(s.Citations, s.known()), day)}
}

// saidDays gives the days on which a statement changes: when it is known, when
// further citations are, and when a body that they name takes another name.
func (x *index) saidDays(s *Said) []Day {
	return append(x.attributedDays(s.Citations, x.citeDays(s.Citations, s.known())), s.known())
}

// looseChanges is saidDays for citations outside statements.
func (x *index) looseChanges(cs []Citation) []Day { return x.attributedDays(cs, x.looseDays(cs)) }

// valueAt gives the value in force on a day, the zero value before the first.
func valueAt[T any](x *index, h History[T], day Day) (value T) {
	if i := inForce(datedDays(x, h), day); i >= 0 {
		value = h[i].Value
	}
	return value
}

// nameAt is valueAt, but before the first name it gives the first.
func nameAt[T any](x *index, h History[T], day Day) (value T) {
	if len(h) == 0 {
		return value
	}
	return h[max(0, inForce(datedDays(x, h), day))].Value
}

func (x *index) organisationName(id string, day Day) Text {
	if o := x.organisations[id]; o != nil {
		return nameAt(x, o.Name, day)
	}
	return Text{}
}

// historyAt gives every value known on a day; word puts a value in words.
func historyAt[T any](x *index, h History[T], day Day, word func(T) Text) []DatedRow {
	rows := []DatedRow{}
	for i, known := range datedDays(x, h) {
		if known > day {
			continue
		}
		cs := x.citationRows(h[i].Citations, x.datedCiteDays(h[i].Citations, known), day)
		rows = append(rows, DatedRow{Value: word(h[i].Value), StatedOn: datedStatedOn(x, h[i]), Citations: cs})
	}
	return rows
}

func historyDays[T any](x *index, h History[T]) []Day {
	days := datedDays(x, h)
	for i, v := range h {
		days = append(days, x.attributedDays(v.Citations, x.datedCiteDays(v.Citations, days[i]))...)
	}
	return days
}

func same(t Text) Text       { return t }
func dateText(d Date) Text   { return Neutral(d.String()) }
func codeText(s string) Text { return Neutral(s) }

func (x *index) relationRows(rs []Relation, day Day) []RelationRow {
	rows := []RelationRow{}
	for _, r := range rs {
		if days := x.looseDays(r.Citations); firstDay(days) <= day {
			row := RelationRow{Type: r.Type, Programme: r.Programme, Organisation: r.Organisation, Basis: r.Basis, Citations: x.citationRows(r.Citations, days, day)}
			if p := x.programmes[r.Programme]; p != nil {
				row.Name = nameAt(x, p.Name, day)
			} else {
				row.Name = x.organisationName(r.Organisation, day)
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func (x *index) relationDays(rs []Relation) (days []Day) {
	for _, r := range rs {
		days = append(days, x.looseChanges(r.Citations)...)
		if p := x.programmes[r.Programme]; p != nil {
			days = append(days, datedDays(x, p.Name)...)
		}
		days = append(days, x.organisationNameDays(r.Organisation)...)
	}
	return days
}

// organisationNameDays gives the days on which a body's name changes.
func (x *index) organisationNameDays(id string) []Day {
	if o := x.organisations[id]; o != nil {
		return datedDays(x, o.Name)
	}
	return nil
}

// attributedDays adds to days those on which the names in citations change.
func (x *index) attributedDays(cs []Citation, days []Day) []Day {
	for _, c := range cs {
		days = append(days, x.organisationNameDays(c.AttributedTo)...)
	}
	return days
}
