package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"jalons/internal/dataset"
)

// Manifest describes a database file, in a file of its own beside it.
type Manifest struct {
	DatasetVersion string         `json:"dataset_version"`
	UpdatedOn      string         `json:"updated_on"`
	Digest         string         `json:"digest"` // of the canonical records, hexadecimal
	SHA256         string         `json:"sha256"` // of the file's bytes, hexadecimal
	Bytes          int64          `json:"bytes"`
	Build          string         `json:"build"`  // what built it; part of the file, and so of its bytes
	Counts         map[string]int `json:"counts"` // rows as of updated_on, by collection
}

// About is what the file holds beside rows, and is held in memory.
type About struct {
	Layout    string // that of the file, as layout gives it
	Info      dataset.Info
	Codes     dataset.Codes
	Withdrawn []*dataset.Withdrawn
	Digest    string
	Build     string
	Counts    map[string]int
}

// ManifestOf gives the address of the manifest of a database file.
func ManifestOf(path string) string { return path + ".manifest.json" }

// Build writes the database file and its manifest. The same dataset and build
// give the same bytes. The work is done in a temporary file beside, synced and
// renamed, so that path holds the old file or the new one, never a part.
func Build(path string, d *dataset.Dataset, build string) (Manifest, error) {
	dir := filepath.Dir(path)
	tmp, err := os.CreateTemp(dir, ".jalons-*.db")
	if err != nil {
		return Manifest{}, err
	}
	defer os.Remove(tmp.Name())
	if err := tmp.Close(); err != nil {
		return Manifest{}, err
	}
	about, err := fill(tmp.Name(), d, build)
	if err != nil {
		return Manifest{}, fmt.Errorf("building %s: %w", filepath.Base(path), err)
	}
	m := Manifest{DatasetVersion: d.Info.Version, UpdatedOn: d.Info.UpdatedOn.String(), Digest: about.Digest, Build: build, Counts: about.Counts}
	if m.SHA256, m.Bytes, err = hashFile(tmp.Name()); err != nil {
		return Manifest{}, err
	}
	return m, publish(tmp.Name(), path, m)
}

// nextManifestOf gives the address of a manifest that waits for its file.
func nextManifestOf(path string) string { return ManifestOf(path) + ".next" }

// publish puts the file and its manifest in place.
func publish(tmp, path string, m Manifest) error {
	text, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	side := tmp + ".manifest"
	defer os.Remove(side)
	if err := errors.Join(os.Chmod(tmp, 0o444), os.WriteFile(side, append(text, '\n'), 0o644), syncFile(tmp), syncFile(side)); err != nil {
		return err
	}
	for _, rename := range renames(tmp, side, path) {
		if err := errors.Join(os.Rename(rename[0], rename[1]), syncFile(filepath.Dir(path))); err != nil {
			return err
		}
	}
	return nil
}

// renames are those that publish a file with its manifest. No system renames two
// files at once, so the manifest waits beside until its file is there, and Open
// takes either: wherever a build is killed, the file has a manifest of its own.
func renames(tmp, side, path string) [][2]string {
	return [][2]string{{side, nextManifestOf(path)}, {tmp, path}, {nextManifestOf(path), ManifestOf(path)}}
}

func syncFile(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func hashFile(path string) (sum string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// fill makes the tables in an empty file and puts the readings in.
func fill(path string, d *dataset.Dataset, build string) (About, error) {
	db, err := gorm.Open(sqlite.Open(dsn(path, "_journal_mode=OFF&_synchronous=OFF&_foreign_keys=0")),
		&gorm.Config{Logger: logger.Discard, SkipDefaultTransaction: true})
	if err != nil {
		return About{}, err
	}
	pool, err := db.DB()
	if err != nil {
		return About{}, err
	}
	defer pool.Close()
	pool.SetMaxOpenConns(1)
	about := About{Layout: layout(), Info: d.Info, Codes: d.Codes, Withdrawn: d.InOrder().Withdrawn, Digest: d.Digest(), Build: build, Counts: map[string]int{}}
	err = db.Transaction(func(tx *gorm.DB) error {
		for _, statement := range schema() {
			if err := tx.Exec(statement).Error; err != nil {
				return err
			}
		}
		readings := d.Readings()
		if err := putReadings(tx, readings, d.Info.UpdatedOn, about.Counts); err != nil {
			return err
		}
		return errors.Join(putContested(tx, readings.Conflicts), putSearch(tx, readings),
			putAbout(tx, partAbout, about), putAbout(tx, partReport, d.Report()))
	})
	if err != nil {
		return About{}, err
	}
	return about, errors.Join(checkKeys(pool), db.Exec("ANALYZE").Error, db.Exec("VACUUM").Error)
}

// What the file tells of itself is in parts: a report has a line for much of the
// data, and is read when it is asked for.
const (
	aboutDDL   = "CREATE TABLE about (part TEXT PRIMARY KEY, json TEXT NOT NULL) WITHOUT ROWID"
	partAbout  = "about"
	partReport = "report"
)

func putAbout(tx *gorm.DB, part string, what any) error {
	text, err := json.Marshal(what)
	if err != nil {
		return err
	}
	return tx.Exec("INSERT INTO about (part, json) VALUES (?, ?)", part, string(text)).Error
}

// checkKeys refuses a file in which an id points to nothing.
func checkKeys(pool *sql.DB) error {
	rows, err := pool.Query("PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		var table, parent string
		var rowid, key sql.NullInt64
		if err := rows.Scan(&table, &rowid, &parent, &key); err != nil {
			return err
		}
		return fmt.Errorf("a row of %s names an id that is not in %s", table, parent)
	}
	return rows.Err()
}

func putReadings(tx *gorm.DB, r *dataset.Readings, today dataset.Day, counts map[string]int) error {
	return errors.Join(
		put(tx, r.Sources, today, counts), put(tx, r.Organisations, today, counts), put(tx, r.People, today, counts),
		put(tx, r.Programmes, today, counts), put(tx, r.Funding, today, counts), put(tx, r.Indicators, today, counts),
		put(tx, r.Milestones, today, counts), put(tx, r.Statements, today, counts), put(tx, r.Observations, today, counts),
		put(tx, r.Glossary, today, counts), put(tx, r.Conflicts, today, counts), put(tx, r.Exclusions, today, counts),
		put(tx, r.Corrections, today, counts), put(tx, r.Timeline, today, counts), put(tx, r.Uses, today, counts),
	)
}

// put inserts the readings of one collection through prepared statements: those
// of today first.
func put[R any](tx *gorm.DB, readings []dataset.Reading[R], today dataset.Day, counts map[string]int) error {
	t := tableOf[R]()
	p, err := t.putter(tx)
	if err != nil {
		return err
	}
	defer p.close()
	var others []int // readings of other days
	counts[t.name] = 0
	for i := range readings {
		r := &readings[i]
		if err := p.putID(reflect.ValueOf(&r.Row).Elem().FieldByName("ID").String(), r.From); err != nil {
			return err
		}
		if today < r.From || r.To <= today {
			others = append(others, i)
			continue
		}
		counts[t.name]++
		if err := putReading(p, r); err != nil {
			return err
		}
	}
	for _, i := range others {
		if err := putReading(p, &readings[i]); err != nil {
			return err
		}
	}
	return nil
}

// A putter inserts the readings of one table.
type putter struct {
	table         *table
	id, row, item *sql.Stmt
	number        int64 // of the last reading
}

func (t *table) putter(tx *gorm.DB) (*putter, error) {
	p, marks := &putter{table: t}, strings.Repeat("?, ", t.width()-1)+"?"
	for _, s := range []struct {
		to   **sql.Stmt
		sql  string
		made bool
	}{
		{&p.id, fmt.Sprintf("INSERT OR IGNORE INTO %s VALUES (?, ?)", quote(t.name+"_ids")), true},
		{&p.row, fmt.Sprintf("INSERT INTO %s VALUES (%s)", quote(t.name), marks), true},
		{&p.item, fmt.Sprintf("INSERT INTO %s VALUES (?, ?)", quote(t.items())), t.hasItem},
	} {
		if !s.made {
			continue
		}
		var err error
		if *s.to, err = tx.Statement.ConnPool.PrepareContext(tx.Statement.Context, s.sql); err != nil {
			p.close()
			return nil, err
		}
	}
	return p, nil
}

func (p *putter) close() {
	for _, s := range []*sql.Stmt{p.id, p.row, p.item} {
		if s != nil {
			_ = s.Close() // the transaction tells what went wrong
		}
	}
}

// putID puts an id where its first reading is met: the day from which it is known.
func (p *putter) putID(id string, from dataset.Day) error {
	_, err := p.id.Exec(id, int64(from))
	return err
}

func putReading[R any](p *putter, r *dataset.Reading[R]) error {
	v := reflect.ValueOf(&r.Row).Elem()
	p.number++
	if _, err := p.row.Exec(append([]any{p.number, int64(r.From), int64(r.To)}, p.table.values(v)...)...); err != nil {
		return fmt.Errorf("%s: %w", p.table.name, err)
	}
	if p.item == nil {
		return nil
	}
	item := v.FieldByName("Item").Interface()
	_, err := p.item.Exec(p.number, packItem(dataset.AppendJSON(nil, item, "fr"), dataset.AppendJSON(nil, item, "en")))
	return err
}

// width is the number of columns of the table in the file.
func (t *table) width() int {
	n := 3 // reading, valid_from, valid_to
	for _, c := range t.columns {
		n += len(c.held()) + len(c.shadows())
	}
	return n
}
