"""A client reads, replaces and ends what it registered: RFC 7592."""

from listener import Listener
from registration import CALLBACK, configuration, registered
from suite import each
from world import basic

SERVERS = ("lighttpd",)


def test_read(world):
    """RFC 7592 section 2.1: the client reads what it registered, with its token, and its secret is not told again"""
    said = registered(world, client_name="A client", initiate_login_uri="https://rp.example/login")
    answer = configuration(world, said)
    assert answer.status == 200 and "no-store" in answer.header("cache-control"), answer
    want = {name: value for name, value in said.items() if not name.startswith("client_secret")}
    assert answer.json == want, answer.json


def test_replaced(world):
    """RFC 7592 section 2.2: a change replaces all; what it does not say has its default, and the secret stays"""
    said = registered(world, client_name="A client", tos_uri="https://rp.example/tos", scope="openid notes:read")
    answer = configuration(world, said, "PUT", {"client_id": said["client_id"], "client_secret": said["client_secret"],
                                                "redirect_uris": ["https://rp.example/other"], "scope": "openid"})
    now = answer.json
    assert answer.status == 200 and now["redirect_uris"] == ["https://rp.example/other"] and now["scope"] == "openid", answer
    assert "tos_uri" not in now and "client_secret" not in now and None not in now.values(), now
    assert configuration(world, said).json == now
    flow = world.flow(said["client_id"], "https://rp.example/other", "openid").authorize()
    assert flow.redeem(basic(said["client_id"], said["client_secret"])).status == 200, world.database.reason()
    assert world.browser().go(world.flow(said["client_id"], CALLBACK, "openid").url).status == 400


def test_secret_comes_and_goes(world):
    """RFC 7592 section 2.2: a secret goes with the method that needed it, and a new one comes with the next"""
    said = registered(world)
    metadata = {"client_id": said["client_id"], "redirect_uris": [CALLBACK]}
    public = configuration(world, said, "PUT", {**metadata, "token_endpoint_auth_method": "none"})
    assert public.status == 200 and "client_secret" not in public.json, public
    again = configuration(world, said, "PUT", {**metadata, "token_endpoint_auth_method": "client_secret_post"}).json
    assert again["client_secret"] != said["client_secret"] and again["client_secret_expires_at"] == 0, again


@each("ends itself", "is removed", "is suspended")
def test_changed_meanwhile(world, what):
    """RFC 7592 section 2.2: a client that {what} while its logo is fetched for a change is not changed, and does not come back"""
    said = registered(world)
    deed = {"is removed": "client_end", "is suspended": "client_suspend"}.get(what)

    def logo(request, body):
        connection = world.database.connect()
        if deed:
            connection.execute(f"INSERT INTO {deed} (client_id) VALUES (?)", (said["client_id"],))
        else:
            connection.execute("DELETE FROM client WHERE client_id = ?", (said["client_id"],))
        connection.commit()
        connection.close()
        return 200, {}, b"\xff\xd8\xff"

    with Listener(logo) as server:
        answer = configuration(world, said, "PUT", {"client_id": said["client_id"], "redirect_uris": ["https://rp.example/other"],
                                                    "logo_uri": f"http://localhost:{server.port}/logo"})
    assert answer.status == 401 and world.database.reason() == "registration_token_bad", answer
    assert world.database.value("SELECT count(*) FROM client_redirect_uri WHERE redirect_uri = 'https://rp.example/other'") == 0
    assert world.database.value("SELECT count(*) FROM client WHERE client_id = ?", said["client_id"]) == (what == "is suspended")


@each(
    {"what": "another client_id", "metadata": {"client_id": "demo-cli"}},
    {"what": "no client_id", "metadata": {"client_id": None}},
    {"what": "another client_secret", "metadata": {"client_secret": "guessed"}})
def test_names_itself(world, what, metadata):
    """RFC 7592 section 2.2: a change with {what} is refused"""
    said = registered(world)
    answer = configuration(world, said, "PUT", {"client_id": said["client_id"], "redirect_uris": [CALLBACK], **metadata})
    assert answer.status == 400 and world.database.reason() == "registration_client_id", answer
    assert configuration(world, said).status == 200


@each({"uri": "javascript:alert(1)"}, {"uri": "http://rp.example/"})
def test_judged_alike(world, uri):
    """RFC 7592 section 2.2: a change to {uri} is judged as a registration is, and changes nothing"""
    said = registered(world)
    answer = configuration(world, said, "PUT", {"client_id": said["client_id"], "redirect_uris": [uri]})
    assert answer.status == 400 and answer.json["error"] == "invalid_redirect_uri", answer
    assert configuration(world, said).json["redirect_uris"] == [CALLBACK]


def test_ended(world):
    """RFC 7592 section 2.3: a client that ends itself is gone, with its grants, and so is its registration"""
    said = registered(world, token_endpoint_auth_method="none", grant_types=["authorization_code", "refresh_token"])
    flow = world.flow(said["client_id"], CALLBACK, "openid").authorize()
    flow.redeem()
    answer = configuration(world, said, "DELETE")
    assert answer.status == 204 and answer.body == b"", answer
    assert configuration(world, said).status == 401 and world.database.reason() == "registration_token_bad"
    assert flow.refresh().status == 401 and world.database.reason() == "client_unknown"


@each("GET", "PUT", "DELETE")
def test_token(world, method):
    """RFC 7592 section 2: {method} by no token, by another client's or at an administrator's client is 401 with a challenge"""
    said, other = registered(world), registered(world)
    metadata = {"client_id": said["client_id"], "redirect_uris": [CALLBACK]} if method == "PUT" else None
    answer = world.wire.send(method, said["registration_client_uri"], json_body=metadata)
    assert answer.status == 401 and answer.header("www-authenticate").startswith("Bearer"), answer
    answer = configuration(world, said, method, metadata, other["registration_access_token"])
    assert answer.status == 401 and 'error="invalid_token"' in answer.header("www-authenticate"), answer
    demo = {"registration_client_uri": f"{world.issuer}/register/demo-cli"}
    assert configuration(world, demo, method, metadata, said["registration_access_token"]).status == 401
    assert configuration(world, said).status == 200
