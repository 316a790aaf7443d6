package dataset

import "fmt"

// use is one way in which a row rests on a source, from the day it is known.
type use struct {
	row UseRow
	day Day
}

// place is where in a source a row finds support.
type place struct {
	source, locator string
	original        bool
}

// use notes that what is being walked rests on a source.
func (n *naming) use(source, locator string, original bool, day Day) {
	if source == "" || day == never {
		return
	}
	at := place{source, locator, original}
	if old := n.seen[at]; old != nil {
		old.day = min(old.day, day)
		return
	}
	id := fmt.Sprintf("%s/%s/%s/%04d", source, n.collection, n.row, len(n.seen))
	u := &use{UseRow{ID: id, Source: source, Collection: n.collection, Row: n.row, Label: n.label, Locator: locator, AsOriginal: original}, day}
	n.seen[at] = u
	n.uses = append(n.uses, u)
}

// useAt gives the use with the name that its row has on the day. What a
// conflict claims shows with the conflict.
func (x *index) useAt(u *use, day Day) (UseRow, bool) {
	row, known := u.row, u.day <= day
	switch row.Collection {
	case "programmes":
		row.Label = nameAt(x, x.programmes[row.Row].Name, day)
	case "organisations":
		row.Label = x.organisationName(row.Row, day)
	case "conflicts":
		if known {
			_, known = x.conflictAt(x.conflicts[row.Row], day)
		}
	}
	return row, known
}

func (x *index) useDays(u *use) []Day {
	days := []Day{u.day}
	switch u.row.Collection {
	case "programmes":
		days = append(days, datedDays(x, x.programmes[u.row.Row].Name)...)
	case "organisations":
		days = append(days, x.organisationNameDays(u.row.Row)...)
	case "conflicts":
		days = append(days, x.conflictDays(x.conflicts[u.row.Row])...)
	}
	return days
}
