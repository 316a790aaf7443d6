package dataset

import (
	"maps"
	"reflect"
	"slices"
)

// A form says which keys of a record must be there, which hold words of a code
// list, and which hold ids of other records.
type form struct {
	required []string
	codes    map[string]string // key to code list
	refs     map[string]string // key to collection, or to questions or scopes
	cited    bool              // it says something that needs a source
}

// forms holds the form of each type of record.
var forms = map[reflect.Type]form{
	reflect.TypeFor[Info](): {required: []string{"title", "version", "updated_on", "license", "attribution", "contact", "report_url", "publisher"}},
	reflect.TypeFor[Code](): {required: []string{"code", "label", "definition"}},
	reflect.TypeFor[Programme](): {
		required: []string{"id", "name", "kind", "summary"},
		codes:    map[string]string{"kind": "programme_kind", "themes": "theme"},
	},
	reflect.TypeFor[Relation](): {
		required: []string{"type", "basis"}, cited: true, // its type's list depends on whose relation it is
		codes: map[string]string{"basis": "basis"},
		refs:  map[string]string{"programme": "programmes", "organisation": "organisations"},
	},
	reflect.TypeFor[Role](): {
		required: []string{"organisation", "role", "basis"}, cited: true,
		codes: map[string]string{"role": "organisation_role", "basis": "basis"},
		refs:  map[string]string{"organisation": "organisations"},
	},
	reflect.TypeFor[Dated[Text]]():   {required: []string{"value"}},
	reflect.TypeFor[Dated[string]](): {required: []string{"value"}},
	reflect.TypeFor[Dated[Date]]():   {required: []string{"value"}},
	reflect.TypeFor[Named]():         {required: []string{"id", "label"}},
	reflect.TypeFor[Funding](): {
		required: []string{"id", "label", "flow"}, cited: true,
		codes: map[string]string{"flow": "flow", "basis": "funding_basis", "modifier": "modifier", "per": "per",
			"qualifier": "qualifier", "part_of_basis": "part_of_basis"},
		refs: map[string]string{"also_concerns": "programmes", "scope": "scopes", "question": "questions",
			"providers": "organisations", "recipients": "organisations", "part_of": "funding"},
	},
	reflect.TypeFor[Milestone](): {
		required: []string{"id", "label", "type", "statements"},
		codes:    map[string]string{"type": "milestone_type"},
		refs:     map[string]string{"organisation": "organisations"},
	},
	reflect.TypeFor[Measure](): {
		required: []string{"indicator", "value"},
		codes:    map[string]string{"modifier": "modifier"},
		refs:     map[string]string{"indicator": "indicators"},
	},
	reflect.TypeFor[Statement](): {
		required: []string{"id", "kind"}, cited: true,
		codes: map[string]string{"kind": "statement_kind", "date_basis": "date_basis"},
	},
	reflect.TypeFor[Indicator](): {
		required: []string{"id", "label", "unit", "kind", "definition"},
		codes:    map[string]string{"unit": "unit", "kind": "indicator_kind", "period_unit": "period_unit"},
	},
	reflect.TypeFor[Observation](): {
		required: []string{"id"}, cited: true,
		codes: map[string]string{"modifier": "modifier", "nature": "nature"},
	},
	reflect.TypeFor[Said]():   {codes: map[string]string{"stated_on_basis": "stated_on_basis", "verified_how": "verified_how"}},
	reflect.TypeFor[Ranked](): {codes: map[string]string{"rank": "rank"}},
	reflect.TypeFor[Citation](): {
		required: []string{"source", "locator"},
		refs:     map[string]string{"source": "sources", "original": "sources"},
	},
	reflect.TypeFor[Source](): {
		required: []string{"id", "title", "kind", "tier", "language"},
		codes:    map[string]string{"kind": "source_kind", "tier": "tier", "language": "language"},
		refs:     map[string]string{"speakers": "people"},
	},
	reflect.TypeFor[Organisation](): {
		required: []string{"id", "name", "kind"},
		codes:    map[string]string{"kind": "organisation_kind"},
	},
	reflect.TypeFor[Person]():  {required: []string{"id", "name", "mandates"}},
	reflect.TypeFor[Mandate](): {required: []string{"role"}, cited: true, refs: map[string]string{"organisation": "organisations"}},
	reflect.TypeFor[Term]():    {required: []string{"id"}, cited: true},
	reflect.TypeFor[Conflict](): {
		required: []string{"id", "origin", "kind", "about", "label"},
		codes:    map[string]string{"origin": "conflict_origin", "kind": "conflict_kind"},
	},
	reflect.TypeFor[Match](): {
		codes: map[string]string{"flow": "flow", "per": "per", "nature": "nature"},
		refs:  map[string]string{"question": "questions", "scope": "scopes", "milestone": "milestones", "indicator": "indicators"},
	},
	reflect.TypeFor[Claim](): {required: []string{"claim"}, cited: true},
	reflect.TypeFor[Exclusion](): {
		required: []string{"id", "claim", "source", "locator", "reason", "recorded_on"},
		refs:     map[string]string{"source": "sources"},
	},
	reflect.TypeFor[Correction](): {required: []string{"id", "target", "previous", "corrected", "reason", "date"}},
	reflect.TypeFor[Withdrawn](): {
		required: []string{"id", "collection", "reason", "date"},
		codes:    map[string]string{"collection": "collection"},
	},
}

// form judges a record by the form of its type.
func (l *linter) form(at Pos, record any) {
	v := reflect.ValueOf(record).Elem()
	rules, known := forms[v.Type()]
	if !known {
		return
	}
	fields := map[string]reflect.Value{}
	collect(v, fields)
	for _, key := range rules.required {
		if fields[key].IsZero() {
			l.find("missing-key", at.key(key), "", "the key %s is required here", key)
		}
	}
	if rules.cited && fields["citations"].IsZero() {
		l.find("uncited", at.key("citations"), "citations: [{source: …, locator: …}]", "nothing is said here without a source")
	}
	for _, key := range slices.Sorted(maps.Keys(rules.codes)) {
		eachWord(fields[key], at.key(key), func(at Pos, word string) { l.code(at, rules.codes[key], word) })
	}
	for _, key := range slices.Sorted(maps.Keys(rules.refs)) {
		eachWord(fields[key], at.key(key), func(at Pos, id string) { l.reference(at, rules.refs[key], id) })
	}
}

// eachWord gives the word of a key, or each of its list.
func eachWord(v reflect.Value, at Pos, use func(Pos, string)) {
	words, isList := v.Interface().([]string)
	if !isList {
		words = []string{v.String()}
	}
	for i, word := range words {
		switch {
		case word == "":
		case isList:
			use(at.item(i), word)
		default:
			use(at, word)
		}
	}
}

// code judges a word of a code list.
func (l *linter) code(at Pos, list, word string) {
	if _, known := l.Codes.Find(list, word); !known {
		l.find("unknown-code", at, Nearest(word, l.Codes.Words(list)), "%q is no word of the list %s", word, list)
	}
}

// reference judges an id of another record.
func (l *linter) reference(at Pos, collection, id string) {
	ids := l.idsOf(collection)
	if _, found := slices.BinarySearch(ids, id); !found {
		l.find("unknown-reference", at, Nearest(id, ids), "there is no %q in %s", id, collection)
	}
}

// idsOf gives the ids of a collection, or of the questions or scopes, sorted.
func (l *linter) idsOf(collection string) []string {
	if l.idLists == nil {
		l.idLists = map[string][]string{}
		for _, e := range l.entries() {
			l.idLists[e.collection] = append(l.idLists[e.collection], e.id)
		}
		for _, ids := range l.idLists {
			slices.Sort(ids)
		}
	}
	return l.idLists[collection]
}

// someID judges an id of any collection, published now or once.
func (l *linter) someID(at Pos, id string) {
	if id == "" {
		return
	}
	var all []string
	for _, collection := range collections {
		ids := l.idsOf(collection)
		if _, found := slices.BinarySearch(ids, id); found {
			return
		}
		all = append(all, ids...)
	}
	for _, w := range l.Withdrawn {
		if w.ID == id {
			return
		}
	}
	l.find("unknown-reference", at, Nearest(id, all), "there is no %q in any collection", id)
}
