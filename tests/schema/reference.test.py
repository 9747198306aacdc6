"""Foreign keys, as the sqlite3 shell has them: off.  Whoever deletes or mistypes there leaves nothing behind all the same."""

import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]

ROWS = (HOUSE / "tests/schema/rows.sql").read_text()
# Programs write them, and people do.
BY_BOTH = {"client", "client_grant_type", "client_scope", "client_redirect_uri", "client_post_logout_redirect_uri", "client_allowed_origin"}
number = 0


def say(title, problem=None):
    global number
    number += 1
    print(f"{'ok' if problem is None else 'not ok'} {number} - {title}")
    if problem is not None:
        print(f"# {problem}")


def outcome(connection, sql):
    """What the statement leaves broken, or the sentence that refuses it; taken back afterwards."""
    connection.execute("BEGIN")
    try:
        connection.execute(sql)
        return [tuple(row) for row in connection.execute("PRAGMA foreign_key_check")]
    except sqlite3.Error as error:
        return str(error)
    finally:
        connection.execute("ROLLBACK")


def references(connection):
    """Each foreign key: child, its column, parent, the parent's column."""
    return connection.execute(
        "SELECT t.name, f.\"from\", f.\"table\", coalesce(f.\"to\", (SELECT name FROM pragma_table_info(f.\"table\") WHERE pk = 1))"
        "  FROM sqlite_schema AS t, pragma_foreign_key_list(t.name) AS f WHERE t.type = 'table' ORDER BY 1, 2").fetchall()


def copy_of(connection, child, column):
    """The first row of a table again, with another value in one column."""
    columns = [row[1] for row in connection.execute(f"SELECT * FROM pragma_table_xinfo('{child}') WHERE hidden = 0")]
    values = ", ".join("'https://nobody.example'" if name == column else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return f"INSERT INTO {child} ({names}) SELECT {values} FROM {child} WHERE \"{column}\" IS NOT NULL LIMIT 1"


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "http://localhost:8080/provider"], check=True,
                   env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    shell = sqlite3.connect(path, isolation_level=None)
    shell.execute("PRAGMA foreign_keys = OFF")
    shell.executescript(ROWS)
    written = {row[0] for row in shell.execute("SELECT object FROM program_access WHERE verb = 'insert'")} - BY_BOTH
    all_references = references(shell)
    subprocess.run([HOUSE / "schema/empty", f"{folder}/state.db", "state"], check=True, env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    state = {row[0] for row in sqlite3.connect(f"{folder}/state.db").execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}

    for child, column, parent, key in all_references:
        if parent == "flow_event" or (child in written and parent not in state):
            continue  # the record deletes by itself, and a catalogue is made by schema/upgrade alone
        if not shell.execute(f'SELECT count(*) FROM {child} WHERE "{column}" IS NOT NULL').fetchone()[0]:
            say(f"{child}.{column}: there is a row to try it on", "none")
            continue
        if parent in state:
            found = outcome(shell, f'DELETE FROM {parent} WHERE "{key}" IN (SELECT "{column}" FROM {child})')
            say(f"who deletes a {parent} in the shell leaves no {child} behind", found if isinstance(found, list) and found else None)
        if child in written:
            continue
        for what, sql in (("written", copy_of(shell, child, column)), ("changed", f"UPDATE {child} SET \"{column}\" = 'https://nobody.example'")):
            found = outcome(shell, sql)
            say(f"a {child} that names no {parent} is not {what} in the shell", None if f"{child}.{column} is no row of {parent}" in found else found)

    typo = "a word of client.default_scope is no row of scope"
    for what, sql in (("written", "INSERT INTO client (client_id, client_name, token_endpoint_auth_method, default_scope) VALUES ('x', 'X', 'none', 'openid opendi')"),
                      ("changed", "UPDATE client SET default_scope = 'opendi' WHERE client_id = 'demo-cli'")):
        found = outcome(shell, sql)
        say(f"a default_scope with a typo is not {what} in the shell", None if found == typo else found)
    found = outcome(shell, "UPDATE client SET default_scope = 'notes:read openid' WHERE client_id = 'demo-cli'")
    say("  …and one without is", found or None)
    for table, column in (("end_user", "subject"), ("client", "client_id"), ("scope", "scope")):
        found = outcome(shell, f"UPDATE {table} SET {column} = 'u_other' WHERE {column} IN ('u_alice', 'demo-cli', 'notes:read')")
        say(f"a {column} stays as it is: tokens bear it", None if "tokens bear it" in found else found)
    for table in ("protected_resource", "api_resource"):
        found = outcome(shell, f"UPDATE {table} SET resource = replace(resource, rtrim(resource, replace(resource, '/', '')), 'https://elsewhere.example/')")
        say(f"a {table} that moves takes with it whatever names it", found or None)

    shell.execute('CREATE TABLE "my own" (subject TEXT, client_id TEXT, scope TEXT, FOREIGN KEY (subject, client_id, scope) REFERENCES consent ON DELETE CASCADE)')
    upgraded = subprocess.run([HOUSE / "schema/upgrade", path], env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")}, capture_output=True, text=True)
    found = shell.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND sql GLOB '*my own*'").fetchall()
    say("for a table of its owner's own no trigger is written", upgraded.stderr or found or None)
    shell.close()
print(f"1..{number}")
