#!/usr/bin/python3
"""ext/jwt.7 is sound mdoc(7), and names each function, option and reason code that the extension knows; and no other."""
# needs: mandoc
import os
import re
import sqlite3
import subprocess

results = []
page = open("ext/jwt.7", encoding="utf-8").read()
sections = dict(re.findall(r"^\.Sh (.*?)\n(.*?)(?=^\.Sh |\Z)", page, re.M | re.S))


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def source(*names):
    return "".join(open(f"ext/{name}", encoding="utf-8").read() for name in names)


# What a manual on this machine refers to need not be installed here.
lint = subprocess.run(["mandoc", "-T", "lint", "ext/jwt.7"], capture_output=True, text=True)
findings = [line for line in (lint.stdout + lint.stderr).splitlines() if "referenced manual not found" not in line and "mandoc.db" not in line]
check("mandoc finds nothing", findings, [])

db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
before = {name for name, in db.execute("SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_module_list")}
db.load_extension(os.environ["BUILD"] + "/jwt")
known = {name for name, in db.execute("SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_module_list")} - before
described = re.findall(r"\bFn (\w+)", " ".join(re.findall(r"^\.It (Fn .*)$", sections["DESCRIPTION"], re.M)))
check("each function has its entry, and no other", sorted(described), sorted(known))

rules = re.findall(r'\{ ?"(\w+)", JSON_', source("jwt_options.c", "jws_options.c", "dpop.c", "sql_jwk.c", "sql_pem.c", "password.c"))
rules += re.findall(r"^\t(?:VERIFY|SIGN)\((\w+),", source("jwt_options.c"), re.M)
named = re.findall(r"\w+", " ".join(re.findall(r"^\.(?:It )?Cm (.*)$", sections["OPTIONS"], re.M)))
check("each option has its entry, and no other", sorted(set(named)), sorted(set(rules)))

# One code may have two rows: a DPoP proof is refused in words of its own.
codes = list(dict.fromkeys(re.findall(r'^\t\[JOSE_\w+\] = \{ "(\w+)"', source("jose.c"), re.M)))
listed = re.findall(r"^\.It Li (\w+)$", sections["DIAGNOSTICS"], re.M)
check("each reason code has its entry, in the order of the checks", listed, codes[1:codes.index("option_unknown")])

script = "\n".join(re.findall(r"^\.Bd -literal.*?\n(.*?)^\.Ed$", sections["EXAMPLES"], re.M | re.S)).replace("readfile('key.pem')", "jwk_to_private_pem(jwk_generate('RS256'))")
try:
    db.executescript(script)
    failed = [row[0] for row in db.execute("SELECT name FROM token, signing_key, jwt_check(token, jwk_public(jwk), '{\"aud\":\"billing\"}') WHERE status = 'fail'")]
except sqlite3.Error as error:
    failed = str(error)
check("the examples run", failed, ["aud_mismatch"])

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
