package dataset

// The rows of every collection as served: flat, derived, as known on a day. The
// json name of a field is its column, its JSON key, its CSV heading and its
// query parameter; a Date gives three (x, x_earliest, x_latest). "" and a zero
// Text, Date or Day are null. What only items have stands in Item.

// Cited are the source columns that end a row: the first citation known.
type Cited struct {
	Source            string `json:"source"`
	SourceTitle       string `json:"source_title" text:"prose"`
	SourcePublisher   string `json:"source_publisher" text:"prose"`
	SourceURL         string `json:"source_url"`
	SourceLocator     string `json:"source_locator" text:"prose"`
	SourcePublishedOn string `json:"source_published_on"`
}

// CitationRow is a citation as items show it.
type CitationRow struct {
	Source            string `json:"source"`
	SourceTitle       string `json:"source_title"`
	SourcePublisher   string `json:"source_publisher"`
	SourceURL         string `json:"source_url"`
	SourcePublishedOn string `json:"source_published_on"`
	Locator           string `json:"locator"`
	AttributedTo      string `json:"attributed_to"`
	AttributedName    Text   `json:"attributed_name"`
	Original          string `json:"original"`
	OriginalTitle     string `json:"original_title"`
}

// DatedRow is one value of a dated fact, in an item's history.
type DatedRow struct {
	Value     Text          `json:"value"`
	StatedOn  Date          `json:"stated_on"`
	Citations []CitationRow `json:"citations"`
}

// Citations is what the item of a statement has beside its row.
type Citations struct {
	Citations []CitationRow `json:"citations"`
}

// ProgrammeRow is a programme on a day.
type ProgrammeRow struct {
	ID        string   `json:"id"`
	Name      Text     `json:"name"`
	Acronym   string   `json:"acronym" text:"prose"`
	Aliases   []string `json:"aliases" text:"prose"`
	Kind      string   `json:"kind"`
	Summary   Text     `json:"summary"`
	Status    string   `json:"status"`
	StartDate Date     `json:"start_date"`
	EndDate   Date     `json:"end_date"`
	Homepage  string   `json:"homepage"`
	Themes    []string `json:"themes"`
	Cited
	Item ProgrammeItem `json:"-"`
}

// ProgrammeItem is what a programme's item has beside the row; its funding,
// milestones and indicators are rows of their own.
type ProgrammeItem struct {
	Relations     []RelationRow    `json:"relations"`
	Organisations []RoleRow        `json:"organisations"`
	Citations     []CitationRow    `json:"citations"`
	History       ProgrammeHistory `json:"history"`
}

// ProgrammeHistory is every value known of a programme's dated facts.
type ProgrammeHistory struct {
	Name      []DatedRow `json:"name"`
	Acronym   []DatedRow `json:"acronym"`
	Status    []DatedRow `json:"status"`
	StartDate []DatedRow `json:"start_date"`
	EndDate   []DatedRow `json:"end_date"`
}

// RelationRow is a relation as items show it; Programme or Organisation is set.
type RelationRow struct {
	Type         string        `json:"type"`
	Programme    string        `json:"programme,omitempty"`
	Organisation string        `json:"organisation,omitempty"`
	Name         Text          `json:"name"`
	Basis        string        `json:"basis"`
	Citations    []CitationRow `json:"citations"`
}

// RoleRow is an organisation's part in a programme.
type RoleRow struct {
	Organisation string        `json:"organisation"`
	Name         Text          `json:"name"`
	Role         string        `json:"role"`
	Basis        string        `json:"basis"`
	Citations    []CitationRow `json:"citations"`
}

// FundingRow is a statement about money.
type FundingRow struct {
	ID            string   `json:"id"`
	Programme     string   `json:"programme"`
	AlsoConcerns  []string `json:"also_concerns"`
	Label         Text     `json:"label"`
	Flow          string   `json:"flow"`
	Basis         string   `json:"basis"`
	AmountEUR     *int64   `json:"amount_eur"`
	AmountMin     *int64   `json:"amount_min"`
	AmountMax     *int64   `json:"amount_max"`
	Modifier      string   `json:"modifier"`
	Display       Text     `json:"display"`
	Per           string   `json:"per"`
	Qualifier     string   `json:"qualifier"`
	Period        Date     `json:"period"`
	Scope         string   `json:"scope"`
	ScopeLabel    Text     `json:"scope_label"`
	Providers     []string `json:"providers"`
	Recipients    []string `json:"recipients"`
	PartOf        string   `json:"part_of"`
	PartOfBasis   string   `json:"part_of_basis"`
	Question      string   `json:"question"`
	QuestionLabel Text     `json:"question_label"`
	Rank          string   `json:"rank"`
	RankReason    Text     `json:"rank_reason"`
	Additive      bool     `json:"additive"`
	StatedOn      Date     `json:"stated_on"`
	StatedOnBasis string   `json:"stated_on_basis"`
	Note          Text     `json:"note"`
	VerifiedOn    Day      `json:"verified_on"`
	VerifiedHow   string   `json:"verified_how"`
	RecordedOn    Day      `json:"recorded_on"`
	Cited
	Item Citations `json:"-"`
}

// MilestoneRow is a promise or event, judged on a day.
type MilestoneRow struct {
	ID               string `json:"id"`
	Programme        string `json:"programme"`
	Organisation     string `json:"organisation"`
	Label            Text   `json:"label"`
	Type             string `json:"type"`
	Status           string `json:"status"`
	FirstDue         Date   `json:"first_due"`
	Due              Date   `json:"due"`
	MetOn            Date   `json:"met_on"`
	Timeliness       string `json:"timeliness"`
	SlippageDays     *int64 `json:"slippage_days"`
	SlippageDaysMin  *int64 `json:"slippage_days_min"`
	SlippageDaysMax  *int64 `json:"slippage_days_max"`
	Reschedulings    int64  `json:"reschedulings"`
	OutcomeStatedOn  Date   `json:"outcome_stated_on"`
	MeasureIndicator string `json:"measure_indicator"`
	MeasureDisplay   Text   `json:"measure_display"`
	Cited
	Item MilestoneItem `json:"-"`
}

// MilestoneItem is what a milestone's item has beside the row; its statements
// are rows of their own.
type MilestoneItem struct {
	Measure *MeasureRow `json:"measure"` // null where no number was promised
}

// MeasureRow is the number that a milestone promises.
type MeasureRow struct {
	Indicator string   `json:"indicator"`
	Value     *float64 `json:"value"`
	Modifier  string   `json:"modifier"`
}

// StatementRow is one thing said of a milestone.
type StatementRow struct {
	ID            string `json:"id"`
	Milestone     string `json:"milestone"`
	Position      int64  `json:"position"` // in the milestone, from 1: by day, then as in the file
	Programme     string `json:"programme"`
	Label         Text   `json:"label"`
	Kind          string `json:"kind"`
	Date          Date   `json:"date"`
	StatedOn      Date   `json:"stated_on"`
	StatedOnBasis string `json:"stated_on_basis"`
	DateBasis     string `json:"date_basis"`
	Rank          string `json:"rank"`
	RankReason    Text   `json:"rank_reason"`
	Note          Text   `json:"note"`
	VerifiedOn    Day    `json:"verified_on"`
	VerifiedHow   string `json:"verified_how"`
	RecordedOn    Day    `json:"recorded_on"`
	Cited
	Item Citations `json:"-"`
}

// IndicatorRow is something counted over time.
type IndicatorRow struct {
	ID          string `json:"id"`
	Programme   string `json:"programme"`
	Label       Text   `json:"label"`
	Unit        string `json:"unit"`
	Kind        string `json:"kind"`
	PeriodUnit  string `json:"period_unit"`
	Denominator Text   `json:"denominator"`
	Ascending   *bool  `json:"ascending"`
	Definition  Text   `json:"definition"`
	Cited
	Item struct{} `json:"-"`
}

// ObservationRow is one value of an indicator.
type ObservationRow struct {
	ID            string   `json:"id"`
	Indicator     string   `json:"indicator"`
	Programme     string   `json:"programme"`
	Label         Text     `json:"label"`
	Value         *float64 `json:"value"`
	ValueMin      *float64 `json:"value_min"`
	ValueMax      *float64 `json:"value_max"`
	Modifier      string   `json:"modifier"`
	Unit          string   `json:"unit"`
	Display       Text     `json:"display"`
	AsOf          Date     `json:"as_of"`
	Nature        string   `json:"nature"`
	StatedOn      Date     `json:"stated_on"`
	StatedOnBasis string   `json:"stated_on_basis"`
	Note          Text     `json:"note"`
	VerifiedOn    Day      `json:"verified_on"`
	VerifiedHow   string   `json:"verified_how"`
	RecordedOn    Day      `json:"recorded_on"`
	Cited
	Item Citations `json:"-"`
}
