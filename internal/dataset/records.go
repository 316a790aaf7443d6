package dataset

import "jalons/internal/edtf"

// Day and Date are the two ways in which the record writes time. A zero Day
// (1970-01-01, before all that is told here) and a zero Date are "not known".
type (
	Day  = edtf.Day
	Date = edtf.Date
)

// Text is a text in French and English. French is required; where English is
// missing readers get the French, with a warning.
type Text struct {
	FR string `yaml:"fr" json:"fr"`
	EN string `yaml:"en" json:"en"`
}

// In gives the text in "fr" or "en", the French where English is missing.
func (t Text) In(lang string) string {
	if lang == "en" && t.EN != "" {
		return t.EN
	}
	return t.FR
}

// IsZero reports whether there is no text at all.
func (t Text) IsZero() bool { return t.FR == "" && t.EN == "" }

// Neutral gives a text that reads the same in both languages.
func Neutral(s string) Text { return Text{FR: s, EN: s} }

// Pos is the place of a record in the files, for findings. It is no part of
// the record: the digest leaves it out.
type Pos struct {
	File string // below fixtures/, with slashes
	Path string // such as milestones[3].statements[0]
	Line int    // from 1
}

// Citation says where a thing stands. See fixtures/README.md.
type Citation struct {
	Pos          Pos    `yaml:"-" json:"-"`
	Source       string `yaml:"source"`
	Locator      string `yaml:"locator"`
	AttributedTo string `yaml:"attributed_to"` // person, organisation, or "author"
	Original     string `yaml:"original"`
}

// Said is what every statement has: when it was said, and where it stands.
type Said struct {
	StatedOn      Date       `yaml:"stated_on"`
	StatedOnBasis string     `yaml:"stated_on_basis"`
	Note          Text       `yaml:"note"`
	VerifiedOn    Day        `yaml:"verified_on"`
	VerifiedHow   string     `yaml:"verified_how"`
	RecordedOn    Day        `yaml:"recorded_on"`
	Citations     []Citation `yaml:"citations"`
}

// Ranked is the editors' choice among rivals, with its reason.
type Ranked struct {
	Rank       string `yaml:"rank"`
	RankReason Text   `yaml:"rank_reason"`
}

// Dated is one value of a fact that changes, from the day it was said.
type Dated[T any] struct {
	Pos       Pos        `yaml:"-" json:"-"`
	Value     T          `yaml:"value"`
	StatedOn  Date       `yaml:"stated_on"`
	Citations []Citation `yaml:"citations"`
}

// History is a fact that changes. A bare value in a file is a history of one,
// without day or citation: it holds from the beginning.
type History[T any] []Dated[T]

func (History[T]) bareAllowed() {}

// Relation ties a programme to another, or an organisation to another.
type Relation struct {
	Pos          Pos        `yaml:"-" json:"-"`
	Type         string     `yaml:"type"`
	Programme    string     `yaml:"programme"`
	Organisation string     `yaml:"organisation"`
	Basis        string     `yaml:"basis"`
	Citations    []Citation `yaml:"citations"`
}

// Role is an organisation's part in a programme, in IATI's words.
type Role struct {
	Pos          Pos        `yaml:"-" json:"-"`
	Organisation string     `yaml:"organisation"`
	Role         string     `yaml:"role"`
	Basis        string     `yaml:"basis"`
	Citations    []Citation `yaml:"citations"`
}

// Named is a question or a scope: an id and its words.
type Named struct {
	Pos   Pos    `yaml:"-" json:"-"`
	ID    string `yaml:"id"`
	Label Text   `yaml:"label"`
}

// Programme is one file of programmes/: a dossier.
type Programme struct {
	Pos           Pos             `yaml:"-" json:"-"`
	ID            string          `yaml:"id"`
	RecordedOn    Day             `yaml:"recorded_on" json:"-"`
	Name          History[Text]   `yaml:"name"`
	Acronym       History[string] `yaml:"acronym"`
	Aliases       []string        `yaml:"aliases"`
	Kind          string          `yaml:"kind"`
	Summary       Text            `yaml:"summary"`
	Status        History[string] `yaml:"status"`
	StartDate     History[Date]   `yaml:"start_date"`
	EndDate       History[Date]   `yaml:"end_date"`
	Homepage      string          `yaml:"homepage"`
	Themes        []string        `yaml:"themes"`
	Relations     []Relation      `yaml:"relations"`
	Organisations []Role          `yaml:"organisations"`
	Citations     []Citation      `yaml:"citations"`
	Questions     []Named         `yaml:"questions"`
	Scopes        []Named         `yaml:"scopes"`
	Funding       []*Funding      `yaml:"funding" json:"-"`
	Milestones    []*Milestone    `yaml:"milestones" json:"-"`
	Indicators    []*Indicator    `yaml:"indicators" json:"-"`
}

// Funding is a statement about money.
type Funding struct {
	Pos          Pos      `yaml:"-" json:"-"`
	ID           string   `yaml:"id"`
	Programme    string   `yaml:"-"`
	AlsoConcerns []string `yaml:"also_concerns"`
	Label        Text     `yaml:"label"`
	Flow         string   `yaml:"flow"`
	Basis        string   `yaml:"basis"`
	AmountEUR    *int64   `yaml:"amount_eur"`
	AmountMin    *int64   `yaml:"amount_min"`
	AmountMax    *int64   `yaml:"amount_max"`
	Modifier     string   `yaml:"modifier"`
	Per          string   `yaml:"per"`
	Qualifier    string   `yaml:"qualifier"`
	Period       Date     `yaml:"period"`
	Scope        string   `yaml:"scope"`
	Providers    []string `yaml:"providers"`
	Recipients   []string `yaml:"recipients"`
	PartOf       string   `yaml:"part_of"`
	PartOfBasis  string   `yaml:"part_of_basis"`
	Question     string   `yaml:"question"`
	Ranked
	Said
}

// Milestone is a promise or event, and all that was said of it.
type Milestone struct {
	Pos          Pos          `yaml:"-" json:"-"`
	ID           string       `yaml:"id"`
	Programme    string       `yaml:"-"`
	Label        Text         `yaml:"label"`
	Type         string       `yaml:"type"`
	Organisation string       `yaml:"organisation"`
	Measure      *Measure     `yaml:"measure"`
	Statements   []*Statement `yaml:"statements"`
}

// Measure is a promise that is a number.
type Measure struct {
	Pos       Pos      `yaml:"-" json:"-"`
	Indicator string   `yaml:"indicator"`
	Value     *float64 `yaml:"value"`
	Modifier  string   `yaml:"modifier"`
}

// Statement is one thing said of a milestone.
type Statement struct {
	Pos       Pos    `yaml:"-" json:"-"`
	ID        string `yaml:"id"`
	Kind      string `yaml:"kind"`
	Date      Date   `yaml:"date"`
	DateBasis string `yaml:"date_basis"`
	Ranked
	Said
}

// Indicator is something counted over time.
type Indicator struct {
	Pos          Pos            `yaml:"-" json:"-"`
	ID           string         `yaml:"id"`
	Programme    string         `yaml:"-"`
	Label        Text           `yaml:"label"`
	Unit         string         `yaml:"unit"`
	Kind         string         `yaml:"kind"`
	PeriodUnit   string         `yaml:"period_unit"`
	Denominator  Text           `yaml:"denominator"`
	Ascending    *bool          `yaml:"ascending"`
	Definition   Text           `yaml:"definition"`
	Observations []*Observation `yaml:"observations"`
}

// setDefaults: more is better, unless the file says otherwise or null.
func (i *Indicator) setDefaults() { yes := true; i.Ascending = &yes }

// Observation is one value of an indicator.
type Observation struct {
	Pos      Pos      `yaml:"-" json:"-"`
	ID       string   `yaml:"id"`
	Value    *float64 `yaml:"value"`
	ValueMin *float64 `yaml:"value_min"`
	ValueMax *float64 `yaml:"value_max"`
	Modifier string   `yaml:"modifier"`
	AsOf     Date     `yaml:"as_of"`
	Nature   string   `yaml:"nature"`
	Said
}
