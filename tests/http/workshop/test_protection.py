"""What a lab switches off: the attack succeeds, every page says so, and it is back on by default."""

from sample_client import back_to_client, signed_in
from suite import each

SERVERS = ("lighttpd",)

NAMES = ("redirect_uri_match", "pkce_check", "refresh_reuse", "state_check", "iss_check")


def switch(world, browser=None, **button):
    browser = browser or world.browser()
    browser.go(f"{world.workshop}/protections")
    return browser.submit(**button)


def off(world):
    return world.database.value("SELECT names FROM protection_off")


def test_default(world):
    """all are on, in a new database, and no page says anything"""
    assert off(world) is None
    for place in (world.issuer, world.client, world.workshop):
        assert "Switched off here" not in world.wire.get(f"{place}/").text


@each(*NAMES)
def test_switch(world, name):
    """{name} is switched off and on again by its button; the record has what was set; and one button brings all back"""
    switch(world, off=name)
    assert off(world) == name
    event = world.database.row("SELECT actor_from, actor_to, detail FROM flow_event WHERE kind = 'toggle.set'")
    word = world.database.value("SELECT value FROM setting WHERE name = ?", name)
    assert tuple(event) == ("browser", "workshop", f'{{"{name}":"{word}"}}'), tuple(event)
    switch(world, on=name)
    assert off(world) is None
    switch(world, off=name)
    switch(world, all="on")
    assert off(world) is None
    assert world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'toggle.set'") == 4


def test_every_page(world):
    """while one is off every page says which: of each program, in each language, refusals as well"""
    browser = signed_in(world)
    world.database.set("pkce_check", "off")
    pages = [f"{world.issuer}/", f"{world.issuer}/authorize", f"{world.client}/", f"{world.client}/login?client_app_id=none", f"{world.client}/callback",
             f"{world.client}/reveal", f"{world.workshop}/", f"{world.workshop}/protections", f"{world.workshop}/clock", f"{world.workshop}/selftest",
             f"{world.workshop}/lab/01", f"{world.workshop}/flow?trace_id=none", f"{world.workshop}/cli"]
    for page in pages:
        answer = browser.go(page)
        assert "Switched off here: pkce_check" in answer.page.text and "/workshop/protections" in answer.text, answer
    german = world.wire.get(f"{world.workshop}/", headers={"Accept-Language": "de"})
    assert "Hier ausgeschaltet: pkce_check" in german.page.text, german.page.text
    world.database.set("pkce_check", "on")
    assert "pkce_check" not in browser.go(f"{world.client}/").text


def test_csrf(world):
    """RFC 9700 section 4.7: a form from elsewhere switches nothing"""
    answer = world.wire.post(f"{world.workshop}/protections", {"off": "pkce_check"})
    assert answer.status == 403 and off(world) is None and world.database.reason() == "csrf_mismatch", answer


def test_unknown(world):
    """a word of another setting is none of these"""
    assert switch(world, off="profile").status == 400
    assert world.database.reason() == "protection_unknown" and off(world) is None


def test_service(world):
    """in a service there is no switch; the shell is refused too; and a workshop that becomes one has all on again"""
    world.database.set("state_check", "off")
    world.database.set("profile", "service")
    assert off(world) is None
    assert world.wire.get(f"{world.workshop}/protections").status == 404
    assert world.wire.post(f"{world.workshop}/protections", {"off": "pkce_check"}).status == 404
    for name in NAMES:
        try:
            world.database.change("UPDATE setting SET value = (SELECT word_off FROM protection AS p WHERE p.name = setting.name) WHERE name = ?", name)
        except Exception as error:  # sqlite3's, whose text is ours
            assert "profile workshop alone" in str(error), error
        else:
            raise AssertionError(f"{name} was switched off in a service")
    assert off(world) is None


def test_redirect_uri_match(world):
    """RFC 9700 section 4.1.1: compared by prefix, an address that climbs out of the registered one gets the code"""
    registered = world.database.value("SELECT redirect_uri FROM client_redirect_uri WHERE client_id = 'demo-cli' AND redirect_uri GLOB '*/cli/callback'")
    flow = world.flow(redirect_uri=f"{registered}/../../attacker/code")
    answer = world.browser().go(flow.url, follow=False)
    assert answer.status == 400 and not answer.location and world.database.reason() == "redirect_uri_unknown", answer
    world.database.set("redirect_uri_match", "prefix")
    assert world.browser().go(flow.url, follow=False).status == 303
    assert world.browser().go(world.flow(redirect_uri="http://127.0.0.1/elsewhere").url, follow=False).status == 400


def test_pkce_check(world):
    """RFC 7636 section 1: without it a code is good for whoever has it, and none need have a challenge"""
    flow = world.flow().authorize()
    assert flow.redeem(code_verifier="x" * 43).json["error"] == "invalid_grant" and world.database.reason() == "pkce_mismatch"
    assert world.flow(code_challenge=None, code_challenge_method=None).authorize().code is None
    world.database.set("pkce_check", "off")
    assert flow.redeem(code_verifier=None).status == 200
    assert flow.redeem(code_verifier=None).status == 400 and world.database.reason() == "code_replayed", "a replay is still noticed"
    assert world.flow(code_challenge=None, code_challenge_method=None).authorize().redeem(code_verifier=None).status == 200


@each(100, 1000)
def test_refresh_reuse(world, seconds):
    """RFC 9700 section 4.14.2: without it a thief and the client share a family, {seconds} s after the grace began"""
    for word, status in (("ignored", 200), ("detected", 400)):
        world.database.set("refresh_reuse", word)
        flow = world.tokens()
        used, newest = flow.tokens["refresh_token"], flow.refresh().json["refresh_token"]
        world.database.pass_time(seconds)
        assert flow.refresh(used).status == status, world.database.reason()
        assert flow.refresh(newest).status == status, world.database.reason()
    assert world.database.value("SELECT revoked_reason FROM authorization_grant ORDER BY created_at DESC LIMIT 1") == "refresh_reused"


def planted(world, **request):
    """The address at the client with a code that somebody else got, by a request of their own making."""
    flow = world.flow(client_id="notes-web", redirect_uri=f"{world.client}/callback", scope="openid notes:read", **request)
    browser = world.browser()
    return back_to_client(world, browser, browser.go(flow.url, follow=False))


def test_state_check(world):
    """RFC 9700 section 4.7: without it an answer that somebody else got signs this browser in, as somebody else"""
    world.database.set("pkce_check", "off")
    for word, status in (("on", 400), ("off", 200)):
        world.database.set("state_check", word)
        answer = world.browser().go(planted(world, nonce=None, code_challenge=None, code_challenge_method=None))
        assert answer.status == status, f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT count(*) FROM client_session") == 1


@each({"request": {"nonce": None}, "status": 403, "reason": "pkce_verifier_missing"},
      {"request": {}, "pkce": "off", "status": 401, "reason": "nonce_mismatch"})
def test_walls_behind_state(world, request, status, reason, pkce="on"):
    """RFC 9700 section 4.7.1: without the state PKCE and the nonce still stop such an answer: {reason}"""
    world.database.set("state_check", "off")
    world.database.set("pkce_check", pkce)
    assert world.browser().go(planted(world, **request)).status == status
    assert world.database.value("SELECT count(*) FROM flow_event WHERE reason = ?", reason) == 1
    assert world.database.value("SELECT count(*) FROM client_session") == 0
