"""Programs that no web server has started: spawn-fcgi makes daemons of them and ends, or stays before them with -n."""
# needs: spawn-fcgi

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
from database import Database
from fastcgi import ask
from server import BUILD, HOUSE, until
from tap import Tap

tap = Tap()
folder = Path(tempfile.mkdtemp(prefix="sqlite-oidc-daemon-"))
environment = {
    "PATH": os.environ["PATH"] + ":/usr/sbin", "OIDC_DB": str(folder / "oidc.db"), "OIDC_EXTENSION": str(BUILD / "jwt.so"),
    "OIDC_WWW": str(HOUSE / "www")}
PROVIDER = str(BUILD / "cgi-bin/provider")


def answers(name):
    answer = ask(
        folder / name, REQUEST_METHOD="GET", SCRIPT_NAME="/provider", PATH_INFO="/jwks", QUERY_STRING="",
        SERVER_PROTOCOL="HTTP/1.1", HTTP_HOST="localhost:1", SERVER_NAME="localhost", SERVER_PORT="1", REMOTE_ADDR="127.0.0.1")
    return answer.startswith(b"Status: 200")


def listens(name):
    """The file is there a moment before the program listens at it."""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(folder / name)) == 0


def is_gone(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def as_daemon():
    """spawn-fcgi has ended when this returns."""
    said = subprocess.run(
        ["spawn-fcgi", "-s", folder / "daemon", "-P", folder / "pid", "--", PROVIDER], env=environment, capture_output=True, text=True)
    pid = int((folder / "pid").read_text())
    try:
        tap.check("spawn-fcgi makes a daemon of a program", said.returncode == 0, said.stderr)
        tap.check("  …that answers when spawn-fcgi has ended", answers("daemon"))
        tap.check("  …again and again", answers("daemon") and not is_gone(pid))
        os.kill(pid, signal.SIGTERM)
        until(lambda: is_gone(pid), "the daemon to end")
        tap.check("  …until it is told to end", True)
    finally:
        if not is_gone(pid):
            os.kill(pid, signal.SIGKILL)


def in_front():
    process = subprocess.Popen(["spawn-fcgi", "-n", "-s", folder / "front", "--", PROVIDER], env=environment)
    try:
        until(lambda: listens("front"), "the socket")
        tap.check("spawn-fcgi -n stays before a program, for what watches over it", answers("front"))
    finally:
        process.terminate()
        tap.check("  …and tells it to end", process.wait(60) == 0, str(process.returncode))


def orphan():
    """A program that is not made a daemon ends with its parent, as with a web server."""
    log = folder / "log"
    with open(log, "wb") as said:
        parent = subprocess.Popen(
            ["sh", "-c", 'spawn-fcgi -n -s "$1" -- "$2" & echo $! > "$3"; read end', "-", folder / "orphan", PROVIDER, folder / "child"],
            env=environment, stdin=subprocess.PIPE, stderr=said)
    until(lambda: listens("orphan"), "the socket")
    tap.check("a program that is not a daemon answers as long as its parent lives", answers("orphan"))
    pid = int((folder / "child").read_text())
    parent.stdin.close()
    parent.wait()
    try:
        until(lambda: is_gone(pid), "the orphan to end")
        tap.check("a program ends with the web server that started it", True)
    finally:
        if not is_gone(pid):
            os.kill(pid, signal.SIGKILL)
    tap.check("  …and says why", "has ended" in log.read_text(), log.read_text())


def late_orphan():
    """A web server that is killed as it starts its programs is gone before they look for it."""
    waits = 'while kill -0 $$ 2> /dev/null; do sleep 0.01; done'
    with open(folder / "late log", "wb") as said:
        subprocess.run(
            ["sh", "-c", f'({waits}; exec spawn-fcgi -n -s "$1" -- "$2") & echo $! > "$3"', "-", folder / "late", PROVIDER, folder / "late child"],
            env=environment, stderr=said, start_new_session=True, check=True)
    pid = int((folder / "late child").read_text())
    try:
        until(lambda: is_gone(pid), "the orphan to end")
        tap.check("a program ends also when its web server had ended before it looked", True)
    finally:
        if not is_gone(pid):
            os.kill(pid, signal.SIGKILL)


try:
    Database(environment["OIDC_DB"], environment["OIDC_EXTENSION"], "http://localhost:1/provider").close()
    for part in (as_daemon, in_front, orphan, late_orphan):
        try:
            part()
        except (OSError, TimeoutError, AssertionError) as problem:
            tap.check(part.__name__, False, repr(problem))
finally:
    shutil.rmtree(folder)
tap.end()
