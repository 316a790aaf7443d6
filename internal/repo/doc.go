// Package repo holds the tests about the repository itself: which package may
// import which, where each dependency lives, what every package and file must
// have. They read the files from the module's root and parse them themselves;
// the package provides nothing to import and knows no other.
package repo
