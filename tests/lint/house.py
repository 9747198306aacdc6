"""The house as the rules see it: its files, who includes whom, who calls whom.

A file is X.c with its X.h and X.sql; its name is the path without the ending.  Who calls whom is read from the objects that
`make` left in BUILD (nm), so that a table of functions hides nothing.
"""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(os.environ.get("HOUSE", Path(__file__).resolve().parents[2]))
BUILD = Path(os.environ.get("BUILD", ROOT / "build"))
PROGRAMS = ("provider", "api", "client", "workshop")
SHARED = ("cgi-bin/web", "cgi-bin/oauth")  # the library of the programs


def sources(*patterns):
    """Paths from the root, in order."""
    return sorted(str(path.relative_to(ROOT)) for pattern in patterns for path in ROOT.glob(pattern))


def written_out(name, text):
    """(name, text) of a statement; where its name has a {}, of each that it stands for, as cgi-bin/web/store/statement.awk has them."""
    words = re.search(r"^-- for \{\}: (.*)$", text, re.M)[1].split() if "{}" in name else [""]
    return [(name.replace("{}", word), text.replace("{}", word) if word else text) for word in words]


def name_of(path):
    return re.sub(r"\.(c|h|sql|sql\.h)$", "", path)


# A string or a character, in which nothing begins, or a comment.
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)+\'|/\*.*?\*/', re.S)


def comments(text):
    return [token for token in TOKEN.finditer(text) if token[0].startswith("/*")]


def without_comments(text):
    """Each comment becomes blanks, so that lines and columns stay."""
    blank = lambda token: re.sub(r"[^\n]", " ", token[0]) if token[0].startswith("/*") else token[0]  # noqa: E731
    return TOKEN.sub(blank, text)


@cache
def includes():
    """{file: the files whose headers it includes}"""
    found = {}
    for path in sources("ext/*.[ch]", "cgi-bin/**/*.[ch]"):
        for header in re.findall(r'^#include "([^"]+)\.h"', (ROOT / path).read_text(), re.M):
            for folder in (Path(path).parent, Path("cgi-bin"), Path("ext")):
                if (ROOT / folder / f"{header}.h").exists():
                    found.setdefault(name_of(path), set()).add(str(folder / header))
                    break
    return found


def program_of(name):
    parts = name.split("/")
    return parts[1] if parts[0] == "cgi-bin" and parts[1] in PROGRAMS else None


@cache
def symbols():
    """[(file, symbol, whether it is defined there)], of all objects that have a source."""
    rows = []
    for folder, pattern in (("ext", "ext/*.c"), ("objects", "cgi-bin/**/*.c")):
        paths = sources(pattern)
        objects = [BUILD / ("" if folder == "ext" else folder) / f"{name_of(path)}.o" for path in paths]
        missing = [str(path) for path in objects if not path.exists()]
        if missing:
            sys.exit(f"{missing[0]} is not built: run make first")
        listing = subprocess.run(["nm", "-A", "-g", *objects], check=True, capture_output=True, text=True).stdout
        names = {str(path): name_of(source) for path, source in zip(objects, paths)}
        for line in listing.splitlines():
            where, rest = line.split(":", 1)
            kind, symbol = rest.split()[-2:]
            rows.append((names[where], symbol, kind != "U"))
    return rows


@cache
def definitions():
    """{symbol: [the files that define it]}"""
    found = {}
    for name, symbol, defined in symbols():
        if defined:
            found.setdefault(symbol, []).append(name)
    return found


def definer(symbol, name):
    """The file whose `symbol` the linker gives to the file `name`; None: it is none of ours."""
    for other in definitions().get(symbol, ()):
        if program_of(other) in (None, program_of(name)) and other.split("/")[0] == name.split("/")[0]:
            return other
    return None


@cache
def calls():
    """{file: {the file whose symbols it uses: one of them}}"""
    found = {}
    for name, symbol, defined in symbols():
        other = None if defined else definer(symbol, name)
        if other and other != name:
            found.setdefault(name, {})[other] = symbol
    return found


def findings(rule):
    """Prints what the rule finds, a line each; the exit code says whether there was any."""
    lines = list(rule())
    print("\n".join(lines), end="\n" if lines else "")
    sys.exit(bool(lines))
