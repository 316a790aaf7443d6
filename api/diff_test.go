package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

func askDiff(t rapid.TB, s *Server, query string) (rows []ChangeRow, meta Meta) {
	t.Helper()
	for {
		w := ask(s, fmt.Sprintf("/v1/diff?%s&limit=1000&offset=%d", query, len(rows)))
		var a struct {
			Data []ChangeRow
			Meta Meta
		}
		if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != http.StatusOK || err != nil {
			t.Fatalf("%s: %d %v %s", query, w.Code, err, w.Body)
		}
		rows = append(rows, a.Data...)
		if len(rows) >= *a.Meta.Total || len(a.Data) == 0 {
			return rows, a.Meta
		}
	}
}

// readings gives every row of the collections as it reads on a day, with its
// item, by collection/id.
func readings(k datedServer, day dataset.Day) map[string]string {
	out := map[string]string{}
	v := reflect.ValueOf(*k.At(day))
	for _, d := range lists() {
		if !d.HasItems {
			continue
		}
		for i := range v.NumField() {
			if !strings.EqualFold(v.Type().Field(i).Name, d.Name) {
				continue
			}
			for j := range v.Field(i).Len() {
				row := v.Field(i).Index(j)
				out[d.Name+"/"+row.FieldByName("ID").String()] = string(dataset.AppendJSON(nil, row.Interface(), "fr")) +
					string(dataset.AppendJSON(nil, row.FieldByName("Item").Interface(), "fr"))
			}
		}
	}
	return out
}

// The record of one day and what the difference names give the record of
// another: every new id, every row that reads otherwise, and nothing unknown.
func TestDiffLeadsFromDayToDay(t *testing.T) {
	all := datedServers(t)
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(all).Draw(t, "dataset")
		from := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2005, 1, 1)), int32(k.Info.UpdatedOn)).Draw(t, "from"))
		to := dataset.Day(rapid.Int32Range(int32(from), int32(k.Info.UpdatedOn)).Draw(t, "to"))
		rows, meta := askDiff(t, k.Server, fmt.Sprintf("from=%s&to=%s", from, to))
		if meta.JudgedOn != to.String() {
			t.Fatalf("judged on %s, to is %s", meta.JudgedOn, to)
		}
		before, after := readings(k, from), readings(k, to)
		named, fresh := map[string]bool{}, map[string]bool{}
		for _, r := range rows {
			for name, isNew := range thingsOf(r) {
				if after[name] == "" {
					t.Fatalf("from %s to %s: %+v names %s, which is not known", from, to, r, name)
				}
				if isNew && before[name] != "" {
					t.Fatalf("from %s to %s: %+v calls %s new", from, to, r, name)
				}
				named[name] = true
				fresh[name] = fresh[name] || isNew
			}
		}
		for name, text := range after {
			if before[name] == "" && !fresh[name] {
				t.Fatalf("from %s to %s: %s is new and not said to be", from, to, name)
			}
			if before[name] != text && !named[name] {
				t.Fatalf("from %s to %s: %s reads otherwise and is not named\n%s\n%s", from, to, name, before[name], text)
			}
		}
		for name := range before {
			if after[name] == "" {
				t.Fatalf("%s was known on %s and is not on %s", name, from, to)
			}
		}
	})
}

// thingsOf gives what a row names, and whether it says that it is new. A
// statement that a milestone's row names is new.
func thingsOf(r ChangeRow) map[string]bool {
	out := map[string]bool{r.Collection + "/" + r.ID: r.Change == "added" || r.Change == "contradicted"}
	if r.Statement != nil {
		out["statements/"+*r.Statement] = true
	}
	return out
}

// The rows come in the order of being said; filters keep what they say.
func TestDiffFilters(t *testing.T) {
	s := serveHardCases(t)
	const days = "from=2017-01-01&to=2023-12-31"
	all, _ := askDiff(t, s, days)
	if !slices.IsSortedFunc(all, func(a, b ChangeRow) int { return strings.Compare(a.said(), b.said()) }) {
		t.Error("the rows are not in the order of being said")
	}
	changes, programmes := map[string]bool{}, map[string]bool{}
	for _, r := range all {
		changes[r.Change] = true
		programmes[orDash(r.Programme)] = true
		if w := ask(s, strings.TrimPrefix(r.Permalink, testURL)); w.Code != http.StatusOK {
			t.Errorf("the permalink %s answers %d", r.Permalink, w.Code)
		}
	}
	keep := func(holds func(ChangeRow) bool) []ChangeRow {
		return slices.DeleteFunc(slices.Clone(all), func(r ChangeRow) bool { return !holds(r) })
	}
	for change := range changes {
		got, _ := askDiff(t, s, days+"&change="+change)
		if want := keep(func(r ChangeRow) bool { return r.Change == change }); !reflect.DeepEqual(got, want) {
			t.Errorf("change=%s: %d rows, want %d", change, len(got), len(want))
		}
	}
	for programme := range programmes {
		if programme == "-" {
			continue
		}
		got, _ := askDiff(t, s, days+"&programme="+programme)
		if want := keep(func(r ChangeRow) bool { return orDash(r.Programme) == programme }); !reflect.DeepEqual(got, want) {
			t.Errorf("programme=%s: %d rows, want %d", programme, len(got), len(want))
		}
	}
	for _, d := range lists() {
		if !d.HasItems {
			continue
		}
		got, _ := askDiff(t, s, days+"&collection="+d.Name)
		if want := keep(func(r ChangeRow) bool { return r.Collection == d.Name }); len(got) != len(want) || len(want) > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("collection=%s: %d rows, want %d", d.Name, len(got), len(want))
		}
	}
	if none, _ := askDiff(t, s, "from=2019-09-05&to=2019-09-05"); len(none) > 0 {
		t.Errorf("from a day to itself: %+v", none)
	}
	if later, meta := askDiff(t, s, "from=2026-11-21&to=2030-01-01"); len(later) > 0 || meta.JudgedOn != "2026-11-21" {
		t.Errorf("after the last day: %d rows, judged on %s", len(later), meta.JudgedOn)
	}
}

// What the words of change say, in two known stories.
func TestDiffTells(t *testing.T) {
	s := serveHardCases(t)
	for query, want := range map[string][]string{
		"from=2017-03-28&to=2017-03-29&collection=milestones": {"added ins-obligation by ins-obligation-2017"},
		"from=2019-10-09&to=2019-10-10&collection=milestones": {"rescheduled ins-obligation by ins-obligation-2019"},
		"from=2021-01-01&to=2021-01-02&collection=milestones": {"overdue ins-obligation by -"},
		"from=2025-05-13&to=2025-05-14&collection=milestones": {"met ins-obligation by ins-obligation-2025"},
		"from=2017-03-28&to=2025-05-14&collection=milestones&programme=ins&change=added": {
			"added ins-obligation by ins-obligation-2017", "added ins-decrees by ins-decrees-2019", "added ins-generalisation by ins-generalisation-2019"},
		"from=2014-01-09&to=2014-01-10&collection=conflicts":                                        {"contradicted dmp-direct-cost-parisien-asip by -"},
		"from=2014-01-09&to=2014-01-10&collection=funding":                                          {"added dmp-187m-asip-2014 by -"},
		"from=2022-02-03&to=2023-12-31&programme=mon-espace-sante&collection=milestones&change=met": {"met mes-national-opening by mes-national-opening-2023"},
		"from=2022-01-23&to=2022-01-24&collection=statements":                                       {"changed hdh-leaving-azure-2020 by -"},
	} {
		rows, _ := askDiff(t, s, query)
		var got []string
		for _, r := range rows {
			got = append(got, fmt.Sprintf("%s %s by %s", r.Change, r.ID, orDash(r.Statement)))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", query, got, want)
		}
	}
}
