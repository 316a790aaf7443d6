package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/bits"
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
	db, err := ordered[R](ctx, s, q)
	if err != nil {
		return p, err
	}
	if p.Readings, err = readings(db); err != nil {
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

// readings gives those of the rows of a query. They are read without gorm, which
// takes longer to put each where it belongs than SQLite to find it.
func readings(db *gorm.DB) (all []int64, err error) {
	rows, err := db.Select("reading").Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for all = []int64{}; rows.Next(); {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, rows.Err()
}

// small is the number of rows of a collection up to which it pays to hold whole lists
// of what matches, and the order of all rows.
const small = 20_000

// Small reports whether a collection is one of which Matching and OrderOf are to be
// asked, rather than ListPage.
func Small[R any](s *Store) bool { return s.About.Counts[tableOf[R]().name] <= small }

// Matching gives the readings of all rows that match, in no order.
func Matching[R any](ctx context.Context, s *Store, q Query) ([]int64, error) {
	t := tableOf[R]()
	on := s.on(ctx, t, q.Day)
	if q.Day == s.About.Info.UpdatedOn && t.matchesTheUsual(q) {
		on = s.db.WithContext(ctx).Table(t.name).Where(lastsForAll)
	}
	db, err := t.where(on, q)
	if err != nil {
		return nil, err
	}
	return numbered(db.Select("group_concat(reading, ' ')"))
}

// Order is that of a list of all readings.
type Order struct {
	readings []int64 // by place
	places   []int64 // by reading
}

// Len is the number of readings.
func (o *Order) Len() int { return len(o.readings) }

// Sort gives readings in the order. Each stands in it once.
func (o *Order) Sort(readings []int64) []int64 {
	const width = 64
	held := make([]uint64, len(o.readings)/width+1) // a bit for each place
	for _, n := range readings {
		held[o.places[n]/width] |= 1 << (o.places[n] % width)
	}
	sorted := make([]int64, 0, len(readings))
	for i, word := range held {
		for ; word != 0; word &= word - 1 {
			sorted = append(sorted, o.readings[i*width+bits.TrailingZeros64(word)])
		}
	}
	return sorted
}

// OrderOf gives the order in which a list of all readings is sorted as asked. It is
// the same on every day: a day has one reading of an id.
func OrderOf[R any](ctx context.Context, s *Store, q Query) (*Order, error) {
	t := tableOf[R]()
	terms, err := t.terms(q)
	if err != nil {
		return nil, err
	}
	sorted, err := numbered(s.db.WithContext(ctx).Table(t.name).Select("group_concat(reading, ' ' ORDER BY " + terms + ")"))
	if err != nil {
		return nil, err
	}
	o := &Order{sorted, make([]int64, len(sorted)+1)} // readings are numbered from 1, without a gap
	for i, n := range sorted {
		o.places[n] = int64(i)
	}
	return o, nil
}

// numbered reads the numbers that a query gives as one text, with a space between:
// each row of an answer would cost a call out of Go.
func numbered(db *gorm.DB) ([]int64, error) {
	var text sql.NullString // null where nothing matches
	if err := db.Row().Scan(&text); err != nil {
		return nil, err
	}
	if !text.Valid {
		return []int64{}, nil
	}
	all := make([]int64, 1, strings.Count(text.String, " ")+1)
	for _, c := range []byte(text.String) {
		last := &all[len(all)-1]
		switch {
		case '0' <= c && c <= '9':
			*last = 10**last + int64(c-'0')
		case c == ' ' && *last > 0:
			all = append(all, 0)
		default:
			return nil, fmt.Errorf("%q is no list of readings", text.String)
		}
	}
	if all[len(all)-1] == 0 {
		return nil, fmt.Errorf("%q is no list of readings", text.String)
	}
	return all, nil
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
