package dataset

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"

	"jalons/internal/edtf"
)

// AppendJSON appends a value of the rows or items as JSON in one language: a
// Text gives a string, a Date its text (in a struct: three members, x,
// x_earliest, x_latest), a Day YYYY-MM-DD. Unknown text, dates and days are
// null, lists never are. Members keep the order of the struct's fields.
func AppendJSON(dst []byte, v any, lang string) []byte {
	return appendValue(dst, reflect.ValueOf(v), lang)
}

func appendValue(dst []byte, v reflect.Value, lang string) []byte {
	switch v.Type() {
	case textType:
		return AppendString(dst, v.Interface().(Text).In(lang))
	case dateType:
		return AppendString(dst, v.Interface().(Date).String())
	case dayType:
		return AppendDay(dst, v.Interface().(Day))
	}
	switch v.Kind() {
	case reflect.String:
		return AppendString(dst, v.String())
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool())
	case reflect.Int64:
		return strconv.AppendInt(dst, v.Int(), 10)
	case reflect.Float64:
		return strconv.AppendFloat(dst, v.Float(), 'f', -1, 64)
	case reflect.Pointer:
		if v.IsNil() {
			return append(dst, "null"...)
		}
		return appendValue(dst, v.Elem(), lang)
	case reflect.Slice:
		dst = append(dst, '[')
		for i := range v.Len() {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendValue(dst, v.Index(i), lang)
		}
		return append(dst, ']')
	case reflect.Struct:
		return append(appendMembers(append(dst, '{'), v, lang), '}')
	}
	panic("dataset: no JSON for " + v.Type().String())
}

// appendMembers appends the members of a struct, those of embedded structs in
// their place; fields tagged "-" stay out.
func appendMembers(dst []byte, v reflect.Value, lang string) []byte {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		name := f.Tag.Get("json")
		switch {
		case f.Anonymous:
			dst = appendMembers(dst, v.Field(i), lang)
			continue
		case name == "-":
			continue
		}
		name, optional := strings.CutSuffix(name, ",omitempty")
		if optional && v.Field(i).IsZero() {
			continue
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = appendName(dst, name)
		dst = appendValue(dst, v.Field(i), lang)
		if d, ok := v.Field(i).Interface().(Date); ok {
			dst = appendEnd(appendName(append(dst, ','), name+"_earliest"), d.Earliest())
			dst = appendEnd(appendName(append(dst, ','), name+"_latest"), d.Latest())
		}
	}
	return dst
}

func appendName(dst []byte, name string) []byte {
	return append(append(append(dst, '"'), name...), '"', ':')
}

// AppendDay appends a day as JSON, null where it is not known or open.
func AppendDay(dst []byte, d Day) []byte {
	if d == 0 {
		return append(dst, "null"...)
	}
	return appendEnd(dst, d)
}

// appendEnd appends an end of a date, null where it is open. Here 1970-01-01 is
// a day like any other: a date that is not known has open ends.
func appendEnd(dst []byte, d Day) []byte {
	if d == edtf.Min || d == edtf.Max {
		return append(dst, "null"...)
	}
	return append(append(append(dst, '"'), d.String()...), '"')
}

// AppendString appends a string as JSON, null where it is empty. HTML signs are
// left as they are: what is served is no script. U+2028 and U+2029 are escaped,
// since they end a line in older JavaScript; what is not UTF-8 becomes U+FFFD.
func AppendString(dst []byte, s string) []byte {
	if s == "" {
		return append(dst, "null"...)
	}
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029':
			dst = fmt.Appendf(dst, `\u%04x`, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
