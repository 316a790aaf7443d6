package datasettest

import (
	"io/fs"
	"os"
	"testing/fstest"

	"jalons/internal/dataset"
)

// Load reads a small dataset of a folder. A folder without codes.yaml is read
// with the code lists of the shipped dataset.
func Load(dir string) (*dataset.Dataset, dataset.Findings) {
	files, err := folder(os.DirFS(dir))
	if err != nil {
		panic(err) // a test names its own folder
	}
	return dataset.Load(files)
}

// folder gives the files of a folder, and codes.yaml where it has none.
func folder(dir fs.FS) (fstest.MapFS, error) {
	files := fstest.MapFS{"codes.yaml": {Data: shippedCodes()}}
	err := fs.WalkDir(dir, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(dir, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	return files, err
}
