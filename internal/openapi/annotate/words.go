package main

import (
	"fmt"
	"slices"

	"jalons/api"
	"jalons/internal/dataset"
)

// control gives the parameter for a control word of a table, or of a document
// where the table has no name.
func (g *generator) control(name string, d api.Description) param {
	p := param{name: name, in: "query", kind: "string", doc: controlDocs[name]}
	switch name {
	case "lang":
		p.words, p.usual, p.sample = []string{"fr", "en"}, "fr", "en"
	case "known_on":
		p.format, p.sample = "date", "2024-06-30"
	case "format":
		p.words, p.sample = d.Formats, d.Formats[0]
	case "limit":
		p.kind, p.format, p.low, p.top, p.usual, p.sample = "integer", "int32", 1, api.MaxLimit, fmt.Sprint(api.UsualLimit), "5"
	case "offset":
		p.kind, p.format, p.top, p.usual, p.sample = "integer", "int32", 1<<31-1, "0", "0"
	case "sort":
		p.list, p.words, p.sample = true, append(slices.Clone(d.Sorts), minus(d.Sorts)...), "-id"
		p.most = len(d.Sorts)
	case "fields":
		p.list, p.words, p.sample = true, names(d), "id"
		p.most = len(p.words)
	case "facet":
		p.list, p.words, p.most = true, d.Facets, len(d.Facets)
		p.sample = d.Facets[0]
	case "shape":
		p.words, p.sample = d.Shapes, "array"
		if slices.Contains(d.Shapes, "wide") {
			p.doc = word(p.doc.FR+" Avec wide, une ligne par date et une colonne par série, pour un graphique : valeurs rivales d'une même date en lignes distinctes, nuances dans hedges, sources de chaque valeur dans l'ordre des séries (tous formats).",
				p.doc.EN+" With wide, a row for each time and a column for each series, for a chart: rival values of one time in rows of their own, hedges under hedges, the source of each value in the order of the series (all formats).")
		}
	case "dialect":
		p.words, p.sample = []string{"fr"}, "fr"
	case "header":
		p.words, p.sample = []string{"names", "labels"}, "labels"
	case "include_parts":
		p.kind, p.usual, p.sample = "boolean", "false", "true"
	case "q":
		p.longest, p.sample = api.MaxQ, usualText
	default:
		g.unknown = append(g.unknown, "control word "+name)
	}
	return p
}

// controlDocs say what control words do.
var controlDocs = map[string]dataset.Text{
	"lang": word("Langue des textes ; sans anglais, le français est donné et un avertissement le dit.", "Language of texts; without English the French is given, and a warning says so."),
	"known_on": word("Répond avec ce que les sources d'ici avaient dit ce jour-là : le reste n'existe pas encore. Après la dernière mise à jour, celle-ci vaut.",
		"Answers from what the sources here had said by that day: all else does not exist yet. A day after the last update gives that of the update."),
	"format": word("Format de la réponse, si le suffixe du chemin et l'en-tête Accept le laissent ouvert.", "Format of the answer, where the path's suffix and the Accept header leave it open."),
	"limit":  word("Nombre de lignes d'une page. CSV, XLSX et JSONL donnent tout si limit n'est pas donné.", "Rows of a page. CSV, XLSX and JSONL give all unless limit is given."),
	"offset": word("Nombre de lignes à sauter.", "Rows to pass over."),
	"sort": word("Colonnes de tri, la première d'abord ; un tiret devant pour l'ordre décroissant. Ce qui n'est pas connu vient en dernier, id départage.",
		"Columns to sort by, the first first; a hyphen before one for descending. What is not known comes last, id breaks ties."),
	"fields": word("Colonnes à donner, dans cet ordre ; celles de la source restent toujours.", "Columns to give, in this order; those of the source always stay."),
	"facet":  word("Colonnes dont les valeurs sont comptées dans meta.facets.", "Columns whose values are counted in meta.facets."),
	"shape":  word("Avec array, le tableau des lignes seul, sans data, meta ni links (JSON).", "With array, the bare array of rows, without data, meta and links (JSON)."),
	"dialect": word("Avec fr, CSV pour un tableur français (point-virgule, BOM, CRLF, virgule décimale, dates partielles en intervalles de jours).",
		"With fr, CSV for a French spreadsheet (semicolons, BOM, CRLF, decimal comma, partial dates as intervals of days)."),
	"header":        word("Avec labels, des en-têtes pour les gens, au lieu des noms de colonnes (CSV).", "With labels, headings for people, instead of the names of columns (CSV)."),
	"include_parts": word("Avec true, un filtre par programme atteint aussi ses parties.", "With true, a filter by programme reaches its parts too."),
	"q": word("Mots que chaque ligne doit tous avoir, où que ce soit : sans égard aux accents, au pluriel ni à l'élision ; le dernier peut n'être qu'un début ; une faute de frappe est pardonnée, et un avertissement le dit.",
		"Words that every row must have, wherever: whatever their accents, plural and elision; the last may be a beginning; a typing mistake is forgiven, and a warning says so."),
}

// order is that of the control words in a list's parameters, the most asked for
// first; a word that is not here comes last.
var order = []string{"lang", "known_on", "q", "sort", "limit", "offset", "fields", "facet", "include_parts", "format", "shape", "dialect", "header"}

func place(name string) int {
	if i := slices.Index(order, name); i >= 0 {
		return i
	}
	return len(order)
}

func minus(names []string) (out []string) {
	for _, n := range names {
		out = append(out, "-"+n)
	}
	return out
}

func names(d api.Description) (out []string) {
	for _, c := range d.Columns {
		out = append(out, c.Name)
	}
	return out
}

// listParams gives the parameters of a list: control words, then filters, at
// most maxParams in all.
func (g *generator) listParams(d api.Description) []param {
	words := slices.Clone(d.Words)
	slices.SortStableFunc(words, func(a, b string) int { return place(a) - place(b) })
	var all []param
	for _, name := range words {
		if name == "facet" && len(d.Facets) == 0 || name == "include_parts" && !has(d, "programme") {
			continue
		}
		p := g.control(name, d)
		p.required = slices.Contains(d.Needs, name)
		all = append(all, p)
	}
	return append(all, g.filters(d, maxParams-len(all))...)
}

func has(d api.Description, column string) bool {
	return slices.ContainsFunc(d.Columns, func(c api.ColumnWords) bool { return c.Name == column })
}

// itemParams gives the parameters of items, documentParams of documents that
// are no table.
func (g *generator) itemParams(d api.Description) (all []param) {
	_, words, _ := api.ControlWords()
	for _, name := range words {
		p := g.control(name, d)
		if name == "known_on" && slices.Contains(ofOurOwn, d.Name) {
			p.sample = "2026-11-21"
		}
		all = append(all, p)
	}
	return all
}

// ofOurOwn are the collections of what was done here: known from the day on
// which it was.
var ofOurOwn = []string{"exclusions", "corrections"}

func (g *generator) documentParams() (all []param) {
	_, _, words := api.ControlWords()
	for _, name := range words {
		all = append(all, g.control(name, api.Description{Formats: []string{"json"}}))
	}
	return all
}
