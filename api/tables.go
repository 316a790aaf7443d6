package api

import (
	"slices"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/export"
)

// The tables that are no collections: sums, tallies and changes. In JSON their
// rows hold what they hold; elsewhere each value has a column, declared here.

// derivedWords are the words of columns that no collection has, or that mean
// another thing here, by table.column.
var derivedWords = map[string]words{
	"sums.by":              say("Groupé par", "Grouped by", "Ce par quoi les lignes sont groupées.", "What the rows are grouped by."),
	"sums.key":             say("Clé", "Key", "La clé du groupe ; vide pour ce qui n'en a pas une seule.", "The key of the group; empty for what has no single one."),
	"sums.label":           say("Clé en toutes lettres", "Key in words", "La clé en toutes lettres.", "The key in words."),
	"sums.flow":            say("Flux", "Flow", "Le flux : deux flux ne s'additionnent pas.", "The flow: two flows do not add up."),
	"sums.sum_eur":         say("Somme", "Sum", "Somme des lignes comptées, en euros entiers ; 0 si aucune ne compte.", "Sum of the rows counted, in whole euros; 0 where none counts.").in("EUR"),
	"sums.count":           say("Lignes comptées", "Rows counted", "Nombre de lignes comptées.", "Number of rows counted."),
	"sums.added":           say("Comptées", "Added", "Identifiants des lignes comptées.", "Ids of the rows counted."),
	"sums.left_out":        say("Laissées de côté", "Left out", "Identifiants des lignes laissées de côté, chacun avec la raison.", "Ids of the rows left out, each with the reason."),
	"tallies.by":           say("Groupé par", "Grouped by", "Ce par quoi les jalons sont groupés.", "What the milestones are grouped by."),
	"tallies.key":          say("Clé", "Key", "La clé du groupe ; vide pour ce qui n'en a pas.", "The key of the group; empty for what has none."),
	"tallies.label":        say("Clé en toutes lettres", "Key in words", "La clé en toutes lettres.", "The key in words."),
	"tallies.count":        say("Jalons", "Milestones", "Nombre de jalons du groupe.", "Number of milestones of the group."),
	"tallies.slippage":     say("Jalons avec glissement", "Milestones with slippage", "Nombre de jalons dont le glissement se compte.", "Number of milestones whose slippage can be counted."),
	"tallies.median_days":  say("Glissement médian", "Median slippage", "Glissement médian, au minimum que permettent les dates.", "Median slippage, the minimum that the dates allow.").in("day"),
	"tallies.longest_days": say("Glissement maximal", "Longest slippage", "Plus long glissement, au minimum que permettent les dates.", "Longest slippage, the minimum that the dates allow.").in("day"),
	"tallies.longest_id":   say("Jalon du maximum", "Milestone of the longest", "Identifiant du jalon qui a le plus glissé.", "Id of the milestone that slipped most."),
	"diff.change":          say("Changement", "Change", "Genre de changement.", "Kind of change."),
	"diff.collection":      say("Collection", "Collection", "Collection de la ligne.", "Collection of the row."),
	"diff.statement":       say("Déclaration", "Statement", "D'un jalon : la déclaration qui l'a changé.", "Of a milestone: the statement that changed it."),
	"diff.columns":         say("Colonnes changées", "Columns changed", "Colonnes qui se lisent autrement.", "Columns that read otherwise."),
}

// orText gives the text of what may be null.
func orText(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// sumColumns are the columns of /v1/funding/summary as a table.
var sumColumns = fields(
	word("by", func(r *SumRow) string { return orText(r.By) }),
	word("key", func(r *SumRow) string { return orText(r.Key) }),
	word("label", func(r *SumRow) string { return orText(r.Label) }),
	word("flow", func(r *SumRow) string { return r.Flow }),
	count("sum_eur", func(r *SumRow) int64 { return r.SumEUR }),
	count("count", func(r *SumRow) int64 { return int64(r.Count) }),
	ids("added", func(r *SumRow) []string { return r.Added }),
	ids("left_out", func(r *SumRow) (out []string) {
		for _, l := range r.LeftOut {
			out = append(out, l.ID+" ("+l.Reason+")")
		}
		return out
	}),
	licensed[SumRow](),
)

// tallyColumns are the columns of /v1/milestones/summary as a table.
var tallyColumns = fields(
	word("by", func(r *TallyRow) string { return orText(r.By) }),
	word("key", func(r *TallyRow) string { return orText(r.Key) }),
	word("label", func(r *TallyRow) string { return orText(r.Label) }),
	count("count", func(r *TallyRow) int64 { return int64(r.Count) }),
	byTimeliness(func(w string) []Field[TallyRow] {
		return count(w, func(r *TallyRow) int64 { return int64(r.Timeliness[w].Count) })
	}),
	count("slippage", func(r *TallyRow) int64 { return int64(r.Slippage.Count) }),
	number("median_days", func(r *TallyRow) *float64 { return r.Slippage.MedianDays }),
	integer("longest_days", func(r *TallyRow) *int64 { return r.Slippage.LongestDays }),
	word("longest_id", func(r *TallyRow) string { return orText(r.Slippage.LongestID) }),
	byTimeliness(func(w string) []Field[TallyRow] {
		return ids(w+"_ids", func(r *TallyRow) []string { return r.Timeliness[w].IDs })
	}),
	licensed[TallyRow](),
)

// changeColumns are the columns of /v1/diff as a table.
var changeColumns = fields(
	word("change", func(r *ChangeRow) string { return r.Change }),
	word("collection", func(r *ChangeRow) string { return r.Collection }),
	word("id", func(r *ChangeRow) string { return r.ID }),
	word("statement", func(r *ChangeRow) string { return orText(r.Statement) }),
	word("programme", func(r *ChangeRow) string { return orText(r.Programme) }),
	word("label", func(r *ChangeRow) string { return orText(r.Label) }),
	dated(word("stated_on", func(r *ChangeRow) string { return orText(r.StatedOn) })),
	ids("columns", func(r *ChangeRow) []string { return r.Columns }),
	word("permalink", func(r *ChangeRow) string { return r.Permalink }),
	licensed[ChangeRow](),
)

func byTimeliness(column func(word string) []Field[TallyRow]) (all []Field[TallyRow]) {
	for _, word := range dataset.Timeliness {
		all = append(all, column(word)...)
	}
	return all
}

// licensed is the column that ends every row.
func licensed[R any]() []Field[R] {
	return []Field[R]{{Column{Name: "license", Type: TypeWord}, func(_ *R, e *env) Cell { return Cell{Text: e.license} }}}
}

// derived is a table of rows that are of no collection.
type derived[R any] struct {
	name    string       // in derivedWords
	file    string       // what files are named for
	title   dataset.Text // of the sheet in a workbook
	columns []Field[R]
}

var (
	sumTable    = derived[SumRow]{"sums", "funding-summary", dataset.Text{FR: "Sommes", EN: "Sums"}, sumColumns}
	tallyTable  = derived[TallyRow]{"tallies", "milestones-summary", dataset.Text{FR: "Promesses", EN: "Promises"}, tallyColumns}
	changeTable = derived[ChangeRow]{"diff", "diff", dataset.Text{FR: "Changements", EN: "Changes"}, changeColumns}
)

// export answers rows as a table; meta has what a workbook tells of them.
func (d derived[R]) export(c *call, rows []R, meta Meta) error {
	e, columns := c.env(), d.columns
	return c.export(table{collection: d.file, title: d.title, of: c.programme(), columns: d.inWords(c),
		fill: func(to taker) error {
			cells := make([]export.Cell, len(columns))
			for i := range rows {
				for j, f := range columns {
					cells[j] = exported(f.Column, f.read(&rows[i], e))
				}
				if err := to.row(cells); err != nil {
					return err
				}
			}
			return nil
		},
		told: func(m *Meta) (int, error) { *m = meta; return len(rows), nil }})
}

func (d derived[R]) inWords(c *call) (out []ColumnWords) {
	for _, f := range d.columns {
		w, ok := derivedWords[d.name+"."+f.Name]
		if !ok {
			w = wordsFor("", f.Name)
		}
		if word, isIDs := strings.CutSuffix(f.Name, "_ids"); slices.Contains(dataset.Timeliness, word) {
			w = c.timeliness(word, isIDs)
		}
		out = append(out, ColumnWords{Column: f.Column, Label: w.label, Doc: w.doc, Unit: w.unit})
	}
	return out
}

// timeliness gives the words of a column that counts, or names, the milestones
// of one timeliness, or those cancelled, which have none.
func (c *call) timeliness(word string, isIDs bool) words {
	code, ok := c.data.About.Codes.Find("timeliness", word)
	if !ok {
		code, _ = c.data.About.Codes.Find("milestone_status", word)
	}
	if isIDs {
		code.Label = dataset.Text{FR: code.Label.FR + " (identifiants)", EN: code.Label.In("en") + " (ids)"}
	}
	return words{label: code.Label, doc: code.Definition}
}
