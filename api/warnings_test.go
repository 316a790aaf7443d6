package api

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

// warningsOf gives the ids of the warnings of an address, by code.
func warningsOf(t *testing.T, s *Server, address string) map[string][]string {
	t.Helper()
	w := ask(s, address)
	var a struct{ Meta Meta }
	if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != 200 || err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
	all := map[string][]string{}
	for _, warning := range a.Meta.Warnings {
		if warning.Detail == "" || strings.Contains(warning.Detail, "%") || len(warning.Statements) == 0 || !slices.IsSorted(warning.Statements) {
			t.Errorf("%s: warning %+v", address, warning)
		}
		if _, again := all[warning.Code]; again {
			t.Errorf("%s warns twice of %s", address, warning.Code)
		}
		all[warning.Code] = warning.Statements
	}
	return all
}

// A reader is told what must not be added, what is contradicted, what covers
// something else, and what may have been known.
func TestWarnings(t *testing.T) {
	s := serveHardCases(t)
	for address, want := range map[string]map[string][]string{
		"/v1/funding?question=dmp-cost-to-2013&known_on=2012-07-30": {"undated": {"dmp-210m-cour-2012", "dmp-500m-wide-2012"}},
		"/v1/funding?question=dmp-cost-to-2013&known_on=2013-01-01": {
			"not_additive": {"dmp-500m-wide-2012"}, "scopes_differ": {"dmp-210m-cour-2012", "dmp-500m-wide-2012"}},
		"/v1/funding?question=dmp-cost-to-2013&known_on=2014-01-20": {
			"not_additive":  {"dmp-187m-asip-2014", "dmp-500m-parisien-2014", "dmp-500m-wide-2012"},
			"scopes_differ": {"dmp-187m-asip-2014", "dmp-210m-cour-2012", "dmp-500m-parisien-2014", "dmp-500m-wide-2012"},
			"conflict":      {"dmp-187m-asip-2014", "dmp-500m-parisien-2014"}},
		"/v1/funding?scope=dmp-direct-asip":                          {"not_additive": {"dmp-187m-asip-2014", "dmp-500m-parisien-2014"}, "conflict": {"dmp-187m-asip-2014", "dmp-500m-parisien-2014"}},
		"/v1/funding?id=dmp-210m-cour-2012":                          {},
		"/v1/funding/dmp-187m-asip-2014":                             {"not_additive": {"dmp-187m-asip-2014"}, "conflict": {"dmp-187m-asip-2014"}},
		"/v1/funding/dmp-187m-asip-2014?known_on=2014-01-10":         {"not_additive": {"dmp-187m-asip-2014"}, "conflict": {"dmp-187m-asip-2014"}},
		"/v1/funding?programme=segur-numerique&known_on=2022-06-24":  {"undated": {"segur-2bn-2022"}},
		"/v1/funding?programme=segur-numerique&known_on=2022-09-29":  {"undated": {"segur-2bn-2022"}},
		"/v1/funding?programme=segur-numerique&known_on=2022-06-23":  {},
		"/v1/funding?programme=segur-numerique&known_on=2022-09-30":  {},
		"/v1/funding?programme=segur-numerique":                      {},
		"/v1/milestones?id=mes-national-opening":                     {"conflict": {"mes-national-opening"}},
		"/v1/milestones?id=mes-national-opening&known_on=2022-06-30": {},
		"/v1/statements?milestone=mes-national-opening":              {"conflict": {"mes-national-opening-2022", "mes-national-opening-2023"}},
		"/v1/sources?known_on=2014-01-20":                            {},
	} {
		if got := warningsOf(t, s, address); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}

// Where English is missing the French is given, and a warning names the rows.
func TestUntranslated(t *testing.T) {
	d := hardCases(t)
	var label, note string
	for _, p := range d.Programmes {
		for _, f := range p.Funding {
			switch f.ID {
			case "dmp-210m-cour-2012":
				f.Label.EN, label = "", f.Label.FR
			case "segur-2bn-2022":
				f.Note, note = dataset.Text{FR: "Une note."}, "Une note."
			}
		}
	}
	s, _ := serveData(t, d)
	both := []string{"dmp-210m-cour-2012", "segur-2bn-2022"}
	for address, want := range map[string][]string{
		"/v1/funding?lang=en": both,
		"/v1/funding":         nil,
		"/v1/funding?lang=en&fields=id,amount_eur":      nil,
		"/v1/funding?lang=en&fields=id,label":           both[:1],
		"/v1/funding?lang=en&fields=note":               both[1:],
		"/v1/funding?lang=en&programme=segur-numerique": both[1:],
		"/v1/funding/dmp-210m-cour-2012?lang=en":        both[:1],
		"/v1/funding/dmp-210m-cour-2012":                nil,
	} {
		if got := warningsOf(t, s, address)["untranslated"]; !slices.Equal(got, want) {
			t.Errorf("%s: untranslated %v, want %v", address, got, want)
		}
	}
	row := askList(t, s, "/v1/funding?lang=en&id=dmp-210m-cour-2012").Data[0]
	if row.text("label") != label {
		t.Errorf("the label is %q, want the French one, %q", row.text("label"), label)
	}
	if got := askList(t, s, "/v1/funding?lang=en&id=segur-2bn-2022").Data[0].text("note"); got != note {
		t.Errorf("the note is %q, want the French one, %q", got, note)
	}
	found := askList(t, s, "/v1/funding?lang=en&label="+strings.ReplaceAll(label, " ", "%20"))
	if len(found.Data) != 1 {
		t.Errorf("the French label finds %d rows in English", len(found.Data))
	}
}

// A warning is the same in JSON, whatever the order and the columns asked for.
func TestWarningsDependOnRowsAlone(t *testing.T) {
	s := serveHardCases(t)
	want := warningsOf(t, s, "/v1/funding?limit=1000")
	for _, more := range []string{"sort=-amount_eur", "fields=id", "facet=flow", "lang=en"} {
		if got := warningsOf(t, s, "/v1/funding?limit=1000&"+more); !reflect.DeepEqual(got, want) {
			t.Errorf("with %s: %v, want %v", more, got, want)
		}
	}
}
