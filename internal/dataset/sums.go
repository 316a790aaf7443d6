package dataset

import (
	"cmp"
	"slices"
	"strings"
)

// Sum is one sum of money: one key and one flow. Sums are never added together.
type Sum struct {
	Key     string // "" for null: rows of no single year, or of no one provider
	Flow    string
	SumEUR  int64    // whole euros, of the rows added
	Added   []string // ids
	LeftOut []LeftOut
	Scopes  []string // ids of rows that answer one question, or stand in this sum, for different scopes
}

// LeftOut is a row that a sum does not count, and why.
type LeftOut struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
}

// Reasons for which a row is not added.
const (
	leftAlternative = "alternative"  // its question counts another row, the preferred one
	leftContested   = "contested"    // its question has several rows and prefers none
	leftInside      = "inside_whole" // its whole, or a whole above that, is counted in the same sum
	leftNoAmount    = "no_amount"
	leftRate        = "rate"
	leftSpans       = "spans_years"
	leftUndated     = "undated"
	leftDeprecated  = "deprecated"
)

// The ways in which money can be grouped.
const (
	ByProgramme = "programme"
	ByFlow      = "flow"
	ByYear      = "year"
	ByProvider  = "provider"
	ByNothing   = "" // one sum for each flow
)

// Sums adds the chosen rows of all that are known on a day. Questions are judged
// on all of them; wholes on those that the same sum counts. A row of several
// providers stands, like one of none, in the sum whose key is "".
func Sums(all []FundingRow, chosen func(*FundingRow) bool, by string) []Sum {
	byID := map[string]*FundingRow{}
	byQuestion := map[string][]*FundingRow{}
	for i := range all {
		r := &all[i]
		byID[r.ID] = r
		if r.Question != "" {
			byQuestion[r.Question] = append(byQuestion[r.Question], r)
		}
	}
	groups := map[[2]string][]*FundingRow{}
	for i := range all {
		if r := &all[i]; chosen(r) {
			key := [2]string{sumKey(r, by), r.Flow}
			groups[key] = append(groups[key], r)
		}
	}
	var out []Sum
	for key, rows := range groups {
		s := Sum{Key: key[0], Flow: key[1]}
		s.add(rows, byID, byQuestion, by)
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b Sum) int {
		return cmp.Or(compareKeys(a.Key, b.Key), strings.Compare(a.Flow, b.Flow))
	})
	return out
}

// compareKeys orders keys, the null one last.
func compareKeys(a, b string) int {
	if (a == "") != (b == "") {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

func sumKey(r *FundingRow, by string) string {
	switch by {
	case ByProgramme:
		return r.Programme
	case ByFlow:
		return r.Flow
	case ByYear:
		return yearOf(r.Period)
	case ByProvider:
		if len(r.Providers) == 1 {
			return r.Providers[0]
		}
	}
	return ""
}

// yearOf gives the one year within which a date lies, "" where there is none.
func yearOf(d Date) string {
	if d.IsZero() || d.Earliest().String()[:2] == ".." || d.Latest().String()[:2] == ".." {
		return ""
	}
	if year := d.Earliest().String()[:4]; year == d.Latest().String()[:4] {
		return year
	}
	return ""
}

func (s *Sum) add(rows []*FundingRow, byID map[string]*FundingRow, byQuestion map[string][]*FundingRow, by string) {
	slices.SortFunc(rows, func(a, b *FundingRow) int { return strings.Compare(a.ID, b.ID) })
	counted := map[string]bool{}
	for _, r := range rows {
		counted[r.ID] = whyNot(r, byQuestion, by) == ""
	}
	for _, r := range rows {
		reason := whyNot(r, byQuestion, by)
		if reason == "" && insideCounted(r, byID, counted) {
			reason = leftInside
		}
		if reason != "" {
			s.LeftOut = append(s.LeftOut, LeftOut{r.ID, reason})
			continue
		}
		s.Added = append(s.Added, r.ID)
		s.SumEUR += *r.AmountEUR
	}
	s.Scopes = scopesDiffer(rows, s.Added)
}

// whyNot gives the reason for which a row counts in no sum of its kind, "" for none.
func whyNot(r *FundingRow, byQuestion map[string][]*FundingRow, by string) string {
	switch {
	case r.Rank == rankDeprecated:
		return leftDeprecated
	case r.AmountEUR == nil:
		return leftNoAmount
	case r.Per != "":
		return leftRate
	}
	if reason := rivals(r, byQuestion[r.Question]); reason != "" {
		return reason
	}
	switch {
	case by != ByYear || sumKey(r, by) != "":
		return ""
	case r.Period.IsZero():
		return leftUndated
	}
	return leftSpans
}

// rivals judges a row among those that answer the same question.
func rivals(r *FundingRow, all []*FundingRow) string {
	if r.Rank == rankPreferred {
		return ""
	}
	reason := ""
	for _, rival := range all {
		switch {
		case rival.ID == r.ID || rival.Rank == rankDeprecated:
		case rival.Rank == rankPreferred:
			return leftAlternative
		default:
			reason = leftContested
		}
	}
	return reason
}

// insideCounted reports whether a whole above the row is counted in the sum. A
// whole that is itself left out as a part lies in one that is counted.
func insideCounted(r *FundingRow, byID map[string]*FundingRow, counted map[string]bool) bool {
	for n := 0; n < maxDepth && r != nil && r.PartOf != ""; n++ {
		if counted[r.PartOf] {
			return true
		}
		r = byID[r.PartOf]
	}
	return false
}

// scopesDiffer gives the rows that answer one question of the sum for different
// scopes, and the rows added whose named scopes differ.
func scopesDiffer(rows []*FundingRow, added []string) []string {
	groups := map[string][]*FundingRow{}
	for _, r := range rows {
		if r.Question != "" && r.Rank != rankDeprecated {
			groups["question "+r.Question] = append(groups["question "+r.Question], r)
		}
		if r.Scope != "" && slices.Contains(added, r.ID) {
			groups["added"] = append(groups["added"], r)
		}
	}
	var out []string
	for _, group := range groups {
		if slices.ContainsFunc(group, func(r *FundingRow) bool { return r.Scope != group[0].Scope }) {
			for _, r := range group {
				out = append(out, r.ID)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
