#!/usr/bin/python3
"""Whole logins, scrypt and all: login.py ORIGIN CLIENT_ID REDIRECT_URI AUTHORIZATION SECONDS BROWSERS

Each browser is forgetful: authorize, sign in, consent where it is asked, back to the client, code for tokens, and from the start.
Prints logins per second, and how many answers were not expected.
"""

import sys
import time
import urllib.parse

sys.path.insert(1, f"{sys.path[0]}/../lib")
from browser import Browser, Wire
from race import at_once

VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"  # RFC 7636 appendix B
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
USERS = (("alice", "wonderland"), ("bob", "builder"))
origin, client_id, redirect_uri, authorization = sys.argv[1:5]
seconds, browsers = float(sys.argv[5]), int(sys.argv[6])
REQUEST = urllib.parse.urlencode({
    "response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "scope": "openid profile", "state": "s", "nonce": "n",
    "code_challenge": CHALLENGE, "code_challenge_method": "S256"})


def log_in(wire, username, password):
    browser = Browser(wire)
    answer = browser.go(f"{origin}/provider/authorize?{REQUEST}")
    answer = browser.submit("login", username=username, password=password)
    if answer.status == 200:
        answer = browser.submit("allow")
    form = {
        "grant_type": "authorization_code", "code": answer.parameters["code"], "code_verifier": VERIFIER, "redirect_uri": redirect_uri}
    return wire.post(f"{origin}/provider/token", form, headers={"Authorization": authorization}).status == 200


def work(number, done):
    wire = Wire(origin)
    while time.monotonic() < end:
        try:
            done.append(log_in(wire, *USERS[number % 2]))
        except (AssertionError, KeyError):
            done.append(False)


start = time.monotonic()
end, done = start + seconds, []
at_once(browsers, lambda number: work(number, done))
print(f"{sum(done) / (time.monotonic() - start):.1f} {done.count(False)}")
