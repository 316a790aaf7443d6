package datasettest

import (
	"fmt"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

func (g *generator) programme() {
	p := &dataset.Programme{ID: g.id("programme"), RecordedOn: lastDay, Name: g.names("Programme"), Acronym: g.acronyms(),
		Kind: g.word("programme_kind"), Summary: text("Un programme.", "A programme."), Themes: some(g, g.d.Codes.Words("theme"), 3), Citations: g.citations()}
	if g.chance(50) {
		p.Status = history(g, func() string { return g.word("programme_status") })
		p.StartDate = history(g, func() dataset.Date { return g.around(g.day(firstDay, lastDay), lastDay) })
	}
	for _, other := range some(g, g.d.Programmes, 3) {
		p.Relations = append(p.Relations, dataset.Relation{Type: g.word("relation_type"), Programme: other.ID, Basis: g.word("basis"), Citations: g.citations()})
	}
	for _, o := range some(g, g.d.Organisations, 3) {
		p.Organisations = append(p.Organisations, dataset.Role{Organisation: o.ID, Role: g.word("organisation_role"), Basis: g.word("basis"), Citations: g.citations()})
	}
	g.d.Programmes = append(g.d.Programmes, p)
	for range g.IntN(4) {
		g.question(p)
	}
	for range g.IntN(3) {
		p.Funding = append(p.Funding, g.funding(p))
	}
	for range 1 + g.IntN(3) {
		p.Indicators = append(p.Indicators, g.indicator(p))
	}
	for range 1 + g.IntN(5) {
		p.Milestones = append(p.Milestones, g.milestone(p))
	}
}

// said tells when a thing was said, in a day that is known from one day on: by
// the date of the document, or earlier, as the document quotes it.
func (g *generator) said(from dataset.Day) dataset.Said {
	g.made++
	s := dataset.Said{RecordedOn: lastDay}
	if g.chance(20) {
		s.Note = g.label("Remarque")
	}
	if g.chance(20) {
		s.VerifiedOn, s.VerifiedHow = lastDay, g.word("verified_how")
	}
	for range 20 {
		source := g.read()
		date, basis := source.PublishedOn, "published"
		if date.IsZero() {
			date, basis = source.DatedByContent, "deduced"
		}
		if !date.IsZero() && date.Latest() >= from && g.chance(50) {
			s.StatedOn, s.StatedOnBasis, s.Citations = date, basis, g.citing(source)
			return s
		}
	}
	s.StatedOn, s.StatedOnBasis = g.around(g.day(from, min(from+900, lastDay)), lastDay), "quoted"
	source := g.read()
	for !source.PublishedOn.IsZero() && source.PublishedOn.Latest() < s.StatedOn.Earliest() {
		source = g.read()
	}
	s.Citations = g.citing(source)
	return s
}

// question makes rival answers to one question, of one scope or two.
func (g *generator) question(p *dataset.Programme) {
	q := dataset.Named{ID: g.id("question"), Label: g.label("Combien")}
	p.Questions = append(p.Questions, q)
	scopes := []string{"", g.id("perimetre")}
	preferred, scoped := g.IntN(6), false
	for i := range 1 + g.IntN(4) {
		f := g.funding(p)
		f.Question, f.Scope = q.ID, pick(g, scopes)
		scoped = scoped || f.Scope != ""
		if g.chance(70) {
			f.Flow, f.Per = "announced", ""
		}
		if i == preferred {
			f.Ranked = dataset.Ranked{Rank: "preferred", RankReason: text("Contrôlé.", "Audited.")}
		}
		p.Funding = append(p.Funding, f)
	}
	if scoped {
		p.Scopes = append(p.Scopes, dataset.Named{ID: scopes[1], Label: g.label("Périmètre")})
	}
}

func (g *generator) funding(p *dataset.Programme) *dataset.Funding {
	f := &dataset.Funding{ID: g.id("somme"), Programme: p.ID, Label: g.label("Somme"), Flow: g.word("flow"), Basis: g.word("funding_basis"),
		Ranked: g.rank(), Said: g.said(firstDay)}
	g.amount(f)
	if g.chance(50) {
		f.Period = g.anyDate()
	}
	for _, other := range some(g, g.d.Programmes, 2) {
		if other != p {
			f.AlsoConcerns = append(f.AlsoConcerns, other.ID)
		}
	}
	for _, o := range some(g, g.d.Organisations, 2) {
		f.Providers = append(f.Providers, o.ID)
	}
	for _, o := range some(g, g.d.Organisations, 1) {
		f.Recipients = append(f.Recipients, o.ID)
	}
	if whole := pick(g, g.d.Programmes); g.chance(50) && len(whole.Funding) > 0 {
		g.part(f, pick(g, whole.Funding))
	}
	return f
}

// rank is seldom other than normal.
func (g *generator) rank() dataset.Ranked {
	if g.chance(8) {
		return dataset.Ranked{Rank: "deprecated", RankReason: text("Corrigé depuis.", "Corrected since.")}
	}
	return dataset.Ranked{Rank: "normal"}
}

func (g *generator) amount(f *dataset.Funding) {
	v := int64(1+g.IntN(40)) * 10_000_000
	switch g.IntN(10) {
	case 0:
		f.Qualifier = g.word("qualifier")
	case 1:
		high := v + int64(g.IntN(1e9))
		f.AmountMin, f.AmountMax, f.Modifier = &v, &high, "between"
	default:
		f.AmountEUR, f.Modifier = &v, g.hedge()
		if g.chance(10) {
			f.Per = g.word("per")
		}
	}
}

// hedge gives a modifier of a single value.
func (g *generator) hedge() string {
	if m := g.word("modifier"); m != "between" && g.chance(60) {
		return m
	}
	return "as_stated"
}

// part puts a row into a whole that was made before it, so that no circle
// closes, and takes care not to exceed it.
func (g *generator) part(f, whole *dataset.Funding) {
	f.PartOf, f.PartOfBasis = whole.ID, g.word("part_of_basis")
	if g.chance(80) {
		f.Flow = whole.Flow
	}
	if f.AmountEUR != nil && whole.AmountEUR != nil {
		v := *whole.AmountEUR / 2
		f.AmountEUR = &v
	}
}

func (g *generator) indicator(p *dataset.Programme) *dataset.Indicator {
	i := &dataset.Indicator{ID: g.id("indicateur"), Programme: p.ID, Label: g.label("Indicateur"), Unit: "account", Kind: g.word("indicator_kind"), Definition: g.label("Ce qui est compté")}
	if g.chance(80) {
		ascending := g.chance(50)
		i.Ascending = &ascending
	}
	switch i.Kind {
	case "flow":
		i.PeriodUnit = g.word("period_unit")
	case "rate":
		i.Unit, i.Denominator = "%", text("population", "population")
	}
	times := []dataset.Date{{}, g.around(g.day(firstDay, lastDay), edtf.Max), g.around(g.day(firstDay, lastDay), edtf.Max)}
	for range 1 + g.IntN(5) {
		i.Observations = append(i.Observations, g.observation(pick(g, times)))
	}
	return i
}

func (g *generator) observation(asOf dataset.Date) *dataset.Observation {
	v := float64(g.IntN(8)*10) + 0.5
	o := &dataset.Observation{ID: g.id("valeur"), AsOf: asOf, Nature: g.word("nature"), Said: g.said(firstDay)}
	if o.AsOf.Earliest() > o.StatedOn.Latest() {
		o.Nature = "target"
	}
	if g.chance(15) {
		high := v + 10
		o.ValueMin, o.ValueMax, o.Modifier = &v, &high, "between"
		return o
	}
	o.Value, o.Modifier = &v, g.hedge()
	return o
}

// rest makes the glossary, what was refused and what was put right, and cites
// the sources that nothing cites yet.
func (g *generator) rest() {
	for range 2 + g.IntN(4) {
		g.d.Glossary = append(g.d.Glossary, &dataset.Term{ID: g.id("sigle"), Acronym: "ABC", Expansion: g.label("Terme"), Citations: g.citations()})
		source := g.read()
		g.cited[source.ID] = true
		g.d.Exclusions = append(g.d.Exclusions, &dataset.Exclusion{ID: g.id("refus"), Claim: g.label("Affirmation"), Source: source.ID, Locator: "§1",
			Reason: text("De seconde main.", "Second hand."), RecordedOn: g.day(lastDay-30, lastDay)})
		g.d.Corrections = append(g.d.Corrections, &dataset.Correction{ID: g.id("correction"), Target: pick(g, g.d.Programmes).ID, Previous: text("Avant", "Before"),
			Corrected: text("Après", "After"), Reason: text("Faute de frappe.", "A slip of the keyboard."), Date: g.day(lastDay-30, lastDay)})
	}
	for i, s := range g.d.Sources {
		if g.cited[s.ID] {
			continue
		}
		p := g.d.Programmes[i%len(g.d.Programmes)]
		c := dataset.Citation{Source: s.ID, Locator: fmt.Sprintf("§%d", i)}
		if s.AccessedOn == 0 {
			c = dataset.Citation{Source: g.d.Sources[0].ID, Locator: c.Locator, Original: s.ID}
		}
		p.Citations = append(p.Citations, c)
	}
}
