"""One of the servers, started from the very configuration files that people use, in a folder of its own.

lighttpd hosts the programs by FastCGI, Apache by mod_fcgid (fcgid) or as plain CGI by mod_cgid (cgi); hosts.py knows
how.  Everything waits for conditions; nothing is left behind, not even when the tests are killed.
"""

import contextlib
import ctypes
import getpass
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import hosts
from hosts import HOUSE

BUILD = Path(os.environ.get("BUILD", HOUSE / "build")).resolve()
PROGRAMS = ("provider", "api", "client", "workshop")
SBIN = os.environ["PATH"] + ":/usr/sbin:/sbin"
os.environ.pop("LD_PRELOAD", None)  # a sanitizer's library: it was for this process (tests/run)


# When the tests are ended, their servers end and the folders go: SystemExit runs what `finally` says.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def until(condition, what="a condition", seconds=60):
    """Waits until condition() is true, and returns what it gave; otherwise says what it waited for."""
    end = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.01)


def free_port():
    """A port below those that the kernel gives to clients."""
    while True:
        port = random.randint(20000, 32000)
        if is_free(port):
            return port


def is_free(port):
    """Whether a server could listen there, on both loopback addresses."""
    try:
        for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
            if family == socket.AF_INET6 and not has_ipv6():
                continue
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as servers do: a lingering connection is no hindrance
                probe.bind((address, port))
        return True
    except OSError:
        return False


def has_ipv6():
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
        return True
    except OSError:
        return False


def ends_with_us():
    """In the child, before exec: the kernel ends the server when the tests are gone."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG


class Server:
    """folder: where copies of the programs, sockets, logs and the database live; Apache's user can read it."""

    def __init__(self, kind, folder, port):
        self.kind, self.folder, self.port = kind, Path(folder), port
        self.own_port = free_port() if "_" in kind else None  # of the server whose virtual host we are
        self.process, self.read, self.sessions = None, 0, []
        self.user = getpass.getuser()
        for name in ("programs", "run", "log", "data", "seats"):
            (self.folder / name).mkdir()
        for name in PROGRAMS:
            shutil.copy2(BUILD / "cgi-bin" / name, self.folder / "programs" / name)
        shutil.copy2(BUILD / "jwt.so", self.folder / "jwt.so")
        shutil.copytree(HOUSE / "www", self.folder / "www")
        self.extension = self.folder / "jwt.so"
        self.database = self.folder / "data" / "oidc.db"

    def environment(self):
        port = self.own_port or self.port
        also = f"[::1]:{port}" if has_ipv6() else f"127.0.0.1:{port}"
        return hosts.environment(self.kind, {
            "PATH": SBIN,
            "HOUSE": str(HOUSE),
            "HOST_PORT": str(self.port),
            "OIDC_PORT": str(port),
            "OIDC_ALSO": also,
            "OIDC_PROGRAMS": str(self.folder / "programs"),
            "OIDC_WWW": str(self.folder / "www"),
            "OIDC_RUN": str(self.folder / "run"),
            "OIDC_LOG": str(self.folder / "log"),
            "OIDC_DB": str(self.database),
            "OIDC_SEATS": str(self.folder / "seats"),
            "OIDC_SCHEMA": str(HOUSE / "schema"),
            "OIDC_EXTENSION": str(self.extension),
            "OIDC_MODULES": "/usr/lib/apache2/modules",
            "OIDC_USER": self.user,
        })

    def command(self):
        command = [str(word) for word in hosts.COMMANDS[self.kind]]
        return [*command, "-D", "IPV4"] if hosts.server_of(self.kind) == "Apache" and not has_ipv6() else command

    def start(self):
        if hosts.server_of(self.kind) != "lighttpd" and os.geteuid() == 0:
            self.user = "www-data"  # Apache and nginx do not run their children as root
            owner = pwd.getpwnam(self.user)
            for path in (self.folder, *self.folder.rglob("*")):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        self.start_again()

    def start_again(self):
        """Sockets in a fresh folder, as cgi-bin/run does."""
        run = self.folder / "run"
        owner = run.stat()
        shutil.rmtree(run)
        run.mkdir()
        os.chown(run, owner.st_uid, owner.st_gid)
        with open(self.folder / "log" / "error.log", "ab") as said:
            self.process = subprocess.Popen(
                self.command(), env=self.environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said,
                preexec_fn=ends_with_us, start_new_session=True)
        self.sessions.append(self.process.pid)
        until(self.answers, f"{self.kind} to answer")

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"{self.kind} ended with {self.process.returncode}\n{self.logs()}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), 5) as connection:
                connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
                return connection.recv(12).startswith(b"HTTP/1.")
        except OSError:
            return False

    def processes(self):
        """Process id -> file of everything that we started and that they started; they share a session."""
        found = {}
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                if os.getsid(int(entry)) in self.sessions:
                    found[int(entry)] = os.readlink(f"/proc/{entry}/exe").removesuffix(" (deleted)")
            except OSError:  # it ended meanwhile
                pass
        return found

    def workers(self, program=None):
        """Process ids of the programs, or of one of them."""
        wanted = [str(self.folder / "programs" / name) for name in ([program] if program else PROGRAMS)]
        return [pid for pid, file in self.processes().items() if file in wanted]

    def open_files(self, pid):
        """What a process has open."""
        found = []
        with contextlib.suppress(OSError):
            for name in os.listdir(f"/proc/{pid}/fd"):
                with contextlib.suppress(OSError):
                    found.append(os.readlink(f"/proc/{pid}/fd/{name}"))
        return found

    def kilobytes(self):
        """Resident memory of all workers."""
        total = 0
        for pid in self.workers():
            try:
                status = Path(f"/proc/{pid}/status").read_text()
            except OSError:
                continue
            total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
        return total

    def kill(self):
        """kill -9 of the web server: first of the one that would start others, then of Apache's children, who hold the port
        as long as they live.  The programs are left to notice it."""
        self.process.kill()
        self.process.wait()

        def gone():
            left = {pid for pid, file in self.processes().items() if Path(file).parent != self.folder / "programs"}
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            return not left
        until(gone, "the web server to be gone")
        # A process of many threads is gone from /proc before the last of them has let go of its sockets.
        until(lambda: is_free(self.port), "the port to be free")

    def stop(self):
        """Politely; a process that is still there after that is an orphan, and the tests hear of it."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                pass
        try:
            until(lambda: not self.processes(), "the programs to end with their server")
        finally:
            for pid in self.processes():
                os.kill(pid, signal.SIGKILL)

    def errors(self):
        """What the error log says since this was last asked."""
        log = self.folder / "log" / "error.log"
        if not log.exists():
            return ""
        with open(log, "rb") as file:
            file.seek(self.read)
            new = file.read()
        self.read += len(new)
        return new.decode("utf-8", "replace")

    def logs(self):
        return "".join(path.read_text("utf-8", "replace") for path in sorted((self.folder / "log").iterdir()))
