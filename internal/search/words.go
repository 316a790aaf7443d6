package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A word is a word of a text, or a number: folded, with its place in the text.
type word struct {
	text       string
	start, end int // bytes
	// parts are the words that a compound is made of: "e-CPS" is ecps, made of e
	// and cps; "670M" is 670m, made of 670 and million. Nil for a simple word.
	parts []word
}

// simple gives the parts of a compound, or the word itself.
func (w word) simple() []word {
	if w.parts == nil {
		return []word{w}
	}
	return w.parts
}

const (
	apostrophes = "'’ʼ"
	// joiners make a compound of the words around them; letters and digits without
	// anything between them are one too.
	joiners = "-‐‑.&" + apostrophes
	// spaces part thousands: 500 000.
	spaces = " \u00a0\u2009\u202f"
)

// elided are the French words that lose their vowel before another.
var elided = []string{"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"}

// units are the short forms of millions and milliards after a number.
var units = map[string]string{"m": "million", "bn": "billion", "md": "milliard", "mds": "milliard", "mrd": "milliard"}

// wordsOf gives the words of a text in their order.
func wordsOf(text string) []word {
	var all []word
	afterNumber := false
	for at := 0; at < len(text); {
		var own []word
		for at < len(text) {
			end := partEnd(text, at)
			if end == at {
				break
			}
			w := word{text: normal(text[at:end]), start: at, end: end}
			if unit, ok := units[w.text]; ok && afterNumber {
				w.text = unit
			}
			afterNumber = isNumber(w.text)
			own = append(own, w)
			if at = end; partEnd(text, at) > at {
				continue
			}
			r, size := utf8.DecodeRuneInString(text[at:])
			if !strings.ContainsRune(joiners, r) || partEnd(text, at+size) == at+size {
				break
			}
			at += size
		}
		if own = unbound(text, own); len(own) > 0 {
			all = append(all, joined(text, own))
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return all
}

// partEnd gives the end of the run of letters, or of the number, that begins at
// a place; the place itself where neither does.
func partEnd(text string, at int) int {
	if at < len(text) && isDigit(text[at]) {
		return numberEnd(text, at)
	}
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			break
		}
		at += size
	}
	return at
}

// numberEnd gives the end of a number, which may have thousands apart and
// decimals.
func numberEnd(text string, at int) int {
	end := digitsEnd(text, at)
	for grouped := end-at <= 3; grouped; {
		r, size := utf8.DecodeRuneInString(text[end:])
		grouped = strings.ContainsRune(spaces, r) && digitsEnd(text, end+size) == end+size+3
		if grouped {
			end += size + 3
		}
	}
	for end+1 < len(text) && (text[end] == '.' || text[end] == ',') && isDigit(text[end+1]) {
		end = digitsEnd(text, end+1)
	}
	return end
}

func digitsEnd(text string, at int) int {
	for at < len(text) && isDigit(text[at]) {
		at++
	}
	return at
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// unbound drops the elided word before an apostrophe, and the English possessive
// after one.
func unbound(text string, own []word) []word {
	apostrophe := func(i int) bool { return strings.ContainsAny(text[own[i].end:own[i+1].start], apostrophes) }
	if len(own) > 1 && slices.Contains(elided, own[0].text) && apostrophe(0) {
		own = own[1:]
	}
	if n := len(own); n > 1 && own[n-1].text == "s" && apostrophe(n-2) {
		own = own[:n-1]
	}
	return own
}

// joined makes one word of the parts of a compound.
func joined(text string, own []word) word {
	if len(own) == 1 {
		return own[0]
	}
	whole := word{start: own[0].start, end: own[len(own)-1].end, parts: own}
	for _, p := range own {
		whole.text += normal(text[p.start:p.end])
	}
	return whole
}

// normal folds a word, and writes a number without separators and with a point:
// 500 000 and 500,000 are 500000; 1,5 is 1.5.
func normal(s string) string {
	if !isNumber(s) {
		return Fold(s)
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '.', r == ',' && digitsEnd(s, i+1) != i+4:
			b.WriteByte('.')
		case r < utf8.RuneSelf && isDigit(byte(r)):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isNumber reports whether a word begins as a number does.
func isNumber(s string) bool { return s != "" && isDigit(s[0]) }

// isStop reports whether a word is too common to be looked for beside others.
func isStop(s string) bool { return stopWords[s] }

// stopWords are French and English words that bear no meaning by themselves,
// folded. What is also an acronym here (MES, SI, ANS, INS) is not among them.
var stopWords = func() map[string]bool {
	all := map[string]bool{}
	for _, w := range strings.Fields(`
		le la les un une des de du au aux et ou a en dans par pour sur avec sans sous entre vers chez
		ce cet cette ces qui que qu dont quel quelle quels quelles est sont etre ete etait il elle ils elles on nous vous
		se sa son leur leurs mon ma notre nos votre vos ne pas plus comme mais donc car
		the an of in to and or for by with from at as is are was were be been this that these those which who what
		its their our your not how`) {
		all[w] = true
	}
	return all
}()

// length is the number of letters of a word.
func length(s string) int { return utf8.RuneCountInString(s) }
