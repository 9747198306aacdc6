"""An OpenID Provider of the tests' own, for the sample client: nothing of ours is in it but the extension's signatures.

It hands out a code without asking anybody, and what it says at its endpoints can be bent: that is what it is for.
"""

import json
import urllib.parse

from listener import Listener

KEYS = {}  # name -> a private key


def rsa_key(world, name="the stranger's"):
    """One key for each name, for all tests: to make one takes a fifth of a second."""
    if name not in KEYS:
        KEYS[name] = world.database.value("SELECT jwk_generate('RS256')")
    return KEYS[name]


class Stranger(Listener):
    def __init__(self, world, end="", context=None):
        super().__init__(self.handle, context)
        self.world = world
        self.base = f"{'https' if context else 'http'}://localhost:{self.port}/op"
        self.issuer = self.base + end  # an issuer may end with a slash
        self.key = rsa_key(world)
        self.claims, self.answer, self.metadata, self.sign = {}, {}, {}, {}
        self.status = 200
        self.padding = ""
        self.userinfo = {}   # what its userinfo endpoint says beside sub
        self.bearers = []    # and what it was shown
        self.key_set = None  # instead of its own
        self.bend = None     # what becomes of the ID token on its way
        self.asked = []      # the paths, in order
        self.forms = []      # what came to the token endpoint
        self.nonce, self.request = None, {}

    def __enter__(self):
        self.world.database.change(
            "UPDATE client_app SET issuer = ?, client_id = 'we', client_secret = 'a secret: with & odd % signs'", self.issuer)
        return super().__enter__()

    def handle(self, request, body):
        path = urllib.parse.urlsplit(request.path).path.removeprefix("/op")
        self.asked.append(path)
        status, said = 200, {}
        if path == "/.well-known/openid-configuration":
            said = self.discovery()
        elif path == "/jwks":
            said = self.key_set if self.key_set is not None else self.keys()
        elif path == "/token":
            form = dict(urllib.parse.parse_qsl(body.decode()))
            self.forms.append({**form, "authorization": request.headers.get("Authorization")})
            status, said = self.status, self.tokens()
        elif path == "/userinfo":
            self.bearers.append(request.headers.get("Authorization"))
            said = {"sub": "somebody", **self.userinfo}
        else:
            status = 404
        headers = {"Content-Type": "application/json", **({"Location": f"{self.base}/elsewhere"} if status == 302 else {})}
        return status, headers, (self.padding + json.dumps(said) + self.padding).encode()

    def discovery(self):
        return {
            "issuer": self.issuer, "authorization_endpoint": f"{self.base}/authorize", "token_endpoint": f"{self.base}/token",
            "jwks_uri": f"{self.base}/jwks", "userinfo_endpoint": f"{self.base}/userinfo",
             "response_types_supported": ["code"], **self.metadata}

    def sql(self, sql, *parameters):
        """In a connection of this thread's own."""
        connection = self.world.database.connect()
        try:
            return connection.execute(sql, parameters).fetchone()[0]
        finally:
            connection.close()

    def keys(self):
        return json.loads(self.sql("SELECT jwks_group(jwk_public(?))", self.key))

    def signed(self, claims, **options):
        """Without what is None; by the key and in the way that `sign` says, and bent."""
        claims = {name: value for name, value in claims.items() if value is not None}
        options = {"exp": "optional", **options, **self.sign.get("options", {})}
        token = self.sql("SELECT jwt_sign(?, ?, ?)", json.dumps(claims), self.sign.get("key", self.key), json.dumps(options))
        return self.bend(token) if self.bend else token

    def logout_token(self, **changes):
        """OIDC Back-Channel Logout section 2.4: of the session s-1."""
        now = self.sql("SELECT unixepoch()")
        return self.signed({"iss": self.issuer, "sub": "somebody", "aud": "we", "iat": now, "exp": now + 120, "sid": "s-1",
                            "jti": self.sql("SELECT token_random(16)"),
                            "events": {"http://schemas.openid.net/event/backchannel-logout": {}}, **changes}, typ="logout+jwt")

    def tokens(self):
        now = self.sql("SELECT unixepoch()")
        claims = {"iss": self.issuer, "sub": "somebody", "aud": "we", "exp": now + 600, "iat": now, "nonce": self.nonce,
                  "name": "Somebody Else", **self.claims}
        answer = {"access_token": "opaque-to-the-client-0123456789", "token_type": "Bearer", "expires_in": 300,
                  "refresh_token": "refresh-0123456789", "id_token": self.signed(claims), "something": "unknown", **self.answer}
        return {name: value for name, value in answer.items() if value is not None}

    def login(self, browser, **parameters):
        """The client's login, answered by this provider; the client's answer to that."""
        answer = browser.go(f"{self.world.client}/login", follow=False)
        asked = answer.parameters
        self.request, self.nonce = asked, asked.get("nonce")
        said = {"code": "c-0123456789abcdef", "state": asked.get("state"), **parameters}
        query = urllib.parse.urlencode({name: value for name, value in said.items() if value is not None})
        return browser.go(f"{self.world.client}/callback?{query}", follow=False)
