// Package chart draws statements as SVG: promises and events on an axis of time,
// amounts, values over time. What is vague is drawn as vague: a range as a
// range, an open end as an open end. A picture holds no script and no style
// sheet, names itself and tells all its figures as text. The package knows no
// rows, no code lists and no HTTP.
package chart
