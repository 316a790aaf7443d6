package dataset

import "fmt"

// use is one way in which a row rests on a source, from the day it is known.
type use struct {
	row UseRow
	day Day
}

// use notes that what is being walked rests on a source.
func (n *naming) use(source, locator string, original bool, day Day) {
	if source == "" || day == never {
		return
	}
	row := UseRow{Source: source, Collection: n.collection, Row: n.row, Label: n.label, Locator: locator, AsOriginal: original}
	if old := n.seen[row]; old != nil {
		old.day = min(old.day, day)
		return
	}
	u := &use{row, day}
	n.seen[row] = u
	u.row.ID = fmt.Sprintf("%s/%s/%s/%03d", source, n.collection, n.row, len(n.uses))
	n.uses = append(n.uses, u)
}

func (x *index) useAt(u *use, day Day) (UseRow, bool) { return u.row, u.day <= day }

func (x *index) useDays(u *use) []Day { return []Day{u.day} }
