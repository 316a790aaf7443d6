package api

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"jalons/docs"
	"jalons/internal/dataset/datasettest"
)

// documentedParam and documentedOperation are what the tests read of the
// document: as a caller would, from what is served.
type documentedParam struct {
	Ref         string `json:"$ref"`
	Name        string
	Description string
	In          string
	Required    bool
	Example     any
}

type documentedOperation struct {
	Parameters []documentedParam
	Try        []string `json:"x-try"`
	Responses  map[string]json.RawMessage
}

// documented gives the operations of the document by path.
func documented(t *testing.T) map[string]documentedOperation {
	t.Helper()
	var doc struct {
		Paths      map[string]struct{ Get documentedOperation }
		Components struct{ Parameters map[string]documentedParam }
	}
	if err := json.Unmarshal(docs.OpenAPI("json"), &doc); err != nil {
		t.Fatal(err)
	}
	all := map[string]documentedOperation{}
	for path, item := range doc.Paths {
		for i, p := range item.Get.Parameters {
			if p.Ref != "" {
				item.Get.Parameters[i] = doc.Components.Parameters[p.Ref[strings.LastIndexByte(p.Ref, '/')+1:]]
			}
		}
		all[path] = item.Get
	}
	if len(all) < 2*len(tables) {
		t.Fatalf("%d operations: the document is not the whole one; run go generate ./...", len(all))
	}
	return all
}

// text gives an example as it stands in an address.
func (p documentedParam) text() string {
	list, ok := p.Example.([]any)
	if !ok {
		list = []any{p.Example}
	}
	var words []string
	for _, v := range list {
		if number, ok := v.(float64); ok {
			v = strconv.FormatFloat(number, 'f', -1, 64)
		}
		words = append(words, fmt.Sprint(v))
	}
	return strings.Join(words, ",")
}

// address gives the operation's address with what it requires, and the
// parameters named.
func (o documentedOperation) address(path string, names ...string) string {
	query := url.Values{}
	for _, p := range o.Parameters {
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", p.text())
		case p.Required || slices.Contains(names, p.Name):
			query.Set(p.Name, p.text())
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// notInTheDocument are the routes that are no part of the API: pages for people
// and the files that they load.
var notInTheDocument = func() []string {
	all := []string{"/assets/style.css", "/favicon.ico", "/docs/", "/docs/{file}", "/.well-known/security.txt",
		"/card.png", "/en/card.png", "/programmes/{id}/card.png", "/en/programmes/{id}/card.png"}
	for _, p := range sitePages() {
		path := strings.ReplaceAll(p.path, ":id", "{id}")
		all = append(all, pathIn("fr", path), pathIn("en", path))
	}
	return all
}()

// Every route stands in the document, and every path of the document is a route.
func TestRoutesAndDocumentAgree(t *testing.T) {
	s, all := newTestServer(t), documented(t)
	routes := map[string]bool{}
	for _, r := range s.echo.Routes() {
		if r.Method == http.MethodGet {
			parts := strings.Split(r.Path, "/")
			for i, part := range parts {
				if name, ok := strings.CutPrefix(part, ":"); ok {
					name, svg := strings.CutSuffix(name, ".svg") // to the router part of the name
					parts[i] = "{" + name + "}" + map[bool]string{true: ".svg"}[svg]
				}
			}
			routes[strings.Join(parts, "/")] = true
		}
	}
	for path := range all {
		if !routes[path] {
			t.Errorf("%s is documented and not served", path)
		}
	}
	for path := range routes {
		if _, ok := all[path]; ok == slices.Contains(notInTheDocument, path) {
			t.Errorf("%s is served and not documented, or no page after all", path)
		}
	}
	for _, path := range notInTheDocument {
		if !routes[path] {
			t.Errorf("%s is no route", path)
		}
	}
}

// Every operation answers its first question with 200, in every format that it
// documents.
func TestDocumentedOperationsAreServed(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	all := documented(t)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		o := all[path]
		var good struct{ Content map[string]any }
		if err := json.Unmarshal(o.Responses["200"], &good); err != nil || len(good.Content) == 0 {
			t.Fatalf("%s: no answer is documented: %v", path, err)
		}
		if nothingToAsk(t, s, path) {
			continue
		}
		for media := range good.Content {
			w := ask(s, o.address(path, o.Try...), "Accept", media)
			got, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
			if w.Code != http.StatusOK || got != media {
				t.Errorf("%s with Accept %s: %d %s", o.address(path, o.Try...), media, w.Code, got)
			}
		}
	}
}

// companions are parameters without which others are refused.
var companions = map[string]string{"include_parts": "programme"}

// Every parameter has an example, and each example alone is answered with 200.
func TestExamplesAreAnswered(t *testing.T) {
	datasettest.Sweep(t)
	s := newTestServer(t)
	for path, o := range documented(t) {
		if nothingToAsk(t, s, path) {
			continue
		}
		for _, p := range o.Parameters {
			if p.Example == nil {
				if hasValues(t, s, path, p.Name) {
					t.Errorf("%s: %s has no example, though the data hold values", path, p.Name)
				}
				continue
			}
			address := o.address(path, p.Name, companions[p.Name])
			if format := FormatOf(p.Name); format != "" {
				address = addFormat(address, format)
			}
			if w := ask(s, address); w.Code != http.StatusOK {
				t.Errorf("%s: %d %s", address, w.Code, w.Body)
			}
		}
	}
}

// Every form of every filter is a parameter or stands in the description of its
// column, and no operation has more parameters than a reader can take in.
func TestEveryFilterIsDocumented(t *testing.T) {
	all := documented(t)
	for _, d := range Describe() {
		descriptions := map[string]string{}
		for _, p := range all["/v1/"+d.Name].Parameters {
			descriptions[p.Name] = p.Description
		}
		for _, c := range d.Columns {
			if c.Unfiltered {
				continue
			}
			for _, form := range c.forms() {
				if _, isParameter := descriptions[form]; !isParameter && !strings.Contains(descriptions[c.Name], form) {
					t.Errorf("/v1/%s: %s is not documented", d.Name, form)
				}
			}
		}
	}
	for path, o := range all {
		if len(o.Parameters) > 80 {
			t.Errorf("%s has %d parameters", path, len(o.Parameters))
		}
	}
}

func addFormat(address, format string) string {
	if strings.Contains(address, "format=") {
		return address
	}
	return address + "&format=" + format
}

// nothingToAsk reports whether a path is of an item in a collection without rows.
func nothingToAsk(t *testing.T, s *Server, path string) bool {
	_, _, isItem := strings.Cut(path, "/{id}")
	return isItem && totalOf(t, s, listOf(path)) == 0
}

// listOf gives the list whose rows an address answers from.
func listOf(path string) string {
	for _, c := range DescribeCharts() {
		if c.Path == path {
			return "/v1/" + c.Collection
		}
	}
	list, _, _ := strings.Cut(path, "/{id}")
	return strings.TrimSuffix(list, "/summary")
}

// hasValues reports whether any row has a value in the column of a filter.
func hasValues(t *testing.T, s *Server, path, parameter string) bool {
	column, _, _ := strings.Cut(parameter, "__")
	list := listOf(path)
	address := list + "?" + column + "__isnull=false"
	if ask(s, address).Code != http.StatusOK {
		address = list // a column that is never null takes no such filter
	}
	return totalOf(t, s, address) > 0
}

func totalOf(t *testing.T, s *Server, address string) int {
	t.Helper()
	var answer struct{ Meta struct{ Total *int } }
	w := ask(s, address)
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.Meta.Total == nil {
		t.Fatalf("%s: %d %s", address, w.Code, w.Body)
	}
	return *answer.Meta.Total
}
