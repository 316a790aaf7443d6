package api

import (
	"bytes"
	"embed"
	"net/http"
	"path"
	"sync"

	"jalons/internal/dataset"
)

// swaggerUI is Swagger UI as published on npm, with its licence.
//
//go:embed swaggerui
var swaggerUI embed.FS

// docsPolicy lets the page of the documentation load its own scripts and styles
// and ask this service, and nothing else.
const docsPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// docsPage shows the description of this API to people, to read and to try out.
func docsPage(c *call) error {
	p := c.newPage(c.words())
	p.Title = dataset.Text{FR: "Documentation de l'API · Jalons", EN: "API documentation · Jalons"}.In(p.Lang)
	p.Description = dataset.Text{
		FR: "Chaque adresse de l'API de Jalons, avec ses paramètres, ses réponses et un essai sur place.",
		EN: "Every address of the Jalons API, with its parameters, its answers and a try on the spot."}.In(p.Lang)
	var b bytes.Buffer
	if err := pages.ExecuteTemplate(&b, "docs.html", p); err != nil {
		return err
	}
	c.params.format = "html"
	h := c.Response().Header()
	h.Set("Content-Security-Policy", docsPolicy)
	if c.fresh() {
		return c.notModified()
	}
	coding := c.coding()
	c.describe(c.etag(coding))
	h.Set("Vary", "Accept-Language, Accept-Encoding")
	return write(c, http.StatusOK, mediaTypes["html"], coding, b.Bytes())
}

// assets are the files of the page of the documentation. Swagger UI is large
// enough to be compressed once and kept.
type assets struct {
	coded sync.Map // body by name and coding
}

// assetFiles are the files that are served, by the name in the address.
var assetFiles = map[string]struct {
	files embed.FS
	name  string
}{
	"swagger-ui-bundle.js": {swaggerUI, "swaggerui/swagger-ui-bundle.js"},
	"swagger-ui.css":       {swaggerUI, "swaggerui/swagger-ui.css"},
	"LICENSE":              {swaggerUI, "swaggerui/LICENSE"},
	"NOTICE":               {swaggerUI, "swaggerui/NOTICE"},
	"docs.js":              {web, "web/docs.js"},
	"docs.css":             {web, "web/docs.css"},
}

var assetTypes = map[string]string{".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", "": "text/plain; charset=utf-8"}

func (a *assets) serve(c *call) error {
	asset, ok := assetFiles[c.Param("file")]
	if !ok {
		return &fault{kind: notFound, suggestion: "/docs", detail: dataset.Text{FR: "Cette adresse n'existe pas.", EN: "There is no such address."}}
	}
	if c.fresh() {
		return c.notModified()
	}
	coding := c.coding()
	body, err := a.body(asset.files, asset.name, coding)
	if err != nil {
		return err
	}
	c.describe(c.etag(coding))
	h := c.Response().Header()
	h.Del("Content-Language")
	if coding != "" {
		h.Set("Content-Encoding", coding)
	}
	return write(c, http.StatusOK, assetTypes[path.Ext(asset.name)], "", body)
}

// body gives a file, coded once.
func (a *assets) body(files embed.FS, name, coding string) ([]byte, error) {
	if body, ok := a.coded.Load(name + " " + coding); ok {
		return body.([]byte), nil
	}
	body, err := files.ReadFile(name)
	if err != nil || coding == "" {
		return body, err
	}
	body = compress(coding, body)
	a.coded.Store(name+" "+coding, body)
	return body, nil
}
