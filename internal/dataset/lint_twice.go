package dataset

import "fmt"

// sameStatements finds statements entered twice: the same thing, said on the
// same day, at the same place of the same document.
func (l *linter) sameStatements() {
	first := map[string]string{}
	once := func(at Pos, id string, s *Said, what ...any) {
		if len(s.Citations) == 0 {
			return
		}
		c := s.Citations[0]
		key := fmt.Sprint(append(what, "|", s.StatedOn, "|", c.Source, "|", c.Locator, "|", c.AttributedTo)...)
		if old, again := first[key]; again {
			l.find("same-statement", at, "", "says the same as %s, at the same place of %s", old, c.Source)
			return
		}
		first[key] = id
	}
	for _, p := range l.Programmes {
		for _, f := range p.Funding {
			what := ""
			if f.AmountEUR == nil && f.AmountMin == nil {
				what = f.Label.FR // without an amount only the words tell two apart
			}
			once(f.Pos, f.ID, &f.Said, "funding", p.ID, f.Flow, "|", number(float(f.AmountEUR)), number(float(f.AmountMin)), number(float(f.AmountMax)),
				"|", f.Modifier, f.Per, f.Qualifier, f.Period, f.Scope, f.Providers, f.Recipients, what)
		}
		for _, m := range p.Milestones {
			for _, s := range m.Statements {
				once(s.Pos, s.ID, &s.Said, "statement", m.ID, s.Kind, s.Date)
			}
		}
		for _, i := range p.Indicators {
			for _, o := range i.Observations {
				once(o.Pos, o.ID, &o.Said, "observation", i.ID, number(o.Value), number(o.ValueMin), number(o.ValueMax), o.Modifier, "|", o.AsOf, o.Nature)
			}
		}
	}
}

// number puts a value that may be unknown into words.
func number(v *float64) string {
	if v == nil {
		return "unknown"
	}
	return fmt.Sprint(*v)
}
