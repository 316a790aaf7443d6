package api

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/export"
	"jalons/internal/store"
)

// Shapes of a list beside the usual one.
const (
	shapeArray = "array" // the rows alone, in JSON
	shapeWide  = "wide"  // of observations: a row for each time, a column for each series
)

// wideRow is one time of a chart, with at most one value of each series. Where a
// series has rival values for one time, each stands in a row of its own: none is
// chosen here, and none is lost.
type wideRow struct {
	asOf   dataset.Date
	values map[string]*observationRow // by series
	series []string                   // those that have a value here, sorted
}

// seriesOf names the series of an observation: its indicator, and for what is
// aimed at or started from, which no line should join to what was counted, the
// nature too. Ids hold no full stop.
func seriesOf(r *observationRow) string {
	if r.Nature == "actual" {
		return r.Indicator
	}
	return r.Indicator + "." + r.Nature
}

// wideFaults refuses what means nothing where the columns are series.
func wideFaults(p *params, pairs []pair) (faults []paramFault) {
	if p.shape != shapeWide {
		return nil
	}
	for _, v := range pairs {
		switch {
		case v.name == "fields" || v.name == "facet":
			faults = append(faults, paramFault{pair: v, kind: invalidValue, detail: dataset.Text{
				FR: fmt.Sprintf("Avec shape=wide les colonnes sont des séries : choisissez-les par un filtre (indicator=, programme=), sans %s.", v.name),
				EN: fmt.Sprintf("With shape=wide the columns are series: choose them by a filter (indicator=, programme=), without %s.", v.name)}})
		case v.name == "sort" && v.value != "as_of" && v.value != "-as_of":
			faults = append(faults, invalid(v, dataset.Text{
				FR: "Avec shape=wide les lignes sont des dates : triez par as_of ou -as_of.",
				EN: "With shape=wide the rows are times: sort by as_of or -as_of."}, "as_of", "-as_of"))
		}
	}
	return faults
}

// wide answers observations pivoted for a chart.
func wide(c *Collection[observationRow], call *call) error {
	q := c.query(call)
	q.Sorts = nil // by id; the rows are sorted when they are made
	all, err := store.List[observationRow](call.ctx(), call.data, q)
	if err != nil {
		return err
	}
	rows, series := pivot(all, slices.ContainsFunc(call.params.sorts, func(s store.Sort) bool { return s.Desc }))
	total, limit, offset := len(rows), call.params.limit, call.params.offset
	if call.params.format != "json" {
		links := call.links(-1, 0)
		if limit > 0 {
			links = call.links(total, limit)
		}
		call.Response().Header().Set("Link", call.linkHeader(links, ""))
		return wideTable(c, call, window(rows, limit, offset), wideWords(call, wideColumns(series), rows), series)
	}
	limit = cmp.Or(limit, defaultLimit)
	meta := call.meta()
	meta.Total, meta.Limit, meta.Offset = &total, &limit, &offset
	shown, seen := window(rows, limit, offset), &noted{}
	columns := wideColumns(series)
	body := append([]byte(call.opening()), '[')
	for i := range shown {
		if i > 0 {
			body = append(body, ',')
		}
		body, _ = appendMembers(append(body, '{'), &shown[i], columns, call.env())
		body = append(body, '}')
		shown[i].note(seen)
	}
	return c.sendPage(call, append(body, ']'), seen, meta)
}

// window gives the rows of a page; all from the offset on without a limit.
func window[R any](rows []R, limit, offset int) []R {
	rows = rows[min(offset, len(rows)):]
	if limit > 0 {
		rows = rows[:min(limit, len(rows))]
	}
	return rows
}

// note notes the observations of a row.
func (r *wideRow) note(seen *noted) {
	for _, name := range r.series {
		seen.see(r.values[name].ID, r.values[name], false)
	}
}

// pivot makes rows of observations, by time, those without one last, and names
// the series, sorted. Of rival values that last said stands first.
func pivot(all []observationRow, desc bool) ([]wideRow, []string) {
	slices.SortStableFunc(all, func(a, b observationRow) int { // by id before that
		byTime := cmp.Or(cmp.Compare(a.AsOf.Latest(), b.AsOf.Latest()), cmp.Compare(a.AsOf.Earliest(), b.AsOf.Earliest()))
		if desc {
			byTime = -byTime
		}
		undated := func(r observationRow) int { return len(r.AsOf.String()) }
		if undated(a) == 0 || undated(b) == 0 {
			return cmp.Compare(undated(b), undated(a))
		}
		return cmp.Or(byTime, cmp.Compare(b.StatedOn.Latest(), a.StatedOn.Latest()))
	})
	var rows []wideRow
	named, first := map[string]bool{}, 0 // first is the first row of the time at hand
	for i := range all {
		name := seriesOf(&all[i])
		named[name] = true
		if first == len(rows) || rows[first].asOf != all[i].AsOf {
			first = len(rows)
		}
		at := first
		for at < len(rows) && rows[at].values[name] != nil {
			at++
		}
		if at == len(rows) {
			rows = append(rows, wideRow{asOf: all[i].AsOf, values: map[string]*observationRow{}})
		}
		rows[at].values[name] = &all[i]
	}
	for i := range rows {
		rows[i].series = slices.Sorted(maps.Keys(rows[i].values))
	}
	return rows, slices.Sorted(maps.Keys(named))
}

// wideColumns are the columns of a chart: its time, the series, the hedges in
// words, and what every row ends with, of each value in the order of the series.
func wideColumns(series []string) []Field[wideRow] {
	columns := date("as_of", func(r *wideRow) dataset.Date { return r.asOf })
	for _, name := range series {
		columns = append(columns, number(name, func(r *wideRow) *float64 {
			if o := r.values[name]; o != nil {
				return o.Value
			}
			return nil
		})...)
	}
	of := func(name string, read func(*observationRow, *env) string) Field[wideRow] {
		return Field[wideRow]{Column{Name: name, Type: TypeTexts, Fixed: true}, func(r *wideRow, e *env) Cell {
			cell := Cell{List: []string{}}
			for _, series := range r.series {
				cell.List = append(cell.List, read(r.values[series], e))
			}
			return cell
		}}
	}
	plain := func(read func(*observationRow) string) func(*observationRow, *env) string {
		return func(o *observationRow, _ *env) string { return read(o) }
	}
	return append(columns,
		Field[wideRow]{Column{Name: "hedges", Type: TypeTexts, Fixed: true}, hedges},
		of("source", plain(func(o *observationRow) string { return o.Source })),
		of("source_title", plain(func(o *observationRow) string { return o.SourceTitle })),
		of("source_publisher", plain(func(o *observationRow) string { return o.SourcePublisher })),
		of("source_url", plain(func(o *observationRow) string { return o.SourceURL })),
		of("source_locator", plain(func(o *observationRow) string { return o.SourceLocator })),
		dated([]Field[wideRow]{of("source_published_on", plain(func(o *observationRow) string { return o.SourcePublishedOn }))})[0],
		of("permalink", func(o *observationRow, e *env) string { return e.base + "/v1/observations/" + o.ID }),
		Field[wideRow]{Column{Name: "license", Type: TypeWord, Fixed: true}, func(_ *wideRow, e *env) Cell { return Cell{Text: e.license} }})
}

var hedgeWords = say("Nuances", "Hedges", "Les valeurs nuancées, en toutes lettres, chacune après sa série.", "The values that are hedged, in words, each after its series.")

// hedges gives the values of a row that are hedged, in words, each after its
// series: a number alone would say more than its source.
func hedges(r *wideRow, e *env) Cell {
	cell := Cell{List: []string{}}
	for _, name := range r.series {
		if o := r.values[name]; o.Modifier != "" && o.Modifier != "as_stated" {
			cell.List = append(cell.List, name+": "+o.Display.In(e.lang))
		}
	}
	return cell
}

// wideWords gives the columns with headings for people: of a series, what is
// counted and in what.
func wideWords(call *call, columns []Field[wideRow], rows []wideRow) []ColumnWords {
	labels, units, alike := map[string]dataset.Text{}, map[string]string{}, map[dataset.Text]map[string]bool{}
	for i := range rows {
		for name, o := range rows[i].values {
			labels[name], units[name] = o.Label, o.Unit
			if alike[o.Label] == nil {
				alike[o.Label] = map[string]bool{}
			}
			alike[o.Label][o.Indicator] = true
		}
	}
	var out []ColumnWords
	for _, f := range columns {
		words := wordsFor("observations", f.Name)
		if f.Name == "hedges" {
			words = hedgeWords
		}
		column := ColumnWords{Column: f.Column, Label: words.label, Doc: words.doc}
		if label, ok := labels[f.Name]; ok {
			indicator, _, _ := strings.Cut(f.Name, ".")
			if len(alike[label]) > 1 { // of several programmes: a heading tells columns apart
				label = dataset.Text{FR: label.FR + " [" + indicator + "]", EN: label.In("en") + " [" + indicator + "]"}
			}
			column.Label, column.Unit = label, units[f.Name]
			if _, nature, ok := strings.Cut(f.Name, "."); ok {
				word, _ := call.data.About.Codes.Find("nature", nature)
				column.Label = dataset.Text{FR: label.FR + " (" + word.Label.FR + ")", EN: label.In("en") + " (" + word.Label.In("en") + ")"}
			}
			column.Doc = column.Label
		}
		out = append(out, column)
	}
	return out
}

// wideTable answers the chart's rows as a table.
func wideTable(c *Collection[observationRow], call *call, rows []wideRow, words []ColumnWords, series []string) error {
	columns, e, seen, cited := wideColumns(series), call.env(), &noted{}, c.cites(call)
	return call.export(table{collection: c.Name, of: call.programme(), columns: words, cites: true,
		fill: func(to taker) error {
			cells := make([]export.Cell, len(columns))
			for i := range rows {
				for j, f := range columns {
					cells[j] = exported(f.Column, f.read(&rows[i], e))
				}
				rows[i].note(seen)
				for _, name := range rows[i].series {
					if err := cited.see(rows[i].values[name], to.source); err != nil {
						return err
					}
				}
				if err := to.row(cells); err != nil {
					return err
				}
			}
			return nil
		},
		told: func(meta *Meta) (int, error) { return len(rows), c.warnings(call, meta, seen, true) }})
}
