package api

import (
	"fmt"
	"maps"
	"strings"

	"jalons/internal/dataset"
)

// words are what a column is called and what it means, in both languages. They
// hold no double quotes and no " · ": the OpenAPI document puts both languages
// on one line of an annotation.
type words struct {
	label  dataset.Text // short, a heading of CSV; no two alike in a collection
	doc    dataset.Text
	unit   string // such as EUR or day; "" for none
	format string // of a TypeWord or TypeDate, as JSON Schema or we call it: uri, edtf; "" for none
}

// say gives the words of a column.
func say(labelFR, labelEN, docFR, docEN string) words {
	return words{label: dataset.Text{FR: labelFR, EN: labelEN}, doc: dataset.Text{FR: docFR, EN: docEN}}
}

func (w words) in(unit string) words   { w.unit = unit; return w }
func (w words) as(format string) words { w.format = format; return w }

// wordsFor gives the words of a column: its own in the collection, else those
// that the name has everywhere; the bounds of a date, and English, follow from the rest.
func wordsFor(collection, column string) words {
	if _, w, ok := entry(collection, column); ok {
		return w
	}
	for suffix, bound := range boundWords {
		if base, ok := strings.CutSuffix(column, suffix); ok {
			w := wordsFor(collection, base)
			return say(w.label.FR+bound.label.FR, w.label.EN+bound.label.EN, fmt.Sprintf(bound.doc.FR, w.label.FR), fmt.Sprintf(bound.doc.EN, w.label.EN))
		}
	}
	return words{}
}

// entry finds the entry of the dictionary that a column has of its own.
func entry(collection, column string) (key string, w words, ok bool) {
	for _, key := range []string{collection + "." + column, column} {
		if w, ok := dictionary[key]; ok {
			return key, w, true
		}
	}
	return "", words{}, false
}

// boundWords are what the bounds of a date make of its label, and the English of
// a bilingual column in files that hold both languages.
var boundWords = map[string]words{
	"_earliest": say(" (au plus tôt)", " (earliest)",
		"Premier jour que couvre la date « %s » ; null si elle est inconnue ou ouverte.", "First day that the date %s covers; null where it is not known or open."),
	"_latest": say(" (au plus tard)", " (latest)",
		"Dernier jour que couvre la date « %s » ; null si elle est inconnue ou ouverte.", "Last day that the date %s covers; null where it is not known or open."),
	inEnglish: say(" (en anglais)", " (in English)",
		"« %s » en anglais ; null faute de traduction.", "%s in English; null where there is no translation."),
}

// dictionary has the words of every column: by its name, or by collection.name
// where the same name means another thing there.
var dictionary = joined(commonWords, moneyWords, promiseWords, registerWords, searchColumnWords)

func joined(parts ...map[string]words) map[string]words {
	all := map[string]words{}
	for _, part := range parts {
		maps.Copy(all, part)
	}
	return all
}

// commonWords are of columns that several collections have.
var commonWords = map[string]words{
	"id": say("Identifiant", "Id",
		"Identifiant stable : minuscules, chiffres et tirets, jamais réutilisé.", "Stable id: lower-case letters, digits and hyphens, never reused."),
	"programme": say("Programme", "Programme",
		"Identifiant du programme concerné.", "Id of the programme concerned."),
	"label": say("Intitulé", "Label",
		"Ce dont il s'agit en quelques mots, les nôtres.", "What it is in a few words of our own."),
	"name": say("Nom", "Name",
		"Nom en vigueur au jour demandé ; l'élément donne tous les noms sous history.", "Name in force on the day asked; the item has all names under history."),
	"acronym": say("Sigle", "Acronym",
		"Sigle en vigueur au jour demandé.", "Acronym in force on the day asked."),
	"aliases": say("Autres noms", "Other names",
		"Autres noms que les sources emploient.", "Other names that sources use."),
	"homepage": say("Site", "Homepage",
		"Adresse du site officiel.", "Address of the official site.").as("uri"),
	"modifier": say("Nuance", "Hedge",
		"Réserve dont la source entoure la valeur : environ, au moins, plus de, jusqu'à… ; null sans valeur.",
		"Hedge that the source puts on the value: about, at least, more than, up to…; null without a value."),
	"display": say("Valeur écrite", "Value in words",
		"La valeur avec sa nuance et son unité, telle qu'on la cite.", "The value with its hedge and unit, as one would quote it."),
	"unit": say("Unité", "Unit",
		"Unité de la valeur ; un taux est en pour cent.", "Unit of the value; a rate is in per cent."),
	"rank": say("Rang", "Rank",
		"Rang parmi les déclarations qui répondent à la même chose : preferred est retenue, deprecated est montrée et ne compte pour rien.",
		"Rank among statements that answer the same thing: preferred is the one kept, deprecated is shown and counts for nothing."),
	"rank_reason": say("Raison du rang", "Reason for the rank",
		"Pourquoi la déclaration est préférée ou dépréciée.", "Why the statement is preferred or deprecated."),
	"note": say("Note", "Note",
		"Ce qu'un lecteur doit savoir et qu'aucune autre colonne ne dit.", "What a reader must know and no other column says."),
	"recorded_on": say("Enregistré le", "Recorded on",
		"Jour d'entrée dans ce jeu de données.", "Day on which it entered this dataset."),
	"verified_on": say("Vérifié le", "Verified on",
		"Jour où la source a été relue ; null tant qu'elle ne l'a pas été.", "Day on which the source was read again; null until then."),
	"verified_how": say("Mode de vérification", "How verified",
		"Ce qui a été relu de la source : la page entière ou son début.", "What was read again of the source: the whole page or its opening."),
	"stated_on": say("Déclaré le", "Stated on",
		"Date de la déclaration (EDTF), jamais null : publication de la source, ou déclaration antérieure qu'elle cite. La déclaration est connue à partir du dernier jour possible.",
		"When it was said (EDTF), never null: publication of the source, or the earlier statement that it quotes. The statement is known from the latest possible day.").as("edtf"),
	"stated_on_basis": say("Base de la date de déclaration", "Basis of the date stated",
		"D'où vient stated_on : date de publication, déclaration citée, déduction du contenu, ou jour de consultation.",
		"Where stated_on comes from: date of publication, statement quoted, deduced from the content, or day of access."),
	"source": say("Source (identifiant)", "Source (id)",
		"Identifiant du document lu : première citation connue au jour demandé.", "Id of the document read: first citation known on the day asked."),
	"source_title": say("Titre de la source", "Source title",
		"Titre du document, tel qu'il se présente.", "Title of the document, as it shows it."),
	"source_publisher": say("Éditeur de la source", "Source publisher",
		"Qui a publié le document.", "Who published the document."),
	"source_url": say("Adresse de la source", "Source address",
		"Adresse du document ; null si elle n'est pas connue.", "Address of the document; null where not known.").as("uri"),
	"source_locator": say("Endroit dans la source", "Place in the source",
		"Où chercher dans le document : titre, question, paragraphe.", "Where to look in the document: heading, question, paragraph."),
	"source_published_on": say("Publication de la source", "Source published on",
		"Date de publication du document (EDTF) ; null s'il n'en porte pas.", "When the document was published (EDTF); null where it bears no date.").as("edtf"),
	"permalink": say("Lien permanent", "Permalink",
		"Adresse de cet élément ici.", "Address of this item here.").as("uri"),
	"license": say("Licence", "Licence",
		"Licence des données.", "Licence of the data."),
}
