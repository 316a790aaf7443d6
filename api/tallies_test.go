package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

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
