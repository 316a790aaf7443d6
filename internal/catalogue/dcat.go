package catalogue

import (
	"strconv"
	"strings"

	"jalons/internal/dataset"
)

// Catalogue is one dataset with its files and its service. Addresses are whole.
type Catalogue struct {
	Address     string // of the catalogue itself, without format
	Title       dataset.Text
	Description dataset.Text
	Keywords    []string // in French
	Publisher   string
	Contact     string // an address of mail
	Homepage    string
	License     string // address
	Version     string
	Modified    dataset.Day
	First, Last dataset.Day // that the dataset tells of
	Files       []File
	Service     Service
}

// File is a form in which the whole dataset, or one of its tables, is to be had.
type File struct {
	Title       dataset.Text
	Description dataset.Text
	Address     string
	MediaType   string
	Format      string // of the European list of file types, "" for none
	Bytes       int    // 0 where it is not known
	SHA256      string // hexadecimal, "" where it is not known
	Schema      string // address, "" for none
}

// Service is the API.
type Service struct {
	Title         dataset.Text
	Description   dataset.Text
	Endpoint      string
	Specification string // the machine's description
	Documentation string // the people's
}

// Words of the European lists and of France.
const (
	authority   = "http://publications.europa.eu/resource/authority/"
	irregular   = iri(authority + "frequency/IRREG")
	health      = iri(authority + "data-theme/HEAL")
	government  = iri(authority + "data-theme/GOVE")
	themes      = iri(authority + "data-theme")
	french      = iri(authority + "language/FRA")
	english     = iri(authority + "language/ENG")
	france      = iri(authority + "country/FRA")
	public      = iri(authority + "access-right/PUBLIC")
	available   = iri(authority + "planned-availability/AVAILABLE")
	mediaTypes  = "https://www.iana.org/assignments/media-types/"
	openAPI     = iri("https://spec.openapis.org/oas/v3.1.0")
	sha256      = iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256")
	datasetPart = "#dataset"
	servicePart = "#service"
	agentPart   = "#publisher"
	contactPart = "#contact"
	filePart    = "#file-"
)

// Turtle writes the catalogue as Turtle.
func (c Catalogue) Turtle() []byte { return turtle(c.nodes()) }

// JSONLD writes the catalogue as JSON-LD.
func (c Catalogue) JSONLD() ([]byte, error) { return jsonLD(c.nodes()) }

// nodes gives the graph. The files do not name the service (dcat:accessService):
// data.gouv.fr's harvester passes over the services that files name, and finds
// ours by what it serves.
func (c Catalogue) nodes() []*node {
	all := []*node{c.catalogue(), c.dataset(), c.service(), c.agent(), c.vcard()}
	for _, f := range c.Files {
		all = append(all, c.file(f))
	}
	return append(all, named(all)...)
}

func both(t dataset.Text) []any { return []any{literal{t.FR, "fr"}, literal{t.EN, "en"}} }

func day(d dataset.Day) typed { return typed{d.String(), "xsd:date"} }

// common says what the catalogue, the dataset and the service have in common.
func (c Catalogue) common(n *node, title, description dataset.Text) *node {
	n.say("dct:title", both(title)...)
	n.say("dct:description", both(description)...)
	n.say("dct:publisher", iri(c.Address+agentPart))
	n.say("dct:license", iri(c.License))
	n.say("dct:modified", day(c.Modified))
	n.say("dct:language", french, english)
	return n
}

func (c Catalogue) catalogue() *node {
	n := c.common(&node{id: c.Address, types: []string{"dcat:Catalog"}}, c.Title, c.Description)
	n.say("dct:spatial", france)
	n.say("dcat:themeTaxonomy", themes)
	n.say("foaf:homepage", iri(c.Homepage))
	n.say("dcat:dataset", iri(c.Address+datasetPart))
	n.say("dcat:service", iri(c.Address+servicePart))
	return n
}

func (c Catalogue) dataset() *node {
	n := c.common(&node{id: c.Address + datasetPart, types: []string{"dcat:Dataset"}}, c.Title, c.Description)
	n.say("dct:identifier", literal{text: "jalons"})
	n.say("dcat:version", literal{text: c.Version})
	n.say("dcat:landingPage", iri(c.Homepage))
	n.say("dcat:contactPoint", iri(c.Address+contactPart))
	n.say("dct:accrualPeriodicity", irregular)
	n.say("dct:accessRights", public)
	n.say("dct:spatial", france)
	n.say("dct:temporal", &node{types: []string{"dct:PeriodOfTime"}, props: []property{{"dcat:startDate", []any{day(c.First)}}, {"dcat:endDate", []any{day(c.Last)}}}})
	n.say("dcat:theme", health, government)
	n.say("dcat:keyword", c.keywords()...)
	var files []any
	for _, f := range c.Files {
		files = append(files, iri(c.fileID(f)))
	}
	n.say("dcat:distribution", files...)
	return n
}

func (c Catalogue) keywords() (all []any) {
	for _, word := range c.Keywords {
		all = append(all, literal{word, "fr"})
	}
	return all
}

func (c Catalogue) service() *node {
	n := c.common(&node{id: c.Address + servicePart, types: []string{"dcat:DataService"}}, c.Service.Title, c.Service.Description)
	n.say("dct:identifier", literal{text: "jalons-api"})
	n.say("dcat:endpointURL", iri(c.Service.Endpoint))
	n.say("dcat:endpointDescription", iri(c.Service.Specification))
	n.say("dcat:landingPage", iri(c.Service.Documentation))
	n.say("foaf:page", iri(c.Service.Documentation))
	n.say("dct:conformsTo", openAPI)
	n.say("dcat:servesDataset", iri(c.Address+datasetPart))
	n.say("dcat:contactPoint", iri(c.Address+contactPart))
	n.say("dct:accessRights", public)
	n.say("dcat:theme", health, government)
	n.say("dcat:keyword", c.keywords()...)
	return n
}

func (c Catalogue) agent() *node {
	n := &node{id: c.Address + agentPart, types: []string{"foaf:Agent"}}
	n.say("foaf:name", literal{text: c.Publisher})
	n.say("foaf:mbox", mail(c.Contact))
	n.say("foaf:homepage", iri(c.Homepage))
	return n
}

func (c Catalogue) vcard() *node {
	n := &node{id: c.Address + contactPart, types: []string{"vcard:Organization", "vcard:Kind"}}
	n.say("vcard:fn", literal{text: c.Publisher})
	n.say("vcard:hasEmail", mail(c.Contact))
	n.say("vcard:hasURL", iri(c.Homepage))
	return n
}

// mail gives an address of mail as an address; a contact that is none says nothing.
func mail(address string) iri {
	if !strings.Contains(address, "@") {
		return ""
	}
	return iri("mailto:" + address)
}

// fileID names a file by the end of its address.
func (c Catalogue) fileID(f File) string {
	return c.Address + filePart + f.Address[strings.LastIndexByte(f.Address, '/')+1:]
}

func (c Catalogue) file(f File) *node {
	n := &node{id: c.fileID(f), types: []string{"dcat:Distribution"}}
	n.say("dct:title", both(f.Title)...)
	n.say("dct:description", both(f.Description)...)
	n.say("dcat:accessURL", iri(f.Address))
	n.say("dcat:downloadURL", iri(f.Address))
	n.say("dcat:mediaType", iri(mediaTypes+f.MediaType))
	n.say("dct:format", iri(mediaTypes+f.MediaType))
	if f.Format != "" {
		n.props[len(n.props)-1].values = []any{iri(authority + "file-type/" + f.Format)}
	}
	n.say("dct:license", iri(c.License))
	n.say("dct:modified", day(c.Modified))
	n.say("dcatap:availability", available)
	if f.Bytes > 0 {
		n.say("dcat:byteSize", typed{strconv.Itoa(f.Bytes), "xsd:nonNegativeInteger"})
	}
	if f.SHA256 != "" {
		sum := &node{types: []string{"spdx:Checksum"}}
		sum.say("spdx:algorithm", sha256)
		sum.say("spdx:checksumValue", typed{f.SHA256, "xsd:hexBinary"})
		n.say("spdx:checksum", sum)
	}
	n.say("dct:conformsTo", iri(f.Schema))
	return n
}
