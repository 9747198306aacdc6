"""authlib, the other world's client: requests, its own JOSE, its own idea of an ID token."""

import os
import secrets
import sys
from urllib.parse import parse_qs, urlsplit

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback has no TLS

import requests  # noqa: E402
from authlib.integrations.requests_client import OAuth2Session  # noqa: E402
from authlib.jose import JsonWebKey, jwt  # noqa: E402
from authlib.oidc.core import CodeIDToken  # noqa: E402

ISSUER, API, CLIENT_ID, CLIENT_SECRET, REDIRECT_URI, SERVICE_ID, SERVICE_SECRET = sys.argv[1:]


def browse(url):
    print(f"GO {url}", flush=True)
    return sys.stdin.readline().strip()


def check(title, holds, detail=""):
    print(f"ok - {title}" if holds else f"not ok - {title}\n# {detail}", flush=True)


def get(url):
    return requests.get(url, timeout=10).json()


def main():
    metadata = get(f"{ISSUER}/.well-known/openid-configuration")
    check("authlib: discovery (OIDC Discovery section 4)", metadata["issuer"] == ISSUER)
    session = OAuth2Session(
        CLIENT_ID, CLIENT_SECRET, scope="openid profile notes:read", redirect_uri=REDIRECT_URI, code_challenge_method="S256")
    verifier, nonce = secrets.token_urlsafe(48), secrets.token_urlsafe(16)
    url, state = session.create_authorization_url(metadata["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
    back = browse(url)
    check("authlib: state comes back (RFC 6749 section 4.1.2)", parse_qs(urlsplit(back).query)["state"] == [state], back[:40])
    tokens = session.fetch_token(
        metadata["token_endpoint"], authorization_response=back, code_verifier=verifier, state=state)
    check("authlib: code with PKCE (RFC 7636 section 4.5)", tokens["token_type"] == "Bearer", sorted(tokens))
    keys = JsonWebKey.import_key_set(get(metadata["jwks_uri"]))
    claims = jwt.decode(
        tokens["id_token"], keys, claims_cls=CodeIDToken, claims_params={"nonce": nonce, "client_id": CLIENT_ID},
        claims_options={"iss": {"values": [ISSUER]}, "aud": {"values": [CLIENT_ID]}})
    claims.validate()
    check("authlib: the ID token, nonce and all (OIDC Core section 3.1.3.7)", claims["sub"].startswith("u_"))
    access = jwt.decode(tokens["access_token"], keys, claims_options={"iss": {"values": [ISSUER]}, "aud": {"values": [API]}})
    access.validate()
    check("authlib: the access token's signature and audience (RFC 9068 section 4)", access["client_id"] == CLIENT_ID)
    answer = session.get(metadata["userinfo_endpoint"])
    check("authlib: userinfo (OIDC Core section 5.3)", answer.json()["sub"] == claims["sub"], answer.text)
    answer = session.get(f"{API}/notes")
    check("authlib: the API (RFC 6750 section 2.1)", answer.status_code == 200, answer.text)
    newer = session.refresh_token(metadata["token_endpoint"], refresh_token=tokens["refresh_token"])
    check("authlib: refresh (RFC 6749 section 6)", newer["access_token"] != tokens["access_token"])
    answer = session.introspect_token(metadata["introspection_endpoint"], token=newer["access_token"])
    check("authlib: introspection (RFC 7662 section 2.2)", answer.json()["active"] is True, answer.text)
    answer = session.revoke_token(metadata["revocation_endpoint"], token=newer["refresh_token"])
    check("authlib: revocation (RFC 7009 section 2.2)", answer.status_code == 200, answer.text)
    answer = session.introspect_token(metadata["introspection_endpoint"], token=newer["access_token"])
    check("authlib: and it is seen (RFC 7662 section 2.2)", answer.json() == {"active": False}, answer.text)
    service = OAuth2Session(SERVICE_ID, SERVICE_SECRET, scope="notes:read")
    own = service.fetch_token(metadata["token_endpoint"], grant_type="client_credentials")
    check("authlib: client_credentials (RFC 6749 section 4.4)", own["expires_in"] > 0, sorted(own))


main()
