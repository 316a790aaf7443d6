package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/mattn/go-sqlite3"

	"jalons/internal/dataset"
)

// PlainTable is a table of a file to be taken away: nothing of it is for this
// service, so that any SQLite tool is at home in it.
type PlainTable struct {
	Name    string
	Columns []PlainColumn
	Key     []string // the columns of its primary key
	// Fill calls add with the values of each row, in the order of the columns:
	// nil, string, int64, float64 or bool.
	Fill func(add func(values []any) error) error
}

// PlainColumn is a column of it.
type PlainColumn struct {
	Name     string
	Type     string // TEXT, INTEGER or REAL
	Required bool   // never null
	Of       string // the table whose id it holds, "" for none
}

// Reference gives the collection whose ids stand in a column, one a row.
func Reference(column string) (collection string, ok bool) {
	collection, ok = references[column]
	return collection, ok
}

// EachReading calls do with each reading of a collection, by id and in the order
// of time: the row as it reads from one day on, and the first day on which it no
// longer does (edtf.Max where it still does). The row is used anew for the next.
func EachReading[R any](ctx context.Context, s *Store, do func(r *R, from, to dataset.Day) error) (err error) {
	t := tableOf[R]()
	rows, err := s.db.WithContext(ctx).Table(t.name).Select(append(t.selected(), "valid_from", "valid_to")).Order("id, valid_from").Rows()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	r := newReader(t.columns, 2)
	for rows.Next() {
		var row R
		bounds, err := r.scan(rows, reflect.ValueOf(&row).Elem())
		if err != nil {
			return err
		}
		var days [2]dataset.Day
		for i, b := range bounds {
			n, err := strconv.ParseInt(b.String, 10, 32)
			if err != nil {
				return fmt.Errorf("a bound of %s: %w", t.name, err)
			}
			days[i] = dataset.Day(n)
		}
		if err := do(&row, days[0], days[1]); err != nil {
			return err
		}
	}
	return rows.Err()
}

// PlainFile gives the bytes of a SQLite file with the tables, in their order. It
// is made in memory, since the service may have no folder to write to. The same
// tables give the same bytes. A row that names an id that is not there is an error.
func PlainFile(ctx context.Context, all []PlainTable) (body []byte, err error) {
	pool, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	pool.SetMaxOpenConns(1) // each connection would have a database of its own
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return nil, err
	}
	for _, t := range all {
		if err := t.put(ctx, tx); err != nil {
			return nil, errors.Join(fmt.Errorf("table %s: %w", t.Name, err), tx.Rollback())
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, err
	}
	if err := checkKeys(pool); err != nil {
		return nil, err
	}
	if _, err := pool.ExecContext(ctx, "VACUUM"); err != nil {
		return nil, err
	}
	return serialized(ctx, pool)
}

// serialized gives the bytes of a database in memory.
func serialized(ctx context.Context, pool *sql.DB) (body []byte, err error) {
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	err = conn.Raw(func(driver any) (err error) {
		body, err = driver.(*sqlite3.SQLiteConn).Serialize("main")
		return err
	})
	return body, err
}

func (t PlainTable) put(ctx context.Context, tx *sql.Tx) error {
	for _, statement := range t.ddl() {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(t.Columns)), ", ")
	row, err := tx.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s VALUES (%s)", quote(t.Name), marks))
	if err != nil {
		return err
	}
	defer row.Close()
	return t.Fill(func(values []any) error {
		_, err := row.ExecContext(ctx, values...)
		return err
	})
}

// ddl gives the statements that make the table, and an index for each column by
// which people join it.
func (t PlainTable) ddl() []string {
	var defs, keys, indexes []string
	for _, c := range t.Columns {
		def := quote(c.Name) + " " + c.Type
		if c.Required || slices.Contains(t.Key, c.Name) {
			def += " NOT NULL"
		}
		defs = append(defs, def)
		if c.Of != "" {
			keys = append(keys, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (\"id\")", quote(c.Name), quote(c.Of)))
			indexes = append(indexes, fmt.Sprintf("CREATE INDEX %s ON %s (%s)", quote(t.Name+"_by_"+c.Name), quote(t.Name), quote(c.Name)))
		}
	}
	var key []string
	for _, name := range t.Key {
		key = append(key, quote(name))
	}
	defs = append(append(defs, "PRIMARY KEY ("+strings.Join(key, ", ")+")"), keys...)
	return append([]string{fmt.Sprintf("CREATE TABLE %s (%s)", quote(t.Name), strings.Join(defs, ", "))}, indexes...)
}
