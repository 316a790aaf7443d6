package dataset_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// How the files are laid out does not change the digest: the order of records,
// what a file may leave out, how it writes what is not known.
func TestDigestOfLayouts(t *testing.T) {
	const plain = `aliases: [x]
acronym: ABC
funding:
- {id: f-1, label: {fr: L, en: L}, flow: announced, amount_eur: 1000000, citations: [{source: s-2016, locator: x}]}
- {id: f-2, label: L, flow: announced, amount_eur: 2000000, citations: [{source: s-2017, locator: x}]}
milestones:
- id: m
  label: L
  type: launch
  statements:
  - {id: m-1, kind: announced, date: 2020, citations: [{source: s-2016, locator: x}]}
  - {id: m-2, kind: in_progress, citations: [{source: s-2018, locator: x}]}
`
	const other = `# The same.
acronym: "ABC"
milestones:
  - id: m
    type: "launch"
    label: {en: L, fr: L}
    measure: null
    statements:
      - {kind: in_progress, id: m-2, date: null, citations: [{source: s-2018, locator: x, original: null}], rank: normal}
      - id: m-1
        kind: announced
        date: "2020"
        date_basis: stated
        stated_on: 2016-03-05
        stated_on_basis: published
        recorded_on: 2026-11-21
        note: null
        citations:
        - {locator: x, source: s-2016}
indicators: []
relations: []
questions: null
funding:
- {id: f-2, label: L, flow: announced, amount_eur: 2000000, modifier: as_stated, citations: [{source: s-2017, locator: x}], also_concerns: [], rank: normal}
- {id: f-1, label: L, flow: announced, basis: declared, amount_eur: 1000000, citations: [{source: s-2016, locator: x}]}
aliases:
- x
`
	const people = "- {id: p, name: P, mandates: [{role: R, citations: [{source: s-2015, locator: x}]}]}\n- {id: q, name: Q, mandates: [{role: R, citations: [{source: s-2015, locator: y}]}]}\n"
	const turned = "- {id: q, name: Q, mandates: [{role: R, citations: [{source: s-2015, locator: y}]}]}\n- {id: p, name: P, mandates: [{role: R, citations: [{source: s-2015, locator: x}]}]}\n"
	lines := strings.SplitAfter(strings.TrimSpace(smallSources()), "\n")
	slices.Reverse(lines)
	lines[0] += "\n"
	a := small(t, map[string]string{"programmes/a.yaml": plain, "people.yaml": people})
	b := small(t, map[string]string{"programmes/a.yaml": other, "people.yaml": turned,
		"sources/dated.yaml": strings.Join(lines[:4], ""), "sources/more.yaml": strings.Join(lines[4:], "")})
	if a.Digest() != b.Digest() {
		t.Error("two layouts of one dataset have two digests")
	}
}

// Asking changes nothing, also where statements stand out of order.
func TestDigestIsNotChangedByAt(t *testing.T) {
	d := datasettest.Generate(3, 60)
	for _, p := range d.Programmes {
		for _, m := range p.Milestones {
			slices.Reverse(m.Statements)
		}
	}
	before := d.Digest()
	d.At(d.Info.UpdatedOn)
	d.Readings()
	if d.Digest() != before {
		t.Error("At changed the dataset")
	}
}

// Every value of every record is in the digest, but for a file's recorded_on,
// which its statements have, and for the ids ever published.
func TestDigestSeesEveryValue(t *testing.T) {
	d := datasettest.Generate(5, 400)
	d.Withdrawn = []*dataset.Withdrawn{{ID: "gone", Collection: "funding"}}
	leaves := map[string]reflect.Value{}
	collectLeaves(reflect.ValueOf(d), "", leaves)
	before := d.Digest()
	for name, leaf := range leaves {
		old := reflect.New(leaf.Type()).Elem()
		old.Set(leaf)
		leaf.Set(changed(leaf))
		if same := d.Digest() == before; same != unseen[name] {
			t.Errorf("%s: a change leaves the digest as it was: %v", name, same)
		}
		leaf.Set(old)
	}
	if d.Digest() != before || len(leaves) < 120 {
		t.Errorf("%d fields were looked at", len(leaves))
	}
}

var unseen = map[string]bool{"Programme.RecordedOn": true, "Dataset.IDs": true}

// collectLeaves gives one value of each field of each record type.
func collectLeaves(v reflect.Value, name string, leaves map[string]reflect.Value) {
	switch v.Interface().(type) {
	case dataset.Pos:
		return
	case dataset.Date, dataset.Day, dataset.Text, []string, *int64, *float64, *bool, string:
		leaves[name] = v
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collectLeaves(v.Elem(), name, leaves)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collectLeaves(v.Index(i), name, leaves)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			collectLeaves(v.Field(i), v.Type().Name()+"."+v.Type().Field(i).Name, leaves)
		}
	}
}

// changed gives another value of the same type.
func changed(v reflect.Value) reflect.Value {
	switch x := v.Interface().(type) {
	case dataset.Date:
		if x == edtf.Must("1999") {
			return reflect.ValueOf(edtf.Must("1998"))
		}
		return reflect.ValueOf(edtf.Must("1999"))
	case dataset.Day:
		return reflect.ValueOf(x + 1)
	case dataset.Text:
		return reflect.ValueOf(dataset.Text{FR: x.FR, EN: x.EN + "!"})
	case []string:
		return reflect.ValueOf(append(slices.Clone(x), "more"))
	case string:
		return reflect.ValueOf(x + "z")
	case *int64:
		n := int64(-1)
		return reflect.ValueOf(&n)
	case *float64:
		n := -1.0
		return reflect.ValueOf(&n)
	case *bool:
		if x == nil {
			yes := true
			return reflect.ValueOf(&yes)
		}
		return reflect.Zero(v.Type())
	}
	panic(fmt.Sprintf("no change of a %s", v.Type()))
}
