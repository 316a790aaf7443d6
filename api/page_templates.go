package api

import (
	"embed"
	"html/template"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"jalons/internal/dataset"
)

//go:embed web
var web embed.FS

// pages are the templates. French typography is put in here, once, so that the
// files hold no signs that an editor does not show.
var pages = func() *template.Template {
	all := template.New("").Funcs(template.FuncMap{
		"t": func(lang, fr, en string) string { return dataset.Text{FR: fr, EN: en}.In(lang) },
		"n": func(lang string, n int, frOne, frMany, enOne, enMany string) string {
			words := dataset.Text{FR: frMany, EN: enMany}
			if n == 1 {
				words = dataset.Text{FR: frOne, EN: enOne}
			}
			return strconv.Itoa(n) + " " + words.In(lang)
		},
	})
	names, err := fs.Glob(web, "web/*.html")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		text, err := web.ReadFile(name)
		if err != nil {
			panic(err)
		}
		template.Must(all.New(strings.TrimPrefix(name, "web/")).Parse(french(string(text), "fr")))
	}
	return all
}()

// colon finds a colon after a space; ":=" of a template is none.
var colon = regexp.MustCompile(` :($|[^=])`)

var unbreakable = strings.NewReplacer(" ;", "\u202f;", " ?", "\u202f?", " !", "\u202f!", "« ", "«\u00a0", " »", "\u00a0»")

// french puts unbreakable spaces where French typography has them.
func french(text, lang string) string {
	if lang != "fr" {
		return text
	}
	return unbreakable.Replace(colon.ReplaceAllString(text, "\u00a0:$1"))
}
