package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
)

// operations gives every operation, and writes the types that they need.
func (g *generator) operations() []operation {
	g.structureOf(api.Problem{})
	all := g.special()
	for _, d := range api.Describe() {
		all = append(all, g.list(d))
		if d.HasItems {
			all = append(all, g.one(d))
		}
	}
	return all
}

// words of a table: what its code list says of it, in the middle of a sentence.
func (g *generator) title(name string) (label, doc dataset.Text) {
	if c, ok := g.codes.Find("collection", name); ok {
		return dataset.Text{FR: c.Label.FR, EN: c.Label.In("en")}, dataset.Text{FR: c.Definition.FR, EN: c.Definition.In("en")}
	}
	return streams[name].label, streams[name].doc
}

// streams are the tables that are no collection.
var streams = map[string]struct{ label, doc dataset.Text }{
	"search":   {word("tout ce qui contient des mots", "all that holds some words"), word("Cherche dans toutes les collections ; pluriels, élisions, accents et une faute de frappe sont pardonnés, le dernier mot est un début de mot.", "Searches all collections; plurals, elision, accents and a typing mistake are forgiven, the last word is a prefix.")},
	"timeline": {word("événements", "events"), word("Un seul fil daté : promesses, issues, financements et valeurs.", "One dated stream: promises, outcomes, funding and values.")},
}

var manners = word(
	"Se filtre par le nom des colonnes et leurs suffixes, se trie, se pagine, se compte par facet, se lit au jour known_on. Les mêmes lignes en CSV, XLSX et JSONL par le suffixe du chemin, par format= ou par Accept.",
	"Filtered by names of columns and their suffixes, sorted, paged, counted by facet, read as of the day known_on. The same rows as CSV, XLSX and JSONL by the path's suffix, by format= or by Accept.")

var chartManners = word(
	"Avec le suffixe .dw.json, ce qu'un graphique Datawrapper tiré de ces lignes doit dire de lui-même : titre, sources, date des données, adresse du CSV.",
	"With the suffix .dw.json, what a Datawrapper chart drawn from these rows has to say of itself: title, sources, date of the data, address of the CSV.")

// list is the list of a table.
func (g *generator) list(d api.Description) operation {
	label, doc := g.title(d.Name)
	d.Formats = append(slices.Clone(d.Formats), d.Feeds...)
	o := operation{id: "list" + camel(d.Name), path: "/v1/" + d.Name, tag: d.Name,
		summary: word("Lister : "+label.FR, "List "+label.EN), doc: join(doc, manners),
		params: g.listParams(d), media: media(d.Formats), refusals: []int{400, 406}, try: []string{"limit"}}
	if slices.Contains(d.Feeds, "dw.json") {
		o.doc = join(o.doc, chartManners)
	}
	if !d.HasItems {
		o.tag = "dataset"
	}
	if len(d.Needs) > 0 {
		o.summary = word("Chercher dans toutes les collections", "Search all collections")
	}
	if has(d, "programme") && d.Name != "search" {
		o.try = append([]string{"programme"}, o.try...)
	}
	o.answer = g.envelope(camel(d.Name)+"List", "[]"+g.row(d), fmt.Sprint(api.MaxLimit), word("Une page de "+d.Name+".", "A page of "+d.Name+"."))
	return o
}

// one is an item of a collection.
func (g *generator) one(d api.Description) operation {
	label, _ := g.title(d.Name)
	more := word("Un seul élément, avec tout ce que la liste ne dit pas.", "One item, with all that the list does not say.")
	if d.Item.NumField() == 0 && len(d.Expansions) == 0 {
		more = word("Un seul élément.", "One item.")
	}
	return operation{id: "get" + camel(d.Name), path: "/v1/" + d.Name + "/{id}", tag: d.Name,
		summary: word("Un élément : "+label.FR, "One item of "+label.EN), doc: more,
		params: append([]param{idParam(d.Name)}, g.itemParams(d)...), media: media(d.Formats), refusals: []int{400, 404, 406, 410},
		answer: g.envelope(camel(d.Name)+"One", g.item(d), "", word("Un élément de "+d.Name+".", "An item of "+d.Name+"."))}
}

// noSuchItem is the example of an id where a collection has no row yet.
const noSuchItem = "exemple"

// idParam is the id in the path of an item.
func idParam(table string) param {
	return param{name: "id", in: "path", kind: "string", pattern: idPattern, longest: maxID, sample: cmp.Or(samples[table+".id"], noSuchItem),
		doc: word("Identifiant, comme dans la liste.", "Id, as in the list.")}
}

// envelope writes the object around data and gives its Go type. most bounds a
// list, "" where data is none.
func (g *generator) envelope(name, data, most string, doc dataset.Text) string {
	goName := "env" + name
	g.structureOf(api.Meta{})
	g.structureOf(api.Links{})
	rules := "required"
	if most != "" {
		rules += ",max=" + most
	}
	g.printf("// @Description %s\ntype %s struct {\n", both(doc), goName)
	g.printf("\t// %s\n\tData %s `json:\"data\" validate:%q`\n", both(word("Les données.", "The data.")), data, rules)
	g.printf("\t// %s\n\tMeta docMeta `json:\"meta\" validate:\"required\"`\n", both(g.words("Meta", "").doc))
	g.printf("\t// %s\n\tLinks docLinks `json:\"links\" validate:\"required\"`\n} // @name %s\n\n", both(g.words("Links", "").doc), strings.TrimPrefix(name, "env"))
	return goName
}
