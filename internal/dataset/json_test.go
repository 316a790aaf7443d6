package dataset_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
	"jalons/internal/edtf"
)

func TestAppendString(t *testing.T) {
	for in, want := range map[string]string{
		"":                            `null`,
		"a":                           `"a"`,
		"l'été à 98\u202f%":           "\"l'été à 98\u202f%\"",
		"<b>&</b>":                    `"<b>&</b>"`,
		`a "word" and a \`:            `"a \"word\" and a \\"`,
		"tab\tline\nnull\x00del\x7f":  `"tab\u0009line\u000anull\u0000del\u007f"`,
		"\u2028 \u2029 \u2027 \u2030": `"\u2028 \u2029 ` + "\u2027 \u2030\"",
		"bad \xff\xe2\x80 end":        "\"bad \ufffd\ufffd\ufffd end\"",
		"€ 😀 \ufffd":                  "\"€ 😀 \ufffd\"",
	} {
		if got := string(dataset.AppendString(nil, in)); got != want {
			t.Errorf("%q gives %s, want %s", in, got, want)
		}
	}
}

// Property: what AppendString writes, a reader of JSON reads back, and a reader
// of lines finds on one line.
func TestAppendStringIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "text")
		text := dataset.AppendString([]byte("x"), in)[1:]
		var out string
		if err := json.Unmarshal(text, &out); err != nil || out != strings.ToValidUTF8(in, "\ufffd") && out != eachByte(in) {
			t.Fatalf("%q gives %s, read back as %q: %v", in, text, out, err)
		}
		if strings.ContainsAny(string(text), "\n\r\u2028\u2029\u0085") && !strings.Contains(in, "\u0085") {
			t.Fatalf("%q breaks a line: %s", in, text)
		}
	})
}

// eachByte replaces every byte that is not UTF-8 by itself.
func eachByte(s string) string { return string([]rune(s)) }

func TestAppendJSON(t *testing.T) {
	number, fraction := int64(-12), 98.5
	v := struct {
		Text    dataset.Text  `json:"text"`
		Absent  dataset.Text  `json:"absent"`
		Known   dataset.Date  `json:"known"`
		Open    dataset.Date  `json:"open"`
		Unknown dataset.Date  `json:"unknown"`
		Old     dataset.Date  `json:"old"`
		Day     dataset.Day   `json:"day"`
		NoDay   dataset.Day   `json:"no_day"`
		Whole   *int64        `json:"whole"`
		Real    *float64      `json:"real"`
		None    *int64        `json:"none"`
		List    []string      `json:"list"`
		Rows    []struct{}    `json:"rows"`
		Cited   dataset.Cited `json:"-"`
		Maybe   string        `json:"maybe,omitempty"`
		Truth   bool          `json:"truth"`
		Neutral dataset.Text  `json:"neutral"`
	}{
		Text: dataset.Text{FR: "été", EN: "summer"}, Known: edtf.Must("2020-02"), Open: edtf.Must("../2020"), Old: edtf.Must("1970/1971"),
		Day: edtf.DayOf(2026, 11, 21), Whole: &number, Real: &fraction, List: []string{"a", "b"}, Truth: true, Neutral: dataset.Text{FR: "DMP"},
	}
	const rest = `,"absent":null,"known":"2020-02","known_earliest":"2020-02-01","known_latest":"2020-02-29",` +
		`"open":"../2020","open_earliest":null,"open_latest":"2020-12-31","unknown":null,"unknown_earliest":null,"unknown_latest":null,` +
		`"old":"1970/1971","old_earliest":"1970-01-01","old_latest":"1971-12-31","day":"2026-11-21","no_day":null,` +
		`"whole":-12,"real":98.5,"none":null,"list":["a","b"],"rows":[],"truth":true,"neutral":"DMP"}`
	for lang, want := range map[string]string{"fr": `{"text":"été"` + rest, "en": `{"text":"summer"` + rest} {
		if got := string(dataset.AppendJSON(nil, v, lang)); got != want {
			t.Errorf("in %s\n got: %s\nwant: %s", lang, got, want)
		}
	}
	// Embedded columns stand in their place.
	got := string(dataset.AppendJSON(nil, dataset.PersonRow{ID: "p", Cited: dataset.Cited{Source: "s"}}, "fr"))
	want := `{"id":"p","name":null,"source":"s","source_title":null,"source_publisher":null,"source_url":null,"source_locator":null,"source_published_on":null}`
	if got != want {
		t.Errorf("got: %s\nwant: %s", got, want)
	}
}
