package search

import (
	"context"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// An Index answers questions. What every question needs is held in memory, some
// tens of bytes for each word and document; postings are fetched as they are
// asked for.
type Index struct {
	docs   []span
	names  []string            // of collections, as they first come
	lexica map[string]*lexicon // by language
	fetch  Fetch
}

// Fetch gives the packed postings of words, by their numbers, in any order.
type Fetch func(ctx context.Context, words []int) (map[int][]byte, error)

// span is a document without its id: a collection and the days on which it is known.
type span struct {
	from, to   edtf.Day
	collection uint8
}

// lexicon is the words of one language.
type lexicon struct {
	first  int      // number of the first word
	texts  []string // sorted
	stems  []string // of the texts
	byStem []int32  // places of the texts in the order of their stems; none of ids
}

// NewIndex makes an index of documents and words in the order of their numbers.
// The ids of documents and the postings of words are not looked at.
func NewIndex(docs []Doc, words []Word, fetch Fetch) *Index {
	x := &Index{docs: make([]span, len(docs)), lexica: map[string]*lexicon{}, fetch: fetch}
	for i, d := range docs {
		c := slices.Index(x.names, d.Collection)
		if c < 0 {
			c, x.names = len(x.names), append(x.names, d.Collection)
		}
		x.docs[i] = span{d.From, d.To, uint8(c)}
	}
	for _, lang := range languages {
		x.lexica[lang] = &lexicon{}
	}
	for i, w := range words {
		l, ok := x.lexica[w.Lang]
		if !ok {
			continue
		}
		if len(l.texts) == 0 {
			l.first = i
		}
		l.texts = append(l.texts, w.Text)
		if w.Lang != ids {
			l.stems, l.byStem = append(l.stems, w.Stem), append(l.byStem, int32(len(l.byStem)))
		}
	}
	for _, l := range x.lexica {
		slices.SortStableFunc(l.byStem, func(i, j int32) int { return strings.Compare(l.stems[i], l.stems[j]) })
	}
	return x
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
