package dataset

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// amounts is a value with its hedge: of money, or of an indicator.
type amounts struct {
	value, low, high *float64
	modifier         string
}

func (a amounts) stated() bool { return a.value != nil || a.low != nil || a.high != nil }

// amounts judges a value with its hedge; name is that of its key.
func (l *linter) amounts(at Pos, name string, a amounts) {
	between := a.modifier == "between"
	switch {
	case !a.stated() && a.modifier != "":
		l.find("modifier-without-amount", at.key("modifier"), "", "%s hedges no amount", a.modifier)
	case between && (a.low == nil || a.high == nil || a.value != nil):
		l.find("between-bounds", at.key("modifier"), "", "between has a lower and an upper bound, and no %s", name)
	case !between && (a.low != nil || a.high != nil):
		l.find("between-bounds", at.key("modifier"), "modifier: between", "bounds stand with the modifier between alone")
	case between && *a.low > *a.high:
		l.find("between-bounds", at.key("modifier"), "", "the lower bound is above the upper")
	case !a.stated() && name == "value":
		l.find("missing-key", at.key(name), "", "an observation has a value")
	}
}

// money judges a funding row by itself.
func (l *linter) money(f *Funding) {
	a := amounts{float(f.AmountEUR), float(f.AmountMin), float(f.AmountMax), f.Modifier}
	l.amounts(f.Pos, "amount_eur", a)
	for _, v := range []*float64{a.value, a.low, a.high} {
		if v != nil && *v < 0 {
			l.find("negative-amount", f.Pos.key("amount_eur"), "", "money is counted from 0: a saving is a flow, not a sign")
		}
	}
	if !a.stated() {
		if f.Qualifier == "" {
			l.find("no-amount", f.Pos.key("amount_eur"), "", "neither an amount nor a qualifier that says what was said instead")
		}
		if f.Per != "" {
			l.find("modifier-without-amount", f.Pos.key("per"), "", "a rate without an amount")
		}
	}
	if (f.PartOf == "") != (f.PartOfBasis == "") {
		l.find("part-by-half", f.Pos.key("part_of"), "", "part_of and part_of_basis stand together")
	}
	for i, id := range f.AlsoConcerns {
		if id == f.Programme {
			l.find("self-reference", f.Pos.key("also_concerns").item(i), "", "the row is of %s already", id)
		}
	}
	for _, t := range []struct {
		key  string
		text Text
	}{{"label", f.Label}, {"note", f.Note}} {
		l.magnitude(f.Pos.key(t.key), t.text.FR, a)
		if t.text.EN != t.text.FR {
			l.magnitude(f.Pos.key(t.key), t.text.EN, a)
		}
	}
}

// moneyWords finds a number and the word that gives its size: 2,5 Md€, €650M.
var moneyWords = regexp.MustCompile(`(?i)(\d(?:[\d\s\x{a0}\x{202f}]*\d)?)(?:[.,](\d+))?[\s\x{a0}\x{202f}]*(milliard|million|billion|bn|md|k€|m€|m(?:[^\pL]|$))`)

var moneySizes = []struct {
	word string
	size float64
}{{"millia", 1e9}, {"billion", 1e9}, {"bn", 1e9}, {"md", 1e9}, {"k", 1e3}, {"m", 1e6}}

// magnitude finds an amount in words that has the digits of the row's amount
// and not its size: 2 Md€ beside 200000000. A text that has the right one too
// speaks of something else as well.
func (l *linter) magnitude(at Pos, text string, a amounts) {
	wrong := ""
	for _, m := range moneyWords.FindAllStringSubmatch(text, -1) {
		for _, said := range spelled(m[1], m[2], m[3]) {
			for _, v := range []*float64{a.value, a.low, a.high} {
				switch {
				case v == nil:
				case *v == said:
					return
				case shifted(said, *v):
					wrong = fmt.Sprintf("the text has %q, the row %.0f", strings.TrimSpace(m[0]), *v)
				}
			}
		}
	}
	if wrong != "" {
		l.find("wrong-magnitude", at, "", "%s", wrong)
	}
}

// spelled gives the amounts that a number in words may mean: 1,500 million is
// one and a half in French, fifteen hundred in English.
func spelled(whole, fraction, word string) []float64 {
	size := 1.0
	for _, s := range moneySizes {
		if strings.HasPrefix(strings.ToLower(word), s.word) {
			size = s.size
			break
		}
	}
	digits := strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, whole)
	said, _ := strconv.ParseFloat(digits+"."+fraction+"0", 64)
	if len(fraction) == 3 {
		thousands, _ := strconv.ParseFloat(digits+fraction, 64)
		return []float64{math.Round(said * size), math.Round(thousands * size)}
	}
	return []float64{math.Round(said * size)}
}

// shifted reports whether two numbers differ by a power of ten, and nothing else.
func shifted(a, b float64) bool {
	if a <= 0 || b <= 0 || a == b {
		return false
	}
	power := math.Log10(a / b)
	return math.Abs(power-math.Round(power)) < 1e-9
}
