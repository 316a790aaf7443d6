package api

import (
	"bytes"
	"html/template"
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

var problemTemplate = template.Must(template.New("problem").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}} · Jalons</title>
<meta name="description" content="{{.Title}} ({{.Status}})">
</head>
<body>
<main>
<h1>{{.Title}} ({{.Status}})</h1>
<p>{{.Doc}}</p>
<p><a href="/v1">/v1</a> · <a href="/docs">/docs</a></p>
</main>
</body>
</html>
`))

// problemPage explains a type of problem to people.
func problemPage(c *call) error {
	lang := c.words()
	for _, p := range problemTypes {
		if p.name != c.Param("type") {
			continue
		}
		var b bytes.Buffer
		err := problemTemplate.Execute(&b, map[string]any{"Lang": lang, "Title": p.title.In(lang), "Status": p.status, "Doc": p.doc.In(lang)})
		if err != nil {
			return err
		}
		h := c.Response().Header()
		h.Set("Vary", "Accept-Language, Accept-Encoding")
		h.Set("Content-Language", lang)
		h.Set("Cache-Control", cacheGood)
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
		return write(c, http.StatusOK, mediaTypes["html"], "", b.Bytes())
	}
	return &fault{kind: notFound, suggestion: "/v1", detail: dataset.Text{FR: "Aucun problème ne porte ce nom.", EN: "No problem has this name."}}
}
