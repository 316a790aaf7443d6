package dataset
import ("testing";"os";"path/filepath";"golang.org/x/tools/txtar")
func TestZZBase(t *testing.T){
 dir:=base(t)
 os.WriteFile(filepath.Join(dir,"ids.txt"),[]byte("funding/alpha-old\n"),0o644)
 err:=Fix(os.DirFS(dir),func(n string,d []byte)error{ t.Log(n); if n!="ids.txt"{t.Logf("%s",d)}; return os.WriteFile(filepath.Join(dir,n),d,0o644)})
 if err!=nil{t.Error(err)}
 _,f:=Load(os.DirFS(dir)); if len(f)>0{t.Error(f.Err())}
 a,_:=txtar.ParseFile("testdata/lint/base.txtar")
 for i:=range a.Files{ a.Files[i].Data,_=os.ReadFile(filepath.Join(dir,a.Files[i].Name))}
 os.WriteFile("testdata/lint/base.txtar",txtar.Format(a),0o644)
}
