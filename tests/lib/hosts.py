"""How the web servers are started: the command of each kind, and the environment that it gets.

The first three are started from cgi-bin's own files, the others from a host's own files, which include those.
"""

import re
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
LIGHTTPD = ["lighttpd", "-D", "-f"]
APACHE = ["apache2", "-D", "FOREGROUND", "-D", "OIDC_SEATS", "-f"]
CGI = ["-D", "CGI"]
COMMANDS = {
    "lighttpd": [*LIGHTTPD, HOUSE / "cgi-bin/lighttpd.conf"],
    "fcgid": [*APACHE, HOUSE / "cgi-bin/apache.conf"],
    "cgi": [*APACHE, HOUSE / "cgi-bin/apache.conf", *CGI],
    "lighttpd_within": [*LIGHTTPD, HOUSE / "tests/http/hosting/within.conf"],
    "fcgid_beside": [*APACHE, HOUSE / "tests/http/hosting/beside.conf"],
    "fcgid_inside": [*APACHE, HOUSE / "tests/http/hosting/inside.conf"],
    "cgi_beside": [*APACHE, HOUSE / "tests/http/hosting/beside.conf", *CGI],
    "cgi_inside": [*APACHE, HOUSE / "tests/http/hosting/inside.conf", *CGI],
    "nginx": [HOUSE / "tests/http/hosting/nginx"],
}
# What a host's own file wants beside the table.
OTHERS = {
    "lighttpd": set(), "fcgid": set(), "cgi": set(),
    "nginx": {"HOUSE", "OIDC_PORT", "OIDC_PROGRAMS", "OIDC_RUN", "OIDC_LOG", "OIDC_USER"}}


def server_of(kind):
    return {"lighttpd": "lighttpd", "apache2": "Apache"}.get(COMMANDS[kind][0], kind)


def documented(kind):
    """The variables that README's table has for this server, and for a room."""
    table = (HOUSE / "README.md").read_text("utf-8").split("\n| variable | for | meaning |\n")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (.*?) \| (.*?) \|", table, re.M)
    return {
        name for names, readers in rows if {"programs", "programs of a room", server_of(kind)} & set(readers.split(", "))
        for name in re.findall(r"`([A-Z_]+)`", names)}


def environment(kind, values):
    """Of these values those that the table speaks of, and what a host's own file wants."""
    wanted = {"PATH"} | documented(kind) | OTHERS.get(kind, {"HOUSE", "HOST_PORT"})
    return {name: values[name] for name in wanted}
