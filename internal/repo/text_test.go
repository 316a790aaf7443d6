package repo

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// machinePath finds an absolute path that means something on one machine only.
// What stands before it keeps addresses such as https://x.example/home/y out.
var machinePath = regexp.MustCompile("(?m)(?:^|[\\s\"'`(\\[{=,;:<>|])(?:file://)?((?:/(?:home|root|work|tmp|Users|private)|[A-Za-z]:\\\\+Users)[/\\\\]+[\\w.-][^\\s\"'`)]*)")

// machinePaths gives the paths of a developer's machine that a text names.
func machinePaths(name string, text []byte) (wrong []string) {
	for _, m := range machinePath.FindAllSubmatchIndex(text, -1) {
		line := 1 + bytes.Count(text[:m[2]], []byte("\n"))
		wrong = append(wrong, fmt.Sprintf("%s:%d names a path of one machine: %s", name, line, text[m[2]:m[3]]))
	}
	return wrong
}

func TestNoPathOfAMachine(t *testing.T) {
	for name, text := range texts(t) {
		for _, wrong := range machinePaths(name, text) {
			t.Error(wrong)
		}
	}
}

func TestPathsOfMachinesAreSeen(t *testing.T) {
	for text, wrong := range map[string]bool{
		"see ~HOME/ana/jalons":           true,
		"open(\"~ROOT/x.yaml\")":         true,
		"dir=~WORK/main":                 true,
		"first line\n~TMP/x is here":     true,
		"file://~HOME/ana/x":             true,
		"PATH=/usr/bin:~HOME/ana/bin":    true,
		"in ~C\\ana":                     true,
		"https://x.example~HOME/about":   false,
		"https://x.example/a~WORK/b":     false,
		"docker run --tmpfs ~TMP jalons": false,
		"/v1/programmes/dmp":             false,
	} {
		// The plants are written so that this file itself names no such path.
		for mark, path := range map[string]string{"~HOME": "/" + "home", "~ROOT": "/" + "root", "~WORK": "/" + "work", "~TMP": "/" + "tmp", "~C": `C:` + `\Users`} {
			text = strings.ReplaceAll(text, mark, path)
		}
		if got := machinePaths("x", []byte(text)); (len(got) > 0) != wrong {
			t.Errorf("%q: wrong is %v, found %q", text, wrong, got)
		}
	}
}

// The commands that README promises to a stranger with Go and a C compiler.
var promised = []string{"go run ./cmd/jalons", "go test ./..."}

// hasCommand reports whether a line of a script or page runs a command,
// whatever stands before or after it on the line; a comment runs nothing.
func hasCommand(text []byte, command string) bool {
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); strings.Contains(line, command) && !strings.HasPrefix(line, "#") {
			return true
		}
	}
	return false
}

func TestPromisedCommandsRunInCI(t *testing.T) {
	all := texts(t)
	for _, name := range []string{"README.md", ".ci/run"} {
		for _, command := range promised {
			if !hasCommand(all[name], command) {
				t.Errorf("%s has no line with %q", name, command)
			}
		}
	}
}

func TestLicencesAreThere(t *testing.T) {
	all := texts(t)
	for name, words := range map[string][]string{
		"LICENSE":          {"MIT License", "the Jalons authors", "WITHOUT WARRANTY OF ANY KIND"},
		"fixtures/LICENSE": {"LICENCE OUVERTE / OPEN LICENCE", "Version 2.0", "Cette licence est la version 2.0 de la Licence Ouverte."},
	} {
		for _, w := range words {
			if !bytes.Contains(all[name], []byte(w)) {
				t.Errorf("%s does not hold %q", name, w)
			}
		}
	}
}
