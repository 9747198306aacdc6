"""What a backup may not bring back: schema/derived/admin/restore.sql."""

import os
import sqlite3
import subprocess
import tempfile

from server import HOUSE
from suite import each

SERVERS = ("lighttpd",)


class Past:
    """A backup that was made in the middle of things, and comes back over what happened since."""

    def __init__(self, world):
        self.world, self.folder = world, tempfile.TemporaryDirectory()
        self.file = f"{self.folder.name}/backup.db"

    def __enter__(self):
        subprocess.run([HOUSE / "schema/backup", self.world.server.database, self.file], check=True)
        return self

    def comes_back(self, rule=True):
        source = sqlite3.connect(self.file)
        source.backup(self.world.database.connection)
        source.close()
        if rule:
            self.world.database.change("INSERT INTO database_restored (done_by) VALUES (NULL)")

    def __exit__(self, *error):
        self.folder.cleanup()


@each({"rule": True}, {"rule": False})
def test_code(world, rule):
    """RFC 6749 section 4.1.2: a code that was spent after the backup is not good again (as a plain copy would have it: rule {rule})"""
    flow = world.flow()
    flow.authorize()
    with Past(world) as past:
        assert flow.redeem().status == 200
        past.comes_back(rule)
        assert flow.redeem().status == (400 if rule else 200)


@each({"rule": True}, {"rule": False})
def test_refresh_token(world, rule):
    """RFC 9700 section 4.14.2: nor is a refresh token that was used, or the one of a family that ended (rule {rule})"""
    flow = world.tokens()
    first = flow.tokens["refresh_token"]
    with Past(world) as past:
        assert flow.refresh().status == 200
        world.database.change("INSERT INTO session_end (username) VALUES ('alice')")
        past.comes_back(rule)
        assert flow.refresh(first).status == (400 if rule else 200)


@each({"rule": True}, {"rule": False})
def test_session(world, rule):
    """OIDC Core section 2: nor is a session that ended (rule {rule})"""
    browser = world.browser()
    world.flow().authorize(browser)
    with Past(world) as past:
        world.database.change("INSERT INTO session_end (username) VALUES ('alice')")
        past.comes_back(rule)
        assert (browser.go(f"{world.issuer}/account").page.title == "Sign in") == rule


def test_access_token(world):
    """RFC 7662 section 2.2: an access token of that time is not active any more, revoked or not"""
    token = world.tokens().tokens["access_token"]
    with Past(world) as past:
        past.comes_back()
        answer = world.wire.get(f"{world.issuer}/userinfo", headers={"Authorization": f"Bearer {token}"})
        assert answer.status == 401, answer


def test_what_is_left(world):
    """RFC 6749 section 4.1.2: nothing that is good once is left, and nobody who consented is asked again"""
    browser = world.browser()
    world.flow().authorize(browser)
    world.database.change("INSERT INTO user_link (link_id, secret_hash, subject, purpose, created_at, expires_at) "
                          "SELECT 'x', token_hash('x'), 'u_alice', 'reset', 1, 9999999999")
    with Past(world) as past:
        past.comes_back()
    for table in ("authorization_request", "device_authorization", "user_link", "initial_access_token", "client_login", "client_session",
                  "client_token"):
        assert world.database.value(f"SELECT count(*) FROM {table}") == 0, table
    assert world.database.value("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL") == 0
    assert world.database.value("SELECT count(*) FROM consent") > 0
    assert world.database.value("SELECT kind FROM administration LIMIT 1") == "database.restored"


def test_command(world):
    """RFC 9700 section 4.14.2: schema/restore makes such a database, and nobody else may read it; or none"""
    def restore(*names):
        return subprocess.run([HOUSE / "schema/restore", *names], capture_output=True, text=True, check=False,
                              env={"PATH": os.environ["PATH"], "OIDC_EXTENSION": str(world.server.extension)})

    world.tokens()
    with Past(world) as past:
        made = f"{past.folder.name}/oidc.db"
        done = restore(past.file, made)
        assert done.returncode == 0 and "Start the web server" in done.stdout, done
        database = sqlite3.connect(made)
        assert database.execute("SELECT count(*) FROM authorization_grant WHERE revoked_at IS NULL").fetchone()[0] == 0
        assert database.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        seconds = database.execute("SELECT seconds FROM restore_rest").fetchone()[0]
        assert f" {seconds} seconds" in done.stdout and seconds == 610, done.stdout
        database.execute("UPDATE client SET access_lifetime = 900 WHERE client_id = 'demo-cli'")
        assert database.execute("SELECT seconds FROM restore_rest").fetchone()[0] == 910
        database.close()
        assert subprocess.run(["stat", "-c", "%a", made], capture_output=True, text=True, check=True).stdout == "600\n"
        assert "is there" in restore(past.file, made).stderr
        with open(f"{past.folder.name}/other", "w", encoding="utf-8") as other:
            other.write("nothing")
        assert "not whole" in restore(other.name, f"{made}.2").stderr
