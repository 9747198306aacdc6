"""The endpoints of the programs, as their own tables list them: main.c, and the routes.c of a wing."""

import re

from server import HOUSE, PROGRAMS

ROUTE = re.compile(r'\{\s*(?:\.methods = )?"([A-Z, ]+)",\s*(?:\.path = )?"(/[^"]*)"')
CROSS_ORIGIN = re.compile(r'\{\s*"([^"]+)",\s*&sql_origin_')  # these answer a preflight


def tables(program):
    return "".join(file.read_text("utf-8") for file in sorted((HOUSE / "cgi-bin" / program).rglob("*.c")))


def endpoints():
    """(program, path) -> its methods."""
    found = {}
    for program in PROGRAMS:
        for methods, path in ROUTE.findall(tables(program)):
            found.setdefault((program, path), set()).update(methods.split(", "))
    return found


def answering(method):
    """The cases of a test for each endpoint that this method is for."""
    return [{"program": program, "path": at(path)} for (program, path), methods in endpoints().items() if method in methods]


def at(path):
    """An address of the route: its star stands for one part of a path."""
    return path.replace("*", "1")


def preflights(program):
    return {at(path) for path in CROSS_ORIGIN.findall(tables(program))}
