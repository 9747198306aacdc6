"""Memory that ends, at each allocation of a program's own in turn: a fault, whatever it hits, and never another refusal."""

import json
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
    "a client that registers itself": (201, "provider", "POST", "/register", {
        "body": json.dumps({"redirect_uris": ["https://rp.example/a", "https://rp.example/b"], "grant_types": ["authorization_code"],
                            "post_logout_redirect_uris": ["https://rp.example/out"]}),
        "headers": {"Content-Type": "application/json"}}),
    "a device that asks for a code": (200, "provider", "POST", "/device_authorization", {
        "form": {"client_id": "demo-cli", "scope": "openid notes:read"}}),
    "a made-up token": (401, "api", "GET", "/notes", {"headers": bearer("a.b.c")}),
}


def signed(database):
    """A request object of a public client: OIDC Core section 6.1."""
    key = database.value("SELECT jwk_generate('ES256')")
    database.change("""INSERT INTO client (client_id, client_name, token_endpoint_auth_method, jwks)
                       SELECT 'signer', 'Signer', 'none', json_object('keys', json_array(json(jwk_public(?))))""", key)
    database.change("INSERT INTO client_redirect_uri VALUES ('signer', 'https://rp.example/callback')")
    database.change("INSERT INTO client_grant_type VALUES ('signer', 'authorization_code')")
    database.change("INSERT INTO client_scope VALUES ('signer', 'openid')")
    claims = {"iss": "signer", "aud": database.value("SELECT value FROM setting WHERE name = 'issuer'"), "response_type": "code", "scope": "openid",
              "redirect_uri": "https://rp.example/callback", "state": "s", "code_challenge": challenge("v" * 43), "code_challenge_method": "S256"}
    return database.value("SELECT jws_sign(?, ?)", json.dumps(claims), key)


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
        pushed = (201, "provider", "POST", "/par", {"form": {"client_id": "signer", "request": signed(database)}})
        for title, (status, *request) in {**REQUESTS, "a request that was signed, and pushed": pushed}.items():
            last, wrong = run_out(database, library, status, *request)
            tap.say(f"out of memory is a fault and nothing else: {title}, {last} allocations", "\n".join(wrong[:10]))
        database.close()
    tap.end()


main()
