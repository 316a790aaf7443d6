package dataset

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
)

// A linter holds the records against the rules of the format. It judges what
// the decoder could read, on the day of updated_on, and never stops at its
// first finding.
type linter struct {
	*index
	findings Findings
	copyist  *copyist
	idLists  map[string][]string // by collection, sorted; see idsOf
	dossier  *Programme          // that is being walked
}

// lint gives every finding about records that could be read.
func (d *Dataset) lint() Findings {
	l := &linter{index: newIndex(d), copyist: newCopyist(d)}
	l.each(l.visit)
	for _, rule := range []func(){
		l.codeLists, l.ids, l.idsFile, l.withdrawn, l.neverKnown, l.unused, l.circles, l.wholes, l.preferred,
		l.sameAddress, l.sameStatements, l.computedConflicts, l.version, l.releases,
	} {
		rule()
	}
	return l.findings
}

// key gives the place of a key of a record.
func (p Pos) key(name string) Pos {
	p.Path = join(p.Path, name)
	return p
}

func (p Pos) item(i int) Pos {
	p.Path = itemPath(p.Path, i)
	return p
}

// find notes a finding; mend is "" where no way to put it right can be told.
func (l *linter) find(kind string, at Pos, mend, format string, args ...any) {
	l.findings.add(kind, at, fmt.Sprintf(format, args...), mend)
}

// each walks all records, in the order in which the files were read.
func (d *Dataset) each(visit func(Pos, any)) {
	walkFrom := func(v any, file string) { walk(reflect.ValueOf(v), Pos{File: file}, visit) }
	walkFrom(&d.Info, "dataset.yaml")
	for _, list := range slices.Sorted(maps.Keys(d.Codes)) {
		walk(reflect.ValueOf(d.Codes[list]), Pos{File: "codes.yaml", Path: list}, visit)
	}
	for _, p := range d.Programmes {
		walkFrom(p, "")
	}
	walkFrom(d.Sources, "")
	walkFrom(d.Organisations, "organisations.yaml")
	walkFrom(d.People, "people.yaml")
	walkFrom(d.Glossary, "glossary.yaml")
	walkFrom(d.Conflicts, "conflicts.yaml")
	walkFrom(d.Exclusions, "exclusions.yaml")
	walkFrom(d.Corrections, "corrections.yaml")
	walkFrom(d.Withdrawn, "withdrawn.yaml")
}

// walk visits a value and, below it, every keyed field and list item, each as a
// pointer with its place. Texts and dates are visited whole.
func walk(v reflect.Value, at Pos, visit func(Pos, any)) {
	switch {
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			walk(v.Elem(), at, visit)
		}
	case v.Kind() == reflect.Slice:
		if v.CanAddr() {
			visit(at, v.Addr().Interface())
		}
		for i := range v.Len() {
			walk(v.Index(i), at.item(i), visit)
		}
	case v.Kind() != reflect.Struct, v.Type() == textType, v.Type() == dateType:
		visit(at, v.Addr().Interface())
	default:
		walkStruct(v, at, visit)
	}
}

func walkStruct(v reflect.Value, at Pos, visit func(Pos, any)) {
	if pos := v.FieldByName("Pos"); pos.IsValid() && !pos.IsZero() {
		at = pos.Interface().(Pos)
	}
	visit(at, v.Addr().Interface())
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch key := f.Tag.Get("yaml"); {
		case f.Anonymous:
			walk(v.Field(i), at, visit)
		case key != "" && key != "-":
			walk(v.Field(i), at.key(key), visit)
		}
	}
}

// visit judges one value by the rules for its type.
func (l *linter) visit(at Pos, v any) {
	l.form(at, v)
	switch v := v.(type) {
	case *Text:
		l.text(at, *v)
	case *string:
		l.words(at, *v)
	case *[]string:
		repeats(l, at, *v, func(s string) string { return s })
	case *Day:
		if !l.inherited(at, *v) {
			l.notAfter(at, *v)
		}
	case *Citation:
		l.citation(at, v)
	case *[]Citation:
		repeats(l, at, *v, func(c Citation) string { c.Pos = Pos{}; return fmt.Sprint(c) })
	case *Said:
		l.said(at, v)
	case *Ranked:
		l.ranked(at, v)
	case *Programme:
		l.programme(v)
	case *[]Relation:
		repeats(l, at, *v, func(r Relation) string { return r.Type + " " + r.Programme + r.Organisation })
	case *[]Role:
		repeats(l, at, *v, func(r Role) string { return r.Role + " " + r.Organisation })
	case *Funding:
		l.money(v)
	case *Milestone:
		l.milestone(v)
	case *Statement:
		l.statement(v)
	case *Indicator:
		l.indicator(v)
	case *Observation:
		l.amounts(at, "value", amounts{v.Value, v.ValueMin, v.ValueMax, v.Modifier})
	default:
		l.visitRegister(at, v)
	}
}

func (l *linter) visitRegister(at Pos, v any) {
	switch v := v.(type) {
	case *Source:
		l.source(v)
	case *Organisation:
		l.organisation(v)
	case *Person:
		for _, m := range v.Mandates {
			l.order(m.Pos, "end_date", m.EndDate, "start_date", m.StartDate)
		}
	case *Term:
		if v.Acronym == "" && v.Expansion.IsZero() {
			l.find("missing-key", at.key("expansion"), "", "a term has an acronym or an expansion")
		}
	case *Conflict:
		l.conflict(v)
	case *Correction:
		l.someID(at.key("target"), v.Target)
	}
}
