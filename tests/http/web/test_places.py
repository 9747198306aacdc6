"""From one program's page to another's: links are made of rows, and none leads to what is not there."""

import subprocess
import urllib.parse

from browser import Page
from sample_client import signed_in
from suite import each

PASSWORDS = ("wonderland", "builder")


def links(world, answer):
    """Those of the page that stay in this world, as addresses."""
    found = {urllib.parse.urljoin(answer.url, link).split("#")[0] for link in answer.page.links}
    return {link for link in found if link.startswith(world.origin + "/")}


def all_answer(world, browser, answer):
    assert "/../" not in answer.text, "a link that knows where the others are mounted"
    for link in links(world, answer):
        there = browser.go(link)
        assert there.status < 400, f"{link} on {answer.url}: {there!r}"


def test_front_door(world):
    """a workshop's front door names its users, and leads to the client and to the flows"""
    answer = world.wire.get("/")
    assert answer.status == 200 and all(word in answer.text for word in PASSWORDS), answer
    assert {f"{world.client}/", f"{world.workshop}/"} <= links(world, answer), links(world, answer)
    all_answer(world, world.browser(), answer)
    world.database.change("DELETE FROM end_user WHERE subject = 'u_alice'")
    assert not any(word in world.wire.get("/").text for word in PASSWORDS), "these users are not there"


@each(True, False)
def test_front_door_of_a_service(world, client):
    """RFC 6819 section 5.1.4: a service's front door tells no password, and leads nowhere that is not set up (a client: {client})"""
    world.database.set("profile", "service")
    if not client:
        world.database.change("DELETE FROM client_app")
    answer = world.wire.get("/")
    assert answer.status == 200 and world.issuer in answer.page.text, answer
    assert not any(word in answer.text for word in (*PASSWORDS, "alice", "workshop")), answer.text
    assert (f"{world.client}/" in links(world, answer)) == client, links(world, answer)
    all_answer(world, world.browser(), answer)


@each("start", "dashboard", "reveal", "flows", "flow", "self-test", "refused", "stopped", "signed out")
def test_links(world, page):
    """RFC 9110 section 15.5.5: each link of the page {page!r} leads somewhere"""
    browser = world.browser() if page in ("start", "refused") else signed_in(world)
    trace = world.database.value("SELECT trace_id FROM flow_event LIMIT 1")
    place = {"start": f"{world.client}/", "dashboard": f"{world.client}/", "reveal": f"{world.client}/reveal", "flows": f"{world.workshop}/",
             "flow": f"{world.workshop}/flow?trace_id={trace}", "self-test": f"{world.workshop}/selftest",
             "refused": f"{world.issuer}/authorize?client_id=nobody", "stopped": f"{world.client}/nowhere"}
    if page == "signed out":
        answer = browser.submit(number=next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout")))
        answer = browser.submit("logout") if "/provider/" in answer.url else answer
    else:
        answer = browser.go(place[page])
    all_answer(world, browser, answer)


def run(world, program, path):
    """A program at the root of a host of its own, as plain CGI: its page."""
    host = {"client": "app.example", "provider": "login.example"}[program]
    environment = {
        "OIDC_DB": str(world.server.database), "OIDC_EXTENSION": str(world.server.extension), "OIDC_WWW": str(world.server.folder / "www"),
        "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": path, "HTTP_HOST": host,
        "SERVER_NAME": host, "REMOTE_ADDR": "127.0.0.1"}
    done = subprocess.run(
        [world.server.folder / "programs" / program], env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=30)
    return Page(done.stdout.decode().partition("\r\n\r\n")[2])


@each({"program": "client", "path": "/"}, {"program": "client", "path": "/nowhere"}, {"program": "provider", "path": "/"},
      {"program": "provider", "path": "/authorize"})
def test_hosts_of_their_own(world, program, path):
    """RFC 3986 section 5.2.4: at the root of a host of its own, {program} {path} leads to the others where their rows say they are"""
    world.database.change("UPDATE setting SET value = 'https://login.example' WHERE name = 'issuer'")
    world.database.change("UPDATE client_app SET redirect_uri = 'https://app.example/callback'")
    said = run(world, program, path).links
    places = {"https://login.example/", "https://app.example/"}
    assert said and not any("/../" in link for link in said), said
    assert all(link in places or link.startswith(("/", "https://login.example/.well-known/")) for link in said), said
    if path == "/":
        assert places & set(said), said
