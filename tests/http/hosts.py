"""How the web servers are started: the command of each kind, and the environment that it gets.

The first three are started from cgi-bin's own files, the others from files of somebody else that include those.
"""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
LIGHTTPD = ["lighttpd", "-D", "-f"]
APACHE = ["apache2", "-D", "FOREGROUND", "-f"]
CGI = ["-D", "CGI"]
COMMANDS = {
    "lighttpd": [*LIGHTTPD, HOUSE / "cgi-bin/lighttpd.conf"],
    "fcgid": [*APACHE, HOUSE / "cgi-bin/apache.conf"],
    "cgi": [*APACHE, HOUSE / "cgi-bin/apache.conf", *CGI],
    "lighttpd_within": [*LIGHTTPD, HOUSE / "tests/http/hosts/within.conf"],
    "fcgid_beside": [*APACHE, HOUSE / "tests/http/hosts/beside.conf"],
    "fcgid_inside": [*APACHE, HOUSE / "tests/http/hosts/inside.conf"],
    "cgi_beside": [*APACHE, HOUSE / "tests/http/hosts/beside.conf", *CGI],
    "cgi_inside": [*APACHE, HOUSE / "tests/http/hosts/inside.conf", *CGI],
}


def is_lighttpd(kind):
    return COMMANDS[kind][0] == "lighttpd"


def documented(kind):
    """The variables that README's table has for this server."""
    table = (HOUSE / "README.md").read_text("utf-8").split("\n| variable | for | meaning |\n")[1].split("\n\n")[0]
    whom = ("all", "lighttpd" if is_lighttpd(kind) else "Apache")
    rows = re.findall(r"^\| (.*?) \| (.*?) \|", table, re.M)
    return {name for names, reader in rows if reader in whom for name in re.findall(r"`([A-Z_]+)`", names)}


def environment(kind, values):
    """Of these values those that the table speaks of; a file of somebody else has two of its own."""
    wanted = documented(kind) | {"PATH"} | ({"HOUSE", "HOST_PORT"} if "_" in kind else set())
    return {name: values[name] for name in wanted}
