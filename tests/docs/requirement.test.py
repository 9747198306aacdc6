"""The table of RFC 9700 and OAuth 2.1 in cgi-bin/README.md, and the tests that prove its lines, held to each other.

`requirement.test.py --write` writes the names of the tests into the table: those whose title bears the line's mark.  They are of tests/http, and of tests/www where a script in the browser decides.
"""

import re
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
TABLE = HOUSE / "cgi-bin/README.md"
ROW = re.compile(r"^\| ([ACR]\d+) \|(.*)\| *(.*?) *\|$", re.M)
MARK = re.compile(r"\b[ACR]\d{1,2}\b")


def proofs():
    """{mark: names of tests}: a mark stands before the clause, or in parentheses at the end."""
    listed = subprocess.run([sys.executable, "-B", HOUSE / "tests/lib/suite.py", "--list"], check=True, capture_output=True, text=True).stdout
    for path in sorted(HOUSE.glob("tests/www/*.mjs")):  # what a script in the browser does
        listed += "".join(f"{path.relative_to(HOUSE)}\t{title}\n" for title in re.findall(r'check\("(.*?)"', path.read_text()))
    found = {}
    for line in filter(lambda line: "\t" in line, listed.splitlines()):
        name, title = line.split("\t", 1)
        first = re.match(r"(?:[ACR]\d+,? )*", title)[0]
        last = re.search(r"\(((?:[ACR]\d+(?:, )?)+)\)$", title)
        for mark in MARK.findall(first + (last[1] if last else "")):
            names = found.setdefault(mark, [])
            if name not in names:
                names.append(name)
    return found


def cell(names):
    return " ".join(f"`{name}`" for name in sorted(names))


def main():
    found, text = proofs(), TABLE.read_text()
    if sys.argv[1:] == ["--write"]:
        TABLE.write_text(ROW.sub(lambda row: f"| {row[1]} |{row[2]}| {cell(found.get(row[1], []))} |", text))
        return
    number = 0
    rows = {row[1]: row[3] for row in ROW.finditer(text)}
    for mark in sorted(rows.keys() | found.keys(), key=lambda mark: (mark[0], int(mark[1:]))):
        number += 1
        proof = cell(found.get(mark, []))
        good = mark in rows and proof and rows[mark] == proof
        print(f"{'ok' if good else 'not ok'} {number} - {mark} stands in the table of cgi-bin/README.md, and names the tests whose titles bear it")
        if not good:
            print(f"# the table says: {rows.get(mark)}; the titles: {proof or 'none'} (requirement.test.py --write)")
    print(f"1..{number}")


main()
