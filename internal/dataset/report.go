package dataset

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Report tells how well the dataset is covered by evidence: of each programme,
// of all, and of each document.
type Report struct {
	Version    string
	All        Coverage
	Programmes []Coverage // in the order of ids
	Sources    []SourceCoverage
}

// Coverage counts the statements of a programme: funding rows, statements of
// milestones, observations.
type Coverage struct {
	Programme  string         // "" for all
	Statements int            // as authored
	Verified   int            // their source was read again
	Located    int            // the first citation has a locator
	Addressed  int            // its source has an address
	Tiers      map[string]int // by the tier of the first citation's source
	Kinds      map[string]int // by its kind
	Lags       []int          // of each dated outcome, days until its first source, at least; sorted
	Oldest     Date           // stated_on that begins first
	Newest     Date           // stated_on that ends last
}

// SourceCoverage counts the statements that rest on a document.
type SourceCoverage struct {
	ID          string
	PublishedOn Date
	Tier, Kind  string
	First       int // it is the first citation
	Further     int // it is a further one
	Original    int // the document read took it from this one
}

// Report counts. Two reports of one dataset are the same.
func (d *Dataset) Report() Report {
	sources := map[string]*Source{}
	counts := map[string]*SourceCoverage{}
	for _, s := range d.Sources {
		sources[s.ID] = s
		counts[s.ID] = &SourceCoverage{ID: s.ID, PublishedOn: s.PublishedOn, Tier: s.Tier, Kind: s.Kind}
		if s.PublishedOn.IsZero() {
			counts[s.ID].PublishedOn = s.DatedByContent
		}
	}
	r := Report{Version: d.Info.Version, All: newCoverage("")}
	for _, p := range sorted(d.Programmes, func(p *Programme) string { return p.ID }) {
		c := newCoverage(p.ID)
		for _, s := range p.statements() {
			c.count(s, sources)
			r.All.count(s, sources)
			countSources(s, counts)
		}
		for _, m := range p.Milestones {
			if days, dated := lag(m, d.Info.UpdatedOn); dated {
				c.Lags, r.All.Lags = append(c.Lags, days), append(r.All.Lags, days)
			}
		}
		slices.Sort(c.Lags)
		r.Programmes = append(r.Programmes, c)
	}
	slices.Sort(r.All.Lags)
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		r.Sources = append(r.Sources, *counts[id])
	}
	return r
}

func newCoverage(programme string) Coverage {
	return Coverage{Programme: programme, Tiers: map[string]int{}, Kinds: map[string]int{}}
}

func (c *Coverage) count(s *Said, sources map[string]*Source) {
	c.Statements++
	if s.VerifiedOn != 0 {
		c.Verified++
	}
	if !s.StatedOn.IsZero() && (c.Oldest.IsZero() || s.StatedOn.Earliest() < c.Oldest.Earliest()) {
		c.Oldest = s.StatedOn
	}
	if !s.StatedOn.IsZero() && (c.Newest.IsZero() || s.StatedOn.Latest() > c.Newest.Latest()) {
		c.Newest = s.StatedOn
	}
	if len(s.Citations) == 0 {
		return
	}
	if s.Citations[0].Locator != "" {
		c.Located++
	}
	if source := sources[s.Citations[0].Source]; source != nil {
		c.Tiers[source.Tier]++
		c.Kinds[source.Kind]++
		if source.URL != "" || source.ArchivedURL != "" {
			c.Addressed++
		}
	}
}

// countSources counts a statement once for each document and part it plays.
func countSources(s *Said, counts map[string]*SourceCoverage) {
	seen := map[string]bool{}
	once := func(id, part string, n func(*SourceCoverage) *int) {
		if c := counts[id]; c != nil && !seen[part+id] {
			seen[part+id] = true
			*n(c)++
		}
	}
	for i, c := range s.Citations {
		if i == 0 {
			once(c.Source, "read ", func(s *SourceCoverage) *int { return &s.First })
		} // the same document again counts no more
		once(c.Source, "read ", func(s *SourceCoverage) *int { return &s.Further })
		once(c.Original, "original ", func(s *SourceCoverage) *int { return &s.Original })
	}
}

// lag gives the days from the end of an event's date to the day on which the
// first source told of it, 0 where that lies within the date.
func lag(m *Milestone, today Day) (days int, dated bool) {
	story := tell(m, today)
	if story.metOn.IsZero() {
		return 0, false
	}
	for _, s := range story.told {
		if s.Kind == kindMet {
			return max(0, int(s.known())-int(story.metOn.Latest())), true
		}
	}
	return 0, false
}

// String gives the report as tables for a terminal.
func (r Report) String() string {
	var b strings.Builder
	a := r.All
	fmt.Fprintf(&b, "Dataset %s: %d statements in %d programmes, from %s to %s.\n", r.Version, a.Statements, len(r.Programmes), a.Oldest, a.Newest)
	fmt.Fprintf(&b, "Verified: %s. With a locator: %s. With an address: %s.\n", share(a.Verified, a.Statements), share(a.Located, a.Statements), share(a.Addressed, a.Statements))
	fmt.Fprintf(&b, "By tier: %s. By kind of source: %s.\n", countsOf(a.Tiers), countsOf(a.Kinds))
	fmt.Fprintf(&b, "Dated outcomes: %d; days until their first source, at least: %s.\n\n", len(a.Lags), median(a.Lags))
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "programme\tstatements\tverified\tlocator\taddress\toldest\tnewest\tlag\ttier\tkind of source")
	for _, c := range r.Programmes {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.Programme, c.Statements, share(c.Verified, c.Statements), share(c.Located, c.Statements),
			share(c.Addressed, c.Statements), orDash(c.Oldest.String()), orDash(c.Newest.String()), median(c.Lags), countsOf(c.Tiers), countsOf(c.Kinds))
	}
	fmt.Fprintln(w, "\nsource\tpublished\ttier\tkind\tfirst\tfurther\toriginal")
	for _, s := range r.Sources {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%d\n", s.ID, orDash(s.PublishedOn.String()), s.Tier, s.Kind, s.First, s.Further, s.Original)
	}
	if err := w.Flush(); err != nil {
		panic(err) // a builder takes all
	}
	return b.String()
}

// share gives a number and its share of all, rounded down so that 100 % is all.
func share(n, all int) string {
	if all == 0 {
		return "-"
	}
	return fmt.Sprintf("%d (%d %%)", n, 100*n/all)
}

// countsOf gives counts in words, the largest first.
func countsOf(counts map[string]int) string {
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	for i, w := range words { // each word is read before it is replaced
		words[i] = fmt.Sprintf("%s %d", w, counts[w])
	}
	return orDash(strings.Join(words, ", "))
}

// median gives the middle of sorted lags, and the longest.
func median(lags []int) string {
	if len(lags) == 0 {
		return "-"
	}
	return fmt.Sprintf("median %d, longest %d", lags[(len(lags)-1)/2], lags[len(lags)-1])
}

func orDash(s string) string { return cmp.Or(s, "-") }
