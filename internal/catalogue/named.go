package catalogue

import (
	"slices"
	"strings"
)

// ranges are the classes that DCAT-AP wants to see said of what a predicate names.
var ranges = map[string]string{
	"dct:license": "dct:LicenseDocument", "dct:spatial": "dct:Location", "dct:accrualPeriodicity": "dct:Frequency", "dct:accessRights": "dct:RightsStatement",
	"dct:language": "dct:LinguisticSystem", "dct:conformsTo": "dct:Standard", "dct:format": "dct:MediaTypeOrExtent", "dcat:mediaType": "dct:MediaType",
	"dcat:theme": "skos:Concept", "dcat:themeTaxonomy": "skos:ConceptScheme", "dcatap:availability": "skos:Concept", "spdx:algorithm": "spdx:ChecksumAlgorithm",
	"foaf:homepage": "foaf:Document", "foaf:page": "foaf:Document", "dcat:landingPage": "foaf:Document",
	"dcat:endpointURL": "rdfs:Resource", "dcat:endpointDescription": "rdfs:Resource",
}

// named gives a node for each thing that nodes name and nobody describes: what it
// is, and for words of a European list, of which.
func named(nodes []*node) []*node {
	classes := map[string][]string{}
	for _, n := range nodes {
		n.name(classes)
	}
	var all []*node
	for id, types := range classes {
		if slices.ContainsFunc(nodes, func(n *node) bool { return n.id == id }) {
			continue
		}
		slices.Sort(types)
		n := &node{id: id, types: slices.Compact(types)}
		if at := strings.LastIndexByte(id, '/'); strings.HasPrefix(id, authority) && id != string(themes) {
			n.say("skos:inScheme", iri(id[:at]))
		}
		n.say("skos:prefLabel", labels[iri(id)]...)
		if id == string(themes) {
			n.say("dct:title", literal{"Data theme", "en"})
		}
		all = append(all, n)
	}
	slices.SortFunc(all, func(a, b *node) int { return strings.Compare(a.id, b.id) })
	return all
}

// name notes the classes of what a node names.
func (n *node) name(classes map[string][]string) {
	for _, p := range n.props {
		for _, v := range p.values {
			switch v := v.(type) {
			case iri:
				if class := ranges[p.predicate]; class != "" {
					classes[string(v)] = append(classes[string(v)], class)
				}
			case *node:
				v.name(classes)
			}
		}
	}
}

// labels are the words for concepts, which portals show.
var labels = map[iri][]any{
	health:     {literal{"Santé", "fr"}, literal{"Health", "en"}},
	available:  {literal{"disponible", "fr"}, literal{"available", "en"}},
	government: {literal{"Gouvernement et secteur public", "fr"}, literal{"Government and public sector", "en"}},
}
