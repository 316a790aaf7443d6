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

// judge has rows noted with whether they are in conflicts, whatever their number.
func (c *call) judge(n *noted, collection string) (err error) {
	if n.judged = true; collection == conflicts.Name {
		return nil
	}
	n.among, err = store.AllContested(c.ctx(), c.data, collection, c.day)
	return err
}
