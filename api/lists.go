package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/maypok86/otter/v2"

	"jalons/internal/store"
)

// maxLists bounds what an edition keeps of its lists, in bytes, and of its orders, each:
// who pages through a list, or asks for the same rows in another order or form, has them
// looked for once.
const maxLists = 4 << 20

// placeCost is what a row of a list takes, in bytes.
const placeCost = 8

// keptLists are, of one edition, readings that match a question, in order; and of
// every reading its place in an order.
type keptLists struct {
	matching *otter.Cache[string, []int64]
	places   *otter.Cache[string, []int]
}

func newLists() *keptLists { return &keptLists{keptOf[int64](), keptOf[int]()} }

func keptOf[N int | int64]() *otter.Cache[string, []N] {
	return otter.Must(&otter.Options[string, []N]{
		MaximumWeight: maxLists,
		Weigher:       func(key string, all []N) uint32 { return uint32(len(key) + placeCost*len(all)) },
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
	places, err := c.places(ctx, e, q)
	if err != nil {
		return nil, err
	}
	all, err := store.Matching[R](ctx, e.data, q)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b int64) int { return cmp.Compare(places[a], places[b]) })
	e.lists.matching.Set(key, all)
	return all, nil
}

// places gives the place of every reading in the order that is asked for.
func (c *Collection[R]) places(ctx context.Context, e *edition, q store.Query) ([]int, error) {
	key := fmt.Sprintf("%s %s %#v", c.Name, q.Lang, q.Sorts)
	if places, ok := e.lists.places.GetIfPresent(key); ok {
		return places, nil
	}
	places, err := store.Places[R](ctx, e.data, q)
	if err == nil {
		e.lists.places.Set(key, places)
	}
	return places, err
}
