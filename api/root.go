package api

import (
	"slices"

	"jalons/internal/dataset"
)

// onlyJSON are the formats of documents that are no tables.
var onlyJSON = []string{"json"}

// answer sends a document in the envelope of items.
func (c *call) answer(data any) error {
	links := c.links(-1, 0)
	c.Response().Header().Set("Link", c.linkHeader(links, ""))
	body := appendJSON([]byte(`{"data":`), data)
	body = append(appendJSON(append(body, `,"meta":`...), c.meta()), `,"links":`...)
	return c.send("json", append(appendJSON(body, links), '}', '\n'))
}

// Entry is a collection as /v1 lists it.
type Entry struct {
	ID     string `json:"id"`
	Label  string `json:"label"`
	Count  int    `json:"count"`
	URL    string `json:"url"`
	Schema string `json:"schema"`
}

// Root is where to go next.
type Root struct {
	Title       string  `json:"title"`
	Version     string  `json:"version"`
	Collections []Entry `json:"collections"`
	Dataset     string  `json:"dataset"`
	OpenAPI     string  `json:"openapi"`
	Docs        string  `json:"docs"`
	Example     string  `json:"example"` // a first question
}

func root(c *call) error {
	if err := c.settle(onlyJSON, parseItem); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	base := c.server.base
	r := Root{
		Title: c.data.About.Info.Title.In(c.lang), Version: c.data.About.Info.Version, Dataset: base + "/v1/dataset",
		OpenAPI: base + "/openapi.json", Docs: base + "/docs", Example: base + "/v1/funding?programme=segur-numerique",
	}
	for _, s := range all {
		n, err := s.count(c)
		if err != nil {
			return err
		}
		entry := Entry{ID: s.name(), Count: n, URL: base + "/v1/" + s.name(), Schema: base + "/v1/schema/" + s.name()}
		if label := c.label("collection", s.name()); label != nil {
			entry.Label = *label
		}
		r.Collections = append(r.Collections, entry)
	}
	return c.answer(r)
}

// About is the dataset as a whole.
type About struct {
	Title       string         `json:"title"`
	Version     string         `json:"version"`
	UpdatedOn   string         `json:"updated_on"`
	Digest      string         `json:"digest"` // SHA-256 of the canonical records, hexadecimal
	Counts      map[string]int `json:"counts"` // rows known on the day asked
	Quality     dataset.Report `json:"quality"`
	License     string         `json:"license"`
	LicenseURL  string         `json:"license_url"`
	Attribution string         `json:"attribution"`
	Contact     string         `json:"contact"`
	ReportURL   string         `json:"report_url"`
	Publisher   string         `json:"publisher"`
	Downloads   []DownloadLink `json:"downloads"` // the whole dataset as files
}

func about(c *call) error {
	if err := c.settle(onlyJSON, parseItem); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	quality, err := c.data.Report(c.ctx())
	if err != nil {
		return err
	}
	info := c.data.About.Info
	a := About{
		Title: info.Title.In(c.lang), Version: info.Version, UpdatedOn: info.UpdatedOn.String(), Digest: c.data.About.Digest,
		Counts: map[string]int{}, Quality: quality, License: info.License, LicenseURL: licenseURL,
		Attribution: info.Attribution.In(c.lang), Contact: info.Contact, ReportURL: info.ReportURL, Publisher: info.Publisher,
		Downloads: c.server.downloadLinks(),
	}
	for _, s := range all {
		n, err := s.count(c)
		if err != nil {
			return err
		}
		a.Counts[s.name()] = n
	}
	return c.answer(a)
}

// TableSchema is a collection's columns as a Frictionless Table Schema.
type TableSchema struct {
	Name        string        `json:"name"`
	Title       string        `json:"title"`
	PrimaryKey  string        `json:"primaryKey"`
	ForeignKeys []ForeignKey  `json:"foreignKeys,omitempty"`
	MissingText []string      `json:"missingValues"`
	Fields      []SchemaField `json:"fields"`
}

// ForeignKey says that a column holds ids of another collection.
type ForeignKey struct {
	Fields    string           `json:"fields"`
	Reference ForeignReference `json:"reference"`
}

// ForeignReference is the collection whose ids they are.
type ForeignReference struct {
	Resource string `json:"resource"`
	Fields   string `json:"fields"`
}

// SchemaField is a column in words.
type SchemaField struct {
	Name          string         `json:"name"`
	Type          string         `json:"type"`
	Format        string         `json:"format,omitempty"`
	Unit          string         `json:"unit,omitempty"`
	Title         string         `json:"title"`
	Description   string         `json:"description"`
	TitleFR       string         `json:"title_fr"`
	TitleEN       string         `json:"title_en"`
	DescriptionFR string         `json:"description_fr"`
	DescriptionEN string         `json:"description_en"`
	Constraints   map[string]any `json:"constraints"`
	Filters       []string       `json:"filters"` // the parameters that filter by it
	Codes         []SchemaCode   `json:"codes,omitempty"`
}

// SchemaCode is a word of a code list.
type SchemaCode struct {
	Code         string `json:"code"`
	LabelFR      string `json:"label_fr"`
	LabelEN      string `json:"label_en"`
	DefinitionFR string `json:"definition_fr"`
	DefinitionEN string `json:"definition_en"`
}

// schemaTypes are the types of Table Schema for ours.
var schemaTypes = map[Type]string{
	TypeID: "string", TypeCode: "string", TypeText: "string", TypeWord: "string", TypeInteger: "integer", TypeNumber: "number",
	TypeBoolean: "boolean", TypeDay: "date", TypeDate: "string", TypeIDs: "array", TypeTexts: "array",
}

func schema(c *call) error {
	name := c.Param("collection")
	i := slices.IndexFunc(tables, func(s served) bool { return s.name() == name })
	if i < 0 {
		f := &fault{kind: notFound, suggestion: "/v1", detail: dataset.Text{FR: "Aucune collection ne porte ce nom.", EN: "No collection has this name."}}
		var names []string
		for _, s := range tables {
			names = append(names, s.name())
		}
		if near := dataset.Nearest(name, names); near != "" {
			f.suggestion = "/v1/schema/" + near
		}
		return f
	}
	if err := c.settle(onlyJSON, parseItem); err != nil {
		return err
	}
	if c.fresh() {
		return c.notModified()
	}
	return c.send("json", append(appendJSON(nil, c.tableSchema(name, tables[i].columns())), '\n'))
}

// tableSchema describes the columns of a table.
func (c *call) tableSchema(name string, columns []Column) TableSchema {
	t := TableSchema{Name: name, PrimaryKey: "id", MissingText: []string{""}}
	if label := c.label("collection", name); label != nil {
		t.Title = *label
	}
	for _, column := range columns {
		t.Fields = append(t.Fields, c.schemaField(name, column))
		if to := column.of(); to != "" {
			t.ForeignKeys = append(t.ForeignKeys, ForeignKey{column.Name, ForeignReference{to, "id"}})
		}
	}
	return t
}

func (c *call) schemaField(collection string, column Column) SchemaField {
	w := wordsFor(collection, column.Name)
	f := SchemaField{
		Name: column.Name, Type: schemaTypes[column.Type], Unit: w.unit, Title: w.label.In(c.lang), Description: w.doc.In(c.lang),
		TitleFR: w.label.FR, TitleEN: w.label.EN, DescriptionFR: w.doc.FR, DescriptionEN: w.doc.EN,
		Constraints: map[string]any{"required": !column.Nullable && !column.Type.list()}, Filters: []string{},
	}
	if !column.Unfiltered {
		f.Filters = column.forms()
	}
	if column.Type == TypeDay {
		f.Format = "%Y-%m-%d"
	}
	if w.format == "uri" {
		f.Format = "uri"
	}
	if column.Codes != "" {
		words := c.data.About.Codes.Words(column.Codes)
		if column.Type == TypeCode {
			f.Constraints["enum"] = words
		}
		for _, code := range c.data.About.Codes[column.Codes] {
			f.Codes = append(f.Codes, SchemaCode{code.Code, code.Label.FR, code.Label.EN, code.Definition.FR, code.Definition.EN})
		}
	}
	return f
}
