"""The sample client with a provider of which it knows only what that publishes, and which may lie, or be odd, large or late.
OIDC Core section 3.1.3.7, item by item."""

import json

from stranger import Stranger, rsa_key
from suite import each

SERVERS = ("lighttpd",)


@each(9223372036854775807, -1, 0, 1e300, "300", 3155760000000)
def test_expires_in(world, expires_in):
    """C17, RFC 6749 section 5.1: expires_in {expires_in} is not a fault of the client"""
    with Stranger(world) as stranger:
        stranger.answer = {"expires_in": expires_in, "refresh_expires_in": expires_in}
        browser = world.browser()
        answer = stranger.login(browser)
        assert answer.status == 303, answer
        assert browser.go(f"{world.client}/").status < 500


def test_documents_with_space_around(world):
    """RFC 8259 section 2: white space around what an issuer publishes is ignored"""
    with Stranger(world) as stranger:
        stranger.padding = "\r\n"
        assert stranger.login(world.browser()).status == 303


@each(*({"endpoint": endpoint} for endpoint in (
    "javascript:alert(1)", "https://op.example/\r\nSet-Cookie: a=b", "https://op.example/a b", "//op.example/", "op.example", {}, 5)))
def test_endpoints_that_are_none(world, endpoint):
    """RFC 8414 section 2: {endpoint!r} is not an authorization endpoint, and nobody is sent there"""
    with Stranger(world) as stranger:
        stranger.metadata = {"authorization_endpoint": endpoint}
        answer = world.browser().go(f"{world.client}/login", follow=False)
        assert answer.status == 503 and answer.location is None, answer


def test_any_provider(world):
    """C14, OIDC Discovery section 4: the client works with another provider by changing rows"""
    with Stranger(world) as stranger:
        browser = world.browser()
        answer = stranger.login(browser)
        assert answer.status == 303, f"{answer!r} {world.database.reason()}"
        assert "Somebody Else" in browser.go(f"{world.client}/").text
        form = stranger.forms[0]
        assert form["grant_type"] == "authorization_code" and form["code"] == "c-0123456789abcdef" and len(form["code_verifier"]) >= 43
        assert stranger.asked.count("/.well-known/openid-configuration") == 1 and stranger.asked.count("/jwks") == 1


def test_issuer_with_a_slash(world):
    """OIDC Discovery section 4.1: an issuer may end with a slash; its metadata is found, and the name stays as it is"""
    with Stranger(world, end="/") as stranger:
        browser = world.browser()
        answer = stranger.login(browser)
        assert answer.status == 303, f"{answer!r} {world.database.reason()}"
        assert stranger.asked[0] == "/.well-known/openid-configuration", stranger.asked
        assert stranger.issuer in browser.go(f"{world.client}/").text
        assert world.database.value("SELECT issuer FROM client_session") == stranger.issuer


@each({"method": "client_secret_post", "said": {"client_id": "we", "client_secret": "a secret"}},
      {"method": "none", "said": {"client_id": "we"}})
def test_token_endpoint_auth_method(world, method, said):
    """RFC 6749 section 2.3.1: a client of method {method} says who it is in the body, at the code and at the refresh, and in no header"""
    with Stranger(world) as stranger:
        world.database.change(
            "UPDATE client_app SET token_endpoint_auth_method = ?, client_secret = ?", method, said.get("client_secret"))
        browser = world.browser()
        assert stranger.login(browser).status == 303, world.database.reason()
        stranger.nonce = None
        world.database.pass_time(400)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        assert browser.go(f"{world.client}/").status == 200, world.database.reason()
        for form in stranger.forms:
            assert {name: form[name] for name in ("client_id", "client_secret") if name in form} == said, form
            assert form["authorization"] is None
        assert [form["grant_type"] for form in stranger.forms] == ["authorization_code", "refresh_token"] and stranger.forms[0]["code_verifier"]


def test_resource(world):
    """C12, RFC 8707 section 2: the client names the API that its tokens are for, in each of its three requests"""
    with Stranger(world) as stranger:
        world.database.change("UPDATE client_app SET resource = ?", world.api)
        browser = world.browser()
        assert stranger.login(browser).status == 303
        assert browser.answer is not None and stranger.request["resource"] == world.api
        stranger.nonce = None
        world.database.pass_time(400)
        stranger.claims = {"iat": world.database.now(), "exp": world.database.now() + 600}
        assert browser.go(f"{world.client}/").status == 200
        assert [form["resource"] for form in stranger.forms] == [world.api, world.api]
        world.database.change("UPDATE client_app SET resource = NULL")
        stranger.login(world.browser())
        assert "resource" not in stranger.request and "resource" not in stranger.forms[-1]


def test_basic_is_encoded(world):
    """RFC 6749 section 2.3.1: name and secret are form-encoded before they are joined"""
    import base64
    import urllib.parse
    with Stranger(world) as stranger:
        stranger.login(world.browser())
        user, _, secret = base64.b64decode(stranger.forms[0]["authorization"].removeprefix("Basic ")).decode().partition(":")
        assert (urllib.parse.unquote_plus(user), urllib.parse.unquote_plus(secret)) == ("we", "a secret: with & odd % signs")
        assert "client_id" not in stranger.forms[0] and "client_secret" not in stranger.forms[0], "one method and no other"


def refused(world, stranger, reason):
    answer = stranger.login(world.browser())
    assert answer.status >= 400 and world.database.reason() == reason, f"{answer!r} {world.database.reason()}"
    assert world.database.value("SELECT count(*) FROM client_session") == 0 and world.database.value("SELECT count(*) FROM client_token") == 0


@each({"name": "of another issuer", "claims": {"iss": "https://evil.example"}, "reason": "iss_mismatch"},
      {"name": "without an issuer", "claims": {"iss": None}, "reason": "iss_mismatch"},
      {"name": "for another client", "claims": {"aud": "another"}, "reason": "aud_mismatch"},
      {"name": "without an audience", "claims": {"aud": None}, "reason": "aud_missing"},
      {"name": "for a further audience", "claims": {"aud": ["we", "another"]}, "reason": "aud_mismatch"},
      {"name": "that another client asked for", "claims": {"azp": "another"}, "reason": "azp_mismatch"},
      {"name": "of another login", "claims": {"nonce": "another"}, "reason": "nonce_mismatch"},
      {"name": "without the nonce", "claims": {"nonce": None}, "reason": "nonce_mismatch"},
      {"name": "that has ended", "claims": {"exp": 1}, "reason": "expired"},
      {"name": "that never ends", "claims": {"exp": None}, "reason": "exp_missing"},
      {"name": "that was made long ago", "claims": {"iat": 1}, "reason": "too_old"},
      {"name": "from the future", "claims": {"iat": 4102444800}, "reason": "issued_in_future"},
      {"name": "without a subject", "claims": {"sub": None}, "reason": "claim_missing"},
      {"name": "with an empty subject", "claims": {"sub": ""}, "reason": "sub_invalid"},
      {"name": "with a subject of 256 octets", "claims": {"sub": "ü" * 128}, "reason": "sub_invalid"},
      {"name": "of another kind", "options": {"typ": "at+jwt"}, "reason": "typ_mismatch"},
      {"name": "of a logout", "options": {"typ": "logout+jwt"}, "reason": "typ_mismatch"},
      {"name": "with another access token's hash", "claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "reason": "at_hash_mismatch"})
def test_id_token(world, name, reason, claims=None, options=None):
    """OIDC Core section 3.1.3.7: an ID token {name} signs nobody in"""
    with Stranger(world) as stranger:
        stranger.claims, stranger.sign = claims or {}, {"options": options or {}}
        refused(world, stranger, reason)


@each({"name": "the client itself in a list", "claims": {"aud": ["we"]}}, {"name": "a subject of 255 octets", "claims": {"sub": "x" * 255}},
      {"name": "azp", "claims": {"azp": "we"}},
      {"name": "no iat required of old", "claims": {"acr": "1", "amr": ["pwd"], "address": {"country": "x"}}})
def test_good_id_token(world, name, claims):
    """OIDC Core section 2: an ID token with {name} is as good"""
    with Stranger(world) as stranger:
        stranger.claims = claims
        browser = world.browser()
        answer = stranger.login(browser)
        assert answer.status == 303, f"{answer!r} {world.database.reason()}"
        assert browser.go(f"{world.client}/").status in (200, 401)


def test_another_algorithm(world):
    """OIDC Core section 3.1.3.7 item 7: the client says by which algorithm, not the token"""
    with Stranger(world) as stranger:
        stranger.key = world.database.value("SELECT jwk_generate('ES256')")
        refused(world, stranger, "alg_not_allowed")


def test_secret_as_key(world):
    """RFC 8725 section 2.1: an ID token under HMAC is refused"""
    with Stranger(world) as stranger:
        stranger.sign = {"key": b"a secret that is long enough for HS256, indeed", "options": {"alg": "HS256"}}
        refused(world, stranger, "alg_not_allowed")


def test_another_key(world):
    """OIDC Core section 3.1.3.7 item 6: an ID token of a key that the provider does not publish is refused"""
    with Stranger(world) as stranger:
        stranger.sign = {"key": rsa_key(world, "another's")}
        refused(world, stranger, "no_key")


@each({"name": "no access token", "answer": {"access_token": None}}, {"name": "no ID token", "answer": {"id_token": None}},
      {"name": "no type", "answer": {"token_type": None}}, {"name": "another type", "answer": {"token_type": "DPoP"}},
      {"name": "a number for a token", "answer": {"access_token": 7}})
def test_token_answer(world, name, answer):
    """RFC 6749 section 5.1: a token answer with {name} is refused"""
    with Stranger(world) as stranger:
        stranger.answer = answer
        got = stranger.login(world.browser())
        world.wire.faults.clear()  # 502 is what it should say
        assert got.status == 502 and world.database.reason() == "token_response_invalid", got


@each({"name": "a type in capitals", "answer": {"token_type": "BEARER"}}, {"name": "no expires_in", "answer": {"expires_in": None}},
      {"name": "no refresh token", "answer": {"refresh_token": None}}, {"name": "a text for expires_in", "answer": {"expires_in": "soon"}})
def test_good_token_answer(world, name, answer):
    """C17, RFC 6749 section 5.1: a token answer with {name} is as good"""
    with Stranger(world) as stranger:
        stranger.answer = answer
        got = stranger.login(world.browser())
        assert got.status == 303, f"{got!r} {world.database.reason()}"


def test_not_renewable(world):
    """RFC 6749 section 1.5: without a refresh token the session ends with the access token"""
    with Stranger(world) as stranger:
        stranger.answer = {"refresh_token": None}
        browser = world.browser()
        assert stranger.login(browser).status == 303
        world.database.pass_time(400)
        answer = browser.go(f"{world.client}/")
        assert answer.status == 401 and "Your session is over" in answer.text, answer


def test_metadata_of_another(world):
    """OIDC Discovery section 4.3: metadata that names another issuer is not believed"""
    with Stranger(world) as stranger:
        stranger.metadata = {"issuer": "https://evil.example"}
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 503 and world.database.reason() == "provider_unreachable", answer


@each("authorization_endpoint", "token_endpoint", "jwks_uri")
def test_metadata_without(world, name):
    """RFC 8414 section 2: metadata without {name} is of no use to the client, and the record says what came"""
    with Stranger(world) as stranger:
        stranger.metadata = {name: None}
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 503 and answer.header("retry-after") and world.database.reason() == "provider_unreachable", answer
        detail = world.database.value("SELECT detail FROM flow_event WHERE reason = 'provider_unreachable'")
        assert json.loads(detail)["asked"] == "metadata" and json.loads(detail)["issuer"] == stranger.issuer, detail


def test_provider_that_promises_iss(world):
    """RFC 9207 section 2.4: a provider that promises iss must send it"""
    with Stranger(world) as stranger:
        stranger.metadata = {"authorization_response_iss_parameter_supported": True}
        answer = stranger.login(world.browser())
        assert answer.status >= 400 and world.database.reason() == "iss_mismatch", answer
        assert stranger.login(world.browser(), iss=stranger.issuer).status == 303


def test_keys_are_asked_once(world):
    """RFC 7517 section 5: for unknown keys the provider is asked once in 10 s"""
    with Stranger(world) as stranger:
        assert stranger.login(world.browser()).status == 303
        stranger.sign = {"key": rsa_key(world, "another's")}
        for _ in range(3):
            assert stranger.login(world.browser()).status >= 400
        assert stranger.asked.count("/jwks") == 1
        world.database.change("UPDATE client_discovery SET jwks_fetched_at = jwks_fetched_at - 10, jwks_asked_at = jwks_asked_at - 10")
        for _ in range(3):
            assert stranger.login(world.browser()).status >= 400
        assert stranger.asked.count("/jwks") == 2


def test_large_answer(world):
    """an answer over 64 KiB is refused, and no memory is spent on it"""
    with Stranger(world) as stranger:
        stranger.metadata = {"padding": "x" * 70000}
        answer = world.wire.get(f"{world.client}/login")
        assert answer.status == 503 and world.database.reason() == "provider_unreachable", answer


def test_error_of_token_endpoint(world):
    """RFC 6749 section 5.2: a code that the provider does not take signs nobody in"""
    with Stranger(world) as stranger:
        stranger.status = 400
        refused(world, stranger, "token_request_refused")


def test_no_redirects(world):
    """RFC 9700 section 4.11: where a token endpoint redirects to, no code and no secret follows"""
    with Stranger(world) as stranger:
        stranger.status = 302
        refused(world, stranger, "provider_unreachable")
        assert "/elsewhere" not in stranger.asked


def test_token_with_a_line_break(world):
    """RFC 6750 section 2.1: a token that would be two header lines is sent nowhere, and is not a fault"""
    with Stranger(world) as stranger:
        stranger.answer = {"access_token": "a\r\nX-Injected: b"}
        browser = world.browser()
        assert stranger.login(browser).status == 303
        answer = browser.go(f"{world.client}/")
        assert answer.status == 200 and "no answer" in answer.page.text, answer
        assert world.database.value("SELECT count(*) FROM flow_event WHERE recorder = 'api'") == 0


def test_one_way_to_authenticate(world):
    """C1, C8, C13, RFC 6749 section 2.3: the client redeems its code by POST, says who it is once, and reads no access token"""
    with Stranger(world) as stranger:
        assert stranger.login(world.browser()).status == 303
        [form] = stranger.forms
        assert form["authorization"].startswith("Basic ") and not {"client_id", "client_secret"} & set(form), form
        assert form["grant_type"] == "authorization_code" and form["code_verifier"], form


def test_nonce_before_tokens(world):
    """C15, OIDC Core section 3.1.3.7: an ID token of another login leaves no session and no token behind"""
    with Stranger(world) as stranger:
        stranger.claims = {"nonce": "of-another-login"}
        assert stranger.login(world.browser()).status == 401
    assert world.database.reason() == "nonce_mismatch"
    assert world.database.value("SELECT count(*) FROM client_session") == world.database.value("SELECT count(*) FROM client_token") == 0
