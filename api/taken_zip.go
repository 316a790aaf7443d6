package api

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"jalons/fixtures"
)

// openLicence is the id of the Licence Ouverte 2.0, whose text we ship.
const openLicence = "etalab-2.0"

// packed gives the bytes of jalons.zip: a Frictionless data package with the CSV
// of every table, both languages side by side, its schemas, and how to read them.
func (t *taken) packed() ([]byte, error) {
	files := map[string][]byte{"README.md": []byte(t.readme())}
	if t.data.About.Info.License == openLicence {
		files["LICENSE.txt"] = []byte(fixtures.License)
	}
	p := t.about.datapackage()
	for _, s := range takenTables() {
		var b bytes.Buffer
		if err := s.takenCSV(t, &b); err != nil {
			return nil, err
		}
		r := t.about.resource(s.name(), "data/"+s.name()+".csv", s.takenColumns())
		sum := sha256.Sum256(b.Bytes())
		r.Bytes, r.Hash = b.Len(), "sha256:"+hex.EncodeToString(sum[:])
		p.Resources = append(p.Resources, r)
		files[r.Path] = b.Bytes()
	}
	descriptor, err := indented(p)
	if err != nil {
		return nil, err
	}
	files["datapackage.json"] = descriptor
	return t.zipped(files)
}

// zipped packs files in the order of their names, dated by the dataset, so that
// the same data give the same bytes.
func (t *taken) zipped(files map[string][]byte) ([]byte, error) {
	var names []string
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: t.data.About.Info.UpdatedOn.Time()})
		if err != nil {
			return nil, err
		}
		if _, err := f.Write(files[name]); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil { // the directory of the archive comes last
		return nil, err
	}
	return b.Bytes(), nil
}

// readme explains the package to people, in both languages.
func (t *taken) readme() string {
	info, base := t.data.About.Info, t.about.server.base
	var tables strings.Builder
	for _, s := range takenTables() {
		label := s.name()
		if entry, ok := t.data.About.Codes.Find("collection", s.name()); ok {
			label = entry.Label.FR + " / " + entry.Label.In("en")
		}
		tables.WriteString("- `data/" + s.name() + ".csv` : " + label + "\n")
	}
	return strings.NewReplacer(
		"{title}", info.Title.FR, "{title_en}", info.Title.In("en"), "{version}", info.Version, "{day}", info.UpdatedOn.String(), "{url}", base,
		"{license}", info.License, "{license_url}", licenseURL, "{attribution}", info.Attribution.FR, "{attribution_en}", info.Attribution.In("en"),
		"{digest}", t.data.About.Digest, "{tables}", tables.String(), "{contact}", info.Contact,
	).Replace(takenReadme)
}

const takenReadme = `# {title}

Version {version}, données au {day}. Licence : {license} ({license_url}). À citer : {attribution}, {day}, {url}/
Empreinte des enregistrements (SHA-256) : {digest}

Chaque nombre et chaque date est une déclaration : quelqu'un l'a publiée, un jour, dans un document, avec une nuance.
Les colonnes source_* disent où ; modifier et display disent la nuance. Une cellule vide veut dire « pas connu », jamais zéro.
Ne pas additionner amount_eur sans regarder additive : des montants rivaux et des parts d'enveloppe n'ont pas de somme.

- Les fichiers sont des paquets Frictionless : datapackage.json donne le type, le sens et les liens (clés étrangères) de chaque colonne.
- CSV : UTF-8, virgules, CRLF. Une colonne bilingue est en français ; la même suivie de _en est en anglais, vide faute de traduction.
- Une cellule qui porte une liste en sépare les valeurs par « | ».
- Un texte qui commence par =, +, - ou @ est précédé d'une apostrophe, pour qu'aucun tableur ne l'exécute.
- Les dates comme 2018-05 ou 2018-09/2018-12 sont telles que dites (EDTF) ; les colonnes _earliest et _latest en donnent les jours.

# {title_en}

Version {version}, data as of {day}. Licence: {license} ({license_url}). Credit: {attribution_en}, {day}, {url}/

Every number and every date is a statement: somebody published it, on some day, in some document, with some hedge.
The columns source_* say where; modifier and display give the hedge. An empty cell means "not known", never zero.
Do not add up amount_eur without a look at additive: rival figures and parts of an envelope have no sum.

- datapackage.json gives the type, the meaning and the links (foreign keys) of every column.
- CSV: UTF-8, commas, CRLF. A bilingual column is in French; the same with _en at its end is in English, empty where there is no translation.
- A cell that holds a list separates its values by " | ".
- A text that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet runs it.
- Dates such as 2018-05 or 2018-09/2018-12 stand as they were said (EDTF); the columns _earliest and _latest give their days.

{tables}
Contact : {contact}
`
