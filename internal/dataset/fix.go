package dataset

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Fix writes the canonical form of the dataset's files: two spaces of indent,
// keys in the order of the format, no space at line ends. Comments, quotes,
// the layout of short records and blank lines between records stay as authored,
// and so does what the files say: the digest is the same. To ids.txt it adds
// what is new, in order; it takes nothing out. Only files that change are
// written. A file with a finding of the decoder is left as it is, and ids.txt
// with it: these findings are the error.
func Fix(files fs.FS, write func(name string, data []byte) error) error {
	var findings Findings
	d := read(files, &findings)
	problems := []error{findings.Err()}
	put := func(name string, data []byte) error {
		old, err := fs.ReadFile(files, name)
		if (err == nil || errors.Is(err, fs.ErrNotExist)) && !bytes.Equal(old, data) {
			return write(name, data)
		}
		return err
	}
	for _, name := range yamlFiles(files) {
		if slices.ContainsFunc(findings, func(f Finding) bool { return f.Pos.File == name }) {
			continue
		}
		data, err := fs.ReadFile(files, name)
		if err == nil {
			data, err = canonical(data, typeOf(name))
		}
		if err == nil {
			err = put(name, data)
		}
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", name, err))
		}
	}
	if len(findings) == 0 {
		problems = append(problems, put(idsName, d.idsText()))
	}
	return errors.Join(problems...)
}

// yamlFiles gives the names of the dataset's YAML files, in order.
func yamlFiles(files fs.FS) (names []string) {
	for _, pattern := range []string{"*.yaml", "programmes/*.yaml", "sources/*.yaml"} {
		found, err := fs.Glob(files, pattern)
		if err != nil {
			panic(err) // the patterns are right
		}
		names = append(names, found...)
	}
	return slices.DeleteFunc(names, func(name string) bool { return typeOf(name) == nil })
}

// typeOf gives the type of what a file holds, nil for none of ours.
func typeOf(name string) reflect.Type {
	switch list := (&Dataset{}).lists()[name]; {
	case list != nil:
		return reflect.TypeOf(list).Elem()
	case path.Dir(name) == "programmes":
		return reflect.TypeFor[Programme]()
	case path.Dir(name) == "sources":
		return reflect.TypeFor[[]*Source]()
	}
	return nil
}

// idsText gives ids.txt with what is new: every well-formed id of the records.
func (d *Dataset) idsText() []byte {
	lines := slices.Clone(d.IDs)
	for _, line := range d.published() {
		if _, id, _ := strings.Cut(line, "/"); idForm.MatchString(id) {
			lines = append(lines, line)
		}
	}
	slices.Sort(lines)
	return []byte(strings.Join(append(slices.Compact(lines), ""), "\n"))
}

// canonical gives the canonical form of a file that holds a value of a type.
func canonical(data []byte, t reflect.Type) ([]byte, error) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil || doc.Kind == 0 {
		return data, err
	}
	root, comments := doc.Content[0], commentsOf(&doc)
	spaced := blankBefore(data, root)
	order(root, t)
	var out bytes.Buffer
	for i, part := range topLevel(root) {
		if i > 0 && spaced[part.Content[0]] {
			out.WriteByte('\n')
		}
		piece := yaml.Node{Kind: yaml.DocumentNode, Content: []*yaml.Node{part}}
		if i == 0 {
			piece.HeadComment = doc.HeadComment
		}
		if i == len(topLevel(root))-1 {
			piece.FootComment = doc.FootComment
		}
		if err := encode(&out, &piece); err != nil {
			return data, err
		}
	}
	var again yaml.Node
	if err := yaml.Unmarshal(out.Bytes(), &again); err != nil || !slices.Equal(comments, commentsOf(&again)) {
		return data, errors.Join(errLostComment, err)
	}
	return out.Bytes(), nil
}

var errLostComment = errors.New("a comment would be lost: put it on lines of its own, above a record")

// commentsOf gives the lines of all comments below a node, sorted: where the
// library hangs them may change.
func commentsOf(n *yaml.Node) (lines []string) {
	for _, comment := range []string{n.HeadComment, n.LineComment, n.FootComment} {
		lines = append(lines, strings.Fields(comment)...)
	}
	for _, below := range n.Content {
		lines = append(lines, commentsOf(below)...)
	}
	slices.Sort(lines)
	return lines
}

func encode(out *bytes.Buffer, n *yaml.Node) error {
	e := yaml.NewEncoder(out)
	e.SetIndent(2)
	e.CompactSeqIndent()
	return errors.Join(e.Encode(n), e.Close())
}

// topLevel cuts the root into one node for each record or key, so that blank
// lines can stand between them: the library knows none.
func topLevel(root *yaml.Node) (parts []*yaml.Node) {
	step := map[yaml.Kind]int{yaml.SequenceNode: 1, yaml.MappingNode: 2}[root.Kind]
	if step == 0 || root.Style&yaml.FlowStyle != 0 || len(root.Content) == 0 {
		return []*yaml.Node{root}
	}
	for i := 0; i < len(root.Content); i += step {
		part := *root
		part.HeadComment, part.FootComment = "", ""
		part.Content = root.Content[i : i+step]
		parts = append(parts, &part)
	}
	parts[0].HeadComment = root.HeadComment
	parts[len(parts)-1].FootComment = root.FootComment
	return parts
}

// blankBefore gives the records or keys of the root before whose comment, or
// line, there is a blank line.
func blankBefore(data []byte, root *yaml.Node) map[*yaml.Node]bool {
	lines := strings.Split(string(data), "\n")
	spaced := map[*yaml.Node]bool{}
	for _, n := range root.Content {
		at := n.Line - 2 // the line above, from 0
		for at >= 0 && strings.HasPrefix(strings.TrimSpace(lines[at]), "#") {
			at--
		}
		spaced[n] = at >= 0 && strings.TrimSpace(lines[at]) == ""
	}
	return spaced
}

var bareType = reflect.TypeFor[interface{ bareAllowed() }]()

// order puts the keys of a node, and of all below it, into the order in which
// the fields of its type stand; keys that it lacks come last.
func order(n *yaml.Node, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, item := range n.Content {
			order(item, t.Elem())
		}
	case n.Kind == yaml.MappingNode && t.Implements(bareType): // a bare value for a history of one
		value, _ := t.Elem().FieldByName("Value")
		order(n, value.Type)
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Map:
		for i := 1; i < len(n.Content); i += 2 {
			order(n.Content[i], t.Elem())
		}
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Struct:
		orderKeys(n, keysOf(t))
	}
}

// A keyType is a key of a record with the type of its value.
type keyType struct {
	key string
	t   reflect.Type
}

func keysOf(t reflect.Type) (keys []keyType) {
	for i := range t.NumField() {
		f := t.Field(i)
		switch key := f.Tag.Get("yaml"); {
		case f.Anonymous:
			keys = append(keys, keysOf(f.Type)...)
		case key != "" && key != "-":
			keys = append(keys, keyType{key, f.Type})
		}
	}
	return keys
}

func orderKeys(n *yaml.Node, keys []keyType) {
	rank := func(key string) int {
		if i := slices.IndexFunc(keys, func(k keyType) bool { return k.key == key }); i >= 0 {
			return i
		}
		return len(keys)
	}
	pairs := slices.Collect(slices.Chunk(n.Content, 2))
	slices.SortStableFunc(pairs, func(a, b []*yaml.Node) int { return rank(a[0].Value) - rank(b[0].Value) })
	n.Content = slices.Concat(pairs...)
	for _, pair := range pairs {
		if i := rank(pair[0].Value); i < len(keys) {
			order(pair[1], keys[i].t)
		}
	}
}
