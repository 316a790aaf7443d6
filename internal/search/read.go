package search

import (
	"errors"
	"iter"
	"slices"
)

// Reading is how a word of the question was read.
type Reading struct {
	Asked string
	// Found are the words that it was read as, by the language ("" is that of ids)
	// of the texts that they stand in; nil where nothing was found.
	Found map[string][]string
	// Meant are the words that it was read as where it stands nowhere itself: those
	// nearest to it. Nil where it was found as it is.
	Meant []string
}

// How sure a reading is, from 0 to 1.
const (
	sureStem     = 0.9 // an inflection
	surePrefix   = 0.8 // the beginning of a word: times the part of it that was typed
	sureOther    = 0.8 // found in the other language alone: times the above
	sureMistake  = 0.7 // one letter off
	sureMistakes = 0.5 // two letters off
)

// A variant is a word of the index that a word of the question may be read as.
type variant struct {
	lang string
	text string
	word int // its number
	sure float64
}

// A way is one of the ways of reading a word. It is a good one where a document
// of the day holds one of the variants, if need be one of a language.
type way struct {
	variants []variant
	lang     string // "" for any
	meant    bool
}

// ways gives the ways of reading a word, the surest first: in the language of
// the question; in the other one; and, for a simple word, as one that is nearly
// the same. Ids are searched along, but a word that only they hold does not end
// the looking: they hold English words at random.
func (a *asking) ways(w word, last bool) iter.Seq[way] {
	other := otherOf(a.Lang)
	return func(yield func(way) bool) {
		named := a.inflections(ids, w.text, false, 1)
		good := yield(way{variants: append(a.inflections(a.Lang, w.text, last, 1), named...), lang: a.Lang}) &&
			yield(way{variants: append(a.inflections(other, w.text, last, sureOther), named...)})
		for off := 1; good && w.parts == nil && off <= forgiven(w.text); off++ {
			good = yield(way{variants: a.mistakes(w.text, off), meant: true})
		}
	}
}

// read looks a word up: as it is, else the parts of a compound, each by itself,
// but for single letters (the e of e-santé), which stand everywhere.
func (a *asking) read(w word, last bool) error {
	for way := range a.ways(w, last) {
		used, err := a.weigh(way.variants)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(used, func(v variant) bool { return way.lang == "" || v.lang == way.lang }) {
			a.count(a.reading(w.text, used, way.meant))
			return nil
		}
	}
	parts := slices.DeleteFunc(slices.Clone(w.parts), func(p word) bool { return isStop(p.text) || length(p.text) == 1 && !isNumber(p.text) })
	if len(parts) == 0 {
		clear(a.weight)
		a.count(Reading{Asked: w.text})
	}
	for _, part := range parts {
		if err := a.read(part, last && part.end == w.end); err != nil {
			return err
		}
	}
	return nil
}

func (a *asking) reading(text string, used []variant, meant bool) Reading {
	r := Reading{Asked: text, Found: map[string][]string{}}
	for _, v := range used {
		if slices.Contains(r.Found[v.lang], v.text) {
			continue // two mistyped neighbours may share a stem
		}
		r.Found[v.lang] = append(r.Found[v.lang], v.text)
		if meant && v.lang != ids {
			r.Meant = append(r.Meant, v.text)
		}
	}
	return r
}

// inflections gives a word, those of its stem, and for the last word of the
// question those that begin so. A number is itself alone, and so is a word of an
// id: there are as many of those as rows.
func (a *asking) inflections(lang, text string, last bool, sure float64) (all []variant) {
	if isNumber(text) {
		return a.number(lang, text, sure)
	}
	l := a.lexica[lang]
	first, after := l.withPrefix(text)
	for i := first; i < after; i++ {
		typed := float64(len(text)) / float64(len(l.texts[i]))
		switch {
		case typed == 1:
			all = append(all, variant{lang, text, int(l.numbers[i]), sure})
		case last:
			all = append(all, variant{lang, l.texts[i], int(l.numbers[i]), sure * surePrefix * typed})
		default:
			i = after // whole words come first
		}
	}
	for _, i := range l.withStem(stemOf(text, lang)) {
		if l.texts[i] != text {
			all = append(all, variant{lang, l.texts[i], int(l.numbers[i]), sure * sureStem})
		}
	}
	return all
}

// number gives a number, which is itself alone.
func (a *asking) number(lang, text string, sure float64) []variant {
	word, found, err := a.terms.Find(a.ctx, lang, text)
	a.err = errors.Join(a.err, err)
	if !found {
		return nil
	}
	return []variant{{lang, text, word, sure}}
}

// mistakes reads a word as those that are so many letters away from it, each
// with its inflections.
func (a *asking) mistakes(text string, off int) (all []variant) {
	sure := sureMistake
	if off > 1 {
		sure = sureMistakes
	}
	for _, candidate := range a.lexica[a.Lang].texts {
		if !isStop(candidate) && distance(text, candidate, off) == off {
			all = append(all, a.inflections(a.Lang, candidate, false, sure)...)
			all = append(all, a.inflections(ids, candidate, false, sure)...)
		}
	}
	return all
}

// weigh puts into weight what the variants weigh in the documents of the day,
// and gives those that stand in one.
func (a *asking) weigh(variants []variant) (used []variant, err error) {
	clear(a.weight)
	if len(variants) == 0 || a.err != nil {
		return nil, a.err
	}
	numbers := make([]int, len(variants))
	for i, v := range variants {
		numbers[i] = v.word
	}
	postings, err := a.terms.Postings(a.ctx, numbers)
	if err != nil {
		return nil, err
	}
	for i, v := range variants {
		stands := false
		unpack(postings[numbers[i]], func(doc int, impact byte) {
			if doc < len(a.docs) && a.docs[doc].on(a.Day) {
				a.weight[doc] = max(a.weight[doc], v.sure*float64(impact)/255)
				stands = true
			}
		})
		if stands {
			used = append(used, v)
		}
	}
	return used, nil
}
