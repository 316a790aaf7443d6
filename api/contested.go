package api

import (
	"encoding/json"
	"slices"
	"sync"

	"jalons/internal/dataset"
	"jalons/internal/store"
)

// sides are what takes part in the conflicts of a day, as collection/id. They are
// shared, and never changed.
type sides map[string]bool

// maxSides bounds the days whose sides an edition keeps: today's, for which most
// ask, and some that somebody compares it with.
const maxSides = 16

// conflictDays keeps the sides of some days: nearly every list warns of
// conflicts, and reading them all each time took most of its time.
type conflictDays struct {
	mu    sync.Mutex
	byDay map[dataset.Day]*sidesOfDay
}

// sidesOfDay are read once: whoever asks meanwhile waits for it.
type sidesOfDay struct {
	mu  sync.Mutex
	all sides // nil until read
}

func (d *conflictDays) on(day dataset.Day) *sidesOfDay {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s, ok := d.byDay[day]; ok {
		return s
	}
	if d.byDay == nil || len(d.byDay) >= maxSides {
		d.byDay = map[dataset.Day]*sidesOfDay{}
	}
	s := &sidesOfDay{}
	d.byDay[day] = s
	return s
}

func (s *sidesOfDay) get(read func() (sides, error)) (all sides, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		if all, err = read(); err != nil {
			return nil, err
		}
		s.all = all
	}
	return s.all, nil
}

// contested gives those of the ids of a collection that a conflict is about, or
// that take part in one.
func (c *call) contested(collection string, ids []string) ([]string, error) {
	if collection == "conflicts" {
		return nil, nil
	}
	all, err := c.edition.conflicts.on(c.day).get(c.readSides)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !all[collection+"/"+id] }), nil
}

// readSides reads what takes part in the conflicts of the day.
func (c *call) readSides() (sides, error) {
	q := store.Query{Day: c.day, Lang: c.lang}
	all := sides{}
	err := store.Each(c.ctx(), c.data, q, func(r *conflictRow) error {
		all["milestones/"+r.About], all["indicators/"+r.About] = true, true
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, store.EachItem[conflictRow](c.ctx(), c.data, q, func(_, text string) error {
		var item struct {
			Statements []struct{ Collection, ID string }
		}
		err := json.Unmarshal([]byte(text), &item)
		for _, s := range item.Statements {
			all[s.Collection+"/"+s.ID] = true
		}
		return err
	})
}
