// Lift makes OpenAPI 3.1 of the Swagger 2.0 that swag wrote: what 2.0 can't say
// (null, media types by status, examples of parameters) comes from extensions
// that package annotate left. It writes openapi.json, compact, and openapi.yaml
// beside swagger.json, and refuses to write what does not validate.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/getkin/kin-openapi/openapi2"
	"github.com/getkin/kin-openapi/openapi2conv"
	"github.com/getkin/kin-openapi/openapi3"
	"github.com/oasdiff/yaml"
)

func main() {
	dir := flag.String("dir", "docs", "folder of swagger.json")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "lift:", err)
		os.Exit(1)
	}
}

func run(dir string) error {
	swagger, err := os.ReadFile(filepath.Join(dir, "swagger.json"))
	if err != nil {
		return err
	}
	text, err := lift(swagger)
	if err != nil {
		return err
	}
	if err := validate(text); err != nil {
		return err
	}
	asYAML, err := yaml.JSONToYAML(text)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "openapi.json"), append(text, '\n'), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "openapi.yaml"), asYAML, 0o644)
}

type object = map[string]any

// lift gives the OpenAPI 3.1 document, compact, keys sorted.
func lift(swagger []byte) ([]byte, error) {
	var from openapi2.T
	if err := json.Unmarshal(swagger, &from); err != nil {
		return nil, err
	}
	to, err := openapi2conv.ToV3(&from)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(to)
	if err != nil {
		return nil, err
	}
	var doc object
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	general(doc)
	if err := paths(doc); err != nil {
		return nil, err
	}
	schemas(doc)
	share(doc)
	return encode(doc)
}

// encode writes JSON without escaping what is no script.
func encode(doc object) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(doc)
	return bytes.TrimSpace(b.Bytes()), err
}

// validate reads the document back and holds it against the rules of OpenAPI.
func validate(text []byte) error {
	loader := openapi3.NewLoader()
	doc, err := loader.LoadFromData(text)
	if err != nil {
		return err
	}
	return doc.Validate(loader.Context)
}

// general sets what holds for the whole document. Anybody may read everything,
// wherever the service is: no security, and a server relative to the document.
func general(doc object) {
	doc["openapi"] = "3.1.0"
	doc["security"] = []any{}
	doc["servers"] = []any{object{"url": "/", "description": "This service. · Ce service."}}
}

// walk calls do on every object within a value, from the inside out.
func walk(v any, do func(object)) {
	switch v := v.(type) {
	case object:
		for key, inner := range v {
			if key != "example" && key != "examples" && key != "enum" { // data, not descriptions
				walk(inner, do)
			}
		}
		do(v)
	case []any:
		for _, inner := range v {
			walk(inner, do)
		}
	}
}
