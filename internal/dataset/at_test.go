package dataset_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
)

// small reads a dataset of two programmes, a and b, and what more files say.
// In it, source s-2018-03-05 is of that day, and so on for days and years.
func small(t testing.TB, files map[string]string) *dataset.Dataset {
	t.Helper()
	all := fstest.MapFS{"ids.txt": {}, "dataset.yaml": {Data: []byte(smallInfo)}, "sources/dated.yaml": {Data: []byte(smallSources())},
		"codes.yaml": datasettest.Files(&dataset.Dataset{})["codes.yaml"]}
	for name, text := range files {
		all[name] = &fstest.MapFile{Data: []byte(text)}
	}
	for _, id := range []string{"a", "b"} {
		name := "programmes/" + id + ".yaml"
		if all[name] == nil {
			all[name] = &fstest.MapFile{}
		}
		head := "id: " + id + "\nrecorded_on: 2026-11-21\nkind: service\nsummary: Un programme.\n"
		if !strings.Contains("\n"+string(all[name].Data), "\nname:") {
			head += "name: " + strings.ToUpper(id) + "\n"
		}
		all[name].Data = append([]byte(head), all[name].Data...)
	}
	d, findings := dataset.Load(all)
	for _, f := range findings {
		if !slices.Contains([]string{"unlisted-id", "never-known", "conflict-ceased"}, f.Kind) {
			t.Fatal(f)
		}
	}
	return d
}

const smallInfo = `{title: Essai, version: 2026.11.21, updated_on: 2026-11-21, license: etalab-2.0, attribution: Personne, contact: c, report_url: https://example.org, publisher: p}`

// smallSources are dated ones, and: content, dated by its content to the end of
// 2019; read and late, dated by nothing but their reading; and unread.
func smallSources() string {
	var b strings.Builder
	put := func(id, date string) {
		fmt.Fprintf(&b, "- {id: %s, title: T, kind: report, tier: primary, language: fr, %s}\n", id, date)
	}
	for year := 2015; year <= 2026; year++ {
		put(fmt.Sprintf("s-%d", year), fmt.Sprintf("published_on: %d-03-05, accessed_on: 2026-11-21", year))
	}
	put("content", "dated_by_content: 2019-06/2019-12, accessed_on: 2026-11-21")
	put("read", "accessed_on: 2021-07-14")
	put("late", "accessed_on: 2026-11-21")
	put("unread", "published_on: 2017-01-02")
	return b.String()
}

// check looks at rows of a small dataset, and holds At against the readings.
func check(t *testing.T, d *dataset.Dataset, looks []look) {
	t.Helper()
	readings := d.Readings()
	for _, l := range looks {
		rows := at(t, d, l.day)
		if got := describe(rows, l.ref); got != l.want {
			t.Errorf("on %s, %s\n got: %s\nwant: %s", l.day, l.ref, got, l.want)
		}
		if diff := differences(rows, on(readings, dayOf(t, l.day))); len(diff) > 0 {
			t.Errorf("on %s At and the readings differ: %s", l.day, diff[0])
		}
	}
}

func TestAtWholesOfWholes(t *testing.T) {
	const part, middle, whole = `
- {id: part, label: L, flow: announced, amount_eur: 1000000, part_of: middle, part_of_basis: stated, citations: [{source: s-2018, locator: x}]}`, `
- {id: middle, label: L, flow: estimated, amount_eur: 2000000, part_of: whole, part_of_basis: stated, citations: [{source: s-2020, locator: x}]}`, `
- {id: whole, label: L, flow: announced, amount_eur: 3000000, citations: [{source: %s, locator: x}]}`
	alone := "€1M flow=announced additive=true stated=2018-03-05 published cites=s-2018"
	known := "€1M flow=announced part_of=middle basis=stated additive=%v stated=2018-03-05 published cites=s-2018"
	// The whole is known first: it counts for the part once the link between them is.
	check(t, small(t, map[string]string{"programmes/a.yaml": "funding:" + part + middle + fmt.Sprintf(whole, "s-2015")}), []look{
		{"2020-03-04", "funding/part", alone},
		{"2020-03-05", "funding/part", fmt.Sprintf(known, false)},
	})
	// It is known last: another flow between does not hold the part.
	check(t, small(t, map[string]string{"programmes/a.yaml": "funding:" + part + middle + fmt.Sprintf(whole, "s-2022")}), []look{
		{"2020-03-04", "funding/part", alone},
		{"2020-03-05", "funding/part", fmt.Sprintf(known, true)},
		{"2022-03-04", "funding/part", fmt.Sprintf(known, true)},
		{"2022-03-05", "funding/part", fmt.Sprintf(known, false)},
		{"2022-03-05", "funding/middle", "€2M flow=estimated part_of=whole basis=stated additive=true stated=2020-03-05 published cites=s-2020"},
	})
}

// What a question counts: the only row known; with two, none; the preferred one
// from the day it is known. A deprecated row is no rival.
func TestAtQuestion(t *testing.T) {
	row := "\n- {id: r-%d, label: L, flow: announced, amount_eur: %d000000, question: q, citations: [{source: s-%d, locator: x}]%s}"
	chosen, gone := ", rank: preferred, rank_reason: R", ", rank: deprecated, rank_reason: R"
	for _, c := range []struct {
		name  string
		ranks [4]string      // of the rows of 2016, 2018, 2020, 2022
		want  map[int]string // by year: the rows that are additive
	}{
		{"no choice", [4]string{}, map[int]string{2015: "", 2016: "r-2016", 2018: "", 2020: "", 2022: ""}},
		{"the first", [4]string{chosen}, map[int]string{2016: "r-2016", 2018: "r-2016", 2022: "r-2016"}},
		{"the last", [4]string{"", "", "", chosen}, map[int]string{2016: "r-2016", 2018: "", 2020: "", 2022: "r-2022"}},
		{"the second", [4]string{"", chosen}, map[int]string{2016: "r-2016", 2018: "r-2018", 2020: "r-2018"}},
		{"deprecated", [4]string{gone, "", gone}, map[int]string{2016: "", 2018: "r-2018", 2020: "r-2018", 2022: ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := "questions: [{id: q, label: Q}]\nfunding:"
			for i, rank := range c.ranks {
				file += fmt.Sprintf(row, 2016+2*i, i+1, 2016+2*i, rank)
			}
			d := small(t, map[string]string{"programmes/a.yaml": file, "conflicts.yaml": questionConflict})
			for year, want := range c.want {
				day := fmt.Sprintf("%d-03-05", year)
				check(t, d, []look{{day, "programmes/b", "unknown"}})
				var got []string
				for _, f := range at(t, d, day).Funding {
					if f.Additive {
						got = append(got, f.ID)
					}
				}
				if strings.Join(got, ",") != want {
					t.Errorf("in %d it counts %v, want %q", year, got, want)
				}
			}
		})
	}
}

const questionConflict = "- {id: c, origin: computed, kind: value, about: a, match: {question: q, flow: announced}, label: L, explanation: E}\n"

// A target may be of another programme's indicator: it makes that programme
// known, and the milestone names the indicator from then on.
func TestAtMeasureOfAnotherProgramme(t *testing.T) {
	d := small(t, map[string]string{
		"programmes/a.yaml": `milestones:
- id: m
  label: L
  type: adoption
  measure: {indicator: i, value: 40, modifier: about}
  statements:
  - {id: m-1, kind: in_progress, citations: [{source: s-2016, locator: x}]}
  - {id: m-2, kind: announced, date: 2020, citations: [{source: s-2018, locator: x}]}
  - {id: m-3, kind: rescheduled, citations: [{source: s-2019, locator: x}]}
`,
		"programmes/b.yaml": "indicators: [{id: i, label: L, unit: '%', kind: rate, denominator: D, definition: D}]\n",
	})
	check(t, d, []look{
		{"2018-03-04", "programmes/b", "unknown"},
		{"2018-03-04", "indicators/i", "unknown"},
		{"2018-03-04", "milestones/m", "in_progress unplanned source=s-2016"},
		{"2018-03-05", "programmes/b", "B names=1 source=s-2018"},
		{"2018-03-05", "indicators/i", "rate unit=% denominator=D source=s-2018"},
		{"2018-03-05", "milestones/m", "scheduled pending first=2020 due=2020 slip=0[0,0] measure=about 40% of=i source=s-2018"},
		{"2018-03-05", "observations/m-target", "about 40% as_of=2020 target stated=2018-03-05 published cites=s-2018"},
		{"2019-03-05", "observations/m-target", "about 40% target stated=2019-03-05 published cites=s-2019"},
		{"2019-03-05", "indicators/i", "rate unit=% denominator=D source=s-2018"},
	})
}

// What a conflict is about is null until it is known.
func TestAtConflictAboutTheUnknown(t *testing.T) {
	d := small(t, map[string]string{
		"programmes/a.yaml": `funding:
- {id: f-1, label: L, flow: announced, amount_eur: 1000000, citations: [{source: s-2016, locator: x}]}
- {id: f-2, label: L, flow: announced, amount_eur: 2000000, citations: [{source: s-2017, locator: x}]}
`,
		"programmes/b.yaml": "citations: [{source: s-2019, locator: x}]\n",
		"conflicts.yaml": `- {id: c, origin: editorial, kind: value, about: b, statements: [f-2, f-1], label: L}
- {id: k, origin: editorial, kind: name, about: b, label: L, claims: [{claim: one, citations: [{source: s-2020, locator: x}]}, {claim: two, citations: [{source: s-2018, locator: y}]}]}
`,
	})
	check(t, d, []look{
		{"2017-03-04", "conflicts/c", "unknown"},
		{"2017-03-05", "conflicts/c", "editorial value open sides=f-1,f-2 source=s-2016"},
		{"2018-03-04", "programmes/b", "unknown"},
		{"2018-03-05", "conflicts/c", "editorial value open about=b sides=f-1,f-2 source=s-2016"},
		{"2018-03-05", "programmes/b", "B names=1 source=s-2018"},
		{"2018-03-05", "conflicts/k", "unknown"},
		{"2020-03-05", "conflicts/k", "editorial name open about=b sides=one (1 cited),two (1 cited) source=s-2020"},
	})
	for day, want := range map[string]int{"2019-03-05": 0, "2020-03-05": 2} {
		got := 0
		for _, u := range at(t, d, day).Uses {
			if u.Collection == "conflicts" {
				got++
			}
		}
		if got != want {
			t.Errorf("on %s sources are used by %d claims of conflicts, want %d", day, got, want)
		}
	}
}

// The first citation is known with its statement, even where its document is
// later; a further one from the day of its document, and not before.
func TestAtCitations(t *testing.T) {
	d := small(t, map[string]string{
		"programmes/a.yaml": `milestones:
- id: m
  label: L
  type: launch
  statements:
  - id: m-1
    kind: met
    stated_on: 2018-05
    stated_on_basis: quoted
    citations:
    - {source: s-2022, locator: x, attributed_to: o, original: unread}
    - {source: s-2016, locator: x}
    - {source: content, locator: x}
    - {source: read, locator: x, attributed_to: p}
`,
		"organisations.yaml": `- id: o
  kind: other
  name:
  - {value: Later, citations: [{source: s-2020, locator: x}]}
  - {value: Latest, stated_on: 2023-01-01, citations: [{source: s-2025, locator: x}]}
`,
		"people.yaml": "- {id: p, name: P, mandates: [{role: R, citations: [{source: s-2024, locator: x}]}]}\n",
	})
	check(t, d, []look{
		{"2018-05-30", "statements/m-1", "unknown"},
		{"2018-05-30", "sources/s-2022", "unknown"},
		{"2018-05-31", "statements/m-1", "met stated=2018-05 quoted cites=s-2022(o)<unread,s-2016"},
		{"2018-05-31", "sources/s-2022", "s-2022"},
		{"2018-05-31", "sources/unread", "unread"},
		{"2018-05-31", "organisations/o", "Later names=0 source=s-2022"},
		{"2019-12-30", "sources/content", "unknown"},
		{"2019-12-31", "statements/m-1", "met stated=2018-05 quoted cites=s-2022(o)<unread,s-2016,content"},
		{"2020-03-05", "organisations/o", "Later names=1 source=s-2022"},
		{"2021-07-13", "people/p", "unknown"},
		{"2021-07-14", "statements/m-1", "met stated=2018-05 quoted cites=s-2022(o)<unread,s-2016,content,read(p)"},
		{"2021-07-14", "people/p", "P source=read"},
		{"2023-01-01", "organisations/o", "Latest names=2 source=s-2022"},
		{"2024-03-05", "people/p", "P offices=  source=read"},
	})
	name := func(day string) string {
		return find(at(t, d, day).Statements, "m-1").Item.Citations[0].AttributedName.FR
	}
	if before, after := name("2022-12-31"), name("2023-01-01"); before != "Later" || after != "Latest" {
		t.Errorf("the citation is attributed to %s, then to %s", before, after)
	}
}

// A dated fact has the value last said; those of one day, the last of the file;
// before the first it is null, but a name is the first. Without a day of its own
// a value is of the day of its first citation.
func TestAtDatedFacts(t *testing.T) {
	d := small(t, map[string]string{"programmes/a.yaml": `citations: [{source: s-2015, locator: x}]
name:
- {value: Second, citations: [{source: s-2020, locator: x}, {source: s-2016, locator: x}]}
- {value: First, citations: [{source: s-2018, locator: x}]}
- {value: Third, citations: [{source: s-2022, locator: x}]}
- {value: Fourth, citations: [{source: s-2022, locator: y}]}
acronym: [{value: ABC, citations: [{source: content, locator: x}]}]
status: [{value: implementation, citations: [{source: s-2019, locator: x}]}, {value: closed, stated_on: 2021-05, citations: [{source: s-2023, locator: x}]}]
start_date: [{value: 2018, citations: [{source: s-2017, locator: x}]}]
`})
	check(t, d, []look{
		{"2015-03-04", "programmes/a", "unknown"},
		{"2015-03-05", "programmes/a", "Second names=0 source=s-2015"},
		{"2017-03-05", "programmes/a", "Second start=2018 names=0 source=s-2015"},
		{"2018-03-05", "programmes/a", "First start=2018 names=1 source=s-2015"},
		{"2019-03-05", "programmes/a", "First status=implementation start=2018 names=1 source=s-2015"},
		{"2019-12-31", "programmes/a", "First acronym=ABC status=implementation start=2018 names=1 source=s-2015"},
		{"2020-03-05", "programmes/a", "Second acronym=ABC status=implementation start=2018 names=2 source=s-2015"},
		{"2021-05-30", "programmes/a", "Second acronym=ABC status=implementation start=2018 names=2 source=s-2015"},
		{"2021-05-31", "programmes/a", "Second acronym=ABC status=closed start=2018 names=2 source=s-2015"},
		{"2022-03-05", "programmes/a", "Fourth acronym=ABC status=closed start=2018 names=4 source=s-2015"},
	})
	history := find(at(t, d, "2020-03-05").Programmes, "a").Item.History
	if got := fmt.Sprint(history.Name[0].StatedOn, history.Acronym[0].StatedOn, history.Status[0].StatedOn); got != "2020-03-05 2019-06/2019-12 2019-03-05" {
		t.Errorf("the values in the history were stated on %s", got)
	}
}

// What a conflict is about may be a word of the glossary: that is ours.
func TestAtConflictAboutAWord(t *testing.T) {
	d := small(t, map[string]string{
		"glossary.yaml": "- {id: w, acronym: W, citations: [{source: s-2020, locator: x}]}\n",
		"conflicts.yaml": `- {id: c, origin: editorial, kind: name, about: w, label: L, claims: [{claim: one, citations: [{source: s-2016, locator: x}]}, {claim: two, citations: [{source: s-2018, locator: y}]}]}
`,
	})
	check(t, d, []look{
		{"2018-03-04", "conflicts/c", "unknown"},
		{"2018-03-05", "conflicts/c", "editorial name open about=w sides=one (1 cited),two (1 cited) source=s-2016"},
	})
}
