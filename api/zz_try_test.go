package api
import ("testing";"os";"jalons/internal/store";"context";"jalons/fixtures";"jalons/internal/dataset";"path/filepath";"log/slog";"io")
func TestTry(t *testing.T){
	dd, _ := dataset.Load(fixtures.Files)
	path := filepath.Join(t.TempDir(), "jalons.db")
	if _, err := store.Build(path, dd, "test"); err != nil { t.Fatal(err) }
	d, err := store.Open(path)
	if err != nil { t.Fatal(err) }
	s:= New(Config{PublicURL: "https://jalons.example", Build: "test", Logger: slog.New(slog.NewTextHandler(io.Discard, nil))}, d)
 for _,lang:=range []string{"fr","en"} {
 day:=d.About.Info.UpdatedOn
 for name,f:=range map[string]func()([]string,error){
  "funding":func()([]string,error){return store.IDs[fundingRow](context.Background(),d,day)},
  "milestones":func()([]string,error){return store.IDs[milestoneRow](context.Background(),d,day)},
  "statements":func()([]string,error){return store.IDs[statementRow](context.Background(),d,day)},
  "observations":func()([]string,error){return store.IDs[observationRow](context.Background(),d,day)},
 }{
  ids,err:=f(); if err!=nil{t.Fatal(err)}
  for _,id:=range ids{ for f,e:=range map[string]string{"text":"txt","bibtex":"bib","csl":"json","ris":"ris"} { w:=ask(s,"/v1/"+name+"/"+id+"/cite?lang="+lang+"&format="+f); if w.Code!=200 {t.Fatal(w.Body)}; os.WriteFile("/tmp/citetry/out/"+name+"-"+id+"."+lang+"."+e,w.Body.Bytes(),0o644) } }
 }}
}
