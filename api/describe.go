package api

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"jalons/internal/dataset"
)

// Description is what documents say of a table: a collection, or a stream. It
// is a copy of the declaration: nothing that is done to it changes an answer.
type Description struct {
	Name    string
	Columns []ColumnWords
	Formats []string // of the list, and of the items
	Feeds   []string // further formats of the list, that programs subscribe to
	Words   []string // control words that the list takes
	Needs   []string // those that it can't do without
	Sorts   []string // columns that sort= takes
	Facets  []string // columns that facet= takes
	Shapes  []string // words that shape= takes

	HasItems   bool         // false for a stream
	Item       reflect.Type // a struct: what only items have; no fields where they have nothing more
	Expansions []Expansion  // and the rows of other collections that they carry
}

// ColumnWords is a column with its words.
type ColumnWords struct {
	Column
	Label, Doc dataset.Text
	Unit       string   // such as EUR or day; "" for none
	Format     string   // uri or edtf; "" for none
	Suffixes   []string // that a filter takes, nil where it takes none
}

// Expansion is a member of an item that holds rows of another collection, whole,
// each with what its own item has.
type Expansion struct{ Member, Collection string }

// expansions are the members that the expand functions of collections append.
// What else items have stands in their own type, but for what rests on a source.
var expansions = map[string][]Expansion{
	"programmes": {{"funding", "funding"}, {"milestones", "milestones"}, {"indicators", "indicators"}},
	"milestones": {{"statements", "statements"}},
	"indicators": {{"observations", "observations"}},
}

// sourceItem is what only the item of a source has.
type sourceItem struct {
	DatedByContent dataset.Date `json:"dated_by_content"`
	CitedBy        []Use        `json:"cited_by"`
}

// Describe gives every table that is served, in the order of the contract.
func Describe() []Description {
	var out []Description
	for _, t := range tables {
		d := t.describe()
		d.HasItems = slices.ContainsFunc(all, func(s served) bool { return s.name() == d.Name })
		d.Expansions = slices.Clone(expansions[d.Name])
		d.Words, _, _ = ControlWords()
		if d.Name == searched.Name {
			d.Words = slices.DeleteFunc(d.Words, func(word string) bool { return word == "sort" || word == "include_parts" })
			d.Needs, d.Sorts, d.Facets = []string{"q"}, nil, []string{"collection"}
		}
		if d.Name == sources.Name {
			d.Item = reflect.TypeFor[sourceItem]()
		}
		out = append(out, d)
	}
	return out
}

func (c *Collection[R]) describe() Description {
	item, _ := reflect.TypeFor[R]().FieldByName("Item")
	d := Description{Name: c.Name, Item: item.Type, Formats: slices.Clone(formatsOfLists), Feeds: c.formatsOf()[len(formatsOfLists):],
		Sorts: c.names(Column.sorted), Facets: c.names(Column.faceted), Shapes: c.shapes()}
	for _, f := range c.Fields {
		w := wordsFor(c.Name, f.Name)
		column := ColumnWords{Column: f.Column, Label: w.label, Doc: w.doc, Unit: w.unit, Format: w.format}
		if !f.Unfiltered {
			column.Suffixes = f.suffixes()
		}
		d.Columns = append(d.Columns, column)
	}
	return d
}

// ControlWords gives the parameters beside columns that lists understand, items
// and documents, each sorted.
func ControlWords() (lists, items, documents []string) {
	lists = append(slices.Collect(maps.Keys(listWords)), "sort", "fields", "facet")
	slices.Sort(lists)
	return lists, slices.Sorted(maps.Keys(rowWords)), slices.Sorted(maps.Keys(itemWords))
}

// Formats gives the formats of lists, items, sums, counts and changes, the usual
// one first.
func Formats() []string { return slices.Clone(formatsOfLists) }

// FormatOf gives the one format in which a control word means something, "" for
// a word that means the same in all.
func FormatOf(word string) string { return boundTo[word] }

// Bounds of parameters, as the documents tell them: rows of a page, usual and
// most; bytes of a value; values of a parameter that takes several.
const (
	UsualLimit = defaultLimit
	MaxLimit   = maxLimit
	MaxValue   = maxValue
	MaxWords   = maxWords
	MaxQ       = maxQuestion // characters of q
)

// DescribeCitations gives the collections whose rows can be cited, and the
// formats of citations, the usual one first.
func DescribeCitations() (collections, formats []string) {
	for _, c := range citations {
		collections = append(collections, c.collection)
	}
	return collections, slices.Clone(formatsOfCitations)
}

// DownloadWords is a file that holds the whole dataset.
type DownloadWords struct {
	Name, Media string
	Doc         dataset.Text
}

// DescribeDownloads gives those files. Each has beside it one with its SHA-256.
func DescribeDownloads() (all []DownloadWords) {
	for _, f := range downloadNames {
		all = append(all, DownloadWords{f.name, f.media, f.doc})
	}
	return all
}

// LicenseURL is where the licence of the data stands.
const LicenseURL = licenseURL

// ProblemWords is a type of problem, as /problems/{name} explains it.
type ProblemWords struct {
	Name       string
	Status     int
	Title, Doc dataset.Text
}

// DescribeProblems gives every type of problem.
func DescribeProblems() []ProblemWords {
	var out []ProblemWords
	for _, p := range problemTypes {
		out = append(out, ProblemWords{p.name, p.status, p.title, p.doc})
	}
	return out
}

// MediaType gives the media type of a format, without parameters.
func MediaType(format string) string {
	media, _, _ := strings.Cut(mediaTypes[format], ";")
	return media
}
