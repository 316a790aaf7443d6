package openapi

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"

	"jalons/api"
	"jalons/docs"
	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

var update = flag.Bool("update", false, "record the example answers anew; then run go generate ./...")

// answersFile holds the example answers, cut short.
const answersFile = "annotate/answers.json"

// publicURL is that of the example answers.
const publicURL = "https://jalons.example"

func newServer(t *testing.T) http.Handler {
	t.Helper()
	d, _ := dataset.Load(fixtures.Files) // what is wrong with it, the tests of package dataset say
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := store.Build(path, d, "test"); err != nil {
		t.Fatal(err)
	}
	data, err := store.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = data.Close() })
	return api.New(api.Config{PublicURL: publicURL, Build: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}, data)
}

func document(t *testing.T) *openapi3.T {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(docs.OpenAPI("json"))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// question gives the address that an operation's examples ask: its path, what it
// requires, and the parameters that x-try names.
func question(path string, o *openapi3.Operation) string {
	query := url.Values{}
	var try []any
	if o.Extensions["x-try"] != nil {
		try = o.Extensions["x-try"].([]any)
	}
	for _, p := range o.Parameters {
		value := exampleText(p.Value)
		switch {
		case p.Value.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Value.Name+"}", value)
		case p.Value.Required || slices.Contains(try, any(p.Value.Name)):
			query.Set(p.Value.Name, value)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	return path
}

// exampleText gives a parameter's example as it stands in an address.
func exampleText(p *openapi3.Parameter) string {
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

// What every operation answers is what its schema says, and has no member that
// the schema does not describe.
func TestAnswersAreAsDescribed(t *testing.T) {
	server, doc := newServer(t), document(t)
	recorded := map[string]json.RawMessage{}
	for path, item := range doc.Paths.Map() {
		o := item.Get
		address := question(path, o)
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, address, nil))
		if w.Code == http.StatusNotFound && strings.HasSuffix(path, "/{id}") && isEmpty(t, server, strings.TrimSuffix(path, "/{id}")) {
			continue // a collection without rows has no item to ask for
		}
		if w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", address, w.Code, w.Body)
			continue
		}
		media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
		content := o.Responses.Value("200").Value.Content[media]
		if content == nil {
			t.Errorf("%s: answers %s, which is not documented", address, media)
			continue
		}
		if media != "application/json" || path == "/openapi.json" || path == "/datapackage.json" { // described by standards of their own
			continue
		}
		answer := decode(t, w.Body.Bytes())
		if err := doc.ValidateSchemaJSON(content.Schema.Value, answer); err != nil {
			t.Errorf("%s: %v", address, err)
		}
		for _, name := range undescribed(content.Schema.Value, answer, "") {
			t.Errorf("%s: %s is not described", address, name)
		}
		recorded[o.OperationID] = encode(t, shorten(answer))
	}
	if len(recorded) < len(api.Describe()) {
		t.Errorf("%d answers were looked at: the document is not the whole one", len(recorded))
	}
	if *update {
		record(t, recorded)
	}
}

func isEmpty(t *testing.T, server http.Handler, list string) bool {
	w := httptest.NewRecorder()
	server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, list, nil))
	meta, _ := decode(t, w.Body.Bytes()).(map[string]any)["meta"].(map[string]any)
	return meta["total"] == float64(0)
}

// A wrong answer is seen: the test above can fail.
func TestWrongAnswersAreSeen(t *testing.T) {
	doc := document(t)
	schema := doc.Paths.Value("/v1/funding").Get.Responses.Value("200").Value.Content["application/json"].Schema.Value
	server := newServer(t)
	for what, spoil := range map[string]func(answer, row map[string]any){
		"a source column is missing":         func(_, row map[string]any) { delete(row, "source") },
		"links are missing":                  func(answer, _ map[string]any) { delete(answer, "links") },
		"a number is a text":                 func(_, row map[string]any) { row["amount_eur"] = "2000000000" },
		"a word is no code":                  func(_, row map[string]any) { row["flow"] = "rumoured" },
		"null where there is always a value": func(_, row map[string]any) { row["flow"] = nil },
		"a member is not described":          func(_, row map[string]any) { row["zeal"] = 1 },
	} {
		w := httptest.NewRecorder()
		server.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1/funding?limit=1", nil))
		answer := decode(t, w.Body.Bytes()).(map[string]any)
		spoil(answer, answer["data"].([]any)[0].(map[string]any))
		if doc.ValidateSchemaJSON(schema, answer) == nil && undescribed(schema, answer, "") == nil {
			t.Errorf("%s, and nothing sees it", what)
		}
	}
}

// undescribed gives the members of a value that its schema does not name.
func undescribed(s *openapi3.Schema, v any, at string) (out []string) {
	switch v := v.(type) {
	case []any:
		for i, inner := range v {
			if s.Items != nil {
				out = append(out, undescribed(s.Items.Value, inner, fmt.Sprintf("%s[%d]", at, i))...)
			}
		}
	case map[string]any:
		for name, inner := range v {
			property := s.Properties[name]
			if property == nil {
				property = s.AdditionalProperties.Schema
			}
			switch {
			case property != nil:
				out = append(out, undescribed(property.Value, inner, at+"."+name)...)
			case len(s.Properties) > 0:
				out = append(out, at+"."+name)
			}
		}
	}
	return out
}

// maxShown bounds the members of a list in an example answer.
const maxShown = 1

// shorten cuts lists, so that an example shows the shape and no more.
func shorten(v any) any {
	switch v := v.(type) {
	case []any:
		short := []any{}
		for _, inner := range v[:min(maxShown, len(v))] {
			short = append(short, shorten(inner))
		}
		return short
	case map[string]any:
		for name, inner := range v {
			v[name] = shorten(inner)
		}
	}
	return v
}

func record(t *testing.T, recorded map[string]json.RawMessage) {
	var b bytes.Buffer
	b.WriteString("{\n")
	for i, id := range slices.Sorted(maps.Keys(recorded)) {
		if i > 0 {
			b.WriteString(",\n")
		}
		fmt.Fprintf(&b, "%q: %s", id, recorded[id])
	}
	b.WriteString("\n}\n")
	if err := os.WriteFile(answersFile, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func decode(t *testing.T, text []byte) any {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return v
}

func encode(t *testing.T, v any) json.RawMessage {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return bytes.TrimSpace(b.Bytes())
}
