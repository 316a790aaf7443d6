// Package datasettest provides datasets for tests: a generator of random ones
// and a reader of small ones on disk. It knows nothing of what is tested with
// them, and no program imports it.
package datasettest
