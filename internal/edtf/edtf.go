// Package edtf reads and compares the closed part of EDTF (ISO 8601-2) that the
// dataset allows: years, months, days, and intervals of these with at most one
// open end. It knows nothing of the records that hold such dates.
package edtf

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"time"
)

// Day is a day of the proleptic Gregorian calendar, counted from 1970-01-01.
// Text outside, a number inside: days compare and subtract as integers.
type Day int32

// Min and Max stand for the open ends of intervals; no written day equals them.
const (
	Min Day = math.MinInt32
	Max Day = math.MaxInt32
)

// firstYear and lastYear bound the years that can be written: EDTF level 0 has
// four digits, and year 0000 is of no use to the history told here.
const (
	firstYear = 1
	lastYear  = 9999
)

// ErrOpen tells of an interval that is open at both ends, which says nothing.
var ErrOpen = errors.New("an interval open at both ends says nothing")

// DayOf gives the day of a calendar date; month and day are taken as they are.
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// ParseDay reads a day written YYYY-MM-DD, and nothing else.
func ParseDay(s string) (Day, error) {
	if len(s) != len("2006-01-02") {
		return 0, fmt.Errorf("%q is not a day: write YYYY-MM-DD", s)
	}
	first, last, err := parsePart(s)
	if err != nil || first != last {
		return 0, fmt.Errorf("%q is not a day: write YYYY-MM-DD", s)
	}
	return first, nil
}

// Time gives midnight UTC of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String gives YYYY-MM-DD, or ".." for an open end.
func (d Day) String() string {
	if d == Min || d == Max {
		return ".."
	}
	return d.Time().Format("2006-01-02")
}

// Date is a date as it was written, with the closed range of days that it
// covers. The zero Date stands for "not known".
type Date struct {
	text  string
	first Day
	last  Day
}

// Parse reads 2019, 2019-05, 2019-09-05, A/B, ../B or A/.. and refuses all
// else: seasons, qualifiers (~ ? %), masked digits, times, upside-down
// intervals. The empty string is refused too; "not known" is the zero Date.
func Parse(s string) (Date, error) {
	a, b, interval := strings.Cut(s, "/")
	if !interval {
		first, last, err := parsePart(s)
		return Date{s, first, last}, err
	}
	if a == ".." && b == ".." {
		return Date{}, ErrOpen
	}
	d := Date{text: s, first: Min, last: Max}
	var err error
	if a != ".." {
		if d.first, _, err = parsePart(a); err != nil {
			return Date{}, err
		}
	}
	if b != ".." {
		if _, d.last, err = parsePart(b); err != nil {
			return Date{}, err
		}
	}
	if d.first > d.last {
		return Date{}, fmt.Errorf("%q ends before it begins", s)
	}
	return d, nil
}

// Must is Parse for dates written in code; it panics where Parse fails.
func Must(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Between gives the interval from first to last in its shortest writing: a day,
// a month or a year where it is exactly one, else A/B of days. It panics on an
// upside-down range, which only a mistake in our own code can produce.
func Between(first, last Day) Date {
	switch {
	case first > last || (first == Min && last == Max):
		panic(fmt.Sprintf("edtf: no interval from %s to %s", first, last))
	case first == last:
		return Date{first.String(), first, last}
	}
	if first != Min && last != Max {
		f := first.Time()
		for _, s := range []string{f.Format("2006-01"), f.Format("2006")} {
			if d := Must(s); d.first == first && d.last == last {
				return d
			}
		}
	}
	return Date{first.String() + "/" + last.String(), first, last}
}

// On gives the Date that is exactly one day.
func On(d Day) Date { return Date{d.String(), d, d} }

// IsZero reports whether the date is not known.
func (d Date) IsZero() bool { return d.text == "" }

// String gives the date as it was written, "" where it is not known.
func (d Date) String() string { return d.text }

// Earliest gives the first day covered; Min where open or not known.
func (d Date) Earliest() Day {
	if d.IsZero() {
		return Min
	}
	return d.first
}

// Latest gives the last day covered; Max where open or not known.
func (d Date) Latest() Day {
	if d.IsZero() {
		return Max
	}
	return d.last
}

// Overlaps reports whether the dates share a day. A date that is not known
// excludes nothing.
func (d Date) Overlaps(e Date) bool {
	return d.Earliest() <= e.Latest() && e.Earliest() <= d.Latest()
}

// Within reports whether d lies wholly in e. False where either is not known.
func (d Date) Within(e Date) bool {
	return !d.IsZero() && !e.IsZero() && e.first <= d.first && d.last <= e.last
}

// UnmarshalText reads what MarshalText wrote: as Parse does, and "" as the date
// that is not known.
func (d *Date) UnmarshalText(text []byte) (err error) {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	*d, err = Parse(string(text))
	return err
}

// MarshalText writes the date as it was written.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.text), nil }

// parsePart reads one year, month or day and gives the days it covers.
func parsePart(s string) (first, last Day, err error) {
	fail := func(why string) (Day, Day, error) {
		return 0, 0, fmt.Errorf("%q is not a date: %s", s, why)
	}
	const form = "write YYYY, YYYY-MM, YYYY-MM-DD, or an interval A/B, ../B, A/.."
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return fail(form)
	}
	for i := range len(s) {
		if i == 4 || i == 7 {
			if s[i] != '-' {
				return fail(form)
			}
		} else if s[i] < '0' || s[i] > '9' {
			return fail(form)
		}
	}
	year := number(s[:4])
	if year < firstYear || year > lastYear {
		return fail("there is no such year")
	}
	if len(s) == 4 {
		return DayOf(year, 1, 1), DayOf(year, 12, 31), nil
	}
	month := number(s[5:7])
	if month < 1 || month > 12 {
		return fail("there is no such month")
	}
	end := DayOf(year, time.Month(month)+1, 0)
	if len(s) == 7 {
		return DayOf(year, time.Month(month), 1), end, nil
	}
	day := number(s[8:])
	if first = DayOf(year, time.Month(month), day); day < 1 || first > end {
		return fail("there is no such day")
	}
	return first, first, nil
}

// number reads decimal digits that parsePart has seen to be digits.
func number(s string) (n int) {
	for _, c := range []byte(s) {
		n = n*10 + int(c-'0')
	}
	return n
}
