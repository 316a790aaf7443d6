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

// fundingDays: a row changes with itself, with the rows of its question, and
// with its wholes and theirs.
func (x *index) fundingDays(f *Funding) []Day {
	days := append(x.saidDays(&f.Said), x.attributedDays(f.Citations)...)
	for g, n := f, 0; g != nil && n <= maxDepth; g, n = x.funding[g.PartOf], n+1 {
		days = append(days, g.known())
		for _, rival := range x.byQuestion[g.Question] {
			days = append(days, rival.known())
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
	if f.Question == "" {
		return true
	}
	alone := true
	for _, rival := range x.byQuestion[f.Question] {
		if rival == f || rival.known() > day || rival.Rank == rankDeprecated {
			continue
		}
		if rival.Rank == rankPreferred {
			return false
		}
		alone = false
	}
	return alone || f.Rank == rankPreferred
}

const (
	rankPreferred  = "preferred"
	rankDeprecated = "deprecated"
)
