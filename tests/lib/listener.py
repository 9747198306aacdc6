"""An HTTP server of a test's own, at a free port: what it answers is a function of the test's."""

import http.server
import sys
import threading

from server import free_port


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # the caller does not wait any more, or does not trust us
            super().handle_error(request, client_address)


class Listener:
    """answer(request, body) gives (status, headers, content), or None: the connection ends without an answer."""

    def __init__(self, answer, context=None):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                said = answer(self, self.rfile.read(int(self.headers.get("Content-Length") or 0)))
                if said:
                    status, headers, content = said
                    self.send_response(status)
                    for name, value in {**headers, "Content-Length": str(len(content))}.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(content)

            do_POST = do_GET

            def log_message(self, *_):
                pass
        self.port = free_port()
        self.server = Server(("127.0.0.1", self.port), Handler)
        if context:
            # The handshake in the connection's own thread: one that fails must not end the server.
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)

    def __enter__(self):
        # It looks that often whether it is to end: by default, whoever ends it waits for half a second.
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
