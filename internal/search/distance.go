package search

// forgiven is how many letters of a word may be wrong: none in a short one,
// which would be read as any other, and none in a number.
func forgiven(text string) int {
	switch n := length(text); {
	case isNumber(text):
		return 0
	case n >= 8:
		return 2
	case n >= 4:
		return 1
	}
	return 0
}

// shortWord is the length up to which distance needs no memory of its own: it is
// asked of every word of a language.
const shortWord = 32

// distance is the number of letters to insert, drop, change or swap with their
// neighbour to make b of a (optimal string alignment), or some number above most.
func distance(a, b string, most int) int {
	if d := len(a) - len(b); d > 4*most || -d > 4*most { // a letter has four bytes at most
		return most + 1
	}
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d > most || -d > most {
		return most + 1
	}
	var short [3][shortWord + 1]int
	above, row, next := short[0][:], short[1][:], short[2][:]
	if len(t) > shortWord {
		above, row, next = make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	}
	for j := range len(t) + 1 {
		row[j] = j
	}
	for i := range s {
		next[0] = i + 1
		best := next[0]
		for j := range t {
			change := row[j]
			if s[i] != t[j] {
				change++
			}
			next[j+1] = min(change, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				next[j+1] = min(next[j+1], above[j-1]+1)
			}
			best = min(best, next[j+1])
		}
		if best > most {
			return most + 1
		}
		above, row, next = row, next, above
	}
	return row[len(t)]
}
