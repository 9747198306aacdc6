"""A world of its own for a test: a server, a database, the wire, and the steps that every flow takes."""

import base64
import hashlib
import secrets
import shutil
import tempfile
import urllib.parse

from browser import Browser, Wire
from database import Database
from server import Server, free_port

DEMO_CALLBACK = "http://127.0.0.1:1/callback"  # any port is good, and nothing listens on this one
PASSWORDS = {"alice": "wonderland", "bob": "builder"}
ALICE = {"username": "alice", "password": PASSWORDS["alice"]}  # what she types
SERVICE = ("demo-service", "demo-service-secret-for-localhost-only")


def challenge(verifier):
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


def basic(user, password):
    """RFC 6749 section 2.3.1: both are form-encoded first."""
    pair = f"{urllib.parse.quote_plus(user)}:{urllib.parse.quote_plus(password)}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


class Flow:
    """A code flow on its way: what the client keeps between its steps, and the tokens at the end."""

    def __init__(self, world, client_id, redirect_uri, scope, parameters):
        self.world, self.client_id, self.redirect_uri = world, client_id, redirect_uri
        self.verifier = secrets.token_urlsafe(32)
        self.state, self.nonce = secrets.token_urlsafe(16), secrets.token_urlsafe(16)
        request = {
            "response_type": "code", "client_id": client_id, "redirect_uri": redirect_uri, "scope": scope,
            "state": self.state, "nonce": self.nonce,
            "code_challenge": challenge(self.verifier), "code_challenge_method": "S256"}
        request.update(parameters)
        self.request = {name: value for name, value in request.items() if value is not None}
        self.answer = self.code = self.tokens = None

    @property
    def url(self):
        return f"{self.world.issuer}/authorize?{urllib.parse.urlencode(self.request)}"

    def authorize(self, browser=None, user="alice"):
        """Through the pages until the browser is sent back to the client; the code, if one came."""
        browser = browser or self.world.browser()
        browser.go(self.url)
        self.answer = self.world.walk(browser, user)
        self.code = self.answer.parameters.get("code")
        return self

    def token_request(self, **changes):
        form = {
            "grant_type": "authorization_code", "code": self.code, "redirect_uri": self.redirect_uri,
            "code_verifier": self.verifier, "client_id": self.client_id}
        form.update(changes)
        return {name: value for name, value in form.items() if value is not None}

    def redeem(self, headers=None, **changes):
        """The code for tokens; public clients name themselves, others say who they are in the headers."""
        if headers:
            changes.setdefault("client_id", None)
        answer = self.world.wire.post(f"{self.world.issuer}/token", self.token_request(**changes), headers=headers)
        if answer.status == 200:
            self.tokens = answer.json
        return answer

    def refresh(self, token=None, headers=None, **changes):
        form = {
            "grant_type": "refresh_token", "refresh_token": token or self.tokens["refresh_token"],
            "client_id": None if headers else self.client_id}
        form.update(changes)
        form = {name: value for name, value in form.items() if value is not None}
        return self.world.wire.post(f"{self.world.issuer}/token", form, headers=headers)


class World:
    def __init__(self, kind, profile="workshop"):
        self.folder = tempfile.mkdtemp(prefix=f"sqlite-oidc-{kind}-")
        self.database = None
        try:
            port = free_port()
            self.address(f"http://localhost:{port}")
            self.server = Server(kind, self.folder, port)
            self.database = Database(self.server.database, self.server.extension, self.issuer, profile)
            self.wire = Wire(self.origin)
            self.server.start()
        except BaseException:
            self.stop()
            raise

    def address(self, origin):
        self.origin = origin
        self.issuer, self.api, self.api2, self.client, self.workshop = (
            f"{origin}/{name}" for name in ("provider", "api", "api2", "client", "workshop"))

    @property
    def network(self):
        """What the record has of the address that we came from: localhost has two."""
        return {"127.0.0.1": "127.0.0.0/24", "::1": "::/48"}[self.wire.address]

    def fresh(self):
        """As it was at the start, for the next test."""
        self.database.reset()
        self.wire.fresh()

    def stop(self):
        try:
            if hasattr(self, "server"):
                self.server.stop()
        finally:
            if self.database:
                self.database.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def browser(self):
        return Browser(self.wire)

    def flow(self, client_id="demo-cli", redirect_uri=DEMO_CALLBACK, scope="openid profile notes:read", **parameters):
        return Flow(self, client_id, redirect_uri, scope, parameters)

    def tokens(self, user="alice", browser=None, **request):
        """A whole flow of demo-cli, with its tokens."""
        flow = self.flow(**request).authorize(browser, user)
        assert flow.code, f"no code came: {flow.answer!r} {self.database.reason()}"
        answer = flow.redeem()
        assert answer.status == 200, f"{answer!r} {self.database.reason()}"
        return flow

    def walk(self, browser, user="alice"):
        """Signs in and allows, as often as the pages ask; the answer that is neither page."""
        for _ in range(4):
            answer = browser.answer
            title = answer.page.title if (answer.header("content-type") or "").startswith("text/html") else ""
            if answer.status == 200 and title.startswith("Sign in"):
                browser.submit("login", username=user, password=PASSWORDS[user])
            elif answer.status == 200 and title.startswith("Consent"):
                browser.submit("allow")
            else:
                return answer
        return browser.answer

    def add_client(self, client_id, secret=None, redirect_uris=(), grant_types=("authorization_code", "refresh_token"),
                   scopes=("openid", "profile", "email", "address", "phone", "offline_access", "notes:read", "notes:write"),
                   **columns):
        """A client of the test's own; with a secret it is a confidential one."""
        database = self.database
        columns.setdefault("client_name", client_id)
        columns.setdefault("token_endpoint_auth_method", "client_secret_basic" if secret else "none")
        names = ", ".join(columns)
        marks = ", ".join("?" for _ in columns)
        database.change(
            f"INSERT INTO client (client_id, secret_hash, {names}) VALUES (?, token_hash(?), {marks})",
            client_id, secret, *columns.values())
        for uri in redirect_uris:
            database.change("INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES (?, ?)", client_id, uri)
        for grant_type in grant_types:
            database.change("INSERT INTO client_grant_type (client_id, grant_type) VALUES (?, ?)", client_id, grant_type)
        for scope in scopes:
            database.change("INSERT INTO client_scope (client_id, scope) VALUES (?, ?)", client_id, scope)

    def client_credentials(self, **parameters):
        return self.wire.post(
            f"{self.issuer}/token", {"grant_type": "client_credentials", **parameters}, headers=basic(*SERVICE))
