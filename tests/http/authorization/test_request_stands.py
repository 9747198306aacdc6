"""Taken back while a request is under way: whatever the client had when it asked, the next step asks for again."""

import itertools

from refusal import refused_in_json
from relying_party import CALLBACK, SECRET, rp
from suite import each
from world import ALICE, basic

SERVERS = ("lighttpd",)
# What is taken from the client, and what becomes of the request: the error goes back to it as long as its address is its own.
TAKEN = {
    "the redirect URI": ("DELETE FROM client_redirect_uri WHERE client_id = 'rp'", "redirect_uri_withdrawn", None),
    "the redirect URI, for another one":
        ("UPDATE client_redirect_uri SET redirect_uri = redirect_uri || '/2' WHERE client_id = 'rp'", "redirect_uri_withdrawn", None),
    "the client's right to anything": ("UPDATE client SET suspended_at = unixepoch() WHERE client_id = 'rp'", "client_id_suspended", None),
    "the grant": ("DELETE FROM client_grant_type WHERE client_id = 'rp'", "grant_forbidden", "unauthorized_client"),
    "every scope": ("DELETE FROM client_scope WHERE client_id = 'rp'", "request_scope_withdrawn", "invalid_scope"),
    "every scope but offline_access":
        ("DELETE FROM client_scope WHERE client_id = 'rp' AND scope <> 'offline_access'", "request_scope_withdrawn", "invalid_scope"),
    "the API": ("DELETE FROM client_scope WHERE client_id = 'rp' AND scope GLOB 'notes:*'", "request_scope_withdrawn", "invalid_scope"),
    "the scope, for another API":
        ("UPDATE scope SET resource = (SELECT resource FROM protected_resource WHERE name <> 'Notes') WHERE scope GLOB 'notes:*'",
         "request_scope_withdrawn", "invalid_scope"),
}


class Asked:
    """A request of rp that stands at some page: one in the browser, or a pushed one."""

    def __init__(self, world, **request):
        self.world, self.browser = world, world.browser()
        request = {"prompt": "consent", "resource": world.api, "scope": "openid notes:read offline_access", **request}
        self.flow = rp(world)(**request)

    def take(self, what):
        self.sql, self.reason, self.error = TAKEN[what]
        self.world.database.change(self.sql)

    def is_over(self, answer):
        """The client hears it, or the user alone does; and no code was made."""
        assert self.world.database.reason() == self.reason, f"{answer!r} {self.world.database.reason()}"
        if self.error:
            assert answer.location.startswith(CALLBACK + "?"), answer
            assert (answer.parameters["error"], answer.parameters["state"]) == (self.error, self.flow.state), answer
        else:
            assert answer.status == 400 and answer.location is None and CALLBACK not in answer.text, answer
        assert self.world.database.value("SELECT count(*) FROM authorization_grant") == 0


def at_sign_in(asked):
    asked.browser.go(asked.flow.url)
    return lambda: asked.browser.submit("login", **ALICE)


def cancelled(asked):
    at_sign_in(asked)
    return lambda: asked.browser.submit("cancel")


def at_consent(asked, button="allow"):
    at_sign_in(asked)()
    assert asked.browser.answer.page.title == "Consent", asked.browser.answer
    return lambda: asked.browser.submit(button)


def posted(asked):
    answer = asked.browser.go(f"{asked.world.issuer}/authorize", "POST", asked.flow.request, follow=False)
    return lambda: asked.browser.go(answer.location)


def pushed(asked):
    said = asked.world.wire.post(f"{asked.world.issuer}/par", asked.flow.request, headers=basic("rp", SECRET))
    asked.flow.request = {"client_id": "rp", "request_uri": said.json["request_uri"]}
    return lambda: asked.browser.go(asked.flow.url)


def pushed_and_visited(asked):
    pushed(asked)
    return at_consent(asked)


STAGES = {
    "the user signs in": at_sign_in,
    "the user goes away": cancelled,
    "the user allows it": at_consent,
    "the user denies it": lambda asked: at_consent(asked, "deny"),
    "it comes by a form": posted,
    "it was pushed": pushed,
    "it was pushed, and the user allows it": pushed_and_visited,
}


@each(*({"what": what, "stage": stage} for what, stage in itertools.product(TAKEN, STAGES)))
def test_taken(world, what, stage):
    """A2 RFC 9700 section 2.1: {what} is taken back, and then {stage}: no code comes, and no address hears of it that is not the client's"""
    asked = Asked(world)
    goes_on = STAGES[stage](asked)
    asked.take(what)
    asked.is_over(goes_on())


@each("the redirect URI", "the grant", "every scope")
def test_code_again(world, what):
    """OIDC Core section 3.1.2.5: nor does the same form, sent twice, bring the first one's code again, when {what} is gone"""
    asked = Asked(world)
    goes_on = at_consent(asked)
    form = asked.browser.answer.page.forms[0]
    code = goes_on().parameters["code"]
    asked.take(what)
    answer = asked.browser.go(f"{world.issuer}/consent", "POST", {**form.fields, "allow": "1"})
    assert code not in f"{answer.location} {answer.text}", answer
    assert world.database.reason() == asked.reason


def test_no_redirector(world):
    """A3 RFC 9700 section 4.11.2: a client that registered itself, and takes back its own scopes, sends no browser on before a user signed in"""
    asked = Asked(world)
    world.database.change("UPDATE client SET trusted = 0, origin = 'registration' WHERE client_id = 'rp'")
    goes_on = at_sign_in(asked)
    asked.take("every scope")
    answer = goes_on()
    assert answer.status == 400 and answer.location is None and world.database.reason() == asked.reason, answer
    assert "rp.example" in answer.text, "the page names the host, and the user decides"


def test_another_address(world):
    """RFC 9700 section 2.1: an address that is taken from a client is no concern of the requests to its others"""
    asked = Asked(world)
    world.database.change("INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES ('rp', 'https://rp.example/other')")
    goes_on = at_consent(asked)
    world.database.change("DELETE FROM client_redirect_uri WHERE redirect_uri = 'https://rp.example/other'")
    assert goes_on().parameters["code"]


def test_one_scope(world):
    """RFC 6749 section 4.1.2.1: with one scope less the page asks for the rest, and the grant is for no more, though it comes back later"""
    asked = Asked(world)
    goes_on = at_consent(asked)
    world.database.change("DELETE FROM client_scope WHERE client_id = 'rp' AND scope = 'offline_access'")
    asked.flow.code = goes_on().parameters["code"]
    assert tuple(world.database.row("SELECT scope, offline FROM authorization_grant")) == ("openid notes:read", 0)
    world.database.change("INSERT INTO client_scope (client_id, scope) VALUES ('rp', 'offline_access')")
    assert asked.flow.redeem(basic("rp", SECRET)).json["scope"] == "openid notes:read"


def test_over_for_good(world):
    """RFC 6749 section 4.1.2.1: the client has heard that it is over, so what was taken away and given back does not go on"""
    asked = Asked(world)
    goes_on = at_consent(asked)
    form = asked.browser.answer.page.forms[0]
    asked.take("the grant")
    asked.is_over(goes_on())
    world.database.change("INSERT INTO client_grant_type (client_id, grant_type) VALUES ('rp', 'authorization_code')")
    answer = asked.browser.go(f"{world.issuer}/consent", "POST", {**form.fields, "allow": "1"})
    assert answer.location is None and world.database.reason() == "request_answered", answer


def test_loopback(world):
    """RFC 8252 section 7.3: the address with the port that a program listens at stands as long as the one without it"""
    browser = world.browser()
    browser.go(world.flow().url)
    assert browser.submit("login", **ALICE).page.title == "Consent"
    world.database.change("DELETE FROM client_redirect_uri WHERE client_id = 'demo-cli' AND redirect_uri = 'http://127.0.0.1/callback'")
    answer = browser.submit("allow")
    assert answer.location is None and world.database.reason() == "redirect_uri_withdrawn", answer


# The same of a code: what the token endpoint says, and why.
REDEEMED = {
    "redirect_uri_withdrawn": ("invalid_grant", "code_redirect_uri_withdrawn", 400),
    "client_id_suspended": ("invalid_client", "client_suspended", 401),
    "grant_forbidden": ("unauthorized_client", "grant_forbidden", 400),
    "request_scope_withdrawn": ("invalid_grant", "scope_withdrawn", 400),
}


@each(*TAKEN)
def test_code(world, what):
    """RFC 6749 section 4.1.3: {what} is taken back while a code is on its way: it brings no tokens"""
    asked = Asked(world)
    asked.flow.code = at_consent(asked)().parameters["code"]
    asked.take(what)
    refused_in_json(world, asked.flow.redeem(basic("rp", SECRET)), *REDEEMED[asked.reason])


def test_tokens_stay(world):
    """RFC 6749 section 6: what was redeemed before goes on: a refresh goes to no address"""
    asked = Asked(world)
    asked.flow.code = at_consent(asked)().parameters["code"]
    asked.flow.redeem(basic("rp", SECRET))
    asked.take("the redirect URI")
    assert asked.flow.refresh(headers=basic("rp", SECRET)).status == 200
