package main

import (
	"errors"
	"runtime/debug"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

type sbomCmd struct{}

// Run prints what this very program is built from, as a CycloneDX document: the
// linker wrote it into the program, so neither sources nor a network are needed.
func (c *sbomCmd) Run(world *surroundings) error {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return errors.New("this program was built without modules, and does not know what from")
	}
	encoder := cdx.NewBOMEncoder(world.stdout, cdx.BOMFileFormatJSON)
	return encoder.SetPretty(true).Encode(billOf(info))
}

// swaggerUI is what the program carries that is no Go module; api/swaggerui/README.md
// says where it is from.
var swaggerUI = cdx.Component{BOMRef: "pkg:npm/swagger-ui-dist@5.35.0", Type: cdx.ComponentTypeLibrary, Name: "swagger-ui-dist", Version: "5.35.0",
	PackageURL: "pkg:npm/swagger-ui-dist@5.35.0", Licenses: &cdx.Licenses{{License: &cdx.License{ID: "Apache-2.0"}}}}

// billOf gives the modules of a build, the standard library and what is embedded.
func billOf(info *debug.BuildInfo) *cdx.BOM {
	version, commit := buildName()
	main := module(cdx.ComponentTypeApplication, info.Main.Path, version)
	main.Properties = &[]cdx.Property{{Name: "jalons:commit", Value: commit}}
	all := []cdx.Component{module(cdx.ComponentTypeLibrary, "std", strings.TrimPrefix(info.GoVersion, "go")), swaggerUI}
	for _, m := range info.Deps {
		if m.Replace != nil {
			m = m.Replace
		}
		all = append(all, module(cdx.ComponentTypeLibrary, m.Path, m.Version))
	}
	slices.SortFunc(all, func(a, b cdx.Component) int { return strings.Compare(a.BOMRef, b.BOMRef) })
	bill := cdx.NewBOM()
	bill.Metadata, bill.Components = &cdx.Metadata{Component: &main}, &all
	return bill
}

func module(kind cdx.ComponentType, path, version string) cdx.Component {
	url := "pkg:golang/" + path + "@" + version
	return cdx.Component{BOMRef: url, Type: kind, Name: path, Version: version, PackageURL: url}
}
