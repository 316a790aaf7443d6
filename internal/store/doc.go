// Package store builds the database file from a dataset and answers queries on
// it, read-only. It is the only importer of GORM, and the only place where SQL
// is written. It knows rows, columns and days; it does not know HTTP, and it
// derives nothing: what a row says on a day was decided by the dataset package.
package store
