package api

import (
	"html/template"
	"slices"
	"strconv"

	"jalons/internal/search"
)

// searchPage finds rows by words.
var searchPage = sitePage{path: "/search", file: "search.html", words: map[string]paramReader{"q": readWords},
	title:       both("Chercher · Jalons", "Search · Jalons"),
	description: both("Chercher dans les promesses, les montants, les mesures, les sources et le glossaire.", "Search promises, amounts, values, sources and the glossary."),
	fill:        fillSearch}

type searchBody struct {
	Total    int
	Found    []foundView
	Readings []string // how the words were read, where not as they stand
}

// foundView is a row that was found.
type foundView struct {
	Label, Collection, URL, Source string
	Snippet                        template.HTML // escaped by the search, but for <mark>
}

// mostFound is how many rows a page of a search shows; the rest is a link away.
const mostFound = 50

func fillSearch(c *call, p *page) error {
	b := &searchBody{}
	p.Body = b
	if p.Asked = c.params.q; p.Asked == "" {
		return nil
	}
	p.NoIndex = true
	p.Title = p.Asked + " · " + p.Title
	if err := c.look(); err != nil {
		return err
	}
	hits := slices.DeleteFunc(slices.Clone(c.looked.Hits), func(h search.Hit) bool { return !c.wanted(h) })
	b.Total = len(hits)
	rows, err := c.shown(hits[:min(mostFound, len(hits))])
	if err != nil {
		return err
	}
	for _, r := range rows {
		b.Found = append(b.Found, foundView{Label: r.Label.Text, Collection: c.word("collection", r.Collection), URL: p.place(&r),
			Source: r.SourceTitle, Snippet: template.HTML(r.Snippet)})
	}
	for _, w := range c.readings() {
		b.Readings = append(b.Readings, w.Detail)
	}
	p.offer(c.in("Cette recherche", "This search"), "/v1/search", "q", p.Asked, "limit", strconv.Itoa(mostFound))
	return nil
}

// place gives where a row stands on a page; what stands on none is in the API.
func (p *page) place(r *SearchRow) string {
	switch r.Collection {
	case programmes.Name:
		return p.To("/programmes/" + r.ID)
	case sources.Name, glossary.Name, conflicts.Name:
		return p.To("/" + r.Collection + "#" + r.Collection + "-" + r.ID)
	case exclusions.Name, corrections.Name:
		return p.To("/report#" + r.Collection + "-" + r.ID)
	}
	if r.Programme != "" {
		return p.To("/programmes/" + r.Programme + "#" + r.Collection + "-" + r.ID)
	}
	return p.V1("/v1/" + r.Collection + "/" + r.ID)
}
