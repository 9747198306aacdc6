"""A room of seats as `make workshop` opens it, and each seat as a world of its own: `room["07"]` takes what a World takes."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from browser import Browser, Wire
from database import Database
from server import BUILD, HOUSE, PROGRAMS, ends_with_us, free_port, until
from world import World


class SeatDatabase(Database):
    """One that is there already."""

    def __init__(self, path):
        self.path, self.extension = str(path), str(BUILD / "jwt.so")
        self.connection = self.connect()

    def close(self):
        self.connection.close()


class Seat(World):
    def __init__(self, room, name):
        self.room, self.name = room, name
        self.path = room.folder / "data/room/seats" / name / "oidc.db"
        self.address(f"{room.origin}/s/{name}")
        self.wire, self.database = Wire(room.origin), SeatDatabase(self.path)
        self.ticket = {}

    def join(self, browser=None):
        """A browser that came by the seat's link."""
        browser = browser or Browser(self.wire)
        browser.go(f"{self.workshop}/join?seat={self.room.token(self.name)}")
        return browser

    def browser(self):
        """One that has come by that link before."""
        self.ticket = self.ticket or self.join().jar
        browser = Browser(self.wire)
        browser.jar.update(self.ticket)
        return browser

    def stop(self):
        self.database.close()


class Room:
    def __init__(self, seats):
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="sqlite-oidc-room-")), free_port()
        self.origin, self.seats, self.process = f"http://localhost:{self.port}", {}, None
        self.said = self.folder / "said"
        try:
            self.start(seats)
        except BaseException:
            self.stop()
            raise

    def start(self, seats):
        settings = {"SEATS": str(seats), "PORT": str(self.port), "DATA": str(self.folder / "data"), "BUILD": str(BUILD), "TMPDIR": str(self.folder)}
        with open(self.said, "wb") as said:
            self.process = subprocess.Popen(
                [HOUSE / "cgi-bin/room"], env={**os.environ, **settings}, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                preexec_fn=ends_with_us, start_new_session=True)
        until(self.is_open, "the room to open", 300)
        self.database = SeatDatabase(self.folder / "data/room/oidc.db")
        self.seats = {f"{number:02}": Seat(self, f"{number:02}") for number in range(1, seats + 1)}

    def __getitem__(self, name):
        return self.seats[name]

    def is_open(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"cgi-bin/room ended with {self.process.returncode}\n{self.said.read_text()}")
        return "Ctrl-C" in self.said.read_text()

    @property
    def board(self):
        """The link of whoever leads the room."""
        return re.search(r"The board +(\S+)", self.said.read_text())[1]

    def token(self, name):
        """What stands in the link of a seat."""
        return self.database.value("SELECT 'seat_' || ?1 || '.' || token_derive(seat_key, 'seat_' || ?1) FROM room", name)

    def renew(self, *names):
        """schema/seat, as the board calls it."""
        room = self.folder / "data/room"
        environment = {"PATH": os.environ["PATH"], "OIDC_DB": str(room / "oidc.db"), "OIDC_SEATS": str(room / "seats"),
                       "OIDC_EXTENSION": str(BUILD / "jwt.so")}
        return subprocess.run([HOUSE / "schema/seat", *names], env=environment, capture_output=True, text=True)

    def workers(self):
        """Process ids of the programs: they share the session of cgi-bin/room."""
        programs, found = {str(BUILD / "cgi-bin" / name) for name in PROGRAMS}, []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getsid(int(entry)) == self.process.pid and os.readlink(f"/proc/{entry}/exe") in programs:
                    found.append(int(entry))
            except OSError:  # it ended meanwhile
                pass
        return found

    def databases(self, worker):
        """The databases that it has open."""
        names = set()
        for entry in os.listdir(f"/proc/{worker}/fd"):
            try:
                names.add(os.readlink(f"/proc/{worker}/fd/{entry}"))
            except OSError:
                pass
        return {name for name in names if name.endswith("/oidc.db")}

    def megabytes(self):
        """What the programs take of the memory together, shared pages once."""
        total = 0
        for worker in self.workers():
            rollup = Path(f"/proc/{worker}/smaps_rollup").read_text()
            total += int(re.search(r"^Pss: +(\d+)", rollup, re.M)[1])
        return total / 1024

    def cpu_seconds(self):
        """What the programs have used of the processors so far."""
        stats = [Path(f"/proc/{worker}/stat").read_text().rsplit(")", 1)[1].split() for worker in self.workers()]
        return sum(int(stat[11]) + int(stat[12]) for stat in stats) / os.sysconf("SC_CLK_TCK")

    def log(self):
        return (self.folder / "data/room/log/error.log").read_text("utf-8", "replace")

    def stop(self):
        for seat in self.seats.values():
            seat.stop()
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(60)
            until(lambda: not self.workers(), "the programs to end with the room")
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
