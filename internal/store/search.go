package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"reflect"
	"strings"

	"gorm.io/gorm"

	"jalons/internal/dataset"
	"jalons/internal/search"
)

// The index of the search is two tables of the file: the documents, which are
// readings of rows, and the words with their postings. The numbers of both are
// those that package search gives them.
var searchDDL = []string{
	`CREATE TABLE search_documents (document INTEGER PRIMARY KEY, collection TEXT NOT NULL, id TEXT NOT NULL, valid_from INTEGER NOT NULL, valid_to INTEGER NOT NULL)`,
	`CREATE TABLE search_words (word INTEGER PRIMARY KEY, language TEXT NOT NULL, text TEXT NOT NULL, stem TEXT NOT NULL, postings BLOB NOT NULL)`,
	`CREATE UNIQUE INDEX search_words_by_text ON search_words (language, text)`,
}

// putSearch indexes the readings of every collection.
func putSearch(tx *gorm.DB, r *dataset.Readings) error {
	b := search.NewBuilder()
	indexed(b, r.Programmes)
	indexed(b, r.Funding)
	indexed(b, r.Milestones)
	indexed(b, r.Statements)
	indexed(b, r.Indicators)
	indexed(b, r.Observations)
	indexed(b, r.Organisations)
	indexed(b, r.People)
	indexed(b, r.Sources)
	indexed(b, r.Glossary)
	indexed(b, r.Conflicts)
	indexed(b, r.Exclusions)
	indexed(b, r.Corrections)
	docs, words := b.Build()
	err := each(tx, "INSERT INTO search_documents VALUES (?, ?, ?, ?, ?)", len(docs), func(i int) []any {
		return []any{i, docs[i].Collection, docs[i].ID, int64(docs[i].From), int64(docs[i].To)}
	})
	return errors.Join(err, each(tx, "INSERT INTO search_words VALUES (?, ?, ?, ?, ?)", len(words), func(i int) []any {
		return []any{i, words[i].Lang, words[i].Text, words[i].Stem, words[i].Postings}
	}))
}

// each runs a prepared statement n times.
func each(tx *gorm.DB, statement string, n int, args func(i int) []any) error {
	prepared, err := tx.Statement.ConnPool.PrepareContext(tx.Statement.Context, statement)
	if err != nil {
		return err
	}
	defer prepared.Close()
	for i := range n {
		if _, err := prepared.Exec(args(i)...); err != nil {
			return err
		}
	}
	return nil
}

// indexed gives the readings of a collection to the index.
func indexed[R any](b *search.Builder, readings []dataset.Reading[R]) {
	t := tableOf[R]()
	for i := range readings {
		r := &readings[i]
		v := reflect.ValueOf(&r.Row).Elem()
		b.Add(search.Document{Collection: t.name, ID: v.FieldByName("ID").String(), From: r.From, To: r.To, Texts: t.texts(v)})
	}
}

// texts gives what of a row is searched: its words for people, without those of
// its source, which is a row of its own; its id, and that of its programme.
func (t *table) texts(row reflect.Value) []search.Text {
	var all []search.Text
	add := func(class search.Class, fr, en string) {
		if fr != "" { // English falls back on French
			all = append(all, search.Text{Class: class, FR: fr, EN: en})
		}
	}
	for _, c := range t.columns {
		v, class := row.FieldByIndex(c.field), classOf(c.name)
		switch {
		case strings.HasPrefix(c.name, "source_"):
		case c.kind == Bilingual:
			text := v.Interface().(dataset.Text)
			add(class, text.FR, text.In("en"))
		case c.kind == Proses:
			for _, s := range v.Interface().([]string) {
				add(class, s, s)
			}
		case c.kind == Prose || c.name == "id" || c.name == "programme":
			add(class, v.String(), v.String())
		}
	}
	return all
}

// Texts gives the texts of a row that are searched.
func Texts[R any](row *R) []search.Text {
	return tableOf[R]().texts(reflect.ValueOf(row).Elem())
}

// classOf gives what a column tells of what a row is.
func classOf(column string) search.Class {
	switch column {
	case "id":
		return search.ID
	case "name", "acronym", "aliases": // MES is an alias, and what people write
		return search.Name
	case "label":
		return search.Label
	case "programme":
		return search.Parent
	}
	return search.Other
}

// readIndex reads what the search holds in memory.
func (s *Store) readIndex() error {
	var documents int
	if err := s.pool.QueryRow("SELECT COUNT(*) FROM search_documents").Scan(&documents); err != nil {
		return err
	}
	s.index = search.NewIndex(search.Terms{Postings: s.postings, Find: s.word}, documents)
	err := s.lines(context.Background(), "SELECT collection, valid_from, valid_to FROM search_documents ORDER BY document", nil, func(rows *sql.Rows) error {
		var d search.Doc
		err := rows.Scan(&d.Collection, &d.From, &d.To)
		s.index.AddDocument(d)
		return err
	})
	// Words that begin as a number are looked up when they are asked for.
	err = errors.Join(err, s.lines(context.Background(), "SELECT word, language, text, stem FROM search_words WHERE text < '0' OR text >= ':' ORDER BY word", nil, func(rows *sql.Rows) error {
		var number int
		var w search.Word
		err := rows.Scan(&number, &w.Lang, &w.Text, &w.Stem)
		s.index.AddWord(number, w)
		return err
	}))
	s.index.Ready()
	return err
}

// word finds the number of a word.
func (s *Store) word(ctx context.Context, lang, text string) (word int, found bool, err error) {
	err = s.pool.QueryRowContext(ctx, "SELECT word FROM search_words WHERE language = ? AND text = ?", lang, text).Scan(&word)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return word, err == nil, err
}

// lines calls do with each line of a query.
func (s *Store) lines(ctx context.Context, query string, args []any, do func(*sql.Rows) error) (err error) {
	rows, err := s.pool.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// postings fetches the packed postings of words.
func (s *Store) postings(ctx context.Context, words []int) (map[int][]byte, error) {
	out := make(map[int][]byte, len(words))
	err := s.lines(ctx, "SELECT word, postings FROM search_words WHERE word IN (SELECT value FROM json_each(?))", []any{numbers(words)}, func(rows *sql.Rows) error {
		var word int
		var packed []byte
		err := rows.Scan(&word, &packed)
		out[word] = packed
		return err
	})
	return out, err
}

func numbers[N int | int64](all []N) string {
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // numbers always encode
	}
	return string(text)
}

// Search answers a question over all collections.
func (s *Store) Search(ctx context.Context, q search.Question) (*search.Answer, error) {
	return s.index.Ask(ctx, q)
}

// HitIDs gives the ids of hits, in their order.
func (s *Store) HitIDs(ctx context.Context, hits []search.Hit) ([]string, error) {
	docs, place := make([]int, len(hits)), make(map[int]int, len(hits))
	for i, h := range hits {
		docs[i], place[h.Doc] = h.Doc, i
	}
	out := make([]string, len(hits))
	err := s.lines(ctx, "SELECT document, id FROM search_documents WHERE document IN (SELECT value FROM json_each(?))", []any{numbers(docs)}, func(rows *sql.Rows) error {
		var doc int
		var id string
		err := rows.Scan(&doc, &id)
		out[place[doc]] = id
		return err
	})
	return out, err
}
