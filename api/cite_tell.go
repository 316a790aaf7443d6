package api

import (
	"fmt"
	"slices"
	"strings"

	"jalons/internal/cite"
	"jalons/internal/dataset"
)

// Codes that a citation is told apart by.
const (
	rankDeprecated  = "deprecated"
	rankPreferred   = "preferred"
	asStated        = "as_stated"
	basisQuoted     = "quoted"
	basisDeduced    = "deduced"
	natureActual    = "actual"
	timeOverdue     = "overdue"
	attributeAuthor = "author"
)

// judgements are the words of timeliness that a citation repeats; the others say
// that nothing can be judged.
var judgements = []string{"early", "on_time", "late", "pending", timeOverdue}

// in gives one of two texts, by the language of the data.
func (c *call) in(fr, en string) string { return dataset.Text{FR: fr, EN: en}.In(c.lang) }

// marks gives the words for codes, in pairs of list and code, without unknown ones.
func (c *call) marks(pairs ...pair) (out []string) {
	for _, p := range pairs {
		if label := c.label(p.name, p.value); label != nil {
			out = append(out, *label)
		}
	}
	return out
}

// deprecatedMark gives the mark of a statement that counts for nothing.
func deprecatedMark(rank string) pair {
	if rank != rankDeprecated {
		return pair{}
	}
	return pair{"rank", rank}
}

// quotedOn gives when a thing was said that its source quotes, no date otherwise.
func quotedOn(basis string, statedOn dataset.Date) dataset.Date {
	if basis != basisQuoted {
		return dataset.Date{}
	}
	return statedOn
}

func tellFunding(c *call, r *fundingRow, item string) (told, error) {
	says := r.Display.In(c.lang)
	if says == "" {
		says = c.in("sans montant", "no amount")
	}
	if period := cite.Over(r.Period, c.lang); period != "" {
		says += " " + period
	}
	return told{label: r.Label.In(c.lang), says: says, item: item, quoted: quotedOn(r.StatedOnBasis, r.StatedOn),
		marks: c.marks(pair{"flow", r.Flow}, deprecatedMark(r.Rank))}, nil
}

func tellObservation(c *call, r *observationRow, item string) (told, error) {
	nature := pair{"nature", r.Nature}
	if r.Nature == natureActual {
		nature = pair{}
	}
	says := strings.TrimSpace(r.Display.In(c.lang) + " " + cite.On(r.AsOf, c.lang))
	return told{label: r.Label.In(c.lang), says: says, item: item, quoted: quotedOn(r.StatedOnBasis, r.StatedOn), marks: c.marks(nature)}, nil
}

func tellStatement(c *call, r *statementRow, item string) (told, error) {
	t := told{label: r.Label.In(c.lang), says: cite.Date(r.Date, c.lang), item: item, quoted: quotedOn(r.StatedOnBasis, r.StatedOn),
		marks: c.marks(pair{"statement_kind", r.Kind}, deprecatedMark(r.Rank))}
	switch {
	case t.says == "":
		t.says = c.in("sans date", "no date")
	case r.DateBasis == basisDeduced:
		t.marks = append(t.marks, c.in("date déduite", "date deduced"))
	}
	return t, nil
}

// tellMilestone tells what the statement says that gives a milestone its status:
// the document is cited for that, and for nothing that was said elsewhere. What
// follows from all statements together, the record says itself.
func tellMilestone(c *call, r *milestoneRow, _ string) (told, error) {
	rows, items, err := related[statementRow](c.ctx(), c, "milestone", r.ID, byPosition)
	if err != nil {
		return told{}, err
	}
	s := dataset.Telling(rows)
	if s == nil {
		return told{}, fmt.Errorf("milestones/%s is known, and none of its statements", r.ID)
	}
	t, err := tellStatement(c, s, items[s.ID])
	if err != nil {
		return told{}, err
	}
	t.marks[0] = c.marks(pair{"milestone_status", r.Status})[0] // in place of the statement's kind
	if slices.Contains(judgements, r.Timeliness) {
		t.judged = strings.Join(c.marks(pair{"timeliness", r.Timeliness}), "")
	}
	if r.Timeliness == timeOverdue { // silence, no proof
		t.judged += c.in(" : aucune source du jeu ne dit que tout est fait", ": no source of the dataset says that all is done")
	}
	return t, nil
}
