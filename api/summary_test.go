package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
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
		{"id=esms-150m-2023,segur-2bn-2022", []string{"- announced 2000000000 of segur-2bn-2022 -esms-150m-2023:inside_whole"}}, // by what lies between
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
