"""The page on which a user lets a device in: RFC 8628 section 3.3."""

from device import Device
from suite import each

SERVERS = ("lighttpd",)


def test_typed(world):
    """RFC 8628 section 3.3: a user signs in, types the code, sees who asks for what, and allows it"""
    device, browser = Device(world), world.browser()
    browser.go(device.said["verification_uri"])
    answer = world.walk(browser)
    assert answer.page.title == "Connect a device" and "alice" in answer.page.text.lower(), answer
    answer = browser.submit(user_code=device.said["user_code"])
    assert device.said["user_code"] in answer.page.text and "Demo on the command line" in answer.page.text, answer.page.text
    assert "notes:read" in answer.page.text and "openid" in answer.page.text
    answer = browser.submit("allow")
    assert "is connected" in answer.page.text, answer.page.text
    assert device.poll().status == 200


@each(str.lower, str.upper, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' – ').lower()} ")
def test_typed_freely(world, typed):
    """RFC 8628 section 6.1: the code counts in capitals or not, with the dash or another sign or none"""
    device, browser = Device(world), world.browser()
    browser.go(device.said["verification_uri"])
    world.walk(browser)
    browser.submit(user_code=typed(device.said["user_code"]))
    assert "is connected" in browser.submit("allow").page.text


def test_complete(world):
    """RFC 8628 section 3.3.1: an address with the code in it decides nothing: the user is shown the code, the client and the scopes first"""
    device, browser = Device(world), world.browser()
    browser.go(device.said["verification_uri_complete"])
    answer = world.walk(browser)
    assert answer.page.text.count(device.said["user_code"]) >= 1 and "Demo on the command line" in answer.page.text, answer.page.text
    assert "notes:read" in answer.page.text
    assert world.database.value("SELECT decided_at FROM device_authorization") is None
    assert device.poll().json["error"] == "authorization_pending"


@each({"change": "nothing", "reason": "user_code_unknown"}, {"change": "too late", "reason": "user_code_expired"},
      {"change": "somebody else", "reason": "user_code_used"}, {"change": "suspended", "reason": "client_id_suspended"})
def test_no_such_code(world, change, reason):
    """RFC 8628 section 3.3: a code that is good for nothing ({reason}) is said on the page, where another one can be typed"""
    device, browser = Device(world), world.browser()
    device.page(browser, code="BBBB-BBBB")
    if change == "too late":
        world.database.pass_time(901)
    elif change == "somebody else":
        device.decide(user="bob")
    elif change == "suspended":
        world.database.change("UPDATE client SET suspended_at = 1 WHERE client_id = 'demo-cli'")
    answer = device.page(browser, code="BBBB-BBBB" if change == "nothing" else None)
    assert answer.status == 400 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    if change != "suspended":
        assert answer.page.forms and answer.page.title == "Connect a device", answer


@each("allow", "deny")
def test_twice(world, first):
    """RFC 8628 section 3.3: one decision: the form again, or with the other button, gets the first answer ({first})"""
    device, browser = Device(world), world.browser()
    page = device.page(browser)
    form = page.page.forms[0]
    fields = {**form.fields, "user_code": device.said["user_code"]}
    said = browser.go("device", "POST", form={**fields, first: "1"}).page.text
    assert browser.go("device", "POST", form={**fields, "allow": "1"}).page.text == said
    assert browser.go("device", "POST", form={**fields, "deny": "1"}).page.text == said
    assert browser.go(f"device?user_code={device.said['user_code']}").page.text == said, "and so does its address"
    assert world.database.value("SELECT count(*) FROM authorization_grant") == (1 if first == "allow" else 0)


@each("none", "of another browser", "made up")
def test_csrf(world, token):
    """RFC 9700 section 4.7: a decision whose token is {token} decides nothing, and the page leads back"""
    device, browser, other = Device(world), world.browser(), world.browser()
    fields = dict(device.page(browser).page.forms[0].fields)
    fields["csrf"] = {"none": "", "made up": "x" * 43, "of another browser": device.page(other, "bob").page.forms[0].fields["csrf"]}[token]
    answer = browser.go("device", "POST", form={**fields, "allow": "1"})
    assert answer.status >= 400 and world.database.reason() == "csrf_mismatch", answer
    assert any(f"device?user_code={device.said['user_code']}" in link for link in answer.page.links), answer.page.links
    assert world.database.value("SELECT decided_at FROM device_authorization") is None


def test_not_signed_in(world):
    """RFC 8628 section 3.3: a decision without a session decides nothing; it leads to the sign-in page, and from there back to the code"""
    device, browser = Device(world), world.browser()
    answer = browser.go(f"{world.issuer}/device", "POST", form={"user_code": device.said["user_code"], "allow": "1"})
    assert answer.page.title == "Sign in", answer
    answer = world.walk(browser)
    assert device.said["user_code"] in answer.page.text and world.database.value("SELECT decided_at FROM device_authorization") is None


def test_not_you(world):
    """RFC 8628 section 3.3: somebody else at this browser signs in, and comes back to the code"""
    device, browser = Device(world), world.browser()
    device.page(browser, "alice")
    answer = browser.submit("switch")
    assert answer.page.title == "Sign in", answer
    answer = world.walk(browser, "bob")
    assert "Bob Baumann" in answer.page.text, answer.page.text
    browser.submit("allow")
    assert world.database.value("SELECT subject FROM device_authorization") == "u_bob"


@each("session", "network")
def test_guesses(world, by):
    """RFC 8628 section 5.1: who guesses codes waits, by session and by network; a right code is forgiven to the session, not to the network"""
    device, browser = Device(world), world.browser()
    world.database.set("login_attempts" if by == "session" else "login_attempts_network", 5)
    world.database.set("login_attempts_network" if by == "session" else "login_attempts", 1000)
    device.page(browser)
    for number in range(5):
        answer = device.page(browser, code=f"BCDF-GHJ{'KLMNP'[number]}")
        assert answer.status == 400 and world.database.reason() == "user_code_unknown", f"{number} {answer!r}"
    answer = device.page(browser)
    assert answer.status == 429 and int(answer.header("retry-after")) > 0, answer
    assert world.database.reason() == "device_throttled" and "Too many tries" in answer.page.text
    assert device.page(world.browser(), "bob").status == (200 if by == "session" else 429)
    world.database.pass_time(3600)
    assert device.poll().json["error"] == "expired_token"


def test_german(world):
    """the page speaks German to who wants it"""
    device, browser = Device(world), world.browser()
    device.page(browser)
    answer = browser.go(f"device?user_code={device.said['user_code']}", headers={"Accept-Language": "de"})
    assert f"Zeigt dein Gerät {device.said['user_code']}?" in answer.page.text, answer.page.text


def test_framed(world):
    """RFC 8628 section 5.4: no page of it stands in a frame, is kept, or says in a Referer what was typed"""
    device, browser = Device(world), world.browser()
    answer = device.page(browser)
    assert "frame-ancestors 'none'" in answer.header("content-security-policy"), answer.headers
    assert "form-action" not in answer.header("content-security-policy")
    assert "no-store" in answer.header("cache-control") and answer.header("referrer-policy") == "no-referrer"
