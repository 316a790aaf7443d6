package main

import (
	"slices"
	"strconv"

	"jalons/api"
	"jalons/internal/dataset"
)

// charts are the pictures: each takes the filters of the collection that it draws.
func (g *generator) charts() (all []operation) {
	for _, c := range api.DescribeCharts() {
		words := chartSays[c.Name]
		o := operation{id: "draw" + camel(c.Name), path: c.Path, tag: "charts", media: []string{api.MediaType("svg")}, answer: "string",
			refusals: []int{400}, summary: words[0], doc: join(words[1], drawnSays)}
		if c.Name == "indicator" {
			o.params, o.refusals = []param{idParam("indicators")}, []int{400, 404, 410}
		} else {
			o.try = []string{"programme"}
		}
		for _, name := range c.Words {
			o.params = append(o.params, g.chartWord(name, c))
		}
		d := described(c.Collection)
		d.Columns = slices.DeleteFunc(slices.Clone(d.Columns), func(column api.ColumnWords) bool { return slices.Contains(c.Without, column.Name) })
		o.params = append(o.params, g.filters(d, maxParams-len(o.params))...)
		all = append(all, o)
	}
	return all
}

// chartWord gives a control word of a picture.
func (g *generator) chartWord(name string, c api.ChartWords) param {
	switch name {
	case "theme":
		return param{name: name, in: "query", kind: "string", words: c.Themes, usual: c.Themes[0], sample: "dark",
			doc: word("Couleurs, pour un fond clair ou sombre.", "Colours, for a light or a dark ground.")}
	case "width":
		return param{name: name, in: "query", kind: "integer", format: "int32", low: int64(c.Narrowest), top: int64(c.Widest), usual: strconv.Itoa(c.Usual), sample: "640",
			doc: word("Largeur en pixels ; la hauteur suit.", "Width in pixels; the height follows.")}
	}
	return g.control(name, described(c.Collection))
}

var drawnSays = word("Image SVG sans script, avec titre, description, chiffres en texte et sources. Les filtres sont ceux de la collection dessinée ; ce qui ne tient pas dans l'image est compté dans l'image.",
	"An SVG picture without script, with title, description, figures as text and sources. Filters are those of the collection drawn; what does not fit into the picture is counted in it.")

// chartSays are the summary and the description of each picture.
var chartSays = map[string][2]dataset.Text{
	"timeline": {word("Dessiner : la chronologie", "Draw the timeline"),
		word("Les événements, une ligne par sujet, chacun à sa date.", "The events, a line for each subject, each at its date.")},
	"funding": {word("Dessiner : l'argent", "Draw the money"),
		word("Chaque déclaration sur l'argent, avec sa réserve.", "Each statement about money, with its hedge.")},
	"promises": {word("Dessiner : promesses et résultats", "Draw promises and outcomes"),
		word("Chaque jalon, du jour promis d'abord au jour où c'était fait.", "Each milestone, from the day first promised to the day it was done.")},
	"indicator": {word("Dessiner : un indicateur", "Draw an indicator"),
		word("Les valeurs d'un indicateur au fil du temps, avec leur réserve.", "The values of an indicator over time, with their hedges.")},
}
