"""Where a hash stands no secret does: each column of that name refuses what is none, with a sentence that says what belongs there."""

import os
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
ROWS = (HOUSE / "tests/schema/rows.sql").read_text()

with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "http://localhost:8080/provider"], check=True,
                   env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    shell = sqlite3.connect(path, isolation_level=None)
    shell.executescript(ROWS)
    columns = shell.execute(
        "SELECT t.name, c.name FROM sqlite_schema AS t, pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table' AND c.name GLOB '*_hash' ORDER BY 1, 2").fetchall()
    for number, (table, column) in enumerate(columns, 1):
        try:
            changed = shell.execute(f"UPDATE {table} SET {column} = 'hunter2hunter2' WHERE {column} IS NOT NULL").rowcount
            problem = f"{changed} rows hold it"
        except sqlite3.IntegrityError as error:
            said = str(error)
            problem = None if f"{column} is " in said and "_hash(…)" in said else said
        print(f"{'not ok' if problem else 'ok'} {number} - RFC 6819 section 5.1.4.1.3: {table}.{column} takes no secret as it is, and says what belongs there")
        if problem:
            print(f"# {problem}")
    shell.close()
    print(f"1..{len(columns)}")
