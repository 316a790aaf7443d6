package api

import (
	"cmp"
	"slices"
	"unicode"
	"unicode/utf8"

	"jalons/internal/dataset"
	"jalons/internal/export"
)

// workbook writes a table as XLSX: the data, the sources that they cite, and a
// sheet that explains the file. Nothing is written before all rows are read.
func (c *call) workbook(out *stream, t table, names []string) error {
	info := c.data.About.Info
	book, err := export.NewXLSX(out, export.Book{Title: info.Title.In(c.lang), Creator: info.Publisher, Language: c.lang, Day: info.UpdatedOn})
	if err != nil {
		return err
	}
	defer book.Discard()
	title := cmp.Or(t.title.In(c.lang), t.collection)
	if label := c.label("collection", t.collection); label != nil {
		first, size := utf8.DecodeRuneInString(*label)
		title = string(unicode.ToUpper(first)) + (*label)[size:]
	}
	data, err := book.Table(export.SheetName(title), nil, names)
	if err != nil {
		return err
	}
	to := taker{row: data.Row}
	if t.cites {
		var headings []string
		var widths []float64
		for _, column := range sourceColumns {
			headings, widths = append(headings, column.own), append(widths, column.width)
		}
		cited, err := book.Table(citedName.In(c.lang), widths, headings)
		if err != nil {
			return err
		}
		to.source = cited.Row
	}
	if err := t.fill(to); err != nil {
		return err
	}
	meta := c.meta()
	rows, err := t.told(&meta)
	if err != nil {
		return err
	}
	if err := book.Attach(c.explained(title, t.columns, meta, rows)); err != nil {
		return err
	}
	return book.Close()
}

// taker takes the rows of a table.
type taker struct {
	row    func([]export.Cell) error
	source func([]export.Cell) error // takes the sources that the rows cite; nil where there is no sheet for them
}

// sourceColumns are those of the sheet of sources: what they are called there,
// and in the rows that cite. A source cites itself.
var sourceColumns = []struct {
	own, cited string
	width      float64 // in characters
}{
	{"id", "source", 32}, {"title", "source_title", 70}, {"publisher", "source_publisher", 30}, {"url", "source_url", 60}, {"published_on", "source_published_on", 16},
}

// citedName is that of the sheet of sources.
var citedName = dataset.Text{FR: "Sources citées", EN: "Sources cited"}

// citedSources gives the sources that rows name, each once, as they are first named.
type citedSources[R any] struct {
	fields []Field[R] // the id first
	env    *env
	given  map[string]bool
	cells  []export.Cell // their room used anew
}

func (c *Collection[R]) cites(call *call) *citedSources[R] {
	s := &citedSources[R]{env: call.env(), given: map[string]bool{}}
	for _, column := range sourceColumns {
		name := column.cited
		if c.Name == sources.Name {
			name = column.own
		}
		s.fields = append(s.fields, c.Fields[slices.IndexFunc(c.Fields, func(f Field[R]) bool { return f.Name == name })])
	}
	return s
}

// see gives the source of a row, unless it was given before, or to is nil.
func (s *citedSources[R]) see(r *R, to func([]export.Cell) error) error {
	if to == nil {
		return nil
	}
	id := s.fields[0].read(r, s.env).Text
	if id == "" || s.given[id] {
		return nil
	}
	s.given[id] = true
	s.cells = s.cells[:0]
	for _, f := range s.fields {
		s.cells = append(s.cells, exported(f.Column, f.read(r, s.env)))
	}
	return to(s.cells)
}

func textOf(s string) export.Cell { return export.Cell{Kind: export.Text, Text: s} }

func dayOf(s string) export.Cell { return export.Cell{Kind: export.Day, Text: s} }

// explained makes the sheet that tells a reader who has nothing but the file
// what it is, what was asked, and what to know of its columns and rows.
func (c *call) explained(title string, columns []ColumnWords, meta Meta, rows int) export.Sheet {
	in := func(fr, en string) string { return dataset.Text{FR: fr, EN: en}.In(c.lang) }
	info := c.data.About.Info
	known := export.Cell{}
	if meta.KnownOn != nil {
		known = dayOf(*meta.KnownOn)
	}
	about := export.Section{Headings: []string{info.Title.In(c.lang)}}
	for _, fact := range []struct {
		name string
		cell export.Cell
	}{
		{in("Contenu", "Content"), textOf(title)},
		{in("Question posée", "Question asked"), textOf(*c.links(-1, 0).Self)},
		{in("Lignes", "Rows"), export.Cell{Kind: export.Integer, Integer: int64(rows)}},
		{in("Connu le (known_on)", "Known on (known_on)"), known},
		{in("Jugé au (judged_on)", "Judged on (judged_on)"), dayOf(meta.JudgedOn)},
		{in("Version des données", "Version of the data"), textOf(meta.DatasetVersion)},
		{in("Mises à jour le", "Updated on"), dayOf(meta.UpdatedOn)},
		{in("Licence", "Licence"), textOf(meta.License)},
		{in("Texte de la licence", "Text of the licence"), textOf(licenseURL)},
		{in("Mention à citer", "Attribution"), textOf(meta.Attribution)},
		{in("Contact", "Contact"), textOf(meta.Contact)},
		{in("Comment lire", "How to read it"), textOf(in(
			"Une case vide veut dire « non connu ici », jamais zéro. Une date qui n'est pas un jour exact est un texte (EDTF) ; ses bornes sont les colonnes _earliest et _latest.",
			"An empty cell means \"not known here\", never zero. A date that is no exact day is text (EDTF); its bounds are the columns _earliest and _latest."))},
	} {
		about.Rows = append(about.Rows, []export.Cell{textOf(fact.name), fact.cell})
	}
	if meta.Method != nil {
		about.Rows = append(about.Rows, []export.Cell{textOf(in("Méthode", "Method")), textOf(*meta.Method)})
	}
	list := export.Section{Headings: []string{in("Colonne", "Column"), in("Libellé", "Label"), in("Unité", "Unit"), "Description"}}
	for _, d := range columns {
		list.Rows = append(list.Rows, []export.Cell{textOf(d.Name), textOf(d.Label.In(c.lang)), textOf(d.Unit), textOf(d.Doc.In(c.lang))})
	}
	return export.Sheet{Name: in("À propos", "About"), Widths: []float64{30, 44, 14, 90},
		Sections: []export.Section{about, list, c.warned(meta.Warnings)}}
}

// maxInCell bounds the ids in one cell: some kilobytes, far below what a
// workbook takes. Further ids stand in the lines below.
const maxInCell = 100

func (c *call) warned(warnings []Warning) export.Section {
	section := export.Section{Headings: []string{
		dataset.Text{FR: "Avertissement", EN: "Warning"}.In(c.lang), dataset.Text{FR: "Détail", EN: "Detail"}.In(c.lang),
		dataset.Text{FR: "Nombre", EN: "Count"}.In(c.lang), dataset.Text{FR: "Lignes", EN: "Rows"}.In(c.lang)}}
	if len(warnings) == 0 {
		section.Rows = [][]export.Cell{{textOf(dataset.Text{FR: "aucun", EN: "none"}.In(c.lang))}}
	}
	for _, w := range warnings {
		first := []export.Cell{textOf(w.Code), textOf(w.Detail), {Kind: export.Integer, Integer: int64(len(w.Statements))}}
		for ids := range slices.Chunk(w.Statements, maxInCell) {
			section.Rows = append(section.Rows, append(first, export.Cell{Kind: export.List, List: ids}))
			first = make([]export.Cell, len(first))
		}
	}
	return section
}

func (c *Collection[R]) inWords(fields []Field[R]) (out []ColumnWords) {
	for _, f := range fields {
		w := wordsFor(c.Name, f.Name)
		out = append(out, ColumnWords{Column: f.Column, Label: w.label, Doc: w.doc, Unit: w.unit})
	}
	return out
}
