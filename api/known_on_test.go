package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// hardCases reads the dataset that serveHardCases serves.
func hardCases(t *testing.T) *dataset.Dataset {
	t.Helper()
	d, findings := datasettest.Load("../internal/dataset/testdata/hard-cases")
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// datedServer is a dataset with the server of it.
type datedServer struct {
	*dataset.Dataset
	*Server
}

func datedServers(t *testing.T) []datedServer {
	var all []datedServer
	for _, d := range []*dataset.Dataset{hardCases(t), datasettest.Generate(4, 60)} {
		s, _ := serveData(t, d)
		all = append(all, datedServer{d, s})
	}
	return all
}

// rowsAt gives the rows of a table as At gives them on a day, as JSON.
func rowsAt(rows *dataset.Rows, table, lang string) (out [][]byte) {
	v := reflect.ValueOf(*rows)
	for i := range v.NumField() {
		if strings.EqualFold(v.Type().Field(i).Name, table) {
			for j := range v.Field(i).Len() {
				out = append(out, dataset.AppendJSON(nil, v.Field(i).Index(j).Interface(), lang))
			}
		}
	}
	return out
}

// inItemsAlone are the columns of At's rows that no list has.
var inItemsAlone = []string{"dated_by_content", "dated_by_content_earliest", "dated_by_content_latest"}

// sameRow reports where a row as served differs from At's, which lacks the
// permalink and the licence alone.
func sameRow(served jsonRow, at []byte) error {
	var want jsonRow
	if err := json.Unmarshal(at, &want); err != nil {
		return err
	}
	want.names = slices.DeleteFunc(want.names, func(name string) bool { return slices.Contains(inItemsAlone, name) })
	if names := served.names[:len(served.names)-2]; !slices.Equal(names, want.names) {
		return fmt.Errorf("columns %v, At has %v", names, want.names)
	}
	for _, name := range want.names {
		if got, wanted := served.values[name], want.values[name]; !reflect.DeepEqual(got, wanted) {
			return fmt.Errorf("%s is %v, At has %v", name, got, wanted)
		}
	}
	return nil
}

// checkDay holds lists on a day against At.
func checkDay(t rapid.TB, k datedServer, day dataset.Day, lang string, tables []Description) {
	t.Helper()
	rows := k.At(day)
	for _, d := range tables {
		got := union(t, k.Server, question{d.Name, fmt.Sprintf("known_on=%s&lang=%s&sort=id", day, lang)}, maxLimit)
		want := rowsAt(rows, d.Name, lang)
		if len(got) != len(want) {
			t.Fatalf("%s on %s: %d rows, At has %d", d.Name, day, len(got), len(want))
		}
		for i := range want {
			if err := sameRow(got[i], want[i]); err != nil {
				t.Fatalf("%s on %s, %s: %v", d.Name, day, got[i].text("id"), err)
			}
		}
	}
}

// known_on answers with the rows of that day, no more, no less, each value as it
// was then.
func TestKnownOnIsAt(t *testing.T) {
	all := datedServers(t)
	for _, k := range all {
		for _, day := range []string{"0001-01-01", "1970-01-01", "2012-07-31", "2014-01-10", "2018-12-31", "2022-06-30", "2026-11-21"} {
			parsed, err := edtf.ParseDay(day)
			if err != nil {
				t.Fatal(err)
			}
			checkDay(t, k, parsed, "fr", lists())
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.SampledFrom(all).Draw(t, "dataset")
		day := dataset.Day(rapid.Int32Range(int32(edtf.DayOf(2005, 1, 1)), int32(k.Info.UpdatedOn)).Draw(t, "day"))
		tables := rapid.SliceOfN(rapid.SampledFrom(lists()), 3, 3).Draw(t, "tables")
		checkDay(t, k, day, rapid.SampledFrom([]string{"fr", "en"}).Draw(t, "lang"), tables)
	})
}

// Without known_on, and on any later day, the answer is that of updated_on;
// judged_on says so.
func TestJudgedOn(t *testing.T) {
	s := serveHardCases(t)
	for _, d := range lists() {
		today := askList(t, s, "/v1/"+d.Name+"?limit=1000")
		if today.Meta.KnownOn != nil || today.Meta.JudgedOn != "2026-11-21" {
			t.Errorf("%s: known_on %v, judged_on %s", d.Name, today.Meta.KnownOn, today.Meta.JudgedOn)
		}
		for _, day := range []string{"2026-11-21", "2026-11-22", "9999-12-31"} {
			later := askList(t, s, "/v1/"+d.Name+"?limit=1000&known_on="+day)
			if !reflect.DeepEqual(later.Data, today.Data) {
				t.Errorf("%s on %s differs from today", d.Name, day)
			}
			if later.Meta.KnownOn == nil || *later.Meta.KnownOn != day || later.Meta.JudgedOn != "2026-11-21" {
				t.Errorf("%s on %s: known_on %v, judged_on %s", d.Name, day, later.Meta.KnownOn, later.Meta.JudgedOn)
			}
		}
		epoch := askList(t, s, "/v1/"+d.Name+"?known_on=1970-01-01")
		if len(epoch.Data) > 0 || epoch.Meta.JudgedOn != "1970-01-01" || epoch.Meta.KnownOn == nil {
			t.Errorf("%s on 1970-01-01: %d rows, known_on %v, judged_on %s", d.Name, len(epoch.Data), epoch.Meta.KnownOn, epoch.Meta.JudgedOn)
		}
	}
}

// askProblem asks an address that is refused.
func askProblem(t *testing.T, s *Server, address string, headers ...string) Problem {
	t.Helper()
	return problemOf(t, address, ask(s, address, headers...))
}

func problemOf(t *testing.T, address string, w *httptest.ResponseRecorder) Problem {
	t.Helper()
	var p Problem
	d := json.NewDecoder(bytes.NewReader(w.Body.Bytes()))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
	if p.Status != w.Code || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s: status %d in a document of type %q says %d", address, w.Code, w.Header().Get("Content-Type"), p.Status)
	}
	return p
}

// suggestionWorks asks the suggestion of a problem: it answers.
func suggestionWorks(t *testing.T, s *Server, address string, p Problem) {
	t.Helper()
	local, own := strings.CutPrefix(p.Suggestion, testURL)
	if !own {
		t.Errorf("%s: the suggestion is %q", address, p.Suggestion)
		return
	}
	if w := ask(s, local); w.Code != http.StatusOK {
		t.Errorf("%s: the suggestion %s answers %d %s", address, local, w.Code, w.Body)
	}
}

// What was not known yet is a 404 that says so, and leads to the first day on
// which it was; before that day it is in no list and no item.
func TestNotYetKnown(t *testing.T) {
	s := serveHardCases(t)
	for _, d := range lists() {
		if !d.HasItems {
			continue
		}
		for _, row := range union(t, s, question{d.Name, ""}, maxLimit) {
			address := "/v1/" + d.Name + "/" + row.text("id") + "?lang=en&known_on=2004-12-31"
			p := askProblem(t, s, address)
			if p.Type != testURL+"/problems/not-yet-known" || p.Status != http.StatusNotFound {
				t.Errorf("%s: %s, %d", address, p.Type, p.Status)
			}
			suggestionWorks(t, s, address, p)
			_, day, found := strings.Cut(p.Suggestion, "known_on=")
			first, err := edtf.ParseDay(day)
			if !found || err != nil {
				t.Errorf("%s: the suggestion %q names no day", address, p.Suggestion)
				continue
			}
			before := strings.Replace(address, "2004-12-31", (first - 1).String(), 1)
			if w := ask(s, before); w.Code != http.StatusNotFound {
				t.Errorf("%s answers %d: %s is not the first day", before, w.Code, first)
			}
			if !strings.Contains(p.Detail, first.String()) || !strings.Contains(p.Detail, row.text("id")) {
				t.Errorf("%s: %q names neither the day nor the id", address, p.Detail)
			}
		}
	}
}

// Items say what lists say, on any day.
func TestItemsAreTheirRows(t *testing.T) {
	s := serveHardCases(t)
	for _, day := range []string{"2014-01-20", "2019-12-31", "2026-11-21"} {
		for _, d := range lists() {
			if !d.HasItems {
				continue
			}
			for _, row := range union(t, s, question{d.Name, "lang=en&known_on=" + day}, maxLimit) {
				w := ask(s, "/v1/"+d.Name+"/"+row.text("id")+"?lang=en&known_on="+day)
				var item struct{ Data jsonRow }
				if err := json.Unmarshal(w.Body.Bytes(), &item); err != nil || w.Code != http.StatusOK {
					t.Fatalf("%s: %d %v", row.text("permalink"), w.Code, err)
				}
				for _, name := range row.names {
					if !reflect.DeepEqual(item.Data.values[name], row.values[name]) {
						t.Errorf("%s on %s: %s is %v, in the list %v", row.text("permalink"), day, name, item.Data.values[name], row.values[name])
					}
				}
			}
		}
	}
}
