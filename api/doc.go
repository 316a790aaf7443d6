// Package api is the HTTP contract: the collections, each declared once, the
// routes, the parameters, the problems, and the documents made from the
// declarations. It is the only importer of echo. It derives nothing from
// statements: rows come from the store as the dataset package made them.
package api
