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
	s := x.sources[c.Source]
	row := CitationRow{Source: s.ID, SourceTitle: s.Title, SourcePublisher: s.Publisher, SourceURL: s.URL,
		SourcePublishedOn: s.PublishedOn.String(), Locator: c.Locator, AttributedTo: c.AttributedTo, Original: c.Original}
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

// saidDays gives the days on which a statement changes: when it is known, and
// when further citations are.
func (x *index) saidDays(s *Said) []Day { return append(x.citeDays(s.Citations, s.known()), s.known()) }

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
		row := DatedRow{Value: word(h[i].Value), StatedOn: h[i].StatedOn, Citations: x.citationRows(h[i].Citations, x.datedCiteDays(h[i].Citations, known), day)}
		if row.StatedOn.IsZero() && len(h[i].Citations) > 0 {
			if s := x.sources[h[i].Citations[0].Source]; !s.PublishedOn.IsZero() {
				row.StatedOn = s.PublishedOn
			} else {
				row.StatedOn = s.DatedByContent
			}
		}
		rows = append(rows, row)
	}
	return rows
}

func historyDays[T any](x *index, h History[T]) []Day {
	days := datedDays(x, h)
	for i, v := range h {
		if len(v.Citations) > 0 {
			days = append(days, x.datedCiteDays(v.Citations, days[i])...)
		}
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
		days = append(days, x.looseDays(r.Citations)...)
		if p := x.programmes[r.Programme]; p != nil {
			days = append(days, datedDays(x, p.Name)...)
		}
		if o := x.organisations[r.Organisation]; o != nil {
			days = append(days, datedDays(x, o.Name)...)
		}
	}
	return days
}

// attributedDays gives the days on which the names in citations change.
func (x *index) attributedDays(cs []Citation) (days []Day) {
	for _, c := range cs {
		if o := x.organisations[c.AttributedTo]; o != nil {
			days = append(days, datedDays(x, o.Name)...)
		}
	}
	return days
}
