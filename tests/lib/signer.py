"""A client that signs: its assertions (RFC 7523) and its request objects (OIDC Core section 6), by keys of its own."""

import json
import secrets

from listener import Listener
from relying_party import CALLBACK

TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class Signer:
    """private_key_jwt with the keys in its row; or at jwks_uri; or client_secret_jwt, with a secret in clear."""

    def __init__(self, world, client_id="signer", alg="ES256", jwks_uri=None, method="private_key_jwt", **columns):
        self.world, self.client_id = world, client_id
        self.key = self.new_key(alg)
        if method == "client_secret_jwt":
            columns["secret_jwk"] = self.key
        elif jwks_uri:
            columns["jwks_uri"] = jwks_uri
        else:
            columns["jwks"] = self.jwks()
        self.columns = {"token_endpoint_auth_method": method, "trusted": 1, **columns}

    def register(self, **more):
        self.world.add_client(self.client_id, None, [CALLBACK], **{
            "grant_types": ("authorization_code", "refresh_token", "client_credentials"), **self.columns, **more})
        return self

    def sql(self, sql, *parameters):
        """In a connection of this thread's own."""
        connection = self.world.database.connect()
        try:
            return connection.execute(sql, parameters).fetchone()[0]
        finally:
            connection.close()

    def new_key(self, alg="ES256"):
        return self.sql("SELECT jwk_generate(?)", alg)

    def jwks(self, *keys):
        """The public halves of its key, or of others."""
        public = [json.loads(self.sql("SELECT jwk_public(?)", key)) for key in keys or [self.key]]
        return json.dumps({"keys": public})

    def sign(self, claims, key=None, **options):
        """Whatever they say: of jws_sign, for jwt_sign would refuse what is odd."""
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.sql("SELECT jws_sign(?, ?, ?)", json.dumps(claims), key or self.key, json.dumps({"typ": "JWT", **options}))

    def assertion(self, key=None, options=None, **changes):
        """RFC 7523 section 3; a claim that is None is left out."""
        now = self.world.database.now()
        return self.sign({
            "iss": self.client_id, "sub": self.client_id, "aud": self.world.issuer, "jti": secrets.token_urlsafe(12),
            "iat": now, "exp": now + 60, **changes}, key, **(options or {}))

    def proof(self, assertion=None, **changes):
        """What goes into the body of a request."""
        return {"client_assertion_type": TYPE, "client_assertion": assertion or self.assertion(**changes)}

    def object(self, asked, key=None, options=None, **claims):
        """OIDC Core section 6.1: a request as a JWT."""
        return self.sign({**asked, **claims}, key, **(options or {}))

    def post(self, endpoint, form=None, **more):
        """To the endpoint, with a new proof unless the form has one."""
        proof = {} if form and "client_assertion" in form else self.proof()
        return self.world.wire.post(f"{self.world.issuer}/{endpoint}", {**proof, **(form or {})}, **more)

    def service(self, form=None, **more):
        """RFC 6749 section 4.4: the shortest request that a client can prove itself with."""
        return self.post("token", {"grant_type": "client_credentials", "scope": "notes:read", **(form or {})}, **more)

    def flow(self, **request):
        return self.world.flow(self.client_id, CALLBACK, **{"scope": "openid notes:read", **request})


class Published(Listener):
    """A server of the client's: its keys at /jwks, a request object at /request.  What it says can be bent; asked counts."""

    def __init__(self, world, **signer):
        super().__init__(self.handle)
        self.asked, self.said, self.status, self.wait, self.object = 0, None, 200, None, ""
        self.uri, self.request_uri = (f"http://localhost:{self.port}/{name}" for name in ("jwks", "request"))
        self.signer = Signer(world, jwks_uri=self.uri, **signer).register()

    def handle(self, request, body):
        self.asked += 1
        if self.wait:
            self.wait.wait(60)
        if request.path.startswith("/request"):
            return self.status, {"Content-Type": "application/oauth-authz-req+jwt"}, self.object.encode()
        said = self.said if self.said is not None else self.signer.jwks()
        return self.status, {"Content-Type": "application/json"}, said.encode()


def half_a_minute(world):
    """The keys were asked for that long ago."""
    world.database.change("UPDATE client_key_set SET asked_at = asked_at - 30")
