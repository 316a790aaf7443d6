package api

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"jalons/internal/dataset"
)

// maxValue bounds a parameter's value, in bytes: room for a list of a hundred
// ids, and none for abuse.
const maxValue = 2000

// maxPairs bounds the parameters of an address: more than a question can use.
const maxPairs = 60

// pair is one parameter of an address, unescaped.
type pair struct{ name, value string }

// paramFault is a ParamError in both languages.
type paramFault struct {
	pair
	kind       *problemType
	detail     dataset.Text
	allowed    []string
	didYouMean string
	renames    bool // didYouMean is for the name, not for the value
}

func (f paramFault) in(lang string) ParamError {
	return ParamError{Parameter: f.name, Value: f.value, Detail: f.detail.In(lang), Allowed: f.allowed, DidYouMean: f.didYouMean}
}

func invalid(p pair, detail dataset.Text, allowed ...string) paramFault {
	f := paramFault{pair: p, kind: invalidValue, detail: detail, allowed: allowed}
	f.didYouMean = dataset.Nearest(p.value, allowed)
	return f
}

// split reads a raw query. What can't be read is a fault that names its
// parameter; nothing is dropped but the empty strings between two ampersands.
func split(raw string) (pairs []pair, faults []paramFault) {
	seen := map[string]bool{}
	for part := range strings.SplitSeq(raw, "&") {
		if part == "" {
			continue
		}
		rawName, rawValue, _ := strings.Cut(part, "=")
		name, nameErr := url.QueryUnescape(rawName)
		value, valueErr := url.QueryUnescape(rawValue)
		if nameErr != nil {
			name = rawName
		}
		if valueErr != nil {
			value = rawValue
		}
		p := pair{printable(name), printable(value)}
		detail := dataset.Text{}
		switch {
		case len(pairs)+len(faults) >= maxPairs:
			return pairs, append(faults, invalid(pair{p.name, ""}, dataset.Text{
				FR: fmt.Sprintf("L'adresse porte plus de %d paramètres.", maxPairs), EN: fmt.Sprintf("The address has more than %d parameters.", maxPairs)}))
		case strings.Contains(part, ";"):
			detail = dataset.Text{FR: "Un point-virgule ne sépare pas les paramètres : écrivez &, ou %3B dans une valeur.", EN: "A semicolon does not separate parameters: write &, or %3B inside a value."}
		case nameErr != nil || valueErr != nil:
			detail = dataset.Text{FR: "Un signe % doit être suivi de deux chiffres hexadécimaux (écrivez %25 pour le signe lui-même).", EN: "A % sign must be followed by two hexadecimal digits (write %25 for the sign itself)."}
		case !utf8.ValidString(name) || !utf8.ValidString(value):
			detail = dataset.Text{FR: "Le texte n'est pas de l'UTF-8.", EN: "The text is not UTF-8."}
		case printable(value) != value || printable(name) != name:
			detail = dataset.Text{FR: "La valeur contient un caractère de commande.", EN: "The value holds a control character."}
		case len(value) > maxValue:
			p.value = p.value[:40] + "…"
			detail = dataset.Text{FR: fmt.Sprintf("La valeur dépasse %d octets.", maxValue), EN: fmt.Sprintf("The value is longer than %d bytes.", maxValue)}
		case value == "":
			detail = dataset.Text{FR: "Le paramètre est vide : donnez une valeur ou retirez-le. Pour ce qui n'est pas connu, ajoutez __isnull=true au nom de la colonne.", EN: "The parameter is empty: give a value or leave it out. For what is not known, add __isnull=true to the column's name."}
		case seen[name]:
			detail = dataset.Text{FR: "Le paramètre est donné deux fois : une virgule veut dire « ou ».", EN: "The parameter is given twice: a comma means \"or\"."}
		}
		if !detail.IsZero() {
			faults = append(faults, paramFault{pair: p, kind: invalidValue, detail: detail})
			continue
		}
		seen[name] = true
		pairs = append(pairs, p)
	}
	return pairs, faults
}

// printable replaces what is no UTF-8 and drops control characters, so that an
// address can be shown in an answer.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return -1
		}
		return r
	}, s)
}

// encode writes parameters in the order given, with the commas, colons and
// slashes that addresses may hold left as they are: people read them.
func encode(pairs []pair) string {
	var b strings.Builder
	for i, p := range pairs {
		if i > 0 {
			b.WriteByte('&')
		}
		b.WriteString(readable.Replace(url.QueryEscape(p.name)) + "=" + readable.Replace(url.QueryEscape(p.value)))
	}
	return b.String()
}

var readable = strings.NewReplacer("%2C", ",", "%2F", "/", "%3A", ":")

// address joins a path and parameters.
func address(path string, pairs []pair) string {
	if len(pairs) == 0 {
		return path
	}
	return path + "?" + encode(pairs)
}

// with gives the parameters with one set, or left out where the value is "".
func with(pairs []pair, name, value string) []pair {
	out := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { return p.name == name })
	if value != "" {
		out = append(out, pair{name, value})
	}
	return out
}

// mend gives the parameters without what is wrong: with the nearest names and
// values where all are understood, else with as many of them as are, else with
// the faulty ones left out.
func mend(pairs []pair, faults []paramFault, check func([]pair) []paramFault) []pair {
	good := slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool {
		return slices.ContainsFunc(faults, func(f paramFault) bool { return f.name == p.name })
	})
	named := func(pairs []pair, name string) bool {
		return slices.ContainsFunc(pairs, func(p pair) bool { return p.name == name })
	}
	for _, f := range faults { // what has to be given is given first: nothing works without it
		if f.value == "" && f.didYouMean != "" && !f.renames && !named(pairs, f.name) && !named(good, f.name) {
			good = append(good, pair{f.name, f.didYouMean})
		}
	}
	whole, some := slices.Clone(good), slices.Clone(good)
	for _, f := range faults {
		p := f.pair
		switch {
		case f.didYouMean == "":
			continue
		case f.renames:
			p.name = f.didYouMean
		default:
			p.value = f.didYouMean
		}
		if named(whole, p.name) {
			continue // given already
		}
		whole = append(whole, p)
		if next := append(slices.Clone(some), p); len(check(next)) == 0 {
			some = next
		}
	}
	for _, mended := range [][]pair{whole, some, good, pairs} { // pairs: of what is needed and was given twice, the first
		if len(check(mended)) == 0 {
			return mended
		}
	}
	return nil
}
