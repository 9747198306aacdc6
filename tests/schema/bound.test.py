"""What a program writes has a bound that the view bound tells; and the bounds hold, whoever writes."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
from tap import Tap

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
MANY = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
HASH = "printf('%043d', i)"
CLIENT = MANY + "INSERT INTO client (client_id, client_name, token_endpoint_auth_method, origin) SELECT 'c_' || i, 'x', 'none', 'registration' FROM n"
tap = Tap()


def same(title, got, want):
    tap.say(title, None if got == want else f"{got!r}, and not {want!r}")


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "http://localhost:8080/provider"], check=True,
                   env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    shell = sqlite3.connect(path, isolation_level=None)
    shell.execute("PRAGMA foreign_keys = ON")

    def ask(sql):
        return shell.execute(sql).fetchall()

    same("RFC 6819 section 4.4.1.11: each table that a program writes is in the view bound", ask(
        "SELECT DISTINCT a.object FROM program_access AS a JOIN sqlite_schema AS t ON t.name = a.object AND t.type = 'table'"
        " WHERE a.verb = 'insert' AND a.object NOT IN (SELECT object FROM bound) ORDER BY 1"), [])
    same("  …and nothing else is", ask(
        "SELECT object FROM bound WHERE object NOT IN (SELECT name FROM sqlite_schema WHERE type = 'table') ORDER BY 1"), [])
    same("  …each setting is one", ask("SELECT object FROM bound WHERE setting IS NOT NULL AND coalesce(largest, bytes_largest) IS NULL"), [])
    same("what anybody makes grow has a number or a size, or hangs on what has one", ask(
        "SELECT object FROM bound WHERE made_by = 'anybody' AND setting IS NULL AND bound NOT GLOB '*registration' AND bound NOT GLOB '*each client'"
        " AND object <> 'refresh_handed_in'"), [])

    shell.execute("UPDATE setting SET value = 100 WHERE name = 'remembered_largest'")
    shell.execute(f"{MANY} INSERT OR IGNORE INTO dpop_proof (proof_hash, spent_at) SELECT {HASH}, i FROM n")
    same("RFC 9449 section 11.1: of so many proofs no more are taken, and none is forgotten before its time",
         ask("SELECT count(*), min(spent_at), max(spent_at) FROM dpop_proof"), [(100, 1, 100)])
    shell.execute("UPDATE setting SET value = 400 WHERE name = 'remembered_largest'")
    shell.execute(f"{MANY} INSERT OR IGNORE INTO client_assertion (client_id, jti_hash, expires_at) SELECT 'demo-cli', {HASH}, i FROM n")
    same("RFC 7523 section 3: of a client's assertions no more are taken than half of what is remembered, and none is forgotten",
         ask("SELECT count(*), max(expires_at) FROM client_assertion"), [(200, 200)])
    shell.execute(f"{MANY} INSERT OR IGNORE INTO client_assertion (client_id, jti_hash, expires_at) SELECT 'c_' || (i % 20), {HASH}, i FROM n")
    same("  …others have the other half, and none of them more than a hundredth of the whole",
         ask("SELECT count(DISTINCT client_id), count(*) FROM client_assertion WHERE client_id <> 'demo-cli'"), [(20, 80)])
    shell.execute(f"{MANY} INSERT OR IGNORE INTO client_assertion (client_id, jti_hash, expires_at) SELECT 'd_' || i, {HASH}, i FROM n")
    same("  …and of all together no more are taken than the whole", ask("SELECT count(*) FROM client_assertion"), [(400,)])
    shell.execute("UPDATE setting SET value = 100 WHERE name = 'remembered_largest'")
    shell.execute("DELETE FROM dpop_proof WHERE spent_at = 1")
    shell.execute(f"INSERT INTO dpop_proof (proof_hash, spent_at) VALUES ({HASH.replace('i)', '1000)')}, 1000)")
    same("  …and where one ends, one may come", ask("SELECT count(*), max(spent_at) FROM dpop_proof"), [(100, 1000)])

    shell.execute("INSERT INTO throttle (throttle_key, failures, most, expires_at) VALUES ('waits', 9, 1, 9000000000)")
    shell.execute(f"{MANY} INSERT INTO throttle (throttle_key, failures, most, expires_at) SELECT i, 1, 5, unixepoch() + i FROM n")
    same("OAuth 2.1 section 2.4.1: of tries the first go, and whoever has to wait stays",
         ask("SELECT count(*) BETWEEN 97 AND 101, sum(throttle_key = 'waits'), min(CAST(throttle_key AS INTEGER)) FILTER (WHERE throttle_key <> 'waits')"
             " > 390 FROM throttle"), [(1, 1, 1)])

    shell.execute("UPDATE setting SET value = 1000000 WHERE name = 'registered_bytes'")
    shell.execute(CLIENT)
    shell.execute(f"{MANY} INSERT INTO client_logo (client_id, type, logo) SELECT 'c_' || i, 'image/png', zeroblob(50000) FROM n WHERE i <= 10")
    shell.execute(f"{MANY} INSERT INTO client_registration (client_id, registered_at, unused_since) SELECT 'c_' || i, i, i FROM n")
    same("RFC 7591 section 5: what was fetched for a client is counted, whenever it came",
         ask("SELECT number, bytes FROM tally WHERE object = 'client_registration'"), [(500, 500000)])
    shell.execute(f"{MANY} INSERT INTO client_logo (client_id, type, logo) SELECT 'c_' || i, 'image/png', zeroblob(50000) FROM n WHERE i > 400")
    shell.execute("INSERT INTO client_key_set (client_id, jwks_uri, asked_at) VALUES ('c_500', 'https://rp.example/jwks', 1)")
    shell.execute("UPDATE client_key_set SET jwks = '{\"keys\":[]}', fetched_at = 1")
    same("  …and of too many bytes the heaviest without a user go",
         ask("SELECT sum(length(logo)) <= 1000000, max(client_id) FROM client_logo"), [(1, "c_500")])
    same("  …the rest is what is counted", ask(
        "SELECT number - (SELECT count(*) FROM client_registration),"
        " bytes - (SELECT sum(length(logo)) FROM client_logo) - (SELECT sum(length(jwks)) FROM client_key_set)"
        " FROM tally WHERE object = 'client_registration'"), [(0, 0)])
    shell.execute("INSERT INTO consent (subject, client_id, scope, granted_at) VALUES ('u_alice', 'c_500', 'openid', 1)")
    shell.execute("DELETE FROM client_key_set")
    shell.execute("DELETE FROM client WHERE origin = 'registration' AND client_id <> 'c_500'")
    same("  …and one that a user has is not", ask("SELECT number, bytes FROM tally WHERE object = 'client_registration'"), [(0, 0)])
    shell.execute(CLIENT.replace("'c_'", "'d_'"))
    shell.execute(f"{MANY} INSERT INTO client_registration (client_id, registered_at, unused_since) SELECT 'd_' || i, i, i FROM n")
    shell.execute(f"{MANY} INSERT INTO client_logo (client_id, type, logo) SELECT 'd_' || i, 'image/png', zeroblob(iif(i > 400, 50000, 1)) FROM n")
    same("  …also where many came before that weigh next to nothing: these stay, and no more than one is too many", ask(
        "SELECT sum(length(logo)) < 1050000, count(*) FILTER (WHERE length(logo) = 1), sum(client_id = 'd_500') FROM client_logo"
        " WHERE client_id <> 'c_500'"), [(1, 400, 1)])
    # Whatever their sessions and networks: so many tries and one more in each login_wait, while a code lives; of 20^8 codes.
    for profile, bits in (("service", 26), ("workshop", 23)):
        tries = ask("SELECT (SELECT %(p)s + 1 FROM setting WHERE name = 'login_attempts_account')"
                    " * ((SELECT %(p)s FROM setting WHERE name = 'device_lifetime') / (SELECT %(p)s FROM setting WHERE name = 'login_wait'))"
                    % {"p": profile})[0][0]
        tap.say(f"RFC 8628 section 5.1: in profile {profile} one user's {tries} tries hit the code of a given device in one of 2^{bits} cases",
                None if 20**8 / tries >= 2**bits else 20**8 / tries)
    same("no reference is broken", ask("PRAGMA foreign_key_check"), [])
    shell.close()
tap.end()
