#!/usr/bin/python3
"""The extension loaded into a host, here Debian's Python: twice, in any order, in two threads; and each way in which it does not load,
with the very words of the table in ext/README.md."""
import ctypes
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
import threading

JWT = os.environ["BUILD"] + "/jwt.so"
README = open("ext/README.md", encoding="utf-8").read().split("## When it does not load")[-1]
ROUND_TRIP = """WITH k AS MATERIALIZED (SELECT jwk_generate('ES256') AS jwk)
SELECT jwt_verify(jwt_sign('{"sub":"alice"}', jwk, '{"expires_in":9,"iat":false,"exp":"optional"}'), jwk_public(jwk)) ->> 'sub' FROM k"""
results = []
folder = tempfile.TemporaryDirectory()


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


def connect():
    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    db.load_extension(JWT)
    return db


def works(db):
    return db.execute(ROUND_TRIP).fetchone() == ("alice",)


# ---- what a host may do ----
db = connect()
keep = db.execute("SELECT jwk_generate('EdDSA')").fetchone()[0]
pending = db.execute("SELECT jwt_hash('a', 'ES256') FROM (VALUES (1), (2))")
pending.fetchone()
db.load_extension(JWT)
check("loaded twice while a statement runs, nothing breaks", pending.fetchone()[0], "ypeBEsobvcr6wjGzmiPcTQ")
pending.close()
db.load_extension(JWT)
check("loaded twice when none runs", works(db), True)
first, second, third = connect(), connect(), connect()
second.close()
check("three connections, the middle one closed", (works(first), works(third)), (True, True))
first.close()
check("the first one closed, and another opened", (works(third), works(connect())), (True, True))
verifier = sqlite3.connect(":memory:")
verifier.enable_load_extension(True)
verifier.execute("SELECT load_extension(?, 'sqlite3_jwtverify_init')", (JWT,))
try:
    verifier.execute("SELECT jwk_generate('ES256')")
    refused = None
except sqlite3.OperationalError as error:
    refused = str(error)
check("beside them one through the door that cannot sign", (refused, works(third)), ("no such function: jwk_generate", True))

# By SQL a statement runs always, and SQLite replaces no function then.  Whoever went through a door goes through it again for nothing.
DOORS = {"first": "sqlite3_jwt_init", "second": "sqlite3_jwtverify_init"}


def through(*doors):
    """What is said of a connection that has loaded by SQL, door after door, and of what it can do then."""
    fresh = sqlite3.connect(":memory:")
    fresh.enable_load_extension(True)
    said = []
    for door in doors:
        try:
            said.append(fresh.execute("SELECT load_extension(?, ?)", (JWT, DOORS[door])).fetchone()[0])
        except sqlite3.OperationalError as error:
            said.append(str(error))
    names = {name for name, in fresh.execute("SELECT name FROM pragma_function_list")}
    checks = fresh.execute("SELECT count(*) FROM jwt_check('a.b.c', '{}')").fetchone()[0]
    return said, "jwt_verify" in names and checks > 0, "jwt_sign" in names and works(fresh)


for doors in (("first",), ("second",), ("first", "first"), ("second", "second"), ("first", "second"), ("second", "first"), ("second", "first", "second", "first")):
    check(f"by SQL through the door that is {', then '.join(doors)}", through(*doors), ([None] * len(doors), True, "first" in doors))
twice = sqlite3.connect(":memory:")
twice.enable_load_extension(True)
check("twice in one statement", twice.execute("SELECT load_extension(?1), load_extension(?1)", (JWT,)).fetchone(), (None, None))
other = sqlite3.connect(":memory:")
other.enable_load_extension(True)
other.create_function("jwt_version", 0, lambda: "{}")
other.create_function("jwt_sign", 2, lambda claims, key: "not ours")
other.load_extension(JWT)
check("what another library calls jwt_version and jwt_sign is replaced", works(other), True)

outcomes = []


def thread():
    for _ in range(5):
        mine = connect()
        outcomes.append(all(works(mine) for _ in range(10)))
        mine.close()


threads = [threading.Thread(target=thread) for _ in range(2)]
for each in threads:
    each.start()
for each in threads:
    each.join()
check("two threads, each opening, loading and closing connections of its own", outcomes, [True] * 10)


# ---- what goes wrong ----
def said(path):
    try:
        fresh = sqlite3.connect(":memory:")
        fresh.enable_load_extension(True)
        fresh.load_extension(path.removesuffix(".so"))
        return "loaded"
    except sqlite3.OperationalError as error:
        return str(error)


def altered(name, alter):
    path = os.path.join(folder.name, name)
    with open(JWT, "rb") as whole, open(path, "wb") as out:
        out.write(alter(bytearray(whole.read())))
    return path


def patch(position, byte):
    return lambda whole: whole[:position] + bytes([byte]) + whole[position + 1:]


def met(title, message, quoted):
    """The message is what a user sees, and the README quotes it."""
    check(title, (quoted in message, f"`{quoted}`" in README), (True, True))
    if not results[-1][1]:
        results[-1] = (title, False, f"said {message!r}, the README should quote {quoted!r}")


try:
    sqlite3.connect(":memory:").execute("SELECT load_extension(?)", (JWT,))
    message = "loaded"
except sqlite3.OperationalError as error:
    message = str(error)
met("loading is off", message, "not authorized")

LACKS = "import sqlite3; sqlite3.connect(':memory:').enable_load_extension(True)"
without = [run.stderr for python in {shutil.which("python3", path=place) for place in os.environ["PATH"].split(":")} if python
           for run in [subprocess.run([python, "-c", LACKS], capture_output=True, text=True)] if run.returncode]
met("a Python that was built without it", without[0] if without else "", "'sqlite3.Connection' object has no attribute 'enable_load_extension'")
if not without:
    results[-1] = ("a Python that was built without it # SKIP none is on the PATH", True, "")


class Routines(ctypes.Structure):
    """What SQLite hands to an extension: one pointer for each name of sqlite3ext.h, in its order."""
    header = open("/usr/include/sqlite3ext.h", encoding="utf-8").read().split("struct sqlite3_api_routines {")[1].split("\n};")[0]
    members = re.sub(r"/\*.*?\*/", "", header, flags=re.S).split(";")
    _fields_ = [(re.search(r"\(\*\s*(\w+)\)\(", member)[1], ctypes.c_void_p) for member in members if member.strip()]


sqlite = ctypes.CDLL("libsqlite3.so.0")
library = ctypes.CDLL(altered("copy.so", bytes))  # a copy, for it keeps what it was handed
old_number = ctypes.CFUNCTYPE(ctypes.c_int)(lambda: 3037002)
old_name = ctypes.CFUNCTYPE(ctypes.c_void_p)(lambda: ctypes.cast(ctypes.c_char_p(b"3.37.2"), ctypes.c_void_p).value)
routines = Routines(mprintf=ctypes.cast(sqlite.sqlite3_mprintf, ctypes.c_void_p), libversion=ctypes.cast(old_name, ctypes.c_void_p),
                    libversion_number=ctypes.cast(old_number, ctypes.c_void_p))
text = ctypes.c_char_p()
code = library.sqlite3_jwt_init(None, ctypes.byref(text), ctypes.byref(routines))
check("a host with SQLite 3.37.2: an error and no more", code, 1)
met("a host with SQLite 3.37.2", (text.value or b"").decode(), "jwt needs SQLite 3.40 or later")

missing = altered("missing.so", lambda whole: whole.replace(b"libcrypto.so.3\0", b"libcrypto.so.9\0"))
met("a library that it needs is not there", said(missing).replace("so.9", "so.3"), "libcrypto.so.3: cannot open shared object file")
met("a file that is not there", said(os.path.join(folder.name, "nowhere.so")), "cannot open shared object file: No such file or directory")
met("with .so and a fault: SQLite tries again with another .so, and tells of that", said(missing + ".so").replace("missing", "jwt"), "jwt.so.so: cannot open shared object file")
met("a file of another name", said(altered("renamed.so", bytes)).replace("renamed", "…"), "undefined symbol: sqlite3_…_init")
met("built for another processor", said(altered("processor.so", patch(18, 8))), "cannot open shared object file: No such file or directory")
met("built for 32 bits", said(altered("class.so", patch(4, 1))), "wrong ELF class")

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
