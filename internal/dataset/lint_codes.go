package dataset

import (
	"maps"
	"slices"
	"strings"
)

// fixedLists are the code lists whose words the contract fixes: codes.yaml holds
// exactly these, since code and callers rely on them. See ARCHITECTURE for what
// else a new word asks for.
var fixedLists = map[string]string{
	"programme_kind": "strategy roadmap funding_programme platform service identifier directory card framework cybersecurity " +
		"training experiment law report measure infrastructure consultation other",
	"programme_status":           "identification implementation finalisation closed cancelled suspended",
	"organisation_role":          "funding accountable extending implementing",
	"relation_type":              "part_of succeeds funded_by related",
	"organisation_relation_type": "succeeds part_of reports_to",
	"basis":                      "stated deduced",
	"flow":                       "announced authorised committed paid estimated saving",
	"funding_basis":              "declared audited calculated",
	"per":                        "month year unit",
	"modifier":                   "as_stated about at_least more_than nearly up_to less_than order_of between",
	"rank":                       "preferred normal deprecated",
	"stated_on_basis":            "published quoted deduced accessed",
	"date_basis":                 "stated deduced",
	"part_of_basis":              "stated deduced",
	"verified_how":               "whole_page opening",
	"milestone_type": "launch legal consultation deadline rollout adoption publication procurement governance funding_call " +
		"incident",
	"milestone_status": "scheduled in_progress met partially_met not_met cancelled",
	"timeliness":       "unplanned undetermined late early on_time overdue pending",
	"statement_kind":   "announced rescheduled in_progress met partly_met missed cancelled",
	"indicator_kind":   "stock flow rate count",
	"period_unit":      "day month year",
	"nature":           "actual target baseline",
	"source_kind": "law report official_page press_release speech interview press_article dispatch dataset parliamentary notice " +
		"blog other",
	"tier":            "primary relay",
	"conflict_kind":   "value date name scope status",
	"conflict_origin": "computed editorial",
	"conflict_state":  "open explained",
	"collection":      strings.Join(collections, " "),
}

// openLists are the code lists that grow with the data, and those of words that
// are only derived.
var openLists = []string{"qualifier", "theme", "unit", "organisation_kind", "language", "timeline_kind", "change"}

// codeLists holds codes.yaml against the contract.
func (l *linter) codeLists() {
	file := Pos{File: "codes.yaml"}
	names := slices.Concat(slices.Sorted(maps.Keys(fixedLists)), openLists)
	for _, list := range slices.Sorted(maps.Keys(fixedLists)) {
		if len(l.Codes[list]) == 0 {
			l.find("code-list", file.key(list), "", "the list %s is missing", list)
			continue
		}
		words := l.Codes.Words(list)
		for _, want := range strings.Fields(fixedLists[list]) {
			if !slices.Contains(words, want) {
				l.find("code-list", file.key(list), "", "the list %s lacks the word %s", list, want)
			}
		}
	}
	for _, list := range slices.Sorted(maps.Keys(l.Codes)) {
		if !slices.Contains(names, list) {
			l.find("code-list", file.key(list), Nearest(list, names), "there is no list %s", list)
			continue
		}
		l.codeList(list)
	}
}

// codeList judges the words of one list.
func (l *linter) codeList(list string) {
	fixed, first := strings.Fields(fixedLists[list]), map[string]int{}
	for _, c := range l.Codes[list] {
		if line, again := first[c.Code]; again {
			l.find("duplicate-code", c.Pos.key("code"), "", "%q stands already in line %d", c.Code, line)
		}
		first[c.Code] = c.Pos.Line
		if len(fixed) > 0 && c.Code != "" && !slices.Contains(fixed, c.Code) {
			l.find("code-list", c.Pos.key("code"), Nearest(c.Code, fixed), "the contract has no word %q in the list %s", c.Code, list)
		}
		if strings.ContainsAny(c.Code, ", |") {
			l.find("bad-id", c.Pos.key("code"), slug(c.Code), "a code is one word: in addresses a comma means or")
		}
		if c.Label.EN == "" || c.Definition.EN == "" {
			l.find("missing-key", c.Pos, "", "a code has its label and definition in both languages")
		}
	}
}
