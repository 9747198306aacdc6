"""Attacks on what runs side by side, and on what grows: sessions, families, counters, leases."""

import http.server
import threading
import time

from server import free_port


def in_mid_request(world, change):
    """Does `change` whenever an authorization request is stored: as if another request had done it at that moment."""
    world.database.change("DROP TRIGGER authorization_request_purge")
    world.database.change(
        f"CREATE TRIGGER authorization_request_purge AFTER INSERT ON authorization_request BEGIN {change}; END")


def test_logout_in_mid_request(world):
    """OIDC Core section 11: a session that ends while a request is judged gives no code any more"""
    world.add_client("rp", "a-secret-of-the-test-made-of-many-words", ["https://rp.example/callback"], trusted=1)
    flow = world.flow("rp", "https://rp.example/callback")
    browser = world.browser()
    assert flow.authorize(browser).code
    in_mid_request(world, "UPDATE login_session SET ended_at = new.created_at, ended_reason = 'logout' WHERE ended_at IS NULL")
    answer = browser.go(world.flow("rp", "https://rp.example/callback", prompt="none").url)
    assert answer.parameters.get("error") == "login_required", answer.parameters
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL") == 0


def test_shorter_idle_bound(world):
    """RFC 9700 section 4.14.2: when refresh tokens live shorter from now on, older families do not stand in the way"""
    world.database.set("refresh_idle", 3000)
    flow = world.tokens(scope="openid notes:read")
    first = flow.refresh()
    world.database.set("refresh_idle", 10)
    second = flow.refresh(first.json["refresh_token"])
    assert second.status == 200, second
    assert flow.refresh(second.json["refresh_token"]).status == 200
    world.database.pass_time(60)
    other = world.tokens(scope="openid notes:read")
    assert other.refresh().status == 200, world.database.reason()


def test_waiting_guesses_count_for_nobody(world):
    """A37, RFC 6749 section 10.10: who has to wait keeps nobody else from signing in, and fills no table"""
    world.database.set("login_attempts_network", 3)
    browser = world.browser()
    browser.go(world.flow().url)
    for _ in range(5):
        browser.submit("login", username="bob", password="wrong")
    assert browser.answer.status == 429, browser.answer
    before = world.database.value("SELECT count(*) FROM throttle")
    for number in range(8):
        browser.submit("login", username="alice", password="wrong")
        browser.submit("login", username=f"nobody-{number}", password="wrong")
        assert browser.answer.status == 429, browser.answer
    assert world.database.value("SELECT count(*) FROM throttle") == before


def test_head_through_the_client(world):
    """RFC 9110 section 9.3.2: HEAD at the client's proxy is answered at once"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    start = time.monotonic()
    answer = browser.go(f"{world.client}/api/notes", "HEAD", headers={"X-CSRF": "1"})
    assert answer.status == 200 and time.monotonic() - start < 3, (answer, time.monotonic() - start)


def test_logout_while_the_api_answers(world):
    """RP-Initiated Logout 1.0 section 2: whoever signs out in one tab finds the other one signed out, and no fault"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    world.walk(browser)
    database = world.database

    class Api(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            connection = database.connect()
            connection.execute("UPDATE client_session SET ended_at = 1, ended_reason = 'logout'")
            connection.close()
            self.send_response(200)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_):
            pass
    port = free_port()
    server = http.server.HTTPServer(("127.0.0.1", port), Api)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        database.change("UPDATE client_app SET api = ?", f"http://localhost:{port}/api")
        answer = browser.go(f"{world.client}/")
        assert answer.status == 401 and answer.page.title, answer
    finally:
        server.shutdown()
        server.server_close()


def test_no_signing_key(world):
    """RFC 6749 section 5.1: without a key that may sign there is no answer that looks like one, and nothing is spent"""
    flow = world.flow().authorize()
    world.database.change("UPDATE signing_key SET compromised_at = 1 WHERE alg = 'ES256'")
    assert world.client_credentials().status == 500
    assert flow.redeem().status == 500
    world.wire.faults.clear()  # these two were meant
    world.database.change("UPDATE signing_key SET compromised_at = NULL")
    assert flow.redeem().status == 200, world.database.reason()


def test_consent_of_another_user(world):
    """OIDC Core section 3.1.2.4: who signs in while another user's consent page is open consents to nothing by it"""
    browser, other = world.browser(), world.browser()
    browser.go(world.flow().url)
    browser.submit("login", username="alice", password="wonderland")
    page = browser.answer
    assert "Alice" in page.text, page
    other.jar = browser.jar  # another tab
    other.go(world.flow(prompt="login").url)
    other.submit("login", username="bob", password="builder")
    browser.submit("allow")
    assert browser.answer.status == 403 and browser.answer.location is None, browser.answer
    assert world.database.reason() == "csrf_mismatch"
    assert world.database.value("SELECT count(*) FROM consent") == world.database.value("SELECT count(*) FROM authorization_grant") == 0


def test_forged_consent(world):
    """RFC 9700 section 4.7.1: neither yes nor no comes from a form that is not ours"""
    browser = world.browser()
    browser.go(world.flow().url)
    browser.submit("login", username="alice", password="wonderland")
    for button in ("allow", "deny"):
        for csrf in ("", "x" * 43):
            page = browser.answer
            browser.submit(button, csrf=csrf)
            assert browser.answer.status == 403 and world.database.reason() == "csrf_mismatch", browser.answer
            browser.answer = page


def test_forwarded_address_is_not_believed(world):
    """A32, RFC 9700 section 4.13: X-Forwarded-For is anybody's word, and excuses no wrong password"""
    world.database.set("login_attempts_network", 2)
    browser = world.browser()
    browser.go(world.flow().url)
    form = browser.answer.page.forms[0]
    for number in range(4):
        values = {**form.fields, "username": f"nobody-{number}", "password": "wrong", "login": "1"}
        answer = browser.go(form.action, "POST", form=values, headers={"X-Forwarded-For": f"192.0.2.{number}", "Forwarded": f"for=192.0.2.{number}"})
    assert answer.status == 429 and world.database.reason() == "login_throttled", answer
