package api

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// SumRow is one sum of money as served.
type SumRow struct {
	By      *string           `json:"by"`
	Key     *string           `json:"key"`
	Label   *string           `json:"label"`
	Flow    string            `json:"flow"`
	SumEUR  int64             `json:"sum_eur"`
	Count   int               `json:"count"` // rows added
	Added   []string          `json:"added"`
	LeftOut []dataset.LeftOut `json:"left_out"`
}

// TallyRow is what became of one group of promises, as served.
type TallyRow struct {
	By         *string                `json:"by"`
	Key        *string                `json:"key"`
	Label      *string                `json:"label"`
	Count      int                    `json:"count"`
	Timeliness map[string]CountOfRows `json:"timeliness"`
	Slippage   SlippageRow            `json:"slippage"`
}

// CountOfRows is a count with the ids behind it.
type CountOfRows struct {
	Count int      `json:"count"`
	IDs   []string `json:"ids"`
}

// SlippageRow sums up slippage, in days, by the minimum under imprecise dates.
type SlippageRow struct {
	Count       int      `json:"count"`
	MedianDays  *float64 `json:"median_days"`
	LongestDays *int64   `json:"longest_days"`
	LongestID   *string  `json:"longest_id"`
	IDs         []string `json:"ids"`
}

// summary parses the filters of a collection and by=, and no page.
func summary[R any](c *Collection[R], by *string, words ...string) func(*call, []pair) (params, []paramFault) {
	return func(request *call, pairs []pair) (params, []paramFault) {
		readers := maps.Clone(rowWords)
		readers["include_parts"] = readParts
		readers["by"] = func(_ *params, _ *call, v pair) *paramFault { return choose(v, by, words...) }
		return understand(request, pairs, readers, func(p *params, v pair) (bool, *paramFault) { return c.readFilter(request, p, v) },
			slices.DeleteFunc(c.parameters(), func(name string) bool { return name == "sort" || name == "fields" || name == "facet" }))
	}
}

func fundingSummary(c *call) error {
	var by string
	if err := c.settle(formatsOfLists, summary(funding, &by, dataset.ByProgramme, dataset.ByFlow, dataset.ByYear, dataset.ByProvider)); err != nil {
		return grouped(err)
	}
	var sums []dataset.Sum
	seen := &noted{}
	err := c.heavily(func() error {
		wanted, err := store.List[fundingRow](c.ctx(), c.data, funding.query(c))
		if err != nil {
			return err
		}
		for i := range wanted {
			seen.see(wanted[i].ID, &wanted[i], false)
		}
		sums, err = c.sums(wanted, by)
		return err
	})
	if err != nil {
		return err
	}
	if by == dataset.ByNothing && len(sums) > 1 {
		return severalFlows(c, sums)
	}
	if c.fresh() {
		return c.notModified()
	}
	labels, err := c.labels(by)
	if err != nil {
		return err
	}
	rows, scopes := []SumRow{}, seen.scopesDiffer()
	for _, s := range sums {
		rows = append(rows, SumRow{orNull(by), orNull(s.Key), c.keyLabel(by, s.Key, labels), s.Flow, s.SumEUR, len(s.Added), some(s.Added), some(s.LeftOut)})
		scopes = append(scopes, s.Scopes...)
	}
	meta := c.meta()
	meta.warn("scopes_differ", dataset.Text{
		FR: "Ces lignes portent sur des périmètres différents : comparez-les, ne les confondez pas.",
		EN: "These rows cover different scopes: compare them, do not take one for another."}.In(c.lang), scopes)
	return groups(c, sumTable, rows, meta, dataset.Text{
		FR: "Une somme réunit une clé et un flux, jamais deux flux. De chaque question compte la ligne préférée, sinon la seule connue, sinon aucune ; une partie ne compte pas si son tout compte dans la même somme ; ne comptent ni les taux, ni les lignes sans montant, ni les lignes dépréciées. Par année ne compte que ce dont la période tient dans l'année.",
		EN: "A sum has one key and one flow, never two flows. Of each question the preferred row counts, without one the only row known, else none; a part does not count where its whole counts in the same sum; rates, rows without an amount and deprecated rows do not count. By year, only what has its period within the year counts."})
}

// sums adds rows: questions and wholes are judged on all that are known that day.
func (c *call) sums(wanted []fundingRow, by string) ([]dataset.Sum, error) {
	all, err := store.List[fundingRow](c.ctx(), c.data, store.Query{Day: c.day, Lang: c.lang})
	if err != nil {
		return nil, err
	}
	chosen := map[string]bool{}
	for i := range wanted {
		chosen[wanted[i].ID] = true
	}
	return dataset.Sums(all, func(r *fundingRow) bool { return chosen[r.ID] }, by), nil
}

// grouped sees to it that what a refusal suggests is no sum over several flows.
func grouped(err error) error {
	var f *fault
	if errors.As(err, &f) && f.path != "" && !slices.ContainsFunc(f.pairs, func(p pair) bool { return p.name == "by" }) {
		f.pairs = append(f.pairs, pair{"by", dataset.ByFlow})
	}
	return err
}

// severalFlows refuses to add money announced to money paid.
func severalFlows(c *call, sums []dataset.Sum) error {
	var flows []string
	for _, s := range sums {
		flows = append(flows, s.Flow)
	}
	list := strings.Join(flows, ", ")
	return &fault{kind: unprocessable, suggestion: address(c.path, with(c.params.pairs, "by", dataset.ByFlow)), detail: dataset.Text{
		FR: fmt.Sprintf("Ces lignes relèvent de plusieurs flux (%s) : un montant annoncé et un montant payé ne s'additionnent pas. Groupez par flux (by=flow) ou n'en gardez qu'un (flow=%s).", list, flows[0]),
		EN: fmt.Sprintf("These rows belong to several flows (%s): money announced and money paid do not add up. Group by flow (by=flow) or keep one (flow=%s).", list, flows[0])}}
}

func milestonesSummary(c *call) error {
	var by string
	if err := c.settle(formatsOfLists, summary(milestones, &by, dataset.ByProgramme, dataset.ByType, dataset.ByYear)); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	var tallies []dataset.Tally
	err := c.heavily(func() error {
		all, err := store.List[milestoneRow](c.ctx(), c.data, milestones.query(c))
		tallies = dataset.Tallies(all, by)
		return err
	})
	if err != nil {
		return err
	}
	labels, err := c.labels(by)
	if err != nil {
		return err
	}
	rows := []TallyRow{}
	for _, t := range tallies {
		counts := map[string]CountOfRows{}
		for word, ids := range t.IDs {
			counts[word] = CountOfRows{len(ids), ids}
		}
		rows = append(rows, TallyRow{orNull(by), orNull(t.Key), c.keyLabel(by, t.Key, labels), t.Count, counts,
			SlippageRow{len(t.Slippage.IDs), t.Slippage.Median, t.Slippage.Longest, orNull(t.Slippage.Worst), t.Slippage.IDs}})
	}
	return groups(c, tallyTable, rows, c.meta(), dataset.Text{
		FR: "Chaque jalon est jugé au jour indiqué (judged_on), sur sa première échéance annoncée. « overdue » veut dire que le jour promis est passé et qu'aucune source d'ici, datée d'alors au plus tard, ne dit l'issue : un silence, pas une preuve. Le glissement est en jours, au minimum que permettent des dates imprécises ; la médiane et le maximum portent sur les jalons de slippage.ids. Par année : celle de la première échéance.",
		EN: "Each milestone is judged on the day given (judged_on), by the date first promised. \"overdue\" means that the promised day has passed and no source here, dated by then, tells an outcome: a silence, not a proof. Slippage is in days, the minimum that imprecise dates allow; median and longest are over the milestones of slippage.ids. By year: that of the date first promised."})
}

// groups sends the groups of a summary, with the method in words.
func groups[R any](c *call, as derived[R], rows []R, meta Meta, method dataset.Text) error {
	text := method.In(c.lang)
	meta.Method = &text
	links := c.links(-1, 0)
	c.Response().Header().Set("Link", c.linkHeader(links, ""))
	if c.params.format != "json" {
		return as.export(c, rows, meta)
	}
	body := appendJSON([]byte(`{"data":`), rows)
	body = append(appendJSON(append(body, `,"meta":`...), meta), `,"links":`...)
	return c.send("json", append(appendJSON(body, links), '}', '\n'))
}

// labels gives the names of what groups are keyed by, by id.
func (c *call) labels(by string) (map[string]string, error) {
	out := map[string]string{}
	q := store.Query{Day: c.day, Lang: c.lang}
	switch by {
	case dataset.ByProgramme:
		rows, err := store.List[programmeRow](c.ctx(), c.data, q)
		for _, r := range rows {
			out[r.ID] = r.Name.In(c.lang)
		}
		return out, err
	case dataset.ByProvider:
		rows, err := store.List[organisationRow](c.ctx(), c.data, q)
		for _, r := range rows {
			out[r.ID] = r.Name.In(c.lang)
		}
		return out, err
	}
	return out, nil
}

func (c *call) keyLabel(by, key string, labels map[string]string) *string {
	switch {
	case by == dataset.ByFlow:
		return c.label("flow", key)
	case by == dataset.ByType:
		return c.label("milestone_type", key)
	case by == dataset.ByYear:
		return orNull(key)
	}
	return orNull(labels[key])
}

// some gives a list that is never null.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
