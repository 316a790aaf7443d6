package dataset

import (
	"slices"
	"strings"
)

// Tally counts milestones by timeliness: what became of the promises of one
// group, with the ids behind each count.
type Tally struct {
	Key      string              // "" for null: milestones without a due date in one year
	Count    int                 // milestones of the group
	IDs      map[string][]string // by timeliness; every word of it is a key, and "cancelled"
	Slippage Slippage
}

// Slippage sums up by how much the dated promises of a group moved or were
// exceeded. Days are the minimum under imprecise dates: "at least".
type Slippage struct {
	IDs     []string // the milestones that have a slippage, least first
	Median  *float64 // days; of an even number the mean of the middle two
	Longest *int64   // days
	Worst   string   // id of the longest
}

// Timeliness are the keys of Tally.IDs, in the order in which they are shown.
var Timeliness = []string{timeEarly, timeOnTime, timeLate, timeOverdue, timePending, timeUndetermined, timeUnplanned, "cancelled"}

// The ways in which milestones can be grouped, beside ByProgramme and ByYear
// (the year of first_due) and ByNothing.
const ByType = "type"

// Tallies counts milestones as they read on a day.
func Tallies(rows []MilestoneRow, by string) []Tally {
	groups := map[string][]*MilestoneRow{}
	for i := range rows {
		r := &rows[i]
		key := ""
		switch by {
		case ByProgramme:
			key = r.Programme
		case ByType:
			key = r.Type
		case ByYear:
			key = yearOf(r.FirstDue)
		}
		groups[key] = append(groups[key], r)
	}
	var out []Tally
	for key, rows := range groups {
		out = append(out, tally(key, rows))
	}
	slices.SortFunc(out, func(a, b Tally) int { return compareKeys(a.Key, b.Key) })
	return out
}

func tally(key string, rows []*MilestoneRow) Tally {
	t := Tally{Key: key, Count: len(rows), IDs: map[string][]string{}}
	for _, word := range Timeliness {
		t.IDs[word] = []string{}
	}
	slices.SortFunc(rows, func(a, b *MilestoneRow) int { return strings.Compare(a.ID, b.ID) })
	var slipped []*MilestoneRow
	for _, r := range rows {
		word := r.Timeliness
		if word == "" {
			word = "cancelled"
		}
		t.IDs[word] = append(t.IDs[word], r.ID)
		if r.SlippageDaysMin != nil {
			slipped = append(slipped, r)
		}
	}
	t.Slippage = slippageOf(slipped)
	return t
}

func slippageOf(rows []*MilestoneRow) (s Slippage) {
	s.IDs = []string{}
	if len(rows) == 0 {
		return s
	}
	slices.SortStableFunc(rows, func(a, b *MilestoneRow) int { return int(*a.SlippageDaysMin - *b.SlippageDaysMin) })
	for _, r := range rows {
		s.IDs = append(s.IDs, r.ID)
	}
	n := len(rows)
	median := float64(*rows[(n-1)/2].SlippageDaysMin+*rows[n/2].SlippageDaysMin) / 2
	s.Median, s.Longest, s.Worst = &median, rows[n-1].SlippageDaysMin, rows[n-1].ID
	return s
}
