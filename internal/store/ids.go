package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// listed are the columns that hold lists of ids of another collection.
var listed = map[string]string{
	"also_concerns": "programmes", "providers": "organisations", "recipients": "organisations", "speakers": "people",
}

// maxNear bounds the ids among which the nearest to a mistyped one is looked for.
const maxNear = 20000

// idsOf gives the query of the ids that a column may hold: those of the
// collection that it names, else those that it ever held itself.
func (s *Store) idsOf(ctx context.Context, collection, column string) (db *gorm.DB, name string, err error) {
	to, ok := references[column]
	if !ok {
		to, ok = listed[column]
	}
	if column == "id" {
		to, ok = collection, true
	}
	if ok {
		return s.db.WithContext(ctx).Table(to + "_ids"), "id", nil
	}
	for _, t := range tables {
		if _, has := t.byName[column]; has && t.name == collection {
			return s.db.WithContext(ctx).Table(collection), column, nil
		}
	}
	return nil, "", fmt.Errorf("%w: %s.%s", ErrColumn, collection, column)
}

// EverHeld reports whether an id may stand in a column on some day.
func (s *Store) EverHeld(ctx context.Context, collection, column, id string) (bool, error) {
	db, col, err := s.idsOf(ctx, collection, column)
	if err != nil {
		return false, err
	}
	var found []string
	err = db.Where(clause.Eq{Column: name(col), Value: id}).Limit(1).Pluck(col, &found).Error
	return len(found) > 0, err
}

// Held gives the ids that may stand in a column on some day, sorted, up to a bound.
func (s *Store) Held(ctx context.Context, collection, column string) ([]string, error) {
	db, col, err := s.idsOf(ctx, collection, column)
	if err != nil {
		return nil, err
	}
	var ids []string
	err = db.Where("? IS NOT NULL", name(col)).Distinct(col).Order(clause.OrderByColumn{Column: name(col)}).Limit(maxNear).Pluck(col, &ids).Error
	return ids, err
}
