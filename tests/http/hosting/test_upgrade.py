"""A database of the version before, brought to this one, goes on where it was: nobody has to sign in again."""

import os
import re
import sqlite3
import subprocess

from server import HOUSE
from world import bearer

BEFORE = HOUSE / "tests/schema/fixtures/version-1.sql"


def upgraded(world):
    """The programs' own database holds what stood in a database of version 1."""
    path = f"{world.folder}/upgraded.db"
    sql = BEFORE.read_text(encoding="utf-8")
    with open(path, "xb"):
        subprocess.run(["sqlite3", path], input=sql.replace("http://localhost:8080", world.origin), text=True, check=True)
    subprocess.run(
        [HOUSE / "schema/upgrade", path], check=True, stdout=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "OIDC_EXTENSION": world.database.extension})
    source = sqlite3.connect(path)
    source.backup(world.database.connection)
    source.close()
    for name in os.listdir(world.folder):
        if name.startswith("upgraded.db"):
            os.remove(f"{world.folder}/{name}")
    return re.search(r"newest refresh token: (\S+)", sql).group(1)


def test_refresh_goes_on(world):
    """a refresh token from before the upgrade gives tokens after it, and the API knows its notes"""
    token = upgraded(world)
    answer = world.flow().refresh(token)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    notes = world.wire.get(f"{world.api}/notes", headers=bearer(answer.json["access_token"]))
    assert notes.status == 200 and notes.json["notes"][0]["text"] == "from before", f"{notes!r} {world.database.reason()}"


def test_upgraded_sign_in(world):
    """a user from before the upgrade signs in after it"""
    upgraded(world)
    assert world.tokens().tokens["access_token"]
