"""Runs each tests/http/*/test_*.py in one world and prints TAP; `suite.py --list [WORD…]` prints the titles and starts nothing.

A word chooses the modules whose path below tests/http has it in it: test_token, or a wing, grant/.  With a dot it chooses a test:
test_token.test_basic.  A module's name is there once, whatever its wing.

A test is a function whose docstring is its title: the clause it proves, then what holds.  It gets a fresh database.
`@each(...)` makes one test of each case; its title may name the case in braces.  A module with PLANS runs each of its tests in each
plan, and hands them its name.  After each test two things must hold that no test has to say: no answer was a fault, and no secret
stands where no secret may (redaction.py).
"""

import importlib
import inspect
import itertools
import sys
import time
import traceback
from pathlib import Path

import redaction
from hosts import HOUSE
from tap import Tap
from world import World

FOLDER = HOUSE / "tests/http"


class Skip(Exception):
    """This machine cannot show it; the reason is the text."""


def each(*cases):
    """One test for each case: a dict of arguments, or a value for the only argument beside `world`."""
    def mark(function):
        function.cases = cases
        return function
    return mark


def chosen(words):
    """(name of the module, of the test or None) -> what the words choose; a word that chooses nothing is a mistake."""
    modules = {path.stem: path.relative_to(FOLDER).with_suffix("").as_posix() for path in sorted(FOLDER.glob("*/test_*.py"))}
    assert len(modules) == len(list(FOLDER.glob("*/test_*.py"))), "two modules have one name"
    found = {}
    for word in words or [""]:
        module, _, test = word.partition(".")
        names = [name for name, path in modules.items() if module in path]
        if not names:
            sys.exit(f"no module of tests/http has {module} in its name")
        for name in names:
            found.setdefault(name, set()).add(test)
    for path in modules.values():
        sys.path.append(str((FOLDER / path).parent))
    return found


def tests_of(module, wanted=("",)):
    """(title, function, arguments) of each test of the module whose name begins with a wanted word."""
    module = importlib.import_module(module)
    for name, function in list(vars(module).items()):
        if not name.startswith("test_") or not callable(function) or function.__module__ != module.__name__:
            continue
        if not name.startswith(tuple(wanted)):
            continue
        title = " ".join(inspect.getdoc(function).split())
        argument = list(inspect.signature(function).parameters)[1:]
        for plan, case in itertools.product(getattr(module, "PLANS", [{}]), getattr(function, "cases", [{}])):
            said = case if isinstance(case, dict) else {argument[0]: case}
            said = {**said, "plan": plan} if plan else said
            yield title.format(**said), function, said


class Suite(Tap):
    def run(self, world, title, function, arguments):
        start = time.monotonic()
        try:
            world.fresh()
            world.server.errors()
            function(world, **arguments)
            assert not world.wire.faults, "a fault: " + "; ".join(world.wire.faults)
            redaction.check_database(world)
        except Skip as reason:
            self.say(title, skip=str(reason))
        except Exception as error:  # whatever it was, the next test runs
            where = traceback.extract_tb(error.__traceback__)
            lines = [f"{Path(frame.filename).name}:{frame.lineno}: {frame.line}" for frame in where[-4:]]
            reason = world.database.reason()
            log = world.server.errors()[-600:]
            self.say(title, f"{type(error).__name__}: {error}\n" + "\n".join(lines) + f"\nnewest reason: {reason}\n{log}")
        else:
            self.say(title)
        took = time.monotonic() - start
        if took > 5:
            print(f"# took {took:.1f} s")


def main(*kinds, modules=()):
    """Under each of these servers, the modules that the command line names, else these, else all."""
    tap = Suite()
    for kind in kinds:
        run_all(tap, kind, sys.argv[1:] or modules)
    tap.end()


def run_all(tap, kind, wanted):
    modules = chosen(wanted)
    world = World(kind)
    try:
        for name, tests in modules.items():
            if kind not in getattr(importlib.import_module(name), "SERVERS", (kind,)):
                continue  # what it proves depends on no server
            print(f"# {name} under {kind}")
            for title, function, arguments in tests_of(name, tests):
                tap.run(world, title, function, arguments)
        whole = world.database.is_whole()
        world.wire.fresh()
        seen = len(world.wire.secrets)
    finally:
        keep = world.server.folder / "log"
        logs = None
        try:
            world.server.stop()
            logs = world.server.logs() if keep.exists() else ""
            orphans = world.server.workers()
        finally:
            world.stop()
    tap.say("the database is whole at the end, foreign keys and all", None if whole else "integrity_check")
    tap.say("no program outlives its server", None if not orphans else f"{orphans}")
    found = redaction.found_in_log(logs, world.wire.secrets)
    tap.say(
        "RFC 6819 section 5.1.6: none of the secrets that passed stands in the server's logs",
        "\n".join(found) if found or not seen else None)
    reports = [line for line in logs.splitlines() if "Sanitizer" in line or "runtime error" in line]
    tap.say("no program was found out by a sanitizer (`make check SANITIZE=address,undefined`)", "\n".join(reports[:20]) or None)


def list_titles(words):
    for name, tests in chosen(words).items():
        for title, function, _ in tests_of(name, tests):
            print(f"{name}.{function.__name__}\t{title}")


if __name__ == "__main__":
    assert sys.argv[1:2] == ["--list"], __doc__
    list_titles(sys.argv[2:])
