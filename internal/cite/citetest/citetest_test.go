package citetest

import (
	"strings"
	"testing"
)

const goodBibTeX = "@misc{a-1,\n  title = {{A {B} \\& c\\%\\textbackslash{}}},\n  month = sep,\n  url = {https://x.example/a_b?c=%20#d}\n}\n"

func TestBibTeX(t *testing.T) {
	entries, err := BibTeX(goodBibTeX + "\n" + strings.Replace(goodBibTeX, "a-1", "a-2", 1))
	if err != nil || len(entries) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	if e := entries[0]; e.Type != "misc" || e.Key != "a-1" || e.Get("title") != `A B & c%\` || e.Get("month") != "sep" || e.Get("url") != "https://x.example/a_b?c=%20#d" {
		t.Errorf("read %+v", e)
	}
	for name, text := range map[string]string{
		"an open brace":        strings.Replace(goodBibTeX, "{B}", "{B", 1),
		"a closing brace":      strings.Replace(goodBibTeX, "{B}", "B}", 1),
		"an escaped brace":     strings.Replace(goodBibTeX, "{B}", `\{B`, 1),
		"a bare sign":          strings.Replace(goodBibTeX, `\&`, "&", 1),
		"an unknown command":   strings.Replace(goodBibTeX, `\&`, `\foo`, 1),
		"an unknown field":     strings.Replace(goodBibTeX, "month", "moon", 1),
		"a field twice":        strings.Replace(goodBibTeX, "month = sep", "title = {B}", 1),
		"an unknown month":     strings.Replace(goodBibTeX, "sep", "fall", 1),
		"an unknown type":      strings.Replace(goodBibTeX, "misc", "online", 1),
		"a missing comma":      strings.Replace(goodBibTeX, "sep,", "sep", 1),
		"a missing field":      strings.Replace(goodBibTeX, "@misc", "@article", 1),
		"a bad key":            strings.Replace(goodBibTeX, "a-1", "a 1", 1),
		"a key twice":          goodBibTeX + goodBibTeX,
		"text beside":          goodBibTeX + "hello",
		"an end too early":     strings.TrimSuffix(goodBibTeX, "}\n"),
		"a brace in a URL":     strings.Replace(goodBibTeX, "a_b", "a{}b", 1),
		"what is no UTF-8":     strings.Replace(goodBibTeX, "c\\%", "\xff", 1),
		"a line in the middle": strings.Replace(goodBibTeX, "{B}", "\n", 1),
	} {
		if text == goodBibTeX {
			t.Errorf("%s: nothing was damaged", name)
		}
		if _, err := BibTeX(text); err == nil {
			t.Errorf("%s was not seen", name)
		}
	}
}

const goodRIS = "TY  - NEWS\r\nID  - a\r\nAU  - B, C\r\nAU  - D\r\nPY  - 2022\r\nDA  - 2022/06//\r\nUR  - https://x.example/\r\nER  - \r\n"

func TestRIS(t *testing.T) {
	entries, err := RIS(goodRIS + goodRIS)
	if err != nil || len(entries) != 2 {
		t.Fatalf("%v, %v", entries, err)
	}
	if e := entries[1]; e.Type != "NEWS" || e.Key != "a" || len(e.Fields["AU"]) != 2 || e.Get("PY") != "2022" {
		t.Errorf("read %+v", e)
	}
	for name, text := range map[string]string{
		"a bare line end":   strings.Replace(goodRIS, "\r\nPY", "\nPY", 1),
		"an unknown type":   strings.Replace(goodRIS, "NEWS", "NOVEL", 1),
		"an unknown tag":    strings.Replace(goodRIS, "AU  - D", "AX  - D", 1),
		"one space":         strings.Replace(goodRIS, "AU  - D", "AU - D", 1),
		"an empty value":    strings.Replace(goodRIS, "AU  - D", "AU  - ", 1),
		"a tag twice":       strings.Replace(goodRIS, "AU  - D", "PY  - 2022", 1),
		"a bad year":        strings.Replace(goodRIS, "PY  - 2022", "PY  - 22", 1),
		"a bad date":        strings.Replace(goodRIS, "2022/06//", "06/2022", 1),
		"no end":            strings.Replace(goodRIS, "ER  - \r\n", "", 1),
		"a type in between": strings.Replace(goodRIS, "AU  - D", "TY  - GEN", 1),
		"no type":           strings.Replace(goodRIS, "TY  - NEWS\r\n", "", 1),
		"no address":        strings.Replace(goodRIS, "https://x", "ftp: //x", 1),
	} {
		if text == goodRIS {
			t.Errorf("%s: nothing was damaged", name)
		}
		if _, err := RIS(text); err == nil {
			t.Errorf("%s was not seen", name)
		}
	}
}

const goodCSL = `[{"id": "a", "type": "report", "title": "B", "author": [{"family": "C", "given": "D"}], "issued": {"date-parts": [[2022, 6]], "circa": true}, "URL": "https://x.example"}]`

func TestCSL(t *testing.T) {
	items, err := CSL([]byte(goodCSL))
	if err != nil || len(items) != 1 || items[0].ID != "a" || items[0].Issued.DateParts[0][1] != 6 || items[0].Author[0].Family != "C" {
		t.Fatalf("%+v, %v", items, err)
	}
	for name, text := range map[string]string{
		"an unknown type":     strings.Replace(goodCSL, "report", "rapport", 1),
		"an unknown variable": strings.Replace(goodCSL, `"URL"`, `"uri"`, 1),
		"another case":        strings.Replace(goodCSL, `"URL"`, `"url"`, 1),
		"no title":            strings.Replace(goodCSL, `"B"`, `""`, 1),
		"half a name":         strings.Replace(goodCSL, `, "given": "D"`, "", 1),
		"a month too many":    strings.Replace(goodCSL, "2022, 6", "2022, 13", 1),
		"four parts":          strings.Replace(goodCSL, "2022, 6", "2022, 6, 1, 1", 1),
		"ends that differ":    strings.Replace(goodCSL, "[2022, 6]", "[2022], [2023, 1]", 1),
		"three dates":         strings.Replace(goodCSL, "[2022, 6]", "[2022], [2023], [2024]", 1),
		"words and a date":    strings.Replace(goodCSL, `"circa": true`, `"literal": "B"`, 1),
		"no array":            strings.Trim(goodCSL, "[]"),
		"text after it":       goodCSL + "[]",
		"an id twice":         strings.Replace(goodCSL, "}]", "},"+strings.Trim(goodCSL, "[]")+"]", 1),
	} {
		if text == goodCSL {
			t.Errorf("%s: nothing was damaged", name)
		}
		if _, err := CSL([]byte(text)); err == nil {
			t.Errorf("%s was not seen", name)
		}
	}
}
