package api

import (
	"bytes"
	"encoding/json"

	"jalons/internal/export"
)

// appendCell appends a cell as JSON.
func appendCell(dst []byte, c Column, cell Cell) []byte {
	return export.AppendJSON(dst, exported(c, cell))
}

// appendMembers appends the cells of a row as the members of a JSON object,
// without its braces. It reports whether a text wanted English.
func appendMembers[R any](dst []byte, r *R, fields []Field[R], e *env) (out []byte, untranslated bool) {
	for i, f := range fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		cell := f.read(r, e)
		untranslated = untranslated || cell.Untranslated
		dst = append(append(append(dst, '"'), f.Name...), '"', ':')
		dst = appendCell(dst, f.Column, cell)
	}
	return dst, untranslated
}

// appendList appends the rows of another collection as a member of an item:
// whole rows, each with what only its own item has.
func appendList[R any](dst []byte, name string, c *Collection[R], rows []R, items map[string]string, more func([]byte, *R) []byte, e *env) []byte {
	dst = append(append(append(dst, ',', '"'), name...), '"', ':', '[')
	for i := range rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst, _ = appendMembers(append(dst, '{'), &rows[i], c.Fields, e)
		dst = appendItem(dst, items[c.id(&rows[i])])
		if more != nil {
			dst = more(dst, &rows[i])
		}
		dst = append(dst, '}')
	}
	return append(dst, ']')
}

// appendItem appends the members of a stored item, which comes with its braces.
func appendItem(dst []byte, item string) []byte {
	if len(item) <= len("{}") {
		return dst
	}
	return append(append(dst, ','), item[1:len(item)-1]...)
}

// appendJSON appends anything that the library encodes; only our own plain
// types come here, and they always encode. Signs such as & stay as they are:
// people copy addresses out of answers.
func appendJSON(dst []byte, v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err)
	}
	return append(dst, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...)
}
