package api

import (
	"encoding/json"
	"fmt"

	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// formatsOfCitations are the formats of /cite; the sentence comes first.
var formatsOfCitations = []string{"text", "bibtex", "csl", "ris"}

// citationFiles are the endings by which reference managers know their formats.
var citationFiles = map[string]string{"bibtex": "bib", "csl": "json", "ris": "ris"}

// cited is a collection whose rows can be cited, with its answer.
type cited struct {
	collection string
	answer     func(*call) error
}

// citations are all of them: the collections of statements, and milestones.
var citations = []cited{
	{funding.Name, citation(funding, tellFunding)},
	{milestones.Name, citation(milestones, tellMilestone)},
	{statements.Name, citation(statements, tellStatement)},
	{observations.Name, citation(observations, tellObservation)},
}

// told is what a row says, for a citation: label and words, what sort of saying
// it is, what the record makes of it, and the item that holds its citations.
type told struct {
	label, says string
	marks       []string
	judged      string
	quoted      dataset.Date // when it was first said, where the source quotes
	item        string
}

// citation answers how to cite a row of a collection, as it reads on the day.
func citation[R any](c *Collection[R], tell func(call *call, r *R, item string) (told, error)) func(*call) error {
	return func(call *call) error {
		id := call.Param("id")
		if err := call.settle(formatsOfCitations, parseItem); err != nil {
			return c.refused(call, id, err)
		}
		row, item, found, err := store.Get[R](call.ctx(), call.data, id, call.day, call.lang)
		if err != nil {
			return err
		}
		if !found {
			return c.missing(call, id)
		}
		if call.fresh() {
			return call.notModified()
		}
		t, err := tell(call, &row, item)
		if err != nil {
			return err
		}
		claim, err := call.claim(c.Name, id, t)
		if err != nil {
			return err
		}
		return call.cite(c.Name, id, claim)
	}
}

// cite sends a citation in the format settled on, with links to the others.
func (c *call) cite(collection, id string, claim cite.Claim) error {
	h := c.Response().Header()
	links := c.linkHeader(c.links(-1, 0), "/v1/"+collection+"/"+id)
	for _, format := range formatsOfCitations {
		if format != c.params.format {
			links += fmt.Sprintf(`, <%s>; rel="alternate"; type="%s"`, *c.url(c.path, with(c.params.pairs, "format", format)), MediaType(format))
		}
	}
	h.Set("Link", links)
	if ending := citationFiles[c.params.format]; ending != "" {
		h.Set("Content-Disposition", fmt.Sprintf(`inline; filename="jalons-%s-%s-%s.%s"`, collection, id, c.day, ending))
	}
	switch c.params.format {
	case "bibtex":
		return c.send("bibtex", []byte(cite.BibTeX(claim)))
	case "csl":
		body, err := cite.CSL(claim)
		if err != nil {
			return err
		}
		return c.send("csl", body)
	case "ris":
		return c.send("ris", []byte(cite.RIS(claim)))
	}
	return c.send("text", []byte(cite.Text(claim)))
}

// claim joins what a row says with the documents that it rests on and with the
// record: by its first citation, as rows show it.
func (c *call) claim(collection, id string, t told) (cite.Claim, error) {
	var item struct {
		Citations []struct {
			Source, Locator, Original string
			AttributedTo              string `json:"attributed_to"`
			AttributedName            string `json:"attributed_name"`
		}
	}
	if err := json.Unmarshal([]byte(t.item), &item); err != nil {
		return cite.Claim{}, err
	}
	if len(item.Citations) == 0 {
		return cite.Claim{}, fmt.Errorf("%s/%s cites nothing", collection, id)
	}
	first := item.Citations[0]
	claim := cite.Claim{
		Lang: c.lang, ID: id, Label: t.label, Says: t.says, Marks: t.marks, Quoted: t.quoted, Locator: first.Locator, Record: c.record(collection, id),
	}
	claim.Record.Judged = t.judged
	if first.AttributedTo != attributeAuthor { // who is named with the document
		claim.Speaker = first.AttributedName
	}
	read, err := c.document(first.Source)
	if err != nil {
		return cite.Claim{}, err
	}
	claim.Read = *read
	if first.Original != "" {
		claim.Original, err = c.document(first.Original)
	}
	return claim, err
}

// record gives the dataset as it is cited. The permalink holds the day where the
// address asked for one, since the row may read otherwise on another.
func (c *call) record(collection, id string) cite.Record {
	info := c.data.About.Info
	path := "/v1/" + collection + "/" + id
	if c.params.knownOn != nil {
		path = address(path, []pair{{"known_on", c.day.String()}})
	}
	return cite.Record{
		Name: info.Publisher, Title: info.Title.In(c.lang), Version: info.Version, UpdatedOn: info.UpdatedOn, Day: c.day,
		Permalink: c.server.base + path, License: info.License,
	}
}

// document gives a source that is known on the day.
func (c *call) document(id string) (*cite.Document, error) {
	r, _, found, err := store.Get[sourceRow](c.ctx(), c.data, id, c.day, c.lang)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fmt.Errorf("the source %s is cited, but not known on %s", id, c.day)
	}
	d := &cite.Document{
		Title: r.Title, Publisher: r.Publisher, Authors: r.Authors, Kind: r.Kind, Language: r.Language, PublishedOn: r.PublishedOn,
		DatedByContent: r.DatedByContent, UpdatedOn: r.UpdatedOn, URL: r.URL, AccessedOn: r.AccessedOn,
	}
	if d.URL == "" {
		d.URL = r.ArchivedURL
	}
	for _, speaker := range r.Speakers {
		person, _, found, err := store.Get[personRow](c.ctx(), c.data, speaker, c.day, c.lang)
		if err != nil {
			return nil, err
		}
		if found {
			d.Speakers = append(d.Speakers, person.Name)
		}
	}
	return d, nil
}
