package search

import (
	"encoding/binary"
	"maps"
	"slices"
	"strings"

	"jalons/internal/edtf"
)

// Class is how much a text tells of what a row is.
type Class int

// The classes of texts.
const (
	ID     Class = iota // the row's own id
	Name                // a name, an acronym, an alias
	Label               // what the row is called in our words
	Other               // summaries, notes, definitions, titles, amounts in words…
	Parent              // the id of what the row belongs to
)

// weights are what a word weighs at most in a text of a class: half of that in
// the class before, so that no text reaches one of a better class.
var weights = map[Class]int{ID: 255, Name: 255, Label: 127, Other: 63, Parent: 31}

// Text is one text of a row, in both languages: the same twice where it stands
// in either. An id is in no language, and stands in FR.
type Text struct {
	Class  Class
	FR, EN string
}

// in gives the text as it stands among the words of a language, or among ids.
func (t Text) in(lang string) string {
	switch isID := t.Class == ID || t.Class == Parent; {
	case isID != (lang == ids):
		return ""
	case lang == "en":
		return t.EN
	}
	return t.FR
}

// Document is a row as it reads from one day up to, and without, another.
type Document struct {
	Collection, ID string
	From, To       edtf.Day
	Texts          []Text
}

// ids stands for the language of ids: their words are neither French nor
// English, whatever they look like, and have no inflections.
const ids = ""

// languages are those of the words of an index.
var languages = []string{ids, "en", "fr"}

// A Builder makes an index of documents.
type Builder struct {
	docs     []Doc
	last     []Text                          // of the last document
	postings map[string]map[string][]posting // by language and word
}

// A posting is a document's number and, in the lowest byte, the impact that the
// word has in it.
type posting uint64

func at(doc int, impact byte) posting { return posting(doc)<<8 | posting(impact) }

func (p posting) doc() int     { return int(p >> 8) }
func (p posting) impact() byte { return byte(p) }

// NewBuilder begins an index.
func NewBuilder() *Builder {
	b := &Builder{postings: map[string]map[string][]posting{}}
	for _, lang := range languages {
		b.postings[lang] = map[string][]posting{}
	}
	return b
}

// Add takes a document in. One that reads as the last, and begins where it ends,
// prolongs it.
func (b *Builder) Add(d Document) {
	if n := len(b.docs); n > 0 {
		last := &b.docs[n-1]
		if last.Collection == d.Collection && last.ID == d.ID && last.To == d.From && slices.Equal(b.last, d.Texts) {
			last.To = d.To
			return
		}
	}
	for _, lang := range languages {
		for text, impact := range impacts(d.Texts, lang) {
			list, known := b.postings[lang][text]
			if !known {
				text = strings.Clone(text) // a part would hold the whole row's text
			}
			b.postings[lang][text] = append(list, at(len(b.docs), impact))
		}
	}
	b.docs, b.last = append(b.docs, Doc{d.Collection, d.ID, d.From, d.To}), d.Texts
}

// impacts gives the words of texts, each with the most that it weighs in one.
func impacts(texts []Text, lang string) map[string]byte {
	all := map[string]byte{}
	for _, t := range texts {
		words := wordsOf(t.in(lang))
		weight := impact(t.Class, words)
		for _, w := range words {
			if lang != ids { // an id is a compound that only one row has: its words do
				all[w.text] = max(all[w.text], weight)
			}
			for _, p := range w.simple() {
				all[p.text] = max(all[p.text], weight)
			}
		}
	}
	return all
}

// impact is what a word of a text weighs, from 1 to 255: by the class of the
// text, and more where the text has few words; the whole of a text weighs twice
// as much as one of its many words.
func impact(class Class, words []word) byte {
	n := 0
	for _, w := range words {
		for _, p := range w.simple() {
			if class == ID || !isStop(p.text) { // an in an id is an assembly, not an article
				n++
			}
		}
	}
	most := weights[class]
	return byte((most + most/max(n, 1) + 1) / 2)
}

// Doc is a document in an index, by its number: the documents are numbered from
// 0 by collection, id and first day.
type Doc struct {
	Collection, ID string
	From, To       edtf.Day
}

// Word is a word in an index, by its number: the words are numbered from 0 by
// language and text.
type Word struct {
	Lang, Text, Stem string
	Postings         []byte // packed
}

// Build gives the documents and the words, each in the order of their numbers.
func (b *Builder) Build() ([]Doc, []Word) {
	order := make([]int, len(b.docs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		x, y := &b.docs[i], &b.docs[j]
		if c := strings.Compare(x.Collection, y.Collection); c != 0 {
			return c
		}
		if c := strings.Compare(x.ID, y.ID); c != 0 {
			return c
		}
		return int(x.From - y.From)
	})
	docs, number := make([]Doc, len(order)), make([]int, len(order))
	for n, i := range order {
		docs[n], number[i] = b.docs[i], n
	}
	var words []Word
	for _, lang := range languages {
		for _, text := range slices.Sorted(maps.Keys(b.postings[lang])) {
			list := b.postings[lang][text]
			for i, p := range list {
				list[i] = at(number[p.doc()], p.impact())
			}
			slices.Sort(list)
			words = append(words, Word{lang, text, stemOf(text, lang), pack(list)})
		}
	}
	return docs, words
}

// pack writes postings in few bytes: for each the distance to the document
// before, and the impact.
func pack(list []posting) []byte {
	var out []byte
	last := 0
	for _, p := range list {
		out = binary.AppendUvarint(out, uint64(p.doc()-last))
		out, last = append(out, p.impact()), p.doc()
	}
	return slices.Clip(out)
}

// unpack calls do with each posting. It stops at what pack did not write.
func unpack(packed []byte, do func(doc int, impact byte)) {
	doc := 0
	for len(packed) > 0 {
		step, n := binary.Uvarint(packed)
		if n <= 0 || n >= len(packed) {
			return
		}
		doc += int(step)
		do(doc, packed[n])
		packed = packed[n+1:]
	}
}
