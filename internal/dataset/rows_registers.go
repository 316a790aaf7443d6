package dataset

// OrganisationRow is a body on a day.
type OrganisationRow struct {
	ID        string   `json:"id"`
	Name      Text     `json:"name"`
	Acronym   string   `json:"acronym" text:"prose"`
	Aliases   []string `json:"aliases" text:"prose"`
	Kind      string   `json:"kind"`
	Founded   Date     `json:"founded"`
	Dissolved Date     `json:"dissolved"`
	Homepage  string   `json:"homepage"`
	Siren     string   `json:"siren"`
	Cited
	Item OrganisationItem `json:"-"`
}

// OrganisationItem is what an organisation's item has beside the row.
type OrganisationItem struct {
	Relations []RelationRow       `json:"relations"`
	Citations []CitationRow       `json:"citations"`
	History   OrganisationHistory `json:"history"`
}

// OrganisationHistory is every value known of a body's dated facts.
type OrganisationHistory struct {
	Name      []DatedRow `json:"name"`
	Acronym   []DatedRow `json:"acronym"`
	Founded   []DatedRow `json:"founded"`
	Dissolved []DatedRow `json:"dissolved"`
}

// PersonRow is a person who holds or held a public office.
type PersonRow struct {
	ID   string `json:"id"`
	Name string `json:"name" text:"prose"`
	Cited
	Item PersonItem `json:"-"`
}

// PersonItem is what a person's item has beside the row.
type PersonItem struct {
	Mandates []MandateRow `json:"mandates"`
}

// MandateRow is an office of a person.
type MandateRow struct {
	Organisation     string        `json:"organisation"`
	OrganisationName Text          `json:"organisation_name"`
	Role             Text          `json:"role"`
	StartDate        Date          `json:"start_date"`
	EndDate          Date          `json:"end_date"`
	Citations        []CitationRow `json:"citations"`
}

// SourceRow is a document.
type SourceRow struct {
	ID             string   `json:"id"`
	Title          string   `json:"title" text:"prose"`
	Publisher      string   `json:"publisher" text:"prose"`
	Authors        []string `json:"authors" text:"prose"`
	Speakers       []string `json:"speakers"`
	Kind           string   `json:"kind"`
	Tier           string   `json:"tier"`
	Language       string   `json:"language"`
	PublishedOn    Date     `json:"published_on"`
	DatedByContent Date     `json:"dated_by_content"`
	UpdatedOn      Day      `json:"updated_on"`
	URL            string   `json:"url"`
	ArchivedURL    string   `json:"archived_url"`
	AccessedOn     Day      `json:"accessed_on"`
	Item           struct{} `json:"-"`
}

// TermRow is an entry of the glossary.
type TermRow struct {
	ID         string `json:"id"`
	Acronym    string `json:"acronym" text:"prose"`
	Expansion  Text   `json:"expansion"`
	Definition Text   `json:"definition"`
	Cited
	Item Citations `json:"-"`
}

// ConflictRow is a contradiction known on a day.
type ConflictRow struct {
	ID          string `json:"id"`
	Programme   string `json:"programme"`
	Kind        string `json:"kind"`
	Origin      string `json:"origin"`
	About       string `json:"about"`
	Question    string `json:"question"`
	Label       Text   `json:"label"`
	Explanation Text   `json:"explanation"`
	State       string `json:"state"`
	Cited
	Item ConflictItem `json:"-"`
}

// ConflictItem is what a conflict's item has beside the row.
type ConflictItem struct {
	Statements []ConflictSide `json:"statements"`
}

// ConflictSide is one of the things that contradict each other: a funding row,
// a milestone's statement, an observation, or (Collection and ID null) a claim
// that no statement holds.
type ConflictSide struct {
	Collection string        `json:"collection"`
	ID         string        `json:"id"`
	Label      Text          `json:"label"`
	Display    Text          `json:"display"`
	Date       Date          `json:"date"`
	StatedOn   Date          `json:"stated_on"`
	Citations  []CitationRow `json:"citations"`
}

// ExclusionRow is a claim that was seen and refused.
type ExclusionRow struct {
	ID         string `json:"id"`
	Claim      Text   `json:"claim"`
	Reason     Text   `json:"reason"`
	RecordedOn Day    `json:"recorded_on"`
	Cited
	Item struct{} `json:"-"`
}

// CorrectionRow is something that was published here and put right.
type CorrectionRow struct {
	ID        string `json:"id"`
	Target    string `json:"target"`
	Previous  Text   `json:"previous"`
	Corrected Text   `json:"corrected"`
	Reason    Text   `json:"reason"`
	Date      Day    `json:"date"`
	Cited
	Item struct{} `json:"-"`
}

// UseRow says that a row rests on a source, by one of its citations.
type UseRow struct {
	ID         string   `json:"id"` // source/collection/id, for the order
	Source     string   `json:"source"`
	Collection string   `json:"collection"`
	Row        string   `json:"row"`
	Label      Text     `json:"label"`
	Locator    string   `json:"locator" text:"prose"`
	AsOriginal bool     `json:"as_original"` // named by the document read, itself unread
	Item       struct{} `json:"-"`
}
