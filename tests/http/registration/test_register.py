"""Dynamic registration: RFC 7591."""

import json
import threading

from listener import Listener
from registration import CALLBACK, configuration, enrol, registered
from suite import each
from world import basic, bearer

SERVERS = ("lighttpd",)


def test_registered(world):
    """RFC 7591 section 3.2.1: a client registers itself, is told what it is, and signs a user in"""
    answer = enrol(world, redirect_uris=[CALLBACK], client_name="A client", scope="openid notes:read")
    said = answer.json
    assert answer.status == 201 and "no-store" in answer.header("cache-control"), answer
    assert said["client_secret_expires_at"] == 0 and isinstance(said["client_id_issued_at"], int), said
    assert None not in said.values() and said["token_endpoint_auth_method"] == "client_secret_basic", said
    assert said["redirect_uris"] == [CALLBACK] and said["grant_types"] == ["authorization_code"], said
    assert (said["client_name"], set(said["scope"].split())) == ("A client", {"openid", "notes:read"}), said
    flow = world.flow(said["client_id"], CALLBACK, "openid notes:read").authorize()
    assert flow.redeem(basic(said["client_id"], said["client_secret"])).status == 200, world.database.reason()


def test_scope(world):
    """RFC 7591 section 2: scope is what a client asks for where it names none; what else it could have registered it may ask for, nothing more"""
    said = registered(world, scope="openid notes:read", token_endpoint_auth_method="none")
    flow = world.flow(said["client_id"], CALLBACK, None).authorize()
    assert set(flow.redeem().json["scope"].split()) == {"openid", "notes:read"}, flow.tokens
    flow = world.flow(said["client_id"], CALLBACK, "openid notes:read notes:write").authorize()
    assert flow.redeem().json["scope"] == "openid notes:read notes:write", world.database.reason()
    assert not world.flow(said["client_id"], CALLBACK, "openid calendar:read").authorize().code
    assert world.database.reason() == "scope_forbidden"


def test_public(world):
    """RFC 8252 section 8.4: a client without a secret has none, and its pages may call from their own origin"""
    said = registered(world, redirect_uris=["http://localhost:6274/callback", "http://127.0.0.1:33418/"],
                      token_endpoint_auth_method="none", grant_types=["authorization_code", "refresh_token", "unheard_of"])
    assert "client_secret" not in said and "client_secret_expires_at" not in said, said
    assert said["grant_types"] == ["authorization_code", "refresh_token"], said
    assert said["redirect_uris"] == ["http://127.0.0.1/", "http://localhost:6274/callback"], said
    flow = world.flow(said["client_id"], "http://127.0.0.1:4711/", "openid").authorize()
    assert flow.redeem().status == 200, world.database.reason()
    answer = world.wire.post(f"{world.issuer}/token", {}, headers={"Origin": "http://localhost:6274"})
    assert answer.header("access-control-allow-origin") == "http://localhost:6274", answer.headers


def test_strict(world):
    """RFC 9700 section 2.1.1: what registers itself has PKCE, nobody's trust and the issuer as its audience; profile oidf relaxes the three"""
    columns = "SELECT pkce_required, trusted, assertion_audience FROM client WHERE client_id = ?"
    assert tuple(world.database.row(columns, registered(world)["client_id"])) == (1, 0, "issuer")
    world.database.set("profile", "oidf")
    assert tuple(world.database.row(columns, registered(world)["client_id"])) == (0, 1, "token_endpoint")
    found = {row["relaxation"] for row in world.database.rows("SELECT relaxation FROM relaxation")}
    assert {f"setting {name}" for name in ("registration", "registered_pkce_required", "registered_trusted",
                                           "registered_assertion_audience")} <= found, found


def test_crowd_of_one(world):
    """RFC 7591 section 5: a run of the conformance suite registers more clients than a service takes from one network; in profile oidf all come in"""
    world.database.set("profile", "service")
    service = world.database.value("SELECT login_attempts_network FROM provider_setting")
    world.database.set("profile", "oidf")
    assert {enrol(world).status for _ in range(service + 1)} == {201}, world.database.reason()


def test_off(world):
    """RFC 7591 section 3: where the setting says off nobody registers, and the metadata names no endpoint"""
    world.database.set("registration", "off")
    answer = enrol(world)
    assert answer.status == 403 and world.database.reason() == "registration_off", answer
    assert "registration_endpoint" not in world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json
    world.database.set("registration", "token")
    assert world.wire.get(f"{world.issuer}/.well-known/openid-configuration").json["registration_endpoint"] == f"{world.issuer}/register"


def initial_token(world, uses=1, seconds=60):
    token = "ia_test." + "s" * 43
    world.database.change(
        "INSERT INTO initial_access_token (token_id, secret_hash, issued_at, expires_at, uses_left) VALUES ('test', token_hash(?), ?, ?, ?)",
        "s" * 43, world.database.now() - 100, world.database.now() + seconds, uses)
    return bearer(token)


def test_initial_access_token(world):
    """RFC 7591 section 3: an initial access token registers as many clients as it says, and none after its end"""
    world.database.set("registration", "token")
    answer = enrol(world)
    assert answer.status == 401 and answer.header("www-authenticate").startswith("Bearer"), answer
    headers = initial_token(world)
    assert enrol(world, headers, redirect_uris=["javascript:alert(1)"]).status == 400
    assert enrol(world, headers).status == 201, "a refusal spends nothing"
    assert enrol(world, headers).status == 401 and world.database.reason() == "registration_token_bad"
    world.database.change("UPDATE initial_access_token SET uses_left = 5")
    world.database.pass_time(61)
    assert enrol(world, headers).status == 401 and world.database.reason() == "registration_token_bad"


@each("ia_test." + "x" * 43, "ia_test", "x", "ra_x.y")
def test_wrong_token(world, token):
    """RFC 6750 section 3.1: {token!r} is no initial access token, not even where everybody may register"""
    initial_token(world)
    assert enrol(world, bearer(token)).status == 401 and world.database.reason() == "registration_token_bad"


@each("", "   ", "\u200b\u00a0\u3000")
def test_name_unseen(world, name):
    """RFC 7591 section 2: a client_name of which nothing is seen ({name!r}) is none: users read where it is"""
    assert registered(world, client_name=name)["client_name"] == "rp.example"


@each("redirect_uris", "client_name", "default_max_age", "jwks", "subject_type")
def test_number(world, member):
    """RFC 7591 section 3.2.2: {member} that is a number too large for any machine is refused as what it is"""
    body = json.dumps({"redirect_uris": [CALLBACK], member: "?"}).replace('"?"', "1e999")
    answer = world.wire.send("POST", f"{world.issuer}/register", headers={"Content-Type": "application/json"}, body=body)
    assert answer.status == 400 and world.database.reason() == "metadata_type", f"{answer!r} {world.database.reason()}"


@each("redirect_uris", "request_uris", "grant_types", "default_acr_values")
def test_number_in_list(world, member):
    """RFC 7591 section 3.2.2: the same in {member}, which is a list"""
    body = json.dumps({"redirect_uris": [CALLBACK], member: "?"}).replace('"?"', "[1e999]")
    answer = world.wire.send("POST", f"{world.issuer}/register", headers={"Content-Type": "application/json"}, body=body)
    assert answer.status == 400 and world.database.reason() == "metadata_type", f"{answer!r} {world.database.reason()}"


@each(["a"], ["a", "b"], ['"', "\\", "}"], ["1 2"])
def test_acr_values(world, values):
    """RFC 7591 section 3.2.1: default_acr_values {values} are told as words, whatever stands in them"""
    assert registered(world, default_acr_values=values)["default_acr_values"] == " ".join(values).split(" ")


def test_throttled(world):
    """RFC 7591 section 5: of one network so many, then a time to wait"""
    world.database.set("login_attempts_network", 3)
    for _ in range(3):
        assert enrol(world).status == 201
    answer = enrol(world)
    assert answer.status == 429 and int(answer.header("retry-after")) > 0 and world.database.reason() == "registration_throttled", answer


def test_nobody_is_kept_out(world):
    """OAuth 2.1 section 2.4.1: what others registered from elsewhere keeps nobody out: there is no count of all together"""
    world.database.set("login_attempts_network", 1000)
    world.database.set("login_attempts_account", 10)
    assert {enrol(world).status for _ in range(12)} == {201}, world.database.reason()


def test_bounded(world):
    """RFC 7591 section 5: of clients without a user there are so many, and the oldest go; one that a user consented to stays"""
    world.database.set("registered_largest", 10)
    world.database.set("login_attempts_network", 1000)
    used = registered(world, token_endpoint_auth_method="none")["client_id"]
    assert world.flow(used, CALLBACK, "openid").authorize().code
    for _ in range(15):
        enrol(world)
    left = world.database.value("SELECT count(*) FROM client_registration")
    assert left <= 12, left
    assert world.database.value("SELECT number FROM tally WHERE object = 'client_registration'") <= 10
    assert world.database.value("SELECT count(*) FROM client WHERE client_id = ?", used) == 1


def test_unused(world):
    """RFC 7591 section 5: a client that registered itself and was never used goes after registered_unused; others stay"""
    unused = registered(world)["client_id"]
    used = registered(world, token_endpoint_auth_method="none")["client_id"]
    assert world.flow(used, CALLBACK, "openid").authorize().code
    world.database.pass_time(86401)
    world.database.clean()
    left = {row["client_id"] for row in world.database.rows("SELECT client_id FROM client")}
    assert used in left and unused not in left and "demo-cli" in left, left


HOSTILE = ("javascript:alert(1)", "JavaScript://%0aalert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:https://rp.example/x",
           "https://rp.example@evil.example/", "https://evil.example\\@rp.example/", "https://evil.example?x", "https:///evil.example/",
           "//evil.example/", "https://rp.example/#fragment", "https://rp.example/ x", "ftp://rp.example/", "about:blank")


def said(member, uri):
    return [uri] if member.endswith("uris") else uri


MEMBERS = ("redirect_uris", "post_logout_redirect_uris", "client_uri", "logo_uri", "policy_uri", "tos_uri", "jwks_uri",
           "sector_identifier_uri", "request_uris", "initiate_login_uri", "backchannel_logout_uri", "frontchannel_logout_uri")


@each(*MEMBERS)
def test_hostile_addresses(world, member):
    """RFC 7591 section 5: {member} takes neither javascript: nor data: nor their kin, nor an address whose host is not the one that is read"""
    world.database.set("login_attempts_network", 1000)
    for uri in HOSTILE if member != "request_uris" else [uri for uri in HOSTILE if "#" not in uri]:
        answer = enrol(world, **{member: said(member, uri)})
        want = "invalid_redirect_uri" if member.endswith("redirect_uris") else "invalid_client_metadata"
        assert answer.status == 400 and answer.json["error"] == want, (uri, answer)
    assert world.database.value("SELECT count(*) FROM client WHERE origin <> 'administrator'") == 0


INNER = ("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "localhost", "localhost.", "LOCALHOST", "[::1]",
         "[::ffff:127.0.0.1]", "[0:0:0:0:0:0:0:1]", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0", "0.0.0.0", "printer", "db.internal",
         "nas.local", "127.0.0.1.", "1.1.1.1")


@each("jwks_uri", "logo_uri", "sector_identifier_uri", "backchannel_logout_uri", "request_uris")
def test_inner_addresses(world, member):
    """RFC 7591 section 5: {member} names no machine of this network, by no spelling of its address"""
    world.database.set("login_attempts_network", 1000)
    world.database.set("fetch_private", 0)
    for host in INNER:
        for port in ("", ":8080"):
            answer = enrol(world, **{member: said(member, f"https://{host}{port}/x")})
            assert answer.status == 400 and world.database.reason() == "address_inner", (host, answer)
    answer = enrol(world, **{member: said(member, "http://rp.example/x")})
    assert answer.status == 400 and world.database.reason() == "address_forbidden", answer


@each(
    {"member": "id_token_signed_response_alg", "reason": "metadata_alg_none", "metadata": {"id_token_signed_response_alg": "none"}},
    {"member": "userinfo_signed_response_alg", "reason": "metadata_alg_none", "metadata": {"userinfo_signed_response_alg": "none"}},
    {"member": "request_object_signing_alg", "reason": "metadata_alg_none", "metadata": {"request_object_signing_alg": "none"}},
    {"member": "token_endpoint_auth_signing_alg", "reason": "metadata_alg_none", "metadata": {"token_endpoint_auth_signing_alg": "none"}},
    {"member": "an alg that is unknown", "reason": "metadata_word_unsupported", "metadata": {"id_token_signed_response_alg": "HS256"}},
    {"member": "encryption", "reason": "metadata_encryption", "metadata": {"id_token_encrypted_response_alg": "RSA-OAEP"}},
    {"member": "a method that is unknown", "reason": "metadata_method_unsupported", "metadata": {"token_endpoint_auth_method": "magic"}},
    {"member": "a secret in clear", "reason": "metadata_method_unsupported", "metadata": {"token_endpoint_auth_method": "client_secret_jwt"}},
    {"member": "the grant of a service", "reason": "metadata_word_unsupported", "metadata": {"grant_types": ["client_credentials"]}},
    {"member": "the implicit flow", "reason": "metadata_word_unsupported", "metadata": {"response_types": ["token"]}},
    {"member": "no redirect URI", "reason": "redirect_uris_missing", "metadata": {"redirect_uris": []}},
    {"member": "21 redirect URIs", "reason": "metadata_too_long", "metadata": {"redirect_uris": [f"https://rp.example/{i}" for i in range(21)]}},
    {"member": "a redirect URI of 2,049 bytes", "reason": "metadata_too_long", "metadata": {"redirect_uris": ["https://rp.example/" + "x" * 2030]}},
    {"member": "http beyond this machine", "reason": "redirect_uri_forbidden", "metadata": {"redirect_uris": ["http://rp.example/callback"]}},
    {"member": "a scheme without a period", "reason": "redirect_uri_forbidden", "metadata": {"redirect_uris": ["app:/callback"]}},
    {"member": "a loopback address with a strange port", "reason": "redirect_uri_forbidden", "metadata": {"redirect_uris": ["http://127.0.0.1:80x/"]}},
    {"member": "a number where a text belongs", "reason": "metadata_type", "metadata": {"client_name": 1}},
    {"member": "a text where a list belongs", "reason": "metadata_type", "metadata": {"redirect_uris": "https://rp.example/"}},
    {"member": "a list of numbers", "reason": "metadata_type", "metadata": {"redirect_uris": [1]}},
    {"member": "a name that reads backwards", "reason": "client_name_forbidden", "metadata": {"client_name": "a\u202eb"}},
    {"member": "a name of several lines", "reason": "client_name_forbidden", "metadata": {"client_name": "a\nb"}},
    {"member": "scopes nobody granted", "reason": "scope_withheld", "metadata": {"scope": "openid calendar:read"}},
    {"member": "scopes that do not exist", "reason": "scope_withheld", "metadata": {"scope": "root admin"}},
    {"member": "two key sets", "reason": "keys_twice", "metadata": {"jwks": {"keys": []}, "jwks_uri": "https://rp.example/jwks"}},
    {"member": "an empty key set", "reason": "keys_forbidden", "metadata": {"jwks": {"keys": []}}},
    {"member": "a key set that is none", "reason": "keys_forbidden", "metadata": {"jwks": {"keys": [1]}}},
    {"member": "a symmetric key", "reason": "keys_forbidden", "metadata": {"jwks": {"keys": [{"kty": "oct", "k": "A" * 43}]}}},
    {"member": "a login that begins on http", "reason": "initiate_login_uri_forbidden",
     "metadata": {"initiate_login_uri": "http://localhost/login"}},
    {"member": "a logout page of somebody else", "reason": "frontchannel_logout_uri_foreign",
     "metadata": {"frontchannel_logout_uri": "https://other.example/logout"}})
def test_refused(world, member, reason, metadata):
    """RFC 7591 section 3.2.2: {member} is refused, and the record says {reason}"""
    answer = enrol(world, **metadata)
    assert answer.status == 400 and answer.json["error"] in ("invalid_client_metadata", "invalid_redirect_uri"), answer
    assert world.database.reason() == reason, world.database.reason()
    assert world.database.value("SELECT count(*) FROM client WHERE origin <> 'administrator'") == 0


def test_method_that_is_listed(world):
    """RFC 7591 section 3.2.2: client_secret_jwt is listed, but not for whoever registers: the answer says that, and sends nobody to the list"""
    said = enrol(world, token_endpoint_auth_method="client_secret_jwt").json["error_description"]
    assert "for clients that register themselves" in said and "token_endpoint_auth_methods_supported" not in said, said


def test_scheme_without_period(world):
    """RFC 8252 section 7.1: an app registers a scheme without a period where an administrator has listed it"""
    uri = "cursor://anysphere.cursor-retrieval/oauth/callback"
    assert enrol(world, redirect_uris=[uri]).status == 400 and world.database.reason() == "redirect_uri_forbidden"
    world.database.change("INSERT INTO private_use_scheme VALUES ('cursor')")
    assert registered(world, redirect_uris=[uri], token_endpoint_auth_method="none")["redirect_uris"] == [uri]


def test_slow(world):
    """RFC 7591 section 5: an answer that never comes, or never ends, keeps a registration for five seconds at most"""
    never = threading.Event()
    with Listener(lambda request, body: never.wait(60) and None) as server:
        answer = enrol(world, sector_identifier_uri=f"http://localhost:{server.port}/", logo_uri=f"http://localhost:{server.port}/logo")
        never.set()
    assert answer.status == 400 and world.database.reason() == "sector_unreachable", answer
    with Listener(lambda request, body: (200, {}, b"[" + b" " * 5000000)) as server:
        answer = enrol(world, sector_identifier_uri=f"http://localhost:{server.port}/")
    assert answer.status == 400 and world.database.reason() == "sector_unreachable", answer


def test_private_key(world):
    """RFC 7517 section 9.3: a private key that somebody sends is refused, and not kept"""
    private = world.database.value("SELECT json_object('keys', json_array(json(jwk_generate('ES256'))))")
    answer = world.wire.send("POST", f"{world.issuer}/register", headers={"Content-Type": "application/json"},
                             body=f'{{"redirect_uris":["{CALLBACK}"],"jwks":{private}}}')
    assert answer.status == 400 and world.database.reason() == "keys_forbidden", answer


@each("", "[]", "null", "1", '"x"', "{", '{"redirect_uris":["https://rp.example/"],"redirect_uris":["https://rp.example/"]}')
def test_malformed(world, body):
    """RFC 7591 section 3.1: {body!r} is no metadata"""
    answer = world.wire.send("POST", f"{world.issuer}/register", headers={"Content-Type": "application/json"}, body=body)
    assert answer.status == 400 and answer.json["error"] == "invalid_client_metadata", answer
    assert world.database.reason() in ("metadata_malformed", "metadata_repeated")


@each("client_name", "redirect_uris", "jwks_uri", "scope")
def test_nul(world, member):
    """RFC 8259 section 9: a NUL in {member} is refused: some read what stands before it alone, and some read on"""
    value = "https://rp.example/callback\0javascript:alert(1)"
    answer = enrol(world, **{member: [value] if member == "redirect_uris" else value})
    assert answer.status == 400 and world.database.reason() == "form_nul", answer


def test_unknown_members(world):
    """RFC 7591 section 2: what is unknown is ignored, null is as good as absent, and no answer has a null"""
    said = registered(world, unheard_of={"x": 1}, software_id="x", contacts=["a@b.example"], tos_uri=None, jwks=None)
    assert "unheard_of" not in said and "tos_uri" not in said and None not in said.values(), said


def test_own_way(world):
    """RFC 7591 section 2: what is known of a client comes back as it was said"""
    sent = {"client_uri": "https://rp.example/", "policy_uri": "https://rp.example/policy", "tos_uri": "https://rp.example/tos",
            "default_max_age": 60, "dpop_bound_access_tokens": True, "require_pushed_authorization_requests": True,
            "backchannel_logout_uri": "https://rp.example/back", "backchannel_logout_session_required": True,
            "frontchannel_logout_uri": "https://rp.example/front", "initiate_login_uri": "https://rp.example/login",
            "default_acr_values": ["1", "2"], "request_uris": ["https://rp.example/request"], "id_token_signed_response_alg": "ES256", "post_logout_redirect_uris": ["https://rp.example/after"],
            "redirect_uris": [CALLBACK, "com.example.app:/callback"]}
    said = registered(world, **sent)
    for name, value in sent.items():
        assert (sorted(said[name]) == sorted(value)) if isinstance(value, list) else (said[name] == value), said


def test_cross_origin(world):
    """Fetch standard section 3.3: a page of any origin may register, for it brings no cookie"""
    answer = enrol(world, {"Origin": "https://spa.example"})
    assert answer.status == 201 and answer.header("access-control-allow-origin") == "*", answer.headers
    assert configuration(world, answer.json).status == 200
