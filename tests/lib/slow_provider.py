"""Between the sample client and the token endpoint: answers that come late, or never."""

import http.server
import threading
import urllib.request

from sample_client import call, session
from server import free_port, until


class Slow:
    """Before the token endpoint: what it says comes at once, and is held back until it is let go."""

    def __init__(self, world):
        self.world, self.port, self.answered, self.open = world, free_port(), 0, threading.Event()
        slow = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Content-Type", "Authorization")}
                with urllib.request.urlopen(urllib.request.Request(f"{world.issuer}/token", body, headers)) as answer:
                    content = answer.read()
                slow.answered += 1
                slow.open.wait(60)
                try:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(content)))
                    self.end_headers()
                    self.wfile.write(content)
                except OSError:  # nobody waits for it any more
                    pass

            def log_message(self, *_):
                pass
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self):
        self.world.database.change("UPDATE client_discovery SET token_endpoint = ?, metadata_fetched_at = unixepoch()", f"http://127.0.0.1:{self.port}/token")
        return self

    def __exit__(self, *_):
        self.open.set()
        self.server.shutdown()
        self.server.server_close()


class Lossy:
    """Between the client and the token endpoint: loses the first answer, passes on the rest."""

    def __init__(self, world, losses=1):
        self.port, self.losses, self.passed = free_port(), losses, 0
        lossy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name: self.headers[name] for name in ("Content-Type", "Authorization")}
                with urllib.request.urlopen(urllib.request.Request(f"{world.issuer}/token", body, headers)) as answer:
                    content = answer.read()
                lossy.passed += 1
                if lossy.passed <= lossy.losses:
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass
        self.server = http.server.HTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        world.database.change("UPDATE client_discovery SET token_endpoint = ?", f"http://127.0.0.1:{self.port}/token")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


def no_theft(world):
    assert session(world)["ended_at"] is None
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NOT NULL") == 0
    assert world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'refresh_reused'") == 0


def until_renewed(world, browser):
    """As a browser does that heeds Retry-After; the answers on the way are the client's own."""
    def renewed():
        answer = call(browser, world)
        assert answer.status == 200 or (answer.status == 503 and answer.header("retry-after")), f"{answer!r} {world.database.reason()}"
        return answer.status == 200
    until(renewed, 30, "the tokens to be renewed")
