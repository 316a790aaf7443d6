package api

import (
	"bytes"
	"slices"

	"github.com/maypok86/otter/v2"

	"jalons/internal/store"
)

// maxSentRows bounds what an edition keeps of its rows as they are sent, in bytes:
// a question that nobody asked before is mostly about rows that were sent before.
const maxSentRows = 16 << 20

// rowCost is what a row takes beside its JSON, in bytes, about.
const rowCost = 256

// rowKey is a row in one language, as of today or as of a past day: conflicts that
// it is in today are none of the past.
type rowKey struct {
	collection string
	reading    int64
	lang       string
	today      bool
}

// sentRow is a row as it is sent, with all its columns. It is shared by requests,
// and never changed.
type sentRow struct {
	facts
	json []byte
}

// sentRows are those of one edition.
type sentRows = otter.Cache[rowKey, *sentRow]

func newRows() *sentRows {
	return otter.Must(&otter.Options[rowKey, *sentRow]{
		MaximumWeight: maxSentRows,
		Weigher:       func(_ rowKey, r *sentRow) uint32 { return uint32(len(r.json) + rowCost) },
	})
}

// ending is room for what stands after the rows of a page, in bytes: more is rare.
const ending = 4 << 10

// page gives the rows of a page as a JSON array after its opening, and what is to be
// noted of them.
func (c *Collection[R]) page(call *call, readings []int64) ([]byte, *noted, error) {
	if len(call.params.fields) > 0 {
		rows, err := store.Rows[R](call.ctx(), call.data, readings)
		body, seen := c.rows([]byte(call.opening()), rows, call)
		return body, seen, err
	}
	rows, err := c.encoded(call, readings)
	if err != nil {
		return nil, nil, err
	}
	size, seen := len(call.opening())+len("[]")+ending, &noted{judged: call.today()}
	for _, r := range rows {
		size += len(r.json) + len(",")
	}
	body := append(append(make([]byte, 0, size), call.opening()...), '[')
	for i, r := range rows {
		if i > 0 {
			body = append(body, ',')
		}
		body = append(body, r.json...)
		seen.note(r.facts)
	}
	return append(body, ']'), seen, nil
}

// encoded gives rows as they are sent: those that were sent before, and the others
// made now.
func (c *Collection[R]) encoded(call *call, readings []int64) ([]*sentRow, error) {
	all, missing := make([]*sentRow, len(readings)), []int64(nil)
	key := func(reading int64) rowKey { return rowKey{c.Name, reading, call.lang, call.today()} }
	for i, n := range readings {
		kept, ok := call.edition.rows.GetIfPresent(key(n))
		if !ok {
			missing = append(missing, n)
			continue
		}
		all[i] = kept
	}
	if missing == nil {
		return all, nil
	}
	rows, err := store.Rows[R](call.ctx(), call.data, missing)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = c.id(&rows[i])
	}
	var contested []string
	if call.today() {
		if contested, err = call.contested(c.Name, ids); err != nil {
			return nil, err
		}
	}
	e, made, scratch := call.env(), 0, []byte(nil)
	for i := range all {
		if all[i] != nil {
			continue
		}
		row := &rows[made]
		text, untranslated := appendMembers(append(scratch[:0], '{'), row, c.Fields, e)
		scratch = append(text, '}')
		all[i] = &sentRow{factsOf(ids[made], row, untranslated), bytes.Clone(scratch)}
		_, all[i].contested = slices.BinarySearch(contested, ids[made])
		call.edition.rows.Set(key(missing[made]), all[i])
		made++
	}
	return all, nil
}
