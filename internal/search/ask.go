package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"jalons/internal/edtf"
)

// Question is what is looked for on a day: words, all of which a row must have.
type Question struct {
	Text string
	Lang string // "fr" or "en"
	Day  edtf.Day
}

// Answer is what a question finds.
type Answer struct {
	Hits  []Hit     // best first; ties by collection and id
	Words []Reading // of the question
	// Least is the number of words that every hit has: all, or where no row has
	// all, the most that one has, if that is at least half. 0 without hits.
	Least int
}

// Hit is a document found.
type Hit struct {
	Doc        int
	Collection string
	// Score is from 0 to 1, rounded to four decimals: 1 where each word of the
	// question is the whole name of a programme.
	Score float64
}

// worth is what a hit in a collection weighs: the thing itself comes before what
// is told of it, and before its entry in the glossary.
var worth = map[string]float64{
	"programmes": 1, "organisations": 0.95, "people": 0.95,
	"funding": 0.9, "milestones": 0.9, "indicators": 0.9, "conflicts": 0.85,
	"sources": 0.8, "observations": 0.8, "statements": 0.8, "glossary": 0.7, "exclusions": 0.75, "corrections": 0.75,
}

// asking is a question on its way.
type asking struct {
	*Index
	Question
	ctx    context.Context
	known  int       // documents known on the day
	weight []float64 // of the present word, by document
	sums   []float64 // of the words so far
	counts []uint16  // of the words so far
	most   float64   // that a sum can be
	answer *Answer
	err    error // of looking a number up
}

// Ask answers a question. Where no row has all its words in the language of the
// question, but some have in the other, it is taken to be in that. Nothing in the
// answer depends on documents that are not known on the day, neither the scores
// nor what a mistyped word is read as.
func (x *Index) Ask(ctx context.Context, q Question) (*Answer, error) {
	a, err := x.ask(ctx, q)
	if err != nil || a.Least == len(a.Words) {
		return a, err
	}
	q.Lang = otherOf(q.Lang)
	b, err := x.ask(ctx, q)
	if err != nil || b.Least < len(b.Words) || slices.ContainsFunc(b.Words, func(r Reading) bool { return r.Meant != nil }) {
		return a, err
	}
	for i := range b.Hits {
		b.Hits[i].Score = rounded(b.Hits[i].Score * sureOther)
	}
	return b, nil
}

func otherOf(lang string) string {
	if lang == "en" {
		return "fr"
	}
	return "en"
}

func rounded(score float64) float64 { return math.Round(score*1e4) / 1e4 }

func (x *Index) ask(ctx context.Context, q Question) (*Answer, error) {
	a := &asking{Index: x, Question: q, ctx: ctx, answer: &Answer{},
		weight: make([]float64, len(x.docs)), sums: make([]float64, len(x.docs)), counts: make([]uint16, len(x.docs))}
	for _, d := range x.docs {
		if d.on(q.Day) {
			a.known++
		}
	}
	words := questionWords(q.Text)
	for i, w := range words {
		if err := a.read(w, i == len(words)-1); err != nil {
			return nil, err
		}
	}
	a.rank()
	return a.answer, nil
}

func (s span) on(day edtf.Day) bool { return s.from <= day && day < s.to }

// Words gives the number of words to look for in a question.
func Words(text string) int { return len(questionWords(text)) }

// questionWords gives the words to look for: each once, without those that are
// too common, unless there are no others.
func questionWords(text string) []word {
	var all, telling []word
	for _, w := range wordsOf(text) {
		if slices.ContainsFunc(all, func(o word) bool { return o.text == w.text }) {
			continue
		}
		all = append(all, w)
		if !isStop(w.text) {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		return all
	}
	return telling
}

// count adds the weights of a word to the sums, the more the rarer the word is.
func (a *asking) count(r Reading) {
	holding := 0
	for _, w := range a.weight {
		if w > 0 {
			holding++
		}
	}
	rarity := math.Log(1 + float64(a.known)/float64(max(holding, 1)))
	a.most += rarity
	for doc, w := range a.weight {
		if w > 0 {
			a.sums[doc] += w * rarity
			a.counts[doc]++
		}
	}
	a.answer.Words = append(a.answer.Words, r)
}

// rank gives the documents that have all words, else those that have the most.
func (a *asking) rank() {
	least := int(slices.Max(append(a.counts, 0)))
	if least == 0 || 2*least < len(a.answer.Words) {
		return
	}
	a.answer.Least = least
	for doc, n := range a.counts {
		if int(n) == least {
			collection := a.names[a.docs[doc].collection]
			score := a.sums[doc] / a.most * worth[collection]
			a.answer.Hits = append(a.answer.Hits, Hit{doc, collection, rounded(score)})
		}
	}
	slices.SortFunc(a.answer.Hits, func(x, y Hit) int {
		return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.Doc, y.Doc))
	})
}
