package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

const problemJSON = "application/problem+json"

// paths finishes every operation, and gathers what many of them repeat: problems
// and headers become components.
func paths(doc object) error {
	all := doc["paths"].(object)
	problems, _ := doc["x-problems"].(object)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		operation := all[path].(object)["get"].(object)
		if err := parameters(operation); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		responses(operation, problems)
		anyRefusal(operation["responses"].(object))
		delete(operation, "x-parameters")
		delete(operation, "x-examples")
	}
	delete(doc, "x-problems")
	return nil
}

// parameters merges into each parameter what the annotation could not hold.
func parameters(operation object) error {
	patches, _ := operation["x-parameters"].(object)
	all, _ := operation["parameters"].([]any)
	for i, p := range all {
		p := p.(object)
		patch, ok := patches[p["name"].(string)]
		if !ok {
			return fmt.Errorf("parameter %s has no patch", p["name"])
		}
		all[i] = merge(p, patch)
		delete(patches, p["name"].(string))
	}
	if len(patches) > 0 {
		return fmt.Errorf("patches for no parameter: %d", len(patches))
	}
	return nil
}

// merge applies a JSON merge patch (RFC 7386).
func merge(target, patch any) any {
	p, isObject := patch.(object)
	if !isObject {
		return patch
	}
	t, isObject := target.(object)
	if !isObject {
		t = object{}
	}
	for key, value := range p {
		if value == nil {
			delete(t, key)
			continue
		}
		t[key] = merge(t[key], value)
	}
	return t
}

// responses gives each answer the media types of its status: problems are
// problem documents and nothing else, a 304 has no body.
func responses(operation, problems object) {
	examples, _ := operation["x-examples"].(object)
	for status, r := range operation["responses"].(object) {
		r := r.(object)
		switch content, _ := r["content"].(object); {
		case status >= "400":
			problem := content[problemJSON].(object)
			if example, ok := problems[status]; ok {
				problem["example"] = example
			}
			r["content"] = object{problemJSON: problem}
			if status == "503" || status == "429" {
				r["headers"] = object{"Retry-After": retryAfter()}
			}
		case status >= "300":
			delete(r, "content")
		default:
			delete(content, problemJSON)
			for media, c := range content {
				c := c.(object)
				if media != "application/json" {
					c["schema"] = textSchema(media)
				} else if example, ok := examples[status]; ok {
					c["example"] = example
				}
			}
		}
	}
}

// anyRefusal: an address that passes over parameters refuses nothing that they
// say, so what it refuses is said of all such statuses at once.
func anyRefusal(all object) {
	if all["400"] == nil {
		all["4XX"] = all["414"]
		delete(all, "414")
	}
}

func retryAfter() object {
	return object{"description": "Seconds to wait. · Secondes à attendre.",
		"schema": object{"type": "integer", "format": "int32", "minimum": 0, "maximum": 86400}}
}

// textSchema is the schema of an answer that is no JSON.
func textSchema(media string) object {
	if strings.Contains(media, "spreadsheetml") {
		return object{"type": "string", "format": "binary"}
	}
	if strings.HasSuffix(media, "+json") {
		return object{"type": "array", "items": object{"type": "object"}, "maxItems": 2} // CSL-JSON: the document, and the record
	}
	return object{"type": "string"}
}
