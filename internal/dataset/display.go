package dataset

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Spaces of French typography: narrow and unbreakable between thousands and
// before a sign, unbreakable between a number and its noun.
const (
	thin = "\u202f"
	nbsp = "\u00a0"
)

// hedges put a modifier into words around a value.
var hedges = map[string]Text{
	"about": {FR: "environ %", EN: "about %"}, "at_least": {FR: "au moins %", EN: "at least %"},
	"more_than": {FR: "plus de %", EN: "more than %"}, "nearly": {FR: "près de %", EN: "nearly %"},
	"up_to": {FR: "jusqu'à %", EN: "up to %"}, "less_than": {FR: "moins de %", EN: "less than %"},
	"order_of": {FR: "de l'ordre de %", EN: "on the order of %"},
}

var perWords = map[string]Text{
	"day": {FR: " par jour", EN: " a day"}, "month": {FR: " par mois", EN: " a month"},
	"year": {FR: " par an", EN: " a year"}, "unit": {FR: " par unité", EN: " per unit"},
}

// displayFunding puts an amount with its hedge into words, never rounded; where
// no amount was stated, what was said instead.
func (x *index) displayFunding(f *Funding) Text {
	if f.AmountEUR == nil && f.AmountMin == nil && f.AmountMax == nil {
		return x.codeLabel("qualifier", f.Qualifier)
	}
	return hedged(f.Modifier, float(f.AmountEUR), float(f.AmountMin), float(f.AmountMax), func(v float64) Text {
		return Euros(int64(v))
	}, perWords[f.Per])
}

// displayValue puts a value of an indicator with its hedge and unit into words.
func (x *index) displayValue(i *Indicator, value, low, high *float64, modifier string) Text {
	per := Text{}
	if i.Kind == "flow" {
		per = perWords[i.PeriodUnit]
	}
	unit, _ := x.Codes.Find("unit", i.Unit)
	return hedged(modifier, value, low, high, func(v float64) Text { return quantity(v, unit) }, per)
}

func hedged(modifier string, value, low, high *float64, word func(float64) Text, per Text) Text {
	var t Text
	switch {
	case value != nil:
		t = word(*value)
		if h, ok := hedges[modifier]; ok {
			t = Text{strings.Replace(h.FR, "%", t.FR, 1), strings.Replace(h.EN, "%", t.EN, 1)}
		}
	case low != nil && high != nil:
		a, b := word(*low), word(*high)
		t = Text{"entre " + a.FR + " et " + b.FR, "between " + a.EN + " and " + b.EN}
	default:
		return Text{}
	}
	return Text{t.FR + per.FR, t.EN + per.EN}
}

// Euros gives an amount in milliards or millions where that loses no digit.
func Euros(v int64) Text {
	f := float64(v)
	switch {
	case v >= 1e9 && v%1e7 == 0:
		return Text{Decimal(f/1e9, "fr") + nbsp + "milliard" + pluralFR(f/1e9) + " d'euros", "€" + Decimal(f/1e9, "en") + "bn"}
	case v >= 1e6 && v%1e4 == 0:
		return Text{Decimal(f/1e6, "fr") + nbsp + "million" + pluralFR(f/1e6) + " d'euros", "€" + Decimal(f/1e6, "en") + "M"}
	}
	return Text{Decimal(f, "fr") + nbsp + "euro" + pluralFR(f), "€" + Decimal(f, "en")}
}

// quantity gives a number with its unit, in milliards or millions where that
// loses no digit.
func quantity(v float64, unit Code) Text {
	switch unit.Code {
	case "":
		return Text{Decimal(v, "fr"), Decimal(v, "en")}
	case "%":
		return Text{Decimal(v, "fr") + thin + "%", Decimal(v, "en") + "%"}
	case "ratio":
		return Text{"×" + thin + Decimal(v, "fr"), "×" + Decimal(v, "en")}
	}
	fr, en := unit.Label.FR, unit.Label.EN
	if math.Abs(v) >= 2 && unit.Plural.FR != "" {
		fr = unit.Plural.FR
	}
	if v != 1 && unit.Plural.EN != "" {
		en = unit.Plural.EN
	}
	switch {
	case v >= 1e9 && math.Mod(v, 1e7) == 0:
		return Text{Decimal(v/1e9, "fr") + nbsp + "milliard" + pluralFR(v/1e9) + " " + of(fr), Decimal(v/1e9, "en") + " billion " + en}
	case v >= 1e6 && math.Mod(v, 1e4) == 0:
		return Text{Decimal(v/1e6, "fr") + nbsp + "million" + pluralFR(v/1e6) + " " + of(fr), Decimal(v/1e6, "en") + " million " + en}
	}
	return Text{Decimal(v, "fr") + nbsp + fr, Decimal(v, "en") + " " + en}
}

// of gives "de documents", "d'ordonnances", "d'États".
func of(noun string) string {
	first, _ := utf8.DecodeRuneInString(noun)
	if strings.ContainsRune("aeiouyhàâéèêëîïôöûùüœæ", unicode.ToLower(first)) {
		return "d'" + noun
	}
	return "de " + noun
}

// pluralFR: in French the plural begins at two.
func pluralFR(v float64) string {
	if math.Abs(v) >= 2 {
		return "s"
	}
	return ""
}

// Decimal writes a number in full with the separators of the language.
func Decimal(v float64, lang string) string {
	group, point := thin, ","
	if lang == "en" {
		group, point = ",", "."
	}
	whole, fraction, _ := strings.Cut(strconv.FormatFloat(math.Abs(v), 'f', -1, 64), ".")
	var b strings.Builder
	if v < 0 {
		b.WriteString("-")
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(c)
	}
	if fraction != "" {
		b.WriteString(point + fraction)
	}
	return b.String()
}

// codeLabel gives the words for a code, none for an unknown one.
func (x *index) codeLabel(list, code string) Text {
	c, _ := x.Codes.Find(list, code)
	return c.Label
}
