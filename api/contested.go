package api

import "jalons/internal/store"

// contested gives those of the ids of a collection that a conflict of the day is
// about, or that take part in one.
func (c *call) contested(collection string, ids []string) ([]string, error) {
	if collection == conflicts.Name {
		return nil, nil
	}
	return store.Contested(c.ctx(), c.data, collection, ids, c.day)
}
