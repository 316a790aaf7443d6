package main

import (
	"fmt"
	"reflect"
	"slices"

	"jalons/api"
)

const (
	mediaJSON = "application/json"
	mediaHTML = "text/html"
)

// special gives the operations that are no list and no item of a collection.
// An address that is added to the router is added here: a test says so.
func (g *generator) special() []operation {
	return slices.Concat(g.documents(), g.summaries(), g.citations(), g.charts(), g.downloads(), g.feeds(), discovery, pages)
}

// enveloped writes a type of package api, or a list of it, in the envelope.
func (g *generator) enveloped(v any) string {
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Slice {
		inner := g.structure(t.Elem(), false)
		return g.envelope(t.Elem().Name()+"s", "[]"+inner, fmt.Sprint(maxRows), g.words(t.Elem().Name(), "").doc)
	}
	return g.envelope(t.Name()+"One", g.structure(t, false), "", g.words(t.Name(), "").doc)
}

// documents are those about the whole.
func (g *generator) documents() []operation {
	var tables []string
	for _, d := range api.Describe() {
		tables = append(tables, d.Name)
	}
	collection := param{name: "collection", in: "path", kind: "string", words: tables, sample: "funding",
		doc: word("Nom de la collection.", "Name of the collection.")}
	return []operation{
		{id: "getRoot", path: "/v1", tag: "dataset", media: []string{mediaJSON}, refusals: []int{400, 406}, params: g.documentParams(), answer: g.enveloped(api.Root{}),
			summary: word("Par où commencer", "Where to begin"),
			doc:     word("Chaque collection avec son nombre de lignes, la version des données, la documentation.", "Each collection with its number of rows, the version of the data, the documentation.")},
		{id: "getDataset", path: "/v1/dataset", tag: "dataset", media: []string{mediaJSON}, refusals: []int{400, 406}, params: g.documentParams(), answer: g.enveloped(api.About{}),
			summary: word("Le jeu de données", "The dataset"),
			doc:     word("Version, empreinte, nombres de lignes, qualité, licence, attribution.", "Version, digest, numbers of rows, quality, licence, attribution.")},
		{id: "getSchema", path: "/v1/schema/{collection}", tag: "dataset", media: []string{mediaJSON}, refusals: []int{400, 404, 406},
			params: append([]param{collection}, g.documentParams()...), answer: g.structureOf(api.TableSchema{}),
			summary: word("Les colonnes d'une collection", "The columns of a collection"),
			doc: word("Nom, type, unité, description dans les deux langues, liste de codes et filtres de chaque colonne (Table Schema).",
				"Name, type, unit, description in both languages, code list and filters of each column (Table Schema).")},
		{id: "getDiff", path: "/v1/diff", tag: "dataset", media: media(api.Formats()), refusals: []int{400, 406}, params: g.diffParams(), answer: g.enveloped([]api.ChangeRow{}),
			summary: word("Ce qui est devenu connu entre deux jours", "What became known between two days"), try: []string{"limit"},
			doc: word("Ce qui est devenu connu après le premier jour et jusqu'au second, dans l'ordre où cela a été dit ; pour un jalon, la ligne nomme la déclaration.",
				"What became known after the first day and up to the second, in the order of being said; of a milestone the row names the statement.")},
	}
}

func (g *generator) diffParams() []param {
	day := func(name, sample, fr, en string) param {
		return param{name: name, in: "query", required: true, kind: "string", format: "date", sample: sample, doc: word(fr, en)}
	}
	all := []param{
		day("from", "2022-01-01", "Le premier jour : ce qui était su ce soir-là n'est pas donné.", "The first day: what was known by its end is not given."),
		day("to", "2023-12-31", "Le second jour, compris.", "The second day, included."),
		{name: "change", in: "query", kind: "string", codes: g.code("change"), sample: "rescheduled", doc: word("Un seul genre de changement.", "One kind of change alone.")},
		{name: "collection", in: "query", kind: "string", codes: g.code("collection"), sample: "milestones", doc: word("Une seule collection.", "One collection alone.")},
		{name: "programme", in: "query", kind: "string", pattern: idPattern, longest: maxID, sample: "mon-espace-sante", doc: word("Un seul programme.", "One programme alone.")},
	}
	for _, name := range []string{"dialect", "format", "header", "lang", "limit", "offset", "shape"} {
		all = append(all, g.control(name, api.Description{Formats: api.Formats(), Shapes: []string{"array"}}))
	}
	return all
}

// summaries are sums and counts.
func (g *generator) summaries() []operation {
	of := func(table string, words ...string) []param {
		all := []param{{name: "by", in: "query", kind: "string", words: words, sample: words[0],
			doc: word("Ce par quoi grouper. Sans lui, une somme n'est donnée que de lignes d'un seul flux.", "What to group by. Without it a sum is given of rows of a single flow alone.")}}
		all[0].required = table == "funding" // that every call works: rows of several flows are refused
		all = append(all, g.itemParams(api.Description{Formats: api.Formats()})...)
		return append(all, g.filters(described(table), maxParams-len(all))...)
	}
	return []operation{
		{id: "summariseFunding", path: "/v1/funding/summary", tag: "funding", media: media(api.Formats()), refusals: []int{400, 406, 422},
			params: of("funding", "flow", "programme", "year", "provider"), answer: g.enveloped([]api.SumRow{}),
			summary: word("Sommes d'argent", "Sums of money"),
			doc: word("Sommes par groupe et par flux, avec les lignes additionnées et celles laissées de côté, chacune avec la raison. Rien n'additionne des flux différents.",
				"Sums by group and flow, with the rows added and those left out, each with the reason. Nothing adds different flows.")},
		{id: "summariseMilestones", path: "/v1/milestones/summary", tag: "milestones", media: media(api.Formats()), refusals: []int{400, 406}, try: []string{"by"},
			params: of("milestones", "programme", "type", "year"), answer: g.enveloped([]api.TallyRow{}),
			summary: word("Ce qu'il est advenu des promesses", "What became of promises"),
			doc: word("Nombre de jalons par ponctualité, glissement médian et maximal, et les identifiants derrière chaque nombre.",
				"Numbers of milestones by timeliness, median and longest slippage, and the ids behind each number.")},
	}
}

// citations say how to cite a row.
func (g *generator) citations() (all []operation) {
	collections, formats := api.DescribeCitations()
	for _, name := range collections {
		label, _ := g.title(name)
		params := []param{idParam(name)}
		for _, p := range g.documentParams() {
			if p.name == "format" {
				p = g.control("format", api.Description{Formats: formats})
			}
			params = append(params, p)
		}
		all = append(all, operation{id: "cite" + camel(name), path: "/v1/" + name + "/{id}/cite", tag: name, media: media(formats),
			params: params, refusals: []int{400, 404, 406, 410}, answer: "string",
			summary: word("Citer : "+label.FR, "Cite "+label.EN),
			doc: word("Comment citer cette ligne : le document lu, l'endroit, et ce jeu de données ; en une phrase, en BibTeX, en CSL-JSON ou en RIS.",
				"How to cite this row: the document read, the place, and this dataset; as a sentence, BibTeX, CSL-JSON or RIS.")})
	}
	return all
}

// pages are for people, for tools that read this description, and for those who
// run the service.
var pages = []operation{
	{id: "getOpenapiJson", path: "/openapi.json", tag: "documentation", media: []string{mediaJSON}, answer: "object",
		summary: word("Cette description en JSON", "This description as JSON"), doc: word("La description de toutes les adresses, en OpenAPI 3.1.", "The description of every address, as OpenAPI 3.1.")},
	{id: "getOpenapiYaml", path: "/openapi.yaml", tag: "documentation", media: []string{"application/yaml"}, answer: "string",
		summary: word("Cette description en YAML", "This description as YAML"), doc: word("La description de toutes les adresses, en OpenAPI 3.1.", "The description of every address, as OpenAPI 3.1.")},
	{id: "getDocs", path: "/docs", tag: "documentation", media: []string{mediaHTML}, answer: "string", params: []param{pageLanguage},
		summary: word("Cette description à l'essai", "This description to try out"), doc: word("Swagger UI, en français ou en anglais.", "Swagger UI, in French or in English.")},
	{id: "getProblem", path: "/problems/{type}", tag: "documentation", media: []string{mediaHTML}, refusals: []int{404}, answer: "string",
		params:  []param{problemType(), pageLanguage},
		summary: word("Un genre d'erreur expliqué", "A kind of error explained"), doc: word("La page que nomme type dans une erreur.", "The page that type names in an error.")},
	{id: "getLivez", path: "/livez", tag: "operations", media: []string{"text/plain"}, answer: "string",
		summary: word("Le processus répond", "The process answers"), doc: word("Dit ok tant que le processus répond.", "Says ok as long as the process answers.")},
	{id: "getReadyz", path: "/readyz", tag: "operations", media: []string{"text/plain"}, answer: "string",
		summary: word("Le service est prêt", "The service is ready"), doc: word("Dit ready tant que les données se lisent ; 503 quand le service s'arrête.", "Says ready as long as the data can be read; 503 when the service is stopping.")},
}

var pageLanguage = param{name: "lang", in: "query", kind: "string", words: []string{"fr", "en"}, sample: "en",
	doc: word("Langue de la page ; sinon celle que préfère le navigateur.", "Language of the page; else the one that the browser prefers.")}

func problemType() param {
	p := param{name: "type", in: "path", kind: "string", doc: word("Nom du genre d'erreur.", "Name of the kind of error.")}
	for _, kind := range api.DescribeProblems() {
		p.words = append(p.words, kind.Name)
	}
	p.sample = p.words[0]
	return p
}
