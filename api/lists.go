package api

import (
	"context"
	"fmt"

	"github.com/maypok86/otter/v2"

	"jalons/internal/store"
)

// maxLists bounds what an edition keeps of its lists, in bytes, and of its orders, each:
// who pages through a list, or asks for the same rows in another order or form, has them
// looked for once.
const maxLists = 4 << 20

// What a row of a list takes, and one of an order, in bytes.
const (
	readingCost = 8
	placeCost   = 16
)

// keptLists are, of one edition, readings that match a question, in order; and orders
// of all.
type keptLists struct {
	matching *otter.Cache[string, []int64]
	orders   *otter.Cache[string, *store.Order]
}

func newLists() *keptLists {
	return &keptLists{
		keptOf(func(all []int64) int { return readingCost * len(all) }),
		keptOf(func(o *store.Order) int { return placeCost * o.Len() }),
	}
}

func keptOf[V any](size func(V) int) *otter.Cache[string, V] {
	return otter.Must(&otter.Options[string, V]{
		MaximumWeight: maxLists,
		Weigher:       func(key string, v V) uint32 { return uint32(len(key) + size(v)) },
	})
}

// listed gives a page of a list, and what is told of the whole of it.
func (c *Collection[R]) listed(ctx context.Context, e *edition, q store.Query, facets []string) (p store.Page, err error) {
	if !store.Small[R](e.data) {
		return store.ListPage[R](ctx, e.data, q, facets)
	}
	all, err := c.matching(ctx, e, q)
	if err != nil {
		return p, err
	}
	if len(facets) > 0 {
		p.Facets, _, err = store.Facets[R](ctx, e.data, q, facets)
	}
	p.Readings, p.Total = window(all, q.Limit, q.Offset), len(all)
	return p, err
}

// matching gives the readings that match, in order. They are shared by requests, and
// never changed.
func (c *Collection[R]) matching(ctx context.Context, e *edition, q store.Query) ([]int64, error) {
	// %#v tells apart whatever two questions could hold, types and all.
	key := fmt.Sprintf("%s %s %d %#v %#v", c.Name, q.Lang, q.Day, q.Filters, q.Sorts)
	if all, ok := e.lists.matching.GetIfPresent(key); ok {
		return all, nil
	}
	order, err := c.orderOf(ctx, e, q)
	if err != nil {
		return nil, err
	}
	all, err := store.Matching[R](ctx, e.data, q)
	if err != nil {
		return nil, err
	}
	all = order.Sort(all)
	e.lists.matching.Set(key, all)
	return all, nil
}

// orderOf gives the order that is asked for.
func (c *Collection[R]) orderOf(ctx context.Context, e *edition, q store.Query) (*store.Order, error) {
	key := fmt.Sprintf("%s %s %#v", c.Name, q.Lang, q.Sorts)
	if order, ok := e.lists.orders.GetIfPresent(key); ok {
		return order, nil
	}
	order, err := store.OrderOf[R](ctx, e.data, q)
	if err == nil {
		e.lists.orders.Set(key, order)
	}
	return order, err
}
