// Package openapi holds the two tools that make docs/openapi.json and .yaml,
// and the tests that what is described is what is served. Package annotate
// writes annotations for swag from the declarations of package api; swag makes
// Swagger 2.0 of them; package lift makes OpenAPI 3.1 of that. Nothing imports
// it, so none of it ends up in the server.
package openapi
