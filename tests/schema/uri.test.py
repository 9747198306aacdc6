"""A registered address names its host, and nothing that only looks like one: RFC 3986 section 7.6, RFC 9700 section 2.1.

Each column that holds an address is tried with the same tricks, and no column is forgotten.
"""

import sqlite3
import subprocess
import tempfile
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[2] / "schema"

# Where each column's address is written: the row around it is good.
CLIENT_APP = {
    "client_app_id": "x", "issuer": "https://op.example", "client_id": "x", "client_secret": "x",
    "redirect_uri": "https://rp.example/cb", "post_logout_redirect_uri": "https://rp.example/", "api": "https://api.example"}
REGISTERED = {
    ("setting", "value"): {"name": "other_issuer", "unit": "url", "meaning": "an address"},
    ("protected_resource", "resource"): {"name": "x"},
    ("client", "initiate_login_uri"): {"client_id": "y", "client_name": "y", "token_endpoint_auth_method": "none"},
    **{("client", member): {"client_id": "y", "client_name": "y", "token_endpoint_auth_method": "none"} for member in (
        "client_uri", "logo_uri", "policy_uri", "tos_uri", "jwks_uri", "sector_identifier_uri", "backchannel_logout_uri",
        "frontchannel_logout_uri")},
    ("client_redirect_uri", "redirect_uri"): {"client_id": "x"},
    ("client_request_uri", "request_uri"): {"client_id": "x"},
    ("client_post_logout_redirect_uri", "post_logout_redirect_uri"): {"client_id": "x"},
    ("api_resource", "resource"): {"resource_name": "x"},
    ("api_resource", "calendar"): {"resource": "https://api2.example", "resource_name": "x"},
    ("trusted_issuer", "issuer"): {"resource": "https://api.example"},
    ("client_app", "issuer"): CLIENT_APP,
    ("client_app", "resource"): CLIENT_APP,
    ("client_app", "redirect_uri"): CLIENT_APP,
    ("client_app", "post_logout_redirect_uri"): CLIENT_APP,
    ("client_app", "api"): CLIENT_APP,
}

# Copies of those, by a foreign key or by the statement that writes them; and what a program fetched, which it judges itself.
COPIES = {
    "scope.resource", "client.resource", "trusted_issuer.resource", "api_allowed_origin.resource", "authorization_request.redirect_uri",
    "authorization_request.resource", "authorization_grant.resource", "device_authorization.resource", "exchange_allowed.resource", "authorization_code.redirect_uri",
    "authorization_request.registered_uri", "authorization_code.registered_uri",
    "logout_request.post_logout_redirect_uri", "api_discovery.issuer", "api_discovery.jwks_uri", "api_discovery.token_endpoint",
    "api_discovery.revocation_endpoint",
    "api_discovery.introspection_endpoint",
    "client_key_set.jwks_uri",
    "client_login.issuer", "client_session.issuer", "client_discovery.issuer", "client_discovery.authorization_endpoint",
    "client_discovery.token_endpoint", "client_discovery.end_session_endpoint", "client_discovery.userinfo_endpoint", "client_discovery.jwks_uri"}

GOOD = ("https://rp.example/callback", "http://localhost:8080/callback", "http://[::1]/callback", "https://RP.example")
TRICKS = (
    "http://localhost:80@evil.example/callback", "https://bank.example@evil.example/", "https://bank.example:443@evil.example",
    "https://evil.example\\@bank.example/callback", "https://bank.example\\callback", "https://evil.example?@bank.example/callback",
    "https://evil.example?.bank.example/callback", "https:///evil.example/callback", "https://@evil.example/callback",
    "https://\\evil.example/callback", "https:\\\\evil.example/callback", "https://?evil.example/callback")


def database(path):
    subprocess.run([SCHEMA / "empty", path], check=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("INSERT INTO client (client_id, client_name, token_endpoint_auth_method) VALUES ('x', 'X', 'none')")
    connection.execute("INSERT INTO api_resource (resource, resource_name) VALUES ('https://api.example', 'X')")
    return connection


def takes(connection, table, column, uri):
    row = {**REGISTERED[table, column], column: uri}
    names, marks = ", ".join(row), ", ".join("?" for _ in row)
    connection.execute("SAVEPOINT before")
    try:
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return True
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.execute("ROLLBACK TO before")
        connection.execute("RELEASE before")


def columns_of_addresses(connection):
    names = ("%uri", "%endpoint", "issuer", "resource", "api")
    where = " OR ".join("c.name LIKE ?" for _ in names)
    return {f"{table}.{column}" for table, column in connection.execute(
        f"SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND ({where})", names)}


def main(connection):
    results = []
    for table, column in REGISTERED:
        refused = [uri for uri in GOOD if not takes(connection, table, column, uri)]
        results.append((f"{table}.{column} takes an address whose host is plain to see", refused))
        taken = [uri for uri in TRICKS if takes(connection, table, column, uri)]
        results.append((f"RFC 3986 section 7.6: {table}.{column} takes no address with user info, a backslash, or a ? before the path", taken))
    unknown = columns_of_addresses(connection) - COPIES - {f"{table}.{column}" for table, column in REGISTERED}
    results.append(("every column that holds an address is tried here, or is a copy of one that is", sorted(unknown)))
    for number, (title, problem) in enumerate(results, 1):
        print(f"{'not ok' if problem else 'ok'} {number} - {title}" + (f"\n# {problem}" if problem else ""))
    print(f"1..{len(results)}")


with tempfile.TemporaryDirectory() as folder:
    main(database(f"{folder}/empty.db"))
