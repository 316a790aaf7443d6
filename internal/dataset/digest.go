package dataset

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
)

// Digest gives the SHA-256, in hexadecimal, of the canonical records: each as
// JSON without its place in the files, collection by collection in the order of
// ids. It is the same on every machine and build, however the files are laid out.
func (d *Dataset) Digest() string {
	h := sha256.New()
	e := json.NewEncoder(h)
	e.SetEscapeHTML(false)
	put := func(v any) {
		if err := e.Encode(v); err != nil {
			panic(err) // plain data always encodes
		}
	}
	d = d.InOrder()
	put(d.Info)
	put(d.Codes)
	for _, p := range d.Programmes {
		put(p)
		put(p.Funding)
		put(ordered(p.Milestones))
		put(p.Indicators)
	}
	put(d.Sources)
	put(d.Organisations)
	put(d.People)
	put(d.Glossary)
	put(d.Conflicts)
	put(d.Exclusions)
	put(d.Corrections)
	put(d.Withdrawn)
	return hex.EncodeToString(h.Sum(nil))
}

// InOrder gives the dataset with its records in the order of their ids. What the
// digest does not see, the layout of the files, no answer may depend on.
func (d *Dataset) InOrder() *Dataset {
	o := *d
	o.Programmes = sorted(d.Programmes, func(p *Programme) string { return p.ID })
	for i, p := range o.Programmes {
		q := *p
		q.Funding = sorted(p.Funding, func(f *Funding) string { return f.ID })
		q.Milestones = sorted(p.Milestones, func(m *Milestone) string { return m.ID })
		q.Indicators = sorted(p.Indicators, func(i *Indicator) string { return i.ID })
		o.Programmes[i] = &q
	}
	o.Sources = sorted(d.Sources, func(s *Source) string { return s.ID })
	o.Organisations = sorted(d.Organisations, func(o *Organisation) string { return o.ID })
	o.People = sorted(d.People, func(p *Person) string { return p.ID })
	o.Glossary = sorted(d.Glossary, func(t *Term) string { return t.ID })
	o.Conflicts = sorted(d.Conflicts, func(c *Conflict) string { return c.ID })
	o.Exclusions = sorted(d.Exclusions, func(e *Exclusion) string { return e.ID })
	o.Corrections = sorted(d.Corrections, func(c *Correction) string { return c.ID })
	o.Withdrawn = sorted(d.Withdrawn, func(w *Withdrawn) string { return w.ID })
	return &o
}

// ordered gives the milestones with their statements in the order of their days.
func ordered(ms []*Milestone) []*Milestone {
	out := make([]*Milestone, len(ms))
	for i, m := range ms {
		c := *m
		c.Statements = m.ordered()
		out[i] = &c
	}
	return out
}

func sorted[T any](all []T, id func(T) string) []T {
	return slices.SortedFunc(slices.Values(all), func(a, b T) int { return strings.Compare(id(a), id(b)) })
}
