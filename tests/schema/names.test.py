"""No name of a table, a view, a column, an index or a trigger needs quotes: neither SQLite nor PostgreSQL 15 reserves one."""

import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
# PostgreSQL 15, appendix C: what is reserved, and what may be the name of a function or a type only.
POSTGRESQL = set("""all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
    concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user
    default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner
    intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order
    outer overlaps placing primary references returning right select session_user similar some symmetric table tablesample then to trailing
    true union unique user using variadic verbose when where window with""".split())


def needs_quotes(name):
    try:
        sqlite3.connect(":memory:").execute(f"CREATE TABLE {name} ({name})")
    except sqlite3.Error:
        return True
    return name in POSTGRESQL


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/empty.db"
    subprocess.run([HOUSE / "schema/empty", path], check=True, env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    database = sqlite3.connect(path)
    names = {row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'")}
    columns = {row[0] for row in database.execute(
        "SELECT c.name FROM sqlite_schema AS t, pragma_table_xinfo(t.name) AS c WHERE t.type IN ('table', 'view')")}
    for number, (what, found) in enumerate((("table, view, index and trigger", names), ("column", columns)), 1):
        bad = sorted(name for name in found if not re.fullmatch("[a-z][a-z0-9_]*", name) or needs_quotes(name))
        print(f"{'not ok' if bad or not found else 'ok'} {number} - each name of a {what} stands without quotes in both engines")
        if bad:
            print(f"# {' '.join(bad)}")
print("1..2")
