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
// itself known on the day, on any day on which something changes.
func TestNothingNamesTheUnknown(t *testing.T) {
	fixed := fixedDatasets(t)
	rapid.Check(t, func(t *rapid.T) {
		readings := someDataset(t, fixed).Readings()
		for _, day := range changeDays(readings) {
			c := &closure{known: map[string]bool{}}
			rows := reflect.ValueOf(*on(readings, day))
			c.eachRow(rows, func(collection string, row reflect.Value) {
				c.known[collection+"/"+row.FieldByName("ID").String()] = true
			})
			c.eachRow(rows, func(collection string, row reflect.Value) {
				c.at = collection + "/" + row.FieldByName("ID").String()
				c.walk(row)
			})
			if len(c.dangling) > 0 {
				t.Fatalf("on %s: %s", day, strings.Join(c.dangling, "\n"))
			}
		}
	})
}

// closure walks rows with their items and notes what names the unknown.
type closure struct {
	known    map[string]bool
	at       string
	dangling []string
}

func (c *closure) eachRow(rows reflect.Value, do func(collection string, row reflect.Value)) {
	for i := range rows.NumField() {
		for j := range rows.Field(i).Len() {
			do(strings.ToLower(rows.Type().Field(i).Name), rows.Field(i).Index(j))
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
		if c.known[collection+"/"+id] {
			return
		}
	}
	if id != "" && id != "author" {
		c.dangling = append(c.dangling, fmt.Sprintf("%s: %s names %q, which is not known", c.at, key, id))
	}
}
