package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func parse(t *testing.T, text string) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return o
}

// Each step of the lift on the smallest thing that shows it.
func TestSteps(t *testing.T) {
	for _, c := range []struct {
		name     string
		do       func(object)
		in, want string
	}{
		{"a nullable type says null", nullable, `{"type":"string","x-nullable":true}`, `{"type":["string","null"]}`},
		{"a nullable enum holds null", nullable, `{"type":"string","enum":["a"],"nullable":true}`, `{"type":["string","null"],"enum":["a",null]}`},
		{"a nullable reference is that, or null", nullable, `{"$ref":"#/x","description":"d","x-nullable":true}`, `{"anyOf":[{"$ref":"#/x"},{"type":"null"}],"description":"d"}`},
		{"what is not nullable stays", nullable, `{"type":"string"}`, `{"type":"string"}`},
		{"a lone reference is unwrapped", loneReference, `{"allOf":[{"$ref":"#/x"}],"description":"d"}`, `{"$ref":"#/x","description":"d"}`},
		{"two together are not", loneReference, `{"allOf":[{"$ref":"#/x"},{"$ref":"#/y"}]}`, `{"allOf":[{"$ref":"#/x"},{"$ref":"#/y"}]}`},
		{"a pattern comes out of its extension", pattern, `{"x-pattern":"^a$"}`, `{"pattern":"^a$"}`},
		{"constants lose the prefix of Go", enumNames, `{"x-enum-varnames":["codeFlowPaid"]}`, `{"x-enum-varnames":["FlowPaid"]}`},
		{"counts are bounded", bounded, `{"type":"integer"}`, `{"type":"integer","minimum":0,"maximum":9007199254740991}`},
		{"a 400 stays what it is", anyRefusal, `{"400":1,"414":2}`, `{"400":1,"414":2}`},
		{"without one all refusals are said at once", anyRefusal, `{"414":2}`, `{"4XX":2}`},
	} {
		got := parse(t, c.in)
		c.do(got)
		if text, err := encode(got); err != nil || !reflect.DeepEqual(parse(t, string(text)), parse(t, c.want)) {
			t.Errorf("%s: %s gives %s (%v), want %s", c.name, c.in, text, err, c.want)
		}
	}
}

func TestMerge(t *testing.T) {
	for _, c := range []struct{ target, patch, want string }{
		{`{"a":1}`, `{"b":2}`, `{"a":1,"b":2}`},
		{`{"a":{"b":1,"c":2}}`, `{"a":{"b":null}}`, `{"a":{"c":2}}`},
		{`{"a":1}`, `{"a":{"b":1,"c":null}}`, `{"a":{"b":1}}`},
		{`{"a":[1,2]}`, `{"a":[3]}`, `{"a":[3]}`},
	} {
		if got := merge(parse(t, c.target), parse(t, c.patch)); !reflect.DeepEqual(got, any(parse(t, c.want))) {
			t.Errorf("%s with %s gives %v, want %s", c.target, c.patch, got, c.want)
		}
	}
}

// Good answers keep their media types, problems are problem documents alone, and
// what several operations have in the same words is said once.
func TestAnswersByStatus(t *testing.T) {
	const swagger = `{"swagger":"2.0","info":{"title":"t","version":"1"},"paths":{
"/a":{"get":{"operationId":"a","produces":["application/json","text/csv","application/problem+json"],
 "parameters":[{"name":"q","in":"query","type":"string","description":"d"}],"x-parameters":{"q":{"example":"x"}},"x-examples":{"200":{"n":1}},
 "responses":{"200":{"description":"good","schema":{"$ref":"#/definitions/N"}},"400":{"description":"bad","schema":{"$ref":"#/definitions/P"}}}}},
"/b":{"get":{"operationId":"b","produces":["application/json","application/problem+json"],
 "parameters":[{"name":"q","in":"query","type":"string","description":"d"}],"x-parameters":{"q":{"example":"x"}},
 "responses":{"200":{"description":"good","schema":{"$ref":"#/definitions/N"}},"400":{"description":"bad","schema":{"$ref":"#/definitions/P"}}}}}},
"definitions":{"N":{"type":"object","properties":{"n":{"type":"integer","x-nullable":true}}},"P":{"type":"object"}}}`
	text, err := lift([]byte(swagger))
	if err != nil {
		t.Fatal(err)
	}
	if err := validate(text); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"openapi":"3.1.0"`, `"security":[]`,
		`"200":{"content":{"application/json":{"example":{"n":1},"schema":{"$ref":"#/components/schemas/N"}},"text/csv":{"schema":{"type":"string"}}},"description":"good"}`,
		`"400":{"$ref":"#/components/responses/BadRequest"}`,
		`"BadRequest":{"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/P"}}},"description":"bad"}`,
		`"parameters":[{"$ref":"#/components/parameters/QueryQ"}]`,
		`"QueryQ":{"description":"d","example":"x","in":"query","name":"q","schema":{"type":"string"}}`,
		`"n":{"type":["integer","null"]}`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the document lacks %s:\n%s", want, text)
		}
	}
	if strings.Contains(string(text), "x-parameters") {
		t.Errorf("the patches are still there:\n%s", text)
	}
}

// A patch for a parameter that is none, or a parameter without one, is a mistake
// of the generator: nothing is written.
func TestPatchesFitParameters(t *testing.T) {
	for _, in := range []string{
		`{"parameters":[{"name":"q"}],"x-parameters":{}}`,
		`{"parameters":[],"x-parameters":{"q":{}}}`,
	} {
		if parameters(parse(t, in)) == nil {
			t.Errorf("%s passes", in)
		}
	}
}
