package search

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"jalons/internal/edtf"
)

// many gives n made-up statements in both languages, of the length that real
// ones have: an id, a label of seven words, a note of eighteen, a programme. Some
// words are frequent and most are rare, as in a language (Zipf).
func many(n int) []Document {
	random := rand.New(rand.NewPCG(1, 2))
	frequency := rand.NewZipf(random, 1.1, 4, 20000)
	syllables := strings.Fields("ba ce di fo gu la me ni po ru sa te vi xo ac en il or um es")
	text := func(words int, end string) string {
		var out []string
		for range words {
			var w strings.Builder
			for rank := frequency.Uint64() + 20; rank > 0; rank /= 20 {
				w.WriteString(syllables[rank%20])
			}
			out = append(out, w.String()+end)
		}
		return strings.Join(out, " ")
	}
	all := make([]Document, n)
	for i := range all {
		from := edtf.DayOf(2010, 1, 1) + edtf.Day(random.IntN(6000))
		programme := fmt.Sprintf("programme-%d", i%500)
		all[i] = Document{"statements", fmt.Sprintf("%s-%d-%d", programme, 2010+i%16, i), from, edtf.Max, []Text{
			{Class: ID, FR: fmt.Sprintf("%s-%d-%d", programme, 2010+i%16, i)}, {Class: Parent, FR: programme},
			{Label, text(7, ""), text(7, "ing")}, {Other, text(18, ""), text(18, "ing")},
		}}
	}
	return all
}

func built(all []Document) ([]Doc, []Word) {
	b := NewBuilder()
	for _, d := range all {
		b.Add(d)
	}
	return b.Build()
}

// held gives the bytes on the heap.
func held() float64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}

// The size of the task: 100 000 statements.
const manyStatements = 100_000

func BenchmarkBuild(b *testing.B) {
	all := many(manyStatements)
	for b.Loop() {
		built(all)
	}
}

func BenchmarkOpen(b *testing.B) {
	before := held()
	docs, words := built(many(manyStatements))
	var x *Index
	for b.Loop() {
		x = filled(docs, words)
	}
	packed := 0
	for _, w := range words {
		packed += len(w.Postings)
	}
	b.ReportMetric(float64(packed)/(1<<20), "MB-packed")
	docs, words = nil, nil
	b.ReportMetric((held()-before)/(1<<20), "MB-held")
	runtime.KeepAlive(x)
}

func BenchmarkAsk(b *testing.B) {
	docs, words := built(many(manyStatements))
	x := filled(docs, words)
	for name, text := range map[string]string{
		"frequent words": words[len(words)/2].Text + " baba baba ceba", "programme": "programme-77", "prefix": "b", "mistake": "programmme",
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := x.Ask(context.Background(), Question{text, "fr", edtf.DayOf(2025, 1, 1)}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// filled gives an index of documents and words that are in memory.
func filled(docs []Doc, words []Word) *Index {
	x := NewIndex(Terms{
		Postings: func(_ context.Context, numbers []int) (map[int][]byte, error) {
			out := map[int][]byte{}
			for _, n := range numbers {
				out[n] = words[n].Postings
			}
			return out, nil
		},
		Find: func(_ context.Context, lang, text string) (int, bool, error) {
			i, found := slices.BinarySearchFunc(words, Word{Lang: lang, Text: text}, func(a, b Word) int {
				return cmp.Or(strings.Compare(a.Lang, b.Lang), strings.Compare(a.Text, b.Text))
			})
			return i, found, nil
		},
	}, len(docs))
	for _, d := range docs {
		x.AddDocument(d)
	}
	for i, w := range words {
		x.AddWord(i, w)
	}
	x.Ready()
	return x
}
