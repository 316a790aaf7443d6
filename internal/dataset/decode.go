package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"jalons/internal/edtf"
)

// maxFileBytes bounds a file: the longest dossier has some 100 kB, and a
// reviewer reads no more in one piece.
const maxFileBytes = 1 << 20

// A decoder reads one YAML file into Go values and keeps every finding. It
// walks the nodes itself, since yaml.v3 takes 1.5 for 1, 010 for 8, drops null
// list items and forgets unknown keys inside custom decoders.
type decoder struct {
	file     string
	findings *Findings
}

// decodeFile reads a file of one document into out, a pointer.
func decodeFile(file string, data []byte, out any, findings *Findings) {
	d := &decoder{file, findings}
	root := d.parse(data)
	if root == nil {
		return
	}
	if d.plain(root, "") {
		d.value(root, reflect.ValueOf(out).Elem(), "")
	}
}

func (d *decoder) add(kind string, n *yaml.Node, path, format string, args ...any) {
	line := 0
	if n != nil {
		line = n.Line
	}
	d.findings.add(kind, Pos{d.file, path, line}, fmt.Sprintf(format, args...), "")
}

var yamlLine = regexp.MustCompile(`line (\d+): `)

// parse gives the root node of the one document, nil where there is none.
func (d *decoder) parse(data []byte) *yaml.Node {
	if len(data) > maxFileBytes {
		d.add("file-too-large", nil, "", "the file has %d bytes, at most %d are read", len(data), maxFileBytes)
		return nil
	}
	for i, line := range bytes.Split(data, []byte("\n")) {
		at := &yaml.Node{Line: i + 1}
		switch {
		case !utf8.Valid(line):
			d.add("invalid-utf8", at, "", "the line is not UTF-8")
			return nil
		case bytes.ContainsRune(line, '\t'):
			d.add("tab", at, "", "the line holds a tab: indent by two spaces")
			return nil
		}
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if !errors.Is(err, io.EOF) {
			d.syntax(err)
		}
		return nil
	}
	var second yaml.Node
	if err := dec.Decode(&second); err == nil {
		d.add("second-document", &second, "", "a file holds one YAML document; a second one begins here")
		return nil
	} else if !errors.Is(err, io.EOF) {
		d.syntax(err)
		return nil
	}
	return doc.Content[0]
}

func (d *decoder) syntax(err error) {
	at := &yaml.Node{}
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		at.Line, _ = strconv.Atoi(m[1])
	}
	d.add("yaml-syntax", at, "", "%s", strings.TrimPrefix(err.Error(), "yaml: "))
}

// plain refuses what makes YAML more than data: anchors, aliases (and with them
// the bombs made of them), tags, and keys that repeat or are no scalars.
func (d *decoder) plain(n *yaml.Node, path string) bool {
	good := true
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		d.add("alias", n, path, "anchors and aliases are not used here: write the value out")
		return false
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.add("tag", n, path, "tags such as %s are not used here", n.Tag)
		good = false
	}
	switch n.Kind {
	case yaml.MappingNode:
		seen := map[string]int{}
		for i := 0; i < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			if key.Kind != yaml.ScalarNode {
				d.add("wrong-type", key, path, "a key is a word")
				return false
			}
			if first, again := seen[key.Value]; again {
				d.add("repeated-key", key, join(path, key.Value), "the key stands already in line %d", first)
				good = false
			}
			seen[key.Value] = key.Line
			good = d.plain(value, join(path, key.Value)) && good
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			good = d.plain(item, itemPath(path, i)) && good
		}
	}
	return good
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func itemPath(path string, i int) string { return fmt.Sprintf("%s[%d]", path, i) }

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.Tag == "!!null" }

var (
	textType = reflect.TypeFor[Text]()
	dateType = reflect.TypeFor[edtf.Date]()
	dayType  = reflect.TypeFor[edtf.Day]()
	posType  = reflect.TypeFor[Pos]()
)
