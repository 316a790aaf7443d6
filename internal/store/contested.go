package store

import (
	"context"
	"database/sql"
	"slices"

	"gorm.io/gorm"

	"jalons/internal/dataset"
)

// contestedDDL is the table of what takes part in conflicts, and when: nearly every
// list warns of it, and looking through the conflicts each time would take most of
// its time.
const contestedDDL = `CREATE TABLE contested (collection TEXT NOT NULL, id TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL,
	PRIMARY KEY (collection, id, valid_from, valid_to)) WITHOUT ROWID`

// putContested notes what the readings of conflicts are about, and their statements.
func putContested(tx *gorm.DB, conflicts []dataset.Reading[dataset.ConflictRow]) error {
	var sides [][]any
	for i := range conflicts {
		r := &conflicts[i]
		side := func(collection, id string) {
			sides = append(sides, []any{collection, id, int64(r.From), int64(r.To)})
		}
		if r.Row.About != "" { // one or the other: an id is of one collection alone
			side("milestones", r.Row.About)
			side("indicators", r.Row.About)
		}
		for _, s := range r.Row.Item.Statements {
			if s.ID != "" { // else a claim that no statement holds
				side(s.Collection, s.ID)
			}
		}
	}
	return each(tx, "INSERT OR IGNORE INTO contested VALUES (?, ?, ?, ?)", len(sides), func(i int) []any { return sides[i] })
}

// Contested gives those of the ids of a collection that a conflict of a day is
// about, or that take part in one, by id.
func Contested(ctx context.Context, s *Store, collection string, ids []string, day dataset.Day) ([]string, error) {
	return s.contested(ctx, collection, day, " AND id IN (SELECT value FROM json_each(?))", list(ids))
}

// AllContested gives all ids of a collection that a conflict of a day is about, or
// that take part in one, by id.
func AllContested(ctx context.Context, s *Store, collection string, day dataset.Day) ([]string, error) {
	return s.contested(ctx, collection, day, "")
}

func (s *Store) contested(ctx context.Context, collection string, day dataset.Day, among string, values ...any) ([]string, error) {
	out := []string{}
	err := s.lines(ctx, "SELECT id FROM contested WHERE collection = ? AND valid_from <= ? AND ? < valid_to"+among,
		append([]any{collection, int64(day), int64(day)}, values...), func(rows *sql.Rows) error {
			var id string
			err := rows.Scan(&id)
			out = append(out, id)
			return err
		})
	slices.Sort(out)
	return slices.Compact(out), err
}
