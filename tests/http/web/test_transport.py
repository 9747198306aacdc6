"""What HTTP itself asks of a server, before any endpoint is reached."""

import gzip
import re
import socket

from browser import FORM
from refusal import refused_in_words
from routes import answering
from server import until
from suite import each
from world import SERVICE, basic


@each(*answering("POST"))
def test_packed_bodies(world, program, path):
    """RFC 9110 section 8.4: POST {program} {path} with a Content-Encoding is 415, and Accept-Encoding says what is taken"""
    body = gzip.compress(b"grant_type=client_credentials")
    for coding in ("gzip", "br", "identity, gzip"):
        answer = world.wire.send("POST", f"/{program}{path}", body=body, headers={"Content-Type": FORM, "Content-Encoding": coding})
        refused_in_words(world, answer, 415, "coding_unsupported")
        assert answer.header("accept-encoding") == "identity", answer.headers


def test_identity_is_no_coding(world):
    """RFC 9110 section 12.5.3: a body with Content-Encoding identity is not packed, and is read"""
    headers = {"Content-Type": FORM, "Content-Encoding": "identity", **basic(*SERVICE)}
    answer = world.wire.send("POST", f"{world.issuer}/token", body="grant_type=client_credentials", headers=headers)
    assert answer.status == 200, answer


def test_unknown_methods(world):
    """RFC 9110 section 15.6.2: an unknown method is 501, and stands neither in the log nor in the record"""
    for method in ("BREW", "get", "X" * 3000):
        for path in ("/provider/token", "/api/notes", "/client/", "/workshop/", "/provider/nowhere"):
            answer = world.wire.send(method, path)
            assert answer.status in (400, 501), answer  # lighttpd itself says so for most, 400 for one of small letters
    world.wire.faults.clear()
    log = world.server.errors()
    assert "XXXX" not in log and "BREW" not in log, log[-500:]
    assert not world.database.value("SELECT count(*) FROM flow_event WHERE method NOT IN ('GET', 'POST', '-')")
    if world.server.kind != "lighttpd":
        assert world.database.reason() == "method_unknown"
        assert re.search(r"provider: - - 501 method_unknown trace=", log), log[-500:]


def test_slow_body(world):
    """a body that is sent slowly holds nothing of the database meanwhile"""
    head = (f"POST /provider/token HTTP/1.1\r\nHost: localhost:{world.server.port}\r\nContent-Type: {FORM}\r\n"
            "Content-Length: 100\r\nConnection: close\r\n\r\n")
    with socket.create_connection(("127.0.0.1", world.server.port), 20) as connection:
        connection.sendall(head.encode() + b"grant_type=client")
        if world.server.kind == "cgi":  # the others hand on what has come whole
            until(lambda: any(waits_for_more(pid) for pid in world.server.workers("provider")), "the program to wait")
            open_files = [name for pid in world.server.workers("provider") for name in world.server.open_files(pid)]
            assert str(world.database.path) not in open_files, open_files
        assert world.database.change("CREATE TABLE while_it_waits (a)") is not None
        busy, frames, moved = world.database.row("PRAGMA wal_checkpoint(TRUNCATE)")
        assert (busy, frames, moved) == (0, 0, 0), "another process still reads an old state"
        world.database.change("DROP TABLE while_it_waits")
        connection.sendall(b"x" * 83)
        answer = connection.recv(20)
    assert answer.startswith(b"HTTP/1.1 4"), answer


def waits_for_more(pid):
    """Whether the process sleeps in read(2) of its descriptor 0."""
    try:
        with open(f"/proc/{pid}/syscall") as file:
            return file.read().split()[1:2] == ["0x0"]  # its number differs from machine to machine
    except OSError:
        return False
