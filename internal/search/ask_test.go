package search

import (
	"context"
	"fmt"
	"html"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"jalons/internal/edtf"
)

var (
	early = edtf.DayOf(2018, 6, 1)
	today = edtf.DayOf(2026, 11, 21)
)

// corpus are rows of the kind that the dataset holds. The wave is known from 2023
// on; the record changed its name in 2019.
func corpus() []Document {
	row := func(collection, id string, from, to edtf.Day, texts ...Text) Document {
		return Document{collection, id, from, to, append([]Text{{Class: ID, FR: id}}, texts...)}
	}
	since := edtf.DayOf(2017, 1, 1)
	renamed := edtf.DayOf(2019, 1, 1)
	return []Document{
		row("programmes", "dmp", since, renamed, Text{Name, "Dossier médical personnel", "Personal medical record"}, Text{Name, "DMP", "DMP"}),
		row("programmes", "dmp", renamed, edtf.Max, Text{Name, "Dossier médical partagé", "Shared medical record"}, Text{Name, "DMP", "DMP"},
			Text{Other, "Carnet de santé de chaque assuré.", "Health book of every insured person."}),
		row("programmes", "segur-vague-2", edtf.DayOf(2023, 5, 1), edtf.Max, Text{Name, "Ségur numérique, vague 2", "Digital Ségur, wave 2"}),
		row("programmes", "e-cps", since, edtf.Max, Text{Name, "e-CPS", "e-CPS"}, Text{Other, "Carte dématérialisée pour les soignants.", "Dematerialised card for carers."}),
		row("milestones", "dmp-generalisation", since, edtf.Max, Text{Class: Parent, FR: "dmp"}, Text{Label, "Généralisation dans les hôpitaux", "Roll-out in hospitals"}),
		row("milestones", "rpps-infirmiers", since, edtf.Max, Text{Label, "Ouverture aux infirmières et infirmiers", "Opening to nurses"}),
		row("funding", "care-2024", edtf.DayOf(2024, 1, 1), edtf.Max, Text{Label, "Renforcer la cybersécurité", "Strengthening cybersecurity"}, Text{Other, "250 millions d'euros", "€250M"}),
		row("people", "laura-letourneau", since, edtf.Max, Text{Name, "Laura Létourneau", "Laura Létourneau"}),
		row("sources", "mes", since, edtf.Max, Text{Other, "Mes <données> & \"moi\"", "Mes <données> & \"moi\""}),
	}
}

func indexOf(all []Document) (*Index, []Doc) {
	docs, words := built(all)
	return filled(docs, words), docs
}

func askOf(t testing.TB, x *Index, text, lang string, day edtf.Day) *Answer {
	t.Helper()
	a, err := x.Ask(context.Background(), Question{text, lang, day})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// hitsOf gives the ids of an answer, best first.
func hitsOf(a *Answer, docs []Doc) string {
	var ids []string
	for _, h := range a.Hits {
		ids = append(ids, docs[h.Doc].ID)
	}
	return strings.Join(ids, " ")
}

func TestAsk(t *testing.T) {
	x, docs := indexOf(corpus())
	for _, c := range []struct {
		why, text, lang string
		day             edtf.Day
		want            string
	}{
		{"accents and case", "LETOURNEAU", "fr", today, "laura-letourneau"},
		{"plural", "hopital", "fr", today, "dmp-generalisation"},
		{"elision", "l'infirmière", "fr", today, "rpps-infirmiers"},
		{"an acronym before what belongs to it", "dmp", "fr", today, "dmp dmp-generalisation"},
		{"stop words are passed over", "le dossier de la santé", "fr", today, "dmp"},
		{"alone, a stop word is looked for", "mes", "fr", today, "mes"},
		{"a beginning", "cybers", "fr", today, "care-2024"},
		{"a beginning, but of the last word alone", "cybers renforcer", "fr", today, "care-2024"}, // one word of two
		{"a typing mistake", "cyberscurité", "fr", today, "care-2024"},
		{"two in a long word", "generalsiatoin", "fr", today, "dmp-generalisation"},
		{"none in a short word", "dmq", "fr", today, ""},
		{"a number is no beginning", "25", "fr", today, ""},
		{"a number as it is written", "250 M€", "fr", today, "care-2024"},
		{"without the hyphen", "ecps", "fr", today, "e-cps"},
		{"with a space", "e cps", "fr", today, "e-cps"},
		{"an id", "segur-vague-2", "fr", today, "segur-vague-2"},
		{"English", "nurse", "en", today, "rpps-infirmiers"},
		{"English, asked in French", "wave 2", "fr", today, "segur-vague-2"},
		{"French, asked in English", "soignants", "en", today, "e-cps"},
		{"all words", "dossier partagé", "fr", today, "dmp"},
		{"most words", "dossier partagé xyzzy", "fr", today, "dmp"},
		{"too few words", "dossier xyzzy plugh", "fr", today, ""},
		{"not yet named so", "dossier partagé", "fr", early, "dmp"}, // one word of two
		{"named so then", "personnel", "fr", early, "dmp"},
		{"no longer named so", "personnel", "fr", today, ""},
		{"not yet known", "vague", "fr", early, ""},
		{"known from that day on", "vague", "fr", edtf.DayOf(2023, 5, 1), "segur-vague-2"},
		{"and not the day before", "vague", "fr", edtf.DayOf(2023, 4, 30), ""},
	} {
		if got := hitsOf(askOf(t, x, c.text, c.lang, c.day), docs); got != c.want {
			t.Errorf("%s: %q finds %q, want %q", c.why, c.text, got, c.want)
		}
	}
}

// A reader is told how words were read.
func TestReadings(t *testing.T) {
	x, _ := indexOf(corpus())
	a := askOf(t, x, "cyberscurité xyzzy renforce", "fr", today)
	got := fmt.Sprint(a.Least, len(a.Words))
	for _, r := range a.Words {
		got += fmt.Sprintf(" | %s %v %v", r.Asked, r.Found["fr"], r.Meant)
	}
	want := "2 3 | cyberscurite [cybersecurite] [cybersecurite] | xyzzy [] [] | renforce [renforcer] []"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// The whole of a programme's name scores 1, and scores fall with what is less.
func TestScores(t *testing.T) {
	x, docs := indexOf(corpus())
	if a := askOf(t, x, "dmp", "fr", today); a.Hits[0].Score != 1 || a.Hits[1].Score >= 1 || a.Hits[0].Collection != "programmes" {
		t.Errorf("%+v", a.Hits)
	}
	last := 2.0
	for _, text := range []string{"vague", "vgaue", "wave"} {
		a := askOf(t, x, text, "fr", today)
		if hitsOf(a, docs) != "segur-vague-2" || a.Hits[0].Score >= last {
			t.Errorf("%s: %+v, after %v", text, a.Hits, last)
		}
		if text != "vgaue" { // a mistake costs more than the other language
			last = a.Hits[0].Score
		}
	}
}

// What scores the same is in the order of collection and id.
func TestTies(t *testing.T) {
	var all []Document
	for _, id := range []string{"c", "a", "b"} {
		for _, collection := range []string{"milestones", "funding"} {
			all = append(all, Document{collection, id, 0, edtf.Max, []Text{{Label, "La même chose", "The same"}}})
		}
	}
	x, docs := indexOf(all)
	a := askOf(t, x, "chose", "fr", today)
	if got := hitsOf(a, docs); got != "a b c a b c" || a.Hits[0].Collection != "funding" {
		t.Errorf("%s: %+v", got, a.Hits)
	}
}

// What an answer says of a day does not hang on what became known later: not its
// rows, their scores, their order, nor what a mistyped word is read as.
func TestLaterDocumentsDoNotMatter(t *testing.T) {
	all := many(400)
	questions := []string{"b", "baba ceba", "programme-7", "bbaaba", "cebaa dica", all[0].Texts[2].FR}
	x, docs := indexOf(all)
	for _, day := range []edtf.Day{edtf.DayOf(2010, 3, 1), edtf.DayOf(2015, 1, 1), edtf.DayOf(2024, 1, 1)} {
		past := slices.DeleteFunc(slices.Clone(all), func(d Document) bool { return d.From > day })
		y, pastDocs := indexOf(past)
		for _, q := range questions {
			a, b := askOf(t, x, q, "fr", day), askOf(t, y, q, "fr", day)
			if got, want := told(a, docs), told(b, pastDocs); got != want {
				t.Errorf("%q on %s:\n%.300s\nwant\n%.300s", q, day, got, want)
			}
		}
	}
}

// told writes an answer out.
func told(a *Answer, docs []Doc) string {
	var b strings.Builder
	fmt.Fprintln(&b, a.Least, a.Words)
	for _, h := range a.Hits {
		fmt.Fprintln(&b, docs[h.Doc].ID, h.Collection, h.Score)
	}
	return b.String()
}

// An index is the same whatever order its documents come in, as long as the
// readings of a row come in theirs.
func TestBuildOrder(t *testing.T) {
	all := many(200)
	docs, words := built(all)
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	otherDocs, otherWords := built(all)
	if !slices.Equal(docs, otherDocs) || !slices.EqualFunc(words, otherWords, func(a, b Word) bool {
		return a.Lang == b.Lang && a.Text == b.Text && a.Stem == b.Stem && slices.Equal(a.Postings, b.Postings)
	}) {
		t.Error("another order of documents gives another index")
	}
}

// Readings that have the same words are one document.
func TestSameReadingsAreJoined(t *testing.T) {
	texts := []Text{{ID, "x", ""}, {Label, "Un jalon", "A milestone"}}
	docs, _ := built([]Document{{"milestones", "x", 10, 20, texts}, {"milestones", "x", 20, 30, slices.Clone(texts)}, {"milestones", "x", 31, 40, texts}})
	if want := []Doc{{"milestones", "x", 10, 30}, {"milestones", "x", 31, 40}}; !slices.Equal(docs, want) {
		t.Errorf("%v, want %v", docs, want)
	}
}

func TestPack(t *testing.T) {
	list := []posting{at(0, 255), at(1, 1), at(300, 7), at(1<<20, 9)}
	packed := pack(list)
	var got []posting
	unpack(packed, func(doc int, impact byte) { got = append(got, at(doc, impact)) })
	if !slices.Equal(got, list) {
		t.Errorf("%v, want %v", got, list)
	}
	for n := range packed { // what is cut short gives what is whole
		var part []posting
		unpack(packed[:n], func(doc int, impact byte) { part = append(part, at(doc, impact)) })
		if !slices.Equal(part, list[:len(part)]) {
			t.Errorf("the first %d bytes give %v", n, part)
		}
	}
}

func TestSnippet(t *testing.T) {
	x, _ := indexOf(corpus())
	long := strings.Repeat("rien à voir ici, ", 20) + "le dossier médical <partagé>" + strings.Repeat(" et la suite", 30)
	for _, c := range []struct {
		why, text, lang string
		texts           []Text
		want            string
	}{
		{"marks and escapes", "donnees moi", "fr", corpus()[8].Texts, "Mes &lt;<mark>données</mark>&gt; &amp; &#34;<mark>moi</mark>&#34;"},
		{"a compound as a whole", "ecps", "fr", corpus()[3].Texts, "<mark>e-CPS</mark>"},
		{"from the other language where that has more", "wave 2", "fr", corpus()[2].Texts, "Digital Ségur, <mark>wave</mark> <mark>2</mark>"},
		{"from an id where nothing else has it", "dmp", "fr", corpus()[4].Texts, "<mark>dmp</mark>-generalisation"},
		{"from the first text where nothing has it", "vague", "fr", corpus()[4].Texts[2:], "Généralisation dans les hôpitaux"},
		{"of nothing", "vague", "fr", nil, ""},
		{"around the words of a long text", "dossier partagé", "fr", []Text{{Other, long, long}},
			"… ici, rien à voir ici, rien à voir ici, rien à voir ici, le <mark>dossier</mark> médical &lt;<mark>partagé</mark>&gt; et la suite et la suite et la suite et la suite et la suite et la suite et la suite et la suite et la suite et la …"},
	} {
		if got := askOf(t, x, c.text, c.lang, today).Snippet(c.texts, c.lang); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.why, got, c.want)
		}
	}
}

// Whatever is asked: no panic, hits in order, scores from 0 to 1, and a snippet
// that is a piece of the text once its marks are taken out.
func FuzzAsk(f *testing.F) {
	for _, seed := range []string{"", "dmp", "l'identité", "e-cps", "2 Md€", "\xff", "''''", "--", "a.b.c", "1,5 500\u202f000", "ǼℕİſK", "cyberscurité wave 2", strings.Repeat("é-", 90)} {
		f.Add(seed, seed)
	}
	x, docs := indexOf(corpus())
	f.Fuzz(func(t *testing.T, question, text string) {
		if len(question) > 1000 || len(text) > 2000 {
			t.Skip("callers bound questions, and the linter texts")
		}
		for _, lang := range []string{"fr", "en"} {
			a := askOf(t, x, question, lang, today)
			if !slices.IsSortedFunc(a.Hits, func(a, b Hit) int {
				if a.Score != b.Score {
					return int(b.Score*1e4) - int(a.Score*1e4)
				}
				return a.Doc - b.Doc
			}) {
				t.Errorf("not in order: %+v", a.Hits)
			}
			for _, h := range a.Hits {
				if h.Score <= 0 || h.Score > 1 || docs[h.Doc].Collection != h.Collection {
					t.Errorf("%+v", h)
				}
			}
			if len(a.Words) < a.Least || (a.Least == 0) != (len(a.Hits) == 0) {
				t.Errorf("%d of %d words, %d hits", a.Least, len(a.Words), len(a.Hits))
			}
			checkSnippet(t, a.Snippet([]Text{{Other, text, text}, {Label, question, question}}, lang), text, question)
		}
	})
}

func checkSnippet(t *testing.T, snippet string, texts ...string) {
	bare := strings.NewReplacer("<mark>", "", "</mark>", "").Replace(snippet)
	if strings.ContainsAny(bare, "<>\"'") {
		t.Errorf("not escaped: %s", snippet)
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(html.UnescapeString(bare), "… "), " …")
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, inner) }) {
		t.Errorf("%q is no piece of %q", snippet, texts)
	}
}
