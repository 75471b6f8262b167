"""A page of the test's own: templates rendered as on the site, with the site's files and its wall, and a place to save."""

import json
import mimetypes
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from django.contrib.staticfiles.finders import get_finders

# The site's own policy (settings.CONTENT_SECURITY_POLICY), so that a page that needs more fails here.
WALL = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'"


@dataclass
class Site:
    """Pages by path, what was posted to /simpan/, and the answer that is given (None: the line is cut)."""

    pages: dict[str, str] = field(default_factory=dict)
    posted: list[bytes] = field(default_factory=list)
    answer: tuple[int, dict] | None = (200, {"version": 2, "saved_at": "10.42"})
    pause: float = 0
    """Seconds before an answer, as on a slow line."""
    address: str = ""

    def start(self) -> ThreadingHTTPServer:
        """A server on a free port; shut it down in the end."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.address = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


def static_file(name: str) -> bytes | None:
    """A static file as collectstatic would take it."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            if path == name:
                return storage.open(path).read()
    return None


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *words):
            pass

        def do_GET(self):
            path = urlsplit(self.path).path
            if path in site.pages:
                return self.give(200, site.pages[path].encode(), "text/html; charset=utf-8")
            content = static_file(path.removeprefix("/static/")) if path.startswith("/static/") else None
            return self.give(
                200 if content else 404, content or b"", mimetypes.guess_type(path)[0] or "text/plain"
            )

        def do_POST(self):
            site.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
            time.sleep(site.pause)
            if site.answer is None:
                self.close_connection = True
                return self.connection.close()
            status, data = site.answer
            return self.give(status, json.dumps(data).encode(), "application/json")

        def give(self, status, content, kind):
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Content-Security-Policy", WALL)
            self.end_headers()
            self.wfile.write(content)

    return Handler
