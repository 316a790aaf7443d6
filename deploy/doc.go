// Package deploy tries the configurations of this folder against the service
// itself. It provides nothing to import.
package deploy
