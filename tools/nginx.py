"""deploy/nginx.conf as an ordinary user can run it, for tests and benchmarks."""

import getpass
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"
_PLACES = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
_OF_TLS = re.compile(r"^ *ssl_.*\n", re.MULTILINE)
_LIMITS = re.compile(r"^ *limit_(?:req|conn) .*\n", re.MULTILINE)


def find_nginx() -> str:
    """Return the path of nginx; "" if it is not installed."""
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or ""


@dataclass(frozen=True, slots=True)
class Copy:
    """Its folder, its port, that of the redirection to it, and the port of the site."""

    folder: Path
    port: int
    port_of_redirection: int
    site: int

    def write(self) -> Path:
        """Write it with TLS, and the certificate in the folder."""
        return self._write(self._changed(SHIPPED.read_text(), " ssl http2"))

    def write_bare(self, served: str) -> Path:
        """Write it without TLS and limits, and with another server block."""
        text = _LIMITS.sub("", _OF_TLS.sub("", SHIPPED.read_text()))
        text = self._changed(text, "").replace("http {", f"http {{ {served}", 1)
        # the site knows itself by its own address
        text = text.replace("Host $host;", "Host 127.0.0.1;")
        text = text.replace("X-Forwarded-Proto $scheme;", "X-Forwarded-Proto http;")
        text = re.sub("access_log .*;", "access_log off;", text)
        return self._write(text)

    def command(self, *options: str) -> list[str]:
        log = str(self.folder / "error.log")
        return [find_nginx(), "-e", log, "-c", str(self._file), *options]

    @property
    def _file(self) -> Path:
        return self.folder / "nginx.conf"

    def _write(self, text: str) -> Path:
        self._file.write_text(text)
        return self._file

    def _changed(self, text: str, protocol: str) -> str:
        places = "".join(f"{name}_temp_path {self.folder / name};" for name in _PLACES)
        for original, changed in {
            "user www-data;": f"user {getpass.getuser()}; daemon off;",
            "pid /run/nginx.pid;": f"pid {self.folder / 'pid'};",
            "/var/log/nginx": str(self.folder),
            "/var/cache/nginx/observer": str(self.folder / "pages"),
            "http {": f"http {{ {places}",
            "listen 80;": f"listen 127.0.0.1:{self.port_of_redirection};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port}{protocol};",
            "listen [::]:80;": "",
            "listen [::]:443 ssl http2;": "",
            "server 127.0.0.1:8000;": f"server 127.0.0.1:{self.site};",
        }.items():
            if original not in text:
                raise ValueError(f"{SHIPPED} has no {original}")
            text = text.replace(original, changed)
        return text.replace("/etc/letsencrypt/live/observer.example", str(self.folder))
