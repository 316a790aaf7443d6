package api

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// A sitePage is a page for people. It is served in French under its path and in
// English under the same path below /en.
type sitePage struct {
	path               string // ":id" stands for the id of a programme
	file               string // template, in web
	title, description dataset.Text
	words              map[string]paramReader // parameters that it reads beside known_on
	fill               func(*call, *page) error
}

// sitePages are all of them, in the order of the site.
func sitePages() []sitePage {
	return []sitePage{homePage, programmesPage, programmePage, promisesPage, conflictsPage, sourcesPage, glossaryPage,
		methodPage, developersPage, licencePage, reportPage, searchPage}
}

// pageRoutes serves the pages in both languages.
func (s *Server) pageRoutes() {
	for _, p := range sitePages() {
		for _, lang := range []string{"fr", "en"} {
			s.get(pathIn(lang, p.path), func(c *call) error { return c.show(p, lang) })
		}
	}
}

// pagePaths gives the path of every page that there is today, French and
// English: what a sitemap lists and an export writes.
func (s *Server) pagePaths(ctx context.Context) ([]string, error) {
	held := s.hold()
	defer held.release()
	data := held.data
	ids, err := store.IDs[programmeRow](ctx, data, data.About.Info.UpdatedOn)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, p := range sitePages() {
		paths := []string{p.path}
		if strings.Contains(p.path, ":id") {
			paths = nil
			for _, id := range ids {
				paths = append(paths, strings.Replace(p.path, ":id", id, 1))
			}
		}
		for _, path := range paths {
			out = append(out, pathIn("fr", path), pathIn("en", path))
		}
	}
	return out, nil
}

// page is what every page for people has.
type page struct {
	Lang, Title, Description string
	Path                     string // in French; "" for a page whose address has no language
	Base                     string
	Day, KnownOn             string // the day judged on, and the day asked for, "" for none
	Version, UpdatedOn       string
	Attribution, LicenseURL  string
	Report, Contact          string
	Asked                    string // what was searched for
	Home, NoIndex            bool
	Data                     []dataLink // the addresses of the API that answer the page's question
	Body                     any
}

// dataLink is an address of the API with the same as CSV, "" for none.
type dataLink struct{ Label, URL, CSV string }

// pagePolicy lets a page load its own style and pictures and nothing else. Tools in
// a browser that judge a page fetch robots.txt on its behalf: it may ask this host.
const pagePolicy = "default-src 'none'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func (c *call) newPage(lang string) *page {
	info := c.data.About.Info
	c.lang = lang
	p := &page{Lang: lang, Base: c.server.base, Day: c.day.String(), Version: info.Version, UpdatedOn: info.UpdatedOn.String(),
		Attribution: info.Attribution.In(lang), LicenseURL: licenseURL, Report: info.ReportURL, Contact: info.Contact}
	if c.params.knownOn != nil {
		p.KnownOn = c.params.knownOn.String()
	}
	return p
}

// show answers with a page.
func (c *call) show(site sitePage, lang string) error {
	c.paged, c.lang = lang, lang
	if err := c.readPage(site.words); err != nil {
		return err
	}
	p := c.newPage(lang)
	p.Path = strings.Replace(site.path, ":id", c.Param("id"), 1)
	p.Title, p.Description = french(site.title.In(lang), lang), french(site.description.In(lang), lang)
	if site.fill != nil {
		if err := site.fill(c, p); err != nil {
			return err
		}
	}
	return c.render(site.file, p)
}

// readPage reads the parameters that a page knows and passes over the others.
// A field of a form that was left empty is none.
func (c *call) readPage(words map[string]paramReader) error {
	known := map[string]paramReader{"known_on": readKnownOn}
	for name, read := range words {
		known[name] = read
	}
	pairs, faults := split(filled(c.Request().URL.RawQuery))
	strange := func(name string) bool { return known[name] == nil }
	pairs = slices.DeleteFunc(pairs, func(p pair) bool { return strange(p.name) })
	faults = slices.DeleteFunc(faults, func(f paramFault) bool { return strange(f.name) })
	c.day = c.data.About.Info.UpdatedOn
	check := func(pairs []pair) (params, []paramFault) { return understand(c, pairs, known, noMore, nil) }
	p, more := check(pairs)
	if faults = append(faults, more...); len(faults) > 0 {
		return refuse(c, c.path, pairs, faults, func(pairs []pair) []paramFault { _, f := check(pairs); return f })
	}
	p.lang = c.lang
	c.take(p)
	return nil
}

// filled gives a query without the parameters that have no value.
func filled(raw string) string {
	var parts []string
	for part := range strings.SplitSeq(raw, "&") {
		if _, value, _ := strings.Cut(part, "="); value != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "&")
}

// render sends a page.
func (c *call) render(name string, p *page) error {
	h := c.Response().Header()
	h.Set("Content-Security-Policy", pagePolicy)
	c.params.format = "html"
	if c.fresh() {
		return c.notModified()
	}
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, name, p); err != nil {
		return err
	}
	return c.send("html", b.Bytes())
}

// problemHTML is a problem as a page for whoever reads pages, "" for whoever does not.
func (c *call) problemHTML(f *fault) string {
	reads := func(p preference) bool { return p.value == "text/html" && p.weight > 0 }
	if c.paged == "" || !slices.ContainsFunc(preferences(c.header("Accept")), reads) {
		return ""
	}
	p := c.newPage(c.paged)
	p.Title, p.NoIndex = f.kind.title.In(p.Lang), true
	p.Description = p.Title
	body := problemBody{Heading: p.Title, Detail: f.detail.In(p.Lang), Status: f.kind.status, Suggestion: f.suggestion}
	for _, e := range f.paramFaults {
		body.Errors = append(body.Errors, e.in(p.Lang))
	}
	if f.path != "" {
		body.Suggestion = address(f.path, f.pairs)
	}
	p.Body = body
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "problem.html", p); err != nil {
		return ""
	}
	c.Response().Header().Set("Content-Security-Policy", pagePolicy)
	return b.String()
}
