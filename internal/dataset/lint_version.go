package dataset

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Files beside the records: every id ever published, and every release.
const (
	idsName      = "ids.txt"
	releasesName = "releases.txt"
)

// Release is a line of releases.txt: a version that was published, with the
// digest of its records.
type Release struct {
	Line    int
	Version string
	Digest  string
}

// readReleases reads `version digest` lines; those that begin with # are words.
func readReleases(data []byte, findings *Findings) (all []Release) {
	for i, line := range strings.Split(string(data), "\n") {
		switch fields := strings.Fields(line); {
		case len(fields) == 0 || strings.HasPrefix(line, "#"):
		case len(fields) != 2 || !versionForm.MatchString(fields[0]) || !digestForm.MatchString(fields[1]):
			findings.add("bad-releases-file", Pos{File: releasesName, Line: i + 1}, "a line is a version and the 64 hexadecimal digits of its digest", "")
		default:
			all = append(all, Release{i + 1, fields[0], fields[1]})
		}
	}
	return all
}

var (
	versionForm = regexp.MustCompile(`^(\d{4})\.(\d\d)\.(\d\d)(?:\.([1-9]\d?))?$`)
	digestForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// version judges the version's form, and that it is of the day of updated_on.
func (l *linter) version() {
	at, v := Pos{File: "dataset.yaml", Path: "version"}, l.Info.Version
	day := strings.ReplaceAll(l.Info.UpdatedOn.String(), "-", ".")
	switch {
	case v == "" || l.Info.UpdatedOn == 0:
	case !versionForm.MatchString(v):
		l.find("bad-version", at, day, "%q is no version: write the day, and .1 for a second of that day", v)
	case !strings.HasPrefix(v, day):
		l.find("bad-version", at, day, "the version is of another day than updated_on (%s)", l.Info.UpdatedOn)
	}
	if u := l.Info.ReportURL; !strings.HasPrefix(u, "mailto:") {
		l.address(Pos{File: "dataset.yaml", Path: "report_url"}, u)
	}
}

// releases holds the records against what was published under their version.
func (l *linter) releases() {
	at, version := Pos{File: "dataset.yaml", Path: "version"}, l.Info.Version
	var last string
	for _, r := range l.Releases {
		if last != "" && !newer(r.Version, last) {
			l.find("bad-releases-file", Pos{File: releasesName, Line: r.Line}, "", "%s comes after %s: releases stand in their order, each once", r.Version, last)
		}
		last = r.Version
		if r.Version == version && r.Digest != l.Digest() {
			l.find("changed-digest", at, "version: "+next(version), "the records are no more those that were published as %s: raise the version", version)
		}
	}
	if last != "" && versionForm.MatchString(version) && version != last && !newer(version, last) {
		l.find("bad-version", at, next(last), "%s was published already", last)
	}
}

// newer compares versions: by day, then by the number on that day.
func newer(a, b string) bool { return slices.Compare(parts(a), parts(b)) > 0 }

func parts(version string) []int {
	all := make([]int, 4)
	for i, s := range strings.Split(version, ".") {
		all[i], _ = strconv.Atoi(s)
	}
	return all
}

// next gives the version after one, on the same day.
func next(version string) string {
	p := parts(version)
	return fmt.Sprintf("%04d.%02d.%02d.%d", p[0], p[1], p[2], p[3]+1)
}
