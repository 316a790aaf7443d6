package api

import (
	"encoding/json"

	"jalons/internal/cite"
	"jalons/internal/dataset"
)

// conflictView is a conflict with its sides.
type conflictView struct {
	ID, Label, Explanation, Kind, Programme, Name string
	Open, Editorial                               bool
	Sides                                         []sideView
}

// sideView is one of the things that contradict each other.
type sideView struct {
	Collection, ID, Label, Figure string
	Stated                        dateView
	Cites                         []citationView
}

// conflictViews gives the conflicts with which the API answers the parameters.
func (c *call) conflictViews(words ...string) ([]conflictView, error) {
	rows, err := rowsFor(c, conflicts, words...)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	items, err := itemsFor(c, conflicts, words...)
	if err != nil {
		return nil, err
	}
	var out []conflictView
	for _, r := range rows {
		v := conflictView{ID: r.ID, Label: r.Label.In(c.lang), Explanation: r.Explanation.In(c.lang), Kind: c.word("conflict_kind", r.Kind),
			Programme: r.Programme, Open: r.State == "open", Editorial: r.Origin == "editorial"}
		if v.Sides, err = c.sides(items[r.ID]); err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// sides reads the sides of a conflict out of its item.
func (c *call) sides(item string) ([]sideView, error) {
	var held struct {
		Statements []struct {
			Collection, ID, Label, Display string
			Date                           dataset.Date
			StatedOn                       dataset.Date `json:"stated_on"`
			Citations                      json.RawMessage
		}
	}
	if err := json.Unmarshal([]byte(item), &held); err != nil {
		return nil, err
	}
	var out []sideView
	for _, r := range held.Statements {
		cites, err := c.citationsOf(`{"citations":` + string(r.Citations) + `}`)
		if err != nil {
			return nil, err
		}
		figure := r.Display
		if figure == "" {
			figure = cite.Date(r.Date, c.lang)
		}
		out = append(out, sideView{Collection: r.Collection, ID: r.ID, Label: r.Label, Figure: figure, Stated: c.date(r.StatedOn), Cites: cites})
	}
	return out, nil
}

func fillConflicts(c *call, p *page, b *programmeBody) (err error) {
	if b.Conflicts, err = c.conflictViews("programme", b.ID); err != nil || len(b.Conflicts) == 0 {
		return err
	}
	p.offer(c.in("Contradictions", "Conflicts"), "/v1/conflicts", "programme", b.ID)
	return nil
}
