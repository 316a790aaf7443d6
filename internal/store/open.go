package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"

	"github.com/mattn/go-sqlite3"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"jalons/internal/search"
)

// poolSize is the fixed number of connections. Reads of an immutable file never
// wait for each other, and more connections than cores only cost memory.
const poolSize = 8

// Store is one database file, open read-only.
type Store struct {
	db    *gorm.DB
	pool  *sql.DB
	index *search.Index
	About About
}

// ErrTampered tells of a file whose bytes are not those of its manifest.
var ErrTampered = errors.New("the database file is not the one that its manifest describes")

var driver = sync.OnceValue(func() string {
	const name = "jalons-sqlite3"
	sql.Register(name, &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error {
		c.SetLimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
		return nil
	}})
	return name
})

// Open verifies a database file against its manifest and opens it. The file
// must not be written to or renamed over while it is open: build a new one
// under a name of its own, open that, and close this.
func Open(path string) (*Store, error) {
	if err := verify(path); err != nil {
		return nil, err
	}
	// PrepareStmt stays off: gorm keeps every statement it ever prepared, and
	// callers choose what is asked.
	db, err := gorm.Open(&sqlite.Dialector{DriverName: driver(), DSN: dsn(path, "mode=ro&immutable=1&_query_only=1&_foreign_keys=0")},
		&gorm.Config{Logger: logger.Discard, SkipDefaultTransaction: true})
	if err != nil {
		return nil, err
	}
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

// verify compares the bytes of the file with its manifest. SQLite's own
// integrity check does not see a flipped byte in text.
func verify(path string) error {
	text, err := os.ReadFile(ManifestOf(path))
	if err != nil {
		return err
	}
	var m Manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return fmt.Errorf("%s: %w", ManifestOf(path), err)
	}
	sum, size, err := hashFile(path)
	if err != nil {
		return err
	}
	if sum != m.SHA256 || size != m.Bytes {
		return ErrTampered
	}
	return nil
}

// warm opens every connection of the pool, so that none is opened later, when
// the file may be gone.
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

func (s *Store) readAbout() error {
	var text string
	if err := s.db.Table("about").Select("json").Row().Scan(&text); err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), &s.About)
}

// Close closes the file. No query may be running.
func (s *Store) Close() error { return s.pool.Close() }

// Ping reads a row: it tells whether the data can be read.
func (s *Store) Ping(ctx context.Context) error {
	var n int
	return s.db.WithContext(ctx).Raw("SELECT COUNT(*) FROM about").Row().Scan(&n)
}
