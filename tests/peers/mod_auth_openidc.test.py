"""Debian's mod_auth_openidc protects a page with the provider: sign-in, refresh, and a sign-out at the provider that ends its session."""
# needs: libapache2-mod-auth-openidc lighttpd

import getpass
import os
import secrets
import shutil
import sys
import tempfile
import urllib.parse
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
import peer
from server import HOUSE, SBIN, free_port, is_free, until
from tap import Tap
from world import World


def pages(folder):
    """What Apache's user reads and writes."""
    runs_as = "www-data" if os.geteuid() == 0 else getpass.getuser()
    for name in ("pages/secure", "cache"):
        (folder / name).mkdir(parents=True)
    (folder / "pages/secure/page").write_text("The page behind the module.\n")
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, runs_as)
    return runs_as


def client(world, site, secret):
    """An access token that soon ends: the module renews it with each request."""
    world.add_client("wiki", secret, [f"{site}/secure/cb"], scopes=["openid", "profile", "email"], trusted=1, access_lifetime=60)
    world.database.change("UPDATE client SET backchannel_logout_uri = ? WHERE client_id = 'wiki'", f"{site}/secure/cb?logout=backchannel")
    world.database.change("INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES ('wiki', ?)", f"{site}/")


def refreshed(world):
    return world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'token.refresh' AND decision = 'allow'")


def is_behind(answer):
    return answer.status == 200 and answer.text == "The page behind the module.\n" and answer.header("x-user") == "alice"


def journey(world, tap, site):
    browser = peer.Traveller(world, site)
    browser.go(f"{site}/secure/page")
    answer = world.walk(browser)
    said = f"{answer!r} {world.database.reason()}"
    tap.check("mod_auth_openidc: who signs in sees the page, as preferred_username (OIDC Core section 3.1)", is_behind(answer), said)
    before = refreshed(world)
    answer = browser.go(f"{site}/secure/page")
    said = f"{answer!r} {world.database.reason()}"
    tap.check("mod_auth_openidc: it refreshes (RFC 6749 section 6)", is_behind(answer) and refreshed(world) > before, said)
    browser.go(f"{world.issuer}/end_session")
    browser.submit("logout")
    until(lambda: world.database.value("SELECT count(*) FROM logout_delivery WHERE status IS NOT NULL"), "the module to be told")
    answer = browser.go(f"{site}/secure/page")
    told = dict(world.database.row("SELECT * FROM logout_delivery"))
    tap.check("mod_auth_openidc: a sign-out at the provider ends its session (OIDC Back-Channel Logout section 2.5)",
              told["outcome"] == "delivered" and answer.status == 200 and answer.page.title.startswith("Sign in"), f"{told} {answer!r}")
    world.walk(browser)
    answer = browser.go(f"{site}/secure/cb?{urllib.parse.urlencode({'logout': site + '/'})}")
    answer = browser.submit("logout") if answer.page.forms else answer
    over = world.database.value("SELECT count(*) FROM login_session WHERE ended_at IS NULL") == 0
    tap.check("mod_auth_openidc: its own sign-out ends the session at the provider, and comes back (OIDC RP-Initiated Logout section 2)",
              over and answer.url == f"{site}/", f"{answer!r} {world.database.reason()}")


def main():
    tap = Tap()
    folder, port, secret = Path(tempfile.mkdtemp(prefix="sqlite-oidc-apache-")), free_port(), secrets.token_urlsafe(32)
    site = f"http://localhost:{port}"
    try:
        with World("lighttpd") as world:
            client(world, site, secret)
            with peer.start("apache2", "-D", "FOREGROUND", "-f", HOUSE / "tests/peers/mod_auth_openidc.conf", PATH=SBIN, PORT=str(port),
                            FOLDER=str(folder), RUNS_AS=pages(folder), ISSUER=world.issuer, SECRET=secret):
                until(lambda: not is_free(port), "Apache to answer")
                journey(world, tap, site)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    tap.end()


main()
