package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"gorm.io/gorm"
)

// A Page is a part of a list, with what is told of the whole of it.
type Page struct {
	Readings []int64                 // the rows, in order, by what numbers them in the file
	Total    int                     // of rows that match
	Facets   map[string][]FacetCount // by column
}

// ListPage gives a page of the rows that match, how many match, and what values
// some columns have among them. Rows gives the rows themselves.
func ListPage[R any](ctx context.Context, s *Store, q Query, facets []string) (p Page, err error) {
	if t := tableOf[R](); len(facets) == 0 && s.About.Counts[t.name] <= oneLook && !t.asksTheUsual(q) {
		all, err := s.matching(ctx, t, q)
		first := min(q.Offset, len(all))
		return Page{Readings: all[first:min(first+q.Limit, len(all))], Total: len(all)}, err
	}
	db, err := ordered[R](ctx, s, q)
	if err != nil {
		return p, err
	}
	p.Readings = []int64{}
	if err := db.Pluck("reading", &p.Readings).Error; err != nil {
		return p, err
	}
	switch n := len(p.Readings); {
	case len(facets) > 0:
		p.Facets, p.Total, err = Facets[R](ctx, s, q, facets)
	case n < q.Limit && (n > 0 || q.Offset == 0): // the last page
		p.Total = q.Offset + n
	case len(q.Filters) == 0 && q.Day == s.About.Info.UpdatedOn: // known, and checked at the start
		p.Total = s.About.Counts[tableOf[R]().name]
	default:
		p.Total, err = Count[R](ctx, s, q)
	}
	return p, err
}

// oneLook is the number of rows of a collection up to which sorting all that match
// costs less than looking for them twice: once for the page, once for their number.
const oneLook = 20_000

// matching gives all rows that match, in order. They come as one text, since each row
// of an answer costs a call out of Go.
func (s *Store) matching(ctx context.Context, t *table, q Query) ([]int64, error) {
	db, err := s.filtered(ctx, t, q)
	if err != nil {
		return nil, err
	}
	terms, err := t.terms(q)
	if err != nil {
		return nil, err
	}
	var text sql.RawBytes
	rows, err := db.Select("group_concat(reading, ' ' ORDER BY " + terms + ")").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	readings := []int64{}
	for rows.Next() {
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		for word := range strings.FieldsSeq(string(text)) {
			n, err := strconv.ParseInt(word, 10, 64)
			if err != nil {
				return nil, err
			}
			readings = append(readings, n)
		}
	}
	return readings, rows.Err()
}

// Rows gives the rows of readings, in the order of these. The same number is the
// same row for as long as the store is open.
func Rows[R any](ctx context.Context, s *Store, readings []int64) (all []R, err error) {
	t := tableOf[R]()
	all, place := make([]R, len(readings)), make(map[int64]int, len(readings))
	for i, n := range readings {
		place[n] = i
	}
	rows, err := s.db.WithContext(ctx).Table(t.name).Where("reading IN (SELECT value FROM json_each(?))", numbers(readings)).
		Select(append(t.selected(), "reading")).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	r, found := newReader(t.columns, 1), 0
	for ; rows.Next(); found++ {
		var row R
		more, err := r.scan(rows, reflect.ValueOf(&row).Elem())
		if err != nil {
			return nil, err
		}
		n, err := strconv.ParseInt(more[0].String, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("the number of a row of %s: %w", t.name, err)
		}
		all[place[n]] = row
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if found != len(place) || len(place) != len(readings) {
		return nil, fmt.Errorf("%d rows of %s found, of %d", found, t.name, len(readings))
	}
	return all, nil
}

// ordered is the query of the rows that match, in order, from Offset, at most Limit.
func ordered[R any](ctx context.Context, s *Store, q Query) (*gorm.DB, error) {
	t := tableOf[R]()
	db, err := s.filtered(ctx, t, q)
	if err != nil {
		return nil, err
	}
	terms, err := t.terms(q)
	if err != nil {
		return nil, err
	}
	db = db.Order(terms)
	if q.Limit > 0 {
		db = db.Limit(q.Limit)
	} else if q.Offset > 0 {
		db = db.Limit(maxRows)
	}
	return db.Offset(q.Offset), nil
}
