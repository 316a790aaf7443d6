package store

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// changed compares the rows of two days by hand: ids of those that are new, and
// of those that read otherwise, items included.
func changed[R any](before, after []R) (added, other []string) {
	was := map[string]string{}
	for i := range before {
		was[idOf(valuesOf(before[i : i+1])[0])] = whole(before[i : i+1])
	}
	for i := range after {
		id := idOf(valuesOf(after[i : i+1])[0])
		text, known := was[id]
		switch {
		case !known:
			added = append(added, id)
		case text != whole(after[i:i+1]):
			other = append(other, id)
		}
	}
	return added, other
}

// whole writes a row with its item in both languages.
func whole[R any](one []R) string {
	row := valuesOf(one)[0]
	var text []byte
	for _, lang := range []string{"fr", "en"} {
		text = dataset.AppendJSON(text, row.Interface(), lang)
		text = dataset.AppendJSON(text, row.FieldByName("Item").Interface(), lang)
	}
	return string(text)
}

func checkChanges[R any](t *rapid.T, s served, from, to dataset.Day, before, after []R) {
	got, err := Changes[R](background, s.Store, from, to)
	if err != nil {
		t.Fatal(err)
	}
	added, other := changed(before, after)
	var gotAdded, gotOther []string
	for _, c := range got {
		id := idOf(valuesOf([]R{c.After})[0])
		if c.Before == nil {
			gotAdded = append(gotAdded, id)
			continue
		}
		gotOther = append(gotOther, id)
		if before := idOf(valuesOf([]R{*c.Before})[0]); before != id {
			t.Fatalf("%s was %s", id, before)
		}
	}
	if !slices.Equal(gotAdded, added) {
		t.Fatalf("%s, from %s to %s: new are %v, want %v", s.name, from, to, gotAdded, added)
	}
	for _, id := range other { // one that changes and changes back may be named too
		if !slices.Contains(gotOther, id) {
			t.Fatalf("%s, from %s to %s: %s reads otherwise and is not named", s.name, from, to, id)
		}
	}
}

func TestChangesByHand(t *testing.T) {
	all := several()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(all).Draw(t, "dataset")
		first, last := edtf.DayOf(2004, 1, 1), s.Info.UpdatedOn
		from := dataset.Day(rapid.Int32Range(int32(first), int32(last)).Draw(t, "from"))
		to := dataset.Day(rapid.Int32Range(int32(from), int32(last)).Draw(t, "to"))
		a, b := s.At(from), s.At(to)
		checkChanges(t, s, from, to, a.Milestones, b.Milestones)
		checkChanges(t, s, from, to, a.Funding, b.Funding)
		checkChanges(t, s, from, to, a.Programmes, b.Programmes)
		checkChanges(t, s, from, to, a.Conflicts, b.Conflicts)
	})
}
