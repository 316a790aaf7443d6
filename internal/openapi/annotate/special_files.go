package main

import (
	"strings"

	"jalons/api"
)

// downloads are the operations that give the whole dataset as a file.
func (g *generator) downloads() (all []operation) {
	for _, f := range api.DescribeDownloads() {
		doc, name := f.Doc, strings.TrimPrefix(f.Name, "jalons.")
		doc.FR += " Les demandes d'intervalles sont servies ; Repr-Digest et /v1/dataset donnent l'empreinte."
		doc.EN += " Range requests are served; Repr-Digest and /v1/dataset give the SHA-256."
		all = append(all,
			operation{id: "download" + camel(name), path: "/v1/download/" + f.Name, tag: "dataset", media: []string{f.Media}, refusals: []int{400, 412, 416}, answer: "file",
				summary: word("Tout le jeu de données : "+f.Name, "The whole dataset: "+f.Name), doc: doc},
			operation{id: "download" + camel(name) + "Sum", path: "/v1/download/" + f.Name + ".sha256", tag: "dataset", media: []string{"text/plain"}, refusals: []int{400}, answer: "string",
				summary: word("L'empreinte de "+f.Name, "The SHA-256 of "+f.Name), doc: word("Une ligne, telle que sha256sum -c la lit.", "One line, as sha256sum -c reads it.")})
	}
	return all
}

// feeds are what programs subscribe to. They take any other parameter, and pass
// over it.
func (g *generator) feeds() []operation {
	of := func(names ...string) (all []param) {
		for _, name := range names {
			all = append(all, g.control(name, api.Description{}))
		}
		return all
	}
	promises := described("milestones")
	due := of("lang", "known_on", "q", "limit", "offset", "include_parts")
	programme := param{name: "programme", in: "query", kind: "string", pattern: idPattern, longest: maxID, sample: "mon-espace-sante", doc: word("Un seul programme.", "One programme alone.")}
	return []operation{
		{id: "getChangesFeed", path: "/feeds/changes.atom", tag: "feeds", media: []string{api.MediaType("atom")}, refusals: []int{400}, answer: "string",
			params:  append([]param{programme}, of("lang", "known_on", "limit", "offset")...),
			summary: word("Ce qui est entré dans les données", "What entered the data"),
			doc: word("Déclarations, financements, observations et corrections, par jour d'entrée, les plus récents d'abord ; un fil Atom, page par page.",
				"Statements, funding, observations and corrections by the day of their entry, the newest first; an Atom feed, page by page.")},
		{id: "getCalendar", path: "/calendar.ics", tag: "feeds", media: []string{api.MediaType("ics")}, refusals: []int{400}, answer: "string",
			params:  append(due, g.filters(promises, maxParams-len(due))...),
			summary: word("Les promesses datées, pour un agenda", "The dated promises, for a calendar"),
			doc: word("Un événement d'un jour ou plus par échéance promise, sur tout l'intervalle que permet la date dite ; le titre en dit la précision. Les filtres sont ceux des jalons.",
				"An event of a day or more for each date due, over all the interval that the date allows; its title says how exact it is. Filters are those of milestones.")},
	}
}

// discovery are the files by which machines find the data.
var discovery = []operation{
	{id: "getDatapackage", path: "/datapackage.json", tag: "dataset", media: []string{mediaJSON}, answer: "object",
		summary: word("Les tables, pour les outils Frictionless", "The tables, for Frictionless tools"),
		doc:     word("Un Data Package dont les ressources sont les CSV de cette API, avec leurs schémas.", "A Data Package whose resources are the CSV of this API, with their schemas.")},
	{id: "getCatalogTurtle", path: "/catalog.ttl", tag: "dataset", media: []string{api.MediaType("ttl")}, answer: "string",
		summary: word("Le catalogue pour les portails, en Turtle", "The catalogue for portals, as Turtle"), doc: catalogueDoc},
	{id: "getCatalogJsonld", path: "/catalog.jsonld", tag: "dataset", media: []string{api.MediaType("jsonld")}, answer: "object",
		summary: word("Le catalogue pour les portails, en JSON-LD", "The catalogue for portals, as JSON-LD"), doc: catalogueDoc},
	{id: "getApiCatalog", path: "/.well-known/api-catalog", tag: "documentation", media: []string{api.MediaType("linkset")}, answer: "object",
		summary: word("Ce qui décrit cette API", "What describes this API"), doc: word("Un linkset, selon la RFC 9727.", "A linkset, as RFC 9727 has it.")},
	{id: "getLlms", path: "/llms.txt", tag: "documentation", media: []string{"text/plain"}, answer: "string",
		summary: word("Mode d'emploi pour les modèles de langue", "How language models can use this"), doc: word("En anglais, en Markdown.", "In English, as Markdown.")},
	{id: "getRobots", path: "/robots.txt", tag: "documentation", media: []string{"text/plain"}, answer: "string",
		summary: word("Pour les robots", "For robots"), doc: word("Tout est permis ; le plan du site y est nommé.", "All is allowed; the sitemap is named.")},
	{id: "getSitemap", path: "/sitemap.xml", tag: "documentation", media: []string{api.MediaType("xml")}, answer: "string",
		summary: word("Le plan du site", "The sitemap"), doc: word("Chaque page, dans les deux langues.", "Every page, in both languages.")},
}

var catalogueDoc = word("Le jeu de données, ses fichiers et cette API, selon DCAT-AP 3.", "The dataset, its files and this API, as DCAT-AP 3 has it.")
