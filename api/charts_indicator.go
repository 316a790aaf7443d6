package api

import (
	"slices"
	"strings"

	"jalons/internal/chart"
	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// inThePath are the filters that the address of an indicator's picture settles itself.
var inThePath = []string{"id", "indicator"}

// indicatorPicture answers with the values of one indicator over time.
func indicatorPicture(c *call) error {
	id, ok := strings.CutSuffix(c.Param("id.svg"), ".svg")
	if !ok {
		return c.server.lost(c)
	}
	c.drawn()
	var l look
	if err := c.settle(onlySVG, drawing[observationRow]{rows: observations, without: inThePath}.parse(&l)); err != nil {
		return chartOf(id, indicators.refused(c, id, err))
	}
	r, _, found, err := store.Get[indicatorRow](c.ctx(), c.data, id, c.day, c.lang)
	if err != nil {
		return err
	}
	if !found {
		return chartOf(id, indicators.missing(c, id))
	}
	return indicatorDrawing(&r).send(c, l)
}

// indicatorDrawing is the picture of the values of one indicator.
func indicatorDrawing(r *indicatorRow) drawing[observationRow] {
	return drawing[observationRow]{name: "indicator/" + r.ID, rows: observations, without: inThePath,
		narrow: func(c *call) {
			c.params.filters = append(c.params.filters, store.Filter{Column: "indicator", Op: store.Is, Values: []any{r.ID}})
			c.params.pairs = append(c.params.pairs, pair{"indicator", r.ID})
		},
		draw: func(c *call, f chart.Frame, rows []observationRow) ([]byte, error) {
			return c.drawIndicator(f, r, rows), nil
		}}
}

// chartOf makes what a refusal suggests of an indicator the address of its picture.
func chartOf(id string, err error) error {
	f, ok := err.(*fault) //nolint:errorlint // refused and missing give it unwrapped
	if !ok {
		return err
	}
	path, query, _ := strings.Cut(f.suggestion, "?")
	switch near, found := strings.CutPrefix(path, "/v1/indicators/"); {
	case found:
		path = "/charts/indicator/" + near + ".svg"
	case path == "/charts/indicator/"+id:
		path += ".svg"
	default:
		return err
	}
	if f.suggestion = path; query != "" {
		f.suggestion += "?" + query
	}
	return f
}

// natures give the marks of values.
var natures = map[string]chart.Sort{natureActual: chart.Actual, "target": chart.Target, "baseline": chart.Baseline}

func (c *call) drawIndicator(f chart.Frame, indicator *indicatorRow, rows []observationRow) []byte {
	f.Title = indicator.Label.In(c.lang)
	f.Lede = french(strings.TrimSpace(indicator.Definition.In(c.lang)+" "+c.in("Trait vertical : ce que la réserve laisse possible, une flèche où rien ne borne ; trait horizontal : les jours possibles d'une date vague.",
		"Upright line: what the hedge allows, an arrow where nothing bounds it; level line: the days that a vague date allows.")), c.lang)
	placed := slices.DeleteFunc(slices.Clone(rows), func(r observationRow) bool {
		return r.AsOf.IsZero() || r.Value == nil && (r.ValueMin == nil || r.ValueMax == nil)
	})
	c.leaveOut(&f, len(rows)-len(placed), dataset.Text{FR: "Une valeur sans date ou sans nombre n'est pas dessinée.", EN: "One value without a date or a number is not drawn."},
		dataset.Text{FR: "%d valeurs sans date ou sans nombre ne sont pas dessinées.", EN: "%d values without a date or a number are not drawn."})
	var points []chart.Point
	for i := range placed {
		r := &placed[i]
		p := chart.Point{From: r.AsOf.Earliest(), To: r.AsOf.Latest(), Value: r.Value, Figure: r.Display.In(c.lang), Sort: natures[r.Nature], Told: cite.Date(r.AsOf, c.lang)}
		p.Low, p.High = dataset.Range(r.Modifier, r.Value, r.ValueMin, r.ValueMax)
		if r.Nature != natureActual {
			p.Told += ", " + c.word("nature", r.Nature)
		}
		if r.SourcePublisher != "" {
			p.Told += ", " + r.SourcePublisher
		}
		points = append(points, p)
	}
	words := chart.Legend{Actual: c.word("nature", natureActual), Target: c.word("nature", "target"), Baseline: c.word("nature", "baseline"),
		Unlabelled: french(c.in("Points sans leur chiffre, faute de place : %d. La description de l'image et les données le donnent.",
			"Points without their figure, for want of room: %d. The description of the picture and the data give it."), c.lang)}
	return chart.Series(f, points, words, c.axisNumber)
}

// axisNumber writes a round number short.
func (c *call) axisNumber(v float64) string {
	switch {
	case v >= 1e9:
		return dataset.Decimal(v/1e9, c.lang) + c.in("\u00a0Md", "bn")
	case v >= 1e6:
		return dataset.Decimal(v/1e6, c.lang) + c.in("\u00a0M", "M")
	}
	return dataset.Decimal(v, c.lang)
}
