package store

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/search"
)

// searchable are the collections that are searched: all but the tables that show
// rows of others.
func searchable() []rows {
	return slices.DeleteFunc(slices.Clone(collections), func(c rows) bool { return c.title() == "timeline" || c.title() == "uses" })
}

// found gives the ids of hits by collection, sorted.
func found(t rapid.TB, s *Store, answer *search.Answer) map[string][]string {
	t.Helper()
	ids, err := s.HitIDs(background, answer.Hits)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][]string{}
	for i, h := range answer.Hits {
		out[h.Collection] = append(out[h.Collection], ids[i])
	}
	for _, own := range out {
		slices.Sort(own)
	}
	return out
}

var plainWord = regexp.MustCompile(`[a-z]{4,}`)

// wordsIn gives plain words of the French texts of a row.
func (r rowsOf[R]) wordsIn(all *dataset.Rows) (words []string) {
	for _, row := range r.of(all) {
		for _, text := range Texts(&row) {
			words = append(words, plainWord.FindAllString(Fold(text.FR), -1)...)
		}
	}
	return words
}

// holding gives the ids of the rows in whose French texts a word stands, between
// spaces.
func (r rowsOf[R]) holding(all *dataset.Rows, word string) []string {
	ids := []string{}
	for i, row := range valuesOf(r.of(all)) {
		for _, text := range Texts(&r.of(all)[i]) {
			if strings.Contains(" "+Fold(text.FR)+" ", " "+word+" ") {
				ids = append(ids, idOf(row))
				break
			}
		}
	}
	return ids
}

// A search on a day finds rows that are known that day and no others, among them
// each that holds the word as it is; and the filter on what was found gives those
// rows.
func TestSearchIsOfTheDay(t *testing.T) {
	all := several()
	rapid.Check(t, func(t *rapid.T) {
		s := all[rapid.IntRange(0, len(all)-1).Draw(t, "dataset")]
		day := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2015, 1, 1)), int32(s.Info.UpdatedOn)).Draw(t, "day"))
		today, then := s.At(s.Info.UpdatedOn), s.At(day)
		var words []string
		for _, c := range searchable() {
			words = append(words, c.wordsIn(today)...)
		}
		word := rapid.SampledFrom(words).Draw(t, "word")
		answer, err := s.Search(background, search.Question{Text: word, Lang: "fr", Day: day})
		if err != nil {
			t.Fatal(err)
		}
		hits := found(t, s.Store, answer)
		for _, c := range searchable() {
			own, documents := hits[c.title()], []any{}
			for _, h := range answer.Hits {
				if h.Collection == c.title() {
					documents = append(documents, h.Doc)
				}
			}
			known := idsOf(c.given(then))
			for _, id := range own {
				if !slices.Contains(known, id) {
					t.Fatalf("%s: %q finds %s/%s on %s, when it is not known", s.name, word, c.title(), id, day)
				}
			}
			for _, id := range c.holding(then, word) {
				if !slices.Contains(own, id) {
					t.Fatalf("%s: %q does not find %s/%s on %s", s.name, word, c.title(), id, day)
				}
			}
			kept, err := c.listed(s.Store, Query{Day: day, Lang: "fr", Filters: []Filter{{Column: "id", Op: Found, Values: documents}}})
			if err != nil || !slices.Equal(idsOf(kept), append([]string{}, own...)) {
				t.Fatalf("%s: %q: the filter keeps %v of %s, found were %v (%v)", s.name, word, idsOf(kept), c.title(), own, err)
			}
		}
	})
}

// Every collection is searched, and every class of text is some column's.
func TestEveryCollectionIsSearched(t *testing.T) {
	d := hardCases(t)
	s, today := open(t, d), d.At(d.Info.UpdatedOn)
	classes := map[search.Class]bool{}
	for _, c := range searchable() {
		for _, row := range c.given(today) {
			for _, text := range c.table().texts(row) {
				classes[text.Class] = true
				if text.FR == "" {
					t.Errorf("%s/%s: an empty text", c.title(), idOf(row))
				}
			}
			answer, err := s.Search(background, search.Question{Text: idOf(row), Lang: "fr", Day: s.About.Info.UpdatedOn})
			if err != nil || !slices.Contains(found(t, s, answer)[c.title()], idOf(row)) {
				t.Errorf("%s/%s is not found by its id (%v)", c.title(), idOf(row), err)
			}
		}
	}
	if len(classes) != 5 {
		t.Errorf("texts of %d classes", len(classes))
	}
}
