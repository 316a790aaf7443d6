// Package catalogue describes a dataset and its service to portals, as DCAT-AP 3
// has it, in Turtle and in JSON-LD. It takes plain facts and addresses; it does
// not know HTTP, collections, or how a file comes about. It reads no clock: the
// same facts give the same bytes.
package catalogue
