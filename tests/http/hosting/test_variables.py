"""The table of variables in README's "Hosting it": the servers of this suite are started with it and nothing else."""

import re

import hosts


def test_variables(world):
    """README: this server was started with the variables of its table and no others, and each of them is asked for"""
    given = set(world.server.environment()) - {"PATH", "HOUSE", "HOST_PORT"}
    assert given == hosts.documented(world.server.kind), given
    file = hosts.HOUSE / "cgi-bin" / ("lighttpd.conf" if hosts.server_of(world.server.kind) == "lighttpd" else "apache.conf")
    asked_for = set(re.findall(r"env\.(OIDC_[A-Z]+)|\$\{(OIDC_[A-Z]+)\}|\"(OIDC_[A-Z]+)\"", file.read_text("utf-8")))
    assert given == {name for names in asked_for for name in names if name}, asked_for
