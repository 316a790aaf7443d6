package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
)

// version is that of the API: names are only added within /v1.
const version = "1.0.0"

var about = word(
	"Jeu de données ouvert et API en lecture seule sur les programmes de santé numérique en France : ce qui a été promis, à quel coût, pour quand, ce qu'il en est advenu, et qui l'a dit. Chaque nombre et chaque date est une déclaration : quelqu'un l'a publiée, un jour, dans un document, à un endroit. Ce qui n'est pas connu est null. known_on répond avec ce que les sources disaient ce jour-là. Rien n'est ignoré : un paramètre inconnu est une erreur 400 qui dit ce qui marche. Le format se choisit par le suffixe du chemin (.csv), par format=, ou par l'en-tête Accept.",
	"An open dataset and a read-only API about France's digital-health programmes: what was promised, at what cost, for when, what came of it, and who said so. Every number and every date is a statement: somebody published it, on some day, in some document, at some place in it. What is not known is null. known_on answers from what the sources had said by that day. Nothing is ignored: an unknown parameter is a 400 that says what works. The format is chosen by the path's suffix (.csv), by format=, or by the Accept header.")

// A tag gathers operations; those of collections are named after them.
type tag struct {
	name string
	doc  dataset.Text
}

var otherTags = []tag{
	{"dataset", word("Le jeu de données dans son ensemble, et le point de départ.", "The dataset as a whole, and where to begin.")},
	{"charts", word("Des images des mêmes lignes, à montrer ailleurs.", "Pictures of the same rows, to be shown elsewhere.")},
	{"feeds", word("Ce à quoi des programmes s'abonnent : fils et agendas.", "What programs subscribe to: feeds and calendars.")},
	{"documentation", word("La description de ce service, et ses erreurs expliquées.", "The description of this service, and its errors explained.")},
	{"operations", word("Pour qui fait tourner le service.", "For those who run the service.")},
}

// tags gives the tags in the order of the documents.
func tags(codes dataset.Codes) []tag {
	all := []tag{otherTags[0]}
	for _, d := range api.Describe() {
		if d.HasItems {
			entry, _ := codes.Find("collection", d.Name)
			all = append(all, tag{d.Name, dataset.Text{FR: entry.Definition.FR, EN: entry.Definition.In("en")}})
		}
	}
	return append(all, otherTags[1:]...)
}

// writeGeneral writes what holds for the whole document.
func writeGeneral(w io.Writer, info dataset.Info, codes dataset.Codes) error {
	line := func(name, text string) { fmt.Fprintf(w, "// @%s %s\n", name, text) }
	line("title", "Jalons")
	line("version", version)
	line("description", both(about))
	line("contact.name", info.Publisher)
	line("contact.email", info.Contact)
	line("contact.url", siteOf(info.Contact))
	line("license.name", "Licence Ouverte 2.0 (etalab-2.0)")
	line("license.url", api.LicenseURL)
	line("BasePath", "/")
	all := tags(codes)
	places := map[string]int{}
	for i, t := range all {
		places[t.name] = i
	}
	slices.SortFunc(all, func(a, b tag) int { return strings.Compare(a.name, b.name) }) // linters want it so; x-order is ours
	for _, t := range all {
		line("tag.name", t.name)
		line("tag.description", both(t.doc))
		line("tag.x-order", fmt.Sprintf("%02d", places[t.name]))
	}
	text, err := json.Marshal(problemExamples())
	line("x-problems", string(text))
	return err
}

// siteOf gives the site of a mail address.
func siteOf(mail string) string {
	_, host, _ := strings.Cut(mail, "@")
	return "https://" + host + "/"
}

// problemExamples give an example of each status, in English.
func problemExamples() map[string]api.Problem {
	const home = "https://jalons.example"
	all := map[string]api.Problem{}
	for _, p := range slices.Backward(api.DescribeProblems()) { // of several kinds of one status the first stays
		all[strconv.Itoa(p.Status)] = api.Problem{Type: home + "/problems/" + p.Name, Title: p.Title.EN, Status: p.Status, Detail: p.Title.EN + ".", Instance: "/v1/funding"}
	}
	bad := all["400"]
	bad.Detail, bad.Instance, bad.Suggestion = `"program" is no parameter here.`, "/v1/funding?program=dmp", home+"/v1/funding?programme=dmp"
	bad.Errors = []api.ParamError{{Parameter: "program", Value: "dmp", Detail: bad.Detail, Allowed: []string{"programme", "lang", "known_on"}, DidYouMean: "programme"}}
	all["400"] = bad
	return all
}
