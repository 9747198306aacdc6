"""Client ID Metadata Documents: draft-ietf-oauth-client-id-metadata-document."""

import json
import threading

from authority import authority
from claims import claims_of
from listener import Listener
from registration import enrol
from server import until
from signer import Published
from suite import each

SERVERS = ("lighttpd",)
CALLBACK = "http://127.0.0.1/callback"


class Document(Listener):
    """An https server at localhost with a client's document; what is said of it can be bent."""

    def __init__(self, world, path="/client.json", **metadata):
        context, ca_file = authority(world)
        super().__init__(self.answer, context)
        world.database.set("ca_file", ca_file)
        self.world, self.host = world, f"localhost:{self.port}"
        self.client_id = f"https://{self.host}{path}"
        self.metadata = {"client_id": self.client_id, "client_name": "A client with a document", "redirect_uris": [CALLBACK],
                         "grant_types": ["authorization_code", "refresh_token", "unheard_of"], **metadata}
        self.headers, self.status, self.content = {"Content-Type": "application/json"}, 200, None
        self.asked, self.open = 0, threading.Event()
        self.open.set()

    def answer(self, request, body):
        self.asked += 1
        self.open.wait(60)
        return self.status, self.headers, self.content if self.content is not None else json.dumps(self.metadata).encode()

    def flow(self, **request):
        return self.world.flow(self.client_id, "http://127.0.0.1:4711/callback", "openid", **request)

    def refused(self, reason):
        """At the authorization endpoint: a page, and nobody is sent anywhere."""
        answer = self.world.browser().go(self.flow().url)
        assert answer.status == 400 and answer.location is None, answer
        assert self.world.database.reason() == reason, self.world.database.reason()
        assert self.world.database.value("SELECT count(*) FROM client WHERE origin = 'document'") == 0
        assert self.world.database.value("SELECT count(*) FROM client_document") == 0, "a failure is kept"


def test_signs_in(world):
    """section 3: a client whose client_id is the address of its document signs a user in, and refreshes; it was fetched once"""
    with Document(world) as client:
        flow = client.flow().authorize()
        assert flow.redeem().status == 200, world.database.reason()
        assert claims_of(flow.tokens["access_token"])["client_id"] == client.client_id
        assert flow.refresh().status == 200 and client.asked == 1
    row = world.database.row("SELECT * FROM client WHERE client_id = ?", client.client_id)
    assert (row["client_name"], row["token_endpoint_auth_method"], row["trusted"], row["pkce_required"]) == ("A client with a document", "none", 0, 1)


def test_metadata_says_so(world):
    """section 6: the metadata says whether there are documents"""
    where = f"{world.issuer}/.well-known/oauth-authorization-server"
    assert world.wire.get(where).json["client_id_metadata_document_supported"] is True
    world.database.set("client_documents", "off")
    assert world.wire.get(where).json["client_id_metadata_document_supported"] is False


def test_settings(world):
    """section 8: a service takes documents of the hosts that are listed, and of no other; what was kept does not go past that"""
    with Document(world) as client:
        for word in ("off", "listed"):
            world.database.set("client_documents", word)
            client.refused("document_unwelcome")
        assert client.asked == 0
        world.database.change("INSERT INTO client_document_host (host) VALUES (?)", client.host)
        flow = client.flow().authorize()
        assert flow.redeem().status == 200, world.database.reason()
        world.database.change("DELETE FROM client_document_host")
        answer = flow.refresh()
        assert answer.status == 400 and answer.json["error"] == "invalid_client" and world.database.reason() == "document_unwelcome", answer


@each(
    {"header": None, "kept": 290, "gone": 301},
    {"header": "max-age=60", "kept": 50, "gone": 61},
    {"header": "public, max-age=31536000, immutable", "kept": 86390, "gone": 86401},
    {"header": "no-store", "kept": None, "gone": 0},
    {"header": "max-age=0", "kept": None, "gone": 0})
def test_caching(world, header, kept, gone):
    """RFC 9111 section 5.2.2: with Cache-Control: {header} a document is kept for that long, and never longer than a day"""
    with Document(world) as client:
        if header:
            client.headers["Cache-Control"] = header
        world.browser().go(client.flow().url)
        if kept:
            world.database.pass_time(kept)
            world.browser().go(client.flow().url)
            assert client.asked == 1
        world.database.pass_time(gone - (kept or 0))
        client.metadata["client_name"] = "A new name"
        assert "A new name" in world.browser().go(client.flow().url).text and client.asked == 2


@each(
    {"what": "another client_id", "reason": "document_client_id", "metadata": {"client_id": "https://localhost/other"}},
    {"what": "no client_id", "reason": "document_client_id", "metadata": {"client_id": None}},
    {"what": "a secret", "reason": "document_secret", "metadata": {"client_secret": "s"}},
    {"what": "a method with a secret", "reason": "metadata_method_unsupported", "metadata": {"token_endpoint_auth_method": "client_secret_basic"}},
    {"what": "javascript: as redirect URI", "reason": "redirect_uri_forbidden", "metadata": {"redirect_uris": ["javascript:alert(1)"]}},
    {"what": "data: as redirect URI", "reason": "redirect_uri_forbidden", "metadata": {"redirect_uris": ["data:text/html,x"]}},
    {"what": "javascript: as client_uri", "reason": "address_forbidden", "metadata": {"client_uri": "javascript:alert(1)"}},
    {"what": "data: as logo_uri", "reason": "address_forbidden", "metadata": {"logo_uri": "data:image/png,x"}},
    {"what": "javascript: as policy_uri", "reason": "address_forbidden", "metadata": {"policy_uri": "javascript:alert(1)"}},
    {"what": "no redirect URI", "reason": "redirect_uris_missing", "metadata": {"redirect_uris": []}},
    {"what": "scopes nobody granted", "reason": "scope_withheld", "metadata": {"scope": "calendar:read"}},
    {"what": "alg none", "reason": "metadata_alg_none", "metadata": {"id_token_signed_response_alg": "none"}},
    {"what": "a list of hosts that it does not control", "reason": "sector_unreachable",
     "metadata": {"sector_identifier_uri": "https://localhost:1/sector"}})
def test_refused(world, what, reason, metadata):
    """sections 4 and 5: a document with {what} is refused, the record says {reason}, and nothing of it is kept"""
    with Document(world, **metadata) as client:
        client.refused(reason)


@each({"what": "404", "status": 404, "headers": {}}, {"what": "500", "status": 500, "headers": {}}, {"what": "201", "status": 201, "headers": {}},
      {"what": "a redirect", "status": 302, "headers": {"Location": "https://localhost/other"}})
def test_status(world, what, status, headers):
    """section 4: {what} is no document: only 200 is, and no redirect is followed"""
    with Document(world) as client:
        client.status, client.headers = status, {**client.headers, **headers}
        client.refused("document_unreachable")


@each({"what": "5,121 bytes", "content": b'{"x":"' + b"x" * 5113 + b'"}', "reason": "document_too_large"},
      {"what": "a megabyte", "content": b" " * 1000000, "reason": "document_unreachable"},
      {"what": "no JSON", "content": b"<html>", "reason": "document_client_id"},
      {"what": "a list", "content": b"[]", "reason": "document_client_id"},
      {"what": "no text", "content": b"\xff\xfe", "reason": "document_unreachable"},
      {"what": "an escaped NUL", "content": b'{"client_name":"x\\u0000y"}', "reason": "document_unreachable"},
      {"what": "half of a surrogate pair", "content": b'{"client_name":"x\\ud83dy"}', "reason": "document_unreachable"})
def test_content(world, what, content, reason):
    """section 6: a document of {what} is refused, and the record says {reason}"""
    with Document(world) as client:
        client.content = content
        client.refused(reason)


def test_silent(world):
    """section 6: a server that says nothing keeps a request for five seconds at most, and is forgotten"""
    with Document(world) as client:
        client.open.clear()
        client.refused("document_unreachable")
        client.open.set()


def test_recovers(world):
    """section 4: after a failure the next request asks again"""
    with Document(world) as client:
        client.status = 503
        client.refused("document_unreachable")
        client.status = 200
        assert client.flow().authorize().redeem().status == 200, world.database.reason()


def test_together(world):
    """section 4: two requests at once fetch once, and both go on"""
    with Document(world) as client:
        client.open.clear()
        answers = []
        threads = [threading.Thread(target=lambda: answers.append(world.browser().go(client.flow().url))) for _ in range(2)]
        for thread in threads:
            thread.start()
        until(lambda: client.asked > 0, "the document to be asked for")
        client.open.set()
        for thread in threads:
            thread.join()
    assert [answer.page.title for answer in answers] == ["Sign in", "Sign in"] and client.asked == 1, answers


@each("https://127.0.0.1/client", "https://[::1]/client", "https://2130706433/client", "https://0x7f.1/client", "https://127.1/client",
      "https://localhost/client", "https://printer/client", "https://db.internal/client", "https://10.0.0.1/client",
      "https://rp.example@127.0.0.1/client", "https://user@rp.example/client", "https://rp.example/client#x", "https://rp.example/a/../client",
      "https://rp.example/a/%2e%2e/client", "https://rp.example/./client", "https://rp.example", "https://rp.example?x", "https://rp.example\\@x/",
      "https://127.0.0.1./client", "https:///client")
def test_addresses(world, client_id):
    """section 3: {client_id} is the address of no document; nothing is asked"""
    world.database.set("fetch_private", 0)
    answer = world.browser().go(world.flow(client_id, CALLBACK, "openid").url)
    assert answer.status == 400 and world.database.reason() == "document_address_forbidden", world.database.reason()


def test_inner_name(world):
    """RFC 9728 section 7.7: a public name that leads to an inner address is asked for nothing: the address is looked at after DNS"""
    world.database.set("fetch_private", 0)
    answer = world.browser().go(world.flow("https://127.0.0.1.nip.example/client", CALLBACK, "openid").url)
    assert answer.status == 400 and world.database.reason() == "document_unreachable", world.database.reason()


def test_administrators_client(world):
    """section 3: a client that an administrator calls by an https address has no document"""
    world.add_client("https://rp.example/client", redirect_uris=[CALLBACK])
    assert world.flow("https://rp.example/client", "http://127.0.0.1:1/callback", "openid").authorize().code


def test_unused(world):
    """section 6: a document that no user consented to goes with its client"""
    with Document(world) as client:
        world.browser().go(client.flow().url)
        world.database.pass_time(86401)
        with Document(world, "/other.json") as other:
            world.browser().go(other.flow().url)

    def left():
        return {row["client_id"] for row in world.database.rows("SELECT client_id FROM client_document")}
    until(lambda: left() == {other.client_id}, "the first client's document to go")


def test_unused_begins_anew(world):
    """section 6: a document that was fetched again is waited for as long as a new one"""
    with Document(world) as client:
        for _ in range(2):
            world.browser().go(client.flow().url)
            world.database.pass_time(50000)
            world.database.clean()
        assert world.database.value("SELECT count(*) FROM client WHERE client_id = ?", client.client_id) == 1


def test_throttled(world):
    """section 8: of one network so many documents, then a time to wait"""
    world.database.set("login_attempts_network", 2)
    with Document(world) as client:
        client.status = 404
        for reason in ("document_unreachable", "document_unreachable"):
            client.refused(reason)
        assert world.browser().go(client.flow().url).status == 429 and world.database.reason() == "document_throttled"
        assert client.asked == 2


def test_token_endpoint(world):
    """section 3: the token endpoint knows the client as well, by its document"""
    with Document(world) as client:
        client.headers["Cache-Control"] = "no-store"
        flow = client.flow().authorize()
        assert flow.redeem().status == 200, world.database.reason()
        client.status = 404
        answer = flow.refresh()
        assert answer.status == 400 and answer.json["error"] == "invalid_client", answer


def test_patience(world):
    """RFC 9700 section 4.11: whose clients name slow servers keeps no worker waiting again and again: for a while no such server is asked"""
    world.database.set("login_attempts_network", 9)
    with Document(world) as slow, Document(world, "/other.json") as other, Published(world) as published:
        world.database.change("INSERT INTO client_request_uri (client_id, request_uri) VALUES ('signer', ?)", published.request_uri)
        world.database.change("UPDATE client SET origin = 'registration' WHERE client_id = 'signer'")
        slow.status = 404
        slow.open.clear()
        threading.Timer(1.1, slow.open.set).start()
        slow.refused("document_unreachable")

        answer = world.browser().go(other.flow().url)
        assert answer.status == 429 and int(answer.header("retry-after")) > 0 and world.database.reason() == "patience_worn", answer
        assert enrol(world).status == 429 and world.database.reason() == "patience_worn"
        world.browser().go(world.flow("signer", request_uri=published.request_uri).url)
        assert world.database.reason() == "patience_worn"
        assert published.signer.service().status == 503 and world.database.reason() == "client_keys_unreachable"
        assert other.asked == published.asked == 0, "it waits for none of them"

        world.database.pass_time(31)
        assert other.flow().authorize().code and other.asked == 1
        assert published.signer.service().status == 200, world.database.reason()
