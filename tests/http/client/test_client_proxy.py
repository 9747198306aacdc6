"""The sample client's proxy: scripts in the browser call the API through it, and see no token."""

import contextlib

from listener import Listener
from sample_client import call, signed_in
from suite import each


def test_proxy(world):
    """C7, C16: scripts call the API through the client, with GET, POST and DELETE, and see no token"""
    browser = signed_in(world)
    made = call(browser, world, method="POST", json_body={"text": "from a script"})
    assert made.status == 201, f"{made!r} {world.database.reason()}"
    assert call(browser, world, method="POST", form={"text": "from a form"}).status == 201
    assert [note["text"] for note in call(browser, world).json["notes"]] == ["from a script", "from a form"]
    assert call(browser, world, f"/notes/{made.json['note_id']}", "DELETE").json["deleted"] == [made.json["note_id"]]
    whoami = call(browser, world, "/whoami").json
    assert whoami["sub"] == "u_alice" and whoami["client_id"] == "notes-web"


def test_proxy_wants_header(world):
    """C16, RFC 9700 section 4.7: without the header X-CSRF no page calls the API in the user's name"""
    browser = signed_in(world)
    for headers in ({"X-CSRF": ""}, {"X-CSRF": "0"}):
        for method in ("GET", "POST", "DELETE"):
            answer = call(browser, world, method=method, headers=headers)
            assert answer.status == 403 and world.database.reason() == "csrf_header_missing", answer
    seen = world.database.value("SELECT count(*) FROM flow_event JOIN flow_token USING (event_id) WHERE reason = 'csrf_header_missing' AND type = 'session'")
    assert seen == 6, "the record says whose session it was"


def test_proxy_wants_session(world):
    """RFC 9110 section 15.5.2: without a session there is no token to send along"""
    answer = world.wire.get(f"{world.client}/api/notes", headers={"X-CSRF": "1"})
    assert answer.status == 401 and world.database.reason() == "session_missing", answer


@each("/../provider/token", "/notes?x=1", "/%2e%2e/provider", "/notes//x", "/NOTES", "/.well-known/oauth-protected-resource")
def test_proxy_path(world, path):
    """RFC 3986 section 6.2.2: {path} stays within the API"""
    answer = call(signed_in(world), world, path)
    assert answer.status in (200, 404, 405), answer  # a server may make one slash of two
    assert world.database.value(
        "SELECT count(*) FROM flow_event WHERE actor_from = 'client' AND recorder = 'api' AND path NOT LIKE '/api/notes%'") == 0


@contextlib.contextmanager
def api_that_says(world, status, **headers):
    """In the place of the API: this status, and these headers."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    with Listener(lambda *_: (status, headers, b"" if status in (204, 304) else b"{}")) as api:
        world.database.change("UPDATE client_app SET api = ?", f"http://127.0.0.1:{api.port}/api")
        yield


@each(200, 203, 299, 400, 403, 404, 418, 429, 500, 503, 599)
def test_proxy_hands_on(world, status):
    """RFC 9110 section 15: a status {status} of the API goes on as it is, and so do its Retry-After and its challenge"""
    browser = signed_in(world)
    with api_that_says(world, status, Retry_After="7", WWW_Authenticate='Bearer error="insufficient_user_authentication", max_age="300"'):
        answer = call(browser, world)
    world.wire.faults.clear()
    assert answer.status == status and answer.json == {}, answer
    assert answer.header("retry-after") == "7" and 'max_age="300"' in answer.header("www-authenticate"), answer.headers


@each(304, 302, 300, 600, 999)
def test_proxy_hands_not_on(world, status):
    """RFC 9110 section 15.6.3: a status {status} of the API speaks of another connection, or is not a status: 502"""
    browser = signed_in(world)
    with api_that_says(world, status, Location="https://elsewhere.example/"):
        answer = call(browser, world)
    world.wire.faults.clear()
    assert answer.status == 502 and world.database.reason() == "api_answer_invalid" and answer.location is None, answer


def test_api_away(world):
    """RFC 9110 section 15.6.4: an API that does not answer is 503, with a time to come again"""
    browser = signed_in(world)
    world.database.change("UPDATE client_app SET api = 'http://localhost:1/api'")
    answer = call(browser, world)
    assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "api_unreachable", answer


def test_head_through_the_client(world):
    """RFC 9110 section 9.3.2: HEAD at the client's proxy is answered at once"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    answer = browser.go(f"{world.client}/api/notes", "HEAD", headers={"X-CSRF": "1"})
    assert answer.status == 200, answer
