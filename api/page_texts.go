package api

import (
	"slices"

	"jalons/internal/dataset"
)

func both(fr, en string) dataset.Text { return dataset.Text{FR: fr, EN: en} }

// methodPage tells how to read the answers.
var methodPage = sitePage{path: "/method", file: "method.html",
	title: both("Comment lire ces données · Jalons", "How to read these data · Jalons"),
	description: both("Ponctualité, glissement, contradiction, somme, « tel qu'on le savait » : ce que ces mots disent ici, ce qu'ils ne disent pas, avec des exemples.",
		"Timeliness, slippage, conflict, sum, \"as known on\": what these words say here, what they do not, with examples."),
	fill: fillMethod}

type methodBody struct {
	Words    []tallyView
	Examples []promiseView
	Question string // money: rival figures for one question
	Rivals   []saying
	Sums     []sumView
}

// examples of the method, where a dataset has them: an exact date missed, a
// vague one, and a promise that was moved several times.
var (
	exampleMilestones = []string{"ins-obligation", "mes-national-opening", "dmp-for-all"}
	exampleQuestion   = "dmp-cost-to-2013"
)

func fillMethod(c *call, p *page) error {
	b := &methodBody{}
	p.Body = b
	for _, word := range dataset.Timeliness {
		if entry, ok := c.data.About.Codes.Find("timeliness", word); ok {
			b.Words = append(b.Words, tallyView{Word: word, Label: entry.Label.In(c.lang), Class: classes[word], Meaning: entry.Definition.In(c.lang)})
		}
	}
	promises, err := rowsFor(c, milestones)
	if err != nil {
		return err
	}
	for _, id := range exampleMilestones {
		if i := slices.IndexFunc(promises, func(r milestoneRow) bool { return r.ID == id }); i >= 0 {
			b.Examples = append(b.Examples, c.promise(&promises[i]))
		}
	}
	money, err := rowsFor(c, funding, "sort", "stated_on")
	if err != nil {
		return err
	}
	money = slices.DeleteFunc(money, func(r fundingRow) bool { return r.Question != exampleQuestion })
	if len(money) == 0 {
		return nil
	}
	for i := range money {
		s, err := c.sayFunding(&money[i], "")
		if err != nil {
			return err
		}
		b.Rivals = append(b.Rivals, s)
	}
	b.Question = money[0].QuestionLabel.In(c.lang)
	sums, err := c.sums(money, dataset.ByFlow)
	for _, s := range sums {
		b.Sums = append(b.Sums, c.sumView(s, money))
	}
	p.offer(c.in("Les chiffres rivaux", "The rival figures"), "/v1/funding", "question", exampleQuestion, "sort", "stated_on")
	p.offer(c.in("Leur somme", "Their sum"), "/v1/funding/summary", "by", "flow", "question", exampleQuestion)
	return err
}

// developersPage is for whoever asks the API.
var developersPage = sitePage{path: "/developers", file: "developers.html",
	title:       both("L'API : première question et recettes · Jalons", "The API: first question and recipes · Jalons"),
	description: both("Interroger Jalons avec curl, un tableur, Python, R, JavaScript ou Datawrapper, sans clé ni compte.", "Ask Jalons with curl, a spreadsheet, Python, R, JavaScript or Datawrapper, without key or account."),
	fill: func(c *call, p *page) error {
		p.Body = c.questions()
		p.offer(c.in("Le jeu de données", "The dataset"), "/v1/dataset")
		return nil
	}}

// licencePage tells what may be done with the data, and how to cite them.
var licencePage = sitePage{path: "/licence", file: "licence.html",
	title:       both("Licence et citation · Jalons", "Licence and citation · Jalons"),
	description: both("Réutiliser les données de Jalons sous Licence Ouverte 2.0, et les citer : le jeu entier, ou une seule ligne.", "Reuse the data of Jalons under the Licence Ouverte 2.0, and cite them: the whole dataset, or a single row."),
	fill: func(c *call, p *page) error {
		p.Body = map[string]string{"Title": c.data.About.Info.Title.In(c.lang), "Publisher": c.data.About.Info.Publisher, "Year": c.data.About.Info.UpdatedOn.String()[:4]}
		p.offer(c.in("Le jeu de données", "The dataset"), "/v1/dataset")
		return nil
	}}
