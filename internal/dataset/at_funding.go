package dataset

func (x *index) fundingAt(f *Funding, day Day) (FundingRow, bool) {
	if f.known() > day {
		return FundingRow{}, false
	}
	row := FundingRow{
		ID: f.ID, Programme: f.Programme, AlsoConcerns: f.AlsoConcerns, Label: f.Label, Flow: f.Flow, Basis: f.Basis,
		AmountEUR: f.AmountEUR, AmountMin: f.AmountMin, AmountMax: f.AmountMax, Modifier: f.Modifier, Display: x.displayFunding(f),
		Per: f.Per, Qualifier: f.Qualifier, Period: f.Period, Scope: f.Scope, ScopeLabel: x.scopes[f.Scope].Label,
		Providers: f.Providers, Recipients: f.Recipients, Question: f.Question, QuestionLabel: x.questions[f.Question].Label,
		Rank: f.Rank, RankReason: f.RankReason, Additive: x.additive(f, day), StatedOn: f.StatedOn, StatedOnBasis: f.StatedOnBasis,
		Note: f.Note, VerifiedOn: f.VerifiedOn, VerifiedHow: f.VerifiedHow, RecordedOn: f.RecordedOn,
		Cited: x.saidCited(&f.Said), Item: x.saidCitations(&f.Said, day),
	}
	if whole := x.funding[f.PartOf]; whole != nil && whole.known() <= day {
		row.PartOf, row.PartOfBasis = f.PartOf, f.PartOfBasis
	}
	return row, true
}

// fundingDays: a row changes with itself, with what its question counts, and
// with its wholes and theirs. What a question counts changes when a first row is
// known, and when a second is: the preferred one is one of these, or comes when
// nothing is counted any more.
func (x *index) fundingDays(f *Funding) []Day {
	days := x.saidDays(&f.Said)
	for g, n := f, 0; g != nil && n <= maxDepth; g, n = x.funding[g.PartOf], n+1 {
		days = append(days, g.known())
		if r, ok := x.rivals[g.Question]; ok {
			days = append(days, r.second)
		}
	}
	return days
}

// maxDepth bounds the walk from a part to the whole above it and on; the linter
// refuses circles.
const maxDepth = 32

// additive reports whether the row may stand in a sum beside others: it has an
// amount and is no rate, is not deprecated, is what its question counts, and no
// whole above it, of the same flow, is counted.
func (x *index) additive(f *Funding, day Day) bool {
	if !x.counted(f, day) {
		return false
	}
	for whole, n := x.funding[f.PartOf], 0; whole != nil && n < maxDepth; whole, n = x.funding[whole.PartOf], n+1 {
		if whole.known() > day {
			return true // what lies above it is not known to hold this row
		}
		if whole.Flow == f.Flow && x.counted(whole, day) {
			return false
		}
	}
	return true
}

// counted reports whether the row is an amount that its question counts on the
// day: the preferred of the rows known, without one the only one known.
func (x *index) counted(f *Funding, day Day) bool {
	if f.known() > day || f.AmountEUR == nil || f.Per != "" || f.Rank == rankDeprecated {
		return false
	}
	r, asked := x.rivals[f.Question]
	switch {
	case !asked:
		return true
	case r.preferred != nil && r.preferred.known() <= day:
		return f == r.preferred
	}
	return r.second > day
}

// rivalry is what decides which row a question counts on a day.
type rivalry struct {
	preferred *Funding // nil where there is none
	second    Day      // from which two rows, not deprecated, are known
}

func rivalryOf(rows []*Funding) rivalry {
	r := rivalry{second: never}
	first := never
	for _, f := range rows {
		if f.Rank == rankDeprecated {
			continue
		}
		if f.Rank == rankPreferred {
			r.preferred = f
		}
		if known := f.known(); known < first {
			first, r.second = known, first
		} else {
			r.second = min(r.second, known)
		}
	}
	return r
}

const (
	rankPreferred  = "preferred"
	rankDeprecated = "deprecated"
)
