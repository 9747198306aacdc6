"""Pushed authorization requests: RFC 9126.  From the push to the code."""

import os

from back_channel import metadata
from pushed_request import PREFIX, push, pushed, visit
from race import at_once
from relying_party import CALLBACK, SECRET, rp
from signer import Signer
from suite import each
from world import basic, challenge

SERVERS = ("lighttpd",)
ROUNDS = int(os.environ.get("OIDC_ROUNDS", "3"))


def refused_on_page(world, answer, reason):
    assert answer.status == 400 and answer.location is None, answer
    assert world.database.reason() == reason, world.database.reason()


@each("public", "secret", "key")
def test_flow(world, kind):
    """RFC 9126 section 4: client_id and request_uri alone suffice, for a client that is {kind}"""
    if kind == "public":
        flow, proof, headers = world.flow(), {}, None
    elif kind == "secret":
        flow, proof, headers = rp(world)(), {}, basic("rp", SECRET)
    else:
        signer = Signer(world).register()
        flow, proof, headers = signer.flow(), signer.proof(), None
    answer = push(world, flow.request, headers, **proof)
    assert answer.status == 201 and answer.json["expires_in"] == 60 and set(answer.json) == {"request_uri", "expires_in"}, answer
    assert answer.json["request_uri"].startswith(PREFIX) and len(answer.json["request_uri"]) >= len(PREFIX) + 32
    assert "no-store" in answer.header("cache-control"), answer.headers
    flow.request = {"client_id": flow.client_id, "request_uri": answer.json["request_uri"]}
    flow.authorize()
    assert flow.answer.parameters["state"] == flow.state and flow.answer.parameters["iss"] == world.issuer, flow.answer.parameters
    more = {**signer.proof(), "client_id": None} if kind == "key" else {}
    assert flow.redeem(headers, **more).status == 200, world.database.reason()


def test_metadata(world):
    """RFC 9126 section 5: the metadata says where requests are pushed, and whether they have to be"""
    said = metadata(world).json
    assert said["pushed_authorization_request_endpoint"] == f"{world.issuer}/par"
    assert said["require_pushed_authorization_requests"] is False
    world.database.set("require_pushed_authorization_requests", 1)
    assert metadata(world).json["require_pushed_authorization_requests"] is True


def test_everything_is_kept(world):
    """RFC 9126 section 4: the code answers what was pushed, and nothing that the browser adds"""
    flow = pushed(world, world.flow(scope="openid email", max_age="10000", login_hint="alice", dpop_jkt="j" * 43, ui_locales="en",
                                    acr_values="1", claims='{"id_token":{"email":null}}', prompt="consent"))
    changes = {"scope": "openid notes:read", "state": "other", "redirect_uri": "https://evil.example/", "response_type": "token",
               "nonce": "other", "code_challenge": challenge("x" * 43), "prompt": "none"}
    browser = world.browser()
    page = visit(world, flow, browser, **changes)
    assert page.page.title.startswith("Sign in"), page
    first, second = world.database.rows("SELECT * FROM authorization_request ORDER BY cookie_hash")
    own = {"request_id", "cookie_hash", "pushed_id", "created_at", "expires_at"}
    assert {name: first[name] for name in first.keys() if name not in own} == {name: second[name] for name in second.keys() if name not in own}
    assert second["pushed_id"] == first["request_id"] and second["dpop_jkt"] == "j" * 43 and second["acr_values"] == "1"
    flow.answer = world.walk(browser)
    assert flow.answer.parameters["state"] == flow.state, flow.answer.parameters
    assert world.database.value("SELECT dpop_jkt FROM authorization_code") == "j" * 43


def test_one_journey(world):
    """flow record: what was pushed and what the browser brought is one journey"""
    pushed(world, rp(world)(), basic("rp", SECRET)).authorize()
    rows = world.database.rows("SELECT DISTINCT trace_id FROM flow_event WHERE kind IN ('authorize.push', 'authorize.pushed', 'authorize.request', "
                               "'authorize.response')")
    assert len(rows) == 1, [tuple(row) for row in rows]


def test_post(world):
    """OIDC Core section 3.1.2.1: the browser may bring the name of its request by POST"""
    flow, browser = pushed(world, world.flow()), world.browser()
    browser.go(f"{world.issuer}/authorize", "POST", form=flow.request)
    assert world.walk(browser).parameters["state"] == flow.state


def test_error_goes_to_client(world):
    """RFC 9126 section 4: what the user refuses, the client of the pushed request hears"""
    flow, browser = pushed(world, rp(world)(prompt="none"), basic("rp", SECRET)), world.browser()
    answer = visit(world, flow, browser)
    assert answer.parameters["error"] == "login_required" and answer.parameters["state"] == flow.state, answer
    assert answer.location.startswith(CALLBACK)


# ---- once, and in time ----

def test_visited_twice(world):
    """RFC 9126 section 7.3, FAPI 2.0: a browser may come twice with it; the code spends it"""
    flow = pushed(world, world.flow())
    visit(world, flow)
    visit(world, flow)
    browser = world.browser()
    flow.authorize(browser)
    assert flow.code and flow.redeem().status == 200, world.database.reason()
    again = visit(world, flow, browser)
    refused_on_page(world, again, "pushed_request_spent")
    assert "has its answer already" in again.text, again


def test_two_browsers_one_code(world):
    """RFC 9126 section 7.3: of two browsers that came with it one gets a code; the other's reason is kept"""
    flow, first, second = pushed(world, world.flow()), world.browser(), world.browser()
    visit(world, flow, first)
    visit(world, flow, second)
    assert world.walk(first).parameters.get("code")
    answer = world.walk(second)
    assert answer.location is None and world.database.reason() == "pushed_request_spent", f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT count(*) FROM authorization_code") == 1


def test_forgotten_meanwhile(world):
    """RFC 9126 section 7.3: it brings one code too when it went to make room (setting pending_largest) after two browsers had come with it"""
    flow, first, second = pushed(world, world.flow()), world.browser(), world.browser()
    visit(world, flow, first)
    visit(world, flow, second)
    world.database.change("DELETE FROM authorization_request WHERE cookie_hash = ''")
    assert world.walk(first).parameters.get("code")
    answer = world.walk(second)
    assert answer.location is None and world.database.reason() == "pushed_request_spent", f"{answer!r} {world.database.reason()}"


def test_denied_is_not_spent(world):
    """RFC 9126 section 7.3: a no of the user spends nothing: there was no code"""
    flow, browser = pushed(world, rp(world)(), basic("rp", SECRET)), world.browser()
    visit(world, flow, browser)
    browser.submit("login", username="alice", password="wonderland")
    assert browser.submit("deny").parameters["error"] == "access_denied"
    flow.authorize(browser)
    assert flow.code, world.database.reason()


def test_expires(world):
    """RFC 9126 section 2.2: after 60 seconds the browser comes too late; setting pushed_lifetime"""
    flow = pushed(world, world.flow())
    world.database.pass_time(60)
    answer = visit(world, flow)
    refused_on_page(world, answer, "pushed_request_expired")


def test_time_counts_to_the_first_visit(world):
    """RFC 9126 section 4: who came in time may take time to sign in, and come again"""
    flow, browser = pushed(world, world.flow()), world.browser()
    world.database.pass_time(50)
    visit(world, flow, browser)
    world.database.pass_time(600)
    visit(world, flow)
    assert world.walk(browser).parameters.get("code"), world.database.reason()


def test_kept_no_longer_than_any_request(world):
    """RFC 9126 section 4: half an hour after it came a visited one is over"""
    flow = pushed(world, world.flow())
    visit(world, flow)
    world.database.pass_time(1800)
    refused_on_page(world, visit(world, flow), "pushed_request_expired")


@each({"request_uri": PREFIX + "x" * 32, "what": "an invented name"}, {"request_uri": PREFIX, "what": "no name"})
def test_unknown(world, request_uri, what):
    """RFC 9126 section 4: {what} is refused on a page"""
    flow = world.flow()
    flow.request = {"client_id": "demo-cli", "request_uri": request_uri}
    refused_on_page(world, visit(world, flow), "pushed_request_unknown")


def test_other_client(world):
    """RFC 9126 section 2.2: it belongs to the client that pushed it"""
    rp(world)
    flow = pushed(world, world.flow())
    flow.request["client_id"] = "rp"
    refused_on_page(world, visit(world, flow), "pushed_request_other_client")


@each({"client_id": None, "reason": "client_id_missing"}, {"client_id": "nobody", "reason": "client_id_unknown"})
def test_no_client(world, client_id, reason):
    """RFC 9126 section 4: without its client_id it is refused ({reason})"""
    flow = pushed(world, world.flow())
    flow.request = {"request_uri": flow.request["request_uri"], **({"client_id": client_id} if client_id else {})}
    refused_on_page(world, visit(world, flow), reason)


def test_suspended(world):
    """RFC 9126 section 4: a client that was suspended meanwhile gets no answer"""
    flow = pushed(world, world.flow())
    world.database.change("UPDATE client SET suspended_at = 1 WHERE client_id = 'demo-cli'")
    refused_on_page(world, visit(world, flow), "client_id_suspended")


def test_its_name_is_no_request_of_a_browser(world):
    """RFC 9700 section 4.7: with the name of a pushed request, and without its cookie, no page of ours goes on"""
    flow = pushed(world, world.flow())
    name = flow.request["request_uri"].removeprefix(PREFIX)
    for page in ("login", "consent", "continue"):
        answer = world.browser().go(f"{world.issuer}/{page}?request={name}")
        assert answer.status == 400 and world.database.reason() == "request_cookie_missing", f"{answer!r} {world.database.reason()}"


def redeem_pushed_together(world, browsers):
    """One pushed request, many browsers: one code, and the others' reason is kept."""
    flow = pushed(world, world.flow())
    for browser in browsers:
        visit(world, flow, browser)
        if browser.answer.page.title == "Sign in":
            browser.submit("login", username="alice", password="wonderland")
    before = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'pushed_request_spent'")
    answers = at_once(len(browsers), lambda number: browsers[number].submit("allow"))
    assert sum(bool(answer.parameters.get("code")) for answer in answers) == 1, answers
    after = world.database.value("SELECT count(*) FROM flow_event WHERE reason = 'pushed_request_spent'")
    assert after - before == len(browsers) - 1, after - before


def test_race(world):
    """RFC 9126 section 7.3: of eight browsers that finish one pushed request at once one gets a code, and the others' reason is kept"""
    browsers = [world.browser() for _ in range(8)]
    for _ in range(ROUNDS):
        redeem_pushed_together(world, browsers)
    print(f"# {ROUNDS} rounds")
