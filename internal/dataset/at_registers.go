package dataset

func (x *index) programmeAt(p *Programme, day Day) (ProgrammeRow, bool) {
	known, named := x.knownProgramme[p.ID]
	if !named || known > day {
		return ProgrammeRow{}, false
	}
	row := ProgrammeRow{
		ID: p.ID, Name: nameAt(x, p.Name, day), Acronym: valueAt(x, p.Acronym, day), Aliases: p.Aliases, Kind: p.Kind, Summary: p.Summary,
		Status: valueAt(x, p.Status, day), StartDate: valueAt(x, p.StartDate, day), EndDate: valueAt(x, p.EndDate, day),
		Homepage: p.Homepage, Themes: p.Themes, Cited: x.cited(x.firstCitation["programmes/"+p.ID]),
		Item: ProgrammeItem{
			Relations:     x.relationRows(p.Relations, day),
			Organisations: x.roleRows(p.Organisations, day),
			Citations:     x.citationRows(p.Citations, x.looseDays(p.Citations), day),
			History: ProgrammeHistory{
				Name: historyAt(x, p.Name, day, same), Acronym: historyAt(x, p.Acronym, day, codeText), Status: historyAt(x, p.Status, day, codeText),
				StartDate: historyAt(x, p.StartDate, day, dateText), EndDate: historyAt(x, p.EndDate, day, dateText),
			},
		},
	}
	return row, true
}

func (x *index) programmeDays(p *Programme) []Day {
	days := []Day{x.knownProgramme[p.ID]}
	for _, more := range [][]Day{
		historyDays(x, p.Name), historyDays(x, p.Acronym), historyDays(x, p.Status), historyDays(x, p.StartDate), historyDays(x, p.EndDate),
		x.looseChanges(p.Citations), x.relationDays(p.Relations),
	} {
		days = append(days, more...)
	}
	for _, r := range p.Organisations {
		days = append(days, x.looseChanges(r.Citations)...)
		days = append(days, x.organisationNameDays(r.Organisation)...)
	}
	return days
}

func (x *index) roleRows(rs []Role, day Day) []RoleRow {
	rows := []RoleRow{}
	for _, r := range rs {
		if days := x.looseDays(r.Citations); firstDay(days) <= day {
			rows = append(rows, RoleRow{r.Organisation, x.organisationName(r.Organisation, day), r.Role, r.Basis, x.citationRows(r.Citations, days, day)})
		}
	}
	return rows
}

func (x *index) organisationAt(o *Organisation, day Day) (OrganisationRow, bool) {
	known, named := x.knownOrganisation[o.ID]
	if !named || known > day {
		return OrganisationRow{}, false
	}
	return OrganisationRow{
		ID: o.ID, Name: nameAt(x, o.Name, day), Acronym: valueAt(x, o.Acronym, day), Aliases: o.Aliases, Kind: o.Kind,
		Founded: valueAt(x, o.Founded, day), Dissolved: valueAt(x, o.Dissolved, day), Homepage: o.Homepage, Siren: o.Siren,
		Cited: x.cited(x.firstCitation["organisations/"+o.ID]),
		Item: OrganisationItem{
			Relations: x.relationRows(o.Relations, day),
			Citations: x.citationRows(o.Citations, x.looseDays(o.Citations), day),
			History: OrganisationHistory{
				Name: historyAt(x, o.Name, day, same), Acronym: historyAt(x, o.Acronym, day, codeText),
				Founded: historyAt(x, o.Founded, day, dateText), Dissolved: historyAt(x, o.Dissolved, day, dateText),
			},
		},
	}, true
}

func (x *index) organisationDays(o *Organisation) []Day {
	days := []Day{x.knownOrganisation[o.ID]}
	for _, more := range [][]Day{
		historyDays(x, o.Name), historyDays(x, o.Acronym), historyDays(x, o.Founded), historyDays(x, o.Dissolved),
		x.looseChanges(o.Citations), x.relationDays(o.Relations),
	} {
		days = append(days, more...)
	}
	return days
}

func (x *index) personAt(p *Person, day Day) (PersonRow, bool) {
	known, named := x.knownPerson[p.ID]
	if !named || known > day {
		return PersonRow{}, false
	}
	row := PersonRow{ID: p.ID, Name: p.Name, Cited: x.cited(x.firstCitation["people/"+p.ID]), Item: PersonItem{[]MandateRow{}}}
	for _, m := range p.Mandates {
		if days := x.looseDays(m.Citations); firstDay(days) <= day {
			row.Item.Mandates = append(row.Item.Mandates, MandateRow{
				m.Organisation, x.organisationName(m.Organisation, day), m.Role, m.StartDate, m.EndDate, x.citationRows(m.Citations, days, day)})
		}
	}
	return row, true
}

func (x *index) personDays(p *Person) []Day {
	days := []Day{x.knownPerson[p.ID]}
	for _, m := range p.Mandates {
		days = append(days, x.looseChanges(m.Citations)...)
		days = append(days, x.organisationNameDays(m.Organisation)...)
	}
	return days
}

func (x *index) sourceAt(s *Source, day Day) (SourceRow, bool) {
	known, named := x.knownSource[s.ID]
	if !named || known > day {
		return SourceRow{}, false
	}
	return SourceRow{
		ID: s.ID, Title: s.Title, Publisher: s.Publisher, Authors: s.Authors, Speakers: s.Speakers, Kind: s.Kind, Tier: s.Tier,
		Language: s.Language, PublishedOn: s.PublishedOn, DatedByContent: s.DatedByContent, UpdatedOn: s.UpdatedOn,
		URL: s.URL, ArchivedURL: s.ArchivedURL, AccessedOn: s.AccessedOn,
	}, true
}

func (x *index) sourceDays(s *Source) []Day { return []Day{x.knownSource[s.ID]} }

func (x *index) termAt(t *Term, day Day) (TermRow, bool) {
	days := x.looseDays(t.Citations)
	if firstDay(days) > day {
		return TermRow{}, false
	}
	row := TermRow{ID: t.ID, Acronym: t.Acronym, Expansion: t.Expansion, Definition: t.Definition}
	for i := range t.Citations {
		if days[i] <= day {
			row.Cited = x.cited(&t.Citations[i])
			break
		}
	}
	row.Item.Citations = x.citationRows(t.Citations, days, day)
	return row, true
}

func (x *index) termDays(t *Term) []Day { return x.looseChanges(t.Citations) }

func (x *index) exclusionAt(e *Exclusion, day Day) (ExclusionRow, bool) {
	if x.exclusionDay(e) > day {
		return ExclusionRow{}, false
	}
	row := ExclusionRow{ID: e.ID, Claim: e.Claim, Reason: e.Reason, RecordedOn: e.RecordedOn}
	if e.Source != "" {
		row.Cited = x.cited(&Citation{Source: e.Source, Locator: e.Locator})
	}
	return row, true
}

// exclusionDay: the claim is known when its source is; without a source that
// has a day, from the day on which we recorded it.
func (x *index) exclusionDay(e *Exclusion) Day {
	if day := x.sourceDay(e.Source); day != never {
		return day
	}
	return e.RecordedOn
}

func (x *index) exclusionDays(e *Exclusion) []Day { return []Day{x.exclusionDay(e)} }

func (x *index) correctionAt(c *Correction, day Day) (CorrectionRow, bool) {
	return CorrectionRow{ID: c.ID, Target: c.Target, Previous: c.Previous, Corrected: c.Corrected, Reason: c.Reason, Date: c.Date}, c.Date <= day
}

func (x *index) correctionDays(c *Correction) []Day { return []Day{c.Date} }
