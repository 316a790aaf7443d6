package dataset

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
)

// Report tells how well the dataset is covered by evidence: in all, by
// programme, and by document. It is also what the service says of its quality.
type Report struct {
	Version    string           `json:"version"`
	All        Coverage         `json:"all"`
	Programmes []Coverage       `json:"programmes"` // in the order of ids
	Sources    []SourceCoverage `json:"sources"`    // in the order of ids
}

// Coverage counts statements: funding rows, statements of milestones,
// observations. Shares are percentages of them, rounded down to a tenth.
type Coverage struct {
	Programme      string         `json:"programme,omitempty"` // left out where it is all
	Statements     int            `json:"statements"`          // as authored
	Verified       int            `json:"verified"`            // their source was read again
	VerifiedShare  float64        `json:"verified_share"`
	Located        int            `json:"with_locator"` // of the first citation
	LocatedShare   float64        `json:"with_locator_share"`
	Addressed      int            `json:"with_address"` // of its source
	AddressedShare float64        `json:"with_address_share"`
	Tiers          map[string]int `json:"by_tier"`        // of the first citation's source
	Kinds          map[string]int `json:"by_source_kind"` // of the same
	Oldest         string         `json:"oldest_stated_on,omitempty"`
	Newest         string         `json:"newest_stated_on,omitempty"`
	Outcomes       int            `json:"dated_outcomes"`
	LagMedian      int            `json:"evidence_lag_days_median"`  // from a dated outcome to its first source, at least
	LagLongest     int            `json:"evidence_lag_days_longest"` // 0 for both where there is no dated outcome

	lags           []int
	oldest, newest Date
}

// SourceCoverage counts the statements that rest on a document.
type SourceCoverage struct {
	ID          string `json:"source"`
	PublishedOn string `json:"published_on,omitempty"` // or as dated by its content
	Tier        string `json:"tier"`
	Kind        string `json:"kind"`
	First       int    `json:"first"`    // it is the first citation
	Further     int    `json:"further"`  // it is a further one
	Original    int    `json:"original"` // the document read took it from this one
}

// Report counts. Two reports of one dataset are the same.
func (d *Dataset) Report() Report {
	sources := map[string]*Source{}
	counts := map[string]*SourceCoverage{}
	for _, s := range d.Sources {
		sources[s.ID] = s
		counts[s.ID] = &SourceCoverage{ID: s.ID, PublishedOn: cmp.Or(s.PublishedOn.String(), s.DatedByContent.String()), Tier: s.Tier, Kind: s.Kind}
	}
	r := Report{Version: d.Info.Version, All: newCoverage(""), Programmes: []Coverage{}, Sources: []SourceCoverage{}}
	for _, p := range sorted(d.Programmes, func(p *Programme) string { return p.ID }) {
		c := newCoverage(p.ID)
		for _, s := range p.statements() {
			c.count(s, sources)
			r.All.count(s, sources)
			countSources(s, counts)
		}
		for _, m := range p.Milestones {
			if days, dated := lag(m, d.Info.UpdatedOn); dated {
				c.lags, r.All.lags = append(c.lags, days), append(r.All.lags, days)
			}
		}
		c.close()
		r.Programmes = append(r.Programmes, c)
	}
	r.All.close()
	for _, id := range slices.Sorted(maps.Keys(counts)) {
		r.Sources = append(r.Sources, *counts[id])
	}
	return r
}

func newCoverage(programme string) Coverage {
	return Coverage{Programme: programme, Tiers: map[string]int{}, Kinds: map[string]int{}}
}

// close works out what follows from the counts.
func (c *Coverage) close() {
	share := func(n int) float64 {
		if c.Statements == 0 {
			return 0
		}
		return float64(1000*n/c.Statements) / 10
	}
	c.VerifiedShare, c.LocatedShare, c.AddressedShare = share(c.Verified), share(c.Located), share(c.Addressed)
	c.Oldest, c.Newest = c.oldest.String(), c.newest.String()
	slices.Sort(c.lags)
	if c.Outcomes = len(c.lags); c.Outcomes > 0 {
		c.LagMedian, c.LagLongest = c.lags[(c.Outcomes-1)/2], c.lags[c.Outcomes-1]
	}
}

func (c *Coverage) count(s *Said, sources map[string]*Source) {
	c.Statements++
	if s.VerifiedOn != 0 {
		c.Verified++
	}
	c.span(s.StatedOn)
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

// span widens the time that the statements cover. Of dates that begin on one
// day the shorter is the oldest, of those that end on one the shorter the newest.
func (c *Coverage) span(d Date) {
	if d.IsZero() {
		return
	}
	if c.oldest.IsZero() || cmp.Or(cmp.Compare(d.Earliest(), c.oldest.Earliest()), cmp.Compare(d.Latest(), c.oldest.Latest())) < 0 {
		c.oldest = d
	}
	if c.newest.IsZero() || cmp.Or(cmp.Compare(c.newest.Latest(), d.Latest()), cmp.Compare(c.newest.Earliest(), d.Earliest())) < 0 {
		c.newest = d
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
	fmt.Fprintf(&b, "Dataset %s: %d statements in %d programmes, from %s to %s.\n", r.Version, a.Statements, len(r.Programmes), orDash(a.Oldest), orDash(a.Newest))
	fmt.Fprintf(&b, "Verified: %s. With a locator: %s. With an address: %s.\n",
		share(a.Verified, a.VerifiedShare), share(a.Located, a.LocatedShare), share(a.Addressed, a.AddressedShare))
	fmt.Fprintf(&b, "By tier: %s. By kind of source: %s.\n", countsOf(a.Tiers), countsOf(a.Kinds))
	fmt.Fprintf(&b, "Dated outcomes: %d; days until their first source, at least: %s.\n\n", a.Outcomes, a.lag())
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "programme\tstatements\tverified\tlocator\taddress\toldest\tnewest\tlag\ttier\tkind of source")
	for _, c := range r.Programmes {
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", c.Programme, c.Statements,
			share(c.Verified, c.VerifiedShare), share(c.Located, c.LocatedShare), share(c.Addressed, c.AddressedShare),
			orDash(c.Oldest), orDash(c.Newest), c.lag(), countsOf(c.Tiers), countsOf(c.Kinds))
	}
	fmt.Fprintln(w, "\nsource\tpublished\ttier\tkind\tfirst\tfurther\toriginal")
	for _, s := range r.Sources {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%d\t%d\t%d\n", s.ID, orDash(s.PublishedOn), s.Tier, s.Kind, s.First, s.Further, s.Original)
	}
	if err := w.Flush(); err != nil {
		panic(err) // a builder takes all
	}
	return b.String()
}

func share(n int, percent float64) string { return fmt.Sprintf("%d (%g %%)", n, percent) }

// countsOf gives counts in words, the largest first.
func countsOf(counts map[string]int) string {
	words := slices.SortedFunc(maps.Keys(counts), func(a, b string) int { return cmp.Or(counts[b]-counts[a], strings.Compare(a, b)) })
	for i, w := range words { // each word is read before it is replaced
		words[i] = fmt.Sprintf("%s %d", w, counts[w])
	}
	return orDash(strings.Join(words, ", "))
}

// lag gives the days between outcomes and evidence in words.
func (c Coverage) lag() string {
	if c.Outcomes == 0 {
		return "-"
	}
	return fmt.Sprintf("median %d, longest %d", c.LagMedian, c.LagLongest)
}

func orDash(s string) string { return cmp.Or(s, "-") }
