package dataset

// wholes holds each part against its whole.
func (l *linter) wholes() {
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			whole := l.funding[f.PartOf]
			if whole == nil || f.AmountEUR == nil || whole.AmountEUR == nil || f.Flow != whole.Flow || f.Per != whole.Per {
				continue
			}
			if f.Modifier == "as_stated" && whole.Modifier == "as_stated" && *f.AmountEUR > *whole.AmountEUR {
				l.find("part-above-whole", f.Pos.key("part_of"), "", "%d is more than the %d of %s, which is to hold it", *f.AmountEUR, *whole.AmountEUR, whole.ID)
			}
		}
	}
}

// A tie leads from a record to one above or before it.
type tie struct {
	kind     string // ties of one kind may not come back
	from, to string
	at       Pos
}

// ties gives every tie that must not lead back to where it began.
func (l *linter) ties() (all []tie) {
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			if f.PartOf != "" {
				all = append(all, tie{"funding", f.ID, f.PartOf, f.Pos.key("part_of")})
			}
		}
		for _, r := range p.Relations {
			if r.Type != "related" && r.Programme != p.ID {
				all = append(all, tie{"programmes " + r.Type, p.ID, r.Programme, r.Pos})
			}
		}
	}
	for _, o := range l.Organisations {
		for _, r := range o.Relations {
			if r.Organisation != o.ID {
				all = append(all, tie{"organisations " + r.Type, o.ID, r.Organisation, r.Pos})
			}
		}
	}
	return all
}

// circles finds what is part of itself, or succeeds itself, by way of others.
func (l *linter) circles() {
	above := map[string]map[string][]string{} // by kind, from id to ids
	for _, t := range l.ties() {
		if above[t.kind] == nil {
			above[t.kind] = map[string][]string{}
		}
		above[t.kind][t.from] = append(above[t.kind][t.from], t.to)
	}
	for _, t := range l.ties() {
		if reaches(above[t.kind], t.to, t.from) {
			l.find("circle", t.at, "", "from %s by way of %s one comes back to %s", t.from, t.to, t.from)
		}
	}
}

// reaches reports whether ties lead from one record to another.
func reaches(above map[string][]string, from, to string) bool {
	seen, next := map[string]bool{}, []string{from}
	for len(next) > 0 {
		at := next[len(next)-1]
		next = next[:len(next)-1]
		if at == to {
			return true
		}
		if !seen[at] {
			seen[at] = true
			next = append(next, above[at]...)
		}
	}
	return false
}

// preferred finds two choices where there is room for one: in a question, and
// among the statements of one kind of a milestone.
func (l *linter) preferred() {
	first := map[string]string{}
	choose := func(place, id, rank string, at Pos) {
		if rank != rankPreferred {
			return
		}
		if old, again := first[place]; again {
			l.find("two-preferred", at.key("rank"), "", "%s is preferred already in %s", old, place)
		}
		first[place] = id
	}
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			if f.Question != "" {
				choose("the question "+f.Question, f.ID, f.Rank, f.Pos)
			}
		}
		for _, m := range p.Milestones {
			for _, s := range m.Statements {
				choose("what is "+s.Kind+" of "+m.ID, s.ID, s.Rank, s.Pos)
			}
		}
	}
}

// unused finds questions and scopes that no row uses.
func (l *linter) unused() {
	used := map[string]bool{}
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			used["question "+f.Question], used["scope "+f.Scope] = true, true
		}
	}
	for _, p := range l.Programmes {
		for _, q := range p.Questions {
			if q.ID != "" && !used["question "+q.ID] {
				l.find("unused", q.Pos.key("id"), "", "no funding row answers the question %s", q.ID)
			}
		}
		for _, s := range p.Scopes {
			if s.ID != "" && !used["scope "+s.ID] {
				l.find("unused", s.Pos.key("id"), "", "no funding row covers the scope %s", s.ID)
			}
		}
	}
}
