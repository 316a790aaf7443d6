package api

import (
	"net/http"

	"jalons/internal/dataset"
)

// Problem is an error document of RFC 9457.
type Problem struct {
	Type       string       `json:"type"`   // an address that explains it
	Title      string       `json:"title"`  // in words, the same for every problem of a type
	Status     int          `json:"status"` // the HTTP status
	Detail     string       `json:"detail"` // what was wrong this time
	Instance   string       `json:"instance"`
	Errors     []ParamError `json:"errors,omitempty"`
	Suggestion string       `json:"suggestion,omitempty"` // a working address near the one asked
	Successor  string       `json:"successor,omitempty"`  // of a withdrawn id
}

// ParamError says what is wrong with one parameter.
type ParamError struct {
	Parameter  string   `json:"parameter"`
	Value      string   `json:"value"`
	Detail     string   `json:"detail"`
	Allowed    []string `json:"allowed,omitempty"`
	DidYouMean string   `json:"did_you_mean,omitempty"`
}

// A problemType is a kind of problem: its name in addresses, its status and its
// title. /problems/{name} explains it.
type problemType struct {
	name   string
	status int
	title  dataset.Text
	doc    dataset.Text
}

var (
	unknownParameter = &problemType{"unknown-parameter", http.StatusBadRequest,
		dataset.Text{FR: "Paramètre inconnu", EN: "Unknown parameter"},
		dataset.Text{FR: "L'adresse porte un paramètre que cette collection ne connaît pas. Rien n'est ignoré : une faute de frappe donnerait sinon une réponse fausse. `errors` nomme le paramètre, ceux qui existent et le plus proche ; `suggestion` est une adresse qui répond.",
			EN: "The address has a parameter that this collection does not know. Nothing is ignored: a typing mistake would otherwise give a wrong answer. `errors` names the parameter, those that exist and the nearest; `suggestion` is an address that answers."}}
	invalidValue = &problemType{"invalid-value", http.StatusBadRequest,
		dataset.Text{FR: "Valeur non valable", EN: "Invalid value"},
		dataset.Text{FR: "Un paramètre est connu, mais sa valeur ne l'est pas : mot hors de la liste, nombre ou date mal écrits, limite dépassée, paramètre vide ou répété. `errors` dit ce qui est permis.",
			EN: "A parameter is known but its value is not: a word that is not in the list, a number or date badly written, a limit exceeded, a parameter empty or given twice. `errors` says what is allowed."}}
	notFound = &problemType{"not-found", http.StatusNotFound,
		dataset.Text{FR: "Introuvable", EN: "Not found"},
		dataset.Text{FR: "Rien ne porte cette adresse ou cet identifiant. `suggestion` est l'adresse la plus proche qui répond.",
			EN: "Nothing has this address or id. `suggestion` is the nearest address that answers."}}
	notYetKnown = &problemType{"not-yet-known", http.StatusNotFound,
		dataset.Text{FR: "Pas encore connu ce jour-là", EN: "Not yet known on that day"},
		dataset.Text{FR: "L'identifiant existe, mais aucune source de ce jeu de données n'en parlait encore au jour demandé par `known_on`.",
			EN: "The id exists, but no source of this dataset spoke of it yet on the day asked by `known_on`."}}
	withdrawn = &problemType{"withdrawn", http.StatusGone,
		dataset.Text{FR: "Retiré", EN: "Withdrawn"},
		dataset.Text{FR: "L'identifiant a été publié puis retiré. `detail` dit pourquoi, `successor` ce qui le remplace.",
			EN: "The id was published and then withdrawn. `detail` says why, `successor` what replaces it."}}
	methodNotAllowed = &problemType{"method-not-allowed", http.StatusMethodNotAllowed,
		dataset.Text{FR: "Méthode non permise", EN: "Method not allowed"},
		dataset.Text{FR: "Le service se lit : GET, HEAD et OPTIONS seulement.", EN: "The service is read-only: GET, HEAD and OPTIONS alone."}}
	notAcceptable = &problemType{"not-acceptable", http.StatusNotAcceptable,
		dataset.Text{FR: "Format non disponible", EN: "Format not available"},
		dataset.Text{FR: "L'en-tête Accept ne laisse aucun des formats que cette adresse peut donner.", EN: "The Accept header leaves none of the formats that this address can give."}}
	uriTooLong = &problemType{"uri-too-long", http.StatusRequestURITooLong,
		dataset.Text{FR: "Adresse trop longue", EN: "Address too long"},
		dataset.Text{FR: "L'adresse dépasse la longueur que le service lit.", EN: "The address is longer than the service reads."}}
	rangeNotSatisfiable = &problemType{"range-not-satisfiable", http.StatusRequestedRangeNotSatisfiable,
		dataset.Text{FR: "Intervalle hors du fichier", EN: "Range outside the file"},
		dataset.Text{FR: "L'en-tête Range demande des octets que le fichier n'a pas, ou trop d'intervalles. `Content-Range` dit combien il en a.",
			EN: "The Range header asks for bytes that the file does not have, or for too many ranges. `Content-Range` says how many it has."}}
	preconditionFailed = &problemType{"precondition-failed", http.StatusPreconditionFailed,
		dataset.Text{FR: "Condition non remplie", EN: "Precondition failed"},
		dataset.Text{FR: "Le fichier a changé depuis l'état que nomme la demande.", EN: "The file has changed since the state that the request names."}}
	unprocessable = &problemType{"unprocessable", http.StatusUnprocessableEntity,
		dataset.Text{FR: "Demande comprise mais sans réponse juste", EN: "Understood, but with no right answer"},
		dataset.Text{FR: "La demande est bien écrite, mais y répondre tromperait : additionner des flux différents, par exemple.", EN: "The request is well written, but an answer would mislead: adding different flows, for example."}}
	busy = &problemType{"busy", http.StatusServiceUnavailable,
		dataset.Text{FR: "Service occupé", EN: "Service busy"},
		dataset.Text{FR: "Le service n'a pas pu répondre à temps. Réessayez après le délai de `Retry-After`.", EN: "The service could not answer in time. Try again after the delay in `Retry-After`."}}
	internal = &problemType{"internal", http.StatusInternalServerError,
		dataset.Text{FR: "Erreur du service", EN: "Service error"},
		dataset.Text{FR: "Une faute de notre côté, consignée dans le journal. La demande n'y est pour rien.", EN: "A fault on our side, written to the log. The request is not to blame."}}
)

// problemTypes are all of them, in the order in which they are explained.
var problemTypes = []*problemType{
	unknownParameter, invalidValue, notFound, notYetKnown, withdrawn, methodNotAllowed, notAcceptable, preconditionFailed, uriTooLong, rangeNotSatisfiable, unprocessable, busy, internal,
}

// fault is an error with a problem document of its own.
type fault struct {
	kind        *problemType
	detail      dataset.Text
	paramFaults []paramFault
	suggestion  string // path and query, without the public address
	path        string // of a refusal: the address that works, in two parts,
	pairs       []pair // for whoever knows more of what works
	successor   string
	allow       string // of a 405
}

func (f *fault) Error() string { return f.kind.name + ": " + f.detail.EN }

// document makes the problem document in one language.
func (f *fault) document(lang, base, instance string) []byte {
	p := Problem{
		Type: base + "/problems/" + f.kind.name, Title: f.kind.title.In(lang), Status: f.kind.status,
		Detail: f.detail.In(lang), Instance: instance, Successor: f.successor,
	}
	for _, e := range f.paramFaults {
		p.Errors = append(p.Errors, e.in(lang))
	}
	if p.Detail == "" {
		p.Detail = p.Title
	}
	if f.path != "" {
		f.suggestion = address(f.path, f.pairs)
	}
	if f.suggestion != "" {
		p.Suggestion = base + f.suggestion
	}
	return append(appendJSON(nil, p), '\n')
}
