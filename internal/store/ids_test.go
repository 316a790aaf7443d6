package store

import (
	"slices"
	"testing"

	"jalons/internal/dataset"
)

// An id that may stand in a column on some day is held, others are not; the
// ids held are sorted, each once.
func TestHeldIDs(t *testing.T) {
	s := open(t, hardCases(t))
	for _, c := range []struct {
		collection, column, id string
		held                   bool
	}{
		{"funding", "id", "dmp-210m-cour-2012", true},
		{"funding", "id", "ins-obligation", false}, // a milestone
		{"funding", "programme", "dmp", true},
		{"funding", "programme", "blue-button", true}, // a programme, though no money is told of it
		{"funding", "programme", "dmp-210m-cour-2012", false},
		{"funding", "part_of", "segur-2bn-2022", true},
		{"funding", "also_concerns", "dmp", true},
		{"funding", "providers", "asip-sante", true},
		{"funding", "providers", "dmp", false},
		{"funding", "question", "dmp-cost-to-2013", true},
		{"funding", "question", "dmp", false},
		{"funding", "scope", "dmp-direct-asip", true},
		{"funding", "source", "infirmiers-dmp", true},
		{"statements", "milestone", "ins-obligation", true},
		{"observations", "indicator", "mes-documents-yearly", true},
		{"sources", "speakers", "dominique-pon", true},
		{"conflicts", "about", "dmp", true},
		{"conflicts", "about", "ins-obligation", false},
		{"timeline", "subject", "ins-obligation", true},
		{"timeline", "id", "ins-obligation-2017", true},
		{"corrections", "target", "dmp-210m-cour-2012", true},
		{"funding", "programme", "", false},
		{"funding", "programme", "DMP", false},
	} {
		held, err := s.EverHeld(background, c.collection, c.column, c.id)
		if err != nil || held != c.held {
			t.Errorf("%s.%s = %q: held %v (%v), want %v", c.collection, c.column, c.id, held, err, c.held)
		}
		all, err := s.Held(background, c.collection, c.column)
		if err != nil || slices.Contains(all, c.id) != c.held {
			t.Errorf("%s.%s: %v (%v): holds %q, want %v", c.collection, c.column, all, err, c.id, c.held)
		}
		if !slices.IsSorted(all) || len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("%s.%s: %v is not sorted, each once", c.collection, c.column, all)
		}
	}
}

// IDs gives the ids of a day, sorted.
func TestIDsOfADay(t *testing.T) {
	for _, s := range several() {
		for _, on := range []string{"2004-01-01", "2014-01-10", "2022-06-30", "2026-11-21"} {
			want := []string{}
			for _, f := range s.At(day(t, on)).Funding {
				want = append(want, f.ID)
			}
			if got, err := IDs[dataset.FundingRow](background, s.Store, day(t, on)); err != nil || !slices.Equal(got, want) {
				t.Errorf("%s on %s: %v (%v), want %v", s.name, on, got, err, want)
			}
		}
	}
}
