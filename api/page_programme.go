package api

import (
	"encoding/json"
	"fmt"
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
	Relations                                          []relationView
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
	if len(more.History.Name) > 1 {
		for _, n := range more.History.Name {
			b.Names = append(b.Names, namedThen{n.Value, c.date(n.StatedOn)})
		}
	}
	return nil
}

func fillTimeline(c *call, p *page, b *programmeBody) error {
	rows, err := rowsFor(c, timeline, "programme", b.ID)
	if err != nil || len(rows) == 0 {
		return err
	}
	b.Timeline = p.figure("timeline", c.in("Chronologie : "+b.Name, "Timeline: "+b.Name), "programme", b.ID)
	p.offer(c.in("Chronologie", "Timeline"), "/v1/timeline", "programme", b.ID)
	return nil
}

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
		b.PromisesChart = p.figure("promises", c.in("De la promesse au résultat : "+b.Name, "From promise to outcome: "+b.Name), "programme", b.ID)
	}
	p.offer(c.in("Promesses", "Promises"), "/v1/milestones", "programme", b.ID, "sort", "first_due")
	p.offer(c.in("Tout ce qui en a été dit", "All that was said of them"), "/v1/statements", "programme", b.ID, "sort", "position")
	return nil
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

// sumView is a sum of money of one flow.
type sumView struct {
	Flow, Sum string
	Added     int
	Left      []countOf // rows left out, by the reason
}

// countOf is a number of things of one sort.
type countOf struct {
	Count int
	Label string
}

// leftWords say why a sum leaves a row out.
var leftWords = map[string]dataset.Text{
	"alternative":  {FR: "chiffre rival d'un autre, qui compte", EN: "rival of another figure, which counts"},
	"contested":    {FR: "chiffres rivaux dont aucun n'est préféré", EN: "rival figures of which none is preferred"},
	"inside_whole": {FR: "compris dans un montant qui compte", EN: "inside an amount that counts"},
	"no_amount":    {FR: "sans montant", EN: "without an amount"},
	"rate":         {FR: "montant par mois, par an ou par unité", EN: "amount per month, year or unit"},
	"spans_years":  {FR: "sur plusieurs années", EN: "over several years"},
	"undated":      {FR: "sans période", EN: "without a period"},
	"deprecated":   {FR: "écarté", EN: "deprecated"},
}

func fillMoney(c *call, p *page, b *programmeBody) error {
	rows, err := rowsFor(c, funding, "programme", b.ID, "sort", "stated_on")
	if err != nil || len(rows) == 0 {
		return err
	}
	items, err := itemsFor(c, funding, "programme", b.ID)
	if err != nil {
		return err
	}
	for i := range rows {
		s, err := c.sayFunding(&rows[i], items[rows[i].ID])
		if err != nil {
			return err
		}
		b.Money = append(b.Money, s)
	}
	b.Told += len(rows)
	sums, err := c.sums(rows, dataset.ByFlow)
	if err != nil {
		return err
	}
	for _, s := range sums {
		b.Sums = append(b.Sums, c.sumView(s))
	}
	b.MoneyChart = p.figure("funding", c.in("L'argent, déclaration par déclaration : "+b.Name, "Money, statement by statement: "+b.Name), "programme", b.ID)
	p.offer(c.in("Argent", "Money"), "/v1/funding", "programme", b.ID, "sort", "stated_on")
	p.offer(c.in("Sommes par flux", "Sums by flow"), "/v1/funding/summary", "by", "flow", "programme", b.ID)
	return nil
}

func (c *call) sumView(s dataset.Sum) sumView {
	v := sumView{Flow: c.word("flow", s.Flow), Added: len(s.Added)}
	if len(s.Added) > 0 {
		v.Sum = dataset.Euros(s.SumEUR).In(c.lang)
	}
	for _, l := range s.LeftOut {
		label := leftWords[l.Reason].In(c.lang)
		i := slices.IndexFunc(v.Left, func(n countOf) bool { return n.Label == label })
		if i < 0 {
			v.Left, i = append(v.Left, countOf{Label: label}), len(v.Left)
		}
		v.Left[i].Count++
	}
	return v
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
			v.Chart = p.figure("indicator/"+r.ID, v.Label)
		}
		b.Told += len(v.Said)
		b.Indicators = append(b.Indicators, v)
	}
	p.offer(c.in("Indicateurs", "Indicators"), "/v1/indicators", "programme", b.ID)
	p.offer(c.in("Valeurs", "Values"), "/v1/observations", "programme", b.ID, "sort", "as_of,stated_on")
	return nil
}
