"""A program as plain CGI (RFC 3875), without a web server: what a test must hold between its fingers runs like this."""

import os
import subprocess
import urllib.parse

from server import BUILD, HOUSE

FORM = "application/x-www-form-urlencoded"


class Cgi:
    """One request on its way; answer() waits for its end.  `shim` is a library that is loaded before all others."""

    def __init__(self, database, program, method, path, form=None, headers=None, body=None, shim=None, **environment):
        path, _, query = path.partition("?")
        if form is not None:
            body = urllib.parse.urlencode(form, doseq=True)
            headers = {"Content-Type": FORM, **(headers or {})}
        body = (body or "").encode()
        said = {
            "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", "REQUEST_METHOD": method, "QUERY_STRING": query,
            "SCRIPT_NAME": f"/{program}", "PATH_INFO": path, "REMOTE_ADDR": "127.0.0.1", "CONTENT_LENGTH": str(len(body)),
            "OIDC_DB": database.path, "OIDC_EXTENSION": database.extension, "OIDC_WWW": str(HOUSE / "www"),
            "PATH": os.environ["PATH"], **environment}
        for name, value in (headers or {}).items():
            variable = name.upper().replace("-", "_")
            said[variable if variable == "CONTENT_TYPE" else f"HTTP_{variable}"] = value
        if shim:
            said["LD_PRELOAD"] = str(shim)
        self.process = subprocess.Popen(
            [BUILD / "cgi-bin" / program], env=said, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            self.process.stdin.write(body)
            self.process.stdin.close()
        except BrokenPipeError:  # it ended before it read
            pass

    def answer(self, timeout=30):
        """(status, body, what it logged); status 0: it said nothing, and the server would say 500."""
        self.process.wait(timeout)
        with self.process.stdout as stdout, self.process.stderr as stderr:
            said, log = stdout.read().decode(), stderr.read().decode()
        head, _, body = said.partition("\r\n\r\n")
        return int(head.split()[1]) if head.startswith("Status: ") else 0, body, log


def shim(folder, source):
    """tests/fault/SOURCE.c, to be loaded before all others."""
    library = os.path.join(folder, f"{source}.so")
    subprocess.run(
        [*os.environ.get("CC", "cc").split(), "-std=c11", "-D_GNU_SOURCE", "-O1", "-shared", "-fPIC", "-o", library,
         HOUSE / "tests/fault" / f"{source}.c", "-ldl"], check=True)
    return library
