package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// This file holds what is particular to SQLite's SQL: json_each for lists, and
// nulls last by an expression that an index can serve.

func name(column string) clause.Column { return clause.Column{Name: column} }

// compared gives the column of the file that a comparison sees.
func (c column) compared(op Op, lang string) string {
	switch {
	case op == Null && c.kind == Bilingual:
		return c.name + "_fr"
	case op == Null:
		return c.name
	case c.kind == Bilingual:
		return c.name + "_" + lang + "_fold"
	case c.kind == Prose || c.kind == Proses:
		return c.name + "_fold"
	case c.kind == Date && (op == Least || op == After):
		return c.name + "_earliest"
	case c.kind == Date:
		return c.name + "_latest"
	}
	return c.name
}

// folded reports whether values are folded before they are compared.
func (c column) folded() bool { return c.kind == Bilingual || c.kind == Prose || c.kind == Proses }

// condition gives the SQL of a filter. Names come from the schema and are
// quoted, values are bound.
func (c column) condition(f Filter, lang string) (clause.Expression, error) {
	if f.Op == Found {
		return foundAmong(f.Values), nil
	}
	if len(f.Values) == 0 {
		return nil, fmt.Errorf("%w: %s without a value", ErrColumn, c.name)
	}
	values := make([]any, len(f.Values))
	for i, v := range f.Values {
		if text, ok := v.(string); ok && c.folded() {
			v = Fold(text)
		}
		values[i] = v
	}
	col := name(c.compared(f.Op, lang))
	switch f.Op {
	case Null:
		return c.isNull(col, values[0] == true), nil
	case Is, Not:
		return c.equality(f.Op, col, values)
	case Contains:
		if c.kind == Proses {
			return clause.Expr{SQL: "EXISTS (SELECT 1 FROM json_each(?) WHERE instr(value, ?) > 0)", Vars: []any{col, values[0]}}, nil
		}
		return clause.Expr{SQL: "instr(?, ?) > 0", Vars: []any{col, values[0]}}, nil
	case Least:
		return clause.Gte{Column: col, Value: values[0]}, nil
	case After:
		return clause.Gt{Column: col, Value: values[0]}, nil
	case Most:
		return clause.Lte{Column: col, Value: values[0]}, nil
	case Before:
		return clause.Lt{Column: col, Value: values[0]}, nil
	}
	return nil, fmt.Errorf("%w: %s %s", ErrColumn, c.name, f.Op)
}

// foundAmong keeps the ids of documents. Their numbers are one value, so that
// there may be any number of them.
func foundAmong(documents []any) clause.Expression {
	text, err := json.Marshal(documents)
	if err != nil {
		panic(err) // numbers always encode
	}
	return clause.Expr{SQL: "id IN (SELECT id FROM search_documents WHERE document IN (SELECT value FROM json_each(?)))", Vars: []any{string(text)}}
}

func (c column) isNull(col clause.Column, null bool) clause.Expression {
	sql := "? IS NOT NULL"
	if c.kind == Words || c.kind == Proses {
		sql = "? <> '[]'"
	}
	if null {
		sql = strings.NewReplacer("IS NOT NULL", "IS NULL", "<>", "=").Replace(sql)
	}
	return clause.Expr{SQL: sql, Vars: []any{col}}
}

func (c column) equality(op Op, col clause.Column, values []any) (clause.Expression, error) {
	switch {
	case c.kind == Date && op == Is && len(values) == 2:
		return clause.And(clause.Gte{Column: name(c.name + "_earliest"), Value: values[0]}, clause.Lte{Column: name(c.name + "_latest"), Value: values[1]}), nil
	case c.kind == Date:
		return nil, fmt.Errorf("%w: %s %s", ErrColumn, c.name, op)
	case (c.kind == Words || c.kind == Proses) && op == Is:
		return clause.Expr{SQL: "EXISTS (SELECT 1 FROM json_each(?) WHERE value IN ?)", Vars: []any{col, values}}, nil
	case c.kind == Words || c.kind == Proses:
		return clause.Expr{SQL: "NOT EXISTS (SELECT 1 FROM json_each(?) WHERE value IN ?)", Vars: []any{col, values}}, nil
	case op == Not:
		return clause.Expr{SQL: "(? NOT IN ? OR ? IS NULL)", Vars: []any{col, values, col}}, nil
	}
	return clause.IN{Column: col, Values: values}, nil
}

// terms gives what rows are sorted by, nulls last, with the id to break ties. Names
// come from the schema.
func (t *table) terms(q Query) (string, error) {
	var terms []string
	for _, s := range q.Sorts {
		c, ok := t.byName[s.Column]
		if !ok {
			return "", fmt.Errorf("%w: %s.%s", ErrColumn, t.name, s.Column)
		}
		terms = append(terms, c.order(q.Lang, s.Desc)...)
	}
	return strings.Join(append(terms, quote("id")), ", "), nil
}

// order gives the terms by which a column sorts, nulls last either way. An index
// of the same terms serves them.
func (c column) order(lang string, desc bool) []string {
	direction := ""
	if desc {
		direction = " DESC"
	}
	if c.kind != Date {
		by := quote(c.compared(Is, lang))
		return []string{by + " IS NULL", by + direction}
	}
	// An open end is later than every day; an unknown date comes last.
	open, latest, earliest := " IS NULL", quote(c.name+"_latest"), quote(c.name+"_earliest")
	if desc {
		open = " IS NOT NULL"
	}
	return []string{quote(c.name) + " IS NULL", latest + open, latest + direction, earliest + direction}
}

// grouped gives the query that counts rows and, of each column, its values or a
// list's elements: the number of the column from 1, or 0 for the rows; the value;
// the count. Names come from the schema.
func (s *Store) grouped(ctx context.Context, matched *gorm.DB, columns []column) *gorm.DB {
	selected, counts := []string{"reading"}, []string{"SELECT 0 AS facet, NULL AS value, COUNT(*) AS n FROM matched"}
	for i, c := range columns {
		from, value := "matched", "matched."+quote(c.name)
		if c.kind == Words || c.kind == Proses {
			from, value = fmt.Sprintf("matched, json_each(%s) AS element", value), "element.value"
		}
		selected = append(selected, quote(c.name))
		counts = append(counts, fmt.Sprintf("SELECT %d, %s, COUNT(*) FROM %s GROUP BY %s", i+1, value, from, value))
	}
	return s.db.WithContext(ctx).Raw("WITH matched AS MATERIALIZED (?) "+strings.Join(counts, " UNION ALL ")+" ORDER BY facet, n DESC, value",
		matched.Select(strings.Join(selected, ", ")))
}
