package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Finding is one thing that is wrong with the files. A dataset with a finding
// is neither built nor served.
type Finding struct {
	Kind   string // a word that tests and people can name, such as unknown-key
	Pos    Pos
	Reason string // what is wrong
	Mend   string // what would be right, "" where that can't be told
}

// String gives `file:line: path: reason [kind]; try: mend`.
func (f Finding) String() string {
	var b strings.Builder
	b.WriteString(f.Pos.File)
	if f.Pos.Line > 0 {
		fmt.Fprintf(&b, ":%d", f.Pos.Line)
	}
	if f.Pos.Path != "" {
		b.WriteString(": " + f.Pos.Path)
	}
	fmt.Fprintf(&b, ": %s [%s]", f.Reason, f.Kind)
	if f.Mend != "" {
		b.WriteString("; try: " + f.Mend)
	}
	return b.String()
}

// Findings are all that a reading found; the linter never stops at the first.
type Findings []Finding

func (f *Findings) add(kind string, pos Pos, reason, mend string) {
	*f = append(*f, Finding{kind, pos, reason, mend})
}

// sort orders findings as a reader of the files meets them.
func (f Findings) sort() {
	slices.SortStableFunc(f, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			strings.Compare(a.Pos.Path, b.Pos.Path), strings.Compare(a.Kind, b.Kind))
	})
}

// Err gives nil where there is no finding, else an error that lists them.
func (f Findings) Err() error {
	if len(f) == 0 {
		return nil
	}
	lines := make([]string, len(f))
	for i, finding := range f {
		lines[i] = finding.String()
	}
	return fmt.Errorf("the dataset has %d finding(s):\n%s", len(f), strings.Join(lines, "\n"))
}

// Nearest gives the word closest to the one written, "" where none is near
// enough to be meant: at most a third of its letters, and at least one, differ;
// failing that, the shortest word that begins with it.
func Nearest(word string, words []string) string {
	best, bestCost := "", max(1, len(word)/3)+1
	letters := utf8.RuneCountInString(word)
	for _, w := range slices.Sorted(slices.Values(words)) {
		if apart := letters - utf8.RuneCountInString(w); max(apart, -apart) >= bestCost {
			continue // so far apart in length alone; a caller may write thousands of letters
		}
		if cost := distance(word, w); cost < bestCost {
			best, bestCost = w, cost
		}
	}
	if best != "" || len(word) < minPrefix {
		return best
	}
	for _, w := range words {
		if strings.HasPrefix(w, strings.ToLower(word)) && (best == "" || len(w) < len(best)) {
			best = w
		}
	}
	return best
}

// minPrefix is how much of a word must be right for the rest to be guessed.
const minPrefix = 4

// distance is the number of letters to insert, drop, change or swap with their
// neighbour to make b of a (optimal string alignment).
func distance(a, b string) int {
	s, t := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	rows := make([][]int, len(s)+1)
	for i := range rows {
		rows[i] = make([]int, len(t)+1)
		rows[i][0] = i
	}
	for j := range t {
		rows[0][j+1] = j + 1
	}
	for i := 1; i <= len(s); i++ {
		for j := 1; j <= len(t); j++ {
			change := 1
			if s[i-1] == t[j-1] {
				change = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+change)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(s)][len(t)]
}
