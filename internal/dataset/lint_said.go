package dataset

import "jalons/internal/edtf"

// citation judges where a thing is said to stand.
func (l *linter) citation(at Pos, c *Citation) {
	if id := c.AttributedTo; id != "" && id != authorWord && l.people[id] == nil && l.organisations[id] == nil {
		names := append(append([]string{authorWord}, l.idsOf("people")...), l.idsOf("organisations")...)
		l.find("unknown-reference", at.key("attributed_to"), Nearest(id, names), "%q is neither a person, nor an organisation, nor the word author", id)
	}
	if c.Original != "" && c.Original == c.Source {
		l.find("self-reference", at.key("original"), "", "a document is not its own original")
	}
	if s := l.sources[c.Source]; s != nil && s.AccessedOn == 0 {
		l.find("unread-source", at.key("source"), "cite the document that was read, and name this one as its original",
			"%s bears no accessed_on: it is only named by others, and what was not read can't be cited", c.Source)
	}
}

// said judges when a statement was said, and when it was looked at.
func (l *linter) said(at Pos, s *Said) {
	if len(s.Citations) > 0 {
		l.statedOn(at, s, l.sources[s.Citations[0].Source])
	}
	switch said := s.known(); {
	case (s.VerifiedOn == 0) != (s.VerifiedHow == ""):
		l.find("verified-by-half", at.key("verified_on"), "", "verified_on and verified_how stand together")
	case s.VerifiedOn != 0 && said != edtf.Max && s.VerifiedOn < said:
		l.find("verified-before-said", at.key("verified_on"), "", "read again on %s, before it was said (%s)", s.VerifiedOn, s.StatedOn)
	}
	if s.RecordedOn != 0 && !s.StatedOn.IsZero() && s.RecordedOn < s.StatedOn.Earliest() {
		l.find("recorded-before-said", at.key("recorded_on"), "", "entered on %s, before it was said (%s)", s.RecordedOn, s.StatedOn)
	}
}

func (l *linter) statedOn(at Pos, s *Said, source *Source) {
	switch at := at.key("stated_on"); {
	case s.StatedOn.IsZero() && s.StatedOnBasis != "":
		l.find("stated-on-basis", at, "", "stated_on_basis stands without stated_on: write both, or neither")
	case s.StatedOn.IsZero() && source != nil:
		l.find("undated-statement", at, "", "%s bears no date: write stated_on, or the dated_by_content of the source", source.ID)
	case s.StatedOn.IsZero():
	case source != nil && (s.StatedOn == source.PublishedOn || s.StatedOn == source.DatedByContent) && s.StatedOn.Latest() > l.Info.UpdatedOn:
		// what is wrong with the day is found at the source
	case s.StatedOn.Latest() == edtf.Max:
		l.open(at, s.StatedOn)
	case s.StatedOnBasis == "":
		l.find("stated-on-basis", at, "", "stated_on stands without stated_on_basis")
	case source != nil:
		l.saidIn(at, s, source)
	}
}

// open refuses a date without an end: from when would it be known?
func (l *linter) open(at Pos, date Date) {
	l.find("open-date", at, date.Earliest().String()+"/"+l.Info.UpdatedOn.String(), "%s has no end, so no day from which it is known", date)
}

// saidIn holds the day on which a thing was said against the document in which
// it was read.
func (l *linter) saidIn(at Pos, s *Said, source *Source) {
	l.notAfter(at, s.StatedOn.Latest())
	published, updated := source.PublishedOn, edtf.On(source.UpdatedOn)
	last := source.AccessedOn
	if s.StatedOnBasis == "quoted" && !published.IsZero() {
		last = max(published.Latest(), source.UpdatedOn)
	}
	switch {
	case last != 0 && s.StatedOn.Earliest() > last:
		l.find("said-after-source", at, "", "said on %s, but %s, where it stands, is of %s", s.StatedOn, source.ID, last)
	case s.StatedOnBasis != "published":
	case source.UpdatedOn != 0 && updated.Overlaps(s.StatedOn):
	case published.IsZero():
		l.find("stated-on-basis", at, "", "published, says the basis, but %s bears no published_on", source.ID)
	case !published.Overlaps(s.StatedOn):
		l.find("stated-on-basis", at, "stated_on_basis: quoted", "published, says the basis, but %s is of %s", source.ID, published)
	}
}

// ranked judges the editors' choice.
func (l *linter) ranked(at Pos, r *Ranked) {
	if (r.Rank == rankPreferred || r.Rank == rankDeprecated) && r.RankReason.FR == "" {
		l.find("rank-without-reason", at.key("rank_reason"), "", "%s without its reason", r.Rank)
	}
}
