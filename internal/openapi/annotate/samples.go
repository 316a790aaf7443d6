package main

import (
	"strings"

	"jalons/api"
)

// samples are values that work as filters, by table.column or by column: ids,
// which never go away, and words that occur. Where the data hold nothing in a
// column yet, there is no sample: any id would be refused.
var samples = map[string]string{
	"programmes.id":    "mon-espace-sante",
	"funding.id":       "segur-2bn-2022",
	"milestones.id":    "ins-generalisation",
	"statements.id":    "feuille-de-route-presentation-2018",
	"indicators.id":    "mes-active-accounts",
	"observations.id":  "mes-active-2023-12",
	"organisations.id": "dns",
	"people.id":        "dominique-pon",
	"sources.id":       "hospitalia-63",
	"glossary.id":      "ins",
	"conflicts.id":     "roadmap-2019-actions-26-or-30",
	"exclusions.id":    "crise-accelerateur",
	"timeline.id":      "segur-2bn-2022",

	"programme":            "mon-espace-sante",
	"funding.programme":    "segur-numerique",
	"milestones.programme": "feuille-de-route-2019-2022",
	"conflicts.programme":  "feuille-de-route-2019-2022",
	"also_concerns":        "article-51",
	"organisation":         "dns",
	"providers":            "gouvernement",
	"recipients":           "ans",
	"scope":                "dmp-direct-asip",
	"question":             "dmp-cost-to-2013",
	"part_of":              "segur-2bn-2022",
	"milestone":            "feuille-de-route-presentation",
	"indicator":            "mes-active-accounts",
	"measure_indicator":    "formation-learners",
	"speakers":             "dominique-pon",
	"source":               "hospitalia-63",
	"about":                "roadmap-2019-actions",
	"subject":              "feuille-de-route-presentation",
	"themes":               "identity",
	"programmes.kind":      "service",
	"programmes.status":    "implementation",
	"milestones.type":      "launch",
	"milestones.status":    "met",
	"statements.kind":      "rescheduled",
	"timeline.kind":        "met",
	"search.collection":    "programmes,milestones",
	"flow":                 "announced",
	"modifier":             "at_least",
	"qualifier":            "already_announced",
	"rank":                 "normal",
	"timeliness":           "late,overdue",
	"unit":                 "account",
	"nature":               "actual",
	"organisations.kind":   "ministry",
	"sources.kind":         "interview",
	"collection":           "statements",
	"amount_eur":           "2000000000",
	"slippage_days":        "366",
	"slippage_days_min":    "335",
	"slippage_days_max":    "366",
	"value":                "10000000",
	"name":                 "Mon espace santé",
	"people.name":          "Dominique Pon",
	"acronym":              "INS",
	"expansion":            "Espace numérique de santé",
	"scope_label":          "toutes taxes comprises",
	"display":              "2 milliards d'euros",
	"observations.display": "au moins 10 millions",
	"measure_display":      "500 000 apprenants",
	"aliases":              "MES",
	"authors":              "Aurélie Dureuil",
	"siren":                "180035024",
	"homepage":             "https://www.monespacesante.fr",
	"url":                  "https://www.mind.eu.com/health/?p=311",
	"source_url":           "https://www.mind.eu.com/health/?p=311",
	"archived_url":         "https://web.archive.org/",
	"source_published_on":  "2023-12",
	"source_publisher":     "Hospitalia",
	"publisher":            "Hospitalia",
	"source_locator":       "question",
	"statements.date":      "2019",
	"corrections.date":     "2026-11-21",
	"recorded_on":          "2026-11-21",
	"verified_on":          "2026-11-21",
	"accessed_on":          "2026-11-21",
	"sources.updated_on":   "2021-09-06",
	"published_on":         "2019",
	"first_due":            "2018",
	"due":                  "2020",
	"met_on":               "2022",
	"stated_on":            "2023",
	"as_of":                "2023",
	"period":               "2018/2022",
	"start_date":           "2019",
	"founded":              "2019",
}

// usualText is a word that occurs in texts of every table.
const usualText = "numérique"

// sampleOf gives a value that a filter on the column takes, "" for none.
func (g *generator) sampleOf(table string, c api.Column) string {
	for _, key := range []string{table + "." + c.Name, c.Name} {
		if s, ok := samples[key]; ok {
			return s
		}
	}
	switch c.Type {
	case api.TypeID:
		return "" // an id that nothing has is refused
	case api.TypeInteger, api.TypeNumber:
		return "1"
	case api.TypeBoolean:
		return "true"
	case api.TypeDay:
		return "2022-01-01"
	case api.TypeDate:
		return "2022"
	}
	if c.Codes != "" {
		return g.codes[c.Codes][0].Code
	}
	return usualText
}

// textSample gives a word of a sample for a filter that looks for a part.
func textSample(sample string) string {
	first, _, _ := strings.Cut(sample, " ")
	return strings.ToLower(first)
}
