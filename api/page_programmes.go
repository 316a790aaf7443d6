package api

import (
	"jalons/internal/dataset"
)

// programmesPage lists the programmes.
var programmesPage = sitePage{path: "/programmes", file: "programmes.html",
	title: dataset.Text{FR: "Les programmes · Jalons", EN: "The programmes · Jalons"},
	description: dataset.Text{FR: "Les programmes, plans, services et lois de la santé numérique en France, avec ce qui en a été promis, coûté et mesuré.",
		EN: "The programmes, plans, services and laws of digital health in France, with what was promised, spent and measured."},
	fill: fillProgrammes}

type programmesBody struct{ Groups []programmeGroup }

// programmeGroup is the programmes of one kind.
type programmeGroup struct {
	Kind, ID string
	Lines    []programmeLine
}

// programmeLine is a programme in a list, with how much is known of it.
type programmeLine struct {
	ID, Name, Acronym, Summary, Kind string
	Promises, Money, Values          int
	Past                             int // promises kept late, or past their day
}

// programmeLines gives the programmes with which the API answers the parameters.
func (c *call) programmeLines(words ...string) ([]programmeLine, error) {
	rows, err := rowsFor(c, programmes, words...)
	if err != nil {
		return nil, err
	}
	promises, err := rowsFor(c, milestones)
	if err != nil {
		return nil, err
	}
	money, err := rowsFor(c, funding)
	if err != nil {
		return nil, err
	}
	values, err := rowsFor(c, observations)
	if err != nil {
		return nil, err
	}
	known := map[string]*programmeLine{}
	out := make([]programmeLine, len(rows))
	for i, r := range rows {
		out[i] = programmeLine{ID: r.ID, Name: r.Name.In(c.lang), Acronym: r.Acronym, Summary: r.Summary.In(c.lang), Kind: r.Kind}
		known[r.ID] = &out[i]
	}
	at := func(id string) *programmeLine {
		if line := known[id]; line != nil {
			return line
		}
		return &programmeLine{} // one that was not asked for
	}
	for i := range promises {
		at(promises[i].Programme).Promises++
		if classes[promises[i].Timeliness] == "bad" {
			at(promises[i].Programme).Past++
		}
	}
	for _, r := range money {
		at(r.Programme).Money++
	}
	for _, r := range values {
		at(r.Programme).Values++
	}
	return out, nil
}

func fillProgrammes(c *call, p *page) error {
	lines, err := c.programmeLines("sort", "name")
	if err != nil {
		return err
	}
	b := &programmesBody{}
	for _, kind := range c.data.About.Codes.Words("programme_kind") {
		g := programmeGroup{Kind: c.word("programme_kind", kind), ID: kind}
		for _, line := range lines {
			if line.Kind == kind {
				g.Lines = append(g.Lines, line)
			}
		}
		if g.Lines != nil {
			b.Groups = append(b.Groups, g)
		}
	}
	p.Body = b
	p.offer(c.in("Les programmes", "The programmes"), "/v1/programmes", "sort", "name")
	return nil
}
