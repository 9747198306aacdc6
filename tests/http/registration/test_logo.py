"""What the pages show of a client that registered itself: its picture, and links to what it says of itself."""

from listener import Listener
from registration import CALLBACK, configuration, registered
from suite import each

SERVERS = ("lighttpd",)
PNG, JPEG, WEBP = b"\x89PNG\r\n\x1a\n" + b"x" * 100, b"\xff\xd8\xff\xe0\x00\x10JFIF", b"RIFF\x10\x00\x00\x00WEBPVP8 "


def picture(content, status=200, headers=None):
    return Listener(lambda request, body: (status, {"Content-Type": "image/svg+xml", **(headers or {})}, content))


def with_logo(world, content, status=200, headers=None):
    with picture(content, status, headers) as server:
        uri = f"http://localhost:{server.port}/logo"
        return registered(world, logo_uri=uri), uri


def pages(world, said, user="alice"):
    """The sign-in page and the consent page."""
    browser = world.browser()
    first = browser.go(world.flow(said["client_id"], CALLBACK, "openid").url)
    browser.submit("login", username=user, password="wonderland")
    return first, browser.answer


@each({"type": "image/png", "content": PNG}, {"type": "image/jpeg", "content": JPEG}, {"type": "image/webp", "content": WEBP},
      {"type": "image/png", "content": PNG + b"\x00" * (65536 - len(PNG))})
def test_shown(world, type, content):
    """RFC 7591 section 2: a logo that is {type} by its bytes is fetched once, stands on the pages, and comes from this server"""
    said, uri = with_logo(world, content)
    assert said["logo_uri"] == uri, said
    for page in pages(world, said):
        assert f'<img src="logo?client_id={said["client_id"]}"' in page.text and uri not in page.text, page.text
    answer = world.wire.get(f"{world.issuer}/logo?client_id={said['client_id']}")
    assert (answer.status, answer.body, answer.header("content-type")) == (200, content, type), answer
    assert "sandbox" in answer.header("content-security-policy") and answer.header("x-content-type-options") == "nosniff"


@each(
    {"what": "SVG", "content": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "status": 200, "headers": {}},
    {"what": "HTML", "content": b"<html><script>alert(1)</script>", "status": 200, "headers": {}},
    {"what": "GIF", "content": b"GIF89a", "status": 200, "headers": {}},
    {"what": "nothing", "content": b"", "status": 200, "headers": {}},
    {"what": "65,537 bytes", "content": PNG + b"\x00" * (65537 - len(PNG)), "status": 200, "headers": {}},
    {"what": "404", "content": PNG, "status": 404, "headers": {}},
    {"what": "a redirect", "content": PNG, "status": 302, "headers": {"Location": "/logo"}})
def test_no_picture(world, what, content, status, headers):
    """RFC 7591 section 3.2.1: {what} is no logo; the client registers without one, and the answer says so"""
    said, _ = with_logo(world, content, status, headers)
    assert "logo_uri" not in said, said
    for page in pages(world, said):
        assert page.status == 200 and "<img" not in page.text, page
    assert world.wire.get(f"{world.issuer}/logo?client_id={said['client_id']}").status == 404


def test_inner_name(world):
    """RFC 7591 section 5: a logo at a public name that leads to an inner address is not asked for"""
    world.database.set("fetch_private", 0)
    said = registered(world, logo_uri="https://127.0.0.1.nip.example/logo")
    assert "logo_uri" not in said, said


def test_replaced(world):
    """RFC 7592 section 2.2: a change without a logo takes it away"""
    said, _ = with_logo(world, PNG)
    configuration(world, said, "PUT", {"client_id": said["client_id"], "redirect_uris": [CALLBACK]})
    assert world.wire.get(f"{world.issuer}/logo?client_id={said['client_id']}").status == 404


def test_links(world):
    """RFC 7591 section 2: website, privacy policy and terms are links on both pages; what the name says is text"""
    links = {"client_uri": "https://rp.example/?a=1&b=2", "policy_uri": "https://rp.example/policy", "tos_uri": "https://rp.example/tos"}
    said = registered(world, client_name="<b>*A* `client` {host}</b>", **links)
    for page in pages(world, said):
        assert set(links.values()) <= set(page.page.links), page.page.links
        assert "<b>*A*" not in page.text and "<b>*A* `client` {host}</b>" in page.page.text, page.page.text


def test_administrators_client(world):
    """RFC 7591 section 2: a client that says nothing of itself has nothing on its pages"""
    page = world.browser().go(world.flow().url)
    assert "<img" not in page.text and "Its website" not in page.text
