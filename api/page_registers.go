package api

import (
	"jalons/internal/dataset"
)

// conflictsPage shows what contradicts what.
var conflictsPage = sitePage{path: "/conflicts", file: "conflicts.html",
	title: dataset.Text{FR: "Les contradictions · Jalons", EN: "The conflicts · Jalons"},
	description: dataset.Text{FR: "Les chiffres, dates et noms qui se contredisent d'une source à l'autre, côte à côte, avec une explication quand il y en a une.",
		EN: "Figures, dates and names that disagree from one source to another, side by side, with an explanation where there is one."},
	fill: fillConflictsPage}

func fillConflictsPage(c *call, p *page) error {
	views, err := c.conflictViews()
	if err != nil {
		return err
	}
	names, err := c.labels(dataset.ByProgramme)
	if err != nil {
		return err
	}
	for i := range views {
		views[i].Name = names[views[i].Programme]
	}
	p.Body = views
	p.offer(c.in("Les contradictions", "The conflicts"), "/v1/conflicts")
	return nil
}

// sourcesPage lists the documents that were read.
var sourcesPage = sitePage{path: "/sources", file: "sources.html",
	title: dataset.Text{FR: "Les sources · Jalons", EN: "The sources · Jalons"},
	description: dataset.Text{FR: "Les documents lus pour ce jeu de données, les plus récents d'abord : rapports, lois, entretiens, dépêches, pages officielles.",
		EN: "The documents read for this dataset, the latest first: reports, laws, interviews, dispatches, official pages."},
	fill: fillSources}

// sourceView is a document.
type sourceView struct {
	ID, Title, Publisher, Kind, URL, Archive, Language string
	Relay                                              bool
	Published                                          dateView
	Authors                                            []string
}

func fillSources(c *call, p *page) error {
	rows, err := rowsFor(c, sources, "sort", "-published_on")
	if err != nil {
		return err
	}
	var views []sourceView
	for _, r := range rows {
		v := sourceView{ID: r.ID, Title: r.Title, Publisher: r.Publisher, Kind: c.word("source_kind", r.Kind), URL: r.URL, Archive: r.ArchivedURL,
			Relay: r.Tier == "relay", Published: c.date(r.PublishedOn), Authors: r.Authors}
		if r.Language != "fr" {
			v.Language = r.Language
		}
		views = append(views, v)
	}
	p.Body = views
	p.offer(c.in("Les sources", "The sources"), "/v1/sources", "sort", "-published_on")
	return nil
}

// glossaryPage explains the words of the trade.
var glossaryPage = sitePage{path: "/glossary", file: "glossary.html",
	title: dataset.Text{FR: "Glossaire de la santé numérique · Jalons", EN: "Glossary of digital health · Jalons"},
	description: dataset.Text{FR: "Les sigles de la santé numérique en France, développés et définis d'après les sources.",
		EN: "The acronyms of digital health in France, spelt out and defined from the sources."},
	fill: fillGlossary}

// termView is an entry of the glossary.
type termView struct{ ID, Acronym, Expansion, Definition string }

func fillGlossary(c *call, p *page) error {
	rows, err := rowsFor(c, glossary, "sort", "acronym")
	if err != nil {
		return err
	}
	var views []termView
	for _, r := range rows {
		views = append(views, termView{r.ID, r.Acronym, r.Expansion.In(c.lang), r.Definition.In(c.lang)})
	}
	p.Body = views
	p.offer(c.in("Le glossaire", "The glossary"), "/v1/glossary", "sort", "acronym")
	return nil
}

// reportPage tells how to report a mistake, and what came of such reports.
var reportPage = sitePage{path: "/report", file: "report.html",
	title:       dataset.Text{FR: "Signaler une erreur · Jalons", EN: "Report a mistake · Jalons"},
	description: dataset.Text{FR: "Comment signaler une erreur, ce qui a été corrigé, et ce qui a été vu puis écarté.", EN: "How to report a mistake, what was put right, and what was seen and refused."},
	fill:        fillReport}

type reportBody struct {
	Corrections []correctionView
	Exclusions  []exclusionView
}

type correctionView struct {
	ID, Target, Previous, Corrected, Reason string
	Date                                    string
}

type exclusionView struct{ ID, Claim, Reason, Source, URL, Locator string }

func fillReport(c *call, p *page) error {
	b := &reportBody{}
	put, err := rowsFor(c, corrections, "sort", "-date")
	if err != nil {
		return err
	}
	for _, r := range put {
		b.Corrections = append(b.Corrections, correctionView{r.ID, r.Target, r.Previous.In(c.lang), r.Corrected.In(c.lang), r.Reason.In(c.lang), r.Date.String()})
	}
	refused, err := rowsFor(c, exclusions)
	if err != nil {
		return err
	}
	for _, r := range refused {
		b.Exclusions = append(b.Exclusions, exclusionView{r.ID, r.Claim.In(c.lang), r.Reason.In(c.lang), r.SourceTitle, r.SourceURL, r.SourceLocator})
	}
	p.Body = b
	p.offer(c.in("Les corrections", "The corrections"), "/v1/corrections", "sort", "-date")
	p.offer(c.in("Ce qui a été écarté", "What was refused"), "/v1/exclusions")
	return nil
}
