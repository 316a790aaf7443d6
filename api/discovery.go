package api

import (
	"context"
	"encoding/xml"
	"slices"
	"strings"

	"jalons/internal/dataset"
)

// descriptionOfDataset says what the dataset is, in a sentence or two.
var descriptionOfDataset = dataset.Text{
	FR: "Ce qui a été promis, pour quel montant, pour quelle date, ce qu'il en est advenu et qui l'a dit : les programmes de santé numérique en France, avec une source à chaque ligne et l'état des connaissances à n'importe quel jour passé.",
	EN: "What was promised, for how much, by when, what came of it and who said so: France's digital-health programmes, with a source on every row and the state of knowledge on any past day."}

// keywords are those by which catalogues find the dataset, in French.
var keywords = []string{"santé numérique", "e-santé", "politiques publiques", "promesses", "dépenses publiques", "Mon espace santé", "DMP", "Ségur du numérique en santé", "identité nationale de santé"}

// fixed sends a document that depends on the data alone, whatever is asked.
func (c *call) fixed(format string, make func() ([]byte, error)) error {
	c.params.format = format
	if c.fresh() {
		return c.notModified()
	}
	body, err := make()
	if err != nil {
		return err
	}
	return c.send(format, body)
}

// apiCatalog names the API and what describes it (RFC 9727, RFC 9264).
func apiCatalog(c *call) error {
	base := c.server.base
	own := base + "/.well-known/api-catalog"
	c.Response().Header().Set("Link", "<"+own+`>; rel="api-catalog"`)
	return c.fixed("linkset", func() ([]byte, error) {
		return indented(map[string]any{"linkset": []any{
			map[string]any{"anchor": own, "item": []any{target(base+"/v1", "json")}},
			map[string]any{
				"anchor":       base + "/v1",
				"service-desc": []any{map[string]string{"href": base + "/openapi.json", "type": "application/vnd.oai.openapi+json"}, target(base+"/openapi.yaml", "yaml")},
				"service-doc":  []any{target(base+"/docs", "html")},
				"service-meta": []any{target(base+"/v1/dataset", "json"), target(base+"/catalog.jsonld", "jsonld"), target(base+"/datapackage.json", "json")},
				"status":       []any{target(base+"/readyz", "text")},
				"license":      []any{map[string]string{"href": licenseURL}},
			},
		}})
	})
}

func target(address, format string) map[string]string {
	return map[string]string{"href": address, "type": MediaType(format)}
}

// robots lets everybody in and says where the pages are listed.
func robots(c *call) error {
	return c.fixed("text", func() ([]byte, error) {
		return []byte("User-agent: *\nAllow: /\n\nSitemap: " + c.server.base + "/sitemap.xml\n"), nil
	})
}

// llms tells language models, and those who ask them, what is here and how to ask.
func llms(c *call) error {
	return c.fixed("text", func() ([]byte, error) {
		info, base := c.data.About.Info, c.server.base
		var lists strings.Builder
		for _, s := range takenTables() {
			doc := ""
			if entry, ok := c.data.About.Codes.Find("collection", s.name()); ok {
				doc = ": " + entry.Definition.In("en")
			}
			lists.WriteString("- [" + s.name() + "](" + base + "/v1/" + s.name() + "?lang=en)" + doc + "\n")
		}
		return []byte(strings.NewReplacer("{title}", info.Title.In("en"), "{doc}", descriptionOfDataset.EN, "{url}", base, "{lists}", lists.String(),
			"{day}", info.UpdatedOn.String(), "{license}", info.License, "{attribution}", info.Attribution.In("en")).Replace(llmsText)), nil
	})
}

const llmsText = `# {title}

> {doc} Data as of {day}, licence {license} ({attribution}).

- Every number and date is a statement with a source: quote it with its hedge (modifier, display), its date (stated_on) and its source (source_title, source_url, source_locator). Each row can be cited alone: append /cite to its permalink.
- null means "not known here", never zero or no. "overdue" means that no source here tells an outcome: silence, not proof.
- Rival figures and parts of an envelope must not be added up: use the [summary]({url}/v1/funding/summary?by=flow&lang=en), which says what it counted and what it left out.
- known_on=YYYY-MM-DD answers from what the sources had said by that day. Texts are in French; lang=en gives English where there is a translation.
- Unknown parameters are refused with the nearest name that works; the problem document has an address that answers (suggestion).

## Documentation

- [OpenAPI 3.1]({url}/openapi.json): every address, parameter and answer
- [Collections and counts]({url}/v1)
- [Search]({url}/v1/search?q=dmp&lang=en): words in all collections
- [What became known between two days]({url}/v1/diff?from=2022-01-01&to=2023-12-31&lang=en)

## Data

{lists}
## Whole dataset

- [SQLite]({url}/v1/download/jalons.sqlite): tables of today, every past state in the _history tables
- [CSV with schemas]({url}/v1/download/jalons.zip): a Frictionless data package
- [Changes]({url}/feeds/changes.atom?lang=en): an Atom feed
- [Promised dates]({url}/calendar.ics?lang=en): a calendar
`

// urlSet is a sitemap with the languages of each page beside it.
type urlSet struct {
	XMLName xml.Name  `xml:"urlset"`
	Space   string    `xml:"xmlns,attr"`
	XHTML   string    `xml:"xmlns:xhtml,attr"`
	URLs    []siteURL `xml:"url"`
}

type siteURL struct {
	Address  string      `xml:"loc"`
	Modified string      `xml:"lastmod"`
	Others   []otherPage `xml:"xhtml:link"`
}

type otherPage struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// docsPath is the page that stands outside the two languages: it follows the reader's.
const docsPath = "/docs"

// sitemap lists every page, each with itself in both languages.
func sitemap(c *call) error {
	return c.fixed("xml", func() ([]byte, error) {
		paths, err := c.server.everyPage(c.ctx())
		if err != nil {
			return nil, err
		}
		set := urlSet{Space: "http://www.sitemaps.org/schemas/sitemap/0.9", XHTML: "http://www.w3.org/1999/xhtml"}
		for _, path := range paths {
			u := siteURL{Address: c.server.base + path, Modified: c.data.About.Info.UpdatedOn.String()}
			fr := "/" + strings.TrimPrefix(strings.TrimPrefix(path, "/en/"), "/")
			if en := "/en" + fr; slices.Contains(paths, fr) && slices.Contains(paths, en) {
				for _, other := range [][2]string{{"fr", fr}, {"en", en}, {"x-default", fr}} {
					u.Others = append(u.Others, otherPage{"alternate", other[0], c.server.base + other[1]})
				}
			}
			set.URLs = append(set.URLs, u)
		}
		body, err := xml.MarshalIndent(set, "", " ")
		return append([]byte(xml.Header), append(body, '\n')...), err
	})
}

// everyPage gives the path of every page for people, each once.
func (s *Server) everyPage(ctx context.Context) ([]string, error) {
	paths, err := s.pagePaths(ctx)
	if err != nil {
		return nil, err
	}
	paths = append(paths, docsPath)
	slices.Sort(paths)
	return slices.Compact(paths), nil
}
