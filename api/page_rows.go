package api

import (
	"encoding/json"

	"jalons/internal/cite"
	"jalons/internal/dataset"
	"jalons/internal/store"
)

// rowsFor gives the rows with which the API answers the same parameters: they
// are read by the collection's own parser and asked by its own query.
func rowsFor[R any](c *call, col *Collection[R], words ...string) ([]R, error) {
	q, err := queryFor(c, col, words...)
	if err != nil {
		return nil, err
	}
	return store.List[R](c.ctx(), c.data, q)
}

// itemsFor gives, by id, what only the items of those rows have.
func itemsFor[R any](c *call, col *Collection[R], words ...string) (map[string]string, error) {
	q, err := queryFor(c, col, words...)
	if err != nil {
		return nil, err
	}
	return store.Items[R](c.ctx(), c.data, q)
}

// queryFor reads parameters, as names and values in turn, as of the page's day
// and in its language.
func queryFor[R any](c *call, col *Collection[R], words ...string) (store.Query, error) {
	pairs := []pair{{"lang", c.lang}}
	if c.params.knownOn != nil {
		pairs = append(pairs, pair{"known_on", c.params.knownOn.String()})
	}
	for i := 0; i+1 < len(words); i += 2 {
		pairs = append(pairs, pair{words[i], words[i+1]})
	}
	sub := *c
	sub.suffix = ""
	p, faults := col.parse(&sub, pairs)
	if len(faults) > 0 {
		return store.Query{}, &fault{kind: internal, detail: faults[0].detail}
	}
	sub.take(p)
	q := col.query(&sub)
	q.Limit, q.Offset = p.limit, p.offset
	return q, nil
}

// dateView is a date in words, with the date as written for machines where HTML
// has a form for it.
type dateView struct {
	Words, ISO string
	Short      bool // does not want to be broken over two lines
}

func (c *call) date(d dataset.Date) dateView {
	v := dateView{Words: cite.Date(d, c.lang)}
	if !d.IsZero() && len(d.String()) <= len("2006-01-02") {
		v.ISO, v.Short = d.String(), true
	}
	return v
}

// citationView is a place in a document, as a page shows it.
type citationView struct {
	Source, Title, Publisher, URL, Locator, Speaker, Original string
	Published                                                 dateView
}

// citationsOf reads the citations out of an item.
func (c *call) citationsOf(item string) ([]citationView, error) {
	var held struct {
		Citations []struct {
			Source, Locator, Original string
			SourceTitle               string       `json:"source_title"`
			SourcePublisher           string       `json:"source_publisher"`
			SourceURL                 string       `json:"source_url"`
			SourcePublishedOn         dataset.Date `json:"source_published_on"`
			AttributedTo              string       `json:"attributed_to"`
			AttributedName            string       `json:"attributed_name"`
			OriginalTitle             string       `json:"original_title"`
		}
	}
	if item == "" {
		return nil, nil
	}
	if err := json.Unmarshal([]byte(item), &held); err != nil {
		return nil, err
	}
	var out []citationView
	for _, r := range held.Citations {
		v := citationView{Source: r.Source, Title: r.SourceTitle, Publisher: r.SourcePublisher, URL: r.SourceURL, Locator: r.Locator,
			Published: c.date(r.SourcePublishedOn), Original: r.OriginalTitle}
		if r.AttributedTo != attributeAuthor {
			v.Speaker = r.AttributedName
		}
		out = append(out, v)
	}
	return out, nil
}

// saying is a statement as pages show it: what was said, when, by whom, where,
// with what hedge.
type saying struct {
	Collection, ID  string
	Figure, Label   string // the number or date as the row displays it; what it is of
	Marks           []string
	Stated          dateView
	Note            string
	Cites           []citationView
	Weak, Preferred bool   // counts for nothing; chosen among rivals
	Reason          string // of either
}

// word gives the words for a code, the code itself where the list has none.
func (c *call) word(list, code string) string {
	if label := c.label(list, code); label != nil {
		return *label
	}
	return code
}

func (c *call) sayFunding(r *fundingRow, item string) (saying, error) {
	cites, err := c.citationsOf(item)
	s := saying{Collection: funding.Name, ID: r.ID, Figure: r.Display.In(c.lang), Label: r.Label.In(c.lang), Stated: c.date(r.StatedOn),
		Note: r.Note.In(c.lang), Cites: cites, Weak: r.Rank == rankDeprecated, Preferred: r.Rank == rankPreferred, Reason: r.RankReason.In(c.lang)}
	s.Marks = c.marks(pair{"flow", r.Flow}, pair{"funding_basis", r.Basis}, deprecatedMark(r.Rank))
	s.Marks = append(s.Marks, c.saidMarks(r.StatedOnBasis)...)
	if period := cite.Over(r.Period, c.lang); period != "" {
		s.Marks = append(s.Marks, period)
	}
	if scope := r.ScopeLabel.In(c.lang); scope != "" {
		s.Marks = append(s.Marks, c.in("périmètre\u00a0: ", "scope: ")+scope)
	}
	if s.Figure == "" {
		s.Figure = c.in("sans montant", "no amount")
	}
	return s, err
}

func (c *call) sayObservation(r *observationRow, item string) (saying, error) {
	cites, err := c.citationsOf(item)
	s := saying{Collection: observations.Name, ID: r.ID, Figure: r.Display.In(c.lang), Label: cite.On(r.AsOf, c.lang), Stated: c.date(r.StatedOn),
		Note: r.Note.In(c.lang), Cites: cites}
	if r.Nature != natureActual {
		s.Marks = c.marks(pair{"nature", r.Nature})
	}
	s.Marks = append(s.Marks, c.saidMarks(r.StatedOnBasis)...)
	return s, err
}

func (c *call) sayStatement(r *statementRow, item string) (saying, error) {
	cites, err := c.citationsOf(item)
	s := saying{Collection: statements.Name, ID: r.ID, Label: c.word("statement_kind", r.Kind), Figure: cite.Date(r.Date, c.lang), Stated: c.date(r.StatedOn),
		Note: r.Note.In(c.lang), Cites: cites, Weak: r.Rank == rankDeprecated, Preferred: r.Rank == rankPreferred, Reason: r.RankReason.In(c.lang)}
	s.Marks = c.marks(deprecatedMark(r.Rank))
	s.Marks = append(s.Marks, c.saidMarks(r.StatedOnBasis)...)
	if r.DateBasis == basisDeduced {
		s.Marks = append(s.Marks, c.in("date déduite", "date deduced"))
	}
	if s.Figure == "" {
		s.Figure = c.in("sans date", "no date")
	}
	return s, err
}

// saidMarks gives the mark of a statement whose day is not that of its source.
func (c *call) saidMarks(basis string) []string {
	switch basis {
	case basisQuoted:
		return []string{c.in("propos rapporté", "quoted by the source")}
	case basisDeduced:
		return []string{c.in("jour de la déclaration déduit", "day of the statement deduced")}
	}
	return nil
}
