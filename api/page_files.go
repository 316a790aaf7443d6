package api

import (
	"net/http"

	"jalons/docs"
	"jalons/internal/dataset"
)

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
		p.Title, p.Description = kind.title.In(lang), kind.title.In(lang)
		p.Body = problemBody{Heading: p.Title, Detail: kind.doc.In(lang), Status: kind.status}
		return c.render("problem.html", p)
	}
	return &fault{kind: notFound, suggestion: "/v1", detail: dataset.Text{FR: "Aucun problème ne porte ce nom.", EN: "No problem has this name."}}
}

// problemBody is a problem as a page tells it.
type problemBody struct {
	Heading, Detail    string
	Status             int
	Errors             []ParamError
	Suggestion, Method string
}

// favicon: browsers ask for it; a mark of our own, as an SVG.
func favicon(c *call) error {
	c.Response().Header().Set("Cache-Control", cacheGood)
	return write(c, http.StatusOK, "image/svg+xml", "", []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M7 1h2v14H7z" fill="#8a2b1c"/><path d="M9 2h6l-2 2.5L15 7H9z" fill="#8a2b1c"/></svg>`))
}
