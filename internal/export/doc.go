// Package export writes tables to be taken away: CSV in two dialects, XLSX and
// JSON Lines. It knows cells, columns and sheets as plain types of its own; it
// does not know HTTP, where rows come from, or what a column means. It is the
// only importer of excelize, and reads no clock: the same rows give the same
// bytes.
package export
