package main

import "strings"

// schemas turns every schema into one of JSON Schema 2020-12, as OpenAPI 3.1
// wants it.
func schemas(doc object) {
	components := doc["components"].(object)
	all := components["schemas"].(object)
	for _, s := range all {
		enumNames(s.(object))
	}
	walk(doc, func(o object) {
		pattern(o)
		loneReference(o)
		nullable(o)
		if inner, ok := o["additionalProperties"].(object); ok {
			bounded(inner)
		}
	})
}

// bounded bounds what a map holds, which no annotation can: counts and lists.
func bounded(s object) {
	switch s["type"] {
	case "integer":
		s["minimum"], s["maximum"] = 0, 1<<53-1
	case "array":
		s["maxItems"] = 100000
	}
}

// nullable says null in the type. What refers to another schema is that, or null.
func nullable(s object) {
	marked, _ := s["x-nullable"].(bool)
	flagged, _ := s["nullable"].(bool)
	delete(s, "x-nullable")
	delete(s, "nullable")
	if !marked && !flagged {
		return
	}
	switch kind := s["type"].(type) {
	case string:
		s["type"] = []any{kind, "null"}
		if words, ok := s["enum"].([]any); ok {
			s["enum"] = append(words, nil)
		}
	case nil:
		inner := object{}
		for _, key := range []string{"$ref", "allOf", "anyOf"} {
			if v, ok := s[key]; ok {
				inner[key] = v
				delete(s, key)
			}
		}
		s["anyOf"] = []any{inner, object{"type": "null"}}
	}
}

// loneReference unwraps the allOf that swag puts around a reference with a
// description: in 3.1 both may stand side by side.
func loneReference(s object) {
	all, ok := s["allOf"].([]any)
	if !ok || len(all) != 1 {
		return
	}
	if inner, ok := all[0].(object); ok && len(inner) == 1 && inner["$ref"] != nil {
		s["$ref"] = inner["$ref"]
		delete(s, "allOf")
	}
}

func pattern(s object) {
	if p, ok := s["x-pattern"]; ok {
		s["pattern"] = p
		delete(s, "x-pattern")
	}
}

// enumNames takes the prefix of Go names off: generators of clients call their
// constants so.
func enumNames(s object) {
	names, ok := s["x-enum-varnames"].([]any)
	if !ok {
		return
	}
	for i, name := range names {
		names[i] = strings.TrimPrefix(name.(string), "code")
	}
}
