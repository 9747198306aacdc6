"""A database of a version before, brought to this one, goes on where it was: no user has to sign in again."""

import os
import re
import sqlite3
import subprocess

from server import HOUSE
from suite import each
from world import bearer

VERSIONS = (1, 2)


def upgrade(world, path):
    subprocess.run([HOUSE / "schema/upgrade", path], check=True, stdout=subprocess.DEVNULL,
                   env={"PATH": os.environ["PATH"], "OIDC_EXTENSION": world.database.extension})


def upgraded(world, version):
    """The programs' own database holds what stood in a database of that version."""
    path = f"{world.folder}/upgraded.db"
    sql = (HOUSE / f"tests/schema/fixtures/version-{version}.sql").read_text(encoding="utf-8")
    with open(path, "xb"):
        subprocess.run(["sqlite3", path], input=sql.replace("http://localhost:8080", world.origin), text=True, check=True)
    upgrade(world, path)
    source = sqlite3.connect(path)
    source.backup(world.database.connection)
    source.close()
    for name in os.listdir(world.folder):
        if name.startswith("upgraded.db"):
            os.remove(f"{world.folder}/{name}")
    return re.search(r"newest refresh token: (\S+)", sql).group(1)


@each(*VERSIONS)
def test_refresh_goes_on(world, version):
    """a refresh token from before the upgrade gives tokens after it, and the API knows its notes (version {version})"""
    token = upgraded(world, version)
    answer = world.flow().refresh(token)
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    notes = world.wire.get(f"{world.api}/notes", headers=bearer(answer.json["access_token"]))
    assert notes.status == 200 and notes.json["notes"][0]["text"] == "from before", f"{notes!r} {world.database.reason()}"


@each(*VERSIONS)
def test_upgraded_sign_in(world, version):
    """a user from before the upgrade signs in after it (version {version})"""
    upgraded(world, version)
    assert world.tokens().tokens["access_token"]


def test_upgrade_of_what_runs(world):
    """what is derived is made anew while the programs run, and they go on"""
    flow = world.tokens()
    world.database.change("UPDATE reason SET told = 'odd' WHERE reason = 'refresh_missing'")
    upgrade(world, world.server.database)
    answer = flow.refresh()
    assert answer.status == 200, f"{answer!r} {world.database.reason()}"
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "refresh_token", "client_id": "demo-cli"})
    assert answer.json["error_description"].startswith("The parameter refresh_token is missing."), f"{answer!r}"
    assert world.database.is_whole()
