"""oidcc-dynamic: the cases in which a client registers keys, and signs, or has something signed.  The names are OIDF's, the runner is ours."""

import json
import urllib.parse

from back_channel import metadata, userinfo
from registration import CALLBACK, registered
from signer import Published
from suite import each
from world import basic

SERVERS = ("lighttpd", "fcgid")


class Party(Published):
    """A client that registers itself, with a server where its keys and its request objects are."""

    def __init__(self, world, alg="RS256", **said):
        super().__init__(world, alg=alg, register=False)
        self.world = world
        self.said = None
        self.metadata = registered(world, client_name="OIDF", grant_types=["authorization_code", "refresh_token"], **{
            name: value.format(jwks=self.uri, request=self.request_uri) if isinstance(value, str) else value for name, value in said.items()})
        self.signer.client_id = self.client_id = self.metadata["client_id"]
        world.database.change("INSERT OR IGNORE INTO client_request_uri (client_id, request_uri) VALUES (?, ?)", self.client_id, self.request_uri)

    def proof(self):
        if self.metadata["token_endpoint_auth_method"] == "private_key_jwt":
            return {"client_id": None, **self.signer.proof()}
        return {"headers": basic(self.client_id, self.metadata["client_secret"])}

    def login(self, **request):
        flow = self.world.flow(self.client_id, CALLBACK, "openid", **request).authorize()
        assert flow.code, f"{flow.answer!r} {self.world.database.reason()}"
        answer = flow.redeem(**self.proof())
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        return flow

    def ask(self, flow, **more):
        """A request of the least parameters, and what more says, through the pages."""
        browser = self.world.browser()
        query = {"client_id": self.client_id, "response_type": "code", "scope": "openid", **more}
        browser.go(f"{self.world.issuer}/authorize?{urllib.parse.urlencode(query)}")
        flow.answer = self.world.walk(browser)
        flow.code = flow.answer.parameters.get("code")
        return flow


def test_userinfo_rs256(world):
    """oidcc-dynamic oidcc-userinfo-rs256: userinfo is a JWT, signed by RS256, with iss and aud"""
    with Party(world, userinfo_signed_response_alg="RS256") as party:
        flow = party.login()
        answer = userinfo(world, flow.tokens["access_token"])
        assert answer.header("content-type") == "application/jwt", answer.headers
        jwks = world.wire.get(metadata(world).json["jwks_uri"]).text
        options = json.dumps({"alg": "RS256", "iss": world.issuer, "aud": party.client_id, "exp": "optional", "leeway": 10, "require": ["sub"]})
        assert world.database.value("SELECT jwt_error(?, ?, ?)", answer.text, jwks, options) is None, answer


def test_registration_jwks_uri(world):
    """oidcc-dynamic oidcc-registration-jwks-uri: a client that registers jwks_uri proves itself by a key that is there"""
    with Party(world, jwks_uri="{jwks}", token_endpoint_auth_method="private_key_jwt") as party:
        assert "jwks" not in party.metadata and party.metadata["jwks_uri"] == party.uri
        party.login()
        assert party.asked == 1


def test_rp_key_rotation(world):
    """oidcc-dynamic oidcc-refresh-token-rp-key-rotation: a new key of the client's is taken within a minute, at a refresh"""
    with Party(world, jwks_uri="{jwks}", token_endpoint_auth_method="private_key_jwt") as party:
        flow = party.login()
        party.signer.key = party.signer.new_key("RS256")
        world.database.change("UPDATE client_key_set SET asked_at = asked_at - 30, fetched_at = fetched_at - 30")
        answer = flow.refresh(client_id=None, **party.signer.proof())
        assert answer.status == 200, f"{answer!r} {world.database.reason()}"
        assert party.asked == 2


@each("by value", "by reference")
def test_request_uri_unsigned(world, how):
    """oidcc-dynamic oidcc-request-uri-unsigned: an unsigned object, {how}, is refused by its name and never ignored"""
    with Party(world, jwks_uri="{jwks}") as party:
        unsigned = f"eyJhbGciOiJub25lIn0.{party.signer.object({'state': 'inside'}).split('.')[1]}."
        party.object = unsigned
        world.database.change("UPDATE client SET trusted = 1 WHERE client_id = ?", party.client_id)
        more = {"request": unsigned} if how == "by value" else {"request_uri": party.request_uri}
        flow = party.ask(world.flow(party.client_id, CALLBACK, "openid"), redirect_uri=CALLBACK, **more)
        error = "request_not_supported" if how == "by value" else "request_uri_not_supported"
        assert flow.answer.parameters.get("error") == error, f"{flow.answer!r} {world.database.reason()}"


def test_request_uri_signed_rs256(world):
    """oidcc-dynamic oidcc-request-uri-signed-rs256: an object that is signed by RS256, at a request_uri that is registered, is the request"""
    with Party(world, jwks_uri="{jwks}", request_object_signing_alg="RS256") as party:
        flow = world.flow(party.client_id, CALLBACK, "openid", nonce="inside")
        party.object = party.signer.object(flow.request)
        party.ask(flow, request_uri=f"{party.request_uri}#of-this-content")
        assert flow.code and flow.answer.parameters["state"] == flow.state, f"{flow.answer!r} {world.database.reason()}"
        assert world.database.value("SELECT nonce FROM authorization_request") == "inside"
        assert flow.redeem(**party.proof()).status == 200


def test_request_object_with_redirect_uri(world):
    """oidcc-dynamic oidcc-ensure-request-object-with-redirect-uri: the redirect_uri in the object wins over that of the query"""
    with Party(world, jwks_uri="{jwks}", redirect_uris=[CALLBACK, f"{CALLBACK}/other"]) as party:
        flow = world.flow(party.client_id, CALLBACK, "openid")
        party.ask(flow, redirect_uri=f"{CALLBACK}/other", request=party.signer.object(flow.request))
        assert flow.code and flow.answer.location.startswith(f"{CALLBACK}?"), f"{flow.answer!r} {world.database.reason()}"
        assert flow.redeem(**party.proof()).status == 200


def test_client_assertion(world):
    """oidcc-dynamic oidcc-ensure-client-assertion-with-iss-aud-succeeds: an assertion whose aud is the issuer, as a string, proves the client"""
    with Party(world, jwks_uri="{jwks}", token_endpoint_auth_method="private_key_jwt", token_endpoint_auth_signing_alg="RS256") as party:
        party.login()
