package dataset

import (
	"strings"
	"testing"
)

// In what is wanted, ~ is a narrow and _ a plain space that does not break.
func spaced(s string) string { return strings.NewReplacer("~", thin, "_", nbsp).Replace(s) }

func whole(v int64) *int64        { return &v }
func fraction(v float64) *float64 { return &v }

func TestDisplayFunding(t *testing.T) {
	x := newIndex(&Dataset{Codes: Codes{"qualifier": {{Code: "doubling", Label: Text{"doublement", "doubling"}}}}})
	for _, c := range []struct {
		f      Funding
		fr, en string
	}{
		{Funding{AmountEUR: whole(0), Modifier: "as_stated"}, "0_euro", "€0"},
		{Funding{AmountEUR: whole(1), Modifier: "as_stated", Per: "unit"}, "1_euro par unité", "€1 per unit"},
		{Funding{AmountEUR: whole(2), Modifier: "as_stated"}, "2_euros", "€2"},
		{Funding{AmountEUR: whole(999), Modifier: "up_to"}, "jusqu'à 999_euros", "up to €999"},
		{Funding{AmountEUR: whole(400_000), Modifier: "at_least", Per: "month"}, "au moins 400~000_euros par mois", "at least €400,000 a month"},
		{Funding{AmountEUR: whole(999_999), Modifier: "as_stated", Per: "year"}, "999~999_euros par an", "€999,999 a year"},
		{Funding{AmountEUR: whole(1_000_000), Modifier: "as_stated"}, "1_million d'euros", "€1M"},
		{Funding{AmountEUR: whole(1_990_000), Modifier: "as_stated"}, "1,99_million d'euros", "€1.99M"},
		{Funding{AmountEUR: whole(2_000_000), Modifier: "more_than"}, "plus de 2_millions d'euros", "more than €2M"},
		{Funding{AmountEUR: whole(64_276_242), Modifier: "as_stated"}, "64~276~242_euros", "€64,276,242"},
		{Funding{AmountEUR: whole(251_700_000), Modifier: "about"}, "environ 251,7_millions d'euros", "about €251.7M"},
		{Funding{AmountEUR: whole(999_990_000), Modifier: "as_stated"}, "999,99_millions d'euros", "€999.99M"},
		{Funding{AmountEUR: whole(1_000_000_000), Modifier: "less_than"}, "moins de 1_milliard d'euros", "less than €1bn"},
		{Funding{AmountEUR: whole(1_500_000_000), Modifier: "nearly"}, "près de 1,5_milliard d'euros", "nearly €1.5bn"},
		{Funding{AmountEUR: whole(1_234_500_000), Modifier: "as_stated"}, "1~234,5_millions d'euros", "€1,234.5M"},
		{Funding{AmountEUR: whole(2_000_000_000), Modifier: "as_stated"}, "2_milliards d'euros", "€2bn"},
		{Funding{AmountEUR: whole(2_010_000_000), Modifier: "order_of"}, "de l'ordre de 2,01_milliards d'euros", "on the order of €2.01bn"},
		{Funding{AmountMin: whole(70_000_000), AmountMax: whole(76_500_000), Modifier: "between"},
			"entre 70_millions d'euros et 76,5_millions d'euros", "between €70M and €76.5M"},
		{Funding{Qualifier: "doubling"}, "doublement", "doubling"},
		{Funding{Qualifier: "no such word"}, "", ""},
	} {
		if got, want := x.displayFunding(&c.f), (Text{spaced(c.fr), c.en}); got != want {
			t.Errorf("%v: got %q and %q, want %q and %q", c.f.AmountEUR, got.FR, got.EN, want.FR, want.EN)
		}
	}
}

func TestDisplayValue(t *testing.T) {
	units := []Code{
		{Code: "account", Label: Text{"compte", "account"}, Plural: Text{"comptes", "accounts"}},
		{Code: "order", Label: Text{"ordonnance", "order"}, Plural: Text{"ordonnances", "orders"}},
		{Code: "state", Label: Text{"État", "state"}, Plural: Text{"États", "states"}},
		{Code: "hour", Label: Text{"heure", "hour"}, Plural: Text{"heures", "hours"}},
		{Code: "%"}, {Code: "ratio"},
	}
	x := newIndex(&Dataset{Codes: Codes{"unit": units}})
	for _, c := range []struct {
		unit, kind, per string
		value           float64
		modifier        string
		fr, en          string
	}{
		{"account", "stock", "", 0, "as_stated", "0_compte", "0 accounts"},
		{"account", "stock", "", 1, "as_stated", "1_compte", "1 account"},
		{"account", "stock", "", 1.5, "as_stated", "1,5_compte", "1.5 accounts"},
		{"account", "stock", "", 2, "as_stated", "2_comptes", "2 accounts"},
		{"account", "stock", "", 9_345_514, "as_stated", "9~345~514_comptes", "9,345,514 accounts"},
		{"account", "stock", "", 10_000_000, "at_least", "au moins 10_millions de comptes", "at least 10 million accounts"},
		{"account", "stock", "", 1_200_000, "about", "environ 1,2_million de comptes", "about 1.2 million accounts"},
		{"account", "stock", "", 2_500_000_000, "as_stated", "2,5_milliards de comptes", "2.5 billion accounts"},
		{"order", "flow", "month", 15_000_000, "more_than", "plus de 15_millions d'ordonnances par mois", "more than 15 million orders a month"},
		{"order", "flow", "day", 3, "as_stated", "3_ordonnances par jour", "3 orders a day"},
		{"order", "stock", "month", 3, "as_stated", "3_ordonnances", "3 orders"},
		{"state", "stock", "", 27_000_000, "as_stated", "27_millions d'États", "27 million states"},
		{"hour", "stock", "", 2_000_000, "nearly", "près de 2_millions d'heures", "nearly 2 million hours"},
		{"%", "rate", "", 15, "about", "environ 15~%", "about 15%"},
		{"%", "rate", "", 99.5, "as_stated", "99,5~%", "99.5%"},
		{"ratio", "rate", "", 2, "as_stated", "×~2", "×2"},
		{"unknown", "stock", "", 1234.5, "as_stated", "1~234,5", "1,234.5"},
		{"account", "stock", "", -1200, "as_stated", "-1~200_comptes", "-1,200 accounts"},
	} {
		i := &Indicator{Unit: c.unit, Kind: c.kind, PeriodUnit: c.per}
		if got, want := x.displayValue(i, &c.value, nil, nil, c.modifier), (Text{spaced(c.fr), c.en}); got != want {
			t.Errorf("%g %s: got %q and %q, want %q and %q", c.value, c.unit, got.FR, got.EN, want.FR, want.EN)
		}
	}
	i := &Indicator{Unit: "%", Kind: "rate"}
	if got := x.displayValue(i, nil, fraction(10), fraction(12.5), "between"); got.FR != spaced("entre 10~% et 12,5~%") || got.EN != "between 10% and 12.5%" {
		t.Errorf("between: %q and %q", got.FR, got.EN)
	}
	if got := x.displayValue(i, nil, nil, nil, ""); !got.IsZero() {
		t.Errorf("no value reads %q", got.FR)
	}
}
