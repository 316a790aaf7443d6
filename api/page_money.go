package api

import (
	"slices"

	"jalons/internal/dataset"
)

// sumView is a sum of money of one flow.
type sumView struct {
	Flow, Sum string
	Added     int
	Hedges    []string  // of the rows added: a sum has none of its own
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
		b.Sums = append(b.Sums, c.sumView(s, rows))
	}
	b.MoneyChart, err = figureOf(c, p, fundingDrawing, c.in("L'argent, déclaration par déclaration : "+b.Name, "Money, statement by statement: "+b.Name), "programme", b.ID)
	p.offer(c.in("Argent", "Money"), "/v1/funding", "programme", b.ID, "sort", "stated_on")
	p.offer(c.in("Sommes par flux", "Sums by flow"), "/v1/funding/summary", "by", "flow", "programme", b.ID)
	return err
}

// sumView shows a sum of some of the rows.
func (c *call) sumView(s dataset.Sum, rows []fundingRow) sumView {
	v := sumView{Flow: c.word("flow", s.Flow), Added: len(s.Added)}
	if len(s.Added) > 0 {
		v.Sum = dataset.Euros(s.SumEUR).In(c.lang)
	}
	for _, r := range rows {
		if hedge := c.word("modifier", r.Modifier); r.Modifier != asStated && slices.Contains(s.Added, r.ID) && !slices.Contains(v.Hedges, hedge) {
			v.Hedges = append(v.Hedges, hedge)
		}
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
