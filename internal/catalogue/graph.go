package catalogue

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// node is a thing of an RDF graph with what is said of it; id is "" for a thing
// that has no name and stands where it is spoken of. All that we write needs no
// more than this, and Go has no kept library that writes Turtle.
type node struct {
	id    string
	types []string // of the vocabularies in prefixes, such as dcat:Dataset
	props []property
}

// property is one predicate with its values: iri, literal, typed or *node.
type property struct {
	predicate string
	values    []any
}

type (
	iri     string
	literal struct{ text, lang string }     // lang may be ""
	typed   struct{ text, datatype string } // datatype of the vocabularies in prefixes
)

// prefixes are the vocabularies that are used.
var prefixes = map[string]string{
	"dcat": "http://www.w3.org/ns/dcat#", "dcatap": "http://data.europa.eu/r5r/", "dct": "http://purl.org/dc/terms/",
	"foaf": "http://xmlns.com/foaf/0.1/",
	"rdfs": "http://www.w3.org/2000/01/rdf-schema#", "skos": "http://www.w3.org/2004/02/skos/core#", "spdx": "http://spdx.org/rdf/terms#", "vcard": "http://www.w3.org/2006/vcard/ns#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}

// say adds values to a predicate; those that say nothing are left out.
func (n *node) say(predicate string, values ...any) {
	values = slices.DeleteFunc(values, func(v any) bool {
		text, isText := v.(literal)
		return v == iri("") || isText && text.text == ""
	})
	if len(values) > 0 {
		n.props = append(n.props, property{predicate, values})
	}
}

// turtle writes the graph as Turtle.
func turtle(nodes []*node) []byte {
	var b strings.Builder
	for _, name := range names() {
		fmt.Fprintf(&b, "@prefix %s: <%s> .\n", name, prefixes[name])
	}
	for _, n := range nodes {
		fmt.Fprintf(&b, "\n%s", turtleIRI(n.id))
		n.writeProperties(&b, "    ")
		b.WriteString(" .\n")
	}
	return []byte(b.String())
}

func names() []string {
	var all []string
	for name := range prefixes {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func (n *node) writeProperties(b *strings.Builder, indent string) {
	fmt.Fprintf(b, " a %s", strings.Join(n.types, ", "))
	for _, p := range n.props {
		fmt.Fprintf(b, " ;\n%s%s ", indent, p.predicate)
		for i, v := range p.values {
			if i > 0 {
				b.WriteString(", ")
			}
			writeValue(b, v, indent)
		}
	}
}

func writeValue(b *strings.Builder, v any, indent string) {
	switch v := v.(type) {
	case iri:
		b.WriteString(turtleIRI(string(v)))
	case literal:
		b.WriteString(turtleText(v.text))
		if v.lang != "" {
			b.WriteString("@" + v.lang)
		}
	case typed:
		b.WriteString(turtleText(v.text) + "^^" + v.datatype)
	case *node:
		b.WriteString("[")
		v.writeProperties(b, indent+"    ")
		b.WriteString(" ]")
	default:
		panic(fmt.Sprintf("catalogue: no Turtle for %T", v))
	}
}

// turtleIRI writes an address; what Turtle refuses in one is escaped as addresses do.
func turtleIRI(s string) string {
	var b strings.Builder
	for _, r := range s {
		if r <= ' ' || strings.ContainsRune("<>\"{}|^`\\", r) {
			fmt.Fprintf(&b, "%%%02X", r)
			continue
		}
		b.WriteRune(r)
	}
	return "<" + b.String() + ">"
}

var turtleEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", `\r`, "\t", `\t`, "\b", `\b`, "\f", `\f`)

func turtleText(s string) string { return `"` + turtleEscapes.Replace(s) + `"` }

// jsonLD writes the graph as JSON-LD; the context names the vocabularies alone,
// so that nobody has to fetch one.
func jsonLD(nodes []*node) ([]byte, error) {
	var graph []any
	for _, n := range nodes {
		graph = append(graph, n.object())
	}
	body, err := json.MarshalIndent(map[string]any{"@context": prefixes, "@graph": graph}, "", " ")
	return append(body, '\n'), err
}

func (n *node) object() map[string]any {
	o := map[string]any{"@type": n.types}
	if n.id != "" {
		o["@id"] = n.id
	}
	for _, p := range n.props {
		var values []any
		for _, v := range p.values {
			values = append(values, jsonValue(v))
		}
		o[p.predicate] = values
	}
	return o
}

func jsonValue(v any) any {
	switch v := v.(type) {
	case iri:
		return map[string]any{"@id": string(v)}
	case literal:
		o := map[string]any{"@value": v.text}
		if v.lang != "" {
			o["@language"] = v.lang
		}
		return o
	case typed:
		return map[string]any{"@value": v.text, "@type": v.datatype}
	case *node:
		return v.object()
	}
	panic(fmt.Sprintf("catalogue: no JSON-LD for %T", v))
}
