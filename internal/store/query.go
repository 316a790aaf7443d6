package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jalons/internal/dataset"
)

// Op is how a filter compares.
type Op string

// The comparisons. On a list, Is holds where an element is one of the values. On
// a date, Is takes the bounds of the date asked and keeps what lies wholly in it,
// Least and After judge the earliest day, Most and Before the latest.
const (
	Is       Op = "is"
	Not      Op = "not"
	Least    Op = "gte"
	After    Op = "gt"
	Most     Op = "lte"
	Before   Op = "lt"
	Contains Op = "contains"
	Null     Op = "isnull"
	Found    Op = "found" // of ids alone: of one of the documents, by their numbers in the search, any number of them
)

// Filter keeps rows by one column. Values are of the column's Go type: string,
// int64, float64, bool; days as YYYY-MM-DD; for Is on a date its two bounds; for
// Null one bool.
type Filter struct {
	Column string
	Op     Op
	Values []any
}

// Sort orders by one column, nulls last either way.
type Sort struct {
	Column string
	Desc   bool
}

// Query asks for rows as they read on a day. Lang ("fr", "en") chooses which
// text filters and sorts see. Limit 0 gives all.
type Query struct {
	Day     dataset.Day
	Lang    string
	Filters []Filter
	Sorts   []Sort
	Limit   int
	Offset  int
}

// ErrColumn tells of a column that the collection does not have, or that can't
// be compared so: a mistake of the caller's code, since callers check names.
var ErrColumn = errors.New("no such column, or not to be compared so")

// on begins a query of the rows of a table on a day.
func (s *Store) on(ctx context.Context, t *table, day dataset.Day) *gorm.DB {
	if day == s.About.Info.UpdatedOn {
		return s.db.WithContext(ctx).Table(t.name).Where("reading <= ?", s.About.Counts[t.name])
	}
	return s.onDays(ctx, t, day)
}

// onDays is on by the days that the readings themselves tell.
func (s *Store) onDays(ctx context.Context, t *table, day dataset.Day) *gorm.DB {
	return s.db.WithContext(ctx).Table(t.name).Where("valid_from <= ? AND ? < valid_to", int64(day), int64(day))
}

func (s *Store) filtered(ctx context.Context, t *table, q Query) (*gorm.DB, error) {
	if q.Day == s.About.Info.UpdatedOn && t.asksTheUsual(q) {
		return t.where(s.db.WithContext(ctx).Table(t.name).Where(lasts), q)
	}
	return t.where(s.on(ctx, t, q.Day), q)
}

// where adds the filters of a query.
func (t *table) where(db *gorm.DB, q Query) (*gorm.DB, error) {
	for _, f := range q.Filters {
		c, ok := t.byName[f.Column]
		if !ok {
			return nil, fmt.Errorf("%w: %s.%s", ErrColumn, t.name, f.Column)
		}
		expr, err := c.condition(f, q.Lang)
		if err != nil {
			return nil, err
		}
		db = db.Where(expr)
	}
	return db, nil
}

// Count gives the number of rows that match; Limit and Offset don't matter.
func Count[R any](ctx context.Context, s *Store, q Query) (int, error) {
	db, err := s.filtered(ctx, tableOf[R](), q)
	if err != nil {
		return 0, err
	}
	var total int64
	err = db.Count(&total).Error
	return int(total), err
}

// List gives the rows that match, in order, from Offset, at most Limit.
func List[R any](ctx context.Context, s *Store, q Query) ([]R, error) {
	out := []R{}
	err := Each(ctx, s, q, func(row *R) error {
		out = append(out, *row)
		return nil
	})
	return out, err
}

// Each calls do with each row that matches, in order. The row is used anew for
// the next: copy what is to be kept.
func Each[R any](ctx context.Context, s *Store, q Query, do func(*R) error) (err error) {
	t := tableOf[R]()
	db, err := ordered[R](ctx, s, q)
	if err != nil {
		return err
	}
	rows, err := db.Select(t.selected()).Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	r := newReader(t.columns, 0)
	for rows.Next() {
		var row R
		if _, err := r.scan(rows, reflect.ValueOf(&row).Elem()); err != nil {
			return err
		}
		if err := do(&row); err != nil {
			return err
		}
	}
	return rows.Err()
}

// maxRows stands for "all" where SQLite wants a limit before an offset.
const maxRows = 1 << 40

// Get gives the row of an id as it reads on a day, with what only its item has,
// as the members of a JSON object in the language. Found is false where the id is
// not known on that day.
func Get[R any](ctx context.Context, s *Store, id string, day dataset.Day, lang string) (row R, item string, found bool, err error) {
	t := tableOf[R]()
	columns, more := t.selected(), 0
	if t.hasItem {
		columns, more = append(columns, t.item()), 1
	}
	rows, err := s.on(ctx, t, day).Where(clause.Eq{Column: clause.Column{Name: "id"}, Value: id}).Select(columns).Rows()
	if err != nil {
		return row, "", false, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	if !rows.Next() {
		return row, "", false, rows.Err()
	}
	text, err := newReader(t.columns, more).scan(rows, reflect.ValueOf(&row).Elem())
	if err != nil {
		return row, "", false, err
	}
	if more > 0 {
		item, err = unpackItem([]byte(text[0].String), lang)
	}
	return row, item, err == nil, err
}

// item is the expression of a row's packed item.
func (t *table) item() string {
	return fmt.Sprintf("(SELECT item FROM %s AS i WHERE i.reading = %s.reading)", quote(t.items()), quote(t.name))
}

// Items gives, by id, what only the items of the rows that match have.
func Items[R any](ctx context.Context, s *Store, q Query) (all map[string]string, err error) {
	t := tableOf[R]()
	db, err := s.filtered(ctx, t, q)
	if err != nil {
		return nil, err
	}
	rows, err := db.Select([]string{"id", t.item()}).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for all = map[string]string{}; rows.Next(); {
		var id string
		var packed sql.RawBytes
		if err := rows.Scan(&id, &packed); err != nil {
			return nil, err
		}
		if all[id], err = unpackItem(packed, q.Lang); err != nil {
			return nil, err
		}
	}
	return all, rows.Err()
}

// FirstKnown gives the day from which an id of the collection is known; found is
// false where it never was.
func FirstKnown[R any](ctx context.Context, s *Store, id string) (day dataset.Day, found bool, err error) {
	var first int64
	err = s.db.WithContext(ctx).Table(tableOf[R]().name + "_ids").Select("first_known").
		Where(clause.Eq{Column: clause.Column{Name: "id"}, Value: id}).Row().Scan(&first)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return dataset.Day(first), err == nil, err
}

// IDs gives the ids of a collection that are known on a day, sorted.
func IDs[R any](ctx context.Context, s *Store, day dataset.Day) ([]string, error) {
	ids := []string{}
	err := s.on(ctx, tableOf[R](), day).Order("id").Pluck("id", &ids).Error
	return ids, err
}

func (t *table) selected() (names []string) {
	for _, c := range t.columns {
		names = append(names, c.held()...)
	}
	return names
}
