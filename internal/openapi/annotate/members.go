package main

import "jalons/internal/dataset"

// memberWords are what a member of an object means, and the code list that its
// words come from, "" for none.
type memberWords struct {
	doc   dataset.Text
	codes string
}

func says(fr, en string) memberWords { return memberWords{doc: word(fr, en)} }

func (w memberWords) of(codes string) memberWords { w.codes = codes; return w }

// words gives the words of an object's member, or of the object itself where
// the member is "". What has none is noted: the generator then refuses to write.
func (g *generator) words(owner, name string) memberWords {
	for _, key := range []string{owner + "." + name, name} {
		if w, ok := members[key]; ok && key != "" {
			return w
		}
	}
	g.unknown = append(g.unknown, owner+"."+name)
	return memberWords{}
}

// members are the words of what stands outside the columns of rows: by
// Object.member, by member where it means the same everywhere, and by "Object."
// for the object itself. No double quotes and no " · ".
var members = map[string]memberWords{
	// What answers carry around their data.
	"Meta.":           says("Ce qu'une réponse dit d'elle-même.", "What an answer says of itself."),
	"total":           says("Nombre exact de lignes qui répondent, de listes seulement.", "Exact number of rows that match; of lists alone."),
	"limit":           says("Nombre de lignes demandé, de listes seulement.", "Number of rows asked for; of lists alone."),
	"offset":          says("Nombre de lignes sautées, de listes seulement.", "Number of rows passed over; of lists alone."),
	"known_on":        says("Le jour demandé par known_on.", "The day asked by known_on."),
	"judged_on":       says("Le jour dont la réponse est l'état des connaissances.", "The day whose state of knowledge is answered."),
	"dataset_version": says("Version du jeu de données.", "Version of the dataset."),
	"updated_on":      says("Jour de la dernière mise à jour des données.", "Day on which the data were last updated."),
	"license":         says("Licence des données.", "Licence of the data."),
	"attribution":     says("Comment citer les données.", "How to credit the data."),
	"contact":         says("Adresse où écrire.", "Address to write to."),
	"facets":          says("Décomptes demandés par facet, par colonne.", "Counts asked by facet, by column."),
	"warnings":        says("Ce qu'un lecteur attentif voudrait savoir des lignes.", "What a careful reader would want to know of the rows."),
	"method":          says("Comment les nombres sont obtenus, de résumés seulement.", "How the numbers come about; of summaries alone."),
	"Facet.":          says("Une valeur d'une colonne et le nombre de lignes qui la portent.", "A value of a column and the number of rows that hold it."),
	"Facet.value":     says("La valeur ; null pour les lignes sans valeur.", "The value; null for rows without one."),
	"Facet.label":     says("Ses mots, pour un code.", "Its words, for a code."),
	"Facet.count":     says("Nombre de lignes.", "Number of rows."),
	"Warning.":        says("Un avertissement.", "A warning."),
	"Warning.code":    says("conflict, misspelt, not_additive, scopes_differ, some_words, undated ou untranslated.", "conflict, misspelt, not_additive, scopes_differ, some_words, undated or untranslated."),
	"Warning.detail":  says("En une phrase.", "In a sentence."),
	"statements":      says("Identifiants des lignes concernées.", "Ids of the rows concerned."),
	"Links.":          says("Où aller ensuite ; null où il n'y a rien.", "Where to go next; null where there is nothing."),
	"self":            says("Cette adresse.", "This address."),
	"next":            says("La page suivante.", "The next page."),
	"prev":            says("La page précédente.", "The page before."),
	"Links.first":     says("La première page.", "The first page."),
	"last":            says("La dernière page.", "The last page."),
	"csv":             says("Toutes les lignes en CSV.", "All rows as CSV."),
	"xlsx":            says("Toutes les lignes en XLSX.", "All rows as XLSX."),
	"jsonl":           says("Toutes les lignes, un objet JSON par ligne.", "All rows, one JSON object a line."),
	"docs":            says("La documentation.", "The documentation."),

	// Problems.
	"Problem.":          says("Une erreur, selon la RFC 9457.", "An error, as RFC 9457 has it."),
	"Problem.type":      says("Adresse qui explique ce genre d'erreur.", "Address that explains this kind of error."),
	"Problem.title":     says("Le genre d'erreur en quelques mots.", "The kind of error in a few words."),
	"Problem.status":    says("Code HTTP.", "HTTP status."),
	"Problem.detail":    says("Ce qui n'allait pas cette fois.", "What was wrong this time."),
	"instance":          says("L'adresse demandée.", "The address asked."),
	"errors":            says("Chaque paramètre en cause.", "Each parameter at fault."),
	"suggestion":        says("Une adresse proche qui répond.", "A near address that answers."),
	"successor":         says("Ce qui remplace un identifiant retiré.", "What replaces a withdrawn id."),
	"ParamError.":       says("Ce qui ne va pas avec un paramètre.", "What is wrong with one parameter."),
	"parameter":         says("Nom du paramètre.", "Name of the parameter."),
	"ParamError.value":  says("La valeur reçue.", "The value received."),
	"ParamError.detail": says("Ce qui ne va pas.", "What is wrong with it."),
	"allowed":           says("Ce qui est permis.", "What is allowed."),
	"did_you_mean":      says("Le nom ou la valeur la plus proche.", "The nearest name or value."),

	// Documents about the whole.
	"Root.":             says("Par où commencer.", "Where to begin."),
	"About.":            says("Le jeu de données dans son ensemble.", "The dataset as a whole."),
	"Entry.":            says("Une collection.", "A collection."),
	"Entry.id":          says("Son nom dans les adresses.", "Its name in addresses."),
	"Entry.label":       says("Son nom en toutes lettres.", "Its name in words."),
	"Entry.count":       says("Nombre de lignes connues.", "Number of rows known."),
	"Entry.url":         says("Adresse de la liste.", "Address of the list."),
	"schema":            says("Adresse de la description des colonnes.", "Address of the description of its columns."),
	"title":             says("Titre.", "Title."),
	"version":           says("Version du jeu de données.", "Version of the dataset."),
	"collections":       says("Les collections.", "The collections."),
	"dataset":           says("Adresse de la fiche du jeu de données.", "Address of the record of the dataset."),
	"openapi":           says("Adresse de cette description.", "Address of this description."),
	"example":           says("Une première question.", "A first question."),
	"digest":            says("SHA-256 des enregistrements canoniques, en hexadécimal.", "SHA-256 of the canonical records, in hexadecimal."),
	"counts":            says("Nombre de lignes connues, par collection.", "Number of rows known, by collection."),
	"quality":           says("Couverture des données par leurs preuves.", "How well the data are covered by evidence."),
	"license_url":       says("Adresse de la licence.", "Address of the licence."),
	"report_url":        says("Où signaler une erreur.", "Where to report an error."),
	"publisher":         says("Éditeur.", "Publisher."),
	"downloads":         says("Les fichiers qui contiennent tout le jeu de données.", "The files that hold the whole dataset."),
	"DownloadLink.":     says("Un fichier qui contient tout le jeu de données.", "A file that holds the whole dataset."),
	"DownloadLink.name": says("Nom du fichier.", "Name of the file."),
	"DownloadLink.url":  says("Adresse du fichier.", "Address of the file."),
	"media_type":        says("Type de contenu.", "Media type."),
	"sha256_url":        says("Adresse de la même empreinte, pour sha256sum -c.", "Address of the same sum, for sha256sum -c."),

	// How well the data are covered.
	"Report.":                   says("Couverture des données par leurs preuves.", "How well the data are covered by evidence."),
	"Report.all":                says("En tout.", "In all."),
	"Report.programmes":         says("Par programme.", "By programme."),
	"Report.sources":            says("Par document.", "By document."),
	"Coverage.":                 says("Décomptes de déclarations ; les parts sont en pour cent.", "Counts of statements; shares are in per cent."),
	"Coverage.statements":       says("Nombre de déclarations.", "Number of statements."),
	"verified":                  says("Celles dont la source a été relue.", "Those whose source was read again."),
	"verified_share":            says("Leur part, en pour cent.", "Their share, in per cent."),
	"with_locator":              says("Celles dont l'endroit dans la source est dit.", "Those whose place in the source is told."),
	"with_locator_share":        says("Leur part, en pour cent.", "Their share, in per cent."),
	"with_address":              says("Celles dont la source a une adresse.", "Those whose source has an address."),
	"with_address_share":        says("Leur part, en pour cent.", "Their share, in per cent."),
	"by_tier":                   says("Nombre par rang de la source.", "Number by tier of the source."),
	"by_source_kind":            says("Nombre par genre de source.", "Number by kind of source."),
	"oldest_stated_on":          says("Date de la plus ancienne (EDTF).", "Date of the oldest (EDTF)."),
	"newest_stated_on":          says("Date de la plus récente (EDTF).", "Date of the newest (EDTF)."),
	"dated_outcomes":            says("Nombre d'issues datées.", "Number of dated outcomes."),
	"evidence_lag_days_median":  says("Jours entre une issue et sa première source, au moins ; médiane.", "Days from an outcome to its first source, at least; median."),
	"evidence_lag_days_longest": says("Jours entre une issue et sa première source, au moins ; maximum.", "Days from an outcome to its first source, at least; longest."),
	"SourceCoverage.":           says("Nombre de déclarations qui reposent sur un document.", "Number of statements that rest on a document."),
	"SourceCoverage.source":     says("Identifiant du document.", "Id of the document."),
	"published_on":              says("Date de publication, ou celle que prouve le contenu (EDTF).", "Date of publication, or the one that the content proves (EDTF)."),
	"tier":                      says("Source première ou relais.", "Primary source or relay.").of("tier"),
	"SourceCoverage.kind":       says("Genre de document.", "Kind of document.").of("source_kind"),
	"SourceCoverage.first":      says("Déclarations dont il est la première citation.", "Statements of which it is the first citation."),
	"SourceCoverage.original":   says("Déclarations qu'un document lu tient de lui.", "Statements that a document which was read takes from it."),
	"further":                   says("Déclarations dont il est une citation de plus.", "Statements of which it is a further citation."),

	// Table Schema.
	"TableSchema.":            says("Les colonnes d'une collection, en Table Schema.", "The columns of a collection, as Table Schema."),
	"TableSchema.name":        says("Nom de la collection.", "Name of the collection."),
	"primaryKey":              says("Colonne qui distingue les lignes.", "Column that tells rows apart."),
	"foreignKeys":             says("Colonnes qui portent l'identifiant d'une ligne d'une autre collection.", "Columns that hold the id of a row of another collection."),
	"ForeignKey.":             says("Une colonne, et la collection dont elle porte les identifiants.", "A column, and the collection whose ids it holds."),
	"ForeignKey.fields":       says("La colonne.", "The column."),
	"reference":               says("Où les identifiants mènent.", "Where the ids lead."),
	"ForeignReference.":       says("Une collection et sa colonne d'identifiants.", "A collection and its column of ids."),
	"resource":                says("Nom de la collection.", "Name of the collection."),
	"ForeignReference.fields": says("Sa colonne d'identifiants.", "Its column of ids."),
	"missingValues":           says("Ce qui veut dire inconnu dans un CSV.", "What means not known in a CSV."),
	"fields":                  says("Les colonnes, dans leur ordre.", "The columns, in their order."),
	"SchemaField.":            says("Une colonne.", "A column."),
	"SchemaField.name":        says("Nom : clé JSON, en-tête CSV et paramètre.", "Name: JSON key, CSV heading and parameter."),
	"SchemaField.type":        says("Type selon Table Schema.", "Type as Table Schema has it."),
	"format":                  says("Format selon Table Schema.", "Format as Table Schema has it."),
	"unit":                    says("Unité, comme EUR ou day.", "Unit, such as EUR or day."),
	"SchemaField.title":       says("Intitulé dans la langue demandée.", "Label in the language asked."),
	"SchemaField.description": says("Description dans la langue demandée.", "Description in the language asked."),
	"title_fr":                says("Intitulé en français.", "Label in French."),
	"title_en":                says("Intitulé en anglais.", "Label in English."),
	"description_fr":          says("Description en français.", "Description in French."),
	"description_en":          says("Description en anglais.", "Description in English."),
	"constraints":             says("Contraintes selon Table Schema.", "Constraints as Table Schema has them."),
	"filters":                 says("Paramètres qui filtrent par elle.", "Parameters that filter by it."),
	"codes":                   says("Mots de la liste de codes.", "Words of the code list."),
	"SchemaCode.":             says("Un mot d'une liste de codes.", "A word of a code list."),
	"SchemaCode.code":         says("Le mot.", "The word."),
	"label_fr":                says("Ce qu'il veut dire en français, en bref.", "What it means in French, in short."),
	"label_en":                says("Ce qu'il veut dire en anglais, en bref.", "What it means in English, in short."),
	"definition_fr":           says("Définition en français.", "Definition in French."),
	"definition_en":           says("Définition en anglais.", "Definition in English."),
}
