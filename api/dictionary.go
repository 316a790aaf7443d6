package api

import (
	"strings"

	"jalons/internal/dataset"
)

// words are what a column is called and what it means, in both languages.
type words struct {
	label dataset.Text
	doc   dataset.Text
	unit  string // such as EUR or day; "" for none
}

// wordsFor gives the words of a column: its own in the collection, else those
// that the name has everywhere; the bounds of a date follow from the date.
func wordsFor(collection, column string) words {
	if w, ok := dictionary[collection+"."+column]; ok {
		return w
	}
	if w, ok := dictionary[column]; ok {
		return w
	}
	for suffix, bound := range map[string]struct{ label, doc dataset.Text }{
		"_earliest": {dataset.Text{FR: " (au plus tôt)", EN: " (earliest)"},
			dataset.Text{FR: "Premier jour que couvre la date ; null si elle est inconnue ou ouverte. ", EN: "First day that the date covers; null where it is not known or open. "}},
		"_latest": {dataset.Text{FR: " (au plus tard)", EN: " (latest)"},
			dataset.Text{FR: "Dernier jour que couvre la date ; null si elle est inconnue ou ouverte. ", EN: "Last day that the date covers; null where it is not known or open. "}},
	} {
		if base, ok := strings.CutSuffix(column, suffix); ok {
			w := wordsFor(collection, base)
			return words{label: dataset.Text{FR: w.label.FR + bound.label.FR, EN: w.label.EN + bound.label.EN},
				doc: dataset.Text{FR: bound.doc.FR + w.doc.FR, EN: bound.doc.EN + w.doc.EN}, unit: "day"}
		}
	}
	return words{}
}

// dictionary has the words of every column: by its name, or by collection.name
// where the same name means another thing there.
var dictionary = map[string]words{}
