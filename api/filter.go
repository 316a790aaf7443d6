package api

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// maxWords bounds a list of values in one parameter.
const maxWords = 100

// parse reads the parameters of a list: control words, filters, sort, fields
// and facets of this collection.
func (c *Collection[R]) parse(call *call, pairs []pair) (params, []paramFault) {
	return understand(call, pairs, c.words(), func(p *params, v pair) (bool, *paramFault) {
		switch v.name {
		case "sort":
			return true, c.readSort(p, v)
		case "fields":
			return true, c.readNames(&p.fields, v, func(Column) bool { return true })
		case "facet":
			return true, c.readNames(&p.facets, v, Column.faceted)
		}
		return c.readFilter(call, p, v)
	}, c.parameters())
}

// words gives the control words of the list.
func (c *Collection[R]) words() map[string]paramReader {
	if !c.series {
		return listWords
	}
	words := maps.Clone(listWords)
	words["shape"] = func(p *params, _ *call, v pair) *paramFault { return choose(v, &p.shape, c.shapes()...) }
	return words
}

// shapes gives the shapes of the list beside the usual one.
func (c *Collection[R]) shapes() []string {
	if !c.series {
		return []string{shapeArray}
	}
	return []string{shapeArray, shapeWide}
}

// parameters gives the names that a list understands beside control words.
func (c *Collection[R]) parameters() []string {
	names := []string{"sort", "fields", "facet"}
	for _, f := range c.Fields {
		if !f.Unfiltered {
			names = append(names, f.Name)
		}
	}
	return names
}

// faceted reports whether the values of a column are few enough to be counted.
func (c Column) faceted() bool {
	return c.Type == TypeID && c.Name != "id" || c.Type == TypeCode || c.Type == TypeBoolean || c.Type.list()
}

func (c Column) sorted() bool { return !c.Unfiltered && !c.Type.list() }

func (c *Collection[R]) names(keep func(Column) bool) []string {
	var names []string
	for _, f := range c.Fields {
		if keep(f.Column) {
			names = append(names, f.Name)
		}
	}
	return names
}

func (c *Collection[R]) readNames(into *[]string, v pair, keep func(Column) bool) *paramFault {
	allowed := c.names(keep)
	for word := range strings.SplitSeq(v.value, ",") {
		if !slices.Contains(allowed, word) {
			return badWord(v, word, allowed)
		}
		if !slices.Contains(*into, word) {
			*into = append(*into, word)
		}
	}
	return nil
}

// badWord is the fault of one word of a list; what is meant is the whole list
// with that word put right.
func badWord(v pair, word string, allowed []string) *paramFault {
	f := invalid(v, dataset.Text{FR: fmt.Sprintf("« %s » n'est pas permis ici.", word), EN: fmt.Sprintf("%q is not allowed here.", word)})
	f.allowed, f.didYouMean = allowed, ""
	if near := dataset.Nearest(word, allowed); near != "" {
		var words []string
		for w := range strings.SplitSeq(v.value, ",") {
			if w == word {
				w = near
			}
			if !slices.Contains(words, w) {
				words = append(words, w)
			}
		}
		f.didYouMean = strings.Join(words, ",")
	}
	return &f
}

func (c *Collection[R]) readSort(p *params, v pair) *paramFault {
	allowed := c.names(Column.sorted)
	for word := range strings.SplitSeq(v.value, ",") {
		name, desc := strings.CutPrefix(word, "-")
		if !slices.Contains(allowed, name) {
			either := slices.Clone(allowed)
			for _, a := range allowed {
				either = append(either, "-"+a)
			}
			f := badWord(v, word, either)
			f.allowed = allowed
			return f
		}
		if slices.ContainsFunc(p.sorts, func(s store.Sort) bool { return s.Column == name }) {
			f := invalid(v, dataset.Text{FR: fmt.Sprintf("Le tri nomme %s deux fois.", name), EN: fmt.Sprintf("The sort names %s twice.", name)})
			return &f
		}
		p.sorts = append(p.sorts, store.Sort{Column: name, Desc: desc})
	}
	return nil
}

// readFilter reads column=value or column__suffix=value.
func (c *Collection[R]) readFilter(call *call, p *params, v pair) (bool, *paramFault) {
	name, suffix, suffixed := strings.Cut(v.name, "__")
	i := slices.IndexFunc(c.Fields, func(f Field[R]) bool { return f.Name == name && !f.Unfiltered })
	if i < 0 {
		return false, nil
	}
	column := c.Fields[i].Column
	if suffixed && !slices.Contains(column.suffixes(), suffix) {
		f := paramFault{pair: v, kind: unknownParameter, allowed: column.forms(), renames: true, detail: dataset.Text{
			FR: fmt.Sprintf("La colonne %s ne se filtre pas par __%s.", name, suffix), EN: fmt.Sprintf("The column %s takes no __%s.", name, suffix)}}
		f.didYouMean = dataset.Nearest(v.name, f.allowed)
		return true, &f
	}
	op := store.Op(suffix)
	if !suffixed {
		op = store.Is
	}
	values, f := column.values(call, c.Name, op, v)
	if f == nil {
		p.filters = append(p.filters, store.Filter{Column: name, Op: op, Values: values})
	}
	return true, f
}

// forms gives the column's own name and its name with each suffix it takes.
func (c Column) forms() []string {
	forms := []string{c.Name}
	for _, s := range c.suffixes() {
		forms = append(forms, c.Name+"__"+s)
	}
	return forms
}

// values reads the value of a filter by the type of its column.
func (c Column) values(call *call, collection string, op store.Op, v pair) ([]any, *paramFault) {
	if op == store.Null {
		return c.boolean(v)
	}
	if op == store.Contains {
		return []any{v.value}, nil
	}
	switch c.Type {
	case TypeText, TypeTexts, TypeWord:
		return []any{v.value}, nil
	case TypeBoolean:
		return c.boolean(v)
	case TypeDay, TypeDate:
		return c.days(op, v)
	}
	words := strings.Split(v.value, ",")
	if len(words) > maxWords {
		f := invalid(v, dataset.Text{FR: fmt.Sprintf("Au plus %d valeurs.", maxWords), EN: fmt.Sprintf("At most %d values.", maxWords)})
		return nil, &f
	}
	if op != store.Is && op != store.Not && len(words) > 1 {
		f := invalid(v, dataset.Text{FR: "Une seule valeur se compare ainsi.", EN: "One value alone is compared so."})
		return nil, &f
	}
	var values []any
	for _, w := range words {
		value, f := c.value(call, collection, v, w)
		if f != nil {
			return nil, f
		}
		values = append(values, value)
	}
	return values, nil
}

func (c Column) boolean(v pair) ([]any, *paramFault) {
	var word string
	if f := choose(v, &word, "true", "false"); f != nil {
		return nil, f
	}
	return []any{word == "true"}, nil
}

// value reads one value of an id, a code or a number.
func (c Column) value(call *call, collection string, v pair, word string) (any, *paramFault) {
	switch {
	case c.Type == TypeInteger:
		n, err := strconv.ParseInt(word, 10, 64)
		if err != nil {
			f := invalid(v, dataset.Text{FR: "Donnez un nombre entier, sans séparateur : 2000000000.", EN: "Give a whole number without separators: 2000000000."})
			return nil, &f
		}
		return n, nil
	case c.Type == TypeNumber:
		n, err := parseNumber(word)
		if err != nil {
			f := invalid(v, dataset.Text{FR: "Donnez un nombre, avec un point avant les décimales : 99.5.", EN: "Give a number, with a point before decimals: 99.5."})
			return nil, &f
		}
		return n, nil
	case c.Codes != "":
		if allowed := call.data.About.Codes.Words(c.Codes); !slices.Contains(allowed, word) {
			return nil, badWord(v, word, allowed)
		}
		return word, nil
	}
	return word, c.knownID(call, collection, v, word)
}

var errNumber = errors.New("no number")

func parseNumber(s string) (float64, error) {
	if strings.Trim(s, "-0123456789.") != "" {
		return 0, errNumber // no exponents, infinities, hexadecimals
	}
	return strconv.ParseFloat(s, 64)
}

// days reads the value of a filter on days. Compared with a month or a year, a
// row must lie wholly on the one side of it.
func (c Column) days(op store.Op, v pair) ([]any, *paramFault) {
	d, err := edtf.Parse(v.value)
	open := err == nil && (d.Earliest() == edtf.Min || d.Latest() == edtf.Max)
	if err != nil || open {
		f := invalid(v, dataset.Text{
			FR: "Écrivez une année, un mois, un jour ou un intervalle fermé : 2021, 2021-06, 2021-06-30, 2018/2022.",
			EN: "Write a year, a month, a day or a closed interval: 2021, 2021-06, 2021-06-30, 2018/2022."})
		return nil, &f
	}
	first, last := d.Earliest().String(), d.Latest().String()
	switch {
	case op == store.Is && c.Type == TypeDate:
		return []any{first, last}, nil
	case op == store.Is && first != last:
		f := invalid(v, dataset.Text{FR: "Cette colonne porte des jours : écrivez AAAA-MM-JJ, ou comparez avec __gte et __lte.", EN: "This column holds days: write YYYY-MM-DD, or compare with __gte and __lte."})
		return nil, &f
	case op == store.Least || op == store.Before:
		return []any{first}, nil
	}
	return []any{last}, nil
}

// knownID refuses an id that nothing here ever had: a list that is empty for a
// typing mistake would be taken for an answer.
func (c Column) knownID(call *call, collection string, v pair, id string) *paramFault {
	held, err := call.data.EverHeld(call.ctx(), collection, c.Name, id)
	if held || err != nil {
		return nil // an error of the database shows in the query itself
	}
	all, _ := call.data.Held(call.ctx(), collection, c.Name)
	f := badWord(v, id, all)
	f.detail = dataset.Text{FR: fmt.Sprintf("Rien ici ne porte l'identifiant « %s ».", id), EN: fmt.Sprintf("Nothing here has the id %q.", id)}
	if len(f.allowed) > maxAllowed {
		f.allowed = nil
	}
	return f
}

// maxAllowed bounds what an error lists: more does not help a reader.
const maxAllowed = 120
