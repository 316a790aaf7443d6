package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
)

// operation is what an address does.
type operation struct {
	id, path, tag string
	summary, doc  dataset.Text
	params        []param
	answer        string   // Go type of the JSON answer; "string" for a text
	media         []string // of good answers, the first by default
	refusals      []int    // statuses of problems, beside those that every address may give
	try           []string // parameters whose samples, taken together, ask a good first question
}

// everywhere are the statuses that any address may give: what is too long, too
// much, broken or too busy.
var everywhere = []int{414, 429, 500, 503}

// refusalWords say what a status means here.
var refusalWords = map[int]dataset.Text{
	400: word("Un paramètre est inconnu, ou sa valeur n'est pas permise ; l'erreur dit ce qui marche.", "A parameter is unknown or its value is not allowed; the error says what works."),
	404: word("Rien ne porte cet identifiant, ou il n'était pas encore connu ce jour-là.", "Nothing has this id, or it was not yet known on that day."),
	406: word("L'en-tête Accept ne laisse aucun format de cette adresse.", "The Accept header leaves none of the formats of this address."),
	412: word("Le fichier n'est plus celui que nomme If-Match.", "The file is no longer the one that If-Match names."),
	416: word("L'intervalle demandé est hors du fichier.", "The range asked for lies outside the file."),
	410: word("L'identifiant a été retiré ; l'erreur dit pourquoi, et ce qui le remplace.", "The id was withdrawn; the error says why, and what replaces it."),
	414: word("L'adresse est trop longue.", "The address is too long."),
	422: word("La demande est comprise, mais y répondre tromperait.", "The request is understood, but an answer would mislead."),
	429: word("Trop de demandes : réponse de ce qui se tient devant le service.", "Too many requests: an answer of what stands in front of the service."),
	500: word("Une faute de notre côté.", "A fault on our side."),
	503: word("Le service est occupé ou s'arrête ; réessayez après Retry-After.", "The service is busy or stopping; try again after Retry-After."),
}

// write writes the annotated blank function.
func (o *operation) write(w io.Writer) error {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "// @%s %s\n", name, fmt.Sprintf(format, args...))
	}
	line("ID", "%s", o.id)
	line("Summary", "%s", both(o.summary))
	line("Description", "%s", both(o.doc))
	line("Tags", "%s", o.tag)
	line("Produce", "%s,application/problem+json", strings.Join(o.media, ","))
	for i := range o.params {
		if err := o.params[i].write(&b); err != nil {
			return err
		}
	}
	good := word("La réponse.", "The answer.")
	if o.answer == "string" || o.answer == "object" || o.answer == "file" {
		line("Success", "200 {%s} %s %q", o.answer, o.answer, both(good))
	} else {
		line("Success", "200 {object} %s %q", o.answer, both(good))
	}
	if strings.HasPrefix(o.path, "/v1") {
		line("Success", "304 %q", both(word("Rien n'a changé depuis l'ETag donné.", "Nothing has changed since the ETag given.")))
		line("Header", "200 {string} ETag %q", both(word("Étiquette de cette réponse, à renvoyer dans If-None-Match.", "Tag of this answer, to be sent back in If-None-Match.")))
		line("Header", "200 {string} Link %q", both(word("Les liens de la réponse, par relations enregistrées.", "The links of the answer, by registered relations.")))
		line("Header", "200 {string} X-Dataset-Version %q", both(word("Version du jeu de données.", "Version of the dataset.")))
	}
	problems := slices.Sorted(slices.Values(append(slices.Clone(o.refusals), everywhere...)))
	for _, status := range problems {
		line("Failure", "%d {object} docProblem %q", status, both(refusalWords[status]))
	}
	if err := o.extensions(line); err != nil {
		return err
	}
	line("Router", "%s [get]", o.path)
	_, err := fmt.Fprintf(w, "%sfunc _() {}\n\n", b.String())
	return err
}

// extensions writes what package lift needs beside the annotations.
func (o *operation) extensions(line func(string, string, ...any)) error {
	patches := map[string]object{}
	for i := range o.params {
		patches[o.params[i].name] = o.params[i].patch()
	}
	all := map[string]any{"x-parameters": patches}
	if o.try != nil {
		all["x-try"] = o.try
	}
	if answer, ok := answers[o.id]; ok {
		all["x-examples"] = map[string]any{"200": answer}
	}
	for _, name := range []string{"x-parameters", "x-try", "x-examples"} {
		if all[name] == nil {
			continue
		}
		text, err := json.Marshal(all[name])
		if err != nil {
			return err
		}
		line(name, "%s", text)
	}
	return nil
}

// media gives the media types of formats.
func media(formats []string) (all []string) {
	for _, f := range formats {
		if m := api.MediaType(f); !slices.Contains(all, m) {
			all = append(all, m)
		}
	}
	return all
}
