package api

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/big"
	"net/url"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"jalons/internal/edtf"
	"jalons/internal/store"
)

// This file filters and sorts rows as served, by hand, as the documents say it:
// what an address answers is held against it.

// lists are the tables whose lists are filtered rows: all but the search, which
// ranks.
func lists() []Description {
	return slices.DeleteFunc(Describe(), func(d Description) bool { return d.Name == searched.Name })
}

// permalinks tell rows apart in every table.
func permalinks(rows []jsonRow) []string {
	out := []string{}
	for _, row := range rows {
		out = append(out, row.text("permalink"))
	}
	return out
}

func cellIsNull(row jsonRow, c ColumnWords) bool {
	if list, ok := row.values[c.Name].([]any); ok {
		return len(list) == 0
	}
	return row.values[c.Name] == nil
}

// cellElements gives what a filter looks at: the words of a list, else the one value.
func cellElements(row jsonRow, c ColumnWords) (out []string) {
	if list, ok := row.values[c.Name].([]any); ok {
		for _, v := range list {
			out = append(out, v.(string))
		}
		return out
	}
	if cellIsNull(row, c) {
		return nil
	}
	return []string{row.text(c.Name)}
}

// rowHolds judges a row by column__suffix=value.
func rowHolds(row jsonRow, c ColumnWords, suffix, value string) bool {
	switch suffix {
	case "isnull":
		return cellIsNull(row, c) == (value == "true")
	case "not":
		return !rowHolds(row, c, "", value)
	}
	values := []string{value}
	if !slices.Contains([]Type{TypeText, TypeTexts, TypeWord, TypeDay, TypeDate, TypeBoolean}, c.Type) && suffix == "" {
		values = strings.Split(value, ",")
	}
	return slices.ContainsFunc(cellElements(row, c), func(have string) bool {
		return slices.ContainsFunc(values, func(want string) bool { return cellMatches(c, suffix, have, want) })
	})
}

func cellMatches(c ColumnWords, suffix, have, want string) bool {
	switch c.Type {
	case TypeText, TypeTexts:
		have, want = store.Fold(have), store.Fold(want)
	case TypeInteger, TypeNumber:
		return orderMatches(suffix, rational(have).Cmp(rational(want)))
	case TypeDay, TypeDate:
		return dateMatches(suffix, edtf.Must(have), edtf.Must(want))
	}
	if suffix == "contains" {
		return strings.Contains(have, want)
	}
	return have == want
}

func rational(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic(fmt.Sprintf("%q is no number", text))
	}
	return r
}

func orderMatches(suffix string, order int) bool {
	switch suffix {
	case "gte":
		return order >= 0
	case "gt":
		return order > 0
	case "lte":
		return order <= 0
	case "lt":
		return order < 0
	}
	return order == 0
}

// dateMatches: what is asked for lies wholly within, from, after, up to, before.
func dateMatches(suffix string, have, want edtf.Date) bool {
	switch suffix {
	case "gte":
		return have.Earliest() >= want.Earliest()
	case "gt":
		return have.Earliest() > want.Latest()
	case "lte":
		return have.Latest() <= want.Latest()
	case "lt":
		return have.Latest() < want.Earliest()
	}
	return have.Within(want)
}

// keptRows gives the rows for which every filter of a query holds.
func keptRows(rows []jsonRow, d Description, query url.Values) []jsonRow {
	out := []jsonRow{}
	for _, row := range rows {
		good := true
		for name := range query {
			column, suffix, _ := strings.Cut(name, "__")
			if i := slices.IndexFunc(d.Columns, func(c ColumnWords) bool { return c.Name == column }); i >= 0 {
				good = good && rowHolds(row, d.Columns[i], suffix, query.Get(name))
			}
		}
		if good {
			out = append(out, row)
		}
	}
	return out
}

// sortedRows sorts rows as sort= asks: nulls last, ids in order where all else is
// the same.
func sortedRows(rows []jsonRow, d Description, sort string) []jsonRow {
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b jsonRow) int {
		for _, word := range strings.Split(sort, ",") {
			name, desc := strings.CutPrefix(word, "-")
			i := slices.IndexFunc(d.Columns, func(c ColumnWords) bool { return c.Name == name })
			if i < 0 {
				continue
			}
			order, null := compareRows(a, b, d.Columns[i])
			if desc && !null {
				order = -order
			}
			if order != 0 {
				return order
			}
		}
		return strings.Compare(a.text("id"), b.text("id"))
	})
	return out
}

// compareRows compares by one column; null reports that nulls decided it.
func compareRows(a, b jsonRow, c ColumnWords) (order int, null bool) {
	if x, y := cellIsNull(a, c), cellIsNull(b, c); x || y {
		return map[bool]int{true: 1}[x] - map[bool]int{true: 1}[y], true
	}
	x, y := a.text(c.Name), b.text(c.Name)
	switch c.Type {
	case TypeInteger, TypeNumber:
		return rational(x).Cmp(rational(y)), false
	case TypeText, TypeTexts:
		return strings.Compare(store.Fold(x), store.Fold(y)), false
	case TypeDate:
		p, q := edtf.Must(x), edtf.Must(y)
		return cmp.Or(cmp.Compare(p.Latest(), q.Latest()), cmp.Compare(p.Earliest(), q.Earliest())), false
	}
	return strings.Compare(x, y), false
}

// talliedCells counts the values of a column among rows, as facet= does.
func talliedCells(rows []jsonRow, c ColumnWords) map[string]int {
	out := map[string]int{}
	for _, row := range rows {
		words := cellElements(row, c)
		if len(words) == 0 && !c.Type.list() {
			out["null"]++
		}
		for _, w := range words {
			out["="+w]++
		}
	}
	return out
}

// listAnswer is an answer of a list as JSON says it.
type listAnswer struct {
	Data  []jsonRow
	Meta  Meta
	Links map[string]*string
}

func askList(t rapid.TB, s *Server, address string) listAnswer {
	t.Helper()
	w := ask(s, address)
	var a listAnswer
	if err := json.Unmarshal(w.Body.Bytes(), &a); w.Code != 200 || err != nil {
		t.Fatalf("%s: %d %v %s", address, w.Code, err, w.Body)
	}
	return a
}
