package dataset_test

import (
	"cmp"
	"slices"
	"testing"

	"jalons/internal/dataset"
)

// TestTellingIsWhatTheMilestoneCites: rows alone tell which statement a
// milestone's row rests on, on every day on which one of them becomes known.
func TestTellingIsWhatTheMilestoneCites(t *testing.T) {
	d := hardCases(t)
	days := map[dataset.Day]bool{d.Info.UpdatedOn: true}
	for _, s := range d.At(d.Info.UpdatedOn).Statements {
		days[s.StatedOn.Latest()] = true
	}
	compared := 0
	for day := range days {
		rows := d.At(day)
		for _, m := range rows.Milestones {
			own := slices.DeleteFunc(slices.Clone(rows.Statements), func(s dataset.StatementRow) bool { return s.Milestone != m.ID })
			slices.SortFunc(own, func(a, b dataset.StatementRow) int { return cmp.Compare(a.Position, b.Position) })
			s := dataset.Telling(own)
			if s == nil || s.Cited != m.Cited {
				t.Errorf("%s: %s cites %+v, but what tells is %+v", day, m.ID, m.Cited, s)
				continue
			}
			compared++
		}
	}
	if compared < 50 {
		t.Errorf("only %d milestones were compared", compared)
	}
}

func TestTellingPrefers(t *testing.T) {
	row := func(id, kind, rank string) dataset.StatementRow {
		return dataset.StatementRow{ID: id, Kind: kind, Rank: rank}
	}
	for name, c := range map[string]struct {
		rows []dataset.StatementRow
		want string
	}{
		"none":                       {nil, ""},
		"deprecated alone":           {[]dataset.StatementRow{row("a", "met", "deprecated")}, ""},
		"the last":                   {[]dataset.StatementRow{row("a", "met", "normal"), row("b", "met", "normal")}, "b"},
		"the last not deprecated":    {[]dataset.StatementRow{row("a", "met", "normal"), row("b", "met", "deprecated")}, "a"},
		"the preferred of its kind":  {[]dataset.StatementRow{row("a", "met", "preferred"), row("b", "met", "normal")}, "a"},
		"not one of another kind":    {[]dataset.StatementRow{row("a", "announced", "preferred"), row("b", "met", "normal")}, "b"},
		"a last one that is so":      {[]dataset.StatementRow{row("a", "met", "normal"), row("b", "met", "preferred")}, "b"},
		"over another kind between":  {[]dataset.StatementRow{row("a", "met", "preferred"), row("b", "partly_met", "normal"), row("c", "met", "normal")}, "a"},
		"the later of two preferred": {[]dataset.StatementRow{row("a", "met", "preferred"), row("b", "met", "preferred"), row("c", "met", "normal")}, "b"},
	} {
		got := ""
		if s := dataset.Telling(c.rows); s != nil {
			got = s.ID
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
