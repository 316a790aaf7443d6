package main

import (
	"slices"
	"strings"

	"jalons/api"
	"jalons/internal/dataset"
)

// maxParams bounds the parameters of an operation: beyond it people scroll past
// what they look for. Forms of a filter that find no room are named in the
// description of their column.
const maxParams = 80

// filters gives the parameters that filter by columns, at most room of them:
// every column, and of its other forms those that are most asked for.
func (g *generator) filters(d api.Description, room int) []param {
	shown := pressing(d, room)
	var all []param
	for _, c := range d.Columns {
		if c.Suffixes == nil && c.Unfiltered {
			continue
		}
		plain := g.filter(d.Name, c, "")
		var rest []string
		var forms []param
		for _, suffix := range c.Suffixes {
			if slices.Contains(shown, c.Name+"__"+suffix) {
				forms = append(forms, g.filter(d.Name, c, suffix))
			} else {
				rest = append(rest, c.Name+"__"+suffix)
			}
		}
		if rest != nil {
			names := strings.Join(rest, ", ")
			plain.doc = join(plain.doc, word("Aussi : "+names+".", "Also: "+names+"."))
		}
		all = append(append(all, plain), forms...)
	}
	return all
}

// pressing gives the forms with a suffix that are shown beside the plain ones,
// the most asked for first, as many as there is room.
func pressing(d api.Description, room int) []string {
	var ranks [4][]string
	for _, c := range d.Columns {
		if c.Unfiltered {
			continue
		}
		room--
		bound := strings.HasSuffix(c.Name, "_earliest") || strings.HasSuffix(c.Name, "_latest")
		for _, suffix := range c.Suffixes {
			rank := 2
			switch {
			case bound || c.Fixed:
				rank = 3
			case suffix == "gte" || suffix == "lte" || suffix == "contains" || suffix == "not" && c.Type == api.TypeCode:
				rank = 0
			case suffix == "isnull" && c.Type != api.TypeText:
				rank = 1
			}
			ranks[rank] = append(ranks[rank], c.Name+"__"+suffix)
		}
	}
	all := slices.Concat(ranks[0], ranks[1], ranks[2], ranks[3])
	return all[:min(max(room, 0), len(all))]
}

// several is said of parameters that take more than one value.
var several = word("Plusieurs valeurs, séparées par des virgules, veulent dire « ou ».", "Several values, separated by commas, mean or.")

// forms are what the suffixes of a filter mean; of dates __gte and the like judge
// the days between which a date lies.
var (
	forms = map[string]dataset.Text{
		"gte": word("cette valeur ou plus.", "this value or more."), "gt": word("plus que cette valeur.", "more than this value."),
		"lte": word("cette valeur ou moins.", "this value or less."), "lt": word("moins que cette valeur.", "less than this value."),
		"contains": word("contient ce texte, sans égard aux majuscules ni aux accents.", "contains this text, whatever its case and accents."),
		"not":      word("aucune de ces valeurs ; les lignes sans valeur restent.", "none of these values; rows without a value are kept."),
		"isnull":   word("true si ce n'est pas connu, false si ça l'est.", "true where it is not known, false where it is."),
	}
	formsOfDates = map[string]dataset.Text{
		"gte": word("ne commence pas avant.", "begins no earlier than this."), "gt": word("commence après.", "begins after this."),
		"lte": word("ne finit pas après.", "ends no later than this."), "lt": word("finit avant.", "ends before this."),
	}
)

// filter gives one form of a column's filter, the plain one for "".
func (g *generator) filter(table string, c api.ColumnWords, suffix string) param {
	p := param{name: c.Name, in: "query", kind: "string", doc: c.Doc, sample: g.sampleOf(table, c.Column)}
	if suffix != "" {
		p.name += "__" + suffix
		form := forms[suffix]
		if of, ok := formsOfDates[suffix]; ok && (c.Type == api.TypeDate || c.Type == api.TypeDay) {
			form = of
		}
		p.doc = word(c.Label.FR+" : "+form.FR, c.Label.EN+": "+form.EN)
	}
	p.list = (suffix == "" || suffix == "not") && commas(c.Type)
	if p.list {
		p.most = api.MaxWords
		if suffix == "" {
			p.doc = join(p.doc, several)
		}
	}
	switch {
	case suffix == "isnull":
		p.kind, p.sample = "boolean", "false"
	case suffix == "contains":
		p.longest, p.sample = api.MaxValue, textSample(p.sample)
	case c.Codes != "":
		p.codes = g.code(c.Codes)
	case c.Type == api.TypeID || c.Type == api.TypeIDs:
		p.pattern, p.longest = idPattern, maxID
	case c.Type == api.TypeInteger:
		p.kind, p.format, p.low, p.top = "integer", "int64", -maxWhole, maxWhole
	case c.Type == api.TypeNumber:
		p.kind, p.format, p.low, p.top = "number", "double", -maxWhole, maxWhole
	case c.Type == api.TypeBoolean:
		p.kind = "boolean"
	case c.Type == api.TypeDay && suffix == "":
		p.format = "date"
	case c.Type == api.TypeDay || c.Type == api.TypeDate:
		p.pattern, p.longest = "^[0-9/-]+$", len("2018-01-01/2018-12-31")
	default:
		p.longest = api.MaxValue
	}
	return p
}

// commas reports whether a comma separates values of a column of the type.
func commas(t api.Type) bool {
	switch t {
	case api.TypeID, api.TypeIDs, api.TypeCode, api.TypeInteger, api.TypeNumber:
		return true
	}
	return false
}
