"""The power goes: no caller was told of anything that the disk does not know.  OIDC_CUTS makes it long (tests/soak).

The programs run as plain CGI over a disk that is played (power_cut.c): of the write-ahead log there is afterwards what the last
sync saw.
"""

import os
import random
import shutil
import sqlite3
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
from plain_cgi import Cgi, shim
from server import until
from tap import Tap
from world import World, bearer

CUTS = int(os.environ.get("OIDC_CUTS", "3"))
SEED = int(os.environ.get("OIDC_SEED") or random.randrange(1 << 32))  # of when the power goes


class Disk:
    def __init__(self, world):
        self.world, self.database, self.folder = world, world.database, Path(world.folder)
        self.library, self.stall = shim(world.folder, "power_cut"), self.folder / "stall"
        self.log = Path(f"{self.database.path}-wal")

    def flows(self, number):
        """Flows with their tokens.  What was there before is on the disk, and from now on only programs over the played one write:
        the server has ended, for a step of its own that nobody asks for would move the log into the database behind its back."""
        self.world.server.start_again()
        flows = [self.world.tokens() for _ in range(number)]
        self.world.server.stop()
        self.database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        Path(f"{self.log}.disk").unlink(missing_ok=True)
        return flows

    def new_log(self):
        """A step behind an answer may have checkpointed all of the log: whoever writes next begins it anew, and that sync is inside the lock."""
        self.database.change("UPDATE setting SET value = value WHERE name = 'jwks_cache'")

    def token(self, flow, stalled=False, token=None):
        form = {"grant_type": "refresh_token", "refresh_token": token or flow.tokens["refresh_token"], "client_id": flow.client_id}
        return Cgi(self.database, "provider", "POST", "/token", form=form, shim=self.library, STALL=str(self.stall) if stalled else "")

    def syncs(self):
        marks = Path(f"{self.log}.syncs")
        return marks.stat().st_size if marks.exists() else 0

    def after_the_cut(self):
        """The database as it is found when the power is back.  Its own bytes are read through a file that stays open: a program
        that held the only lock would take the log with it at its end."""
        folder = tempfile.mkdtemp(dir=self.folder)
        file = self.database.files[0]
        Path(f"{folder}/oidc.db").write_bytes(os.pread(file, os.fstat(file).st_size, 0))
        if os.path.exists(f"{self.log}.disk"):
            shutil.copy(f"{self.log}.disk", f"{folder}/oidc.db-wal")
        return sqlite3.connect(f"{folder}/oidc.db")


def successor(answer):
    status, body, log = answer
    assert status == 200, f"{status} {body} {log}"
    return body.split('"refresh_token":"rt_')[1].split(".")[0]


def knows(database, refresh_id):
    return database.execute("SELECT count(*) FROM refresh_token WHERE refresh_id = ?", (refresh_id,)).fetchone()[0] == 1


def test_own_commit(disk):
    """the caller that spent a refresh token is told its successor when that is on the disk"""
    flow, = disk.flows(1)
    told = successor(disk.token(flow).answer())
    assert knows(disk.after_the_cut(), told), "the successor that was told never was"


def test_commit_of_another(disk):
    """a caller that repeats a refresh inside the grace is told the successor when that is on the disk, though another stored it"""
    flow, earlier = disk.flows(2)
    successor(disk.token(earlier).answer())
    disk.new_log()
    syncs = disk.syncs()
    disk.stall.touch()
    first = disk.token(flow, stalled=True)
    until(lambda: disk.syncs() > syncs, "the first to commit, and to wait for the disk")
    told = successor(disk.token(flow).answer())
    known = knows(disk.after_the_cut(), told)
    disk.stall.unlink()
    assert successor(first.answer()) == told
    assert known, "the successor that was told never was"


def test_refusal_by_another(disk):
    """a caller that only reads is told of a revocation when that is on the disk, though another revoked"""
    flow, earlier = disk.flows(2)
    successor(disk.token(earlier).answer())
    disk.new_log()
    syncs = disk.syncs()
    disk.stall.touch()
    form = {"token": flow.tokens["refresh_token"], "client_id": flow.client_id}
    first = Cgi(disk.database, "provider", "POST", "/revoke", form=form, shim=disk.library, STALL=str(disk.stall))
    until(lambda: disk.syncs() > syncs, "the revocation to commit, and to wait for the disk")
    second = Cgi(disk.database, "provider", "GET", "/userinfo", headers=bearer(flow.tokens["access_token"]), shim=disk.library)
    assert second.answer()[0] == 401
    revoked = disk.after_the_cut().execute("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NOT NULL").fetchone()[0]
    disk.stall.unlink()
    assert first.answer()[0] == 200
    assert revoked == 1, "the token that was refused lives again"


def test_nothing_pending(disk):
    """a caller that reads what has long been on the disk does not wait for the disk"""
    flow, = disk.flows(1)
    successor(disk.token(flow).answer())
    before = disk.syncs()
    successor(disk.token(flow).answer())
    assert disk.syncs() == before, "it waited for the disk all the same"


def test_campaign(disk):
    """whenever the power goes, what anybody was told until then is on the disk"""
    told, lock, lot = [], threading.Lock(), random.Random(SEED)
    print(f"# OIDC_SEED={SEED}")

    def client(flow):
        for _ in range(3):
            answers = [process.answer() for process in [disk.token(flow) for _ in range(2)]]
            with lock:
                told.extend(successor(answer) for answer in answers if answer[0] == 200)
    for _ in range(CUTS):
        threads = [threading.Thread(target=client, args=(flow,)) for flow in disk.flows(3)]
        for thread in threads:
            thread.start()
        enough = len(told) + lot.randint(1, 12)
        until(lambda: len(told) >= enough or not any(thread.is_alive() for thread in threads), "answers")
        with lock:
            known = list(told)
        database = disk.after_the_cut()
        lost = [refresh_id for refresh_id in known if not knows(database, refresh_id)]
        assert not lost, f"{len(lost)} of {len(known)} that were told never were"
        for thread in threads:
            thread.join()
    print(f"# {CUTS} cuts, {len(told)} answers")


def main():
    tap = Tap()
    if os.environ.get("SANITIZE"):
        tap.say("the power goes", skip="a sanitizer wants to be loaded before all others itself")
        return tap.end()
    tests = [function for name, function in list(globals().items()) if name.startswith("test_")]
    with World("lighttpd") as world:
        world.server.stop()
        disk = Disk(world)
        for function in tests:
            problem = None
            try:
                function(disk)
            except Exception as error:  # the next one runs
                disk.stall.unlink(missing_ok=True)
                problem = f"{type(error).__name__}: {error}"
            tap.say(function.__doc__, problem)
    tap.end()


main()
