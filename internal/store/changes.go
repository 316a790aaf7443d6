package store

import (
	"context"
	"fmt"
	"reflect"

	"jalons/internal/dataset"
)

// Change is a row that reads otherwise, or for the first time, on a later day.
type Change[R any] struct {
	Before *R // nil where the row is new
	After  R
}

// Changes gives the rows whose reading on one day is not that of another, later
// day, by id. Rows that are no longer known do not occur: statements stay.
func Changes[R any](ctx context.Context, s *Store, from, to dataset.Day) ([]Change[R], error) {
	t := tableOf[R]()
	changed := fmt.Sprintf("id IN (SELECT id FROM %s WHERE valid_from > ? AND valid_from <= ?)", quote(t.name))
	read := func(day dataset.Day) (map[string]*R, []string, error) {
		rows, err := s.on(ctx, t, day).Where(changed, int64(from), int64(to)).Order("id").Select(t.selected()).Rows()
		if err != nil {
			return nil, nil, err
		}
		defer rows.Close()
		byID, ids := map[string]*R{}, []string{}
		r := newReader(t.columns, 0)
		for rows.Next() {
			row := new(R)
			if _, err := r.scan(rows, reflect.ValueOf(row).Elem()); err != nil {
				return nil, nil, err
			}
			id := reflect.ValueOf(row).Elem().FieldByName("ID").String()
			byID[id], ids = row, append(ids, id)
		}
		return byID, ids, rows.Err()
	}
	before, _, err := read(from)
	if err != nil {
		return nil, err
	}
	after, ids, err := read(to)
	if err != nil {
		return nil, err
	}
	var out []Change[R]
	for _, id := range ids {
		out = append(out, Change[R]{before[id], *after[id]})
	}
	return out, nil
}
