package datasettest
import ("testing";"time";"os";"runtime/pprof";"jalons/internal/dataset")
func TestZZ(t *testing.T){
 t0:=time.Now(); d:=Generate(1,100000); t.Log("gen",time.Since(t0)); t0=time.Now()
 f,_:=os.Create("/tmp/x/tt/cpu.prof"); pprof.StartCPUProfile(f)
 rows:=d.At(lastDay); t.Log("at",time.Since(t0),len(rows.Statements),len(rows.Funding),len(rows.Observations),len(rows.Uses),len(rows.Conflicts)); t0=time.Now()
 r:=d.Readings(); t.Log("readings",time.Since(t0),len(r.Funding),len(r.Milestones)); t0=time.Now()
 pprof.StopCPUProfile()
 d.Digest(); t.Log("digest",time.Since(t0)); t0=time.Now()
 fs:=Files(d); t.Log("files",time.Since(t0)); t0=time.Now(); _=fs
 _=dataset.Load
}
