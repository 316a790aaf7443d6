package api

import (
	"html/template"
	"slices"
	"strings"

	"jalons/internal/dataset"
)

// homePage is where people arrive.
var homePage = sitePage{path: "/", file: "home.html",
	title: dataset.Text{FR: "Jalons : promesses et résultats de la santé numérique", EN: "Jalons: promises and outcomes of digital health in France"},
	description: dataset.Text{
		FR: "Données ouvertes sur la santé numérique en France : promesses, montants, échéances et résultats, chacun avec sa source.",
		EN: "Open data on digital health in France: promises, amounts, deadlines and outcomes, each with its source."},
	fill: fillHome}

type homeBody struct {
	Tally       []tallyView
	Promises    int
	Newest      []newsView
	Questions   []questionView
	Collections []Entry
	Programmes  []programmeLine // the six that the project exists for
	Dataset     map[string]any  // schema.org
}

// tallyView is how many promises fared in one way.
type tallyView struct {
	Word, Label, Class, Meaning string
	Count, Before               int // Before is how many come before these in the order of words
}

// newsView is a statement among the newest.
type newsView struct {
	Label, Display, Kind, Source, URL string
	Said                              dateView
}

type questionView struct{ Label, URL string }

// questions are the first that a reader may ask, with the address that answers.
var questions = []struct {
	label   dataset.Text
	address string
}{
	{dataset.Text{FR: "Combien pour le Ségur du numérique, qui l'a dit, où et quand ?", EN: "How much for the Ségur du numérique, who said so, where and when?"}, "/v1/funding?programme=segur-numerique"},
	{dataset.Text{FR: "Et qu'en savait-on fin 2019 ? Rien : personne ne l'avait encore dit.", EN: "And what was known of it at the end of 2019? Nothing: nobody had said it yet."}, "/v1/funding?programme=segur-numerique&known_on=2019-12-31"},
	{dataset.Text{FR: "Quelles promesses ont été tenues en retard, et de combien de jours ?", EN: "Which promises were kept late, and by how many days?"}, "/v1/milestones?timeliness=late&sort=-slippage_days_min"},
	{dataset.Text{FR: "Que sait-on de Mon espace santé, chiffre par chiffre ?", EN: "What is known of Mon espace santé, figure by figure?"}, "/v1/observations?programme=mon-espace-sante"},
	{dataset.Text{FR: "Quels chiffres se contredisent, et pourquoi ?", EN: "Which figures contradict each other, and why?"}, "/v1/conflicts"},
}

// mainProgrammes are those that the project exists for, where a dataset has them.
var mainProgrammes = []string{"dmp", "mon-espace-sante", "e-cps", "ins", "segur-numerique", "care"}

func fillHome(c *call, p *page) error {
	b := &homeBody{Questions: c.questions()}
	p.Body, p.Home = b, true
	promises, err := rowsFor(c, milestones)
	if err != nil {
		return err
	}
	b.Tally, b.Promises = c.tallies(promises), len(promises)
	told, err := rowsFor(c, timeline, "sort", "-stated_on_earliest", "limit", newest)
	if err != nil {
		return err
	}
	for _, r := range told {
		b.Newest = append(b.Newest, newsView{Label: r.Label.In(p.Lang), Display: r.Display.In(p.Lang), Kind: c.word("timeline_kind", r.Kind),
			Said: c.date(r.StatedOn), Source: r.SourceTitle, URL: p.To("/programmes/" + r.Programme + "#" + r.Collection + "-" + r.ID)})
	}
	if b.Programmes, err = c.programmeLines(); err != nil {
		return err
	}
	b.Programmes = slices.DeleteFunc(b.Programmes, func(l programmeLine) bool { return !slices.Contains(mainProgrammes, l.ID) })
	for _, s := range all {
		n, err := s.count(c)
		if err != nil {
			return err
		}
		b.Collections = append(b.Collections, Entry{ID: s.name(), Label: c.word("collection", s.name()), Count: n})
	}
	p.offer(c.in("L'état des promesses", "The state of the promises"), "/v1/milestones/summary")
	p.offer(c.in("Toutes les promesses", "All promises"), "/v1/milestones")
	p.offer(c.in("Les déclarations les plus récentes", "The newest statements"), "/v1/timeline", "sort", "-stated_on_earliest")
	b.Dataset = c.schemaOrg(p)
	return nil
}

// questions gives the first questions in the language of the page.
func (c *call) questions() (out []questionView) {
	for _, q := range questions {
		url := q.address
		if c.lang == "en" {
			url += map[bool]string{true: "&", false: "?"}[strings.Contains(url, "?")] + "lang=en"
		}
		out = append(out, questionView{french(q.label.In(c.lang), c.lang), url})
	}
	return out
}

// newest is how many of the latest statements the first page shows.
const newest = "8"

// tallies counts promises by what became of them, as /v1/milestones/summary does.
func (c *call) tallies(rows []milestoneRow) (out []tallyView) {
	before := 0
	for _, t := range dataset.Tallies(rows, dataset.ByNothing) {
		for _, word := range dataset.Timeliness {
			if n := len(t.IDs[word]); n > 0 {
				v := tallyView{Word: word, Label: c.judged(word), Class: classes[word], Count: n, Before: before}
				before += n
				list := "timeliness"
				if word == cancelled {
					list = "milestone_status"
				}
				entry, _ := c.data.About.Codes.Find(list, word)
				v.Meaning = entry.Definition.In(c.lang)
				out = append(out, v)
			}
		}
	}
	return out
}

// schemaOrg describes the dataset to search engines.
func (c *call) schemaOrg(p *page) map[string]any {
	info := c.data.About.Info
	file := func(name, media string) map[string]any {
		return map[string]any{"@type": "DataDownload", "contentUrl": p.Base + "/v1/download/" + name, "encodingFormat": media}
	}
	return map[string]any{
		"@context": "https://schema.org", "@type": "Dataset", "@id": p.Base + "/#dataset", "name": info.Title.In(c.lang), "description": p.Description,
		"url": p.Canonical(c.lang), "inLanguage": []string{"fr", "en"}, "license": licenseURL, "isAccessibleForFree": true,
		"version": info.Version, "dateModified": info.UpdatedOn.String(), "creditText": info.Attribution.In(c.lang),
		"spatialCoverage": "France", "keywords": []string{"santé numérique", "e-santé", "DMP", "Mon espace santé", "Ségur du numérique", "digital health"},
		"creator":      map[string]any{"@type": "Organization", "name": info.Publisher, "email": info.Contact, "url": p.Base + "/"},
		"distribution": []any{file("jalons.zip", "application/zip"), file("jalons.sqlite", "application/vnd.sqlite3")},
	}
}

// Structured gives the description for the data block of the page.
func (b *homeBody) Structured() template.JS { return template.JS(appendJSON(nil, b.Dataset)) }
