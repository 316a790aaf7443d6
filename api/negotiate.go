package api

import (
	"strconv"
	"strings"
)

// mediaTypes are the types of the formats, as answers name them.
var mediaTypes = map[string]string{
	"json":    "application/json; charset=utf-8",
	"dw.json": "application/json; charset=utf-8",
	"csv":     "text/csv; charset=utf-8; header=present",
	"xlsx":    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"jsonl":   "application/jsonl; charset=utf-8",
	"yaml":    "application/yaml; charset=utf-8",
	"atom":    "application/atom+xml; charset=utf-8",
	"ics":     "text/calendar; charset=utf-8",
	"ttl":     "text/turtle; charset=utf-8",
	"jsonld":  "application/ld+json; charset=utf-8",
	"linkset": `application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"`,
	"xml":     "application/xml; charset=utf-8",
	"html":    "text/html; charset=utf-8",
	"css":     "text/css; charset=utf-8",
	"svg":     "image/svg+xml",
	"png":     "image/png",

	"text":   "text/plain; charset=utf-8",
	"bibtex": "application/x-bibtex",
	"csl":    "application/vnd.citationstyles.csl+json",
	"ris":    "application/x-research-info-systems",
}

// preference is one member of an Accept, Accept-Language or Accept-Encoding
// header: a value and its weight, from 0 (refused) to 1.
type preference struct {
	value  string
	weight float64
}

// preferences reads such a header. What it can't read weighs nothing.
func preferences(header string) (out []preference) {
	for member := range strings.SplitSeq(header, ",") {
		value, parameters, _ := strings.Cut(member, ";")
		p := preference{strings.ToLower(strings.TrimSpace(value)), 1}
		for parameter := range strings.SplitSeq(parameters, ";") {
			if name, weight, ok := strings.Cut(parameter, "="); ok && strings.EqualFold(strings.TrimSpace(name), "q") {
				q, err := strconv.ParseFloat(strings.TrimSpace(weight), 64)
				if err != nil || q < 0 || q > 1 {
					q = 0
				}
				p.weight = q
			}
		}
		if p.value != "" {
			out = append(out, p)
		}
	}
	return out
}

// negotiate gives the format that an Accept header prefers, the first of the
// formats where it says nothing or any, "" where it leaves none.
func negotiate(accept string, formats []string) string {
	all := preferences(accept)
	if len(all) == 0 {
		return formats[0]
	}
	best, bestWeight := "", 0.0
	for _, format := range formats {
		if w := weightOf(all, mediaTypes[format]); w > bestWeight {
			best, bestWeight = format, w
		}
	}
	return best
}

// weightOf gives the weight of a media type by its most specific member.
func weightOf(all []preference, media string) float64 {
	media, _, _ = strings.Cut(media, ";")
	main, _, _ := strings.Cut(media, "/")
	weight, rank := 0.0, -1
	for _, p := range all {
		r := -1
		switch p.value {
		case media:
			r = 2
		case main + "/*":
			r = 1
		case "*/*":
			r = 0
		}
		if r > rank {
			weight, rank = p.weight, r
		}
	}
	return weight
}

// preferred gives "fr" or "en", as an Accept-Language header weighs them.
func preferred(header string) string {
	weights := map[string]float64{}
	for _, p := range preferences(header) {
		tag, _, _ := strings.Cut(p.value, "-")
		weights[tag] = max(weights[tag], p.weight)
	}
	if weights["en"] > weights["fr"] {
		return "en"
	}
	return "fr"
}
