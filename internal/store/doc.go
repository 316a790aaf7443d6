// Package store builds the database file from a dataset and answers queries on
// it, read-only. It is the only importer of GORM, and the only place where SQL
// is written. It knows rows, columns and days; it does not know HTTP, and it
// derives nothing: what a row says on a day was decided by the dataset package.
//
// # The file
//
// A collection is three tables. One has its readings: a row for each stretch of
// days on which it reads the same, numbered so that those of updated_on come first,
// by id. Items have what only they show, packed, in a table of their own, so that
// looking through rows does not pass over it. Ids have the day on which each is
// first known, and are what foreign keys point to. Beside the primary keys there is
// an index for each column that holds an id, over all days; and three for each
// question that is usually asked of today: of its pages, in its order up and down, and
// of all that it matches (see usual). One more table says what takes part in conflicts,
// two are the index of the search, and one tells of the file itself.
package store
