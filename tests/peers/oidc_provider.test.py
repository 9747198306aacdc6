"""The sample client and the sample API with a provider that others wrote, npm's oidc-provider: rows are changed, and nothing else."""
# needs: npm-packages lighttpd

import secrets
import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
import peer
from sample_client import call, held
from server import free_port, until
from tap import Tap
from world import World


def sign_in(world, browser, issuer):
    """At the sample client, by way of the other provider's own pages; the last answer."""
    browser.go(f"{world.client}/login?client_app_id=other")
    for _ in range(3):
        answer = browser.answer
        if answer.url.startswith(issuer) and answer.status == 200 and answer.page.forms:
            browser.submit(number=0, **({"login": "fred", "password": "any"} if "login" in answer.page.forms[0].fields else {}))
    return browser.answer


def rows(world, issuer, secret):
    world.database.change(
        "INSERT INTO client_app (client_app_id, issuer, client_id, client_secret, resource, redirect_uri, post_logout_redirect_uri, api)"
        " VALUES ('other', ?, 'our-web', ?, ?, ?, ?, ?)",
        issuer, secret, world.api, f"{world.client}/callback", f"{world.client}/", world.api)
    world.database.change("INSERT INTO trusted_issuer (resource, issuer) VALUES (?, ?)", world.api, issuer)


def journey(world, tap, issuer):
    browser = peer.Traveller(world, issuer)
    answer = sign_in(world, browser, issuer)
    tap.check("OIDC Core section 3.1: a user signs in at oidc-provider, and is signed in at the sample client",
              answer.status == 200 and answer.url.startswith(world.client) and "Fred Upstream" in answer.text, f"{answer!r} {world.database.reason()}")
    answer = call(browser, world)
    tap.check("RFC 9068 section 4: the sample API accepts the tokens of oidc-provider", answer.status == 200, f"{answer!r} {world.database.reason()}")
    before = held(world)["access_token"]
    world.database.change("UPDATE client_token SET expires_at = 1")
    answer = call(browser, world)
    good = answer.status == 200 and held(world)["access_token"] != before
    tap.check("RFC 6749 section 6: the sample client refreshes there, and the API accepts what it gets", good, f"{answer!r} {world.database.reason()}")
    browser.go(f"{world.client}/")
    browser.submit(number=next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout")))
    answer = browser.submit("logout")
    tap.check("OIDC RP-Initiated Logout section 2: it signs its user out there, and the way back leads home",
              answer.url.startswith(f"{world.client}/?state=") and "You are signed out" in answer.text and not held(world), repr(answer))
    sign_in(world, browser, issuer)
    browser.go(f"{issuer}/session/end")
    browser.submit("logout")
    gone = until(lambda: not held(world), "the session at the client to be over")
    answer = call(browser, world)
    tap.check("OIDC Back-Channel Logout section 2.6: who signs out there is signed out here", gone and answer.status == 401, repr(answer))


def main():
    tap = Tap()
    with World("lighttpd") as world:
        port, secret = free_port(), secrets.token_urlsafe(32)
        issuer = f"http://localhost:{port}"
        rows(world, issuer, secret)
        with peer.start("oidc_provider.mjs", port, world.client, secret) as provider:
            tap.check("oidc-provider is there", provider.stdout.readline() == "ready\n")
            journey(world, tap, issuer)
    tap.end()


main()
