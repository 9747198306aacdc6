"""tests/lint/access finds each fault that is planted in a copy of the house, says it in one line, and --write mends it."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
BUILD = os.environ["BUILD"]


def access(house, *arguments):
    return subprocess.run([HOUSE / "tests/lint/access", *arguments], capture_output=True, text=True, check=False,
                          env={**os.environ, "HOUSE": str(house), "BUILD": BUILD}).stdout.splitlines()


def replace(path, old, new):
    text = path.read_text()
    assert old in text, f"{path} has no {old}"
    path.write_text(text.replace(old, new))


def add(path, text):
    path.write_text(path.read_text() + text)


API, CLIENT, STATEMENTS = "schema/derived/access/api.sql", "schema/derived/access/client.sql", "cgi-bin/api/note.sql"
FAULTS = (
    ("the rows are those that the statements need; tests/lint/access --write makes them so", None, []),
    ("a row that is missing", lambda house: replace(house / API, "  ('api', 'note', 'delete'),\n", ""), ["api: delete note: missing"]),
    ("a row that nobody needs", lambda house: add(house / API, "INSERT INTO program_access VALUES ('api', 'client', 'read');\n"),
     ["api: read client: nobody needs it"]),
    ("a column that nobody needs", lambda house: add(house / CLIENT, "INSERT INTO program_access VALUES ('client', 'flow_event.at', 'read');\n"),
     ["client: read flow_event.at: nobody needs it"]),
    ("a table where one column is needed", lambda house: replace(house / CLIENT, "'flow_event.event_id'", "'flow_event'"),
     ["client: read flow_event.event_id: missing", "client: read flow_event: nobody needs it"]),
    ("a statement that reads another's table", lambda house: add(house / STATEMENTS, "-- name: note_x\nSELECT client_id, scope FROM client_scope;\n"),
     ["api: read client_scope: missing"]),
    ("a statement that reads one column of it", lambda house: add(house / STATEMENTS, "-- name: note_x\nSELECT client_id FROM client;\n"),
     ["api: read client.client_id: missing"]),
    ("a statement that counts its rows", lambda house: add(house / STATEMENTS, "-- name: note_x\nSELECT count(*) AS n FROM client;\n"),
     ["api: read client: missing"]),
    ("a view needs its own row, and none for what it reads", lambda house: add(house / STATEMENTS, "-- name: note_x\nSELECT now FROM clock;\n"),
     ["api: read clock: missing"]),
    ("a trigger writes without a row", lambda house: add(
        house / "schema/derived/api.sql", "CREATE TRIGGER note_x AFTER INSERT ON note BEGIN UPDATE setting SET value = value; END;\n"), []),
    ("a statement that cannot be prepared", lambda house: add(house / STATEMENTS, "-- name: note_x\nSELECT 1 FROM nowhere;\n"),
     ["api: cgi-bin/api/note.sql: note_x: no such table: nowhere"]),
    ("a program that signs, and cannot", lambda house: add(house / STATEMENTS, "-- local: note_x\nSELECT jwt_sign('{}', @key) AS token;\n"),
     ["api: cgi-bin/api/note.sql: note_x: no such function: jwt_sign"]),
)


def main():
    tests = 0

    def ok(title, got, want):
        nonlocal tests
        tests += 1
        print(f"{'ok' if got == want else 'not ok'} {tests} - {title}", *(f"# {line}" for line in got if got != want), sep="\n")

    for title, plant, want in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            for part in ("schema", "cgi-bin"):
                shutil.copytree(HOUSE / part, f"{folder}/{part}")
            if plant:
                plant(Path(folder))
            ok(title, access(folder), want)
            if want and "cgi-bin" not in want[0]:
                access(folder, "--write")
                ok(f"{title}: mended", access(folder), [])
    print(f"1..{tests}")


main()
