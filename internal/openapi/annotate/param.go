package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"jalons/internal/dataset"
)

// param is a parameter of an operation. What swag 2.0 can hold is written into
// its annotation; the rest (examples, patterns, bounds of what a list holds) is
// a patch that package lift puts into OpenAPI 3.1.
type param struct {
	name     string
	in       string // query or path
	required bool   // of a query; a path always is
	kind     string // string, integer, number or boolean
	list     bool   // several values, separated by commas
	codes    string // Go type of the code list that its values come from, "" for none
	words    []string
	format   string
	pattern  string
	low, top int64 // bounds of a number; none where both are 0
	longest  int   // characters of a text
	most     int   // values of a list
	usual    string
	doc      dataset.Text
	sample   string // a value that works, "" for none
}

// write writes the annotation.
func (p *param) write(w io.Writer) error {
	text := both(p.doc)
	if strings.ContainsAny(text, "\"\n") {
		return fmt.Errorf("parameter %s: the description would be cut off: %s", p.name, text)
	}
	kind := p.kind
	if p.codes != "" {
		kind = p.codes
	}
	var more []string
	add := func(format string, args ...any) { more = append(more, fmt.Sprintf(format, args...)) }
	if p.list {
		kind = "[]" + kind
		add("collectionFormat(csv)")
	}
	if len(p.words) > 0 {
		add("enums(%s)", strings.Join(p.words, ","))
	}
	if !p.list {
		if p.low != 0 || p.top != 0 {
			add("minimum(%d)", p.low)
			add("maximum(%d)", p.top)
		}
		if p.longest > 0 {
			add("maxlength(%d)", p.longest)
		}
		if p.format != "" {
			add("format(%s)", p.format)
		}
	}
	if p.usual != "" {
		add("default(%s)", p.usual)
	}
	_, err := fmt.Fprintf(w, "// @Param %s %s %s %t %q %s\n", p.name, p.in, kind, p.required || p.in == "path", text, strings.Join(more, " "))
	return err
}

type object = map[string]any

// patch gives what the annotation can't hold, as a JSON merge patch (RFC 7386)
// on the parameter in OpenAPI 3.1.
func (p *param) patch() object {
	schema, patch := object{}, object{"schema": object{}}
	inner := schema
	if p.list {
		schema["maxItems"], schema["items"] = p.most, object{}
		inner = schema["items"].(object)
	}
	if p.codes != "" {
		inner["$ref"] = "#/components/schemas/" + strings.TrimPrefix(p.codes, "code")
		inner["type"], inner["enum"] = nil, nil
	}
	if p.pattern != "" {
		inner["pattern"] = p.pattern
	}
	if p.list {
		if p.low != 0 || p.top != 0 {
			inner["minimum"], inner["maximum"] = p.low, p.top
		}
		if p.longest > 0 {
			inner["maxLength"] = p.longest
		}
		if p.format != "" {
			inner["format"] = p.format
		}
	}
	patch["schema"] = schema
	if p.sample != "" {
		patch["example"] = p.example()
	}
	return patch
}

// example gives the sample as JSON has it.
func (p *param) example() any {
	one := func(s string) any {
		if p.kind == "string" {
			return s
		}
		return json.RawMessage(s)
	}
	if !p.list {
		return one(p.sample)
	}
	var all []any
	for s := range strings.SplitSeq(p.sample, ",") {
		all = append(all, one(s))
	}
	return all
}
