package api

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// sumCheck holds the sums of one question against the rows of the day.
type sumCheck struct {
	by   string
	all  map[string]jsonRow // known on the day, by id
	ours []string           // chosen
}

func (c sumCheck) key(r jsonRow) string {
	switch c.by {
	case "programme":
		return r.text("programme")
	case "flow":
		return r.text("flow")
	case "provider":
		if p := r.values["providers"].([]any); len(p) == 1 {
			return p[0].(string)
		}
	case "year":
		first, last := r.text("period_earliest"), r.text("period_latest")
		if first != "" && last != "" && first[:4] == last[:4] {
			return first[:4]
		}
	}
	return "-"
}

// reason says why a row can't count in any sum of its kind, "" where it can.
func (c sumCheck) reason(r jsonRow) string {
	switch {
	case r.text("rank") == "deprecated":
		return "deprecated"
	case r.text("amount_eur") == "":
		return "no_amount"
	case r.text("per") != "":
		return "rate"
	}
	rivals, preferred := 0, false
	for _, other := range c.all {
		if q := r.text("question"); q != "" && other.text("question") == q && other.text("id") != r.text("id") && other.text("rank") != "deprecated" {
			rivals++
			preferred = preferred || other.text("rank") == "preferred"
		}
	}
	switch {
	case r.text("rank") == "preferred":
	case preferred:
		return "alternative"
	case rivals > 0:
		return "contested"
	}
	switch {
	case c.by != "year" || c.key(r) != "-":
		return ""
	case r.text("period") == "":
		return "undated"
	}
	return "spans_years"
}

func (c sumCheck) check(t *rapid.T, sums []SumRow) {
	var seen []string
	for _, s := range sums {
		total, questions := int64(0), map[string]string{}
		for _, id := range s.Added {
			r := c.row(t, s, id)
			if why := c.reason(r); why != "" {
				t.Fatalf("%s is added, though %s", id, why)
			}
			if q := r.text("question"); q != "" {
				if other, twice := questions[q]; twice {
					t.Fatalf("%s and %s answer one question and are both added", id, other)
				}
				questions[q] = id
			}
			if whole := c.wholeIn(r, s.Added); whole != "" {
				t.Fatalf("%s lies in %s and both are added", id, whole)
			}
			euros, err := strconv.ParseInt(r.text("amount_eur"), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			total += euros
			seen = append(seen, id)
		}
		for _, l := range s.LeftOut {
			r := c.row(t, s, l.ID)
			want := c.reason(r)
			if want == "" && c.wholeIn(r, s.Added) != "" {
				want = "inside_whole"
			}
			if l.Reason != want {
				t.Fatalf("%s is left out as %s, want %q", l.ID, l.Reason, want)
			}
			seen = append(seen, l.ID)
		}
		if total != s.SumEUR || s.Count != len(s.Added) {
			t.Fatalf("the sum of %v is %d of %d, said to be %d of %d", s.Added, total, len(s.Added), s.SumEUR, s.Count)
		}
	}
	slices.Sort(seen)
	slices.Sort(c.ours)
	if !slices.Equal(seen, c.ours) {
		t.Fatalf("the sums hold %v, the rows are %v", seen, c.ours)
	}
}

// row gives the row of an id, which must belong to the sum.
func (c sumCheck) row(t *rapid.T, s SumRow, id string) jsonRow {
	r, known := c.all[id]
	if !known || c.key(r) != orDash(s.Key) || r.text("flow") != s.Flow {
		t.Fatalf("%s does not belong to the sum %s %s", id, orDash(s.Key), s.Flow)
	}
	return r
}

// wholeIn walks up from a part to the first whole among ids.
func (c sumCheck) wholeIn(r jsonRow, ids []string) string {
	for whole := r.text("part_of"); whole != ""; {
		if slices.Contains(ids, whole) {
			return whole
		}
		above := c.all[whole]
		whole = above.text("part_of")
	}
	return ""
}

// No euro is counted twice, none is lost, and every reason is right: on any day,
// of any rows, grouped in any way.
func TestNoEuroIsCountedTwice(t *testing.T) {
	all := datedServers(t)
	much := datasettest.Generate(8, 400) // wholes of wholes, deprecated rivals
	s, _ := serveData(t, much)
	all = append(all, datedServer{much, s})
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(all).Draw(t, "dataset")
		day := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2010, 1, 1)), int32(k.Info.UpdatedOn)).Draw(t, "day"))
		known := "known_on=" + day.String()
		c := sumCheck{by: rapid.SampledFrom([]string{"programme", "flow", "year", "provider"}).Draw(t, "by"), all: map[string]jsonRow{}}
		rows := union(t, k.Server, question{"funding", known}, maxLimit)
		for _, r := range rows {
			c.all[r.text("id")] = r
		}
		more := ""
		if filter := rapid.IntRange(0, 2).Draw(t, "filter"); filter > 0 && len(rows) > 0 {
			r := rapid.SampledFrom(rows).Draw(t, "row")
			more = []string{"&flow=" + r.text("flow"), "&programme=" + r.text("programme")}[filter-1]
		}
		for _, r := range union(t, k.Server, question{"funding", known + more}, maxLimit) {
			c.ours = append(c.ours, r.text("id"))
		}
		sums, _ := askSums(t, k.Server, "/v1/funding/summary?by="+c.by+"&"+known+more)
		c.check(t, sums)
	})
}

// Grouped by flow, over all rows, what counts is what the rows call additive.
func TestAdditiveIsWhatCounts(t *testing.T) {
	for _, k := range datedServers(t) {
		for _, day := range []string{"2014-01-20", "2020-06-30", "2026-11-21"} {
			var got, want []string
			sums, _ := askSums(t, k.Server, "/v1/funding/summary?by=flow&known_on="+day)
			for _, s := range sums {
				got = append(got, s.Added...)
			}
			for _, r := range union(t, k.Server, question{"funding", "additive=true&known_on=" + day}, maxLimit) {
				want = append(want, r.text("id"))
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("on %s %v is counted, additive are %v", day, got, want)
			}
		}
	}
}
