"""The view relaxation: whatever is weaker than a service as it is created stands there, by its name; and nothing else does."""

import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
ROWS = (HOUSE / "tests/schema/rows.sql").read_text()
# Settings of which no value is weaker than another, or which have a rule of their own.
NEITHER = {"profile", "issuer", "ca_file", "trusted_proxy", "access_token_alg", "key_lifetime", "language", "record_largest", "record_bytes",
           "fetches_at_once", "pending_largest", "remembered_largest", "registered_bytes", "account_deletion",
           "require_pushed_authorization_requests", "registered_largest", "registered_unused"}
number = 0


def say(title, problem=None):
    global number
    number += 1
    print(f"{'ok' if problem is None else 'not ok'} {number} - {title}")
    if problem is not None:
        print(f"# {problem}")


def relaxations(database):
    return {row[0] for row in database.execute("SELECT relaxation FROM relaxation")}


def after(database, sql, *parameters):
    """What stands there once this was done; taken back afterwards."""
    database.execute("BEGIN")
    database.execute(sql, parameters)
    found = relaxations(database)
    database.execute("ROLLBACK")
    return found


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "https://op.example/provider", "service", "yes"], check=True,
                   env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    database = sqlite3.connect(path, isolation_level=None)
    database.executescript(ROWS)
    say("a service as it is created, behind https, has none", relaxations(database) or None)

    protections = {row[0]: row[1] for row in database.execute("SELECT name, word_off FROM protection")}
    for name, unit, service, smallest, largest, words, weaker in database.execute(
            "SELECT name, unit, service, smallest, largest, words, weaker FROM setting ORDER BY name").fetchall():
        if weaker == "neither":
            say(f"setting {name}: which direction is weaker is said, or it is known that none is", None if name in NEITHER else "not said")
            continue
        service = 0 if service is None else service
        if unit == "word":
            ranks = words.split(",")
            others = [(word, ranks.index(word) - ranks.index(service)) for word in ranks]
        else:
            others = [(value, value - service) for value in (service - 1, service, service + 1) if smallest <= value <= largest]
        for value, distance in others:
            weak = distance > 0 if weaker == "larger" else distance < 0
            if weak and name in protections:
                try:
                    after(database, "UPDATE setting SET value = ? WHERE name = ?", value, name)
                except sqlite3.IntegrityError as error:
                    database.execute("ROLLBACK")
                    say(f"setting {name} {value}: refused in a service", None if "profile workshop alone" in str(error) else error)
                else:
                    say(f"setting {name} {value}: refused in a service", "it was taken")
                continue
            found = after(database, "UPDATE setting SET value = ? WHERE name = ?", value, name)
            want = {f"setting {name}"} if weak else set()
            say(f"setting {name} {value} is {'weaker than' if weak else 'no weaker than'} {service}", None if found == want else found)

    for column in ("access_lifetime", "id_lifetime", "code_lifetime", "refresh_idle", "refresh_absolute", "refresh_grace"):
        for client, suffix in (("notes-web", ""), ("demo-cli", "_public" if column == "refresh_grace" else "")):
            service = database.execute("SELECT service FROM setting WHERE name = ?", (column + suffix,)).fetchone()[0]
            for value in (service, service + 1):
                found = after(database, f"UPDATE client SET {column} = ? WHERE client_id = ?", value, client)
                want = {f"client {client}, {column}"} if value > service else set()
                say(f"client {client}: {column} {value} of {service} {'is listed' if want else 'is not'}", None if found == want else found)

    # Each column that holds an address which somebody registers; and loopback, which does not leave this machine.
    ADDRESSES = [
        ("client_redirect_uri", "redirect_uri"), ("client", "initiate_login_uri"), ("client_request_uri", "request_uri"),
        ("client_post_logout_redirect_uri", "post_logout_redirect_uri"),
        ("client_allowed_origin", "allowed_origin"), ("api_allowed_origin", "allowed_origin"), ("protected_resource", "resource"),
        ("api_resource", "resource"), ("trusted_issuer", "issuer"), ("client_app", "issuer"), ("client_app", "redirect_uri"),
        ("client_app", "post_logout_redirect_uri"), ("client_app", "api")]
    for table, column in ADDRESSES:
        first = f"UPDATE {table} SET {column} = ? WHERE {column} = (SELECT min({column}) FROM {table})"
        for address, listed in (("http://rp.example", True), ("http://127.0.0.1.evil.example", True), ("https://rp.example", False),
                                ("http://127.0.0.1", False), ("http://localhost", table.endswith("redirect_uri")), ("http://[::1]", False)):
            found = after(database, first, address)
            good = len(found) == 1 and address in next(iter(found)) if listed else not found
            say(f"{table}.{column} {address} {'is listed' if listed else 'is not'}", None if good else found)
    for column in ("client_uri", "logo_uri", "policy_uri", "tos_uri", "jwks_uri", "sector_identifier_uri", "backchannel_logout_uri",
                   "frontchannel_logout_uri"):
        for address, listed in (("http://rp.example/x", True), ("https://rp.example/x", False), ("http://localhost/x", False)):
            found = after(database, f"UPDATE client SET {column} = ? WHERE client_id = 'notes-web'", address)
            want = {f"client notes-web, {column} {address}"} if listed else set()
            say(f"client.{column} {address} {'is listed' if listed else 'is not'}", None if found == want else found)
    for column, value in (("assertion_audience", "token_endpoint"), ("pkce_required", 0), ("refresh_rotation", 0), ("refresh_until_used", 1)):
        found = after(database, f"UPDATE client SET {column} = ? WHERE client_id = 'notes-web'", value)
        say(f"client.{column} {value} is listed", None if found == {f"client notes-web, {column}"} else found)
    found = after(database, "UPDATE setting SET value = 'http://localhost:8080/provider' WHERE name = 'issuer'")
    say("RFC 8414 section 2: an issuer without https is listed, wherever it is", None if found == {"setting issuer"} else found)
    database.execute("UPDATE setting SET value = 'workshop' WHERE name = 'profile'")
    for name, word in protections.items():
        before = relaxations(database)
        found = after(database, "UPDATE setting SET value = ? WHERE name = ?", word, name) - before
        say(f"setting {name} {word} is listed in a workshop", None if found == {f"setting {name}"} else found)
        database.execute("UPDATE setting SET value = ? WHERE name = ?", (word, name))
    database.execute("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    say("a workshop that becomes a service has all protections on again", relaxations(database) - {"setting issuer"} or None)
    database.close()
print(f"1..{number}")
