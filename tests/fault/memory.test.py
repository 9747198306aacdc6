"""Memory that ends, at each allocation of a program's own in turn: a fault, whatever it hits, and never another refusal."""

import os
import re
import sys
import tempfile

sys.path.insert(1, f"{sys.path[0]}/../lib")
from database import Database
from plain_cgi import Cgi, shim
from server import BUILD
from tap import Tap
from world import SERVICE, basic, bearer, challenge

OPENED = "The database cannot be opened"  # said where there is no database, and so no catalogue of reasons
AUTHORIZE = ("/authorize?response_type=code&client_id=demo-cli&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fcallback&scope=openid"
             f"&state=s&nonce=n&code_challenge={challenge('v' * 43)}&code_challenge_method=S256")
NEWEST = int(os.environ.get("ALLOCATIONS", 40))  # those before open the database, whatever is asked; `make soak` tries all
REQUESTS = {  # what is asked, and the status when there is memory enough
    "a form with a list and two secrets": (200, "provider", "POST", "/token", {
        "form": {"grant_type": "client_credentials", "resource": ["http://localhost:8080/api"]}, "headers": basic(*SERVICE)}),
    "a form that repeats a parameter": (400, "provider", "POST", "/token", {
        "form": [("grant_type", "a"), ("grant_type", "b")]}),
    "a client that does not say who it is": (401, "provider", "POST", "/token", {"form": {"grant_type": "client_credentials"}}),
    "a browser that begins": (303, "provider", "GET", AUTHORIZE, {"headers": {"Cookie": "a=b; provider-00000000=c"}}),
    "a page": (200, "client", "GET", "/", {}),
    "a made-up token": (401, "api", "GET", "/notes", {"headers": bearer("a.b.c")}),
}


def run_out(database, library, status, program, method, path, more):
    """Asks with one allocation missing, each in turn: how many there are, and which answers were wrong."""
    def ask(at):
        return Cgi(database, program, method, path, shim=library, FAIL_AT=str(at), **more).answer()
    line = f": {method} {path.partition('?')[0]} "  # of the request, in the log: what stands behind it nobody asked for
    got, body, log = ask(0)
    last = int(re.search(r"allocations: (\d+)", log).group(1))
    wrong = [] if got == status else [f"with memory enough: {got} {body} {log}"]
    for at in range(max(1, last - NEWEST), last + 1):
        got, body, log = ask(at)
        is_one_of_these = got in (500, 0) or body.startswith(OPENED) or (got == status and ": fault in " not in log.partition(line)[0])
        if not is_one_of_these or " busy " in log:
            wrong.append(f"without number {at} of {last}: {got} {body[:200]} {log[:300]}")
    return last, wrong


def main():
    tap = Tap()
    if "address" in os.environ.get("SANITIZE", ""):
        tap.say("memory that ends", skip="AddressSanitizer has an allocator of its own")
        return tap.end()
    with tempfile.TemporaryDirectory() as folder:
        library = shim(folder, "no_memory")
        database = Database(f"{folder}/oidc.db", BUILD / "jwt.so", "http://localhost:8080/provider")
        database.set("login_attempts", 1000)  # each fault behind the password counts as a failure
        for title, (status, *request) in REQUESTS.items():
            last, wrong = run_out(database, library, status, *request)
            tap.say(f"out of memory is a fault and nothing else: {title}, {last} allocations", "\n".join(wrong[:10]))
        database.close()
    tap.end()


main()
