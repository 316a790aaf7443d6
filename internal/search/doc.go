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
// which 176 000 read differently, up to 25 words in each language), on two busy
// cores; times are of CPU:
//
//	                             this index     SQLite FTS4    bleve 2.6
//	build                        14 s           24 s           64 to 71 s
//	size                         29 MB          104 MB         85 MB in 18 files
//	open                         1.0 s          nothing        nothing
//	memory                       26 MB          pages read     84 MB after three questions
//	a word of 18 000 documents   10 ms          42 ms          21 ms
//	a beginning of 50 000        45 ms          163 ms         not tried
//	a mistyped word              29 ms          no such thing  not tried
//
// FTS4 and bleve are quicker with rare words (below 5 ms, against 8). With the
// shipped data the index is built in a fifth of a second, opened in 20 ms, and
// holds less than half a megabyte. Bleve's files differ from build to build, while
// the database must be one file, the same byte for byte; and it brings twenty
// modules. FTS4 (FTS5 needs a build tag) ranks by nothing but what matchinfo counts,
// and needs a list of words beside it for stems, beginnings and mistakes, which is
// most of this package. An index that is made from the rows at each start would
// cost its 14 s each time.
//
// Since then words that begin as a number are looked up when they are asked for, and
// not held: memory is that of the documents (12 bytes each) and of other words.
//
// go test -run '^$' -bench . ./internal/search builds, opens and asks an index of
// 100 000 statements again.
package search
