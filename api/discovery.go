package api

import "jalons/internal/dataset"

// descriptionOfDataset says what the dataset is, in a sentence or two.
var descriptionOfDataset = dataset.Text{
	FR: "Ce qui a été promis, pour quel montant, pour quelle date, ce qu'il en est advenu et qui l'a dit : les programmes de santé numérique en France, avec une source à chaque ligne et l'état des connaissances à n'importe quel jour passé.",
	EN: "What was promised, for how much, by when, what came of it and who said so: France's digital-health programmes, with a source on every row and the state of knowledge on any past day."}

// keywords are those by which catalogues find the dataset, in French.
var keywords = []string{"santé numérique", "e-santé", "politiques publiques", "promesses", "dépenses publiques", "Mon espace santé", "DMP", "Ségur du numérique en santé", "identité nationale de santé"}

// fixed sends a document that depends on the data alone, whatever is asked.
func (c *call) fixed(format string, make func() ([]byte, error)) error {
	c.params.format = format
	if c.fresh() {
		return c.notModified()
	}
	body, err := make()
	if err != nil {
		return err
	}
	return c.send(format, body)
}
