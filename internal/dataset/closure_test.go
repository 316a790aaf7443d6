package dataset_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
)

// names tells of which collections the ids in a column are.
var names = map[string][]string{
	"programme": {"programmes"}, "also_concerns": {"programmes"}, "part_of": {"funding"},
	"organisation": {"organisations"}, "providers": {"organisations"}, "recipients": {"organisations"},
	"source": {"sources"}, "original": {"sources"}, "speakers": {"people"}, "attributed_to": {"people", "organisations"},
	"milestone": {"milestones"}, "indicator": {"indicators"}, "measure_indicator": {"indicators"},
	"subject": {"milestones", "indicators", "funding"},
	"about":   {"programmes", "organisations", "people", "sources", "milestones", "indicators", "funding", "statements", "observations"},
}

// Nothing names a source, programme, organisation, person or row that is not
// itself known on the day. It is enough to look at the first day of a reading:
// what is known stays known, says TestReadingsFollowEachOther.
func TestNothingNamesTheUnknown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := &closure{known: map[string]dataset.Day{}}
		readings := reflect.ValueOf(*someDataset(t).readings)
		c.each(readings, func() {
			if _, again := c.known[c.at]; !again {
				c.known[c.at] = c.from
			}
		})
		c.each(readings, func() { c.walk(c.row) })
		if len(c.dangling) > 0 {
			t.Fatal(strings.Join(c.dangling, "\n"))
		}
	})
}

// closure walks readings with their items and notes what names the unknown.
type closure struct {
	known    map[string]dataset.Day // from which collection/id is
	at       string                 // collection/id of the present reading
	from     dataset.Day            // its first day
	row      reflect.Value
	dangling []string
}

func (c *closure) each(readings reflect.Value, do func()) {
	for i := range readings.NumField() {
		collection := strings.ToLower(readings.Type().Field(i).Name)
		for j := range readings.Field(i).Len() {
			reading := readings.Field(i).Index(j)
			c.row = reading.FieldByName("Row")
			c.at = collection + "/" + c.row.FieldByName("ID").String()
			c.from = reading.FieldByName("From").Interface().(dataset.Day)
			do()
		}
	}
}

func (c *closure) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		c.pair(v)
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if !f.IsExported() { // a date
				continue
			}
			key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if collections := names[key]; collections != nil {
				c.check(key, collections, v.Field(i))
				continue
			}
			c.walk(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			c.walk(v.Index(i))
		}
	}
}

// pair checks the id that stands beside the name of its collection.
func (c *closure) pair(v reflect.Value) {
	switch x := v.Interface().(type) {
	case dataset.ConflictSide:
		if x.Collection != "" {
			c.check("side", []string{x.Collection}, reflect.ValueOf(x.ID))
		}
	case dataset.UseRow:
		c.check("row", []string{x.Collection}, reflect.ValueOf(x.Row))
	case dataset.TimelineRow:
		c.check("id", []string{x.Collection}, reflect.ValueOf(x.ID))
	}
}

func (c *closure) check(key string, collections []string, v reflect.Value) {
	if v.Kind() == reflect.Slice {
		for i := range v.Len() {
			c.check(key, collections, v.Index(i))
		}
		return
	}
	id := v.String()
	for _, collection := range collections {
		if from, known := c.known[collection+"/"+id]; known && from <= c.from {
			return
		}
	}
	if id != "" && id != "author" {
		c.dangling = append(c.dangling, fmt.Sprintf("%s from %s: %s names %q, which is not known", c.at, c.from, key, id))
	}
}
