package main

import (
	"fmt"
	"reflect"
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// Bounds that every answer keeps within. Whole numbers stay within what every
// JSON reader holds exactly; lists within what a page or a dossier can hold.
const (
	maxWhole = 1<<53 - 1
	maxRows  = 100000
	maxID    = 80 // characters of an id
)

// edtfPattern is the closed part of EDTF, loosely: swag takes an attribute to
// end at a parenthesis.
const edtfPattern = "^[0-9./-]+$"

// idPattern is that of ids, loosely for the same reason.
const idPattern = "^[a-z0-9-]+$"

// member is one member of a JSON object in the documents.
type member struct {
	name     string
	goType   string
	doc      dataset.Text
	nullable bool
	required bool
	tags     []string // further struct tags: format:"date"
	pattern  string
}

func (g *generator) writeMember(m member) {
	tags := append([]string{fmt.Sprintf("json:%q", m.name)}, m.tags...)
	var extensions []string
	if m.nullable {
		extensions = append(extensions, "x-nullable")
	}
	if m.pattern != "" {
		extensions = append(extensions, "x-pattern="+m.pattern)
	}
	if extensions != nil {
		tags = append(tags, fmt.Sprintf("extensions:%q", strings.Join(extensions, ",")))
	}
	var rules []string
	if m.required {
		rules = append(rules, "required")
	}
	if strings.HasPrefix(m.goType, "[]") {
		rules = append(rules, fmt.Sprintf("max=%d", maxRows))
	}
	if rules != nil {
		tags = append(tags, fmt.Sprintf("validate:%q", strings.Join(rules, ",")))
	}
	g.printf("\t// %s\n\tM_%s %s `%s`\n", both(m.doc), strings.NewReplacer("%", "", "-", "_").Replace(m.name), m.goType, strings.Join(tags, " "))
}

func (g *generator) object(goName, name string, doc dataset.Text, members []member) {
	g.printf("// @Description %s\ntype %s struct {\n", both(doc), goName)
	for _, m := range members {
		g.writeMember(m)
	}
	g.printf("} // @name %s\n\n", name)
}

// column gives the member of a row for a column.
func (g *generator) column(c api.ColumnWords) member {
	m := member{name: c.Name, goType: "string", doc: c.Doc, nullable: c.Nullable, required: c.Fixed}
	switch c.Type {
	case api.TypeCode:
		m.goType = g.code(c.Codes)
	case api.TypeIDs:
		m.goType = "[]string"
		if c.Codes != "" {
			m.goType = "[]" + g.code(c.Codes)
		}
	case api.TypeTexts:
		m.goType = "[]string"
	case api.TypeInteger:
		low := -maxWhole
		if c.Unit == "EUR" || !c.Nullable {
			low = 0
		}
		m.goType, m.tags = "int64", whole(low)
	case api.TypeNumber:
		m.goType, m.tags = "float64", []string{`format:"double"`}
	case api.TypeBoolean:
		m.goType = "bool"
	case api.TypeDay:
		m.tags = []string{`format:"date"`}
	case api.TypeDate:
		m.pattern = edtfPattern
	case api.TypeID:
		m.pattern = idPattern
	case api.TypeWord:
		if c.Format == "uri" {
			m.tags = []string{`format:"uri"`}
		}
	}
	return m
}

// whole gives the tags of a whole number.
func whole(low int) []string {
	return []string{`format:"int64"`, fmt.Sprintf(`minimum:"%d"`, low), fmt.Sprintf(`maximum:"%d"`, maxWhole)}
}

// row writes the row of a table and gives its Go type. fields= may drop any
// column but those that end every row, so only these are required.
func (g *generator) row(d api.Description) string {
	name := "row" + camel(d.Name)
	if g.done[name] {
		return name
	}
	g.done[name] = true
	var members []member
	for _, c := range d.Columns {
		members = append(members, g.column(c))
	}
	g.object(name, camel(d.Name)+"Row", word("Une ligne de "+d.Name+".", "A row of "+d.Name+"."), members)
	return name
}

// item writes the item of a collection, the row with what only items have, and
// gives its Go type. Nothing can be dropped from it.
func (g *generator) item(d api.Description) string {
	name := "item" + camel(d.Name)
	if g.done[name] {
		return name
	}
	g.done[name] = true
	var members []member
	for _, c := range d.Columns {
		m := g.column(c)
		m.required = true
		members = append(members, m)
	}
	members = append(members, g.fieldsOf(d.Item, camel(d.Name)+"Item", !ours(d.Item))...)
	for _, e := range d.Expansions {
		members = append(members, member{name: e.Member, goType: "[]" + g.item(described(e.Collection)), required: true,
			doc: g.words(camel(d.Name)+"Item", e.Member).doc})
	}
	g.object(name, camel(d.Name)+"Item", word("Un élément de "+d.Name+" : la ligne, et ce que seuls les éléments ont.", "An item of "+d.Name+": the row, and what only items have."), members)
	return name
}

func described(name string) api.Description {
	for _, d := range api.Describe() {
		if d.Name == name {
			return d
		}
	}
	panic("no table " + name)
}

// ours reports whether a type is of package api, which encoding/json writes;
// those of package dataset are written by dataset.AppendJSON, where an empty
// text is null.
func ours(t reflect.Type) bool { return t.PkgPath() == reflect.TypeFor[api.Meta]().PkgPath() }

// dateBounds are the members that stand beside a date.
var dateBounds = []struct {
	suffix string
	doc    dataset.Text
}{
	{"_earliest", word("Premier jour que couvre la date ; null si elle est inconnue ou ouverte.", "First day that the date covers; null where it is not known or open.")},
	{"_latest", word("Dernier jour que couvre la date ; null si elle est inconnue ou ouverte.", "Last day that the date covers; null where it is not known or open.")},
}

// fieldsOf gives the members of a struct.
func (g *generator) fieldsOf(t reflect.Type, owner string, textsAreNull bool) (members []member) {
	for i := range t.NumField() {
		f := t.Field(i)
		if f.Anonymous {
			members = append(members, g.fieldsOf(f.Type, owner, textsAreNull)...)
			continue
		}
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() {
			continue
		}
		if name == "" {
			name = f.Name
		}
		w := g.words(owner, name)
		m := member{name: name, doc: w.doc, required: options != "omitempty"}
		g.typed(&m, f.Type, textsAreNull)
		m.nullable = m.nullable && m.required // what is left out is never null
		if w.codes != "" {
			m.goType = strings.TrimSuffix(m.goType, "string") + g.code(w.codes)
		}
		members = append(members, m)
		if f.Type == reflect.TypeFor[edtf.Date]() {
			for _, b := range dateBounds {
				members = append(members, member{name: name + b.suffix, goType: "string", doc: b.doc, nullable: true, required: true, tags: []string{`format:"date"`}})
			}
		}
	}
	return members
}

// typed gives a member the type of a Go value as JSON has it.
func (g *generator) typed(m *member, t reflect.Type, textsAreNull bool) {
	switch {
	case t == reflect.TypeFor[edtf.Date]():
		m.goType, m.nullable, m.pattern = "string", true, edtfPattern
		return
	case t == reflect.TypeFor[edtf.Day]():
		m.goType, m.nullable, m.tags = "string", true, []string{`format:"date"`}
		return
	case t == reflect.TypeFor[dataset.Text]():
		m.goType, m.nullable = "string", true
		return
	}
	switch t.Kind() {
	case reflect.Pointer:
		g.typed(m, t.Elem(), textsAreNull)
		m.nullable = true
	case reflect.String:
		m.goType, m.nullable = "string", textsAreNull
	case reflect.Int: // a count
		m.goType, m.tags = "int64", whole(0)
	case reflect.Int64:
		m.goType, m.tags = "int64", whole(-maxWhole)
	case reflect.Float64:
		m.goType, m.tags = "float64", []string{`format:"double"`}
	case reflect.Bool:
		m.goType = "bool"
	case reflect.Slice:
		inner := member{}
		g.typed(&inner, t.Elem(), textsAreNull)
		m.goType = "[]" + inner.goType
	case reflect.Map:
		inner := member{}
		g.typed(&inner, t.Elem(), textsAreNull)
		m.goType = "map[string]" + inner.goType
	case reflect.Struct:
		m.goType = g.structure(t, textsAreNull)
	case reflect.Interface:
		m.goType = "any"
	default:
		panic("no JSON for " + t.String())
	}
}

// structure writes a struct as an object of the documents and gives its Go type.
func (g *generator) structure(t reflect.Type, textsAreNull bool) string {
	name := "doc" + t.Name()
	if !g.done[name] {
		g.done[name] = true
		members := g.fieldsOf(t, t.Name(), textsAreNull)
		g.object(name, t.Name(), g.words(t.Name(), "").doc, members)
	}
	return name
}

// structureOf writes the type of a value of package api.
func (g *generator) structureOf(v any) string { return g.structure(reflect.TypeOf(v), false) }
