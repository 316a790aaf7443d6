package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// share makes components of the parameters, headers and refusals that several
// operations have in the same words: the document is half as long.
func share(doc object) {
	components := doc["components"].(object)
	for _, section := range []struct {
		name string
		each func(operation object, do func(name string, v object) object)
	}{
		{"parameters", eachParameter},
		{"headers", eachHeader}, // before the answers that they stand in
		{"responses", eachRefusal},
	} {
		p := pool{section: section.name, seen: map[string]int{}, names: map[string]string{}, made: object{}}
		eachOperation(doc, func(o object) { section.each(o, p.count) })
		eachOperation(doc, func(o object) { section.each(o, p.swap) })
		components[section.name] = p.made
	}
}

func eachParameter(operation object, do func(string, object) object) {
	all, _ := operation["parameters"].([]any)
	for i, p := range all {
		p := p.(object)
		all[i] = do("Query"+camel(p["name"].(string)), p)
	}
}

func eachHeader(operation object, do func(string, object) object) {
	responses := operation["responses"].(object)
	for _, status := range slices.Sorted(maps.Keys(responses)) {
		all, _ := responses[status].(object)["headers"].(object)
		for _, name := range slices.Sorted(maps.Keys(all)) {
			all[name] = do(camel(name), all[name].(object))
		}
	}
}

func eachRefusal(operation object, do func(string, object) object) {
	responses := operation["responses"].(object)
	for _, status := range slices.Sorted(maps.Keys(responses)) {
		code, err := strconv.Atoi(status)
		name := strings.ReplaceAll(http.StatusText(code), " ", "")
		if err != nil { // 4XX
			name = "Refusal"
		}
		if status >= "300" {
			responses[status] = do(name, responses[status].(object))
		}
	}
}

func eachOperation(doc object, do func(object)) {
	all := doc["paths"].(object)
	for _, path := range slices.Sorted(maps.Keys(all)) {
		do(all[path].(object)["get"].(object))
	}
}

// pool counts values of one section of the components, then gives references to
// those that occur more than once.
type pool struct {
	section string
	seen    map[string]int    // by text
	names   map[string]string // by text
	made    object
}

func (p *pool) count(_ string, v object) object {
	p.seen[text(v)]++
	return v
}

func (p *pool) swap(name string, v object) object {
	key := text(v)
	if p.seen[key] < 2 {
		return v
	}
	if p.names[key] == "" {
		free := name
		for n := 2; p.made[free] != nil; n++ {
			free = fmt.Sprintf("%s%d", name, n)
		}
		p.names[key], p.made[free] = free, v
	}
	return object{"$ref": "#/components/" + p.section + "/" + p.names[key]}
}

func text(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // it was read from JSON
	}
	return string(b)
}

func camel(name string) string {
	var b strings.Builder
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '_' || r == '-' }) {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return b.String()
}
