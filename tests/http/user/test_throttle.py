"""A guesser has to wait, and no other user: RFC 6749 section 10.10, OAuth 2.1 section 2.4.1."""

import http.client
import secrets

from browser import Browser, Wire
from device import Device
from plain_cgi import Cgi
from suite import each
from world import SERVICE, basic


class Elsewhere(Wire):
    """The same wire from another address: all of 127.0.0.0/8 is this machine."""

    def __init__(self, wire, address):
        super().__init__(wire.origin)
        self.address = address
        self.recent, self.hashed, self.faults = wire.recent, wire.hashed, wire.faults

    def connect(self, parts, timeout):
        return http.client.HTTPConnection("127.0.0.1", parts.port, timeout=timeout, source_address=(self.address, 0))


def at_sign_in(world, address="127.0.0.2", jar=None):
    browser = Browser(Elsewhere(world.wire, address))
    browser.jar = jar if jar is not None else {}
    browser.go(world.flow(prompt="login").url)
    return browser


def guess(browser, username, times=1):
    for _ in range(times):
        browser.submit("login", username=username, password="guess-" + secrets.token_hex(8))
    return browser.answer


def guess_as_if_from_elsewhere(world, times, also=()):
    """Each guess with headers that claim another address; the last answer."""
    browser = world.browser()
    form = browser.go(world.flow().url).page.forms[0]
    for number in range(times):
        address = f"192.0.2.{number}"
        headers = {"X-Forwarded-For": address, "Forwarded": f"for={address}", **{name: address for name in also}}
        fields = {**form.fields, "username": f"nobody-{number}", "password": "guess-" + secrets.token_hex(8), "login": "1"}
        answer = browser.go(form.action, "POST", form=fields, headers=headers)
    return answer


def lets_in(browser, username="alice", password="wonderland"):
    return browser.submit("login", username=username, password=password).page.title.startswith("Consent")


def test_stranger_at_another_address(world):
    """OAuth 2.1 section 2.4.1: a stranger who guesses waits, and the owner at another address does not"""
    world.database.set("login_attempts", 3)
    stranger = at_sign_in(world, "127.0.0.2")
    assert guess(stranger, "alice", 4).status == 429, stranger.answer
    assert not lets_in(stranger), "even with the right password, until the wait is over"
    assert lets_in(at_sign_in(world, "127.0.0.3"))


def test_stranger_at_the_same_address(world):
    """OAuth 2.1 section 2.4.1: a browser that was signed in to the account before is let through while others guess"""
    world.database.set("login_attempts", 3)
    owner = at_sign_in(world)
    assert lets_in(owner)
    stranger = at_sign_in(world)
    assert guess(stranger, "alice", 4).status == 429
    assert not lets_in(at_sign_in(world)), "an unknown browser waits"
    assert lets_in(at_sign_in(world, jar=owner.jar))


@each("login_attempts_account", "login_attempts_network")
def test_many_networks(world, setting):
    """OAuth 2.1 section 2.4.1: from many networks at once the account has a wide bound of its own ({setting}), and a known browser passes"""
    owner = at_sign_in(world)
    assert lets_in(owner)
    world.database.set("login_attempts", 3)
    world.database.set(setting, 10)
    for number in range(11):
        by_account = setting == "login_attempts_account"
        address, username = (f"127.0.1.{number + 1}", "alice") if by_account else ("127.0.1.1", f"somebody-{number}")
        answer = guess(at_sign_in(world, address), username)
    assert answer.status == 429 and world.database.reason() == "login_throttled", answer
    assert not lets_in(at_sign_in(world, "127.0.2.1" if by_account else "127.0.1.1"))
    assert lets_in(at_sign_in(world, "127.0.1.1", jar=owner.jar))


def test_known_browser_counts_by_itself(world):
    """OAuth 2.1 section 2.4.1: a known browser may not guess without end either, and only it has to wait then"""
    world.database.set("login_attempts", 3)
    owner = at_sign_in(world)
    assert lets_in(owner)
    here = at_sign_in(world, jar=dict(owner.jar))
    assert guess(here, "alice", 4).status == 429
    assert not lets_in(here)
    assert lets_in(at_sign_in(world)), "another browser at the same address does not wait for it"


@each("another user's", "one made up", "one from before the password was changed")
def test_cookies_that_excuse_nothing(world, whose):
    """OAuth 2.1 section 2.4.1: {whose} cookie of a known browser is worth nothing"""
    world.database.set("login_attempts", 3)
    owner, other = at_sign_in(world), at_sign_in(world)
    assert lets_in(owner) and lets_in(other, "bob", "builder")
    name = next(key for key in owner.jar if ".account." in key[0])
    password = "wonderland"
    if whose == "another user's":
        jar = {name: next(value for key, value in other.jar.items() if ".account." in key[0])}
    elif whose == "one made up":
        jar = {name: "kb_" + "x" * 16 + "." + "y" * 43}
    else:
        jar, password = {name: owner.jar[name]}, "another-wonderland"
        world.database.change("UPDATE end_user SET password_hash = password_hash(?, '{\"N\":1024}') WHERE username = 'alice'", password)
    assert guess(at_sign_in(world), "alice", 4).status == 429
    assert not lets_in(at_sign_in(world, jar=jar), password=password)


def test_unknown_users_wait_alike(world):
    """OIDC Core section 3.1.2.3: an unknown name waits as long, in the same words"""
    world.database.set("login_attempts", 3)
    pages = []
    for username in ("alice", "nobody-of-this-name"):
        answer = guess(at_sign_in(world), username, 4)
        pages.append((answer.status, answer.header("retry-after") is not None, answer.page.text.replace(username, "")))
    assert pages[0] == pages[1], pages


def test_a_right_password_excuses_its_own_tries_only(world):
    """OAuth 2.1 section 2.4.1: signing in with one's own password between guesses allows no more guesses"""
    world.database.set("login_attempts_network", 6)
    for number in range(6):
        assert lets_in(at_sign_in(world), "bob", "builder")
        answer = guess(at_sign_in(world), f"somebody-{number}")
    answer = guess(at_sign_in(world), "somebody-else")
    assert answer.status == 429, answer


def test_busy_office(world):
    """OAuth 2.1 section 2.4.1: what an office mistypes in a day does not add up: tries count within one span of login_wait"""
    world.database.set("login_attempts_network", 6)
    wait = world.database.value("SELECT value FROM setting WHERE name = 'login_wait'")
    for number in range(12):
        answer = guess(at_sign_in(world), f"somebody-{number}")
        assert answer.status == 403, (number, answer)
        world.database.pass_time(wait // 4)


def test_secret_of_a_client(world):
    """RFC 6749 section 2.3.1: guessing a client's secret makes the guesser wait, and not the client at another address"""
    world.database.set("login_attempts", 3)
    request = {"grant_type": "client_credentials", "scope": "notes:read"}

    def ask(address, secret):
        wire = Elsewhere(world.wire, address)
        return wire.post(f"{world.issuer}/token", request, headers=basic(SERVICE[0], secret)).status
    for number in range(4):
        status = ask("127.0.0.2", f"guess-number-{number}-of-the-test")
    assert status == 429 and ask("127.0.0.2", SERVICE[1]) == 429
    assert ask("127.0.0.3", SERVICE[1]) == 200


def test_what_is_over_is_forgotten(world):
    """RFC 9700 section 4.13: tries whose wait is over do not stay in the table"""
    wait = world.database.value("SELECT value FROM setting WHERE name = 'login_wait'")
    for number in range(10):
        guess(at_sign_in(world), f"somebody-{number}")
    world.database.pass_time(wait + 1)
    for number in range(6):
        guess(at_sign_in(world), f"another-{number}")
    world.database.clean()
    assert world.database.value("SELECT count(*) FROM throttle WHERE expires_at <= ?", world.database.now()) == 0


@each("alice ", " Alice", "ALICE\t", "\u00a0alice\u3000", "alice\u200b")
def test_name_as_people_type_it(world, username):
    """OIDC Core section 3.1.2.3: {username!r} is alice: what keyboards put around a name does not count"""
    assert lets_in(at_sign_in(world), username)


def test_waiting_guesses_count_for_nobody(world):
    """A37, RFC 6749 section 10.10: a guesser who has to wait keeps no other user from signing in, and fills no table"""
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


def test_forwarded_address_is_not_believed(world):
    """A32, RFC 9700 section 4.13: X-Forwarded-For is anybody's word, and excuses no wrong password"""
    world.database.set("login_attempts_network", 2)
    answer = guess_as_if_from_elsewhere(world, 4)
    assert answer.status == 429 and world.database.reason() == "login_throttled", answer


def test_throttle(world):
    """A37, OAuth 2.1 section 2.4.1: after too many failures even the right password has to wait"""
    world.database.set("login_attempts", 3)
    browser = world.browser()
    browser.go(world.flow().url)
    for _ in range(4):
        browser.submit("login", username="alice", password="guess-" + secrets.token_hex(8))
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.page.title.startswith("Sign in"), answer
    world.database.pass_time(world.database.value("SELECT value FROM setting WHERE name = 'login_wait'") + 1)
    answer = browser.submit("login", username="alice", password="wonderland")
    assert answer.page.title.startswith("Consent"), answer


def test_forwarded_address(world):
    """A32, RFC 9700 section 4.13: a guesser cannot take another address by a header"""
    world.database.set("login_attempts_network", 3)
    guess_as_if_from_elsewhere(world, 5, also=["X-Real-IP"])
    assert world.database.reason() == "login_throttled", world.database.reason()


def test_proxy(world):
    """RFC 9700 section 4.13, RFC 7239 section 8.1: behind a proxy of ours each caller has its own count, and the record its own address"""
    world.database.set("login_attempts_network", 2)
    world.database.set("trusted_proxy", "127.0.0.1 ::1")
    answer = guess_as_if_from_elsewhere(world, 4)
    assert answer.status == 403 and world.database.reason() == "login_failed", answer
    assert world.database.value("SELECT address FROM sign_in LIMIT 1") == "192.0.2.0/24"
    browser = world.browser()
    form = browser.go(world.flow().url).page.forms[0]
    for number in range(4):
        fields = {**form.fields, "username": f"nobody-{number}", "password": "wrong", "login": "1"}
        answer = browser.go(form.action, "POST", form=fields, headers={"X-Forwarded-For": f"192.0.2.{number}, 198.51.100.9"})
    assert answer.status == 429 and world.database.reason() == "login_throttled", "what the caller wrote itself counts for nothing"


def throttled(world, part="pair"):
    return world.database.row("SELECT * FROM throttled WHERE part = ?", part)


def test_waits_grow(world):
    """OAuth 2.1 section 2.4.1: each wait in a row is twice as long, up to setting login_wait_longest; an hour of peace forgets them"""
    world.database.set("login_attempts", 3)
    wait, longest = (world.database.value("SELECT value FROM setting WHERE name = ?", name) for name in ("login_wait", "login_wait_longest"))
    browser, waited = at_sign_in(world), []
    for number in range(6):
        answer = guess(browser, "alice", 4)
        assert answer.status == 429, answer
        waited.append(int(answer.header("retry-after")))
        assert throttled(world)["waits"] == number + 1
        world.database.pass_time(waited[-1] + 1)
    expected = [min(wait * 2 ** number, longest) for number in range(6)]
    assert all(abs(got - want) <= 2 for got, want in zip(waited, expected)), (waited, expected)
    world.database.pass_time(longest + 1)
    browser = at_sign_in(world)
    assert abs(int(guess(browser, "alice", 4).header("retry-after")) - wait) <= 2


def test_waits_of_others_do_not_grow(world):
    """OAuth 2.1 section 2.4.1: what a stranger can make wait, an account or a network alone, waits no longer the second time"""
    world.database.set("login_attempts", 1000)
    world.database.set("login_attempts_network", 3)
    wait = world.database.value("SELECT value FROM setting WHERE name = 'login_wait'")
    for _ in range(3):
        answer = guess(at_sign_in(world), "alice", 4)
        assert answer.status == 429 and int(answer.header("retry-after")) <= wait, answer
        world.database.pass_time(wait + 1)


def test_right_password_forgives(world):
    """OAuth 2.1 section 2.4.1: who waited and then signed in begins anew"""
    world.database.set("login_attempts", 3)
    browser = at_sign_in(world)
    guess(browser, "alice", 4)
    world.database.pass_time(int(browser.answer.header("retry-after")) + 1)
    assert lets_in(browser)
    assert world.database.value("SELECT count(*) FROM throttle WHERE waits > 0") == 0


def test_view(world):
    """the view throttled says who waits, until when and why, and names nobody; who deletes the row ends the wait"""
    world.database.set("login_attempts", 3)
    assert throttled(world) is None
    browser = at_sign_in(world)
    guess(browser, "alice", 4)
    row = dict(throttled(world))
    assert row["reason"] == "login_throttled" and row["why"] and row["failures"] == 4 and row["most"] == 3, row
    assert 0 < row["seconds_left"] <= 30 and "alice" not in str(row).lower(), row
    world.database.change("DELETE FROM throttle WHERE throttle_key = ?", row["throttle_key"])
    assert throttled(world) is None and lets_in(browser)


@each("", "unix:", "@")
def test_nobody_knows_from_where(world, address):
    """OAuth 2.1 section 2.4.1: callers whose address ({address}) is none, as behind a unix socket, are counted together, and not left uncounted"""
    world.database.set("login_attempts_network", 2)
    form = {"client_id": "demo-cli", "scope": "openid"}
    for status in (200, 200, 429):
        assert Cgi(world.database, "provider", "POST", "/device_authorization", form, REMOTE_ADDR=address).answer()[0] == status
    assert world.database.reason() == "device_too_often" and Device(world).answer.status == 200


def test_user_codes_of_one_user(world):
    """RFC 8628 section 5.1: one user's tries are counted over all their sessions and networks, and nobody else waits for them"""
    world.database.set("login_attempts_account", 10)
    device = Device(world)
    for number in range(11):
        browser = Browser(Elsewhere(world.wire, f"127.0.3.{number + 1}"))
        device.page(browser)
        device.page(browser, code=f"BCDF-GHJ{'BCDFGHJKLMN'[number]}")
    assert world.database.reason() == "device_throttled" and throttled(world, "account")["reason"] == "device_throttled"
    bob = Browser(Elsewhere(world.wire, "127.0.4.1"))
    assert device.page(bob, "bob").status == 200, bob.answer


@each({"kind": "a client's secret", "reason": "client_throttled", "part": "pair"},
      {"kind": "a user code", "reason": "device_throttled", "part": "pair"},
      {"kind": "devices that begin", "reason": "device_too_often", "part": "network"})
def test_all_wait(world, kind, reason, part):
    """OAuth 2.1 section 2.4.1: {kind}: too many tries wait as well, and the view says so: {reason}"""
    world.database.set("login_attempts", 2)
    world.database.set("login_attempts_network", 2 if part == "network" else 1000)
    device, browser = Device(world), world.browser()
    if kind == "a user code":
        device.page(browser)
    for number in range(3):
        if kind == "a client's secret":
            world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials"}, headers=basic(SERVICE[0], f"guess-number-{number}"))
        elif kind == "a user code":
            device.page(browser, code=f"BCDF-GHJ{'KLM'[number]}")
        else:
            Device(world)
    assert throttled(world, part)["reason"] == reason == world.database.reason()
