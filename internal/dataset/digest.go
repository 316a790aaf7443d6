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
	put(d.Info)
	put(d.Codes)
	for _, p := range sorted(d.Programmes, func(p *Programme) string { return p.ID }) {
		put(p)
		put(sorted(p.Funding, func(f *Funding) string { return f.ID }))
		put(sorted(ordered(p.Milestones), func(m *Milestone) string { return m.ID }))
		put(sorted(p.Indicators, func(i *Indicator) string { return i.ID }))
	}
	put(sorted(d.Sources, func(s *Source) string { return s.ID }))
	put(sorted(d.Organisations, func(o *Organisation) string { return o.ID }))
	put(sorted(d.People, func(p *Person) string { return p.ID }))
	put(sorted(d.Glossary, func(t *Term) string { return t.ID }))
	put(sorted(d.Conflicts, func(c *Conflict) string { return c.ID }))
	put(sorted(d.Exclusions, func(e *Exclusion) string { return e.ID }))
	put(sorted(d.Corrections, func(c *Correction) string { return c.ID }))
	put(sorted(d.Withdrawn, func(w *Withdrawn) string { return w.ID }))
	return hex.EncodeToString(h.Sum(nil))
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
