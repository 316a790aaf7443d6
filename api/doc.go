// Package api is the HTTP contract: the collections, each declared once, the
// routes, the parameters, the problems, and the documents made from the
// declarations. It is the only importer of echo. It derives nothing from
// statements: rows come from the store as the dataset package made them.
package api

// The OpenAPI document comes in three steps: annotations from the declarations,
// Swagger 2.0 by swag, OpenAPI 3.1 from that.
//go:generate go run ../internal/openapi/annotate -o swag_gen.go
//go:generate go tool swag init -q -g swag_gen.go -d . --outputTypes json,yaml -o ../docs
//go:generate go run ../internal/openapi/lift -dir ../docs
