package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

func askSums(t rapid.TB, s *Server, address string) (rows []SumRow, meta Meta) {
	t.Helper()
	w := ask(s, address)
	var a struct {
		Data []SumRow
		Meta Meta
	}
	if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
	if a.Meta.Method == nil || len(*a.Meta.Method) < 100 {
		t.Errorf("%s does not say how it counts", address)
	}
	return a.Data, a.Meta
}

// describeSum writes a sum as tables of tests do.
func describeSum(r SumRow) string {
	text := fmt.Sprintf("%s %s %d of %s", orDash(r.Key), r.Flow, r.SumEUR, strings.Join(r.Added, ","))
	for _, l := range r.LeftOut {
		text += " -" + l.ID + ":" + l.Reason
	}
	return text
}

func orDash(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

// What is counted, and why not, on days before, at and after each change.
func TestFundingSummary(t *testing.T) {
	s := serveHardCases(t)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"by=programme&question=dmp-cost-to-2013&known_on=2012-07-30", nil},
		{"by=programme&question=dmp-cost-to-2013&known_on=2013-01-01", []string{
			"dmp estimated 0 of  -dmp-500m-wide-2012:alternative", "dmp paid 210000000 of dmp-210m-cour-2012"}},
		{"by=programme&question=dmp-cost-to-2013&known_on=2014-01-20", []string{
			"dmp estimated 0 of  -dmp-187m-asip-2014:alternative -dmp-500m-parisien-2014:alternative -dmp-500m-wide-2012:alternative",
			"dmp paid 210000000 of dmp-210m-cour-2012"}},
		{"id=dmp-500m-wide-2012", []string{"- estimated 0 of  -dmp-500m-wide-2012:alternative"}},
		{"programme=gpi-initiative-23", []string{"- announced 1000000000 of gpi-23-1bn-2018 -gpi-23-ai-100m-2018:inside_whole"}},
		{"id=gpi-23-ai-100m-2018", []string{"- announced 100000000 of gpi-23-ai-100m-2018"}},
		{"programme=esms-numerique&known_on=2022-09-29", []string{"- announced 600000000 of esms-600m-2021"}},
		{"programme=esms-numerique,segur-numerique", []string{"- announced 2000000000 of segur-2bn-2022 -esms-150m-2023:inside_whole -esms-600m-2021:inside_whole"}},
		{"programme=esms-numerique,segur-numerique&known_on=2022-09-29", []string{"- announced 600000000 of esms-600m-2021"}},
		{"by=programme&programme=esms-numerique,segur-numerique", []string{
			"esms-numerique announced 600000000 of esms-600m-2021 -esms-150m-2023:inside_whole", "segur-numerique announced 2000000000 of segur-2bn-2022"}},
		{"by=year&programme=esms-numerique", []string{
			"2023 announced 150000000 of esms-150m-2023", "- announced 0 of  -esms-600m-2021:spans_years"}},
		{"by=year&id=segur-2bn-2022,cyber-budgets-doubling-2023", []string{
			"2024 announced 0 of  -cyber-budgets-doubling-2023:no_amount", "- announced 0 of  -segur-2bn-2022:undated"}},
		{"id=dmp-hosting-2013", []string{"- paid 0 of  -dmp-hosting-2013:rate"}},
		{"flow=saving", nil},
	} {
		address := "/v1/funding/summary?" + c.query
		rows, _ := askSums(t, s, address)
		var got []string
		for _, r := range rows {
			got = append(got, describeSum(r))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", address, got, c.want)
		}
	}
}

// Several flows have no sum; the refusal leads to one for each.
func TestFlowsAreNeverAddedUp(t *testing.T) {
	s := serveHardCases(t)
	for _, address := range []string{"/v1/funding/summary", "/v1/funding/summary?programme=dmp&lang=en", "/v1/funding/summary?known_on=2014-01-20"} {
		p := askProblem(t, s, address)
		if p.Status != http.StatusUnprocessableEntity || !strings.Contains(p.Detail, "paid") || !strings.Contains(p.Detail, "estimated") {
			t.Errorf("%s: %d %s", address, p.Status, p.Detail)
		}
		rows, _ := askSums(t, s, strings.TrimPrefix(p.Suggestion, testURL))
		if len(rows) < 2 {
			t.Errorf("%s: the suggestion %s gives %d sums", address, p.Suggestion, len(rows))
		}
	}
}

func TestSummaryWarnsOfScopes(t *testing.T) {
	s := serveHardCases(t)
	for query, want := range map[string][]string{
		"by=programme&question=dmp-cost-to-2013&known_on=2013-01-01": {"dmp-210m-cour-2012", "dmp-500m-wide-2012"},
		"by=programme&programme=esms-numerique":                      nil,
		"scope=dmp-direct-asip":                                      nil,
	} {
		if got := warningsOf(t, s, "/v1/funding/summary?"+query)["scopes_differ"]; !slices.Equal(got, want) {
			t.Errorf("%s: scopes_differ %v, want %v", query, got, want)
		}
	}
}

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

func askTallies(t rapid.TB, s *Server, address string) (rows []TallyRow) {
	t.Helper()
	w := ask(s, address)
	var a struct{ Data []TallyRow }
	if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
	return a.Data
}

// Every milestone stands in one group and under one word; slippage is that of
// the ids named; any filter may be asked.
func TestMilestonesSummaryByHand(t *testing.T) {
	all := datedServers(t)
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(all).Draw(t, "dataset")
		day := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2010, 1, 1)), int32(k.Info.UpdatedOn)).Draw(t, "day"))
		query := "known_on=" + day.String() + rapid.SampledFrom([]string{"", "&type=launch,legal", "&status__not=met", "&due__isnull=false"}).Draw(t, "filter")
		by := rapid.SampledFrom([]string{"", "programme", "type", "year"}).Draw(t, "by")
		rows := map[string]jsonRow{}
		for _, r := range union(t, k.Server, question{"milestones", query}, maxLimit) {
			rows[r.text("id")] = r
		}
		address := "/v1/milestones/summary?" + query
		if by != "" {
			address += "&by=" + by
		}
		seen := map[string]bool{}
		for _, g := range askTallies(t, k.Server, address) {
			checkTally(t, g, by, rows, seen)
		}
		if len(seen) != len(rows) {
			t.Fatalf("%s: %d milestones stand in groups, of %d", address, len(seen), len(rows))
		}
	})
}

func checkTally(t *rapid.T, g TallyRow, by string, rows map[string]jsonRow, seen map[string]bool) {
	n := 0
	var days []int64
	for word, c := range g.Timeliness {
		if c.Count != len(c.IDs) {
			t.Fatalf("%s: %d of %v", word, c.Count, c.IDs)
		}
		for _, id := range c.IDs {
			r, known := rows[id]
			if have := r.text("timeliness"); !known || seen[id] || word != have && !(word == "cancelled" && have == "") || tallyKey(r, by) != orDash(g.Key) {
				t.Fatalf("%s stands under %s of %s: known %v, again %v, timeliness %q", id, word, orDash(g.Key), known, seen[id], have)
			}
			seen[id] = true
			if least := r.text("slippage_days_min"); least != "" {
				d, err := strconv.ParseInt(least, 10, 64)
				if err != nil || !slices.Contains(g.Slippage.IDs, id) {
					t.Fatalf("%s slipped by %s (%v) and is not in %v", id, least, err, g.Slippage.IDs)
				}
				days = append(days, d)
			}
		}
		n += c.Count
	}
	if n != g.Count || g.Slippage.Count != len(days) || len(g.Slippage.IDs) != len(days) {
		t.Fatalf("%s: %d of %d milestones, %d and %d of %d slippages", orDash(g.Key), n, g.Count, g.Slippage.Count, len(g.Slippage.IDs), len(days))
	}
	if len(days) == 0 {
		if g.Slippage.MedianDays != nil || g.Slippage.LongestDays != nil || g.Slippage.LongestID != nil {
			t.Fatalf("%s: nothing slipped, and %+v", orDash(g.Key), g.Slippage)
		}
		return
	}
	slices.Sort(days)
	median := float64(days[(len(days)-1)/2]+days[len(days)/2]) / 2
	longest, worst := days[len(days)-1], rows[*g.Slippage.LongestID]
	if *g.Slippage.MedianDays != median || *g.Slippage.LongestDays != longest || worst.text("slippage_days_min") != fmt.Sprint(longest) {
		t.Fatalf("%s: median %v, longest %d of %s; want %v and %d", orDash(g.Key), *g.Slippage.MedianDays, *g.Slippage.LongestDays, *g.Slippage.LongestID, median, longest)
	}
}

func tallyKey(r jsonRow, by string) string {
	switch by {
	case "programme", "type":
		return r.text(by)
	case "year":
		first, last := r.text("first_due_earliest"), r.text("first_due_latest")
		if first != "" && last != "" && first[:4] == last[:4] {
			return first[:4]
		}
	}
	return "-"
}

// Groups are named in the language asked, and come in the order of their keys,
// those without one last.
func TestSummariesAreNamed(t *testing.T) {
	s := serveHardCases(t)
	for address, want := range map[string]string{
		"/v1/funding/summary?by=programme&programme=dmp&lang=en&flow=paid":             "dmp Shared medical record",
		"/v1/funding/summary?by=programme&programme=dmp&flow=paid&known_on=2014-01-20": "dmp Dossier médical personnel",
		"/v1/funding/summary?by=flow&flow=paid&lang=en":                                "paid paid",
		"/v1/funding/summary?by=flow&flow=paid":                                        "paid payé",
		"/v1/funding/summary?by=year&id=esms-150m-2023":                                "2023 2023",
		"/v1/funding/summary?flow=paid":                                                "- -",
	} {
		rows, _ := askSums(t, s, address)
		if len(rows) != 1 || orDash(rows[0].Key)+" "+orDash(rows[0].Label) != want {
			t.Errorf("%s: %+v, want %s", address, rows, want)
		}
	}
	for _, by := range []string{"programme", "year", "provider"} {
		rows, _ := askSums(t, s, "/v1/funding/summary?by="+by)
		place := func(r SumRow) string {
			if r.Key == nil {
				return "~" + r.Flow // after every key
			}
			return *r.Key + " " + r.Flow
		}
		if !slices.IsSortedFunc(rows, func(a, b SumRow) int { return strings.Compare(place(a), place(b)) }) {
			t.Errorf("by=%s: out of order: %+v", by, rows)
		}
	}
}
