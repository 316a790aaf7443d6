package dataset_test

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"jalons/fixtures"
	"jalons/internal/dataset"
	"jalons/internal/dataset/datasettest"
	"jalons/internal/edtf"
)

// Properties of time travel, over the hard cases, the shipped data, and random
// datasets, which have more days on which something changes.

// sample is a dataset with its readings.
type sample struct {
	*dataset.Dataset
	readings *dataset.Readings
}

// someDataset draws a dataset: the hard cases, the shipped one, or a random one.
func someDataset(t *rapid.T) sample {
	fixed := fixedSamples()
	if i := rapid.IntRange(0, 5).Draw(t, "dataset"); i < len(fixed) {
		return fixed[i]
	}
	d := datasettest.Generate(rapid.Uint64Range(0, 1<<20).Draw(t, "seed"), rapid.IntRange(5, 80).Draw(t, "statements"))
	return sample{d, d.Readings()}
}

var fixedSamples = sync.OnceValue(func() []sample {
	hard, _ := datasettest.Load("testdata/hard-cases") // what is wrong with them, TestHardCases
	shipped, _ := dataset.Load(fixtures.Files)         // and TestShippedDataset say
	return []sample{{hard, hard.Readings()}, {shipped, shipped.Readings()}}
})

// someDay draws a day, often one on which something changes or the one before.
func someDay(t *rapid.T, changes []dataset.Day) dataset.Day {
	if len(changes) > 0 && rapid.Bool().Draw(t, "at a change") {
		return rapid.SampledFrom(changes).Draw(t, "change") - dataset.Day(rapid.IntRange(0, 1).Draw(t, "before"))
	}
	first, last := int32(edtf.DayOf(2004, 1, 1)), int32(edtf.DayOf(2027, 12, 31))
	return dataset.Day(rapid.Int32Range(first, last).Draw(t, "day"))
}

// changeDays gives every day on which a reading begins or ends.
func changeDays(r *dataset.Readings) (days []dataset.Day) {
	v := reflect.ValueOf(*r)
	for i := range v.NumField() {
		for j := range v.Field(i).Len() {
			days = append(days, v.Field(i).Index(j).FieldByName("From").Interface().(dataset.Day))
			if to := v.Field(i).Index(j).FieldByName("To").Interface().(dataset.Day); to != edtf.Max {
				days = append(days, to)
			}
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// on gives the readings of a day as rows.
func on(r *dataset.Readings, day dataset.Day) *dataset.Rows {
	rows := &dataset.Rows{}
	from, to := reflect.ValueOf(*r), reflect.ValueOf(rows).Elem()
	for i := range from.NumField() {
		for j := range from.Field(i).Len() {
			reading := from.Field(i).Index(j)
			if int64(day) >= reading.FieldByName("From").Int() && int64(day) < reading.FieldByName("To").Int() {
				to.Field(i).Set(reflect.Append(to.Field(i), reading.FieldByName("Row")))
			}
		}
	}
	return rows
}

// differences says where two sets of rows are not the same.
func differences(a, b *dataset.Rows) (all []string) {
	x, y := reflect.ValueOf(*a), reflect.ValueOf(*b)
	for i := range x.NumField() {
		name, n, m := x.Type().Field(i).Name, x.Field(i).Len(), y.Field(i).Len()
		if n != m {
			all = append(all, fmt.Sprintf("%s: %d rows and %d", name, n, m))
			continue
		}
		for j := range n {
			if p, q := x.Field(i).Index(j).Interface(), y.Field(i).Index(j).Interface(); !reflect.DeepEqual(p, q) {
				all = append(all, fmt.Sprintf("%s:\n %+v\n %+v", name, p, q))
			}
		}
	}
	return all
}

// The readings of a day are what At gives on it.
func TestReadingsAreAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDataset(t)
		day := someDay(t, changeDays(d.readings))
		if diff := differences(d.At(day), on(d.readings, day)); len(diff) > 0 {
			t.Fatalf("on %s At and the readings differ: %s", day, diff[0])
		}
	})
}

// The stretches of one id follow each other: they do not overlap, none is
// empty, no two in a row read the same, and what is known stays known. Only a
// conflict may cease and come back: a promised value is of the date now due, and
// contradicts another of the same time until it moves.
func TestReadingsFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := reflect.ValueOf(*someDataset(t).readings)
		for i := range v.NumField() {
			forgets := v.Type().Field(i).Name == "Conflicts"
			ends := map[string]dataset.Day{}
			last := map[string]any{}
			for j := range v.Field(i).Len() {
				reading := v.Field(i).Index(j)
				row := reading.FieldByName("Row")
				id := row.FieldByName("ID").String()
				from, to := reading.FieldByName("From").Interface().(dataset.Day), reading.FieldByName("To").Interface().(dataset.Day)
				end, again := ends[id]
				switch {
				case from >= to:
					t.Fatalf("%s: empty from %s to %s", id, from, to)
				case again && (from < end || from > end && !forgets):
					t.Fatalf("%s: known to %s, and again from %s", id, end, from)
				case again && from == end && reflect.DeepEqual(last[id], row.Interface()):
					t.Fatalf("%s: reads the same before and after %s", id, from)
				}
				ends[id], last[id] = to, row.Interface()
			}
			for id, end := range ends {
				if end != edtf.Max && !forgets {
					t.Fatalf("%s: forgotten on %s", id, end)
				}
			}
		}
	})
}

// A day after updated_on gives the answers of updated_on.
func TestAtAfterUpdatedOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := someDataset(t)
		later := d.Info.UpdatedOn + dataset.Day(rapid.IntRange(1, 100_000).Draw(t, "later"))
		if diff := differences(d.At(later), d.At(d.Info.UpdatedOn)); len(diff) > 0 {
			t.Fatalf("on %s: %s", later, diff[0])
		}
	})
}

// The bounds of a slippage hold it.
func TestSlippageLiesWithinItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, r := range someDataset(t).readings.Milestones {
			low, days, high := r.Row.SlippageDaysMin, r.Row.SlippageDays, r.Row.SlippageDaysMax
			if low != nil && days != nil && *low > *days || days != nil && high != nil && *days > *high || low != nil && high != nil && *low > *high {
				t.Fatalf("%s from %s: %d days, of %d to %d", r.Row.ID, r.From, *days, *low, *high)
			}
		}
	})
}
