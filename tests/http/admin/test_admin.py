"""The pages of administration: who may see them, and what they do."""

import re
import urllib.parse

from holder import meanwhile
from server import HOUSE
from suite import each
from world import ALICE, basic, bearer

SERVERS = ("lighttpd",)
DESKS = ("start", "deeds", "clients", "apis", "users", "groups", "sessions", "grants", "keys", "settings", "relaxation", "why", "health")


def administrator(world, page="admin", **language):
    """A browser with alice, who is one."""
    world.database.change("UPDATE end_user SET administrator = 1 WHERE username = 'alice'")
    browser = world.browser()
    browser.go(f"{world.issuer}/{page}", **language)
    browser.submit("login", **ALICE)
    return browser


def do(world, browser, deed, desk="", **fields):
    """A form of a desk, filled in and sent."""
    page = browser.go(f"{world.issuer}/admin/{desk}").page
    number, form = next((number, form) for number, form in enumerate(page.forms) if form.action.endswith(f"/admin/{deed}"))
    assert set(fields) <= set(form.fields), (fields, form.fields)
    return browser.submit(number=number, follow=False, **fields)


def newest(world):
    return tuple(world.database.row("SELECT kind, done_by, client_id, username FROM administration LIMIT 1"))


@each(*({"desk": desk} for desk in DESKS))
def test_desk(world, desk):
    """RFC 9110 section 15.3.1: an administrator sees /admin/{desk}, in the language of the browser"""
    browser = administrator(world)
    answer = browser.go(f"{world.issuer}/admin/{desk}")
    assert answer.status == 200 and answer.header("cache-control") == "no-store", answer
    german = browser.go(f"{world.issuer}/admin/{desk}", headers={"Accept-Language": "de"})
    assert german.header("content-language") == "de" and "Verwaltung" in german.page.text, german.page.text


def test_start(world):
    """RFC 9110 section 15.3.1: the first desk has who is signed in, what waits, what is relaxed, what was refused and done, and leads there"""
    world.database.change("INSERT INTO user_add (username) VALUES ('carol')")
    world.wire.get(f"{world.issuer}/authorize?client_id=nobody")
    page = administrator(world).go(f"{world.issuer}/admin").page
    for word in ("Signed in", "What waits", "has no password yet", "Relaxations", "Refusals", "client_id_unknown", "What was done"):
        assert word in page.text, (word, page.text)
    for link in ("user?id=alice", "user?id=carol", "relaxation", "why", "deeds"):
        assert any(there.endswith(f"/admin/{link}") for there in page.links), (link, page.links)


@each({"page": "client?id=notes-web", "word": "redirect_uri"}, {"page": "user?id=alice", "word": "u_alice"},
      {"page": "setting?id=reveal", "word": "RFC"}, {"page": "group?id=staff", "word": "alice"})
def test_about(world, page, word):
    """RFC 9110 section 15.3.1: /admin/{page} is about one row"""
    world.database.change("INSERT INTO user_group (group_name) VALUES ('staff')")
    world.database.change("INSERT INTO group_member VALUES ('staff', 'u_alice')")
    answer = administrator(world).go(f"{world.issuer}/admin/{page}")
    assert answer.status == 200 and (word in answer.page.text or word == "RFC"), answer.page.text


def test_odd_name(world):
    """RFC 3986 section 2.1: a name with signs of its own in it is found by its link"""
    world.database.change("INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('a&b #?', 'Odd', 'none')")
    browser = administrator(world)
    link = re.search(r'href="([^"]*client\?id=%[^"]*)"', browser.go(f"{world.issuer}/admin/clients").text)[1]
    answer = browser.go(f"{world.origin}{link}")
    assert answer.status == 200 and "a&b #?" in answer.page.text, answer
    world.database.pass_time(4000)
    assert browser.go(f"{world.origin}{link}").page.title == "Sign in"
    assert "a&b #?" in browser.submit("login", **ALICE).page.text, "the sign-in leads back to it"


WERE = {
    "an administrator no more": "UPDATE end_user SET administrator = 0 WHERE username = 'alice'",
    "suspended": "INSERT INTO user_suspend (username) VALUES ('alice')",
    "removed": "INSERT INTO user_end (username) VALUES ('alice')",
    "signed out": "INSERT INTO session_end (username) VALUES ('alice')",
}


@each(*WERE)
def test_who_was(world, what):
    """RFC 9700 section 2.3: a deed that waits for the database while its administrator becomes one who is {what} is not done"""
    browser = administrator(world)
    page = browser.go(f"{world.issuer}/admin/user?id=bob").page
    number = next(number for number, form in enumerate(page.forms) if form.action.endswith("/admin/user_suspend"))
    answer = meanwhile(world, lambda: browser.submit(number=number, follow=False), WERE[what])
    assert answer.status == 403 and world.database.reason() == "administrator_only", answer
    assert world.database.value("SELECT suspended_at FROM end_user WHERE username = 'bob'") is None


def fill(world, count=120):
    for number in range(count):
        world.database.change("INSERT INTO end_user (subject, username, name, email) VALUES (?, ?, ?, ?)", f"u_{number:03}", f"user{number:03}",
                              f"Jo Ärmel{number}", f"jo{number}@example.org")


def names(page):
    return re.findall(r"user\d{3}", page.text)


def test_pages(world):
    """RFC 9110 section 15.3.1: a list has fifty rows, leads on, and back the same way"""
    fill(world)
    browser = administrator(world)
    first = names(browser.go(f"{world.issuer}/admin/users").page)
    assert first == [f"user{number:03}" for number in range(48)], first
    second = names(browser.submit("after").page)
    assert second == [f"user{number:03}" for number in range(48, 98)], second
    last = browser.submit("after").page
    assert names(last) == [f"user{number:03}" for number in range(98, 120)], names(last)
    assert not any("after" in dict(form.buttons) for form in last.forms)
    assert names(browser.submit("before").page) == second
    page = browser.submit("before").page
    assert names(page) == first and not any("before" in dict(form.buttons) for form in page.forms), page.text


def test_newest_first(world):
    """RFC 9110 section 15.3.1: of what was refused the newest comes first, on each page, in both directions"""
    browser = administrator(world)
    for number in range(70):
        world.database.change("INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, reason, "
                              "client_id) SELECT ?, '0123456789abcdef', now, now * 1000000, 'provider', 'browser', 'provider', 'front', 'page.get', 'deny', "
                              "'client_id_unknown', ? FROM clock", f"{number:032}", f"nobody{number:02}")

    def there():
        return [int(number) for number in re.findall(r"nobody(\d\d)", browser.answer.page.text)]

    browser.go(f"{world.issuer}/admin/why")
    first = there()
    assert len(first) == 50 and first == sorted(first, reverse=True) and first[0] == 69, first
    browser.submit("after")
    assert there()[:20] == list(range(19, -1, -1)), there()
    browser.submit("before")
    assert there() == first
    for place in ("x", "-1", "9" * 30, "1e3"):
        assert browser.go(f"{world.issuer}/admin/why?after={place}").status == 200 and there() == first, place


@each({"desk": "users", "search": "ÄRMEL7", "there": "user007"}, {"desk": "users", "search": "Ärmel7", "there": "user007"},
      {"desk": "users", "search": "JO7@example", "there": "user007"}, {"desk": "clients", "search": "notes", "there": "notes-web"},
      {"desk": "settings", "search": "ACCESS_life", "there": "access_lifetime"}, {"desk": "health", "search": "flow_ev", "there": "flow_event"})
def test_search(world, desk, search, there):
    """RFC 9110 section 15.3.1: a list of {desk} has the rows with {search} in them, in whatever case, and leads back to all"""
    fill(world)
    browser = administrator(world)
    page = browser.go(f"{world.issuer}/admin/{desk}?{urllib.parse.urlencode({'search': search})}").page
    assert there in page.text and "bob" not in page.text and "Show all" in page.text, page.text


def test_search_goes_on(world):
    """RFC 9110 section 15.3.1: a search is typed in, and goes on over the pages of what it found; what is nowhere is said so"""
    fill(world)
    browser = administrator(world)
    browser.go(f"{world.issuer}/admin/users")
    page = browser.submit(number=0, search="example.org").page
    assert names(page)[0] == "user000" and "alice" not in page.text.split("Show all")[1], page.text
    assert names(browser.submit("after").page)[0] == "user050"
    assert "Nothing here has this in it" in browser.go(f"{world.issuer}/admin/users?search=%25").page.text


def test_search_of_a_trace(world):
    """RFC 9110 section 15.5: whoever was refused tells an administrator the trace, and that finds why"""
    browser = administrator(world)
    told = world.wire.get(f"{world.issuer}/authorize?client_id=nobody").page.text
    trace = world.database.value("SELECT trace_id FROM flow_event WHERE reason = 'client_id_unknown'")
    world.wire.get(f"{world.issuer}/authorize?scope=openid")
    assert trace in told, told
    page = browser.go(f"{world.issuer}/admin/why?search={trace}").page
    assert "client_id_unknown" in page.text and "client_id_missing" not in page.text, page.text


@each(*({"page": page} for page in ("admin", "admin/users", "admin/user?id=alice", "admin/nothing")))
def test_only_administrators(world, page):
    """RFC 9110 section 15.5.4: {page} is refused to anybody else, whoever they are, and the record says so"""
    browser = world.browser()
    assert browser.go(f"{world.issuer}/{page}").page.title == "Sign in"
    answer = browser.submit("login", **ALICE)
    assert answer.status == 403 and "for administrators" in answer.page.text, answer
    assert world.database.reason() == "administrator_only"
    assert world.database.value("SELECT subject FROM flow_event WHERE reason = 'administrator_only'") == "u_alice"


def test_link(world):
    """RFC 9110 section 15.5.4: the page of one's own account leads an administrator on, and nobody else"""
    browser = administrator(world)
    assert any(link.endswith("/admin") for link in browser.go(f"{world.issuer}/account").page.links)
    world.database.change("INSERT INTO administrator_end (username) VALUES ('alice')")
    assert not any(link.endswith("/admin") for link in browser.go(f"{world.issuer}/account").page.links)
    assert browser.go(f"{world.issuer}/admin").status == 403, "at once"


def test_not_there(world):
    """RFC 9110 section 15.5.5: what is not there is not found"""
    browser = administrator(world)
    for page in ("nothing", "user?id=nobody", "client", "client?id=", "start/start"):
        assert browser.go(f"{world.issuer}/admin/{page}").status == 404, page
        assert world.database.reason() == "desk_unknown", page


def test_recent(world):
    """OIDC Core section 3.1.2.1, max_age: who signed in too long ago signs in again, and what was sent is not done"""
    browser = administrator(world)
    browser.go(f"{world.issuer}/admin/users")
    world.database.pass_time(3601 - 1200)
    world.database.change("UPDATE login_session SET idle_expires_at = idle_expires_at + 10000, expires_at = expires_at + 10000")
    world.database.pass_time(1200)
    answer = browser.submit(number=0, username="mallory")
    assert answer.page.title == "Sign in", answer
    assert world.database.value("SELECT count(*) FROM end_user WHERE username = 'mallory'") == 0


def test_forged(world):
    """RFC 9700 section 4.7: a form without its token does nothing"""
    browser = administrator(world)
    for token in (None, "", "x", "A" * 43):
        form = {"username": "mallory", **({} if token is None else {"csrf": token})}
        answer = browser.go(f"{world.issuer}/admin/user_add", "POST", form)
        assert answer.status in (400, 403) and world.database.reason() == "csrf_mismatch", answer
    assert world.database.value("SELECT count(*) FROM end_user WHERE username = 'mallory'") == 0


def test_get_does_nothing(world):
    """RFC 9110 section 9.2.1: a deed is no page"""
    browser = administrator(world)
    assert browser.go(f"{world.issuer}/admin/client_end?client_id=demo-cli").status == 404
    assert world.database.value("SELECT count(*) FROM client WHERE client_id = 'demo-cli'") == 1


def test_old_secret(world):
    """RFC 6749 section 2.3.1: that a client's old secret is still good beside the new is said for as long as it is"""
    database, told = world.database, "has two secrets: the old one is still good"
    database.change("UPDATE client SET next_secret_hash = token_hash('new'), client_secret_expires_at = ? WHERE client_id = 'demo-service'",
                    database.now() + 100)
    said = "SELECT id FROM desk_waits WHERE told = :told UNION ALL SELECT about FROM desk_client WHERE told = :told"
    assert [row["id"] for row in database.connection.execute(said, {"told": told})] == ["demo-service", "demo-service"]
    database.pass_time(200)
    assert not database.connection.execute(said, {"told": told}).fetchall()


def test_key_that_never_signs(world):
    """OIDC Core section 10.1.1: a key that is compromised before it signs is not said to sign later"""
    database = world.database
    waits = "SELECT count(*) FROM desk_waits WHERE told = 'a key of this algorithm is announced, and signs later'"
    database.change("""INSERT INTO signing_key (kid, alg, jwk, public_jwk, announced_at, active_at)
                       SELECT 'later', alg, '{"kid":"later"}', '{"kid":"later"}', now, now + 1000 FROM signing_now, clock WHERE alg = 'ES256'""")
    assert database.value(waits) == 1
    database.change("INSERT INTO key_compromised (kid) VALUES ('later')")
    assert database.value(waits) == 0


def test_client(world):
    """RFC 6749 section 2.3.1: a client is added, and its secret, which is shown once, is good; another, and the old one ends"""
    browser = administrator(world)
    answer = do(world, browser, "client_add", "clients", client_id="robot", client_name="Robot", redirect_uri="https://robot.example/cb",
                scope="openid")
    first = re.search(r"<pre>([A-Za-z0-9_-]{43})</pre>", answer.text)[1]
    assert newest(world) == ("client.add", "alice", "robot", None)
    assert first not in browser.go(f"{world.issuer}/admin/client?id=robot").text
    answer = do(world, browser, "client_secret_new", "client?id=robot")
    second = re.search(r"<pre>([A-Za-z0-9_-]{43})</pre>", answer.text)[1]

    def good(secret):
        answer = world.wire.post(f"{world.issuer}/introspect", {"token": "x"}, headers=basic("robot", secret))
        return answer.status == 200

    assert good(first) and good(second)
    answer = do(world, browser, "client_secret_end", "client?id=robot")
    assert answer.status == 303 and answer.location.endswith("/admin/client?id=robot"), answer
    assert good(second) and not good(first)
    do(world, browser, "client_suspend", "client?id=robot")
    assert not good(second)
    do(world, browser, "client_resume", "client?id=robot")
    assert do(world, browser, "client_end", "client?id=robot", client_id="robot").location.endswith("/admin/clients")
    assert world.database.value("SELECT count(*) FROM client WHERE client_id = 'robot'") == 0
    assert newest(world) == ("client.end", "alice", "robot", None)


def test_list_of_client(world):
    """RFC 7591 section 2: what a client has several of comes and goes"""
    browser = administrator(world)
    do(world, browser, "client_member_add", "client?id=demo-cli", member="redirect_uri", value="https://a.example/a https://b.example/b")
    page = browser.go(f"{world.issuer}/admin/client?id=demo-cli").page
    number = next(number for number, form in enumerate(page.forms) if form.fields.get("word") == "https://a.example/a")
    browser.submit(number=number)
    assert newest(world) == ("client.change", "alice", "demo-cli", None)
    left = world.database.value("SELECT group_concat(redirect_uri) FROM client_redirect_uri WHERE redirect_uri GLOB 'https://?.example/*'")
    assert left == "https://b.example/b", left


def test_registration(world):
    """RFC 7591 section 3: with a token that an administrator made a client registers itself, as often as was said"""
    world.database.set("registration", "token")
    browser = administrator(world)
    token = re.search(r"<pre>(ia_.*)</pre>", do(world, browser, "initial_access_token_add", "clients", uses="1").text)[1]
    for status in (201, 401):
        answer = world.wire.send("POST", f"{world.issuer}/register", json_body={"redirect_uris": ["https://new.example/cb"]}, headers=bearer(token))
        assert answer.status == status, answer
    assert do(world, browser, "initial_access_token_add", "clients", uses="many").status == 400


def test_user(world):
    """NIST SP 800-63B section 5.2: a user is added, invited, put into a group, signed out, and forgotten"""
    browser = administrator(world)
    do(world, browser, "user_add", "users", username="carol", name="Carol Jones", email="carol@example.com")
    link = re.search(r"<pre>(.*)</pre>", do(world, browser, "user_invite", "user?id=carol").text)[1]
    assert re.fullmatch(re.escape(world.issuer) + r"/account/link\?link=ul_[\w-]{16}\.[\w-]{43}", link), link
    do(world, browser, "group_add", "groups", group_name="staff")
    do(world, browser, "group_join", "group?id=staff", username="carol")
    assert newest(world) == ("group.join", "alice", None, "carol")
    flow = world.flow()
    flow.authorize(user="bob").redeem()
    do(world, browser, "user_sessions_end", "user?id=bob")
    assert flow.refresh().status == 400
    do(world, browser, "user_end", "user?id=carol", username="carol")
    assert world.database.value("SELECT count(*) FROM end_user WHERE username = 'carol'") == 0


@each("user_end", "user_suspend", "administrator_end")
def test_last_administrator(world, deed):
    """RFC 6973 section 6.2: by {deed} an administrator leaves when another one stays, and not before"""
    browser = administrator(world)
    fields = {"username": "alice"} if deed == "user_end" else {}
    answer = do(world, browser, deed, "user?id=alice", **fields)
    assert answer.status == 400 and "you are the only administrator: make another one first" in answer.page.text, answer.page.text
    assert world.database.reason() == "deed_refused"
    do(world, browser, "administrator_add", "user?id=bob")
    assert do(world, browser, deed, "user?id=alice", **fields).status == 303
    assert browser.go(f"{world.issuer}/admin").status != 200 or browser.answer.page.title == "Sign in"


def test_session(world):
    """OIDC Core section 2: a session ends by its button, and what lives by it"""
    flow = world.flow()
    flow.authorize(user="bob").redeem()
    browser = administrator(world)
    page = browser.go(f"{world.issuer}/admin/user?id=bob").page
    number = next(number for number, form in enumerate(page.forms) if form.action.endswith("/session_end"))
    assert browser.submit(number=number, follow=False).status == 303
    assert flow.refresh().status == 400 and world.database.reason() == "session_ended"


def test_key(world):
    """OIDC Core section 10.1.1: a key that is compromised leaves the key set at once"""
    browser = administrator(world)
    kid = world.database.value("SELECT kid FROM signing_key WHERE alg = 'RS256'")
    do(world, browser, "key_rotate", "keys", alg="RS256")
    do(world, browser, "key_compromised", "keys", kid=kid)
    assert kid not in world.wire.get(f"{world.issuer}/jwks").text


def test_setting(world):
    """RFC 6973 section 6.1: a setting counts at once, and one that cannot be is refused in the words of the view, in two languages"""
    browser = administrator(world)
    do(world, browser, "setting_set", "setting?id=access_lifetime", value="61")
    assert world.tokens().tokens["expires_in"] == 61
    answer = do(world, browser, "setting_set", "setting?id=access_lifetime", value="for ever")
    assert answer.status == 400 and "the setting may not be that" in answer.page.text and world.database.reason() == "deed_refused", answer
    form = browser.go(f"{world.issuer}/admin/setting?id=access_lifetime").page.forms[-1]
    answer = browser.go(f"{world.issuer}/admin/setting_set", "POST", {**form.fields, "value": "999999999"}, headers={"Accept-Language": "de"})
    assert "das darf die Einstellung nicht sein" in answer.page.text, answer.page.text


@each({"setting": "reveal", "value": "1"}, {"setting": "access_token_alg", "value": "RS256"})
def test_choice(world, setting, value):
    """RFC 6973 section 6.1: what {setting} may be is chosen from what there is, and is first what it is"""
    browser = administrator(world)
    form = browser.go(f"{world.issuer}/admin/setting?id={setting}").page.forms[-1]
    assert form.fields["value"] == str(world.database.value("SELECT value FROM setting WHERE name = ?", setting)), form.fields
    do(world, browser, "setting_set", f"setting?id={setting}", value=value)
    assert str(world.database.value("SELECT value FROM setting WHERE name = ?", setting)) == value


@each({"seconds": 59, "said": "59 s"}, {"seconds": 300, "said": "5 min"}, {"seconds": 7200, "said": "2 h"}, {"seconds": 86400, "said": "1 d"})
def test_time(world, seconds, said):
    """RFC 6749 section 5.1: {seconds} seconds are said as {said}"""
    world.database.set("access_lifetime", seconds)
    page = administrator(world).go(f"{world.issuer}/admin/settings?search=access_lifetime").page
    assert f"access_lifetime {said} " in page.text, page.text


def test_issuer(world):
    """RFC 8414 section 2: the issuer is no setting that a form changes, and none is offered"""
    page = administrator(world).go(f"{world.issuer}/admin/setting?id=issuer").page
    assert world.issuer in page.text and not any(form.action.endswith("/setting_set") for form in page.forms), page.text


def test_client_with_keys(world):
    """RFC 7523 section 2.2: a client that has keys of its own gets no secret"""
    browser = administrator(world)
    answer = do(world, browser, "client_add", "clients", client_id="keys", client_name="Keys", redirect_uri="https://keys.example/cb",
                token_endpoint_auth_method="private_key_jwt", jwks_uri="https://keys.example/jwks")
    assert answer.status == 303, answer
    kept = tuple(world.database.row("SELECT secret_hash, token_endpoint_auth_method, jwks_uri FROM client WHERE client_id = 'keys'"))
    assert kept == (None, "private_key_jwt", "https://keys.example/jwks"), kept


def test_objection(world):
    """RFC 6749 section 3.1.2: what a constraint of a table says is a sentence too, in two languages"""
    browser = administrator(world)
    answer = do(world, browser, "client_member_add", "client?id=demo-cli", member="redirect_uri", value="http://127.0.0.1:80/cb")
    assert answer.status == 400 and "127.0.0.1 has no port" in answer.page.text, answer.page.text
    form = browser.go(f"{world.issuer}/admin/client?id=demo-cli").page.forms[-2]
    answer = browser.go(f"{world.issuer}/admin/client_member_add", "POST", {**form.fields, "member": "redirect_uri", "value": "javascript:/x"},
                        headers={"Accept-Language": "de"})
    assert "hat keinen Punkt" in answer.page.text, answer.page.text


def test_markup(world):
    """RFC 9700 section 4.16: what an administrator types is text on every page"""
    browser = administrator(world)
    answer = do(world, browser, "client_add", "clients", client_id="<b>x", client_name="<script>1</script>", redirect_uri="https://x.example/")
    assert "<b>x" not in answer.text and "<script>1" not in browser.go(f"{world.issuer}/admin/clients").text


def test_every_deed(world):
    """RFC 9110 section 9.3.3: each deed that a page offers has its statement, and reads the fields of its form"""
    source = (HOUSE / "cgi-bin/provider/admin/deed.c").read_text()
    offered = {row[0] for row in world.database.rows("SELECT deed FROM deed")}
    assert offered == set(re.findall(r"^\t\{ \"(\w+)\",", source, re.M))
    read = set(re.findall(r'\.name = "(\w+)"', (HOUSE / "cgi-bin/provider/admin/routes.c").read_text()))
    fields = {row[0] for row in world.database.rows("SELECT field FROM deed_field")}
    assert fields <= read, fields - read
    desks = {row[0] for row in world.database.rows("SELECT desk FROM desk")}
    assert desks == set(re.findall(r"^\t\{ \"(\w+)\",", (HOUSE / "cgi-bin/provider/admin/desk.c").read_text(), re.M))
