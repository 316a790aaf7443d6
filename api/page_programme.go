package api

import (
	"encoding/json"
	"slices"

	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// programmePage is the dossier of one programme: all that is known of it.
var programmePage = sitePage{path: "/programmes/:id", file: "programme.html", fill: fillProgramme}

type programmeBody struct {
	ID, Name, Acronym, Kind, Summary, Status, Homepage string
	Aliases, Themes                                    []string
	Start, End                                         string
	Names                                              []namedThen
	Roles                                              []roleView
	Relations, Parts                                   []relationView
	Timeline, PromisesChart, MoneyChart                *figure
	Promises                                           []promiseView
	Sums                                               []sumView
	Money                                              []saying
	Indicators                                         []indicatorView
	Conflicts                                          []conflictView
	Told                                               int // statements, rows of money and values
}

// namedThen is a name that the programme had.
type namedThen struct {
	Value string
	Said  dateView
}

type roleView struct{ Role, Organisation, ID string }

type relationView struct{ Type, Name, ID string }

// programmeMore is what a page reads of a programme's item.
type programmeMore struct {
	Relations     []struct{ Type, Programme, Name string }
	Organisations []struct{ Organisation, Name, Role string }
	History       struct {
		Name []struct {
			Value    string
			StatedOn dataset.Date `json:"stated_on"`
		}
	}
}

func fillProgramme(c *call, p *page) error {
	id := c.Param("id")
	row, item, found, err := store.Get[programmeRow](c.ctx(), c.data, id, c.day, c.lang)
	if err != nil {
		return err
	}
	if !found {
		return c.errNoSuchPage(id)
	}
	b := &programmeBody{ID: id, Name: row.Name.In(c.lang), Acronym: row.Acronym, Kind: c.word("programme_kind", row.Kind), Summary: row.Summary.In(c.lang),
		Homepage: row.Homepage, Aliases: row.Aliases, Start: cite.Date(row.StartDate, c.lang), End: cite.Date(row.EndDate, c.lang)}
	if row.Status != "" {
		b.Status = c.word("programme_status", row.Status)
	}
	for _, theme := range row.Themes {
		b.Themes = append(b.Themes, c.word("theme", theme))
	}
	if err := b.more(c, item); err != nil {
		return err
	}
	p.Body = b
	p.Title = b.Name
	if b.Acronym != "" && b.Acronym != b.Name {
		p.Title += " (" + b.Acronym + ")"
	}
	p.Title += french(c.in(" : promesses, argent, résultats · Jalons", ": promises, money, outcomes · Jalons"), c.lang)
	p.Description = b.Summary
	p.offer(c.in("Le programme en entier", "The whole programme"), "/v1/programmes/"+id)
	for _, fill := range []func(*call, *page, *programmeBody) error{fillTimeline, fillPromises, fillMoney, fillIndicators, fillConflicts} {
		if err := fill(c, p, b); err != nil {
			return err
		}
	}
	return nil
}

// more reads what only the item has.
func (b *programmeBody) more(c *call, item string) error {
	var more programmeMore
	if err := json.Unmarshal([]byte(item), &more); err != nil {
		return err
	}
	for _, r := range more.Relations {
		b.Relations = append(b.Relations, relationView{c.word("relation_type", r.Type), r.Name, r.Programme})
	}
	for _, r := range more.Organisations {
		b.Roles = append(b.Roles, roleView{c.word("organisation_role", r.Role), r.Name, r.Organisation})
	}
	if err := b.parts(c); err != nil {
		return err
	}
	if len(more.History.Name) > 1 {
		for _, n := range more.History.Name {
			b.Names = append(b.Names, namedThen{n.Value, c.date(n.StatedOn)})
		}
	}
	return nil
}

// parts names the programmes that are part of this one.
func (b *programmeBody) parts(c *call) error {
	parts, err := c.parts()
	if err != nil || parts[b.ID] == nil {
		return err
	}
	names, err := c.labels(dataset.ByProgramme)
	for _, id := range slices.Sorted(slices.Values(parts[b.ID])) {
		b.Parts = append(b.Parts, relationView{Name: names[id], ID: id})
	}
	return err
}

func fillTimeline(c *call, p *page, b *programmeBody) error {
	rows, err := rowsFor(c, timeline, "programme", b.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	b.Timeline, err = figureOf(c, p, timelineDrawing, c.in("Chronologie : "+b.Name, "Timeline: "+b.Name), "programme", b.ID)
	p.offer(c.in("Chronologie", "Timeline"), "/v1/timeline", "programme", b.ID)
	return err
}

// indicatorView is an indicator with its values.
type indicatorView struct {
	ID, Label, Definition, Denominator string
	Chart                              *figure
	Said                               []saying
}

func fillIndicators(c *call, p *page, b *programmeBody) error {
	rows, err := rowsFor(c, indicators, "programme", b.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	values, err := rowsFor(c, observations, "programme", b.ID, "sort", "as_of,stated_on")
	if err != nil {
		return err
	}
	items, err := itemsFor(c, observations, "programme", b.ID)
	if err != nil {
		return err
	}
	for _, r := range rows {
		v := indicatorView{ID: r.ID, Label: r.Label.In(c.lang), Definition: r.Definition.In(c.lang), Denominator: r.Denominator.In(c.lang)}
		for i := range values {
			if values[i].Indicator != r.ID {
				continue
			}
			s, err := c.sayObservation(&values[i], items[values[i].ID])
			if err != nil {
				return err
			}
			v.Said = append(v.Said, s)
		}
		if len(v.Said) > 1 { // one value is no curve
			if v.Chart, err = figureOf(c, p, indicatorDrawing(&r), v.Label); err != nil {
				return err
			}
		}
		b.Told += len(v.Said)
		b.Indicators = append(b.Indicators, v)
	}
	p.offer(c.in("Indicateurs", "Indicators"), "/v1/indicators", "programme", b.ID)
	p.offer(c.in("Valeurs", "Values"), "/v1/observations", "programme", b.ID, "sort", "as_of,stated_on")
	return nil
}
