package api

import (
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// noted is what the warnings of an answer need of its rows: ids, never the rows
// themselves, and of an export, which may have any number of rows, only those ids
// that are to be named.
type noted struct {
	rows         int
	ids          []string // of all, unless judged
	contested    []string // those in a conflict, where judged
	judged       bool     // whether each row comes with what conflicts it is in
	among        []string // of an export: all of the collection that are in a conflict, sorted
	untranslated []string
	notAdditive  []string
	questions    map[string]*answers
}

// answers are the rows that answer one question.
type answers struct {
	ids    []string
	scope  string // of the first
	differ bool   // another has another
}

// facts are what is to be noted of a row.
type facts struct {
	id           string
	untranslated bool
	contested    bool   // today, where judged
	money        *money // of funding alone
}

// money is what is to be noted of a statement about money.
type money struct {
	additive bool
	question string // "" where it answers none that others answer
	scope    string
}

func factsOf(id string, row any, untranslated bool) facts {
	f := facts{id: id, untranslated: untranslated}
	if m, ok := row.(*fundingRow); ok {
		f.money = &money{m.Additive, m.Question, m.Scope}
		if m.Rank == rankDeprecated {
			f.money.question = ""
		}
	}
	return f
}

// see notes a row.
func (n *noted) see(id string, row any, untranslated bool) { n.note(factsOf(id, row, untranslated)) }

// note notes what is known of a row.
func (n *noted) note(f facts) {
	n.rows++
	if !n.judged {
		n.ids = append(n.ids, f.id)
	}
	if _, among := slices.BinarySearch(n.among, f.id); among || f.contested {
		n.contested = append(n.contested, f.id)
	}
	if f.untranslated {
		n.untranslated = append(n.untranslated, f.id)
	}
	if f.money == nil {
		return
	}
	if !f.money.additive {
		n.notAdditive = append(n.notAdditive, f.id)
	}
	if f.money.question == "" {
		return
	}
	if n.questions == nil {
		n.questions = map[string]*answers{}
	}
	q := n.questions[f.money.question]
	if q == nil {
		q = &answers{scope: f.money.scope}
		n.questions[f.money.question] = q
	}
	q.ids, q.differ = append(q.ids, f.id), q.differ || q.scope != f.money.scope
}

// scopesDiffer gives the rows that answer one question for different scopes.
func (n *noted) scopesDiffer() (ids []string) {
	for _, q := range n.questions {
		if q.differ {
			ids = append(ids, q.ids...)
		}
	}
	return ids
}

// warnings says what a careful reader would want to know of the rows of an
// answer. The undated are rows that a list lacks: an item has none.
func (c *Collection[R]) warnings(call *call, meta *Meta, rows *noted, isList bool) error {
	say := func(code string, ids []string, one, many dataset.Text) {
		meta.warn(code, plural(len(ids), one, many).In(call.lang), ids)
	}
	say("untranslated", rows.untranslated,
		dataset.Text{FR: "Une ligne n'a pas d'anglais.", EN: "One row is in French for want of an English text."},
		dataset.Text{FR: "%d lignes n'ont pas d'anglais.", EN: "%d rows are in French for want of an English text."})
	meta.Warnings = append(meta.Warnings, call.readings()...)
	if c.unstored {
		return nil // the lists of its rows warn of the rest
	}
	if isList && call.params.knownOn != nil {
		undated, err := store.Undated[R](call.ctx(), call.data, c.query(call))
		if err != nil {
			return err
		}
		say("undated", undated,
			dataset.Text{FR: "Une déclaration a pu être connue ce jour-là, sans que sa date le prouve : elle manque ici.", EN: "One statement may have been known on that day, but its date does not prove it: it is left out here."},
			dataset.Text{FR: "%d déclarations ont pu être connues ce jour-là, sans que leur date le prouve : elles manquent ici.", EN: "%d statements may have been known on that day, but their dates do not prove it: they are left out here."})
	}
	contested := rows.contested
	if !rows.judged {
		var err error
		if contested, err = call.contested(c.Name, rows.ids); err != nil {
			return err
		}
	}
	say("conflict", contested,
		dataset.Text{FR: "Une ligne est contredite par une autre : voir /v1/conflicts.", EN: "One row is contradicted by another: see /v1/conflicts."},
		dataset.Text{FR: "%d lignes sont contredites par d'autres : voir /v1/conflicts.", EN: "%d rows are contradicted by others: see /v1/conflicts."})
	say("not_additive", rows.notAdditive,
		dataset.Text{FR: "Une ligne ne s'additionne pas aux autres (additive = false).", EN: "One row must not be added to others (additive = false)."},
		dataset.Text{FR: "%d lignes ne s'additionnent pas aux autres (additive = false).", EN: "%d rows must not be added to others (additive = false)."})
	differ := dataset.Text{FR: "%d lignes répondent à une même question pour des périmètres différents : comparez-les, ne les confondez pas.",
		EN: "%d rows answer one question for different scopes: compare them, do not take one for another."}
	say("scopes_differ", rows.scopesDiffer(), differ, differ) // never one alone
	return nil
}
