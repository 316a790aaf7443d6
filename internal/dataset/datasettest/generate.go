package datasettest

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"slices"
	"testing/fstest"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

// The days between which everything generated happens; the last is updated_on.
var (
	firstDay = edtf.DayOf(2005, 1, 1)
	lastDay  = edtf.DayOf(2026, 11, 21)
)

// Generate gives a random dataset of some more than so many statements, the
// same for the same seed. It holds what the real one holds, and more often what
// is rare there: vague days, names that change, wholes of wholes, rivals,
// deprecated and preferred rows, promises that move and outcomes that disagree.
// The linter has nothing to say of it.
func Generate(seed uint64, statements int) *dataset.Dataset {
	g := &generator{Rand: rand.New(rand.NewPCG(seed, uint64(statements))), d: &dataset.Dataset{Info: info(), Codes: codes()}}
	g.registers(statements)
	for g.made < statements || len(g.d.Programmes) < 2 {
		g.programme()
	}
	g.rest()
	g.conflicts()
	g.d.IDs = ids(g.d)
	slices.Sort(g.d.IDs)
	return g.d
}

type generator struct {
	*rand.Rand
	d     *dataset.Dataset
	made  int // statements
	ids   int
	cited map[string]bool   // sources
	kinds map[string]string // of indicators, by id
}

func info() dataset.Info {
	return dataset.Info{Title: text("Essai", "Test"), Version: "2026.11.21", UpdatedOn: lastDay, License: "etalab-2.0",
		Attribution: text("Personne", "Nobody"), Contact: "contact@jalons.example", ReportURL: "mailto:contact@jalons.example", Publisher: "Essai"}
}

// codes gives the code lists of the shipped dataset.
func codes() dataset.Codes {
	d, _ := dataset.Load(fstest.MapFS{"codes.yaml": {Data: shippedCodes()}})
	return d.Codes
}

func shippedCodes() []byte {
	data, err := fs.ReadFile(fixtures.Files, "codes.yaml")
	if err != nil {
		panic(err) // the file is embedded
	}
	return data
}

func text(fr, en string) dataset.Text { return dataset.Text{FR: fr, EN: en} }

// id gives a new id; n tells what it is of.
func (g *generator) id(of string) string {
	g.ids++
	return fmt.Sprintf("%s-%d", of, g.ids)
}

func (g *generator) label(what string) dataset.Text {
	return text(fmt.Sprintf("%s n° %d", what, g.ids), fmt.Sprintf("%s no. %d", what, g.ids))
}

// chance is true in so many cases of a hundred.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func pick[T any](g *generator, all []T) T { return all[g.IntN(len(all))] }

func (g *generator) word(list string) string { return pick(g, g.d.Codes.Words(list)) }

// some gives up to n different items.
func some[T comparable](g *generator, all []T, n int) (out []T) {
	for range min(n, len(all)) {
		if x := pick(g, all); g.chance(60) && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// day gives a day from one to another, both included.
func (g *generator) day(from, to dataset.Day) dataset.Day {
	return from + dataset.Day(g.IntN(int(to-from)+1))
}

// around gives a date that holds a day, vague or exact, and ends by a last one.
func (g *generator) around(day, last dataset.Day) dataset.Date {
	d := edtf.On(day)
	switch g.IntN(6) {
	case 0:
		d = edtf.Must(day.String()[:4])
	case 1, 2:
		d = edtf.Must(day.String()[:7])
	case 3:
		d = edtf.Between(day-dataset.Day(g.IntN(200)), day+dataset.Day(g.IntN(100)))
	}
	if d.Latest() > last {
		return edtf.On(day)
	}
	return d
}

// anyDate gives a date of something told: vague, exact, open or not known.
func (g *generator) anyDate() dataset.Date {
	day := g.day(firstDay, lastDay+1500)
	switch g.IntN(12) {
	case 0:
		return dataset.Date{}
	case 1:
		return edtf.Must("../" + day.String())
	case 2:
		return edtf.Must(day.String()[:7] + "/..")
	}
	return g.around(day, edtf.Max)
}
