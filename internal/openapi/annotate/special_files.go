package main

import (
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
)

// downloadDocs say what the files are that hold the whole dataset.
var downloadDocs = map[string]dataset.Text{
	"jalons.sqlite": word("Une base SQLite : les tables du jour, chaque état passé dans les tables _history, les colonnes et les codes expliqués ; dans les deux langues.",
		"A SQLite database: the tables of today, every past state in the _history tables, columns and codes explained; in both languages."),
	"jalons.zip": word("Un paquet Frictionless : les CSV du jour dans les deux langues, leurs schémas avec les clés étrangères, un mode d'emploi, la licence.",
		"A Frictionless package: the CSV of today in both languages, their schemas with foreign keys, how to read them, the licence."),
}

// downloads are the operations that give the whole dataset as a file.
func (g *generator) downloads() (all []operation) {
	for _, f := range api.DescribeDownloads() {
		doc, name := downloadDocs[f.Name], strings.TrimPrefix(f.Name, "jalons.")
		if doc.IsZero() {
			g.unknown = append(g.unknown, "download "+f.Name)
		}
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

// discovery are the files by which machines find the data.
var discovery = []operation{
	{id: "getDatapackage", path: "/datapackage.json", tag: "dataset", media: []string{mediaJSON}, answer: "object",
		summary: word("Les tables, pour les outils Frictionless", "The tables, for Frictionless tools"),
		doc:     word("Un Data Package dont les ressources sont les CSV de cette API, avec leurs schémas.", "A Data Package whose resources are the CSV of this API, with their schemas.")},
}
