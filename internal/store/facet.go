package store

import (
	"context"
	"database/sql"
	"fmt"
)

// FacetCount is a value of a column with the number of rows that hold it. Value
// is not valid for null.
type FacetCount struct {
	Value sql.NullString
	Count int
}

// Facet counts the values of a column among the rows that match, most frequent
// first. An element of a list counts by itself.
func Facet[R any](ctx context.Context, s *Store, q Query, name string) ([]FacetCount, error) {
	t := tableOf[R]()
	c, ok := t.byName[name]
	if !ok {
		return nil, fmt.Errorf("%w: %s.%s", ErrColumn, t.name, name)
	}
	db, err := s.filtered(ctx, t, q)
	if err != nil {
		return nil, err
	}
	rows, err := t.grouped(db, c).Rows()
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []FacetCount
	for rows.Next() {
		var f FacetCount
		if err := rows.Scan(&f.Value, &f.Count); err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, rows.Err()
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
