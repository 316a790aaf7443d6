package api

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"jalons/internal/catalogue"
	"jalons/internal/dataset"
)

// get serves an address by GET and by HEAD.
func (s *Server) get(path string, handle func(*call) error) {
	h := func(c echo.Context) error { return handle(s.begin(c)) }
	s.echo.GET(path, h)
	s.echo.HEAD(path, h)
}

func (s *Server) routes() {
	s.get("/v1", root)
	s.get("/v1/dataset", about)
	s.get("/v1/schema/:collection", schema)
	s.get("/v1/timeline", timeline.list)
	s.get("/v1/search", searchList)
	s.get("/v1/diff", diff)
	s.get("/v1/funding/summary", fundingSummary)
	s.get("/v1/milestones/summary", milestonesSummary)
	for _, collection := range all {
		s.get("/v1/"+collection.name(), collection.list)
		s.get("/v1/"+collection.name()+"/:id", func(c *call) error { return collection.item(c, c.Param("id")) })
	}
	for _, c := range citations {
		s.get("/v1/"+c.collection+"/:id/cite", c.answer)
	}
	for i, f := range downloadNames {
		s.get("/v1/download/"+f.name, download(i, false))
		s.get("/v1/download/"+f.name+sumSuffix, download(i, true))
	}
	s.get("/datapackage.json", datapackageJSON)
	s.get("/catalog.ttl", catalogueIn("ttl", asTurtle))
	s.get("/catalog.jsonld", catalogueIn("jsonld", catalogue.Catalogue.JSONLD))
	s.get("/.well-known/api-catalog", apiCatalog)
	s.get("/robots.txt", robots)
	s.get("/llms.txt", llms)
	s.get("/sitemap.xml", sitemap)
	s.get("/feeds/changes.atom", changesFeed)
	s.get("/calendar.ics", calendar)
	s.get("/openapi.json", document("json"))
	s.get("/openapi.yaml", document("yaml"))
	s.get("/docs", docsPage)
	s.get("/docs/", docsPage)
	s.get("/docs/:file", new(assets).serve)
	s.get("/problems/:type", problemPage)
	s.pageRoutes()
	s.chartRoutes()
	s.cardRoutes()
	s.get("/assets/style.css", style)
	s.get("/favicon.ico", favicon)
	s.get("/.well-known/security.txt", securityTxt)
	s.get("/livez", livez)
	s.get("/readyz", s.readyz)
}

// livez says that the process answers; it touches nothing.
func livez(c *call) error { return plain(c, http.StatusOK, "ok\n") }

// readyz says whether requests should come: the data can be read, and the
// service is not about to stop.
func (s *Server) readyz(c *call) error {
	if s.drain.Load() {
		return &fault{kind: busy, detail: dataset.Text{FR: "Le service s'arrête.", EN: "The service is stopping."}}
	}
	if err := c.data.Ping(c.ctx()); err != nil {
		return unreadable
	}
	return plain(c, http.StatusOK, "ready\n")
}

// unreadable is the answer where the data can't be read through no fault of the
// question: another replica, or this one later, may do better.
var unreadable = &fault{kind: busy, detail: dataset.Text{FR: "Les données ne se lisent pas.", EN: "The data cannot be read."}}

func plain(c *call, status int, body string) error {
	c.Response().Header().Set("Cache-Control", cacheNever)
	return write(c, status, "text/plain; charset=utf-8", "", []byte(body))
}
