package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

// Each case tells a story, a statement a line: its kind, its date (- for none),
// the day on which it was said, and its rank where that is not normal. Then it
// looks at the milestone on some days.
func TestAtMilestoneRules(t *testing.T) {
	for _, c := range []struct{ name, story, looks string }{
		{"kept", "announced 2020-06 2019-01-01; met 2020-06-30 2021-01-01", `
2018-12-31 unknown
2019-01-01 scheduled pending first=2020-06 due=2020-06 slip=0[0,0]
2020-06-30 scheduled pending first=2020-06 due=2020-06 slip=0[0,0]
2020-07-01 scheduled overdue first=2020-06 due=2020-06 slip=0[0,0]
2021-01-01 met on_time first=2020-06 due=2020-06 met=2020-06-30 slip=0[0,29] told=2021-01-01`},
		{"early", "announced 2020-06 2019-01-01; met 2020-05 2020-06-01", `
2020-06-01 met early first=2020-06 due=2020-06 met=2020-05 slip=-30[-60,-1] told=2020-06-01`},
		{"late, since moved", "announced 2020 2019-01-01; rescheduled 2021-06 2020-12-01; met 2021-06 2021-07-01", `
2020-12-01 scheduled pending first=2020 due=2021-06 slip=181[152,546] moves=1
2021-01-01 scheduled pending first=2020 due=2021-06 slip=181[152,546] moves=1
2021-07-01 met late first=2020 due=2021-06 met=2021-06 slip=181[152,546] moves=1 told=2021-07-01`},
		{"perhaps on time", "announced 2020-06 2019-01-01; met 2020 2021-01-01", `
2021-01-01 met undetermined first=2020-06 due=2020-06 met=2020 slip=184[-181,213] told=2021-01-01`},
		{"met without a day", "announced 2020-06 2019-01-01; met - 2020-07-01", `
2020-07-01 met undetermined first=2020-06 due=2020-06 told=2020-07-01`},
		{"promised without a day", "announced - 2019-01-01; met 2020-06-30 2020-07-01", `
2019-01-01 scheduled pending
2020-07-01 met undetermined met=2020-06-30 told=2020-07-01`},
		{"promised again with a day", "announced - 2019-01-01; announced 2020 2019-06-01", `
2019-06-01 scheduled pending first=2020 due=2020 slip=0[0,0]
2021-01-01 scheduled overdue first=2020 due=2020 slip=0[0,0]`},
		{"not promised", "met 2020-06-30 2020-07-01", `
2020-07-01 met unplanned met=2020-06-30 told=2020-07-01`},
		{"only under way", "in_progress - 2020-01-01; partly_met - 2020-02-01", `
2020-01-01 in_progress unplanned
2020-02-01 partially_met unplanned`},
		{"met in part is no outcome", "announced 2020 2019-01-01; partly_met 2020-06 2020-07-01; met 2021-02-01 2021-03-01", `
2020-07-01 partially_met pending first=2020 due=2020 slip=0[0,0]
2021-01-01 partially_met overdue first=2020 due=2020 slip=0[0,0]
2021-03-01 met late first=2020 due=2020 met=2021-02-01 slip=32[32,397] told=2021-03-01`},
		{"missed, and nothing follows", "announced 2020-06-30 2019-01-01; missed - 2020-08-01", `
2020-07-31 scheduled overdue first=2020-06-30 due=2020-06-30 slip=0[0,0]
2020-08-01 not_met overdue first=2020-06-30 due=2020-06-30 slip=0[0,0] told=2020-08-01`},
		{"missed, in bounds that a vague day gives", "announced 2020-06 2019-01-01; missed - 2020-08-01", `
2020-08-01 not_met overdue first=2020-06 due=2020-06 slip=0[-29,29] told=2020-08-01`},
		{"missed, then promised once more", "announced 2020-06 2019-01-01; missed - 2020-08-01; rescheduled 2022 2020-09-01; met 2021-12 2022-01-01", `
2020-09-01 scheduled pending first=2020-06 due=2022 slip=914[550,943] moves=1
2022-01-01 met late first=2020-06 due=2022 met=2021-12 slip=549[519,578] moves=1 told=2022-01-01`},
		{"cancelled", "announced 2020-06 2019-01-01; cancelled 2020-02-01 2020-03-01", `
2020-02-29 scheduled pending first=2020-06 due=2020-06 slip=0[0,0]
2020-03-01 cancelled first=2020-06 due=2020-06 told=2020-03-01`},
		{"moved to no day, then to one", "announced 2020 2019-01-01; rescheduled - 2020-02-01; announced - 2020-03-01; announced 2023 2021-01-01", `
2020-02-01 scheduled pending first=2020 moves=1
2021-12-31 scheduled pending first=2020 due=2023 slip=1095[731,1460] moves=1
2020-03-01 scheduled pending first=2020 moves=1
2024-01-01 scheduled overdue first=2020 due=2023 slip=1095[731,1460] moves=1`},
		{"restated more exactly", "announced 2020 2019-01-01; announced 2020-06 2019-06-01", `
2019-06-01 scheduled pending first=2020 due=2020-06 slip=0[0,0]
2020-07-01 scheduled overdue first=2020 due=2020-06 slip=0[0,0]`},
		{"what all days allow", "met 2020 2020-12-31; met 2020-06/2021-02 2021-03-01; met 2020-01/2020-08-15 2021-04-01", `
2020-12-31 met unplanned met=2020 told=2020-12-31
2021-03-01 met unplanned met=2020-06-01/2020-12-31 told=2020-12-31
2021-04-01 met unplanned met=2020-06-01/2020-08-15 told=2020-12-31`},
		{"what all days allow is one as written", "met 2020 2020-12-31; met 2020-06 2021-03-01; met - 2021-04-01", `
2021-04-01 met unplanned met=2020-06 told=2020-12-31`},
		{"days that exclude each other", "met 2020-02 2020-12-31; met 2020-06 2021-03-01", `
2021-03-01 met unplanned met=2020-02-01/2020-06-30 told=2020-12-31`},
		{"days with open ends", "met ../2020-06 2020-12-31; met 2020-02/.. 2021-03-01", `
2020-12-31 met unplanned met=../2020-06 told=2020-12-31
2021-03-01 met unplanned met=2020-02-01/2020-06-30 told=2020-12-31`},
		{"open ends give no number", "announced 2020/.. 2019-01-01; met 2021 2022-01-01", `
2019-01-01 scheduled pending first=2020/.. due=2020/.. slip=0[0,0]
2022-01-01 met on_time first=2020/.. due=2020/.. met=2021 slip=null[null,730] told=2022-01-01`},
		{"the preferred day", "announced 2020-06 2019-01-01; met 2020-05-01 2020-06-01; met 2020-07-01 2021-01-01 preferred", `
2020-06-01 met early first=2020-06 due=2020-06 met=2020-05-01 slip=-60[-60,-31] told=2020-06-01
2021-01-01 met late first=2020-06 due=2020-06 met=2020-07-01 slip=1[1,30] told=2020-06-01`},
		{"deprecated counts for nothing", "announced 2020-06 2019-01-01; rescheduled 2022 2019-06-01 deprecated; met 2020-05-01 2020-05-02 deprecated; announced 2020-06 2020-08-01", `
2019-06-01 scheduled pending first=2020-06 due=2020-06 slip=0[0,0]
2020-06-30 scheduled pending first=2020-06 due=2020-06 slip=0[0,0]
2020-08-01 scheduled overdue first=2020-06 due=2020-06 slip=0[0,0]`},
		{"only deprecated is not known", "announced 2020-06 2019-01-01 deprecated; met 2020-05-01 2021-05-02", `
2019-01-01 unknown
2021-05-02 met unplanned met=2020-05-01 told=2021-05-02`},
		{"one day, in the order of the file", "announced 2020 2019-01-01; in_progress - 2019-01-01; announced 2020 2019-01-01", `
2019-01-01 scheduled pending first=2020 due=2020 slip=0[0,0]`},
		{"the file out of order", "met 2020-02-01 2020-03-01; announced 2020-01 2019-01-01", `
2019-01-01 scheduled pending first=2020-01 due=2020-01 slip=0[0,0]
2020-03-01 met late first=2020-01 due=2020-01 met=2020-02-01 slip=1[1,31] told=2020-03-01`},
		{"said in a month", "announced 2020 2019-05", `
2019-05-30 unknown
2019-05-31 scheduled pending first=2020 due=2020 slip=0[0,0]`},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := tell(t, c.story)
			for _, l := range strings.Split(strings.TrimSpace(c.looks), "\n") {
				day, want, _ := strings.Cut(l, " ")
				got := strings.TrimSuffix(describe(at(t, d, day), "milestones/m"), " source=late")
				if got != want {
					t.Errorf("on %s\n got: %s\nwant: %s", day, got, want)
				}
			}
		})
	}
}

// tell reads a story into the one milestone of a dataset.
func tell(t *testing.T, story string) *dataset.Dataset {
	file := "milestones:\n- id: m\n  label: L\n  type: launch\n  statements:\n"
	for i, line := range strings.Split(story, "; ") {
		w := append(strings.Fields(line), "normal")
		reason := ""
		if w[3] != "normal" {
			reason = ", rank_reason: R"
		}
		date := w[1]
		if date == "-" {
			date = "null"
		}
		file += fmt.Sprintf("  - {id: m-%d, kind: %s, date: %s, stated_on: %s, stated_on_basis: quoted, rank: %s%s, citations: [{source: late, locator: \"%d\"}]}\n",
			i, w[0], date, w[2], w[3], reason, i)
	}
	return small(t, map[string]string{"programmes/a.yaml": file, "conflicts.yaml": storyConflict})
}

const storyConflict = "- {id: c, origin: computed, kind: date, about: m, match: {milestone: m}, label: L, explanation: E}\n"
