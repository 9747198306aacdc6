"""The endpoints of the programs, as their own tables list them: main.c, and the routes.c of a wing."""

import re

from server import HOUSE, PROGRAMS

ROUTE = re.compile(r'\{\s*(?:\.methods = )?"([A-Z, ]+)",\s*(?:\.path = )?"(/[^"]*)"')
ROW = re.compile(r'\{\s*\.methods = "([A-Z, ]+)",\s*\.path = "(/[^"]*)"([^}]*)\}')
TABLE = re.compile(r"const struct parameter (\w+)\[\] = \{(.*?)\n?\};", re.S)
PARAMETER = re.compile(r'\{\s*(?:\.name = "(\w+)", \.longest = (\d+)(, \.repeats = true)?|\.others = (\w+)),? *\}')
CROSS_ORIGIN = re.compile(r'\.path = "(/[^"]*)"[^}]*\.(?:cross_origin|public) = true')  # these answer a preflight


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


def parameters():
    """[(program, method, path, {name: (its longest length, whether it repeats)})]; None: it does not say what it reads."""
    found = []
    for program in PROGRAMS:
        text = tables(program)
        declared = {table: PARAMETER.findall(rows) for table, rows in TABLE.findall(text)}
        declared["no_parameters"] = []

        def read(table):
            names = {}
            for name, longest, repeats, others in declared[table]:
                names.update({name: (int(longest), bool(repeats))} if name else read(others))
            return names
        for methods, path, rest in ROW.findall(text):
            table = re.search(r"\.parameters = (\w+)", rest)
            found += [(program, method, at(path), read(table[1]) if table else None) for method in methods.split(", ")]
    return found


def at(path):
    """An address of the route: its star stands for one part of a path."""
    return path.replace("*", "1")


def preflights(program):
    return {at(path) for path in CROSS_ORIGIN.findall(tables(program))}
