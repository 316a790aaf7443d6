package api

import (
	"cmp"
	"slices"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// unmoved gives the rows of milestones of which something was said that changed
// nothing. Those of which only deprecated statements are known are not known.
func unmoved(call *call, told map[string][]store.Change[statementRow], on dataset.Day) (out []ChangeRow, err error) {
	if len(told) == 0 {
		return nil, nil
	}
	var ids []any
	for id := range told {
		ids = append(ids, id)
	}
	rows, err := store.List[milestoneRow](call.ctx(), call.data, store.Query{Day: on, Lang: call.lang,
		Filters: []store.Filter{{Column: "id", Op: store.Is, Values: ids}}})
	for i := range rows {
		row := milestones.change(call, &store.Change[milestoneRow]{Before: &rows[i], After: rows[i]})
		out = append(out, byStatement(row, told[row.ID])...)
	}
	return out, err
}

// unnamed gives the statements that no row of a milestone names: those that gain
// a citation, and new ones of a milestone that is not known.
func unnamed(call *call, from, to dataset.Day) (out []ChangeRow, err error) {
	changed, err := store.Changes[statementRow](call.ctx(), call.data, from, to)
	if err != nil {
		return nil, err
	}
	ids, err := store.IDs[milestoneRow](call.ctx(), call.data, to)
	for i := range changed {
		if _, named := slices.BinarySearch(ids, changed[i].After.Milestone); changed[i].Before != nil || !named {
			out = append(out, statements.change(call, &changed[i]))
		}
	}
	return out, err
}

// change describes how one row changed.
func (c *Collection[R]) change(call *call, changed *store.Change[R]) ChangeRow {
	e := call.env()
	row := ChangeRow{Change: changeAdded, Collection: c.Name, ID: c.id(&changed.After), Columns: []string{},
		Permalink: e.base + "/v1/" + c.Name + "/" + c.id(&changed.After)}
	if changed.Before == nil && c.Name == conflicts.Name {
		row.Change = changeContradicted
	}
	for _, f := range c.Fields {
		cell := f.read(&changed.After, e)
		switch f.Name {
		case "label", "name", "title", "claim", "expansion", "corrected":
			if row.Label == nil {
				row.Label = orNull(cell.Text)
			}
		case "programme":
			row.Programme = orNull(cell.Text)
		case "stated_on", "published_on":
			row.StatedOn = orNull(cell.Text)
		case "source_published_on":
			if row.StatedOn == nil {
				row.StatedOn = orNull(cell.Text)
			}
		}
		if changed.Before == nil {
			continue
		}
		row.Change = changeChanged
		if was := f.read(changed.Before, e); string(appendCell(nil, f.Column, was)) != string(appendCell(nil, f.Column, cell)) {
			row.Columns = append(row.Columns, f.Name)
		}
	}
	if c.Name == programmes.Name {
		row.Programme = &row.ID
	}
	if m, ok := any(&changed.After).(*milestoneRow); ok && row.Change == changeChanged && m.Timeliness == changeOverdue {
		row.Change = changeOverdue
	}
	return row
}

// toldOf gives the statements that became known, by milestone.
func toldOf(call *call, from, to dataset.Day) (map[string][]store.Change[statementRow], error) {
	changed, err := store.Changes[statementRow](call.ctx(), call.data, from, to)
	out := map[string][]store.Change[statementRow]{}
	for _, s := range changed {
		if s.Before == nil {
			out[s.After.Milestone] = append(out[s.After.Milestone], s)
		}
	}
	for _, own := range out {
		slices.SortFunc(own, func(a, b store.Change[statementRow]) int { return cmp.Compare(a.After.Position, b.After.Position) })
	}
	return out, err
}

// byStatement gives a row for each statement that changed a milestone. The first
// of a new milestone adds it.
func byStatement(row ChangeRow, own []store.Change[statementRow]) []ChangeRow {
	var out []ChangeRow
	for i, s := range own {
		r := row
		id, said := s.After.ID, s.After.StatedOn.String()
		r.Statement, r.StatedOn = &id, &said
		if row.Change != changeAdded || i > 0 {
			r.Change = s.After.Kind
		}
		out = append(out, r)
	}
	return out
}
