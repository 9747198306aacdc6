#!/usr/bin/python3
"""Bounded work: a request costs the same, whatever strangers did before it.

The four programs run with rows.c between them and SQLite.  The same steps are taken twice, among ten rows of everything
that strangers can make and among OIDC_ROWS of them (10,000; `make soak`: 100,000), and for each endpoint the rows that were
visited and changed are compared.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.parse
from collections import defaultdict

sys.path.insert(1, f"{sys.path[0]}/../lib")
import crowd
import world as world_module
from registration import CALLBACK, configuration, enrol
from routes import at, endpoints
from server import HOUSE, PROGRAMS, Server
from tap import Tap
from world import World, basic, bearer

ROWS = int(os.environ.get("OIDC_ROWS", "10000"))
STEPS = ROWS // 2  # of SQLite's machine: a statement that looks at each row takes several times ROWS
CHANGES = 100      # a few of each table may be forgotten
CLEANING, DUE = re.compile(r"FROM leftover|UPDATE cleaning"), re.compile(r"FROM leftover|FROM backchannel_logout_waiting|FROM key_step")
BEGIN = re.compile(r"SELECT CAST\(\$clock AS BIGINT\) \+ s.clock_offset AS now")  # of each exchange
STEP = "a step of cleaning"
STEP_COST = (80000, 1000)  # a few dozen rows of each table go, with what stands by them
ABOUT_ALL = ", a flow of all these steps"
LONG_STEPS = 300   # for each row of what a page is about
# The check of a lab is a question to all that happened, and relaxations are counted over all clients.
ABOUT_RECORD = {"GET /workshop/lab", "GET /workshop/seat", "GET /workshop/reference", "GET /workshop/selftest"}


class Watched(Server):
    """The same programs, each behind a script that puts rows.so between it and SQLite."""

    def __init__(self, kind, folder, port):
        super().__init__(kind, folder, port)
        library, self.counts = self.folder / "rows.so", self.folder / "counts"
        subprocess.run([os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O2", "-o", library, HOUSE / "tests/fault/rows.c", "-ldl"], check=True)
        (self.folder / "real").mkdir()
        for name in PROGRAMS:
            shutil.move(self.folder / "programs" / name, self.folder / "real" / name)
            script = self.folder / "programs" / name
            script.write_text(f"#!/bin/sh\nLD_PRELOAD={library} ROWS_LOG={self.counts} exec {self.folder}/real/{name}\n")
            script.chmod(0o755)


def endpoint(method, url):
    """Where it goes, without what differs each time."""
    path = urllib.parse.urlsplit(url).path
    return f"{method} " + re.sub(r"/(c_[\w-]+|[0-9]+)$", "/N", path)


class Watch:
    """What each endpoint cost at most: steps and changed rows, of all programs that had a part in it; and the costliest statement."""

    def __init__(self, world):
        self.world, self.read, self.cost, self.about = world, 0, defaultdict(lambda: (0, 0, "")), ""
        send = world.wire.send

        def counted(method, url, **more):
            answer = send(method, url, **more)
            self.add(endpoint(method, url) + self.about, self.lines())
            return answer
        world.wire.send = counted

    def lines(self):
        with open(self.world.server.counts, encoding="utf-8") as file:
            file.seek(self.read)
            text = file.read()
            self.read = file.tell()
        return [line.split("\t") for line in text.splitlines()]

    def add(self, name, lines):
        """What is done meanwhile that nobody asked for is not the endpoint's."""
        for line in lines:
            if CLEANING.search(line[3]):
                self.most(STEP, [line])
        begun = [line for line in lines if BEGIN.match(line[3])][:sum(bool(DUE.search(line[3])) for line in lines)]
        self.most(name, [line for line in lines if line not in begun and not CLEANING.search(line[3]) and not DUE.search(line[3])])

    def most(self, name, lines):
        if not lines:
            return
        steps, changes = sum(int(line[0]) for line in lines), sum(int(line[2]) for line in lines)
        worst = max(lines, key=lambda line: int(line[0]))
        before = self.cost[name]
        if steps > before[0]:
            self.cost[name] = (steps, max(changes, before[1]), f"{worst[0]} steps, {worst[2]} changes: {worst[3]}")
        elif changes > before[1]:
            self.cost[name] = (before[0], changes, before[2])


def at_the_provider(world):
    """A sign-in, with the crowd's state: so all of its steps belong to the crowd's flow."""
    wire, browser = world.wire, world.browser()
    for path in (".well-known/openid-configuration", ".well-known/oauth-authorization-server", "jwks", "nowhere", "token"):
        wire.get(f"{world.issuer}/{path}")
    flow = world.flow(scope="openid profile email offline_access notes:read notes:write", prompt="consent", state=crowd.STATE)
    wire.get(f"{world.issuer}/authorize?client_id=nobody")
    wire.get(flow.url + "&response_type=token")
    world.browser().go(f"{world.issuer}/authorize", "POST", form=flow.request)
    wire.post(f"{world.issuer}/end_session", {"client_id": "demo-cli"})
    wire.get(world.flow(state=crowd.STATE, prompt="none").url)
    said = enrol(world).json
    for method, metadata in (("GET", None), ("PUT", {"client_id": said["client_id"], "redirect_uris": [CALLBACK]}), ("DELETE", None)):
        assert configuration(world, said, method, metadata).status in (200, 204)
    wire.get(f"{world.issuer}/authorize?client_id=https://localhost:1/client")
    browser.go(flow.url)
    browser.submit("login", username="alice", password="jabberwock")
    browser.submit("login", username="alice", password="wonderland")
    flow.answer = world.walk(browser)
    flow.code = flow.answer.parameters["code"]
    assert flow.redeem(code="ac_x.y").status == 400
    assert flow.redeem().status == 200
    refresh = flow.tokens["refresh_token"]
    for _ in range(3):
        flow.tokens = flow.refresh().json
    assert flow.refresh(refresh).status == 200, "inside the grace window"
    assert flow.refresh("rt_x.y").status == 400
    for method in ("GET", "POST"):
        wire.send(method, f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"]))
    wire.get(f"{world.issuer}/userinfo", headers=bearer("x.y.z"))
    for token in (flow.tokens["access_token"], flow.tokens["refresh_token"], "nothing"):
        wire.post(f"{world.issuer}/introspect", {"token": token}, headers=basic("demo-service", "demo-service-secret-for-localhost-only"))
    wire.post(f"{world.issuer}/introspect", {"token": "x"}, headers=basic("demo-service", "wrong"))
    assert world.client_credentials(scope="notes:read").status == 200
    wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["access_token"], "client_id": "demo-cli"})
    wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"})
    browser.go(f"{world.issuer}/end_session")
    browser.submit()
    again = world.tokens(browser=browser)
    world.database.pass_time(100)
    again.refresh()
    world.database.pass_time(100)
    assert again.refresh().status == 400, "a used token after the grace window: the family ends"
    assert again.redeem().status == 400


def at_the_api(world):
    wire, token = world.wire, world.tokens(scope="openid notes:read notes:write").tokens["access_token"]
    for path in (".well-known/oauth-protected-resource", "whoami", "notes", "nowhere"):
        wire.get(f"{world.api}/{path}", headers=bearer(token))
    note = wire.post(f"{world.api}/notes", {"text": "x"}, headers=bearer(token)).json["note_id"]
    wire.send("DELETE", f"{world.api}/notes/{note}", headers=bearer(token))
    wire.send("DELETE", f"{world.api}/notes", headers=bearer(token))
    wire.get(f"{world.api}/notes", headers=bearer(crowd.TOKEN))


def at_the_client(world):
    browser = world.browser()
    browser.go(f"{world.client}/")
    browser.go(f"{world.client}/login")
    world.walk(browser)
    for path in ("", "reveal", "api/notes", "callback?state=x&code=y", "nowhere"):
        browser.go(f"{world.client}/{path}", headers={"X-CSRF": "1"})
    browser.go(f"{world.client}/callback", "POST", form={"state": "x", "code": "y"})
    browser.go(f"{world.client}/api/notes", "POST", form={"text": "x"}, headers={"X-CSRF": "1"})
    browser.go(f"{world.client}/api/notes", "DELETE", headers={"X-CSRF": "1"})
    world.database.pass_time(400)
    browser.go(f"{world.client}/")
    browser.submit(number=0)
    browser.go(f"{world.client}/")
    browser.submit(number=len(browser.answer.page.forms) - 1)


def at_the_workshop(world, watch):
    """The page of a flow that has all the crowd's steps; and when 25 flows are newer, the page of these, and that of one of them."""
    watch.about = ABOUT_ALL
    assert world.wire.get(f"{world.workshop}/flow?trace_id={crowd.LONG:032x}").status == 200
    watch.about = ""
    for _ in range(25):
        world.wire.get(f"{world.issuer}/jwks")
    trace = world.database.value("SELECT trace_id FROM flow_trace WHERE flow_id = (SELECT max(flow_id) FROM flow_trace)")
    for path in ("", f"flow?trace_id={trace}", "flow?trace_id=x", "selftest?returned=1"):
        world.wire.get(f"{world.workshop}/{path}")


def not_asked(names):
    """(method, address) of each endpoint that is not among them."""
    return [
        (method, f"/{program}{path}") for (program, path), methods in endpoints().items() for method in sorted(methods - {"HEAD"})
        if not any(re.fullmatch(re.escape(f"{method} /{program}{path}").replace(r"\*", ".*"), name) for name in names)]


def at_the_others(world, watch):
    """What no part has asked is asked once, plainly; a new endpoint whose work comes later deserves a step in one of the parts."""
    for method, address in not_asked(watch.cost):
        world.wire.send(method, at(address), form={} if method == "POST" else None)


def measure(rows):
    with World("lighttpd") as world:
        crowd.gather(world.database, rows)
        watch = Watch(world)
        for part in (at_the_provider, at_the_api, at_the_client):
            part(world)
        at_the_workshop(world, watch)
        at_the_others(world, watch)
        assert not world.wire.faults, world.wire.faults
        return dict(watch.cost)


signal.alarm(900)  # whatever hangs, the tests go on
tap = Tap()
if os.environ.get("SANITIZE"):
    tap.say("bounded work", skip="a sanitizer changes no row, and its library would have to come first")
    tap.end()
    sys.exit()
world_module.Server = Watched
few, many = measure(10), measure(ROWS)
tap.say("every endpoint of every program was asked", "\n".join(" ".join(missing) for missing in not_asked(many)))
for name, (steps, changes, worst) in sorted(many.items()):
    before = few.get(name, (0, 0, ""))
    about_all = name.endswith(ABOUT_ALL) or name in ABOUT_RECORD
    good = steps <= before[0] + (LONG_STEPS * ROWS if about_all else STEPS) and changes <= before[1] + CHANGES
    if name == STEP:
        good = steps <= STEP_COST[0] and changes <= STEP_COST[1]
    title = "no more than a few rows are visited for each" if about_all else "as many rows are visited and changed as among ten"
    cost = f"{before[0]} steps and {before[1]} changes became {steps} and {changes}; the most: {worst}"
    tap.check(f"{name}, among {ROWS} of everything that strangers can make: {title}", good, cost)
    if good and "-v" in sys.argv:
        print(f"# {cost}")
tap.end()
