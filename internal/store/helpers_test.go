package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"testing"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

var background = context.Background()

const hardCasesDir = "../dataset/testdata/hard-cases"

// hardCases reads the small dataset of real, awkward facts.
func hardCases(t testing.TB) *dataset.Dataset {
	t.Helper()
	d, findings := datasettest.Load(hardCasesDir)
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	return d
}

// shipped reads the dataset that the binary embeds; what is wrong with it, the
// tests of package dataset say.
func shipped() *dataset.Dataset {
	d, _ := dataset.Load(fixtures.Files)
	return d
}

// open builds a dataset in a folder of its own and opens the file.
func open(t testing.TB, d *dataset.Dataset) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := Build(path, d, "test"); err != nil {
		t.Fatal(err)
	}
	return reopen(t, path)
}

func reopen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// served is a dataset with the file made of it. Tests share it: they change
// neither.
type served struct {
	name string
	*dataset.Dataset
	*Store
}

// shared is the folder of the files that tests share.
var shared string

func TestMain(m *testing.M) {
	var err error
	if shared, err = os.MkdirTemp("", "jalons-store-"); err != nil {
		panic(err)
	}
	code := m.Run()
	if err := os.RemoveAll(shared); err != nil {
		panic(err)
	}
	os.Exit(code)
}

// several gives the hard cases, the shipped data, and random datasets, which
// hold more of what is rare. They are built once.
var several = sync.OnceValue(func() (all []served) {
	hard, _ := datasettest.Load(hardCasesDir)
	put := func(name string, d *dataset.Dataset) {
		path := filepath.Join(shared, name+".db")
		if _, err := Build(path, d, "test"); err != nil {
			panic(err)
		}
		s, err := Open(path)
		if err != nil {
			panic(err)
		}
		all = append(all, served{name, d, s})
	}
	put("hard cases", hard)
	put("shipped", shipped())
	put("random", datasettest.Generate(1, 60))
	put("another", datasettest.Generate(2, 90))
	return all
})

// rows is one of the collections with its row type: what tests ask of each.
type rows interface {
	title() string
	// sameAs says where the list and the items of a day differ from rows.
	sameAs(s *Store, all *dataset.Rows, day dataset.Day) error
	// given gives the rows of the collection as values.
	given(all *dataset.Rows) []reflect.Value
	// listed gives the rows of a query as values.
	listed(s *Store, q Query) ([]reflect.Value, error)
	counted(s *Store, q Query) (int, error)
	paged(s *Store, q Query) (Page, error)
	matched(s *Store, q Query) ([]int64, error)
	read(s *Store, readings []int64) ([]reflect.Value, error)
	facet(s *Store, q Query, column string) ([]FacetCount, error)
	wordsIn(all *dataset.Rows) []string
	holding(all *dataset.Rows, word string) []string
	table() *table
}

type rowsOf[R any] struct{ of func(*dataset.Rows) []R }

func (r rowsOf[R]) table() *table { return tableOf[R]() }
func (r rowsOf[R]) title() string { return r.table().name }

func (r rowsOf[R]) given(all *dataset.Rows) []reflect.Value { return valuesOf(r.of(all)) }

func (r rowsOf[R]) listed(s *Store, q Query) ([]reflect.Value, error) {
	found, err := List[R](background, s, q)
	return valuesOf(found), err
}

func (r rowsOf[R]) paged(s *Store, q Query) (Page, error) {
	return ListPage[R](background, s, q, nil)
}

// matched gives all that matches as callers have it who hold orders.
func (r rowsOf[R]) matched(s *Store, q Query) ([]int64, error) {
	order, err := OrderOf[R](background, s, q)
	if err != nil {
		return nil, err
	}
	all, err := Matching[R](background, s, q)
	return order.Sort(all), err
}

func (r rowsOf[R]) read(s *Store, readings []int64) ([]reflect.Value, error) {
	found, err := Rows[R](background, s, readings)
	return valuesOf(found), err
}

func (r rowsOf[R]) counted(s *Store, q Query) (int, error) { return Count[R](background, s, q) }

func (r rowsOf[R]) facet(s *Store, q Query, column string) ([]FacetCount, error) {
	counts, total, err := Facets[R](background, s, q, []string{column})
	if err != nil {
		return nil, err
	}
	if n, err := Count[R](background, s, q); err != nil || n != total {
		return nil, fmt.Errorf("%d rows counted beside the facet, %d alone (%w)", total, n, err)
	}
	return counts[column], nil
}

func valuesOf[R any](all []R) []reflect.Value {
	out := make([]reflect.Value, len(all))
	for i := range all {
		out[i] = reflect.ValueOf(&all[i]).Elem()
	}
	return out
}

func idOf(row reflect.Value) string { return row.FieldByName("ID").String() }

func idsOf(all []reflect.Value) []string {
	out := []string{}
	for _, row := range all {
		out = append(out, idOf(row))
	}
	return out
}

// collections are all tables of the file.
var collections = []rows{
	rowsOf[dataset.ProgrammeRow]{func(r *dataset.Rows) []dataset.ProgrammeRow { return r.Programmes }},
	rowsOf[dataset.FundingRow]{func(r *dataset.Rows) []dataset.FundingRow { return r.Funding }},
	rowsOf[dataset.MilestoneRow]{func(r *dataset.Rows) []dataset.MilestoneRow { return r.Milestones }},
	rowsOf[dataset.StatementRow]{func(r *dataset.Rows) []dataset.StatementRow { return r.Statements }},
	rowsOf[dataset.IndicatorRow]{func(r *dataset.Rows) []dataset.IndicatorRow { return r.Indicators }},
	rowsOf[dataset.ObservationRow]{func(r *dataset.Rows) []dataset.ObservationRow { return r.Observations }},
	rowsOf[dataset.OrganisationRow]{func(r *dataset.Rows) []dataset.OrganisationRow { return r.Organisations }},
	rowsOf[dataset.PersonRow]{func(r *dataset.Rows) []dataset.PersonRow { return r.People }},
	rowsOf[dataset.SourceRow]{func(r *dataset.Rows) []dataset.SourceRow { return r.Sources }},
	rowsOf[dataset.TermRow]{func(r *dataset.Rows) []dataset.TermRow { return r.Glossary }},
	rowsOf[dataset.ConflictRow]{func(r *dataset.Rows) []dataset.ConflictRow { return r.Conflicts }},
	rowsOf[dataset.ExclusionRow]{func(r *dataset.Rows) []dataset.ExclusionRow { return r.Exclusions }},
	rowsOf[dataset.CorrectionRow]{func(r *dataset.Rows) []dataset.CorrectionRow { return r.Corrections }},
	rowsOf[dataset.TimelineRow]{func(r *dataset.Rows) []dataset.TimelineRow { return r.Timeline }},
	rowsOf[dataset.UseRow]{func(r *dataset.Rows) []dataset.UseRow { return r.Uses }},
}

func day(t testing.TB, text string) dataset.Day {
	t.Helper()
	d, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// changeDays gives every day on which a reading begins.
func changeDays(d *dataset.Dataset) []dataset.Day {
	var days []dataset.Day
	v := reflect.ValueOf(*d.Readings())
	for i := range v.NumField() {
		for j := range v.Field(i).Len() {
			days = append(days, v.Field(i).Index(j).FieldByName("From").Interface().(dataset.Day))
		}
	}
	return days
}

// Every table of the file is one of the collections tested here.
func TestCollectionsAreAllTables(t *testing.T) {
	if len(collections) != len(tables) || len(collections) != reflect.TypeFor[dataset.Rows]().NumField() {
		t.Errorf("%d collections are tested, of %d tables and %d kinds of rows", len(collections), len(tables), reflect.TypeFor[dataset.Rows]().NumField())
	}
}
