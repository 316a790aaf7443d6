package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// FacetCount is a value of a column with the number of rows that hold it. Value
// is not valid for null.
type FacetCount struct {
	Value sql.NullString
	Count int
}

// Facets counts the values of some columns among the rows that match, of each
// most frequent first, and those rows; an element of a list counts by itself. The
// rows are looked through once, whatever the number of columns.
func Facets[R any](ctx context.Context, s *Store, q Query, names []string) (counts map[string][]FacetCount, total int, err error) {
	t := tableOf[R]()
	columns := make([]column, len(names))
	for i, name := range names {
		var ok bool
		if columns[i], ok = t.byName[name]; !ok {
			return nil, 0, fmt.Errorf("%w: %s.%s", ErrColumn, t.name, name)
		}
	}
	matched, err := s.filtered(ctx, t, q)
	if err != nil {
		return nil, 0, err
	}
	rows, err := s.grouped(ctx, matched, columns).Rows()
	if err != nil {
		return nil, 0, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	counts = map[string][]FacetCount{}
	for rows.Next() {
		var of int
		var f FacetCount
		if err := rows.Scan(&of, &f.Value, &f.Count); err != nil {
			return nil, 0, err
		}
		if of == 0 {
			total = f.Count
			continue
		}
		counts[names[of-1]] = append(counts[names[of-1]], f)
	}
	return counts, total, rows.Err()
}

// maxUndated bounds the ids that Undated gives: a warning, not an export.
const maxUndated = 1000

// Undated gives the ids of the rows that match and may have been known on the
// day but can't be shown to have been: said in an interval that holds it.
func Undated[R any](ctx context.Context, s *Store, q Query) ([]string, error) {
	t := tableOf[R]()
	if _, ok := t.byName["stated_on"]; !ok {
		return nil, nil
	}
	db := s.db.WithContext(ctx).Table(t.name).Where("valid_from > ?", int64(q.Day)).
		Where("stated_on_earliest <= ? AND stated_on_latest > ?", q.Day.String(), q.Day.String())
	db, err := t.where(db, q)
	if err != nil {
		return nil, err
	}
	ids := []string{}
	err = db.Distinct("id").Order("id").Limit(maxUndated).Pluck("id", &ids).Error
	return ids, err
}
