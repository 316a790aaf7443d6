package dataset

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"

	"jalons/internal/edtf"
)

// value reads a node into v. A null leaves v as it is unknown: zero.
func (d *decoder) value(n *yaml.Node, v reflect.Value, path string) {
	if isNull(n) {
		v.SetZero()
		return
	}
	switch v.Type() {
	case textType:
		d.text(n, v, path)
		return
	case dateType, dayType:
		d.date(n, v, path)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Elem(), path)
	case reflect.Struct:
		d.mapping(n, v, path)
	case reflect.Slice:
		d.list(n, v, path)
	case reflect.Map:
		d.dict(n, v, path)
	default:
		d.scalar(n, v, path)
	}
}

func (d *decoder) text(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind == yaml.ScalarNode {
		v.Set(reflect.ValueOf(Neutral(n.Value)))
		return
	}
	d.mapping(n, v, path)
}

func (d *decoder) date(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode {
		d.add("wrong-type", n, path, "a date is one value, such as 2019-05 or 2018/2022")
		return
	}
	if v.Type() == dayType {
		day, err := edtf.ParseDay(n.Value)
		if err != nil {
			d.add("bad-date", n, path, "%s", err)
		}
		v.SetInt(int64(day))
		return
	}
	date, err := edtf.Parse(n.Value)
	if err != nil {
		d.add("bad-date", n, path, "%s", err)
		return
	}
	v.Set(reflect.ValueOf(date))
}

func (d *decoder) mapping(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.add("wrong-type", n, path, "a mapping of keys is wanted here")
		return
	}
	if p, ok := v.Addr().Interface().(interface{ setDefaults() }); ok {
		p.setDefaults()
	}
	fields := map[string]reflect.Value{}
	collect(v, fields)
	if pos := v.FieldByName("Pos"); pos.IsValid() && pos.Type() == posType {
		pos.Set(reflect.ValueOf(Pos{d.file, path, n.Line}))
	}
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		field, known := fields[key.Value]
		if !known {
			names := make([]string, 0, len(fields))
			for name := range fields {
				names = append(names, name)
			}
			d.findings.add("unknown-key", Pos{d.file, join(path, key.Value), key.Line},
				fmt.Sprintf("there is no key %q here", key.Value), Nearest(key.Value, names))
			continue
		}
		d.value(value, field, join(path, key.Value))
	}
}

// collect gathers the settable fields of a struct by key, those of embedded
// structs included.
func collect(v reflect.Value, fields map[string]reflect.Value) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		key := f.Tag.Get("yaml")
		switch {
		case f.Anonymous:
			collect(v.Field(i), fields)
		case key != "" && key != "-":
			fields[key] = v.Field(i)
		}
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, path string) {
	if _, bare := v.Interface().(interface{ bareAllowed() }); bare && n.Kind != yaml.SequenceNode {
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		item := v.Index(0)
		item.FieldByName("Pos").Set(reflect.ValueOf(Pos{d.file, path, n.Line}))
		d.value(n, item.FieldByName("Value"), path)
		return
	}
	if n.Kind != yaml.SequenceNode {
		d.add("wrong-type", n, path, "a list is wanted here, even of one")
		return
	}
	if len(n.Content) == 0 {
		v.SetZero() // [] says what a missing key says, also to the digest
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		if isNull(item) {
			d.add("null-item", item, itemPath(path, i), "a list has no empty items")
			if e := v.Index(i); e.Kind() == reflect.Pointer {
				e.Set(reflect.New(e.Type().Elem()))
			}
			continue
		}
		d.value(item, v.Index(i), itemPath(path, i))
	}
}

func (d *decoder) dict(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.MappingNode {
		d.add("wrong-type", n, path, "a mapping of lists is wanted here")
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i < len(n.Content); i += 2 {
		item := reflect.New(v.Type().Elem()).Elem()
		d.value(n.Content[i+1], item, join(path, n.Content[i].Value))
		v.SetMapIndex(reflect.ValueOf(n.Content[i].Value), item)
	}
}

var (
	integerForm = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,17})$`)
	numberForm  = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?$`)
)

func (d *decoder) scalar(n *yaml.Node, v reflect.Value, path string) {
	if n.Kind != yaml.ScalarNode {
		d.add("wrong-type", n, path, "a single value is wanted here")
		return
	}
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	switch v.Kind() {
	case reflect.String:
		v.SetString(n.Value)
	case reflect.Bool:
		if quoted || (n.Value != "true" && n.Value != "false") {
			d.add("wrong-type", n, path, "write true or false, not %q", n.Value)
		}
		v.SetBool(n.Value == "true")
	case reflect.Int64:
		if quoted || !integerForm.MatchString(n.Value) {
			d.add("bad-number", n, path, "%q is no whole number: write digits alone, such as 2000000000", n.Value)
			return
		}
		i, _ := strconv.ParseInt(n.Value, 10, 64)
		v.SetInt(i)
	case reflect.Float64:
		if quoted || !numberForm.MatchString(n.Value) {
			d.add("bad-number", n, path, "%q is no number: write digits, and a point before a fraction", n.Value)
			return
		}
		f, _ := strconv.ParseFloat(n.Value, 64)
		v.SetFloat(f)
	default:
		panic("dataset: no way to read " + v.Type().String())
	}
}
