"""CONTRIBUTING.md: what it tells to do is done, to the letter, in a copy of the tree; then it is built, tried and held to the rules.

Under a heading "How to add …" a block with a path behind its language is a new file; a block `diff PATH` is a change (context, - and +, at
the one place where its lines stand); the block `sh` is run at the end.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(1, f"{sys.path[0]}/../lib")
from tap import Tap

ROOT = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ["BUILD"])
RULES = ("rooms", "circles", "headers", "words", "statements", "reasons", "access", "phrases", "comments", "widths")


def sections():
    """(what is added, its blocks as (language, path, text))"""
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for title, body in re.findall(r"^### How to add (.*?)\n(.*?)(?=^##|\Z)", text, re.S | re.M):
        yield title, [block[1:] for block in re.findall(r"^(`{3,4})(\w+) ?(\S*)\n(.*?)^\1$", body, re.S | re.M)]


def copy_tree(folder):
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(BUILD, folder / "build", ignore=shutil.ignore_patterns("tap", "fuzz", "sanitize", "bin"), symlinks=True)
    if (ROOT / "tests/node_modules").exists():
        (folder / "tests/node_modules").symlink_to(ROOT / "tests/node_modules")


def change(path, diff):
    """The lines without - stand there afterwards where those without + stood before."""
    lines = [line if line else " " for line in diff.rstrip("\n").split("\n")]
    old = "".join(line[1:] + "\n" for line in lines if line[0] != "+")
    new = "".join(line[1:] + "\n" for line in lines if line[0] != "-")
    text = path.read_text()
    assert text.count(old) == 1, f"{path.name}: these lines stand there {text.count(old)} times:\n{old}"
    path.write_text(text.replace(old, new))


def follow(folder, blocks):
    """Does what the blocks say; the paths that they touch."""
    touched = set()
    for language, path, text in blocks:
        if language == "sh":
            done = subprocess.run(["sh", "-ec", text], cwd=folder, capture_output=True, text=True, stdin=subprocess.DEVNULL,
                                  env={name: value for name, value in os.environ.items() if name not in ("BUILD", "MAKEFLAGS", "MAKELEVEL")})
            said = done.stdout + done.stderr
            assert done.returncode == 0 and not re.search(r"^not ok|FAILED", said, re.M), said[-3000:]
        elif path:
            touched.add(path)
            if language == "diff":
                change(folder / path, text)
            else:
                assert not (folder / path).exists(), f"{path} is there already"
                (folder / path).write_text(text)
    for rule in RULES:
        done = subprocess.run([folder / "tests/lint" / rule], cwd=folder, capture_output=True, text=True,
                              env={**os.environ, "HOUSE": str(folder), "BUILD": str(folder / "build")})
        assert not done.stdout + done.stderr, f"lint, {rule}: {(done.stdout + done.stderr)[:2000]}"
    return touched


def wing_and_test_alone(paths):
    """An endpoint touches its wing, its reasons with their line in the manifest and their German, and its test."""
    wings = {path.split("/")[2] for path in paths if path.startswith("cgi-bin/provider/")}
    assert len(wings) == 1, wings
    wing = wings.pop()
    allowed = (f"cgi-bin/provider/{wing}/", f"schema/derived/reason/{wing}.sql", f"schema/derived/translation/reason/{wing}.sql", "schema/manifest", f"tests/http/{wing}/")
    assert not [path for path in paths if not path.startswith(allowed)], paths


def main():
    tap = Tap()
    for title, blocks in sections():
        problem = None
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "house")
            try:
                copy_tree(folder)
                touched = follow(folder, blocks)
                if title == "an endpoint":
                    wing_and_test_alone(touched)
            except (AssertionError, OSError) as error:
                problem = str(error)
        tap.say(f"How to add {title}: followed to the letter, it builds, its tests pass and lint finds nothing", problem)
    tap.end()


if os.environ.get("SANITIZE"):
    print("1..1\nok 1 - CONTRIBUTING.md # SKIP its examples are built without a sanitizer")
else:
    main()
