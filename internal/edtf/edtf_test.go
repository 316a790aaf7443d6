package edtf

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2019", "2019-01-01", "2019-12-31"},
		{"2019-05", "2019-05-01", "2019-05-31"},
		{"2020-02", "2020-02-01", "2020-02-29"},
		{"2019-09-05", "2019-09-05", "2019-09-05"},
		{"2018-09/2018-12", "2018-09-01", "2018-12-31"},
		{"../2020", "..", "2020-12-31"},
		{"2019-05/..", "2019-05-01", ".."},
		{"2018/2022", "2018-01-01", "2022-12-31"},
	} {
		d, err := Parse(c.in)
		if err != nil || d.String() != c.in || d.Earliest().String() != c.first || d.Latest().String() != c.last {
			t.Errorf("Parse(%q) = %s %s..%s, %v; want %s..%s", c.in, d, d.Earliest(), d.Latest(), err, c.first, c.last)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", " 2019", "2019 ", "19", "0000", "2019-13", "2019-00", "2019-02-29", "2019-04-31", "2019-1-1", "2019-05-00",
		"2019~", "2019?", "201X", "2019-21", "../..", "/", "2019/", "/2019", "2020/2019", "2019/2020/2021", "2019-05-01T00:00:00",
		"+2019", "-2019", "２０１９", "2019-05-", "2019/..x",
	} {
		if d, err := Parse(in); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", in, d)
		}
	}
	if _, err := ParseDay("2019-05"); err == nil {
		t.Error("ParseDay took a month for a day")
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2019-01-01/2019-12-31", "2019"},
		{"2020-02-01/2020-02-29", "2020-02"},
		{"2022-01-01/2022-02-03", "2022-01-01/2022-02-03"},
		{"2022-01-01/2022-01-01", "2022-01-01"},
		{"../2022-01-01", "../2022-01-01"},
		{"2022-01-01/..", "2022-01-01/.."},
	} {
		d := Must(c.in)
		if got := Between(d.Earliest(), d.Latest()); got.String() != c.want {
			t.Errorf("Between of %s = %s, want %s", c.in, got, c.want)
		}
	}
}

func TestUnknownExcludesNothing(t *testing.T) {
	var none Date
	if !none.Overlaps(Must("2019")) || none.Within(Must("2019")) || Must("2019").Within(none) {
		t.Error("a date that is not known must overlap all and lie within nothing")
	}
}

// Property: what Between writes, Parse reads back as the same days.
func TestBetweenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		days := rapid.Int32Range(int32(DayOf(1990, 1, 1)), int32(DayOf(2040, 12, 31)))
		a, b := Day(days.Draw(t, "a")), Day(days.Draw(t, "b"))
		d := Between(min(a, b), max(a, b))
		e, err := Parse(d.String())
		if err != nil || e != d {
			t.Fatalf("%s read back as %s, %v", d, e, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"2019", "2019-05", "2019-09-05", "2018/2019-05", "../2019", "2019/..", "2019~", "", "../.."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := Parse(s)
		if err != nil {
			return
		}
		if d.String() != s || d.Earliest() > d.Latest() || d.IsZero() || strings.TrimSpace(s) != s {
			t.Fatalf("Parse(%q) = %q %s..%s", s, d, d.Earliest(), d.Latest())
		}
	})
}
