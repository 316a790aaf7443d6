package cite_test

import (
	"bytes"
	"flag"
	"os"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"jalons/internal/cite"
	"jalons/internal/edtf"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func onDay(s string) edtf.Day {
	d, err := edtf.ParseDay(s)
	if err != nil {
		panic(err)
	}
	return d
}

// record is where every claim below stands.
func record(lang, path string) cite.Record {
	title := "Jalons : promesses et résultats"
	if lang == "en" {
		title = "Jalons: promises and outcomes"
	}
	return cite.Record{Name: "Jalons", Title: title, Version: "2026.11.21.1", UpdatedOn: onDay("2026-11-21"), Day: onDay("2026-11-21"),
		Permalink: "https://jalons.example/v1/" + path, License: "etalab-2.0"}
}

// either gives one of two texts.
func either(lang, fr, en string) string {
	if lang == "en" {
		return en
	}
	return fr
}

var interview = cite.Document{
	Title: "Dominique Pon (ministère de la Santé) : “L’interopérabilité deviendra un sujet majeur du virage numérique”", Publisher: "mind Health",
	Authors: []string{"Aurélie Dureuil"}, Speakers: []string{"Dominique Pon"}, Kind: "interview", Language: "fr", PublishedOn: edtf.Must("2019-09-05"),
	UpdatedOn: onDay("2021-09-06"), URL: "https://www.mind.example/health/?p=311&a_b=50%25", AccessedOn: onDay("2026-11-21"),
}

// claims are the cases of the golden files, each with its intent.
var claims = []struct {
	name, intent string
	claim        func(lang string) cite.Claim
}{
	{"promise", "A promise dated by a year, in an interview: who is asked says it, who asks wrote it down; quotation marks within the title.",
		func(lang string) cite.Claim {
			return cite.Claim{ID: "ins-generalisation-2019", Label: either(lang, "Généralisation totale de l'INS", "Full roll-out of the INS"),
				Says: cite.Date(edtf.Must("2021"), lang), Marks: []string{either(lang, "annonce", "announced")},
				Speaker: "Dominique Pon", Read: interview, Locator: "question « La deuxième orientation », §1", Record: record(lang, "statements/ins-generalisation-2019")}
		}},
	{"amount", "An amount in a document without author, publisher, date or address; no-break spaces of the display stay.",
		func(lang string) cite.Claim {
			return cite.Claim{ID: "gpi-100m-ai", Label: either(lang, "Part de l'« IA » en santé", "Share for AI in health"),
				Says: either(lang, "environ 100\u00a0millions d'euros de 2018 à 2022", "about €100M from 2018 to 2022"), Marks: []string{either(lang, "estimé", "estimated")},
				Read:    cite.Document{Title: "Numérique en santé : les 3 ans qui ont tout changé", Kind: "press_article", DatedByContent: edtf.Must("2022-06-24/2022-09-30"), AccessedOn: onDay("2026-11-21")},
				Locator: "UN FINANCEMENT INÉDIT, §2", Record: record(lang, "funding/gpi-100m-ai")}
		}},
	{"original", "A figure that the document takes from a report, itself unread, and has its publisher say: the original comes first.",
		func(lang string) cite.Claim {
			return cite.Claim{ID: "dmp-210m-cour-2012", Label: either(lang, "Investissement relevé par la Cour des comptes", "Investment found by the Court of Auditors"),
				Says: either(lang, "au moins 210\u00a0millions d'euros", "at least €210M"), Marks: []string{either(lang, "payé", "paid")},
				Speaker: "Cour des comptes", Quoted: edtf.Must("2012-07"),
				Original: &cite.Document{Title: "Le coût du dossier médical personnel depuis sa mise en place", Publisher: "Cour des comptes", Kind: "report", PublishedOn: edtf.Must("2012-07")},
				Read: cite.Document{Title: "Un demi-milliard d’euros dépensés pour le DMP", Publisher: "Infirmiers.com", Kind: "press_article", Language: "fr",
					DatedByContent: edtf.Must("2012-07/2026-11-21"), URL: "https://infirmiers.example/dmp", AccessedOn: onDay("2026-11-21")},
				Locator: "début de page", Record: record(lang, "funding/dmp-210m-cour-2012")}
		}},
	{"quoted", "An earlier saying that an article quotes, without a known original: the day it was said stands with who said it.",
		func(lang string) cite.Claim {
			return cite.Claim{ID: "ins-obligation-2019", Label: either(lang, "Obligation d'utiliser l'INS", "Duty to use the INS"), Says: cite.Date(edtf.Must("2021-01-01"), lang),
				Marks: []string{either(lang, "report", "rescheduled")}, Speaker: either(lang, "Ministère de la Santé", "Ministry of Health"), Quoted: edtf.Must("2019-10-10"),
				Read: cite.Document{Title: `L'obligation "différée" : un « report » ?`, Publisher: "DSIH", Authors: []string{"Noémie Mandin-Lafond", "La rédaction", "AFP"}, Kind: "dispatch",
					Language: "fr", PublishedOn: edtf.Must("2019-10"), URL: "https://dsih.example/3535", AccessedOn: onDay("2026-11-21")},
				Locator: "« Que dit le décret ? », dernier §", Record: record(lang, "statements/ins-obligation-2019")}
		}},
	{"judged", "A milestone as of a past day, overdue: what the record makes of it stands with the record, not with the source. A label with a colon of its own.",
		func(lang string) cite.Claim {
			r := record(lang, "milestones/fdr19-workstreams?known_on=2019-12-31")
			r.Day, r.Judged = onDay("2019-12-31"), either(lang, "échéance passée : aucune source ne dit que tout est fait", "overdue: no source says that all is done")
			return cite.Claim{ID: "fdr19-workstreams", Label: either(lang, "Chantiers : chefs de projet et calendriers", "Workstreams: project leads and calendars"),
				Says: cite.Date(edtf.Must("2019-09-05/2019-10-17"), lang), Marks: []string{either(lang, "prévu", "scheduled"), either(lang, "date déduite", "date deduced")},
				Quoted: edtf.Must("2019-07/2019-08"),
				Read: cite.Document{Title: "Feuille de route", Publisher: "Ministère de la Santé", Authors: []string{"Dominique Pon", "Laura Létourneau"}, Kind: "report", Language: "fr",
					PublishedOn: edtf.Must("2019-04/2019-09"), URL: "https://sante.example/feuille", AccessedOn: onDay("2026-11-21")},
				Locator: "p. 12", Record: r}
		}},
	{"signs", "Signs that mean something to LaTeX, RIS or JSON; an address without a day of access, which no sign may touch; no words for what is said.",
		func(lang string) cite.Claim {
			return cite.Claim{ID: "signs", Label: `50 % & {A_B} #1 ~ ^ \ $`, Read: cite.Document{Title: "Line one\r\nER  - line {two", Publisher: "A & B <c>", Kind: "law",
				PublishedOn: edtf.Must("2019/.."), URL: `https://x.example/{a}\b c"d`, Language: "en"}, Locator: `§ 3 "x"`, Record: record(lang, "funding/signs")}
		}},
}

// TestGolden holds every form of every case against its golden file. Line ends
// of RIS and spaces that look like others are shown by signs of their own.
func TestGolden(t *testing.T) {
	for _, c := range claims {
		archive := &txtar.Archive{Comment: []byte(c.intent + "\n(⍽ no-break space, ⎵ narrow no-break space, ↵ CRLF)\n")}
		for _, lang := range []string{"fr", "en"} {
			claim := c.claim(lang)
			claim.Lang = lang
			csl, err := cite.CSL(claim)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range []struct{ name, text string }{
				{"txt", cite.Text(claim)}, {"bib", cite.BibTeX(claim)}, {"json", string(csl)}, {"ris", cite.RIS(claim)},
			} {
				shown := strings.NewReplacer("\u00a0", "⍽", "\u202f", "⎵", "\r\n", "↵\n").Replace(f.text)
				archive.Files = append(archive.Files, txtar.File{Name: lang + "." + f.name, Data: []byte(shown)})
			}
		}
		golden(t, "testdata/"+c.name+".txtar", txtar.Format(archive))
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs (-update rewrites it); got:\n%s", name, got)
	}
}
