"""oidcc-config: its only name.  The name is OIDF's, the runner is ours; it certifies nothing."""

import re
import urllib.parse

from back_channel import metadata

SERVERS = ("lighttpd", "fcgid")
LISTS = (
    "response_types_supported", "subject_types_supported", "id_token_signing_alg_values_supported", "response_modes_supported",
    "grant_types_supported", "acr_values_supported", "token_endpoint_auth_methods_supported", "display_values_supported",
    "claim_types_supported", "claims_supported", "scopes_supported", "code_challenge_methods_supported", "prompt_values_supported",
    "ui_locales_supported", "claims_locales_supported", "userinfo_signing_alg_values_supported",
    "request_object_signing_alg_values_supported", "token_endpoint_auth_signing_alg_values_supported")
PRIVATE = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}


def test_discovery(world):
    """oidcc-config oidcc-discovery-endpoint-verification: 200, JSON, the issuer exact, lists, addresses and keys as OIDC Discovery section 3 says"""
    answer = metadata(world)
    document = answer.json
    assert answer.status == 200 and answer.header("content-type").startswith("application/json"), answer
    assert document["issuer"] == world.issuer, document["issuer"]
    lists_are_lists(document)
    for name, value in document.items():
        if name.endswith(("_endpoint", "_uri")):
            assert value.startswith(world.issuer + "/") and urllib.parse.urlsplit(value).fragment == "", name
    keys_are_public(world.wire.get(document["jwks_uri"]).json["keys"])


def lists_are_lists(document):
    """Of strings, each there once; and what must be in them."""
    for name in set(LISTS) & set(document):
        said = document[name]
        assert isinstance(said, list) and said and len(set(said)) == len(said) and all(isinstance(each, str) for each in said), name
    assert "openid" in document["scopes_supported"] and "sub" in document["claims_supported"], document
    assert "code" in document["response_types_supported"] and "authorization_code" in document["grant_types_supported"], document
    assert "RS256" in document["id_token_signing_alg_values_supported"], document
    assert set(document["subject_types_supported"]) <= {"public", "pairwise"}, document
    for name in ("ui_locales_supported", "claims_locales_supported"):
        assert all(re.fullmatch("[a-z]{2,3}(-[A-Za-z0-9]+)*", tag) for tag in document.get(name, [])), document


def keys_are_public(keys):
    """RFC 7517 section 4: each has a name of its own, and no private member."""
    names = [key["kid"] for key in keys]
    assert keys and len(set(names)) == len(names), names
    assert all(key["use"] == "sig" and not PRIVATE & set(key) for key in keys), keys
