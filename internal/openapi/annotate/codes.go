package main

import (
	"fmt"
	"strings"

	"jalons/internal/dataset"
)

// camel gives the name of a type for one in snake case: programme_kind is
// ProgrammeKind.
func camel(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(strings.NewReplacer("-", "_", "/", "_").Replace(name), "_") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

// code gives the Go type of a code list, and writes it the first time. Its
// component is called as in the dataset; the Go name has a prefix that keeps it
// apart from what package api declares.
func (g *generator) code(list string) string {
	name := "code" + camel(list)
	if g.done[name] {
		return name
	}
	g.done[name] = true
	doc := word("Mot de la liste "+list+" :", "A word of the list "+list+":")
	var each []dataset.Text
	for _, c := range g.codes[list] {
		each = append(each, word(c.Code+" ("+c.Label.FR+") : "+c.Definition.FR, c.Code+": "+c.Definition.In("en")))
	}
	g.printf("// @Description %s\ntype %s string // @name %s\n\nconst (\n", both(join(doc, each...)), name, camel(list))
	for _, c := range g.codes[list] {
		g.printf("\t%s%s %s = %q\n", name, camel(symbols.Replace(c.Code)), name, c.Code)
	}
	g.printf(")\n\n")
	if len(g.codes[list]) == 0 {
		g.unknown = append(g.unknown, fmt.Sprintf("code list %s", list))
	}
	return name
}

// symbols are what codes hold that Go names cannot.
var symbols = strings.NewReplacer("%", "percent", ".", "_")
