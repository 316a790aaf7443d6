package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// The bill of materials names what go.mod does, in the same versions.
func TestSBOM(t *testing.T) {
	status, stdout, stderr := command(t, "sbom")
	var bill cdx.BOM
	if err := cdx.NewBOMDecoder(strings.NewReader(stdout), cdx.BOMFileFormatJSON).Decode(&bill); status != 0 || err != nil {
		t.Fatalf("status %d (%v); said %q", status, err, stderr)
	}
	var urls []string
	for _, c := range *bill.Components {
		urls = append(urls, c.PackageURL)
	}
	if !slices.IsSorted(urls) || len(slices.Compact(urls)) != len(*bill.Components) {
		t.Errorf("not each once, in order: %q", urls)
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"github.com/labstack/echo/v4", "github.com/mattn/go-sqlite3", "gorm.io/gorm", "go.yaml.in/yaml/v3"} {
		found := regexp.MustCompile(regexp.QuoteMeta(path) + ` (v\S+)`).FindSubmatch(mod)
		if found == nil || !slices.Contains(urls, "pkg:golang/"+path+"@"+string(found[1])) {
			t.Errorf("%s: go.mod has %q; the bill is %q", path, found, urls)
		}
	}
	origin, err := os.ReadFile("../../api/swaggerui/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(origin), "`"+swaggerUI.Name+"` "+swaggerUI.Version+" ") {
		t.Errorf("the bill has %s %s, and its folder another", swaggerUI.Name, swaggerUI.Version)
	}
}
