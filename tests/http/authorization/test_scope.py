"""The words of a scope: RFC 6749 section 3.3, OIDC Core section 3.1.2.1.  At each door alike."""

from claims import claims_of
from relying_party import CALLBACK, SECRET, rp
from suite import each
from world import basic

SERVERS = ("lighttpd",)

DOORS = ("authorize", "client_credentials", "refresh")


def granted(world, door, scope):
    """What a client gets for these words there: the scope that the answer tells, or the error."""
    if door == "client_credentials":
        answer = world.client_credentials(**({"scope": scope} if scope is not None else {}))
    elif door == "authorize":
        flow = world.flow("rp", CALLBACK, scope).authorize()
        if flow.code is None:
            return None, flow.answer.parameters
        answer = flow.redeem(basic("rp", SECRET))
    else:
        flow = world.flow("rp", CALLBACK, "openid profile notes:read notes:write").authorize()
        assert flow.redeem(basic("rp", SECRET)).status == 200
        answer = flow.refresh(headers=basic("rp", SECRET), scope=scope)
    if answer.status != 200:
        return None, answer.json
    assert claims_of(answer.json["access_token"])["scope"] == answer.json["scope"], answer.json
    return answer.json["scope"], None


def client(world, **columns):
    """rp may have all but phone; so may the service, of the API's."""
    rp(world, **columns)
    world.database.change("DELETE FROM client_scope WHERE scope = 'phone'")


@each(*({"door": door, "scope": scope} for door in DOORS
        for scope in ("notes:read circles", "circles notes:read https://other.example/scope", "  notes:read", "notes:read  notes:read ")))
def test_forgiven(world, door, scope):
    """OIDC Core section 3.1.2.1: at {door} '{scope}' is notes:read: unknown words, doubled words and blanks are forgiven, and the answer says so"""
    client(world)
    assert granted(world, door, scope) == ("notes:read", None)


@each(*({"door": door} for door in DOORS))
def test_order(world, door):
    """RFC 6749 section 3.3: at {door} the words come back in the order in which they were asked for"""
    client(world)
    assert granted(world, door, "notes:write notes:read notes:write") == ("notes:write notes:read", None)


@each(*({"door": door} for door in DOORS))
def test_refused_by_name(world, door):
    """RFC 6749 section 3.3: at {door} a scope that is known, but not this client's, is refused by its name"""
    client(world)
    scope, said = granted(world, door, "notes:read circles phone")
    assert scope is None and said["error"] == "invalid_scope", (scope, said)
    assert "phone" in said["error_description"] and "circles" not in said["error_description"], said


@each(*({"door": door} for door in DOORS))
def test_nothing_left(world, door):
    """RFC 6749 section 5.2: at {door} words of which none is known are invalid_scope"""
    client(world)
    scope, said = granted(world, door, "circles roles")
    assert scope is None and said["error"] == "invalid_scope", (scope, said)


def test_offline_access_alone(world):
    """OIDC Core section 11: offline_access says how long, and not what: alone it is invalid_scope"""
    rp(world)
    flow = world.flow("rp", CALLBACK, "offline_access", prompt="consent").authorize()
    assert flow.answer.parameters["error"] == "invalid_scope" and world.database.reason() == "scope_invalid", flow.answer


@each(
    {"door": "authorize", "what": "no scope and no default_scope", "default": None, "want": "notes:read notes:write"},
    {"door": "authorize", "what": "blanks alone", "default": None, "want": "notes:read notes:write"},
    {"door": "authorize", "what": "no scope", "default": "openid notes:read", "want": "openid notes:read"},
    {"door": "authorize", "what": "no scope, though the default names one that is not the client's", "default": "openid phone", "want": "openid"},
    {"door": "client_credentials", "what": "no scope and no default_scope", "default": None, "want": "notes:read notes:write"},
    {"door": "client_credentials", "what": "no scope", "default": "notes:read", "want": "notes:read"})
def test_default(world, door, what, default, want):
    """RFC 6749 section 3.3: at {door} with {what} (default_scope {default}) a client of one API gets {want}"""
    client(world)
    world.database.change("DELETE FROM client_scope WHERE scope = 'calendar:read'")
    world.database.change("UPDATE client SET default_scope = ?", default)
    assert granted(world, door, "   " if what == "blanks alone" else None) == (want, None)


def test_two_apis(world):
    """RFC 8707 section 2: no scope, and scopes of two APIs: resource says which, and without it the request is refused"""
    client(world)
    world.database.change("INSERT INTO protected_resource (resource, name) VALUES ('https://other.example/api', 'Other')")
    world.database.change("INSERT INTO scope (scope, resource, description) VALUES ('other', 'https://other.example/api', 'x')")
    world.database.change("INSERT INTO client_scope (client_id, scope) VALUES ('demo-service', 'other')")
    world.database.change("UPDATE client SET default_scope = NULL")
    answer = world.client_credentials()
    assert answer.status == 400 and answer.json["error"] == "invalid_scope" and world.database.reason() == "scope_missing", answer
    answer = world.client_credentials(resource="https://other.example/api")
    assert answer.json["scope"] == "other" and claims_of(answer.json["access_token"])["aud"] == "https://other.example/api", answer


def test_about_a_user(world):
    """RFC 6749 section 4.4: a client for itself gets no scope that is about a user, not even one that it may have"""
    world.database.change("INSERT INTO client_scope (client_id, scope) VALUES ('demo-service', 'profile')")
    scope, said = granted(world, "client_credentials", "notes:read profile")
    assert scope is None and said["error"] == "invalid_scope" and world.database.reason() == "scope_of_user", said
