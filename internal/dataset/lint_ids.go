package dataset

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// collections are those whose ids are published, in the order of the contract.
var collections = []string{
	"programmes", "funding", "milestones", "statements", "indicators", "observations", "organisations", "people",
	"sources", "glossary", "conflicts", "exclusions", "corrections",
}

// spaceOf names the space in which a collection's ids are unique, where that is
// wider than the collection: a conflict names statements of any kind, and a
// citation is attributed to a person or an organisation.
var spaceOf = map[string]string{
	"funding": "statements", "milestones": "statements", "indicators": "statements", "observations": "statements",
	"people": "organisations",
}

// entry is an id that the records define.
type entry struct {
	collection string // or questions, scopes
	id         string
	at         Pos
}

// entries gives every id that the records define, derived ones included.
func (d *Dataset) entries() (all []entry) {
	put := func(collection, id string, at Pos) {
		if id != "" {
			all = append(all, entry{collection, id, at})
		}
	}
	for _, p := range d.Programmes {
		put("programmes", p.ID, p.Pos.key("id"))
		p.entries(put)
	}
	for _, s := range d.Sources {
		put("sources", s.ID, s.Pos.key("id"))
	}
	for _, o := range d.Organisations {
		put("organisations", o.ID, o.Pos.key("id"))
	}
	for _, p := range d.People {
		put("people", p.ID, p.Pos.key("id"))
	}
	for _, t := range d.Glossary {
		put("glossary", t.ID, t.Pos.key("id"))
	}
	for _, c := range d.Conflicts {
		put("conflicts", c.ID, c.Pos.key("id"))
	}
	for _, e := range d.Exclusions {
		put("exclusions", e.ID, e.Pos.key("id"))
	}
	for _, c := range d.Corrections {
		put("corrections", c.ID, c.Pos.key("id"))
	}
	return all
}

func (p *Programme) entries(put func(collection, id string, at Pos)) {
	for _, q := range p.Questions {
		put("questions", q.ID, q.Pos.key("id"))
	}
	for _, s := range p.Scopes {
		put("scopes", s.ID, s.Pos.key("id"))
	}
	for _, f := range p.Funding {
		put("funding", f.ID, f.Pos.key("id"))
	}
	for _, m := range p.Milestones {
		put("milestones", m.ID, m.Pos.key("id"))
		if m.Measure != nil && m.ID != "" {
			put("observations", m.ID+targetSuffix, m.Measure.Pos)
		}
		for _, s := range m.Statements {
			put("statements", s.ID, s.Pos.key("id"))
		}
	}
	for _, i := range p.Indicators {
		put("indicators", i.ID, i.Pos.key("id"))
		for _, o := range i.Observations {
			put("observations", o.ID, o.Pos.key("id"))
		}
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// maxIDLength keeps addresses and file names of exports short enough for every
// file system and mail program.
const maxIDLength = 80

// reservedIDs are words that routes, file names or citations use.
var reservedIDs = append([]string{
	"all", "author", "calendar", "charts", "cite", "dataset", "diff", "docs", "download", "feeds", "index", "new",
	"none", "null", "openapi", "problems", "schema", "search", "summary", "timeline",
}, collections...)

// ids judges the form of every id, and that no two are the same in one space.
func (l *linter) ids() {
	first := map[string]entry{}
	for _, e := range l.entries() {
		switch {
		case !idForm.MatchString(e.id):
			l.find("bad-id", e.at, slug(e.id), "%q is no id: lower-case letters and digits in groups joined by -", e.id)
		case len(e.id) > maxIDLength:
			l.find("bad-id", e.at, "", "the id has %d characters, at most %d are allowed", len(e.id), maxIDLength)
		case slices.Contains(reservedIDs, e.id):
			l.find("reserved-id", e.at, "", "%q is a word that addresses or citations use", e.id)
		}
		name := cmp.Or(spaceOf[e.collection], e.collection) + "/" + e.id
		if old, again := first[name]; again {
			l.find("duplicate-id", e.at, "", "%q is the id of one of the %s already, at %s:%d", e.id, old.collection, old.at.File, old.at.Line)
			continue
		}
		first[name] = e
	}
}

// slug gives the id nearest to a text, "" where it has no letter or digit.
func slug(text string) string {
	return strings.Join(strings.FieldsFunc(folded(text), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}), "-")
}

// published gives the lines of ids.txt that the records call for, sorted.
func (d *Dataset) published() (lines []string) {
	for _, e := range d.entries() {
		if slices.Contains(collections, e.collection) {
			lines = append(lines, e.collection+"/"+e.id)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// idsFile holds the records against ids.txt: what is published stands in it,
// and what stands in it is published or withdrawn.
func (l *linter) idsFile() {
	listed := map[string]bool{}
	for i, line := range l.IDs {
		listed[line] = true
		at := Pos{File: idsName, Line: i + 1}
		collection, id, _ := strings.Cut(line, "/")
		switch {
		case !slices.Contains(collections, collection) || !idForm.MatchString(id):
			l.find("bad-ids-file", at, "", "%q is not of the form collection/id", line)
			continue
		case i > 0 && l.IDs[i-1] >= line:
			l.find("bad-ids-file", at, "jalons check --fix", "%q stands out of order, or twice", line)
		}
		l.gone(at, collection, id)
	}
	for _, e := range l.entries() {
		if slices.Contains(collections, e.collection) && idForm.MatchString(e.id) && !listed[e.collection+"/"+e.id] {
			l.find("unlisted-id", e.at, "jalons check --fix", "%s/%s does not stand in %s", e.collection, e.id, idsName)
		}
	}
}

// gone judges an id of ids.txt that is in the data no more.
func (l *linter) gone(at Pos, collection, id string) {
	ids := l.idsOf(collection)
	if _, there := slices.BinarySearch(ids, id); there {
		return
	}
	if !slices.ContainsFunc(l.Withdrawn, func(w *Withdrawn) bool { return w.Collection == collection && w.ID == id }) {
		l.find("vanished-id", at, fmt.Sprintf("in withdrawn.yaml: {id: %s, collection: %s, successor: %s, reason: …, date: %s}", id, collection,
			cmp.Or(Nearest(id, ids), "null"), l.Info.UpdatedOn), "%s/%s was published and is gone without a trace", collection, id)
	}
}

// withdrawn judges what is said of ids that are gone.
func (l *linter) withdrawn() {
	first := map[string]Pos{}
	for _, w := range l.Withdrawn {
		name := w.Collection + "/" + w.ID
		if old, again := first[name]; again {
			l.find("duplicate-id", w.Pos.key("id"), "", "%s is withdrawn already, at %s:%d", name, old.File, old.Line)
		}
		first[name] = w.Pos
		if _, there := slices.BinarySearch(l.idsOf(w.Collection), w.ID); there {
			l.find("withdrawn-id", w.Pos.key("id"), "", "%s is withdrawn and still in the data", name)
		} else if w.ID != "" && !slices.Contains(l.IDs, name) {
			l.find("unlisted-id", w.Pos.key("id"), Nearest(name, l.IDs), "%s was never published: it does not stand in %s", name, idsName)
		}
		if w.Successor != "" {
			l.reference(w.Pos.key("successor"), w.Collection, w.Successor)
		}
	}
}
