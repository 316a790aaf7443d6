package cite

import (
	"fmt"
	"strconv"
	"strings"

	"jalons/internal/edtf"
)

var months = map[string][12]string{
	"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	"en": {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

// end is a date as written, or one end of an interval: month and day are 0 where
// they were not said.
type end struct{ year, month, day int }

// ends reads a date as it was written: nil for an open end. A single date has
// one end, twice.
func ends(d edtf.Date) (from, to *end, interval bool) {
	a, b, interval := strings.Cut(d.String(), "/")
	if from = readEnd(a); !interval {
		return from, from, false
	}
	return from, readEnd(b), true
}

// readEnd reads what edtf has seen to be a date; nil for "..".
func readEnd(s string) *end {
	if s == ".." || s == "" {
		return nil
	}
	var e end
	for i, part := range strings.Split(s, "-") {
		*[]*int{&e.year, &e.month, &e.day}[i], _ = strconv.Atoi(part)
	}
	return &e
}

// words gives the end in words: 1er janvier 2022, septembre 2023, 2021.
func (e end) words(lang string) string {
	text := strconv.Itoa(e.year)
	if e.month > 0 {
		text = months[lang][e.month-1] + " " + text
	}
	if e.day > 0 {
		text = dayNumber(e.day, lang) + " " + text
	}
	return text
}

// dayNumber: in French the first of a month is an ordinal.
func dayNumber(day int, lang string) string {
	if day == 1 && lang == "fr" {
		return "1er"
	}
	return strconv.Itoa(day)
}

// shortened gives the first end of an interval without the year, or month and
// year, that the last one repeats.
func (e end) shortened(last end, lang string) string {
	switch {
	case e.year != last.year || e.month == 0 || last.month == 0:
		return e.words(lang)
	case e.month == last.month && e.day > 0 && last.day > 0:
		return dayNumber(e.day, lang)
	}
	return strings.TrimSuffix(e.words(lang), " "+strconv.Itoa(e.year))
}

// the puts the article before a day in French.
func (e end) the(text, lang string) string {
	if e.day > 0 && lang == "fr" {
		return "le " + text
	}
	return text
}

// Date gives a date in words: "24 juin 2022", "septembre 2023", "2021", "entre
// le 24 juin et le 30 septembre 2022"; "24 June 2022", "between 24 June and
// 30 September 2022". It is "" for a date that is not known.
func Date(d edtf.Date, lang string) string {
	from, to, interval := ends(d)
	switch {
	case d.IsZero():
		return ""
	case !interval:
		return from.words(lang)
	}
	return between(from, to, lang)
}

// On gives a date in words as the time of something: "le 24 juin 2022", "en
// septembre 2023"; "on 24 June 2022", "in September 2023".
func On(d edtf.Date, lang string) string {
	from, to, interval := ends(d)
	switch {
	case d.IsZero():
		return ""
	case interval:
		return between(from, to, lang)
	}
	return at(*from, lang)
}

func at(e end, lang string) string {
	switch {
	case lang == "fr" && e.day > 0:
		return "le " + e.words(lang)
	case lang == "fr":
		return "en " + e.words(lang)
	case e.day > 0:
		return "on " + e.words(lang)
	}
	return "in " + e.words(lang)
}

// between tells of one time that lies somewhere in an interval.
func between(from, to *end, lang string) string {
	fr := lang == "fr"
	switch {
	case from == nil && fr:
		return "au plus tard " + at(*to, lang)
	case from == nil:
		return "by " + to.words(lang)
	case to == nil && fr:
		return "à partir " + genitive(*from)
	case to == nil:
		return "from " + from.words(lang) + " on"
	}
	a, b := from.the(from.shortened(*to, lang), lang), to.the(to.words(lang), lang)
	if fr {
		return fmt.Sprintf("entre %s et %s", a, b)
	}
	return fmt.Sprintf("between %s and %s", a, b)
}

// Over gives a date in words as a stretch of time: "de 2018 à 2022", "en 2018",
// "du 24 juin au 30 septembre 2022"; "from 2018 to 2022", "in 2018".
func Over(d edtf.Date, lang string) string {
	from, to, interval := ends(d)
	fr := lang == "fr"
	switch {
	case d.IsZero():
		return ""
	case !interval:
		return at(*from, lang)
	case from == nil && fr:
		return "jusqu'" + map[bool]string{true: "au ", false: "en "}[to.day > 0] + to.words(lang)
	case from == nil:
		return "until " + to.words(lang)
	case to == nil && fr:
		return "à partir " + genitive(*from)
	case to == nil:
		return "from " + from.words(lang) + " on"
	case fr:
		return of(*from, from.shortened(*to, lang)) + map[bool]string{true: " au ", false: " à "}[to.day > 0] + to.words(lang)
	}
	return fmt.Sprintf("from %s to %s", from.shortened(*to, lang), to.words(lang))
}

func genitive(e end) string { return of(e, e.words("fr")) }

// of gives the French genitive of an end: "du 3 mai 2018", "de mai 2018",
// "d'avril 2018".
func of(e end, text string) string {
	switch {
	case e.day > 0:
		return "du " + text
	case e.month > 0 && strings.ContainsAny(text[:1], "ao"):
		return "d'" + text
	}
	return "de " + text
}
