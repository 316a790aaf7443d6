package store

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// sameAs compares rows and items as the JSON that both make, in both languages.
func (r rowsOf[R]) sameAs(s *Store, all *dataset.Rows, day dataset.Day) error {
	want := r.of(all)
	got, err := List[R](background, s, Query{Day: day, Lang: "fr"})
	if err != nil {
		return err
	}
	if len(got) != len(want) {
		return fmt.Errorf("%s on %s: %d rows, At gives %d", r.title(), day, len(got), len(want))
	}
	for _, lang := range []string{"fr", "en"} {
		items := map[string]string{}
		if r.table().hasItem {
			if items, err = Items[R](background, s, Query{Day: day, Lang: lang}); err != nil {
				return err
			}
		}
		for i := range want {
			g, w := dataset.AppendJSON(nil, got[i], lang), dataset.AppendJSON(nil, want[i], lang)
			if string(g) != string(w) {
				return fmt.Errorf("%s on %s:\n got %s\nwant %s", r.title(), day, g, w)
			}
			row := valuesOf(want[i : i+1])[0]
			item := string(dataset.AppendJSON(nil, row.FieldByName("Item").Interface(), lang))
			if r.table().hasItem && items[idOf(row)] != item {
				return fmt.Errorf("%s on %s: the item of %s:\n got %s\nwant %s", r.title(), day, idOf(row), items[idOf(row)], item)
			}
			if (i+int(day))%9 == 0 { // a query each: some on each day, in turn
				if err := r.got(s, idOf(row), day, lang, string(w), item); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// got asks for one row by its id.
func (r rowsOf[R]) got(s *Store, id string, day dataset.Day, lang, row, item string) error {
	found, text, ok, err := Get[R](background, s, id, day, lang)
	if err != nil {
		return err
	}
	if g := string(dataset.AppendJSON(nil, found, lang)); !ok || g != row {
		return fmt.Errorf("%s on %s: Get of %s (%v):\n got %s\nwant %s", r.title(), day, id, ok, g, row)
	}
	if r.table().hasItem && text != item {
		return fmt.Errorf("%s on %s: the item that Get gives of %s:\n got %s\nwant %s", r.title(), day, id, text, item)
	}
	return nil
}

// The file gives on every day what dataset.At gives.
func TestStoredReadingsAreAt(t *testing.T) {
	all := several()
	days := make([][]dataset.Day, len(all))
	for i, s := range all {
		days[i] = changeDays(s.Dataset)
	}
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.IntRange(0, len(all)-1).Draw(t, "dataset")
		s := all[i]
		on := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2004, 1, 1)), int32(s.Info.UpdatedOn)).Draw(t, "day"))
		if rapid.Bool().Draw(t, "at a change") {
			on = rapid.SampledFrom(days[i]).Draw(t, "change") - dataset.Day(rapid.IntRange(0, 1).Draw(t, "before"))
		}
		want := s.At(on)
		for _, c := range collections {
			if err := c.sameAs(s.Store, want, on); err != nil {
				t.Fatalf("%s: %v", s.name, err)
			}
		}
	})
}

// The counts of the manifest and of the file are those of today's rows.
func TestCountsAreToday(t *testing.T) {
	for _, s := range several() {
		want := map[string]int{}
		for _, c := range collections {
			want[c.title()] = len(c.given(s.At(s.Info.UpdatedOn)))
		}
		if !maps.Equal(s.About.Counts, want) {
			t.Errorf("%s: counts %v, want %v", s.name, s.About.Counts, want)
		}
	}
}

// An id is known from the day of its first reading on, and never forgotten.
func TestFirstKnown(t *testing.T) {
	for _, s := range several() {
		for _, r := range s.Readings().Milestones {
			first, found, err := FirstKnown[dataset.MilestoneRow](background, s.Store, r.Row.ID)
			if err != nil || !found || first > r.From {
				t.Errorf("%s: %s reads from %s, and is first known %s (%v, %v)", s.name, r.Row.ID, r.From, first, found, err)
			}
			_, _, before, err := Get[dataset.MilestoneRow](background, s.Store, r.Row.ID, first-1, "fr")
			if err != nil || before {
				t.Errorf("%s: %s is known on %s, the day before it is first known (%v)", s.name, r.Row.ID, first-1, err)
			}
		}
		if _, found, err := FirstKnown[dataset.MilestoneRow](background, s.Store, "no-such-thing"); found || err != nil {
			t.Errorf("an id that never was: found %v, error %v", found, err)
		}
	}
}

// The file tells what it was made of.
func TestAboutIsTheDataset(t *testing.T) {
	d := hardCases(t)
	s := open(t, d)
	if s.About.Digest != d.Digest() || s.About.Build != "test" {
		t.Errorf("digest %s, build %q", s.About.Digest, s.About.Build)
	}
	if s.About.Info.Version != d.Info.Version || s.About.Info.Title != d.Info.Title || s.About.Info.UpdatedOn != d.Info.UpdatedOn {
		t.Errorf("info %+v, want %+v", s.About.Info, d.Info)
	}
	if got, want := len(s.About.Codes), len(d.Codes); got != want {
		t.Errorf("%d code lists, want %d", got, want)
	}
	report, err := s.Report(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := report.String(), d.Report().String(); got != want {
		t.Errorf("the report is\n%s\nwant\n%s", got, want)
	}
}
