"""An API's decision is explained in three places: the rows of jwt_check, what the record keeps of the API's steps, and the token inspector.
They are the same steps in the same order with the same outcomes, for a good token and for each broken one.

Two things differ by design.  That an issuer is unknown is no step: its tokens are judged against no key, and the reason says more than
no_key does.  And the scope is asked after a token is believed: that is 403, and no step either."""

import html
import json
import os
import re
import subprocess

from hosts import HOUSE
from inspector import Inspector
from sample_api import signed
from suite import each
from world import bearer

SERVERS = ("lighttpd",)

OUTCOMES = {"passed": "pass", "failed": "fail", "not asked": "info", "nothing to check": "skip"}


def forged(header, tamper=lambda claims: claims, signature=None):
    """What somebody without a private key makes of a good token."""
    def make(world):
        return world.database.value(
            """SELECT input || '.' || CASE ?3 WHEN 'none' THEN '' WHEN 'public key' THEN token_derive(k.public_jwk, input) ELSE signature END
                 FROM (SELECT base64url_encode(json_patch(jwt_header(?1), ?2)) || '.' || base64url_encode(?4) AS input,
                              (SELECT encoded FROM jwt_parts(?1) WHERE name = 'signature') AS signature), signing_key AS k
                WHERE k.alg = 'ES256'""",
            token := signed(world), json.dumps(header), signature,
            json.dumps(tamper(json.loads(world.database.value("SELECT jwt_unverified(?)", token)))))
    return make


def flipped(world):
    """One bit of the signature: the fifth letter carries six of them."""
    parts = signed(world).split(".")
    parts[2] = parts[2][:4] + ("B" if parts[2][4] == "A" else "A") + parts[2][5:]
    return ".".join(parts)


def claims(changes, **options):
    """Signed by the server itself, with other claims."""
    return lambda world: signed(world, changes(world), **options)


NOW = lambda world: world.database.now()  # noqa: E731
CASES = (
    ("a good one", signed, None),
    ("a bit of the signature flipped", flipped, "bad_signature"),
    ("another issuer", claims(lambda world: {"iss": "https://issuer.elsewhere.example"}), "issuer_unknown"),
    ("no issuer", claims(lambda world: {"iss": None}), "issuer_unknown"),
    ("another audience", claims(lambda world: {"aud": "https://api.elsewhere.example"}), "aud_mismatch"),
    ("no audience", claims(lambda world: {"aud": None}), "aud_missing"),
    ("expired", claims(lambda world: {"exp": NOW(world) - 60}), "expired"),
    ("without an end", claims(lambda world: {"exp": None}), "exp_missing"),
    ("not valid yet", claims(lambda world: {"nbf": NOW(world) + 60}), "not_yet_valid"),
    ("made in the future", claims(lambda world: {"iat": NOW(world) + 60}), "issued_in_future"),
    ("without a subject", claims(lambda world: {"sub": None}), "claim_missing"),
    ("an ID token", lambda world: world.tokens().tokens["id_token"], "typ_mismatch"),
    ("another typ", claims(lambda world: {}, typ="JWT"), "typ_mismatch"),
    ("alg none", forged({"alg": "none"}, signature="none"), "alg_none"),
    ("HS256 with the public key", forged({"alg": "HS256"}, signature="public key"), "alg_not_allowed"),
    ("an unknown alg", forged({"alg": "XS1"}), "alg_unsupported"),
    ("no alg", forged({"alg": None}), "alg_missing"),
    ("an unknown kid", forged({"kid": "nobody"}), "no_key"),
    ("an unknown crit", forged({"crit": ["b64"], "b64": True}), "crit_unknown"),
    ("another subject, the old signature", forged({}, lambda said: {**said, "sub": "mallory"}), "bad_signature"),
    ("cut", lambda world: signed(world).rpartition(".")[0], "malformed"),
    ("a signature that is no base64url", lambda world: signed(world)[:-2] + "!!", "bad_base64url"),
    ("claims that are no JSON", lambda world: ".".join((signed(world).split(".")[0], "bm8", "AAAA")), "bad_json"),
)


def at_api(world, token):
    """(reason, [(step, name, status)]) as the record has them."""
    world.wire.get(f"{world.api}/whoami", headers=bearer(token))
    event = world.database.row("SELECT reason, detail FROM flow_event WHERE kind = 'api.request' ORDER BY event_id DESC LIMIT 1")
    return event["reason"], [(check["step"], check["name"], check["status"]) for check in json.loads(event["detail"])["checks"]]


def in_shell(world, answer, token):
    """The rows of the SQL that the page shows, with the token in its place."""
    shown = html.unescape(re.search(r"<summary>Show me the SQL</summary><pre>(.*?)</pre>", answer.text, re.S)[1])
    head, _, sql = shown.partition("\n")
    assert head.startswith(".parameter set $token"), head
    return [(row["step"], row["name"], row["status"]) for row in world.database.rows(sql.replace("$token", "?"), token)]


@each(*({"case": case, "make": make, "reason": reason} for case, make, reason in CASES))
def test_agreement(world, case, make, reason):
    """RFC 9068 section 4: {case}: jwt_check, the API's record and the inspector have the same steps, and the same reason"""
    token = make(world)
    said, kept = at_api(world, token)
    assert said == reason, said
    inspector = Inspector(world)
    answer = inspector.read(token)
    assert answer.status == 200, answer
    if case == "cut":  # what has no parts has no table: the first line says so
        assert "cut" in inspector.verdict and kept[1] == (2, "malformed", "fail"), (inspector.verdict, kept)
        return
    shown = [(step, name, OUTCOMES[outcome]) for step, name, outcome in inspector.steps()]
    assert shown == kept, [pair for pair in zip(shown, kept) if pair[0] != pair[1]]
    rows = in_shell(world, answer, token)
    assert rows == kept, [pair for pair in zip(rows, kept) if pair[0] != pair[1]]
    first = next((name for _, name, status in kept if status == "fail"), None)
    assert first == (reason if reason != "issuer_unknown" else "no_key"), (first, reason)
    if "ID token" not in inspector.verdict:  # whose first line is the client's
        assert inspector.reason == reason, (inspector.reason, reason)


def test_sql_in_the_shell(world):
    """the SQL that the page shows runs as it stands in schema/shell, once a token stands in its place"""
    token, inspector = flipped(world), Inspector(world)
    shown = html.unescape(re.search(r"<summary>Show me the SQL</summary><pre>(.*?)</pre>", inspector.read(token).text, re.S)[1])
    said = subprocess.run([HOUSE / "schema/shell", world.database.path], input=shown.replace("paste the token here", token), text=True,
                          capture_output=True, check=True, env={**os.environ, "OIDC_EXTENSION": world.server.extension})
    rows = [line.split("|")[:3] for line in said.stdout.splitlines()]
    assert ["20", "bad_signature", "fail"] in rows and len(rows) == len(inspector.steps()), (said.stdout[-400:], said.stderr)


def test_scope_is_no_step(world):
    """RFC 6750 section 3.1: a scope that does not suffice is 403 at the API, and stands below the steps of the inspector"""
    token = signed(world, {"scope": "notes:read"})
    answer = world.wire.post(f"{world.api}/notes", {"text": "x"}, headers=bearer(token))
    assert answer.status == 403 and world.database.reason() == "insufficient_scope", answer
    inspector = Inspector(world)
    page = inspector.read(token)
    assert "The scope is no step of it" in page.page.text and "Nor is it a step that the issuer is unknown" in page.page.text, page.page.text
    assert all(outcome != "failed" for _, _, outcome in inspector.steps())
    assert re.search(r"<code>notes:write</code></dt><dd><span class=\"mark fail\">403, insufficient_scope", page.text), page.page.text
    assert re.search(r"<code>notes:read</code></dt><dd><span class=\"mark pass\">allowed", page.text), page.page.text


def test_words_for_each_step(world):
    """each step of jwt_check has a question in words, and no question is without its step"""
    steps = {row["name"] for row in world.database.rows("SELECT name FROM jwt_check('x', '{\"keys\":[]}')")}
    assert steps == {row["name"] for row in world.database.rows("SELECT name FROM token_check")}
