// Package cite puts one statement of the record into words that can be pasted
// (a sentence in French or English) and into the formats of reference managers
// (BibTeX, CSL-JSON, RIS). It is pure: it takes a plain struct with texts in one
// language and gives text. It knows no collection, no code list, no HTTP.
package cite
