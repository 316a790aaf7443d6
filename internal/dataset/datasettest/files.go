package datasettest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing/fstest"

	"jalons/internal/dataset"
)

// perFile bounds the records of a list in one file, well below the size that
// is read.
const perFile = 500

// Files writes a dataset as the files that Load reads. They are YAML as JSON is
// YAML: for programs, not for people.
func Files(d *dataset.Dataset) fstest.MapFS {
	files := fstest.MapFS{"codes.yaml": {Data: shippedCodes()}, "ids.txt": {Data: []byte(strings.Join(d.IDs, "\n") + "\n")}}
	put := func(name string, v any) {
		text, err := json.Marshal(plain(reflect.ValueOf(v)))
		if err != nil {
			panic(err) // plain values always encode
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	put("dataset.yaml", d.Info)
	put("organisations.yaml", d.Organisations)
	put("people.yaml", d.People)
	put("glossary.yaml", d.Glossary)
	put("conflicts.yaml", d.Conflicts)
	put("exclusions.yaml", d.Exclusions)
	put("corrections.yaml", d.Corrections)
	for _, p := range d.Programmes {
		put("programmes/"+p.ID+".yaml", p)
	}
	n := 0
	for sources := range slices.Chunk(d.Sources, perFile) {
		put(fmt.Sprintf("sources/%05d.yaml", n), sources)
		n++
	}
	return files
}

// plain gives a record as maps and lists by the keys of the format, without
// what is not known. A null that a file must write, since the format has
// another default, stays.
func plain(v reflect.Value) any {
	switch x := v.Interface().(type) {
	case dataset.Date:
		return x.String()
	case dataset.Day:
		return x.String()
	case *bool:
		return x
	}
	switch v.Kind() {
	case reflect.Pointer:
		return plain(v.Elem())
	case reflect.Struct:
		out := map[string]any{}
		members(v, out)
		return out
	case reflect.Slice:
		return items(v)
	}
	return v.Interface()
}

func items(v reflect.Value) any {
	out := []any{}
	for i := range v.Len() {
		item := v.Index(i)
		if cs := item.Kind() == reflect.Struct && v.Len() == 1; cs && bare(item) {
			return plain(item.FieldByName("Value"))
		}
		out = append(out, plain(item))
	}
	return out
}

// bare reports whether a value of a dated fact stands for itself.
func bare(v reflect.Value) bool {
	value, citations := v.FieldByName("Value"), v.FieldByName("Citations")
	return value.IsValid() && citations.IsValid() && citations.Len() == 0 && v.FieldByName("StatedOn").IsZero()
}

func members(v reflect.Value, out map[string]any) {
	for i := range v.NumField() {
		f, key := v.Type().Field(i), v.Type().Field(i).Tag.Get("yaml")
		_, keep := v.Field(i).Interface().(*bool)
		switch {
		case f.Anonymous:
			members(v.Field(i), out)
		case key != "" && key != "-" && (keep || !v.Field(i).IsZero()):
			out[key] = plain(v.Field(i))
		}
	}
}

// ids gives the lines of ids.txt.
func ids(d *dataset.Dataset) (lines []string) {
	put := func(collection, id string) { lines = append(lines, collection+"/"+id) }
	for _, p := range d.Programmes {
		put("programmes", p.ID)
		for _, f := range p.Funding {
			put("funding", f.ID)
		}
		for _, m := range p.Milestones {
			put("milestones", m.ID)
			if m.Measure != nil {
				put("observations", m.ID+"-target")
			}
			for _, s := range m.Statements {
				put("statements", s.ID)
			}
		}
		for _, i := range p.Indicators {
			put("indicators", i.ID)
			for _, o := range i.Observations {
				put("observations", o.ID)
			}
		}
	}
	return append(lines, registerIDs(d)...)
}

func registerIDs(d *dataset.Dataset) (lines []string) {
	for collection, list := range map[string]any{"organisations": d.Organisations, "people": d.People, "sources": d.Sources,
		"glossary": d.Glossary, "conflicts": d.Conflicts, "exclusions": d.Exclusions, "corrections": d.Corrections} {
		for v := reflect.ValueOf(list); v.Len() > 0; v = v.Slice(1, v.Len()) {
			lines = append(lines, collection+"/"+v.Index(0).Elem().FieldByName("ID").String())
		}
	}
	return lines
}
