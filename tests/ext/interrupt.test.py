#!/usr/bin/python3
"""What takes long by itself heeds sqlite3_interrupt and the progress handler, on each SQLite; and is none the worse for an authorizer."""
import os
import sqlite3

results = []


def check(title, got, want):
    results.append((title, got == want, f"got {got!r} want {want!r}"))


db = sqlite3.connect(":memory:")
db.enable_load_extension(True)
db.load_extension(os.environ["BUILD"] + "/jwt")
db.create_function("interrupt", 0, db.interrupt)
reached = []
db.create_function("reach", 0, lambda: reached.append(1))


def outcome(sql):
    try:
        return db.execute(sql).fetchone()[-1]
    except sqlite3.DatabaseError as error:
        return error.sqlite_errorname, str(error)


INTERRUPTED = ("SQLITE_INTERRUPT", "interrupted")
RSA = "jwk_generate('RS256', '{\"bits\":4096}')"
check("an interrupted statement makes no RSA key, and goes no further", (outcome(f"SELECT interrupt(), json_valid({RSA}), reach()"), reached), (INTERRUPTED, []))
check("the next one does", outcome("SELECT json_valid(jwk_generate('RS256'))"), 1)

# So many steps that the statement itself never comes to the handler.
STEPS = 60
asked = []
db.set_progress_handler(lambda: asked.append(1), STEPS)
db.execute("SELECT 1").fetchone()
check("a short statement has not so many steps", asked, [])
check("a handler that says nothing stops nothing", outcome("SELECT json_valid(jwk_generate('RS256'))"), 1)
check("and is asked while an RSA key is made", len(asked) > 1, True)
db.set_progress_handler(lambda: 1, STEPS)
check("a handler that says stop stops it", outcome(f"SELECT json_valid({RSA})"), INTERRUPTED)
check("a key that takes no time is made all the same", outcome("SELECT json_valid(jwk_generate('ES256'))"), 1)
CHEAP = '{"N":2,"r":1}'
hash_ = "$scrypt$ln=1,r=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
check("nothing can stop scrypt, and so a handler is asked before a password is hashed", outcome(f"SELECT password_hash('x', '{CHEAP}')"), INTERRUPTED)
check("and before it is verified", outcome(f"SELECT password_verify('x', '{hash_}')"), INTERRUPTED)
db.set_progress_handler(lambda: 1, 1000)
check("a handler that is asked every thousand steps is asked for each password", outcome(f"SELECT password_verify('x', '{hash_}')"), INTERRUPTED)
db.set_progress_handler(None, 0)
check("nor is a password hashed for an interrupted statement", (outcome(f"SELECT interrupt(), password_hash('x', '{CHEAP}'), reach()"), reached), (INTERRUPTED, []))
check("and for the next one it is", outcome(f"SELECT password_verify('x', password_hash('x', '{CHEAP}'))"), 1)

selects = []


def first_select_alone(action, *_):
    if action != sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    selects.append(action)
    return sqlite3.SQLITE_OK if len(selects) == 1 else sqlite3.SQLITE_DENY


db.set_authorizer(first_select_alone)
check("under an authorizer that lets nobody ask, the key is made", outcome("SELECT json_valid(jwk_generate('RS256'))"), 1)
check("which was asked", len(selects) > 1, True)

print(f"1..{len(results)}")
for number, (title, good, difference) in enumerate(results, 1):
    print(f"ok {number} - {title}" if good else f"not ok {number} - {title}\n# {difference}")
