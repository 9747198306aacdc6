"""Seats: one set of programs serves several databases, and the mount point says which."""

import os
import sqlite3
from contextlib import closing

from suite import each


def make_seat(world, name):
    """The world's database once more, at the addresses of a seat."""
    path = world.server.folder / "seats" / name / "oidc.db"
    if not path.exists():
        path.parent.mkdir()
        with closing(sqlite3.connect(path)) as copy:
            world.database.template.backup(copy)
            copy.execute("PRAGMA journal_mode = WAL")
            copy.execute("UPDATE setting SET value = ? WHERE name = 'issuer'", (f"{world.origin}/s/{name}/provider",))
            copy.commit()
        owner = world.server.database.stat()
        for file in (path.parent, path):
            os.chown(file, owner.st_uid, owner.st_gid)
    return path


def newest(path):
    with closing(sqlite3.connect(path)) as seat:
        return seat.execute("SELECT recorder, path, reason FROM flow_event ORDER BY event_id DESC LIMIT 1").fetchone()


@each("/s/07/provider/.well-known/openid-configuration", "/.well-known/openid-configuration/s/07/provider",
      "/.well-known/oauth-authorization-server/s/07/provider")
def test_metadata(world, path):
    """RFC 8414 section 3.1: {path} is the metadata of the issuer that sits there"""
    make_seat(world, "07")
    answer = world.wire.get(path)
    assert answer.status == 200 and answer.json["issuer"] == f"{world.origin}/s/07/provider", answer
    assert answer.json["jwks_uri"] == f"{world.origin}/s/07/provider/jwks", answer


@each(("provider", "/authorize"), ("api", "/notes"), ("api2", "/notes"), ("client", "/callback"), ("workshop", "/flow"))
def test_programs(world, place):
    """{place}: each program has its mount at a seat, and keeps its record in the database of that"""
    name, endpoint = place
    path = make_seat(world, "107")
    assert world.wire.get(f"/s/107/{name}{endpoint}").status in (400, 401, 404)
    recorder, where, reason = newest(path)
    assert (recorder, where) == (name, f"/s/107/{name}{endpoint}") and reason, (recorder, where, reason)
    assert world.database.reason() is None, "it stands in another database"
    assert world.wire.get(f"/s/107/{name}/style.css").header("content-type").startswith("text/css")


@each("/s/08/provider/jwks", "/s/08/client/", "/s/999/workshop/", "/s/00/api2/notes")
def test_nobody(world, path):
    """{path}: there is no such seat, and a sentence says so"""
    answer = world.wire.get(path)
    assert answer.status == 404 and answer.text == "There is no such seat in this room.\n", answer


@each("/s/7/provider/jwks", "/s/0007/provider/jwks", "/s/07/providerx/jwks", "/s/07/", "/s/07", "/s/", "/s/07/provider2/jwks",
      "/s/07/../../data/provider/jwks", "/s/%2e%2e/data/provider/jwks", "/s/0%37x/provider/jwks", "/s/07%00/provider/jwks", "/x/s/07/provider/jwks")
def test_no_way_around(world, path):
    """{path} leads to no database"""
    make_seat(world, "07")
    answer = world.wire.get(path)
    assert answer.status in (400, 403, 404) and "keys" not in answer.text, answer
