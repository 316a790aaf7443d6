package api

import (
	"slices"
	"strings"

	"jalons/internal/export"
)

// DataPackage describes tables of CSV as Frictionless has it (Data Package 1,
// whose tools are the most; the same document is valid in version 2).
type DataPackage struct {
	Profile      string               `json:"profile"`
	Name         string               `json:"name"`
	ID           string               `json:"id"`
	Title        string               `json:"title"`
	TitleEN      string               `json:"title_en"`
	Description  string               `json:"description"`
	Homepage     string               `json:"homepage"`
	Version      string               `json:"version"`
	Created      string               `json:"created"` // the day of the data, at midnight: no clock is asked
	Keywords     []string             `json:"keywords"`
	Licenses     []PackageLicense     `json:"licenses"`
	Contributors []PackageContributor `json:"contributors"`
	Sources      []PackageSource      `json:"sources"`
	Digest       string               `json:"digest"` // of the canonical records
	Resources    []PackageResource    `json:"resources"`
}

// PackageLicense is a licence as a data package names it.
type PackageLicense struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Title string `json:"title"`
}

// PackageContributor is who made the data.
type PackageContributor struct {
	Title string `json:"title"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role"`
}

// PackageSource is where the data come from.
type PackageSource struct {
	Title string `json:"title"`
	Path  string `json:"path"`
}

// PackageResource is one table.
type PackageResource struct {
	Profile   string         `json:"profile"`
	Name      string         `json:"name"`
	Title     string         `json:"title"`
	Path      string         `json:"path"`
	Format    string         `json:"format"`
	MediaType string         `json:"mediatype"`
	Encoding  string         `json:"encoding"`
	Bytes     int            `json:"bytes,omitempty"`
	Hash      string         `json:"hash,omitempty"`
	Dialect   map[string]any `json:"dialect"`
	Schema    TableSchema    `json:"schema"`
}

// datapackage gives the document without its resources.
func (c *call) datapackage() DataPackage {
	info, base := c.data.About.Info, c.server.base
	p := DataPackage{
		Profile: "tabular-data-package", Name: "jalons", ID: base + "/v1/dataset", Title: info.Title.FR, TitleEN: info.Title.In("en"),
		Description: descriptionOfDataset.FR, Homepage: base + "/", Version: info.Version, Created: info.UpdatedOn.String() + "T00:00:00Z",
		Keywords: keywords, Licenses: []PackageLicense{{info.License, licenseURL, "Licence Ouverte 2.0"}},
		Contributors: []PackageContributor{{Title: info.Publisher, Email: info.Contact, Role: "publisher"}},
		Sources:      []PackageSource{{"Documents cités", base + "/v1/sources"}}, Digest: c.data.About.Digest,
	}
	if info.License != openLicence {
		p.Licenses[0].Title = info.License
	}
	return p
}

// resource gives a table of CSV with the columns.
func (c *call) resource(name, path string, columns []Column) PackageResource {
	return PackageResource{
		Profile: "tabular-data-resource", Name: name, Title: c.tableSchema(name, columns).Title, Path: path, Format: "csv",
		MediaType: "text/csv", Encoding: "utf-8", Dialect: map[string]any{"delimiter": ",", "lineTerminator": "\r\n", "header": true},
		Schema: inCSV(c.tableSchema(name, columns)),
	}
}

// inCSV makes the schema of a table that of its CSV: a cell there holds a list as
// text, joined, and a column in English is no parameter of the API.
func inCSV(t TableSchema) TableSchema {
	for i := range t.Fields {
		f := &t.Fields[i]
		if f.Type == schemaTypes[TypeIDs] {
			f.Type = schemaTypes[TypeText]
			f.Description += " (valeurs séparées par « " + export.Separator + " »)"
			f.DescriptionFR = f.Description
			f.DescriptionEN += " (values separated by \"" + export.Separator + "\")"
		}
		if strings.HasSuffix(f.Name, inEnglish) {
			f.Filters = []string{}
		}
	}
	return t
}

// datapackageJSON answers with the package whose tables are the CSV of the API.
func datapackageJSON(c *call) error {
	return c.fixed("json", func() ([]byte, error) {
		p := c.datapackage()
		for _, s := range takenTables() {
			p.Resources = append(p.Resources, c.resource(s.name(), c.server.base+"/v1/"+s.name()+".csv", slices.Clone(s.columns())))
		}
		return indented(p)
	})
}
