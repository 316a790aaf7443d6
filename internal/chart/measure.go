package chart

import (
	"strings"
	"unicode"
)

// widthOf guesses how wide a text is, in pixels. Nobody knows with which letters
// a reader's machine will draw it, so the guess is that of the widest common
// ones (DejaVu Sans): a line is rather broken early than cut.
func widthOf(s string, size float64) float64 {
	ems := 0.0
	for _, r := range s {
		switch {
		case strings.ContainsRune("iljtfrI.,:;'’|!()[] \u00a0/-", r):
			ems += 0.38
		case strings.ContainsRune("mwMW%@—→", r):
			ems += 0.95
		case r == '\u202f':
			ems += 0.2
		case unicode.IsUpper(r):
			ems += 0.7
		default:
			ems += 0.61
		}
	}
	return ems * size
}

// wrap breaks a text into lines no wider than width, at plain spaces; a word that is
// wider than a line is broken within.
func wrap(s string, size, width float64) (lines []string) {
	line := ""
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }) {
		if line != "" && widthOf(line+" "+word, size) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; widthOf(line, size) > width; {
			cut := fitting(line, size, width)
			lines, line = append(lines, line[:cut]), line[cut:]
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fitting gives how many bytes of a word fit a width: whole letters, one at least.
func fitting(word string, size, width float64) int {
	cut := 0
	for i, r := range word {
		next := i + len(string(r))
		if cut > 0 && widthOf(word[:next], size) > width {
			break
		}
		cut = next
	}
	return cut
}
