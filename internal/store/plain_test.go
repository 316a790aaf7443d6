package store

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"jalons/internal/dataset"
)

// Every reading comes, whole and in order.
func TestEachReading(t *testing.T) {
	d := hardCases(t)
	s := open(t, d)
	var got []dataset.Reading[dataset.MilestoneRow]
	err := EachReading(background, s, func(r *dataset.MilestoneRow, from, to dataset.Day) error {
		got = append(got, dataset.Reading[dataset.MilestoneRow]{Row: *r, From: from, To: to})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := d.Readings().Milestones
	for i := range want {
		want[i].Row.Item = dataset.MilestoneItem{} // which only items have
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%d readings, want %d, or they differ", len(got), len(want))
	}
	stop := errors.New("stop")
	if err := EachReading(background, s, func(*dataset.FundingRow, dataset.Day, dataset.Day) error { return stop }); !errors.Is(err, stop) {
		t.Errorf("an error on the way is lost: %v", err)
	}
}

// someTables are a list of towns and the country of each.
func someTables(country any) []PlainTable {
	return []PlainTable{
		{Name: "countries", Key: []string{"id"}, Columns: []PlainColumn{{Name: "id", Type: "TEXT"}},
			Fill: func(add func([]any) error) error { return add([]any{"france"}) }},
		{Name: "towns", Key: []string{"id"}, Columns: []PlainColumn{{Name: "id", Type: "TEXT"}, {Name: "country", Type: "TEXT", Of: "countries"}, {Name: "people", Type: "INTEGER", Required: true}},
			Fill: func(add func([]any) error) error {
				return errors.Join(add([]any{"lyon", country, int64(500000)}), add([]any{"nowhere", nil, int64(0)}))
			}},
	}
}

func TestPlainFile(t *testing.T) {
	first, err := PlainFile(background, someTables("france"))
	if err != nil || !bytes.HasPrefix(first, []byte("SQLite format 3\x00")) {
		t.Fatalf("%d bytes, %v", len(first), err)
	}
	again, err := PlainFile(background, someTables("france"))
	if err != nil || !bytes.Equal(first, again) {
		t.Errorf("the same tables give other bytes (%v)", err)
	}
	if _, err := PlainFile(background, someTables("atlantis")); err == nil || !strings.Contains(err.Error(), "countries") {
		t.Errorf("an id that is not there: %v", err)
	}
	twice := someTables("france")
	twice[0].Fill = func(add func([]any) error) error { return errors.Join(add([]any{"france"}), add([]any{"france"})) }
	if _, err := PlainFile(background, twice); err == nil || !strings.Contains(err.Error(), "table countries") {
		t.Errorf("an id twice: %v", err)
	}
	missing := someTables("france")
	missing[1].Fill = func(add func([]any) error) error { return add([]any{"lyon", nil, nil}) }
	if _, err := PlainFile(background, missing); err == nil {
		t.Error("a required value is missing, and nobody says so")
	}
}
