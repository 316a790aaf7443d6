package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
)

// nginxConf serves one file to whatever is asked, as one process, whose time can be read.
const nginxConf = `master_process off;
daemon off;
error_log stderr;
pid %[1]s/nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path %[1]s/b; proxy_temp_path %[1]s/p; fastcgi_temp_path %[1]s/f; uwsgi_temp_path %[1]s/u; scgi_temp_path %[1]s/s;
  open_file_cache max=10;
  keepalive_requests 1000000000;
  server { listen %[2]s; root %[1]s; default_type application/json; location / { try_files /list.json =404; } }
}
`

// withNginx measures the service against nginx with the same bytes in a file,
// where nginx is installed.
func withNginx(ctx context.Context, o options, dir string, service *process) error {
	if _, err := exec.LookPath("nginx"); err != nil {
		fmt.Println("\nnginx is not installed: not compared.")
		return nil
	}
	c := cases[0]
	answer, err := record(service.base, c)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "list.json"), answer.Body, 0o644); err != nil {
		return err
	}
	if err := os.Chmod(dir, 0o755); err != nil { // its workers are other users
		return err
	}
	conf := filepath.Join(dir, "nginx.conf")
	nginx, _, err := start(ctx, c.path, "nginx", func(addr string) []string {
		_, port, _ := net.SplitHostPort(addr)
		if err := os.WriteFile(conf, fmt.Appendf(nil, nginxConf, dir, "127.0.0.1:"+port), 0o600); err != nil {
			return nil
		}
		return []string{"-c", conf, "-p", dir}
	})
	if err != nil {
		return err
	}
	defer nginx.stop()
	c.name = "cached list, against nginx with the file"
	return compare(ctx, o, dir, c, service, nginx)
}
