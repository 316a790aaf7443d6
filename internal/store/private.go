package store

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"reflect"
)

// ErrTampered tells of a file whose bytes are not those of its manifest.
var ErrTampered = errors.New("the database file is not the one that its manifest describes")

// A private copy is what is served, never the file itself: SQLite reads pages
// as they are asked for, and what somebody writes into the file meanwhile, cuts
// off or copies over it would be served unseen. The copy is hashed as it is
// made, and its name is taken away once it is open: nothing outside this
// process can change it, and nothing is left of it when the process is killed.

// verified gives the manifest of a database file, and the path of a private
// copy whose bytes are those that the manifest describes.
func verified(path string) (copied string, m Manifest, err error) {
	manifests, err := readManifests(path)
	if err != nil {
		return "", m, err
	}
	copied, sum, size, err := copyPrivately(path)
	if err != nil {
		return "", m, err
	}
	for _, m := range manifests {
		if sum == m.SHA256 && size == m.Bytes {
			return copied, m, nil
		}
	}
	return "", m, errors.Join(ErrTampered, os.Remove(copied))
}

// copyPrivately copies a file into the folder for temporary files, readable for
// its owner alone, and gives the SHA-256 and size of what it copied.
func copyPrivately(path string) (copied, sum string, size int64, err error) {
	from, err := os.Open(path)
	if err != nil {
		return "", "", 0, err
	}
	defer from.Close()
	to, err := os.CreateTemp("", "jalons-*.db")
	if err != nil {
		return "", "", 0, fmt.Errorf("a private copy of the database needs a folder that can be written to, which TMPDIR names: %w", err)
	}
	h := sha256.New()
	size, err = io.Copy(to, io.TeeReader(from, h))
	if err = errors.Join(err, to.Chmod(0o400), to.Close()); err != nil {
		return "", "", 0, errors.Join(err, os.Remove(to.Name()))
	}
	return to.Name(), hex.EncodeToString(h.Sum(nil)), size, nil
}

// readManifests reads the manifest of a database file, and the one that was to
// take its place when a build was killed between the file and its manifest.
func readManifests(path string) (all []Manifest, err error) {
	var missing error
	for _, name := range []string{ManifestOf(path), nextManifestOf(path)} {
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) {
			missing = cmp.Or(missing, err)
			continue
		}
		if err != nil {
			return nil, err
		}
		var m Manifest
		if err := json.Unmarshal(text, &m); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, m)
	}
	if len(all) == 0 {
		return nil, missing
	}
	return all, nil
}

// agrees refuses a file that tells otherwise of itself than its manifest.
func (a *About) agrees(m Manifest) error {
	if a.Digest != m.Digest || a.Build != m.Build || a.Info.Version != m.DatasetVersion || a.Info.UpdatedOn.String() != m.UpdatedOn || !reflect.DeepEqual(a.Counts, m.Counts) {
		return ErrTampered
	}
	return nil
}
