package api

// searchColumnWords are the words of the columns of a search.
var searchColumnWords = map[string]words{
	"search.collection": say("Collection", "Collection",
		"Collection de la ligne trouvée.", "Collection of the row found."),
	"search.id": say("Identifiant", "Id",
		"Identifiant de la ligne trouvée.", "Id of the row found."),
	"search.programme": say("Programme", "Programme",
		"Programme dont la ligne relève, ou qu'elle est ; null sans programme.", "Programme that the row belongs to, or is; null without one."),
	"search.label": say("Intitulé", "Label",
		"Nom, intitulé ou titre de la ligne trouvée.", "Name, label or title of the row found."),
	"search.snippet": say("Extrait", "Snippet",
		"Où les mots se trouvent dans la ligne, en HTML : tout y est échappé, sauf mark autour de chaque mot.",
		"Where the words stand in the row, as HTML: all is escaped but mark around each word."),
	"search.score": say("Score", "Score",
		"De 0 à 1 : noms, sigles et identifiants comptent plus que l'intitulé, et lui plus que les autres textes. Ne se compare pas d'une recherche à l'autre.",
		"From 0 to 1: names, acronyms and ids count more than the label, and that more than other texts. Not to be compared between searches."),
	"search.url": say("Adresse", "Address",
		"Adresse de la ligne trouvée, ici.", "Address of the row found, here.").as("uri"),
}
