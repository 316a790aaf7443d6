package api

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
	"jalons/internal/store"
)

// Bounds of a page, in rows. The default fills a screen many times over; the
// maximum keeps an answer under a megabyte or so.
const (
	defaultLimit = 100
	maxLimit     = 1000
)

// params are the parameters of a request, understood.
type params struct {
	lang    string
	knownOn *dataset.Day // nil: not given; 0 is a day, 1970-01-01
	limit   int          // 0: not given
	offset  int
	fields  []string
	facets  []string
	sorts   []store.Sort
	filters []store.Filter
	format  string // "" where the address leaves it open
	shape   string
	dialect string // of CSV, "" for RFC 4180
	header  string // of CSV, "" for names
	parts   bool   // a programme filter reaches the parts of programmes
	q       string // words that rows must have, "" for none
	pairs   []pair // as given, without what names the format
}

// reader reads one control word into the parameters. It gives a fault, or nil.
type paramReader func(p *params, c *call, v pair) *paramFault

// Control words that every address under /v1 understands.
var (
	readLang paramReader = func(p *params, _ *call, v pair) *paramFault {
		return choose(v, &p.lang, "fr", "en")
	}
	readKnownOn paramReader = func(p *params, _ *call, v pair) *paramFault {
		day, err := edtf.ParseDay(v.value)
		if err != nil {
			f := invalid(v, dataset.Text{FR: "Écrivez un jour, AAAA-MM-JJ : ce qui était connu au soir de ce jour.", EN: "Write a day, YYYY-MM-DD: what was known by the end of that day."})
			if d, err := edtf.Parse(v.value); err == nil && d.Latest() != edtf.Max {
				f.didYouMean = d.Latest().String()
			}
			return &f
		}
		p.knownOn = &day
		return nil
	}
	readFormat paramReader = func(p *params, c *call, v pair) *paramFault {
		if f := choose(v, &p.format, c.formats...); f != nil {
			return f
		}
		if c.suffix != "" && c.suffix != p.format {
			f := invalid(v, dataset.Text{
				FR: fmt.Sprintf("Le suffixe .%s et format=%s se contredisent : gardez l'un des deux.", c.suffix, p.format),
				EN: fmt.Sprintf("The suffix .%s and format=%s contradict each other: keep one of them.", c.suffix, p.format)}, c.suffix)
			return &f
		}
		return nil
	}
	readLimit paramReader = func(p *params, _ *call, v pair) *paramFault {
		return whole(v, &p.limit, 1, maxLimit)
	}
	readOffset paramReader = func(p *params, _ *call, v pair) *paramFault {
		return whole(v, &p.offset, 0, 1<<31-1)
	}
	readShape   paramReader = func(p *params, _ *call, v pair) *paramFault { return choose(v, &p.shape, shapeArray) }
	readDialect paramReader = func(p *params, _ *call, v pair) *paramFault { return choose(v, &p.dialect, "fr") }
	readHeader  paramReader = func(p *params, _ *call, v pair) *paramFault { return choose(v, &p.header, "names", "labels") }
)

// itemWords are the control words of documents, rowWords of items, listWords of
// lists.
var (
	itemWords = map[string]paramReader{"lang": readLang, "known_on": readKnownOn, "format": readFormat}
	rowWords  = map[string]paramReader{"lang": readLang, "known_on": readKnownOn, "format": readFormat,
		"dialect": readDialect, "header": readHeader}
	listWords = map[string]paramReader{"lang": readLang, "known_on": readKnownOn, "format": readFormat,
		"dialect": readDialect, "header": readHeader, "limit": readLimit, "offset": readOffset, "shape": readShape, "include_parts": readParts, "q": readWords}
)

func choose(v pair, into *string, words ...string) *paramFault {
	if !slices.Contains(words, v.value) {
		f := invalid(v, oneOf(words), words...)
		return &f
	}
	*into = v.value
	return nil
}

func oneOf(words []string) dataset.Text {
	all := strings.Join(words, ", ")
	return dataset.Text{FR: "Valeurs permises : " + all + ".", EN: "Allowed values: " + all + "."}
}

func whole(v pair, into *int, low, high int) *paramFault {
	n, err := strconv.Atoi(v.value)
	if err != nil || n < low || n > high || strconv.Itoa(n) != v.value {
		f := invalid(v, dataset.Text{
			FR: fmt.Sprintf("Donnez un nombre entier, de %d à %d.", low, high), EN: fmt.Sprintf("Give a whole number from %d to %d.", low, high)})
		f.allowed = []string{fmt.Sprintf("%d..%d", low, high)}
		if err == nil && n > high {
			f.didYouMean = strconv.Itoa(high)
		}
		return &f
	}
	*into = n
	return nil
}

// understand reads control words, and what rest understands: it gives ok false
// for a name that it does not know.
func understand(c *call, pairs []pair, words map[string]paramReader, rest func(*params, pair) (ok bool, f *paramFault), names []string) (params, []paramFault) {
	p := params{lang: "fr", format: c.suffix}
	var faults []paramFault
	for _, v := range pairs {
		if read, ok := words[v.name]; ok {
			if f := read(&p, c, v); f != nil {
				faults = append(faults, *f)
			}
			continue
		}
		if ok, f := rest(&p, v); !ok {
			faults = append(faults, unknown(v, words, names))
		} else if f != nil {
			faults = append(faults, *f)
		}
	}
	faults = append(append(faults, partsFault(&p, pairs)...), wideFaults(&p, pairs)...)
	p.pairs = slices.DeleteFunc(slices.Clone(pairs), func(v pair) bool { return v.name == "format" })
	return p, faults
}

func unknown(v pair, words map[string]paramReader, names []string) paramFault {
	allowed := slices.Clone(names)
	for word := range words {
		allowed = append(allowed, word)
	}
	slices.Sort(allowed)
	f := paramFault{pair: v, kind: unknownParameter, allowed: allowed, renames: true,
		detail: dataset.Text{FR: fmt.Sprintf("« %s » n'est pas un paramètre d'ici.", v.name), EN: fmt.Sprintf("%q is no parameter here.", v.name)}}
	name, suffix, _ := strings.Cut(v.name, "__")
	if near := dataset.Nearest(name, allowed); near != "" {
		f.didYouMean = near
		if suffix != "" {
			f.didYouMean += "__" + suffix
		}
	}
	return f
}

// noMore is for addresses that have no parameters beside control words.
func noMore(*params, pair) (bool, *paramFault) { return false, nil }

// refuse makes the error for faults, with an address that works.
func refuse(c *call, path string, pairs []pair, faults []paramFault, check func([]pair) []paramFault) error {
	f := &fault{kind: faults[0].kind, paramFaults: faults}
	var named []string
	for _, p := range faults {
		named = append(named, p.name)
	}
	list := strings.Join(named, ", ")
	f.detail = dataset.Text{FR: faults[0].detail.FR, EN: faults[0].detail.EN}
	if len(faults) > 1 {
		f.detail = dataset.Text{FR: "Plusieurs paramètres sont en cause : " + list + ".", EN: "Several parameters are at fault: " + list + "."}
	}
	f.path, f.pairs = path, mend(pairs, faults, check)
	return f
}
