package store

import (
	"slices"
	"testing"

	"jalons/internal/dataset"
)

// What takes part in a conflict of a day is what its item and its subject say, on
// every day; and nothing else is, whatever is asked.
func TestContested(t *testing.T) {
	for _, s := range several() {
		for _, on := range []dataset.Day{day(t, "2014-01-10"), day(t, "2019-12-31"), day(t, "2023-12-01"), s.Info.UpdatedOn} {
			rows := s.At(on)
			want := map[string]bool{}
			for _, c := range rows.Conflicts {
				want["milestones/"+c.About], want["indicators/"+c.About] = true, true
				for _, side := range c.Item.Statements {
					want[side.Collection+"/"+side.ID] = true
				}
			}
			for collection, ids := range map[string][]string{
				"funding": idsOf(valuesOf(rows.Funding)), "milestones": idsOf(valuesOf(rows.Milestones)), "statements": idsOf(valuesOf(rows.Statements)),
				"observations": idsOf(valuesOf(rows.Observations)), "indicators": idsOf(valuesOf(rows.Indicators)), "programmes": idsOf(valuesOf(rows.Programmes)),
			} {
				own := []string{}
				for _, id := range ids {
					if want[collection+"/"+id] {
						own = append(own, id)
					}
				}
				got, err := Contested(background, s.Store, collection, append(ids, "nobody", ""), on)
				if err != nil || !slices.Equal(got, own) {
					t.Errorf("%s on %s, %s: %q (%v), want %q", s.name, on, collection, got, err, own)
				}
				all, err := AllContested(background, s.Store, collection, on)
				all = slices.DeleteFunc(all, func(id string) bool { return !slices.Contains(ids, id) }) // an indicator's stands with the milestones too
				if err != nil || !slices.Equal(all, own) {
					t.Errorf("%s on %s, all of %s: %q (%v), want %q", s.name, on, collection, all, err, own)
				}
			}
		}
	}
}
