"""The pages to look things up say what there is: functions as the extension and ext/README.md have them, tables with their columns, reasons that
exist, and clauses in the RFCs' own form."""

import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]


def open_empty(folder):
    path = f"{folder}/empty.db"
    subprocess.run([HOUSE / "schema/empty", path], check=True, env={**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")})
    return sqlite3.connect(path)


def given_by_extension():
    """Its functions and its tables: what is there with it and was not before."""
    connection = sqlite3.connect(":memory:")
    ask = lambda: {row[0] for row in connection.execute("SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_module_list")}  # noqa: E731
    before = ask()
    connection.enable_load_extension(True)
    connection.load_extension(str(BUILD / "jwt.so"))
    return ask() - before


def told_by_readme():
    """{function: its call} of the headings of ext/README.md"""
    return {re.match(r"\w+", call)[0]: call for line in re.findall(r"^### (.*)$", (HOUSE / "ext/README.md").read_text(), re.M)
            for call in re.findall(r"\w+\([^()]*\)", line)}


def differences(database):
    functions = dict(database.execute("SELECT function, call FROM sql_function"))
    yield "the functions are those of the extension", functions.keys() ^ given_by_extension()
    yield "their calls are those of ext/README.md", set(functions.items()) ^ set(told_by_readme().items())
    objects = {row[0] for row in database.execute("SELECT name FROM sql_schema_names")}
    yield "each table and view that is told exists, with its columns", [row for row in database.execute(
        "SELECT name, columns FROM sql_object") if row[0] not in objects or not row[1]]
    columns = {name: ", ".join(row[0] for row in database.execute("SELECT name FROM pragma_table_info(?)", (name,)))
               for name, in database.execute("SELECT name FROM sql_object")}
    yield "the columns are as they are", [row for row in database.execute("SELECT name, columns FROM sql_object") if columns[row[0]] != row[1]]
    specs = [row[0] for table in ("glossary", "claim_meaning", "token_kind") for row in database.execute(f"SELECT spec FROM {table}")]
    yield "a clause is an RFC, OIDC or another standard by its name", [spec for spec in specs if not re.match(
        r"RFC \d+( [\d.]+)?(, RFC \d+( [\d.]+)?)*$|OIDC [\w\- ]+ [\d.]+$|OAuth for Browser-Based Apps [\d.]+$|W3C Trace Context$", spec)]
    yield "each verdict is about a kind of token or none, and a reason that exists", [row for row in database.execute(
        """SELECT kind, flaw FROM token_verdict
            WHERE flaw NOT IN ('', 'none') AND flaw NOT IN (SELECT reason FROM reason)
               OR kind NOT IN ('', 'answer', 'key', 'cut', 'broken', 'long', 'unknown') AND kind NOT IN (SELECT kind FROM token_kind)""")]
    yield "each kind of token has a verdict", [row for row in database.execute(
        "SELECT kind FROM token_kind WHERE kind NOT IN (SELECT kind FROM token_verdict) AND kind NOT IN ('jwt')")]
    yield "a lifetime is a setting", [row for row in database.execute(
        "SELECT lifetime FROM token_kind WHERE lifetime NOT IN (SELECT name FROM setting)")]
    yield "the pages of the workshop read no column that holds a secret as it is, but those of their own room", [row for row in database.execute(
        """SELECT a.object FROM program_access AS a JOIN raw_column AS r ON a.object IN (r.object, r.object || '.' || r.name)
            WHERE a.program = 'workshop' AND a.verb = 'read' AND r.object NOT IN ('room', 'room_seat')""")]
    yield "each question is asked by a step of jwt_check, whose name is a reason", [row for row in database.execute(
        "SELECT name FROM token_check WHERE name NOT IN (SELECT reason FROM reason)")]


with tempfile.TemporaryDirectory() as folder:
    schema = open_empty(folder)
    schema.execute("CREATE TEMP VIEW sql_schema_names AS SELECT name FROM main.sqlite_schema")
    number = 0
    for number, (title, odd) in enumerate(differences(schema), 1):
        print(f"{'not ok' if odd else 'ok'} {number} - {title}")
        if odd:
            print(f"# {sorted(odd)}")
    print(f"1..{number}")
