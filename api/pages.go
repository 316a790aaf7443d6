package api

import (
	"bytes"
	"embed"
	"html/template"
	"net/http"

	"jalons/docs"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

//go:embed web
var web embed.FS

var pages = template.Must(template.New("").Funcs(template.FuncMap{
	"t": func(lang, fr, en string) string { return dataset.Text{FR: fr, EN: en}.In(lang) },
}).ParseFS(web, "web/*.html"))

// page is what every page for people has; French and English are its addresses
// where the language is part of the address.
type page struct {
	Lang, Title, Description string
	Base, French, English    string
	Version, Attribution     string
	LicenseURL, Report       string
	Heading, Doc             string
	Status                   int
	Tally, Questions, Newest []pageLine
	Collections              []Entry
}

// pageLine is a line of a list on a page.
type pageLine struct {
	Label, URL, Class, Day, Display, Source string
	Count                                   int
}

// pagePolicy lets a page load its own style and nothing else.
const pagePolicy = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func (c *call) newPage(lang string) *page {
	info := c.data.About.Info
	c.lang = lang
	return &page{Lang: lang, Base: c.server.base, Version: info.Version, Attribution: info.Attribution.In(lang), LicenseURL: licenseURL, Report: info.ReportURL}
}

// render sends a page.
func (c *call) render(name string, p *page) error {
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		return err
	}
	c.Response().Header().Set("Content-Security-Policy", pagePolicy)
	c.params.format = "html"
	if c.fresh() {
		return c.notModified()
	}
	return c.send("html", b.Bytes())
}

// document serves the generated description of this API, as it was generated.
func document(format string) func(*call) error {
	return func(c *call) error {
		c.params.format = format
		if c.fresh() {
			return c.notModified()
		}
		return c.send(format, docs.OpenAPI(format))
	}
}

// style serves the one style sheet.
func style(c *call) error {
	text, err := web.ReadFile("web/style.css")
	if err != nil {
		return err
	}
	c.params.format = "css"
	if c.fresh() {
		return c.notModified()
	}
	return c.send("css", text)
}

// problemPage explains a type of problem to people.
func problemPage(c *call) error {
	lang := c.words()
	c.spoken = true
	for _, kind := range problemTypes {
		if kind.name != c.Param("type") {
			continue
		}
		p := c.newPage(lang)
		p.Heading, p.Doc, p.Status = kind.title.In(lang), kind.doc.In(lang), kind.status
		p.Title, p.Description = p.Heading+" · Jalons", p.Heading
		if err := c.render("problem.html", p); err != nil {
			return err
		}
		return nil
	}
	return &fault{kind: notFound, suggestion: "/v1", detail: dataset.Text{FR: "Aucun problème ne porte ce nom.", EN: "No problem has this name."}}
}

// home is the first page, in one language.
func home(lang string) func(*call) error {
	return func(c *call) error {
		p := c.newPage(lang)
		p.French, p.English = "/", "/en/"
		p.Title = dataset.Text{FR: "Jalons : promesses et résultats de la santé numérique", EN: "Jalons: promises and outcomes of digital health in France"}.In(lang)
		p.Description = dataset.Text{
			FR: "Données ouvertes sur la santé numérique en France : promesses, montants, échéances et résultats, chacun avec sa source.",
			EN: "Open data on digital health in France: promises, amounts, deadlines and outcomes, each with its source."}.In(lang)
		if err := c.fillHome(p); err != nil {
			return err
		}
		return c.render("home.html", p)
	}
}

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

func (c *call) fillHome(p *page) error {
	english := ""
	if p.Lang == "en" {
		english = "lang=en"
	}
	for _, q := range questions {
		url := q.address
		if english != "" {
			url += map[bool]string{true: "&", false: "?"}[bytes.ContainsRune([]byte(url), '?')] + english
		}
		p.Questions = append(p.Questions, pageLine{Label: q.label.In(p.Lang), URL: url})
	}
	q := store.Query{Day: c.day, Lang: p.Lang}
	promises, err := store.List[milestoneRow](c.ctx(), c.data, q)
	if err != nil {
		return err
	}
	for _, t := range dataset.Tallies(promises, dataset.ByNothing) {
		p.Tally = c.tallyOf(t)
	}
	q.Sorts, q.Limit = []store.Sort{{Column: "stated_on", Desc: true}}, newest
	told, err := store.List[timelineRow](c.ctx(), c.data, q)
	if err != nil {
		return err
	}
	for _, r := range told {
		p.Newest = append(p.Newest, pageLine{Label: r.Label.In(p.Lang), Display: r.Display.In(p.Lang), Day: r.StatedOn.String(), Source: r.SourceTitle, URL: "/v1/" + r.Collection + "/" + r.ID})
	}
	for _, s := range all {
		n, err := s.count(c)
		if err != nil {
			return err
		}
		e := Entry{ID: s.name(), Label: s.name(), Count: n}
		if label := c.label("collection", s.name()); label != nil {
			e.Label = *label
		}
		p.Collections = append(p.Collections, e)
	}
	return nil
}

// newest is how many of the latest statements the first page shows.
const newest = 8

// tallyOf gives the counts of promises that stand on the first page.
func (c *call) tallyOf(t dataset.Tally) (out []pageLine) {
	classes := map[string]string{"early": "good", "on_time": "good", "late": "bad", "overdue": "bad", "pending": "open", "undetermined": "open"}
	for _, word := range dataset.Timeliness {
		if len(t.IDs[word]) == 0 {
			continue
		}
		e := pageLine{Count: len(t.IDs[word]), Class: classes[word], URL: "/v1/milestones?timeliness=" + word, Label: word}
		if word == "cancelled" {
			e.URL = "/v1/milestones?status=cancelled"
		}
		if label := c.label("timeliness", word); label != nil {
			e.Label = *label
		}
		out = append(out, e)
	}
	return out
}

// favicon: browsers ask for it; a mark of our own, as an SVG.
func favicon(c *call) error {
	c.Response().Header().Set("Cache-Control", cacheGood)
	return write(c, http.StatusOK, "image/svg+xml", "", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M7 1h2v14H7z" fill="#8a2b1c"/><path d="M9 2h6l-2 2.5L15 7H9z" fill="#8a2b1c"/></svg>`))
}
