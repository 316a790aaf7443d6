package dataset

// Source is a document. One with no AccessedOn is only named by another.
type Source struct {
	Pos            Pos      `yaml:"-" json:"-"`
	ID             string   `yaml:"id"`
	Title          string   `yaml:"title"`
	Publisher      string   `yaml:"publisher"`
	Authors        []string `yaml:"authors"`
	Speakers       []string `yaml:"speakers"`
	Kind           string   `yaml:"kind"`
	Tier           string   `yaml:"tier"`
	Language       string   `yaml:"language"`
	PublishedOn    Date     `yaml:"published_on"`
	DatedByContent Date     `yaml:"dated_by_content"`
	UpdatedOn      Day      `yaml:"updated_on"`
	URL            string   `yaml:"url"`
	ArchivedURL    string   `yaml:"archived_url"`
	AccessedOn     Day      `yaml:"accessed_on"`
}

// Organisation is a body.
type Organisation struct {
	Pos       Pos             `yaml:"-" json:"-"`
	ID        string          `yaml:"id"`
	Name      History[Text]   `yaml:"name"`
	Acronym   History[string] `yaml:"acronym"`
	Aliases   []string        `yaml:"aliases"`
	Kind      string          `yaml:"kind"`
	Founded   History[Date]   `yaml:"founded"`
	Dissolved History[Date]   `yaml:"dissolved"`
	Relations []Relation      `yaml:"relations"`
	Homepage  string          `yaml:"homepage"`
	Siren     string          `yaml:"siren"`
	Citations []Citation      `yaml:"citations"`
}

// Person holds or held a public office.
type Person struct {
	Pos      Pos       `yaml:"-" json:"-"`
	ID       string    `yaml:"id"`
	Name     string    `yaml:"name"`
	Mandates []Mandate `yaml:"mandates"`
}

// Mandate is an office of a person.
type Mandate struct {
	Pos          Pos        `yaml:"-" json:"-"`
	Organisation string     `yaml:"organisation"`
	Role         Text       `yaml:"role"`
	StartDate    Date       `yaml:"start_date"`
	EndDate      Date       `yaml:"end_date"`
	Citations    []Citation `yaml:"citations"`
}

// Term is an entry of the glossary.
type Term struct {
	Pos        Pos        `yaml:"-" json:"-"`
	ID         string     `yaml:"id"`
	Acronym    string     `yaml:"acronym"`
	Expansion  Text       `yaml:"expansion"`
	Definition Text       `yaml:"definition"`
	Citations  []Citation `yaml:"citations"`
}

// Conflict says what contradicts what, and why as far as is known.
type Conflict struct {
	Pos         Pos      `yaml:"-" json:"-"`
	ID          string   `yaml:"id"`
	Origin      string   `yaml:"origin"`
	Kind        string   `yaml:"kind"`
	About       string   `yaml:"about"`
	Match       *Match   `yaml:"match"`
	Statements  []string `yaml:"statements"`
	Claims      []Claim  `yaml:"claims"`
	Label       Text     `yaml:"label"`
	Explanation Text     `yaml:"explanation"`
}

// Match names the rows among which a computed conflict is looked for: money by
// question, scope, flow and per; a milestone; an indicator, nature and time.
type Match struct {
	Question  string `yaml:"question"`
	Scope     string `yaml:"scope"`
	Flow      string `yaml:"flow"`
	Per       string `yaml:"per"`
	Milestone string `yaml:"milestone"`
	Indicator string `yaml:"indicator"`
	Nature    string `yaml:"nature"`
	AsOf      Date   `yaml:"as_of"`
}

// Claim is one side of an editorial conflict that no statement holds.
type Claim struct {
	Pos       Pos        `yaml:"-" json:"-"`
	Claim     Text       `yaml:"claim"`
	Citations []Citation `yaml:"citations"`
}

// Exclusion is a claim that was seen and refused.
type Exclusion struct {
	Pos        Pos    `yaml:"-" json:"-"`
	ID         string `yaml:"id"`
	Claim      Text   `yaml:"claim"`
	Source     string `yaml:"source"`
	Locator    string `yaml:"locator"`
	Reason     Text   `yaml:"reason"`
	RecordedOn Day    `yaml:"recorded_on"`
}

// Correction is something that was published here and put right.
type Correction struct {
	Pos       Pos    `yaml:"-" json:"-"`
	ID        string `yaml:"id"`
	Target    string `yaml:"target"`
	Previous  Text   `yaml:"previous"`
	Corrected Text   `yaml:"corrected"`
	Reason    Text   `yaml:"reason"`
	Date      Day    `yaml:"date"`
}

// Withdrawn is an id that is gone.
type Withdrawn struct {
	Pos        Pos    `yaml:"-" json:"-"`
	ID         string `yaml:"id"`
	Collection string `yaml:"collection"`
	Successor  string `yaml:"successor"`
	Reason     Text   `yaml:"reason"`
	Date       Day    `yaml:"date"`
}

// Code is a word of a code list.
type Code struct {
	Pos        Pos    `yaml:"-" json:"-"`
	Code       string `yaml:"code"`
	Label      Text   `yaml:"label"`
	Plural     Text   `yaml:"plural"` // of a unit, where a number may stand before it
	Definition Text   `yaml:"definition"`
}

// Codes are the code lists of codes.yaml by name.
type Codes map[string][]Code

// Find gives the entry of a word of a list.
func (c Codes) Find(list, code string) (Code, bool) {
	for _, e := range c[list] {
		if e.Code == code {
			return e, true
		}
	}
	return Code{}, false
}

// Words gives the words of a list, in the order of the file.
func (c Codes) Words(list string) []string {
	words := make([]string, len(c[list]))
	for i, e := range c[list] {
		words[i] = e.Code
	}
	return words
}

// Info describes the dataset as a whole.
type Info struct {
	Pos         Pos    `yaml:"-" json:"-"`
	Title       Text   `yaml:"title"`
	Version     string `yaml:"version"`
	UpdatedOn   Day    `yaml:"updated_on"`
	License     string `yaml:"license"`
	Attribution Text   `yaml:"attribution"`
	Contact     string `yaml:"contact"`
	ReportURL   string `yaml:"report_url"`
	Publisher   string `yaml:"publisher"`
}

// Dataset is the whole record, as authored.
type Dataset struct {
	Info          Info
	Codes         Codes
	Programmes    []*Programme
	Sources       []*Source
	Organisations []*Organisation
	People        []*Person
	Glossary      []*Term
	Conflicts     []*Conflict
	Exclusions    []*Exclusion
	Corrections   []*Correction
	Withdrawn     []*Withdrawn
	IDs           []string  // lines of ids.txt, collection/id
	Releases      []Release // lines of releases.txt
}
