package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jalons/internal/dataset"
)

// Meta is what an answer says of itself. Total, Limit, Offset and Facets are of
// lists alone.
type Meta struct {
	Total          *int               `json:"total,omitempty"`
	Limit          *int               `json:"limit,omitempty"`
	Offset         *int               `json:"offset,omitempty"`
	KnownOn        *string            `json:"known_on"`
	JudgedOn       string             `json:"judged_on"`
	DatasetVersion string             `json:"dataset_version"`
	UpdatedOn      string             `json:"updated_on"`
	License        string             `json:"license"`
	Attribution    string             `json:"attribution"`
	Contact        string             `json:"contact"`
	Facets         map[string][]Facet `json:"facets"`
	Warnings       []Warning          `json:"warnings"`
	Method         *string            `json:"method,omitempty"` // of a summary: how it counts, in words
}

// Facet is a value of a column with the number of matching rows that hold it.
type Facet struct {
	Value *string `json:"value"`
	Label *string `json:"label"`
	Count int     `json:"count"`
}

// Warning is something that a careful reader would want to know of the rows.
type Warning struct {
	Code       string   `json:"code"`
	Detail     string   `json:"detail"`
	Statements []string `json:"statements"`
}

// Links lead on from an answer; null where there is none.
type Links struct {
	Self  *string `json:"self"`
	Next  *string `json:"next"`
	Prev  *string `json:"prev"`
	First *string `json:"first"`
	Last  *string `json:"last"`
	CSV   *string `json:"csv"`
	XLSX  *string `json:"xlsx"`
	JSONL *string `json:"jsonl"`
	Docs  *string `json:"docs"`
}

func (c *call) meta() Meta {
	info := c.data.About.Info
	m := Meta{
		JudgedOn: c.day.String(), DatasetVersion: info.Version, UpdatedOn: info.UpdatedOn.String(), License: info.License,
		Attribution: info.Attribution.In(c.lang), Contact: info.Contact, Facets: map[string][]Facet{}, Warnings: []Warning{},
	}
	if c.params.knownOn != nil {
		known := c.params.knownOn.String()
		m.KnownOn = &known
	}
	return m
}

// warn adds a warning about some rows; none where there are no rows.
func (m *Meta) warn(code string, detail string, ids []string) {
	if len(ids) == 0 {
		return
	}
	slices.Sort(ids)
	m.Warnings = append(m.Warnings, Warning{code, detail, slices.Compact(ids)})
}

// url makes a public address of a path and parameters.
func (c *call) url(path string, pairs []pair) *string {
	u := c.server.base + address(path, pairs)
	return &u
}

// links gives the links of a list with a total, or of an item (total < 0).
func (c *call) links(total, limit int) Links {
	p := c.params.pairs
	path := c.path
	if c.suffix != "" {
		path += "." + c.suffix
	}
	l := Links{Self: c.url(path, c.given()), Docs: c.url("/docs", nil)}
	whole := slices.DeleteFunc(slices.Clone(p), func(p pair) bool {
		return p.bound() != "" || p.name == "limit" || p.name == "offset"
	})
	for format, to := range map[string]**string{"csv": &l.CSV, "xlsx": &l.XLSX, "jsonl": &l.JSONL} {
		if slices.Contains(c.formats, format) {
			*to = c.url(c.path+"."+format, whole)
		}
	}
	if total < 0 {
		return l
	}
	at := func(offset int) *string {
		value := ""
		if offset > 0 {
			value = strconv.Itoa(offset)
		}
		pairs := c.given()
		return c.url(path, with(pairs, "offset", value))
	}
	offset := c.params.offset
	last := max(0, (total-1)/limit*limit)
	l.First, l.Last = at(0), at(last)
	if offset+limit < total {
		l.Next = at(offset + limit)
	}
	if offset > 0 {
		l.Prev = at(max(0, min(offset-limit, last))) // from beyond the end, back to it
	}
	return l
}

// linkHeader gives the links as a Link header, by registered relations.
func (c *call) linkHeader(l Links, item string) string {
	var out []string
	add := func(url *string, rel, more string) {
		if url != nil {
			out = append(out, fmt.Sprintf(`<%s>; rel="%s"%s`, *url, rel, more))
		}
	}
	add(l.Self, "self", "")
	add(l.Next, "next", "")
	add(l.Prev, "prev", "")
	add(l.First, "first", "")
	add(l.Last, "last", "")
	for _, a := range []struct {
		url    *string
		format string
	}{{l.CSV, "csv"}, {l.XLSX, "xlsx"}, {l.JSONL, "jsonl"}} {
		media, _, _ := strings.Cut(mediaTypes[a.format], ";")
		add(a.url, "alternate", fmt.Sprintf(`; type="%s"`, media))
	}
	license := licenseURL
	add(&license, "license", "")
	if item != "" {
		add(c.url(item, nil), "cite-as", "")
	}
	if name := c.collection(); name != "" {
		add(c.url("/v1/schema/"+name, nil), "describedby", `; type="application/json"`)
	}
	add(c.url("/docs", nil), "service-doc", `; type="text/html"`)
	add(c.url("/openapi.json", nil), "service-desc", `; type="application/vnd.oai.openapi+json"`)
	return strings.Join(out, ", ")
}

// licenseURL is where the Licence Ouverte 2.0 stands.
const licenseURL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"

// collection gives the collection that the address is of, "" for none.
func (c *call) collection() string {
	name, _, _ := strings.Cut(strings.TrimPrefix(c.path, "/v1/"), "/")
	for _, s := range tables {
		if s.name() == name {
			return name
		}
	}
	return ""
}

// label gives the words for a code in the language asked, null for none.
func (c *call) label(codes, word string) *string {
	entry, ok := c.data.About.Codes.Find(codes, word)
	if !ok {
		return nil
	}
	label := entry.Label.In(c.lang)
	return &label
}

// plural gives detail for one or for many.
func plural(n int, one, many dataset.Text) dataset.Text {
	if n == 1 {
		return one
	}
	return dataset.Text{FR: fmt.Sprintf(many.FR, n), EN: fmt.Sprintf(many.EN, n)}
}
