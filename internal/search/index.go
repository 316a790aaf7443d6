package search

import (
	"context"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// An Index answers questions. What every question needs is held in memory, some
// tens of bytes for each document and each word that is no number: of numbers there
// are as many as rows, and none is read as another, so they are looked up as they
// are asked for, as postings are.
type Index struct {
	docs   []span
	names  []string            // of collections, as they first come
	lexica map[string]*lexicon // by language
	terms  Terms
}

// Terms is what an index fetches of words as it is asked for.
type Terms struct {
	// Postings gives the packed postings of words, by their numbers, in any order.
	Postings func(ctx context.Context, words []int) (map[int][]byte, error)
	// Find gives the number of a word of a language ("" is that of ids).
	Find func(ctx context.Context, lang, text string) (word int, found bool, err error)
}

// span is a document without its id: a collection and the days on which it is known.
type span struct {
	from, to   edtf.Day
	collection uint8
}

// lexicon is the words of one language, without numbers.
type lexicon struct {
	texts   []string // sorted
	numbers []int32  // of the texts
	stems   []string // of the texts
	byStem  []int32  // places of the texts in the order of their stems; none of ids
}

// NewIndex makes an index with room for so many documents. It is filled by
// AddDocument and AddWord, and then made ready.
func NewIndex(terms Terms, documents int) *Index {
	x := &Index{docs: make([]span, 0, documents), lexica: map[string]*lexicon{}, terms: terms}
	for _, lang := range languages {
		x.lexica[lang] = &lexicon{}
	}
	return x
}

// AddDocument takes in the next document, in the order of their numbers. Its id is
// not looked at.
func (x *Index) AddDocument(d Doc) {
	c := slices.Index(x.names, d.Collection)
	if c < 0 {
		c, x.names = len(x.names), append(x.names, d.Collection)
	}
	x.docs = append(x.docs, span{d.From, d.To, uint8(c)})
}

// AddWord takes in a word, in the order of their numbers. Its postings are not
// looked at, and numbers need not be given.
func (x *Index) AddWord(number int, w Word) {
	l, ok := x.lexica[w.Lang]
	if !ok || isNumber(w.Text) {
		return
	}
	l.texts, l.numbers = append(l.texts, w.Text), append(l.numbers, int32(number))
	if w.Lang != ids {
		l.stems, l.byStem = append(l.stems, w.Stem), append(l.byStem, int32(len(l.byStem)))
	}
}

// Ready ends the filling: questions can be asked.
func (x *Index) Ready() {
	for _, l := range x.lexica {
		slices.SortStableFunc(l.byStem, func(i, j int32) int { return strings.Compare(l.stems[i], l.stems[j]) })
	}
}

// withPrefix gives the places of the words that begin so.
func (l *lexicon) withPrefix(prefix string) (first, after int) {
	first, _ = slices.BinarySearch(l.texts, prefix)
	after = first
	for after < len(l.texts) && strings.HasPrefix(l.texts[after], prefix) {
		after++
	}
	return first, after
}

// withStem gives the places of the words of a stem.
func (l *lexicon) withStem(stem string) []int32 {
	first, _ := slices.BinarySearchFunc(l.byStem, stem, func(i int32, stem string) int { return strings.Compare(l.stems[i], stem) })
	after := first
	for after < len(l.byStem) && l.stems[l.byStem[after]] == stem {
		after++
	}
	return l.byStem[first:after]
}
