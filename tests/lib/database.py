"""The world's database: questions, changes, and back to how it was.

Python's own sqlite3 with the extension loaded, as the shell would have it; a connection of its own beside the programs.
"""

import os
import sqlite3
import subprocess

from server import HOUSE

CHEAP = "password_hash(?, '{\"N\":1024}')"


class Database:
    def __init__(self, path, extension, issuer, profile="workshop"):
        self.path, self.extension = str(path), str(extension)
        subprocess.run(
            [HOUSE / "schema/create", self.path, issuer, profile, "yes"], check=True,
            env={"PATH": os.environ["PATH"], "OIDC_EXTENSION": self.extension})
        self.connection = self.connect()
        self.cheapen()
        # Open until the end: closing one would drop this process's locks on the file, SQLite's own too (POSIX).
        self.files = [os.open(self.path + end, os.O_RDONLY) for end in ("", "-wal")]
        self.template = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.restorer = self.connect()  # a backup forgets the schema of the connection that it writes to
        self.keep()

    def connect(self):
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=10, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.enable_load_extension(True)
        connection.load_extension(self.extension)
        connection.enable_load_extension(False)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = OFF")  # what tests themselves write need not outlast the machine
        return connection

    def cheapen(self):
        """The demo's passwords at a fraction of scrypt's cost, and the decoy's too: the suite signs in a thousand times."""
        for username, password in (("alice", "wonderland"), ("bob", "builder")):
            self.change(f"UPDATE end_user SET password_hash = {CHEAP} WHERE username = ?", password, username)
        self.change(f"UPDATE client SET secret_hash = {CHEAP} WHERE client_id = ?", "demo-service-secret-for-localhost-only", "demo-service")
        self.change(f"UPDATE password_decoy SET password_hash = {CHEAP}", "nobody's")

    def keep(self):
        """What reset() brings back."""
        self.connection.backup(self.template)
        self.schema = self.version_of_schema()

    def version_of_schema(self):
        """The number by which everybody knows whether to read the schema again."""
        return self.value("PRAGMA schema_version")

    def reset(self):
        """Into the live file: programs that have it open see it (copying a file over it would corrupt them).

        A backup raises the schema's number.  Where the schema was as it is in the template, the number is put back, so that no program
        reads all of it again.  The write-ahead log begins anew: what a test finds in the files is of its own time."""
        before = self.version_of_schema()
        self.template.backup(self.restorer)
        if before == self.schema:
            self.rows(f"PRAGMA schema_version = {before}")
        self.schema = self.version_of_schema()
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def bytes(self):
        """What stands on the disk, freed pages and the write-ahead log included."""
        return b"".join(os.pread(file, os.fstat(file).st_size, 0) for file in self.files)

    def rows(self, sql, *parameters):
        return self.connection.execute(sql, parameters).fetchall()

    def row(self, sql, *parameters):
        found = self.rows(sql, *parameters)
        return found[0] if found else None

    def value(self, sql, *parameters):
        found = self.row(sql, *parameters)
        return found[0] if found else None

    def change(self, sql, *parameters):
        """One statement that changes something; the number of its rows."""
        return self.connection.execute(sql, parameters).rowcount

    def set(self, name, value):
        assert self.change("UPDATE setting SET value = ? WHERE name = ?", value, name) == 1, f"no setting {name}"

    def pass_time(self, seconds):
        """Moves the workshop's clock ahead: no test waits for an expiry."""
        self.change("UPDATE setting SET value = value + ? WHERE name = 'clock_offset'", seconds)

    def clean(self):
        """What is over goes, as it would while nobody asks."""
        while self.value("SELECT count(*) FROM leftover"):
            self.change("UPDATE cleaning SET steps = steps + 1")

    def hold_cleaning(self):
        """What is over stays as it is until let_clean(), whatever the programs do while nobody asks."""
        self.change("CREATE TRIGGER nobody_cleans BEFORE UPDATE ON cleaning BEGIN SELECT raise(IGNORE); END")

    def let_clean(self):
        self.change("DROP TRIGGER nobody_cleans")

    def now(self):
        return self.value("SELECT unixepoch() + value FROM setting WHERE name = 'clock_offset'")

    def why(self):
        """The newest refusal, as the owner of the database asks for it."""
        return self.row("SELECT * FROM why LIMIT 1")

    def reason(self):
        newest = self.why()
        return newest["reason"] if newest else None

    def is_whole(self):
        return self.value("PRAGMA integrity_check") == "ok" and not self.rows("PRAGMA foreign_key_check")

    def close(self):
        for connection in (self.connection, self.restorer, self.template):
            connection.close()
        for file in self.files:
            os.close(file)
