// Package dataset holds the record: what was said of France's digital-health
// programmes, by whom, when and where. It provides the types as authored, the
// strict decoder that reads them, the linter, and At, the pure function that
// gives the flat rows of every collection as they read on a day. It knows
// neither SQL nor HTTP, and reads no clock: the only today is the dataset's
// updated_on.
package dataset
