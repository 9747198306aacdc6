"""What the web server does by itself: the same under all three."""

import socket

from suite import each

STATIC = ("/", "/style.css", "/icon.svg")


@each(*STATIC)
def test_static(world, path):
    """{path} is served, with the headers of RFC 9700 section 4.2.4 and 4.16"""
    answer = world.wire.get(path)
    assert answer.status == 200, answer
    assert "default-src 'none'" in answer.header("content-security-policy"), answer.headers
    assert "frame-ancestors 'none'" in answer.header("content-security-policy"), answer.headers
    assert answer.header("x-content-type-options") == "nosniff", answer.headers
    assert answer.header("referrer-policy") == "no-referrer", answer.headers


@each(
    {"path": "/", "kind": "text/html"}, {"path": "/style.css", "kind": "text/css"},
    {"path": "/icon.svg", "kind": "image/svg+xml"})
def test_type(world, path, kind):
    """{path} is {kind}"""
    assert world.wire.get(path).header("content-type").startswith(kind)


@each("/index.html", "/start.html", "/login.html", "/consent.html", "/error.html", "/client_home.html", "/workshop_flow.html", "/head.html",
      "/shared/error.html", "/shared/head.html", "/provider/login.html", "/client/home.html", "/workshop/flow.html", "/providerx/token",
      "/apix", "/../schema/demo.sql", "/.git/config", "/cgi-bin/run", "/data/oidc.db")
def test_no_address(world, path):
    """{path}: templates and everything else have no address"""
    answer = world.wire.get(path)
    assert answer.status in (400, 403, 404), answer
    assert "{{" not in answer.text, answer


@each("provider", "api", "client", "workshop")
def test_mount_point(world, program):
    """/{program} and its stylesheet are the program's own"""
    answer = world.wire.get(f"/{program}/style.css")
    assert answer.status == 200 and answer.header("content-type").startswith("text/css"), answer
    assert answer.body == world.wire.get("/style.css").body
    assert world.database.reason() is None, "the program answered twice"


def test_protected_resource_metadata_place(world):
    """RFC 9728 section 3.1: the metadata of the API stands before its path"""
    answer = world.wire.get("/.well-known/oauth-protected-resource/api")
    assert answer.status == 200 and answer.json["resource"] == world.api, answer
    assert answer.json["authorization_servers"] == [world.issuer], answer


def test_loopback_only(world):
    """it listens on loopback and nowhere else"""
    try:
        others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)} - {"127.0.0.1", "127.0.1.1", "::1"}
    except OSError:
        others = set()
    for address in others:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            probe.settimeout(2)
            assert probe.connect_ex((address, world.server.port)) != 0, f"answers on {address}"


def test_head(world):
    """RFC 9110 section 9.3.2: HEAD is GET without its body"""
    answer = world.wire.send("HEAD", f"{world.issuer}/jwks")
    assert answer.status == 200 and answer.body == b"", answer


def test_server_says_little(world):
    """the header Server names no version"""
    for path in ("/", "/provider/jwks"):
        assert not any(digit in (world.wire.get(path).header("server") or "") for digit in "0123456789")


def test_whole_way(world):
    """a user signs in at the client, and the client calls the API"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    assert world.walk(browser).status == 200 and browser.answer.url.startswith(world.client), browser.answer
    answer = browser.go(f"{world.client}/api/notes", headers={"X-CSRF": "1"})
    assert answer.status == 200, answer
    assert "denied" not in world.server.errors()
