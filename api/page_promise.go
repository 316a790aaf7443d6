package api

import (
	"fmt"
	"slices"

	"jalons/internal/dataset"
)

// promiseView is a promise with all that was said of it.
type promiseView struct {
	ID, Label, Type, Programme, Name string // Name is that of the programme
	Timeliness, Class                string // in words; of the colour
	FirstDue, Due, Met               dateView
	Moved                            string // slippage in words
	Measure                          string
	Said                             []saying
}

func fillPromises(c *call, p *page, b *programmeBody) error {
	rows, err := rowsFor(c, milestones, "programme", b.ID, "sort", "first_due")
	if err != nil || len(rows) == 0 {
		return err
	}
	said, err := rowsFor(c, statements, "programme", b.ID, "sort", "position")
	if err != nil {
		return err
	}
	items, err := itemsFor(c, statements, "programme", b.ID)
	if err != nil {
		return err
	}
	for i := range rows {
		view := c.promise(&rows[i])
		for j := range said {
			if said[j].Milestone != rows[i].ID {
				continue
			}
			s, err := c.sayStatement(&said[j], items[said[j].ID])
			if err != nil {
				return err
			}
			view.Said = append(view.Said, s)
		}
		b.Told += len(view.Said)
		b.Promises = append(b.Promises, view)
	}
	if slices.ContainsFunc(rows, func(r milestoneRow) bool { return !r.FirstDue.IsZero() || !r.MetOn.IsZero() }) {
		b.PromisesChart, err = figureOf(c, p, promisesDrawing, c.in("De la promesse au résultat : "+b.Name, "From promise to outcome: "+b.Name), "programme", b.ID)
	}
	p.offer(c.in("Promesses", "Promises"), "/v1/milestones", "programme", b.ID, "sort", "first_due")
	p.offer(c.in("Tout ce qui en a été dit", "All that was said of them"), "/v1/statements", "programme", b.ID, "sort", "position")
	return err
}

// classes give the colour of a timeliness.
var classes = map[string]string{"early": "good", "on_time": "good", "late": "bad", "overdue": "bad", "pending": "open", "undetermined": "open", "unplanned": "plain", "cancelled": "plain"}

// cancelled is what stands for a promise without a timeliness.
const cancelled = "cancelled"

// timelinessOf gives the timeliness of a promise, or that it was cancelled.
func timelinessOf(r *milestoneRow) string {
	if r.Timeliness == "" {
		return cancelled
	}
	return r.Timeliness
}

// judged gives a timeliness in words.
func (c *call) judged(word string) string {
	if word == cancelled {
		return c.word("milestone_status", cancelled)
	}
	return c.word("timeliness", word)
}

func (c *call) promise(r *milestoneRow) promiseView {
	v := promiseView{ID: r.ID, Label: r.Label.In(c.lang), Type: c.word("milestone_type", r.Type), Programme: r.Programme,
		FirstDue: c.date(r.FirstDue), Due: c.date(r.Due), Met: c.date(r.MetOn), Moved: c.slipped(r), Measure: r.MeasureDisplay.In(c.lang)}
	v.Timeliness, v.Class = c.judged(timelinessOf(r)), classes[timelinessOf(r)]
	return v
}

// slipped puts a slippage into words, by the least that the dates allow: "at
// least 335 days". Where they allow none, it is "".
func (c *call) slipped(r *milestoneRow) string {
	least, most := r.SlippageDaysMin, r.SlippageDaysMax
	if least == nil || most == nil {
		return ""
	}
	form, days := "%s", *least
	switch {
	case *most < 0: // ahead, by the least
		form, days = c.in("%s d'avance", "%s ahead"), -*most
	case *least <= 0:
		return ""
	}
	words := dataset.Decimal(float64(days), c.lang) + c.in("\u00a0jours", " days")
	if days == 1 {
		words = c.in("1\u00a0jour", "1 day")
	}
	if *least != *most {
		words = c.in("au moins ", "at least ") + words
	}
	return fmt.Sprintf(form, words)
}
