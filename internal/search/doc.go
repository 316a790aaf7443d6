// Package search finds rows by words, in French and English: whatever their
// accents, case, elision, plural and other endings, the last word a prefix, and a
// typing mistake forgiven where the word as typed stands nowhere. It knows texts,
// words and days. It does not know rows, SQL or HTTP: the store keeps what Build
// gives in two tables of the database file, and hands it back.
//
// A document is a row as it reads from one day to another, so a question asked as
// of a past day looks at the documents of that day, and nothing in its answer
// (neither the ranking nor what a mistyped word is taken for) depends on others.
//
// # Why an index of our own
//
// Three ways were tried with 100 000 made-up statements (346 000 readings, of
// which 176 000 read differently, 25 words in each language), on two cores:
//
//	                       this index      SQLite FTS4      bleve 2.6
//	built (CPU)            14 s            24 s             71 s
//	size                   29 MB, in the   104 MB, in the   85 MB, a folder
//	                       database file   database file    of 18 files
//	open (CPU)             1.0 s           none             none
//	held in memory         24 MB           none             84 MB after three questions
//	a rare word            5 to 8 ms       0.2 ms           4 ms
//	a frequent beginning   45 ms           163 ms           not tried
//
// With the shipped data it is built in a tenth of a second, opened in some
// milliseconds, and holds less than a megabyte. Bleve's files differ from build to
// build, while the database must be one file, the same byte for byte; and it
// brings twenty modules. FTS4 (FTS5 needs a build tag) ranks by nothing but what
// matchinfo counts, and needs a list of words beside it for stems, beginnings and
// mistakes, which is most of this package. An index that is made from the rows at
// each start would cost its 14 s each time.
//
// go test -run '^$' -bench . ./internal/search builds, opens and asks an index of
// 100 000 statements again.
package search
