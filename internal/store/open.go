package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"slices"
	"sync"

	"github.com/mattn/go-sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"

	"jalons/internal/dataset"
	"jalons/internal/search"
)

// poolSize is the fixed number of connections. Reads of an immutable file never wait
// for each other: more than cores serve only callers who read long answers slowly,
// of whom package api lets in half as many. Each may come to hold 2 MB.
var poolSize = max(8, runtime.GOMAXPROCS(0))

// keptStatements bounds the prepared statements of a connection: dashboards repeat
// the shape of a question with other values.
const keptStatements = "32"

// Store is one database file, open read-only.
type Store struct {
	db    *gorm.DB
	pool  *sql.DB
	index *search.Index
	About About
}

var driver = sync.OnceValue(func() string {
	const name = "jalons-sqlite3"
	sql.Register(name, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
		return nil
	}})
	return name
})

// Open verifies a database file against its manifest and opens a private copy
// of it: what becomes of the file afterwards does not matter. The copy needs
// room for the file in the folder for temporary files, and TMPDIR names another.
func Open(path string) (*Store, error) {
	copied, m, err := verified(path)
	if err != nil {
		return nil, err
	}
	s, err := openCopy(copied)
	if err = errors.Join(err, os.Remove(copied)); err == nil {
		err = s.About.agrees(m)
	}
	if err != nil && s != nil {
		err = errors.Join(err, s.Close())
	}
	if err != nil {
		return nil, err
	}
	return s, nil
}

// openCopy opens every connection of the pool, and reads what is held in memory.
func openCopy(path string) (*Store, error) {
	// PrepareStmt stays off: gorm keeps every statement it ever prepared, and
	// callers choose what is asked. The driver keeps the last ones of a connection.
	db, err := gorm.Open(&sqlite.Dialector{DriverName: driver(), DSN: dsn(path, "mode=ro&immutable=1&_query_only=1&_foreign_keys=0&_stmt_cache_size="+keptStatements)},
		&gorm.Config{Logger: logger.Discard, SkipDefaultTransaction: true})
	if err != nil {
		return nil, err
	}
	// gorm's driver would write limit and offset into the statement: each page would
	// have one of its own, never prepared before.
	delete(db.ClauseBuilders, clause.Limit{}.Name())
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	s := &Store{db: db, pool: pool}
	pool.SetMaxOpenConns(poolSize)
	pool.SetMaxIdleConns(poolSize)
	if err := errors.Join(s.warm(), s.readAbout(), s.readIndex()); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return s, nil
}

// dsn gives SQLite's address of a file: signs of the path that mean something in
// addresses are escaped.
func dsn(path, settings string) string {
	address := url.URL{Scheme: "file", OmitHost: true, Path: path, RawQuery: settings}
	return address.String()
}

// warm opens every connection of the pool: none can be opened later, when the
// copy has no name.
func (s *Store) warm() error {
	ctx := context.Background()
	var all []*sql.Conn
	var errs []error
	for range poolSize {
		c, err := s.pool.Conn(ctx)
		if err != nil {
			errs = append(errs, err)
			break
		}
		all = append(all, c)
		errs = append(errs, c.PingContext(ctx))
	}
	for _, c := range all {
		errs = append(errs, c.Close())
	}
	return errors.Join(errs...)
}

// ErrLayout tells of a file that was built by a version of this program which lays
// files out in another way: read as if it were of this one, it would give wrong rows.
var ErrLayout = errors.New("the database file was built by another version of jalons, whose tables are others: build it anew with this one")

func (s *Store) readAbout() error {
	if err := s.part(context.Background(), partAbout, &s.About); err != nil {
		return errors.Join(ErrLayout, err)
	}
	if s.About.Layout != layout() {
		return ErrLayout
	}
	return nil
}

// part reads a part of what the file tells of itself.
func (s *Store) part(ctx context.Context, part string, into any) error {
	var text []byte
	if err := s.pool.QueryRowContext(ctx, "SELECT json FROM about WHERE part = ?", part).Scan(&text); err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// Report tells how good the data are: what is missing in them, or doubtful.
func (s *Store) Report(ctx context.Context) (r dataset.Report, err error) {
	err = s.part(ctx, partReport, &r)
	return r, err
}

// Close closes the file. No query may be running.
func (s *Store) Close() error { return s.pool.Close() }

// Ping reads a row: it tells whether the data can be read.
func (s *Store) Ping(ctx context.Context) error {
	var n int
	return s.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM about").Row().Scan(&n)
}

// CheckCounts counts the rows of every collection that are known on the
// dataset's own day, and refuses a file that says otherwise.
func (s *Store) CheckCounts(ctx context.Context) error {
	for _, t := range tables {
		want, ok := s.About.Counts[t.name]
		var n, first int
		err := s.onDays(ctx, t, s.About.Info.UpdatedOn).Select("COUNT(*), COUNT(CASE WHEN reading <= ? THEN 1 END)", want).Row().Scan(&n, &first)
		if err != nil {
			return err
		}
		if !ok || n != want || first != want {
			return fmt.Errorf("%s has %d rows, of which %d stand first, and the file says %d", t.name, n, first, want)
		}
	}
	return nil
}

// unreadable are SQLite's words for a file, disk or memory that fails it; a
// mistake in a question is none of them.
var unreadable = []sqlite3.ErrNo{sqlite3.ErrCorrupt, sqlite3.ErrIoErr, sqlite3.ErrCantOpen, sqlite3.ErrNotADB, sqlite3.ErrFull, sqlite3.ErrNomem}

// Unreadable reports whether an error says that the data can't be read, through
// no fault of the question.
func Unreadable(err error) bool {
	var e sqlite3.Error
	return errors.As(err, &e) && slices.Contains(unreadable, e.Code)
}
