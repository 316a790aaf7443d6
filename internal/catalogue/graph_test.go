package catalogue

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jalons/internal/dataset"
)

var (
	// STRING_LITERAL_QUOTE and IRIREF of the grammar of Turtle.
	quoted  = regexp.MustCompile(`^"(?:[^"\\\n\r]|\\[tbnrf"'\\])*"$`)
	iriRef  = regexp.MustCompile("^<[^\x00-\x20<>\"{}|^`\\\\]*>$")
	escapes = strings.NewReplacer(`\\`, `\`, `\"`, `"`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\b`, "\b", `\f`, "\f")
)

// Whatever a title holds stands in a string of Turtle and comes out again;
// whatever an address holds stands in an address.
func TestTurtleHoldsAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`["\\\n\r\t\x08\x0ca<>^|{}\x60 ]{0,12}`)).Draw(t, "text")
		written := turtleText(text)
		if !quoted.MatchString(written) || escapes.Replace(strings.TrimSuffix(written[1:], `"`)) != text {
			t.Fatalf("%q is written %s", text, written)
		}
		if address := turtleIRI("https://x.example/" + text); !iriRef.MatchString(address) {
			t.Fatalf("%q is written %s", text, address)
		}
	})
}

// What is not known is left out, and what is not described is named.
func TestCatalogueLeavesOutWhatIsUnknown(t *testing.T) {
	text := string(Catalogue{Address: "https://x.example/c", Title: dataset.Text{FR: "Titre"}, Contact: "nobody", License: "https://x.example/l",
		Files: []File{{Title: dataset.Text{FR: "F"}, Address: "https://x.example/f.bin", MediaType: "application/x"}}}.Turtle())
	for _, wrong := range []string{`"Titre"@fr, `, "hasEmail", "mbox", "byteSize", "checksum ", "file-type", `""`} {
		if strings.Contains(text, wrong) {
			t.Errorf("%s stands in\n%s", wrong, text)
		}
	}
	for _, right := range []string{"<https://x.example/l> a dct:LicenseDocument", "<https://x.example/c#file-f.bin> a dcat:Distribution", `"Titre"@fr`} {
		if !strings.Contains(text, right) {
			t.Errorf("%s does not stand in\n%s", right, text)
		}
	}
}
