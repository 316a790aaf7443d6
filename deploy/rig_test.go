package deploy

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// rig is a folder with the command, a database and nginx's files.
type rig struct {
	dir string
}

// newRig builds the command and the database. Where there is no nginx, the test
// is passed over.
func newRig(t *testing.T) *rig {
	t.Helper()
	if _, err := exec.LookPath("nginx"); err != nil {
		t.Skip("nginx is not installed (Debian: nginx-light)")
	}
	dir, err := os.MkdirTemp("", "jalons-deploy-") // short, and open to nginx's workers
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	r := &rig{dir}
	r.run(t, "go", "build", "-buildvcs=false", "-race=false", "-o", r.path("jalons"), "../cmd/jalons")
	r.run(t, r.path("jalons"), "build", "-o", r.path("jalons.db"))
	return r
}

func (r *rig) path(name string) string { return filepath.Join(r.dir, name) }

func (r *rig) run(t *testing.T, name string, args ...string) {
	t.Helper()
	if text, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v: %s", name, args, err, text)
	}
}

// freeAddress gives an address of this machine on which nobody listens.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// replica is one copy of the service, on an address that it keeps.
type replica struct {
	rig  *rig
	addr string
	*exec.Cmd
}

func (r *rig) replica(t *testing.T) *replica {
	t.Helper()
	c := &replica{rig: r, addr: freeAddress(t)}
	c.start(t)
	t.Cleanup(func() { _ = c.Process.Kill() })
	return c
}

func (r *replica) start(t *testing.T) {
	t.Helper()
	r.Cmd = exec.Command(r.rig.path("jalons"), "serve", "--database", r.rig.path("jalons.db"), "--addr", r.addr, "--public-url", "http://jalons.example", "--drain-wait", "100ms")
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	await(t, "http://"+r.addr+"/readyz")
}

// restart ends the copy as a deployment does, and starts it anew.
func (r *replica) restart(t *testing.T) {
	t.Helper()
	if err := r.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := r.Wait(); err != nil {
		t.Errorf("it does not end well: %v", err)
	}
	r.start(t)
}

// await waits until an address answers with 200.
func await(t *testing.T, address string) {
	t.Helper()
	for tick, n := time.Tick(20*time.Millisecond), 0; n < 1500; n++ {
		if answer, err := http.Get(address); err == nil {
			answer.Body.Close()
			if answer.StatusCode == http.StatusOK {
				return
			}
		}
		<-tick
	}
	t.Fatalf("%s does not answer", address)
}

// nginx runs nginx with the configuration of this folder on ports of its own,
// before upstreams, and gives its address.
func (r *rig) nginx(t *testing.T, upstreams [2]string) string {
	t.Helper()
	text, err := os.ReadFile("nginx.conf")
	if err != nil {
		t.Fatal(err)
	}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	addr := freeAddress(t)
	conf := string(text)
	for _, c := range [][2]string{{"127.0.0.1:8081", upstreams[0]}, {"127.0.0.1:8082", upstreams[1]}, {"listen 80;", "listen " + addr + ";"}, {"/var/cache/nginx/jalons", r.path("cache")}} {
		if strings.Count(conf, c[0]) != 1 {
			t.Fatalf("nginx.conf does not hold %s once", c[0])
		}
		conf = strings.Replace(conf, c[0], c[1], 1)
	}
	around := fmt.Sprintf("daemon off;\npid %s;\nerror_log %s;\nevents {}\nhttp {\naccess_log off;\n", r.path("pid"), r.path("error.log"))
	if me.Uid == "0" {
		around = "user root;\n" + around
	}
	for _, kind := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		around += fmt.Sprintf("%s_temp_path %s;\n", kind, r.path(kind))
	}
	if err := os.WriteFile(r.path("nginx.conf"), []byte(around+conf+"}\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	r.run(t, "nginx", "-t", "-q", "-e", r.path("error.log"), "-p", r.dir, "-c", r.path("nginx.conf"))
	server := exec.Command("nginx", "-e", r.path("error.log"), "-p", r.dir, "-c", r.path("nginx.conf"))
	var said bytes.Buffer
	server.Stderr = &said
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = server.Process.Signal(syscall.SIGTERM)
		_ = server.Wait()
		if said.Len() > 0 || t.Failed() {
			log, _ := os.ReadFile(r.path("error.log"))
			t.Logf("nginx says %s %s", &said, log)
		}
	})
	await(t, "http://"+addr+"/readyz")
	return "http://" + addr
}

// got is an answer, read to its end.
type got struct {
	status      int
	cache, etag string // what nginx's cache had of it; the service's tag
	body        string
}

func fetch(client *http.Client, address string) (got, error) {
	answer, err := client.Get(address)
	if err != nil {
		return got{}, err
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	return got{answer.StatusCode, answer.Header.Get("X-Cache"), answer.Header.Get("ETag"), string(body)}, err
}
