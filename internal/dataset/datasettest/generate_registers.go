package datasettest

import (
	"fmt"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// registers makes the people, sources and organisations that the rest names, so
// many as suits the number of statements.
func (g *generator) registers(statements int) {
	for range 4 + statements/6 {
		g.d.People = append(g.d.People, &dataset.Person{ID: g.id("personne")})
	}
	for range 8 + statements/8 {
		g.source()
	}
	g.cited = map[string]bool{}
	for range 4 + statements/6 {
		g.d.Organisations = append(g.d.Organisations, &dataset.Organisation{ID: g.id("organisme")})
	}
	for i, o := range g.d.Organisations {
		g.organisation(o, g.d.Organisations[:i])
	}
	for _, p := range g.d.People {
		g.person(p)
	}
}

// source makes a document: dated, dated by its content, dated by the day on
// which it was read, or unread.
func (g *generator) source() {
	s := &dataset.Source{ID: g.id("source"), Kind: g.word("source_kind"), Tier: g.word("tier"), Language: "fr", AccessedOn: lastDay}
	s.Title, s.URL = fmt.Sprintf("Document %d", g.ids), fmt.Sprintf("https://example.org/%d", g.ids)
	day := g.day(firstDay, lastDay)
	switch n := g.IntN(10); {
	case n < 6:
		s.PublishedOn = g.around(day, lastDay)
		if g.chance(20) {
			s.UpdatedOn = g.day(s.PublishedOn.Latest(), lastDay)
		}
	case n < 8:
		s.DatedByContent = edtf.Between(day, g.day(day, min(day+400, lastDay)))
	case n == 8:
		s.PublishedOn, s.AccessedOn = g.around(day, lastDay), 0
	}
	if len(g.d.Sources) == 0 { // one can quote everything
		s.PublishedOn, s.DatedByContent, s.AccessedOn = dataset.Date{}, dataset.Date{}, lastDay
	}
	for _, p := range some(g, g.d.People, 2) {
		s.Speakers = append(s.Speakers, p.ID)
	}
	g.d.Sources = append(g.d.Sources, s)
}

// read gives a source that was read.
func (g *generator) read() *dataset.Source {
	for {
		if s := pick(g, g.d.Sources); s.AccessedOn != 0 {
			return s
		}
	}
}

// citation cites a source, at a place of its own.
func (g *generator) citation(s *dataset.Source) dataset.Citation {
	g.ids++
	c := dataset.Citation{Source: s.ID, Locator: fmt.Sprintf("§%d", g.ids)}
	g.cited[s.ID] = true
	switch g.IntN(6) {
	case 0:
		c.AttributedTo = "author"
	case 1:
		c.AttributedTo = pick(g, g.d.People).ID
	case 2, 3:
		c.AttributedTo = pick(g, g.d.Organisations).ID
	}
	if original := pick(g, g.d.Sources); g.chance(20) && original != s {
		c.Original = original.ID
		g.cited[original.ID] = true
	}
	return c
}

func (g *generator) citations() []dataset.Citation { return g.citing(g.read()) }

// citing gives a citation of a source, and often further ones.
func (g *generator) citing(s *dataset.Source) []dataset.Citation {
	cs := []dataset.Citation{g.citation(s)}
	for g.chance(30) {
		cs = append(cs, g.citation(g.read()))
	}
	return cs
}

// history gives some values of a dated fact, with their citations.
func history[T any](g *generator, value func() T) (h dataset.History[T]) {
	for range 1 + g.IntN(3) {
		v := dataset.Dated[T]{Value: value(), Citations: g.citations()}
		if g.chance(40) {
			v.StatedOn = g.around(g.day(firstDay, lastDay), lastDay)
		}
		h = append(h, v)
	}
	return h
}

// names gives names that change, or one that was always there.
func (g *generator) names(of string) dataset.History[dataset.Text] {
	name := func() dataset.Text {
		g.ids++
		return g.label(of)
	}
	if g.chance(40) {
		return dataset.History[dataset.Text]{{Value: name()}}
	}
	return history(g, name)
}

func (g *generator) acronyms() dataset.History[string] {
	switch g.IntN(3) {
	case 0:
		return nil
	case 1:
		return dataset.History[string]{{Value: "ABC"}}
	}
	return history(g, func() string { return fmt.Sprintf("A%d", g.IntN(1000)) })
}

func (g *generator) organisation(o *dataset.Organisation, earlier []*dataset.Organisation) {
	o.Name, o.Acronym, o.Kind = g.names("Organisme"), g.acronyms(), g.word("organisation_kind")
	if g.chance(50) {
		o.Founded = history(g, func() dataset.Date { return g.around(g.day(firstDay-9000, firstDay), lastDay) })
	}
	for _, other := range some(g, earlier, 2) {
		o.Relations = append(o.Relations, dataset.Relation{Type: g.word("organisation_relation_type"), Organisation: other.ID,
			Basis: g.word("basis"), Citations: g.citations()})
	}
	o.Citations = g.citations()
}

func (g *generator) person(p *dataset.Person) {
	p.Name = "Personne " + p.ID
	for range 1 + g.IntN(2) {
		m := dataset.Mandate{Role: g.label("Rôle"), Citations: g.citations()}
		if g.chance(70) {
			m.Organisation = pick(g, g.d.Organisations).ID
		}
		if g.chance(50) {
			m.StartDate = g.around(g.day(firstDay, lastDay), lastDay)
		}
		p.Mandates = append(p.Mandates, m)
	}
}
