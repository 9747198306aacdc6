"""The names that a server on a loopback address answers to."""

import itertools

from plain_cgi import Cgi
from server import PROGRAMS, has_ipv6
from suite import each

PATHS = {"provider": "/jwks", "api": "/notes", "client": "/", "workshop": "/"}


@each(*PROGRAMS)
def test_foreign_host(world, program):
    """RFC 9110 section 15.5.20: a site whose name was made to point at this machine reads nothing of {program}: 421"""
    port = world.server.port
    addresses = ("127.0.0.1", "[::1]") if has_ipv6() else ("127.0.0.1",)
    foreign = (f"evil.example:{port}", "evil.example", f"localhost.evil.example:{port}", f"127.0.0.1.evil.example:{port}",
                 "127.evil.example", "evil.example.", "[::1].evil.example", "localhost@evil.example", "%", "_", "[::1", "a" * 300)
    for address, host in itertools.product(addresses, foreign):
        answer = world.wire.get(f"http://{address}:{port}/{program}{PATHS[program]}", headers={"Host": host})
        assert answer.status in (400, 421), f"{host}: {answer!r}"  # 400 is the web server's own, for what is not a host
        assert not answer.cookies and (answer.status == 400 or world.database.reason() == "host_foreign"), f"{host}: {answer!r}"


@each(*PROGRAMS)
def test_own_hosts(world, program):
    """RFC 9110 section 7.2: {program} answers to every name of loopback, at any port, and to the names that stand in its rows"""
    port = world.server.port
    world.database.change("INSERT INTO api_resource (resource, resource_name) VALUES ('https://api.example:8443/notebook', 'Notebook')")
    world.database.change("UPDATE setting SET value = 'https://login.example/provider' WHERE name = 'issuer'")
    for host in (f"localhost:{port}", "localhost", "LOCALHOST:1", f"127.0.0.1:{port}", "127.0.0.2", f"[::1]:{port}",
                 "login.example", "Login.Example:443", "api.example"):
        answer = world.wire.get(f"{world.origin}/{program}{PATHS[program]}", headers={"Host": host})
        assert answer.status != 421, f"{host}: {answer!r}"


def test_elsewhere(world):
    """a server on another address does not judge: a proxy before it may use any name"""
    def status(**environment):
        return Cgi(world.database, "provider", "GET", "/jwks", HTTP_HOST="any.example", **environment).answer()[0]
    assert [status(SERVER_ADDR="192.0.2.1"), status(SERVER_ADDR="2001:db8::1"), status(REMOTE_ADDR="192.0.2.1")] == [200] * 3
    assert [status(SERVER_ADDR="::1"), status(SERVER_ADDR="[::1]"), status(SERVER_ADDR="127.0.0.1", REMOTE_ADDR="192.0.2.1"), status()] == [421] * 4
