package api

import (
	"jalons/internal/catalogue"
	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// catalogueIn answers with the dataset and its service as portals harvest them.
func catalogueIn(format string, write func(catalogue.Catalogue) ([]byte, error)) func(*call) error {
	return func(c *call) error {
		return c.fixed(format, func() ([]byte, error) {
			described, err := c.catalogue()
			if err != nil {
				return nil, err
			}
			return write(described)
		})
	}
}

func asTurtle(c catalogue.Catalogue) ([]byte, error) { return c.Turtle(), nil }

// fileTypes are the words for formats of the European list of file types, which
// has none for SQLite.
var fileTypes = map[string]string{"application/zip": "ZIP", "text/csv": "CSV"}

// catalogue gives the facts that portals are told.
func (c *call) catalogue() (catalogue.Catalogue, error) {
	info, base := c.data.About.Info, c.server.base
	d := catalogue.Catalogue{
		Address: base + "/catalog.ttl", Title: info.Title, Description: descriptionOfDataset, Keywords: keywords, Publisher: info.Publisher,
		Contact: info.Contact, Homepage: base + "/", License: licenseURL, Version: info.Version, Modified: info.UpdatedOn,
		Service: catalogue.Service{
			Title:       dataset.Text{FR: "API Jalons", EN: "Jalons API"},
			Description: dataset.Text{FR: descriptionOfDataset.FR + " Sans clé ni compte ; JSON, CSV, XLSX, JSON Lines, Atom et iCalendar.", EN: descriptionOfDataset.EN + " No key, no account; JSON, CSV, XLSX, JSON Lines, Atom and iCalendar."},
			Endpoint:    base + "/v1", Specification: base + "/openapi.json", Documentation: base + "/docs",
		},
	}
	var err error
	if d.First, d.Last, err = c.told(); err != nil {
		return d, err
	}
	d.Files, err = c.catalogueFiles()
	return d, err
}

// told gives the first and the last day that the dataset tells of.
func (c *call) told() (first, last dataset.Day, err error) {
	first, last = c.day, c.day
	err = store.Each(c.ctx(), c.data, store.Query{Day: c.day, Lang: c.lang}, func(r *timelineRow) error {
		if d := r.Date.Earliest(); d != edtf.Min {
			first = min(first, d)
		}
		if d := r.Date.Latest(); d != edtf.Max {
			last = max(last, d)
		}
		return nil
	})
	return first, last, err
}

// catalogueFiles gives the forms in which the data are to be had: whole, and each
// table as CSV.
func (c *call) catalogueFiles() (files []catalogue.File, err error) {
	downloads, err := c.downloads()
	if err != nil {
		return nil, err
	}
	for i, f := range downloads {
		words := downloadNames[i]
		files = append(files, catalogue.File{Title: words.title, Description: words.doc, Address: f.URL, MediaType: f.MediaType,
			Format: fileTypes[f.MediaType], Bytes: f.Bytes, SHA256: f.SHA256})
	}
	for _, s := range takenTables() {
		title, doc := dataset.Text{FR: s.name(), EN: s.name()}, dataset.Text{FR: s.name(), EN: s.name()}
		if entry, ok := c.data.About.Codes.Find("collection", s.name()); ok {
			title, doc = dataset.Text{FR: entry.Label.FR, EN: entry.Label.In("en")}, entry.Definition
		}
		files = append(files, catalogue.File{Title: dataset.Text{FR: "CSV : " + title.FR, EN: "CSV: " + title.EN}, Description: doc,
			Address: c.server.base + "/v1/" + s.name() + ".csv", MediaType: "text/csv", Format: fileTypes["text/csv"], Schema: c.server.base + "/v1/schema/" + s.name()})
	}
	return files, nil
}
