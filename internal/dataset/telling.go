package dataset

import "slices"

// Telling gives, of a milestone's statements known on a day, in the order of
// position, the one that gives its status and that its row cites; nil where all
// are deprecated. It is to rows what source is to a story.
func Telling(rows []StatementRow) *StatementRow {
	var last *StatementRow
	for i := range slices.Backward(rows) {
		switch r := &rows[i]; {
		case r.Rank == rankDeprecated:
		case last == nil && r.Rank == rankPreferred, last != nil && r.Kind == last.Kind && r.Rank == rankPreferred:
			return r
		case last == nil:
			last = r
		}
	}
	return last
}
