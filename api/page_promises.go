package api

import (
	"maps"
	"slices"

	"jalons/internal/dataset"
)

// promisesPage sets promises against outcomes.
var promisesPage = sitePage{path: "/promises", file: "promises.html",
	title: dataset.Text{FR: "Promesses et résultats · Jalons", EN: "Promises and outcomes · Jalons"},
	description: dataset.Text{FR: "Chaque promesse de la santé numérique en France : la date promise d'abord, la date tenue, et l'écart en jours.",
		EN: "Every promise of digital health in France: the date first promised, the date kept, and the gap in days."},
	words: map[string]paramReader{"timeliness": filterOf(milestones, "timeliness"), "programme": filterOf(milestones, "programme")},
	fill:  fillPromisesPage}

// filterOf reads a parameter of a page as the filter of a collection.
func filterOf[R any](c *Collection[R], name string) paramReader {
	return func(p *params, request *call, v pair) *paramFault {
		_, f := c.readFilter(request, p, pair{name, v.value})
		return f
	}
}

type promisesBody struct {
	Timeliness, Programme []choice
	Groups                []promiseGroup
	Total                 int
	Chart                 *figure
}

// choice is an option of a form.
type choice struct {
	Value, Label string
	Chosen       bool
}

// promiseGroup is the promises that fared alike.
type promiseGroup struct {
	tallyView
	Promises []promiseView
}

func fillPromisesPage(c *call, p *page) error {
	words := c.asked("timeliness", "programme")
	rows, err := rowsFor(c, milestones, append(slices.Clone(words), "sort", "-slippage_days_min")...)
	if err != nil {
		return err
	}
	names, err := c.labels(dataset.ByProgramme)
	if err != nil {
		return err
	}
	b := &promisesBody{Total: len(rows), Timeliness: c.timelinessChoices(), Programme: c.programmeChoices(names)}
	for _, t := range c.tallies(rows) {
		g := promiseGroup{tallyView: t}
		for i := range rows {
			if timelinessOf(&rows[i]) == t.Word {
				v := c.promise(&rows[i])
				v.Name = names[v.Programme]
				g.Promises = append(g.Promises, v)
			}
		}
		b.Groups = append(b.Groups, g)
	}
	if len(words) > 0 {
		p.NoIndex = true
		if b.Chart, err = figureOf(c, p, promisesDrawing, p.Title, words...); err != nil {
			return err
		}
	}
	p.Body = b
	p.offer(c.in("Ces promesses", "These promises"), "/v1/milestones", append(slices.Clone(words), "sort", "-slippage_days_min")...)
	p.offer(c.in("Leur compte", "Their count"), "/v1/milestones/summary", words...)
	return nil
}

// asked gives those of the parameters that the address has, as names and values
// in turn.
func (c *call) asked(names ...string) (words []string) {
	for _, v := range c.params.pairs {
		if slices.Contains(names, v.name) {
			words = append(words, v.name, v.value)
		}
	}
	return words
}

func (c *call) timelinessChoices() (out []choice) {
	chosen := c.asked("timeliness")
	for _, word := range dataset.Timeliness {
		if word != cancelled { // which is no timeliness
			out = append(out, choice{word, c.judged(word), slices.Contains(chosen, word)})
		}
	}
	return out
}

func (c *call) programmeChoices(names map[string]string) (out []choice) {
	chosen := c.asked("programme")
	for _, id := range slices.Sorted(maps.Keys(names)) {
		out = append(out, choice{id, names[id], slices.Contains(chosen, id)})
	}
	return out
}
