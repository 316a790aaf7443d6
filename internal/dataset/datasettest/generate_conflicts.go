package datasettest

import (
	"jalons/internal/dataset"
)

// conflicts declares what contradicts what. To be complete it asks of every
// group of rows within which a rule looks, and keeps those that conflict.
func (g *generator) conflicts() {
	g.d.Conflicts = g.candidates()
	found := map[string]bool{}
	for _, row := range g.d.At(lastDay).Conflicts {
		found[row.ID] = true
	}
	var kept []*dataset.Conflict
	for _, c := range g.d.Conflicts {
		if found[c.ID] {
			kept = append(kept, c)
		}
	}
	g.d.Conflicts = append(kept, g.editorial()...)
}

func (g *generator) candidates() (all []*dataset.Conflict) {
	seen := map[dataset.Match]bool{}
	put := func(kind, about string, m dataset.Match) {
		if seen[m] {
			return
		}
		seen[m] = true
		all = append(all, &dataset.Conflict{ID: g.id("conflit"), Origin: "computed", Kind: kind, About: about, Match: &m,
			Label: g.label("Conflit"), Explanation: text("Les sources divergent.", "The sources differ.")})
	}
	for _, p := range g.d.Programmes {
		for _, f := range p.Funding {
			if f.Question != "" {
				put("value", p.ID, dataset.Match{Question: f.Question, Scope: f.Scope, Flow: f.Flow, Per: f.Per})
			}
		}
		for _, m := range p.Milestones {
			put("date", m.ID, dataset.Match{Milestone: m.ID})
		}
	}
	for _, o := range g.d.At(lastDay).Observations {
		m := dataset.Match{Indicator: o.Indicator, Nature: o.Nature, AsOf: o.AsOf}
		if g.kindOf(o.Indicator) == "count" {
			m.AsOf = dataset.Date{}
		}
		put("value", o.Indicator, m)
	}
	return all
}

func (g *generator) kindOf(indicator string) string {
	if g.kinds == nil {
		g.kinds = map[string]string{}
		for _, p := range g.d.Programmes {
			for _, i := range p.Indicators {
				g.kinds[i.ID] = i.Kind
			}
		}
	}
	return g.kinds[indicator]
}

// editorial declares contradictions that no rule can see: between statements,
// between claims, or between one and the other.
func (g *generator) editorial() (all []*dataset.Conflict) {
	for range 1 + g.made/100 {
		p := pick(g, g.d.Programmes)
		c := &dataset.Conflict{ID: g.id("conflit"), Origin: "editorial", Kind: g.word("conflict_kind"), About: p.ID, Label: g.label("Conflit")}
		for _, f := range some(g, p.Funding, 2) {
			c.Statements = append(c.Statements, f.ID)
		}
		for range 2 {
			c.Claims = append(c.Claims, dataset.Claim{Claim: g.label("Affirmation"), Citations: g.citations()})
		}
		all = append(all, c)
	}
	return all
}
