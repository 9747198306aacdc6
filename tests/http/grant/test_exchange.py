"""Token exchange: RFC 8693."""

from back_channel import introspect, revoke, userinfo
from claims import claims_of, header_of, tampered, unsigned
from dpop import Key, bound_to, redeemed
from refusal import refused_in_json
from sample_api import signed
from suite import each
from world import SERVICE, basic, bearer

SERVERS = ("lighttpd",)
GRANT = "urn:ietf:params:oauth:grant-type:token-exchange"
TYPE = "urn:ietf:params:oauth:token-type:"


def secret_of(world, client_id):
    return world.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = ?", client_id)


def exchange(world, token, caller="notes-api", headers=None, **changes):
    """What the notes API asks when the calendar is wanted; `changes` of None leave something out."""
    form = {"grant_type": GRANT, "subject_token": token, "subject_token_type": f"{TYPE}access_token", "resource": world.api2, **changes}
    headers = {**basic(caller, secret_of(world, caller) or "secret"), **(headers or {})}
    return world.wire.post(f"{world.issuer}/token", {name: value for name, value in form.items() if value is not None}, headers=headers)


def token_of(world, scope="openid notes:read", **more):
    return world.tokens(scope=scope, **more).tokens["access_token"]


def today(world, token):
    return world.wire.get(f"{world.api2}/today", headers=bearer(token))


def test_exchanged(world):
    """RFC 8693 section 2.2.1: the API gets a token for the other one: the same user and grant, its own scope, and act says who acts"""
    token = token_of(world)
    answer = exchange(world, token)
    assert answer.status == 200 and "no-store" in answer.header("cache-control"), f"{answer!r} {world.database.reason()}"
    said, was, now = answer.json, claims_of(token), claims_of(answer.json["access_token"])
    assert said["issued_token_type"] == f"{TYPE}access_token" and said["token_type"] == "Bearer", said
    assert said["scope"] == "calendar:read" and "refresh_token" not in said and "id_token" not in said, said
    assert now["act"] == {"sub": "notes-api"} and now["client_id"] == "notes-api" and now["aud"] == world.api2, now
    assert now["sub"] == was["sub"] and now["auth_time"] == was["auth_time"] and now["acr"] == was["acr"], now
    assert now["jti"].split(".")[0] == was["jti"].split(".")[0] and now["jti"] != was["jti"]
    assert header_of(said["access_token"])["typ"] == "at+jwt"
    assert today(world, token).status == 401, "the token itself is not for the second API"
    assert today(world, said["access_token"]).status == 200, world.database.reason()


def test_shorter(world):
    """RFC 8693 section 2.2.1: it ends no later than the token that it was traded for"""
    token = token_of(world)
    world.database.pass_time(200)
    answer = exchange(world, token)
    assert claims_of(answer.json["access_token"])["exp"] == claims_of(token)["exp"]
    assert answer.json["expires_in"] <= 100, answer.json
    world.database.change("UPDATE client SET access_lifetime = 20 WHERE client_id = 'notes-api'")
    assert exchange(world, token).json["expires_in"] == 20


def test_chain(world):
    """RFC 8693 section 4.1: exchanged again, who acts now stands before who acted then"""
    third = f"{world.origin}/third"
    for sql in ("INSERT INTO protected_resource (resource, name) VALUES (?, 'Third')", "INSERT INTO scope (scope, resource, description) VALUES ('third:read', ?, 'read')",
                "INSERT INTO exchange_allowed VALUES ('calendar-api', ?)"):
        world.database.change(sql, third)
    world.database.change("INSERT INTO client_scope VALUES ('calendar-api', 'third:read')")
    world.database.change("INSERT INTO client_grant_type VALUES ('calendar-api', ?)", GRANT)
    second = exchange(world, token_of(world)).json["access_token"]
    answer = exchange(world, second, "calendar-api", resource=third)
    assert answer.status == 200, world.database.reason()
    assert claims_of(answer.json["access_token"])["act"] == {"sub": "calendar-api", "act": {"sub": "notes-api"}}
    refused_in_json(world, exchange(world, second), "invalid_request", "exchange_other_audience")


@each({"form": {}, "granted": "calendar:read"},
      {"form": {"scope": "calendar:read"}, "granted": "calendar:read"},
      {"form": {"scope": "calendar:read nonsense"}, "granted": "calendar:read"},
      {"form": {"resource": None, "scope": "calendar:read"}, "granted": "calendar:read"},
      {"form": {"resource": None, "audience": "{api2}"}, "granted": "calendar:read"},
      {"form": {"audience": ["{api2}", "{api2}"]}, "granted": "calendar:read"})
def test_target(world, form, granted):
    """RFC 8693 section 2.1: the API is named by resource, by audience, by both alike, or by its scope: {form}"""
    form = {name: [each.format(api2=world.api2) for each in value] if isinstance(value, list) else value and value.format(api2=world.api2)
            for name, value in form.items()}
    answer = exchange(world, token_of(world), **form)
    assert answer.status == 200 and answer.json["scope"] == granted, f"{answer!r} {world.database.reason()}"
    assert claims_of(answer.json["access_token"])["aud"] == world.api2


@each({"form": {"resource": "https://other.example/"}, "error": "invalid_target", "reason": "resource_unknown"},
      {"form": {"audience": "https://other.example/"}, "error": "invalid_target", "reason": "resource_several"},
      {"form": {"resource": None, "audience": "notes-web"}, "error": "invalid_target", "reason": "resource_unknown"},
      {"form": {"scope": "notes:read"}, "error": "invalid_scope", "reason": "scope_forbidden"},
      {"form": {"scope": "openid"}, "error": "invalid_scope", "reason": "scope_forbidden"},
      {"form": {"scope": "nonsense"}, "error": "invalid_scope", "reason": "scope_invalid"},
      {"form": {"scope": "calendar:read \\"}, "error": "invalid_scope", "reason": "scope_invalid"},
      {"form": {"subject_token": None}, "error": "invalid_request", "reason": "exchange_subject_missing"},
      {"form": {"subject_token_type": None}, "error": "invalid_request", "reason": "exchange_type_missing"},
      {"form": {"subject_token_type": f"{TYPE}saml2"}, "error": "invalid_request", "reason": "exchange_type_unsupported"},
      {"form": {"subject_token_type": f"{TYPE}jwt"}, "error": "invalid_request", "reason": "exchange_type_unsupported"},
      {"form": {"requested_token_type": f"{TYPE}refresh_token"}, "error": "invalid_request", "reason": "exchange_wish_unsupported"},
      {"form": {"requested_token_type": f"{TYPE}id_token"}, "error": "invalid_request", "reason": "exchange_wish_unsupported"},
      {"form": {"actor_token": "x"}, "error": "invalid_request", "reason": "exchange_actor_unsupported"},
      {"form": {"actor_token_type": f"{TYPE}jwt"}, "error": "invalid_request", "reason": "exchange_actor_unsupported"})
def test_refused(world, form, error, reason):
    """RFC 8693 section 2.2.2: {form} is {error}, and the record says {reason}"""
    refused_in_json(world, exchange(world, token_of(world), **form), error, reason)


@each({"kind": "an ID token, by its type", "error": "invalid_request", "reason": "exchange_of_id_token"},
      {"kind": "an ID token, said to be an access token", "error": "invalid_request", "reason": "exchange_of_id_token"},
      {"kind": "a refresh token, by its type", "error": "invalid_request", "reason": "exchange_of_refresh_token"},
      {"kind": "a refresh token, said to be an access token", "error": "invalid_request", "reason": "exchange_of_refresh_token"},
      {"kind": "tampered with", "error": "invalid_request", "reason": "exchange_subject_invalid"},
      {"kind": "unsigned", "error": "invalid_request", "reason": "exchange_subject_invalid"},
      {"kind": "nonsense", "error": "invalid_request", "reason": "exchange_subject_invalid"},
      {"kind": "of another issuer", "error": "invalid_request", "reason": "exchange_subject_invalid"},
      {"kind": "expired", "error": "invalid_request", "reason": "exchange_subject_invalid"},
      {"kind": "for another API", "error": "invalid_request", "reason": "exchange_other_audience"},
      {"kind": "for nobody but userinfo", "error": "invalid_request", "reason": "exchange_other_audience"},
      {"kind": "of a service", "error": "invalid_request", "reason": "exchange_without_user"},
      {"kind": "revoked", "error": "invalid_request", "reason": "exchange_subject_dead"},
      {"kind": "of a grant that ended", "error": "invalid_request", "reason": "exchange_subject_dead"},
      {"kind": "of no grant that there is", "error": "invalid_request", "reason": "exchange_subject_dead"})
def test_other_token(world, kind, error, reason):
    """RFC 8693 section 2.2.2: a subject_token that is {kind} is refused, and the record says {reason}"""
    flow = world.tokens(scope={"for another API": "calendar:read", "for nobody but userinfo": "openid"}.get(kind, "openid notes:read"))
    token, form = flow.tokens["access_token"], {}
    if "ID token" in kind:
        token, form = flow.tokens["id_token"], {"subject_token_type": f"{TYPE}id_token"} if "by its type" in kind else {}
    elif "refresh token" in kind:
        token, form = flow.tokens["refresh_token"], {"subject_token_type": f"{TYPE}refresh_token"} if "by its type" in kind else {}
    elif kind == "tampered with":
        token = tampered(token)
    elif kind == "unsigned":
        token = unsigned(token)
    elif kind == "nonsense":
        token = "nonsense"
    elif kind == "of another issuer":
        token = signed(world, {"iss": "https://other.example"})
    elif kind == "expired":
        world.database.pass_time(320)
    elif kind == "of a service":
        token = world.client_credentials(scope="notes:read").json["access_token"]
    elif kind == "revoked":
        revoke(world, token, client_id="demo-cli")
    elif kind == "of a grant that ended":
        revoke(world, flow.tokens["refresh_token"], client_id="demo-cli")
    elif kind == "of no grant that there is":
        token = signed(world)
    refused_in_json(world, exchange(world, token, **form), error, reason)


def test_callers(world):
    """RFC 8693 section 2.1: the caller authenticates, has the grant, is the audience, and may call that API: table exchange_allowed"""
    token = token_of(world)
    refused_in_json(world, exchange(world, token, "calendar-api"), "unauthorized_client", "grant_forbidden")
    world.database.change("INSERT INTO client_grant_type VALUES ('calendar-api', ?)", GRANT)
    refused_in_json(world, exchange(world, token, "calendar-api"), "invalid_request", "exchange_other_audience")
    world.add_client("stranger", secret="secret", grant_types=(GRANT,), scopes=("calendar:read",))
    refused_in_json(world, exchange(world, token, "stranger"), "invalid_request", "exchange_other_audience")
    world.add_client("public", grant_types=(GRANT,), scopes=("calendar:read",), resource=world.api)
    form = {"grant_type": GRANT, "client_id": "public", "subject_token": token, "subject_token_type": f"{TYPE}access_token", "resource": world.api2}
    refused_in_json(world, world.wire.post(f"{world.issuer}/token", form), "unauthorized_client", "grant_forbidden")
    refused_in_json(world, exchange(world, token, headers=basic("notes-api", "wrong")), "invalid_client", "client_secret_wrong", 401)
    world.database.change("DELETE FROM exchange_allowed")
    refused_in_json(world, exchange(world, token), "invalid_target", "exchange_forbidden")


@each("the grant ends", "the user is suspended", "the caller is suspended", "the caller may not call it any more", "the caller lost the scope",
      "it is revoked itself")
def test_dies(world, how):
    """RFC 7662 section 2.2: an exchanged token is live as long as its grant and its caller's permission; not when {how}"""
    flow = world.tokens(scope="openid notes:read")
    token = exchange(world, flow.tokens["access_token"]).json["access_token"]
    calendar = ("calendar-api", secret_of(world, "calendar-api"))
    said = introspect(world, token, calendar).json
    assert said["active"] is True and said["act"] == {"sub": "notes-api"} and said["scope"] == "calendar:read", said
    assert said["username"] == "alice" and said["client_id"] == "notes-api", said
    if how == "the grant ends":
        revoke(world, flow.tokens["refresh_token"], client_id="demo-cli")
    elif how == "it is revoked itself":
        revoke(world, token, headers=basic("notes-api", secret_of(world, "notes-api")))
    else:
        world.database.change({
            "the user is suspended": "UPDATE end_user SET suspended_at = 1 WHERE username = 'alice'",
            "the caller is suspended": "UPDATE client SET suspended_at = 1 WHERE client_id = 'notes-api'",
            "the caller may not call it any more": "DELETE FROM exchange_allowed",
            "the caller lost the scope": "DELETE FROM client_scope WHERE client_id = 'notes-api'"}[how])
    assert introspect(world, token, calendar).json == {"active": False}
    assert today(world, token).status == 401, "the calendar asks, each time"


def test_userinfo(world):
    """OIDC Core section 5.3: an exchanged token is not for userinfo"""
    token = exchange(world, token_of(world)).json["access_token"]
    assert userinfo(world, token).status == 403 and world.database.reason() == "openid_scope_missing"
    assert introspect(world, token, SERVICE).json == {"active": False}, "nor is it for others to ask about"
    assert introspect(world, token, ("notes-api", secret_of(world, "notes-api"))).json["active"] is True


def test_record(world):
    """the flow record shows which token was traded for which, and says nothing of either"""
    token = token_of(world)
    exchange(world, token)
    rows = world.database.rows(
        "SELECT e.kind, t.role, t.aud FROM flow_event AS e JOIN flow_token AS t USING (event_id) WHERE e.event_id >= "
        "(SELECT max(event_id) FROM flow_event WHERE kind = 'token.exchange') ORDER BY e.event_id")
    assert [tuple(row) for row in rows] == [("token.exchange", "presented", world.api), ("token.response", "issued", world.api2)], rows


def test_bound(world):
    """RFC 9449 section 5: a bound token is exchanged by its audience, and the new one is bound to the caller's own key, or to none"""
    key, own = Key(world), Key(world)
    token = redeemed(world, key, world.flow(scope="openid notes:read").authorize()).tokens["access_token"]
    assert bound_to(token) == {"jkt": key.jkt}
    plain = exchange(world, token).json
    assert plain["token_type"] == "Bearer" and bound_to(plain["access_token"]) is None, plain
    proved = exchange(world, token, headers=own.shown("POST", f"{world.issuer}/token")).json
    assert proved["token_type"] == "DPoP" and bound_to(proved["access_token"]) == {"jkt": own.jkt}, proved
    world.database.change("UPDATE client SET dpop_bound_access_tokens = 1 WHERE client_id = 'notes-api'")
    refused_in_json(world, exchange(world, token), "invalid_dpop_proof", "dpop_missing")
