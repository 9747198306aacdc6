"""The rules of tests/lint: each finds nothing in this tree, and finds the fault that is planted in a copy of it."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = Path(os.environ["BUILD"])
RULES = ("rooms", "circles", "headers", "words", "statements", "access", "reasons", "kinds", "phrases", "drawing", "comments", "widths")
CC = [os.environ.get("CC", "cc"), "-std=c11", "-D_GNU_SOURCE", "-fPIC", "-c"]


CALLS = "void planted(void);\n"


def call(symbol):
    return f"{CALLS}void {symbol}();\nvoid\nplanted(void)\n{{\n\t{symbol}();\n}}\n"


# rule, what is planted, (file, what stands at its end then), a part of what is found
PLANTS = [
    ("circles", "two files that include each other", ("cgi-bin/web/log.h", '#include "web/store/store.h"\n'), "a circle of includes"),
    ("circles", "two files that call each other, seen in the objects", ("cgi-bin/web/log.c", call("store_close")), "a circle of calls"),
    ("circles", "the same in the extension", ("ext/base64url.c", call("coding_free")), "a circle of calls"),
    ("headers", "a header that declares another file's function", ("cgi-bin/web/log.h", "void store_close(struct store *store);\n"),
     "log.h declares store_close"),
    ("headers", "a wing's header that declares another wing's", ("cgi-bin/provider/user/user.h", "void token_post(struct exchange *x);\n"),
     "user.h declares token_post"),
    ("rooms", "a wing that includes one to its right", ("cgi-bin/provider/user/session.c", '#include "provider/grant/grant.h"\n'),
     "provider/user may not know provider/grant"),
    ("rooms", "a wing that calls one to its right", ("cgi-bin/provider/user/session.c", call("token_post")),
     "provider/user may not know provider/grant"),
    ("rooms", "web that knows a party of OAuth", ("cgi-bin/web/log.h", '#include "client/client.h"\n'), "web may not know client"),
    ("rooms", "a program that knows another", ("cgi-bin/api/main.c", '#include "client/client.h"\n'), "api may not know client"),
    ("rooms", "a program that includes OpenSSL", ("cgi-bin/api/main.c", "#include <openssl/evp.h>\n"), "is not its own"),
    ("rooms", "SQLite outside its rooms", ("cgi-bin/web/page/page.c", "#include <sqlite3.h>\n"), "is not its own"),
    ("words", "a parameter of OAuth in web", ("cgi-bin/web/log.c", "/* refresh_token */\n"), "refresh_token"),
    ("words", "a kind of event in web", ("cgi-bin/web/log.c", "/* token.refresh */\n"), "token.refresh"),
    ("words", "an actor in web", ("cgi-bin/web/log.c", 'static const char *who = "provider";\n'), '"provider"'),
    ("statements", "an @name that nobody gives",
     ("cgi-bin/provider/user/session.sql", "\n-- name: session_planted\n-- needs: @nobody_gives_it\n-- gives: planted\nSELECT @nobody_gives_it AS planted;\n"),
     "needs @nobody_gives_it, which nobody gives"),
    ("statements", "a :name that no endpoint declares",
     ("cgi-bin/provider/user/session.sql", "\n-- name: session_planted\n-- needs: :undeclared\n-- gives: planted\nSELECT :undeclared AS planted;\n"),
     "needs :undeclared, which nobody declares"),
    ("statements", "a signature that is not true any more",
     ("cgi-bin/provider/user/session.sql", "\n-- name: session_planted\n-- needs: @now\n-- gives: other\nSELECT @now AS planted;\n"), "is not what it says"),
    ("statements", "one text for several views, of which one gives something else", ("cgi-bin/provider/user/session.sql",
     "\n-- name: session_{}\n-- for {}: clock active_user\nSELECT * FROM {};\n"), "what it stands for does not need and give the same"),
    ("statements", "a table that is not there", ("cgi-bin/provider/user/session.sql", "\n-- name: session_planted\nSELECT 1 FROM missing;\n"),
     "no such table"),
    ("statements", "a name that is not its file's", ("cgi-bin/provider/user/session.sql", "\n-- name: planted\n-- gives: n\nSELECT 1 AS n;\n"),
     "does not begin with that of its file"),
    ("reasons", "a reason that the catalogue lacks", ("cgi-bin/provider/user/session.c", 'static void planted(struct exchange *x) { refuse(x, "planted_reason"); }\n'),
     "planted_reason: the catalogue lacks it"),
    ("reasons", "a reason that nobody refuses with", ("schema/derived/reason/token.sql",
     "INSERT INTO reason (reason, error, status, spec, help, told) VALUES\n  ('planted_reason', 'e', 400, 's', 'h', NULL);\n"), "planted_reason: nobody"),
    ("kinds", "a kind of event that the table lacks", ("cgi-bin/provider/user/session.c", 'record_event(x, "planted.kind", "client");\n'), "planted.kind"),
    ("kinds", "a kind that nobody records", ("schema/derived/flow_kind.sql",
     "INSERT INTO flow_kind (kind, channel, sign_in, weight, names, says) VALUES ('planted.kind', 'back', 0, 1, 'n', 's');\n"), "planted.kind: nobody"),
    ("phrases", "a phrase without a row", ("www/workshop/place.html", "{{'Planted here}}\n"), "no row of language de: 'Planted here'"),
    ("phrases", "a text of a model without a row", ("cgi-bin/workshop/flow/flow.sql", "SELECT json_object('names', 'Planted here');\n"), "'Planted here'"),
    ("phrases", "a text of a catalogue without a row", ("schema/derived/flow_kind.sql",
     "INSERT INTO flow_kind (kind, channel, sign_in, weight, names, says) VALUES ('planted.kind', 'back', 0, 1, 'A page', 'planted here');\n"), "'planted here'"),
    ("phrases", "a reason's help without a row", ("schema/derived/reason/token.sql",
     "INSERT INTO reason (reason, error, status, spec, help, told) VALUES\n  ('planted_reason', 'e', 400, 's', 'Planted help.', NULL);\n"), "'Planted help.'"),
    ("phrases", "a row that nobody uses", ("schema/derived/translation/flow.sql", "INSERT INTO translation VALUES ('de', 'Planted here', 'x');\n"),
     "nobody says 'Planted here'"),
    ("phrases", "a translation that lacks a placeholder", ("schema/derived/translation/flow.sql",
     "UPDATE translation SET translated = 'x' WHERE phrase = '{steps} steps';\n"), "other placeholders than '{steps} steps'"),
    ("phrases", "a mark that is not closed", ("schema/derived/translation/flow.sql",
     "UPDATE translation SET translated = '*x' WHERE phrase = 'What happened';\n"), "a mark without its pair: 'What happened'"),
    ("phrases", "two phrases that are one", ("www/workshop/place.html", "{{'what Happened.}}\n"), "no row"),
    ("phrases", "…with a row each", ("schema/derived/translation/flow.sql", "INSERT INTO translation VALUES ('de', 'what Happened.', 'x');\n"), "are one phrase"),
    ("drawing", "a picture's rule that its file does not have", ("www/workshop/flow.css", ".flow{\n  .planted{fill: var(--ink)}\n}\n"), "--write"),
    ("comments", "a comment whose end stands alone", ("cgi-bin/web/log.c", "/* This one was torn\n */\n"), "begins and ends"),
    ("comments", "a paragraph that breaks off", ("cgi-bin/web/log.c", "/*\n * This\n * one was torn\n */\n"), "the next word fits"),
    ("widths", "a line of C that is too long", ("cgi-bin/web/log.c", "/* " + "long " * 20 + "*/\n"), "100 are read at once"),
    ("widths", "a line of SQL that is too long", ("schema/demo.sql", "-- " + "long " * 30 + "\n"), "150 are read at once"),
    ("access", "a table that a program may touch and does not", ("schema/derived/access/workshop.sql",
     "INSERT INTO program_access (program, object, verb) VALUES ('workshop', 'note', 'delete');\n"), "note"),
    ("access", "a table that a program touches and may not", ("cgi-bin/workshop/flow/flow.sql", "\n-- name: flow_planted\nSELECT count(*) AS n FROM note;\n"), "note"),
]


class House:
    """A copy of the tree and of its objects, in which one thing at a time is other than it should be."""

    def __init__(self, folder):
        self.root, self.build = Path(folder, "house"), Path(folder, "build")
        for part in ("cgi-bin", "ext", "schema", "www"):
            shutil.copytree(ROOT / part, self.root / part)
        for part in ("ext", "objects"):
            shutil.copytree(BUILD / part, self.build / part)
        shutil.copy(BUILD / "jwt.so", self.build)

    def says(self, rule):
        environment = {**os.environ, "HOUSE": str(self.root), "BUILD": str(self.build)}
        done = subprocess.run([HERE / rule], env=environment, capture_output=True, text=True)
        return done.stdout + done.stderr

    def object_of(self, name):
        folder, rest = name.split("/", 1)
        return self.build / ("ext" if folder == "ext" else "objects/cgi-bin") / Path(rest).with_suffix(".o")

    def compile(self, name):
        target = self.object_of(name)
        folders = [f"-I{folder}" for folder in (self.root / "cgi-bin", self.root / "ext", target.parent)]
        subprocess.run([*CC, *folders, "-o", target, self.root / name], check=True)

    def with_plant(self, rule, plant):
        """What the rule says while `plant` stands at the end of a file; one in C that calls is compiled."""
        name, text = plant
        path, target = self.root / name, self.object_of(name)
        before, compiled = path.read_text(), target.read_bytes() if text.startswith(CALLS) else None
        path.write_text(before + text)
        try:
            if compiled:
                self.compile(name)
            return self.says(rule)
        finally:
            path.write_text(before)
            if compiled:
                target.write_bytes(compiled)


def main():
    number, bad = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        house = House(folder)
        for rule in RULES:
            number, said = number + 1, house.says(rule)
            bad += bool(said)
            print(f"{'not ok' if said else 'ok'} {number} - {rule}: nothing is found in this tree")
            print("".join(f"# {line}\n" for line in said.splitlines()[:20]), end="")
        for rule, title, plant, want in PLANTS:
            number, said = number + 1, house.with_plant(rule, plant)
            bad += want not in said
            print(f"{'ok' if want in said else 'not ok'} {number} - {rule}: finds {title}")
            print("" if want in said else f"# said: {said[:600]!r}\n", end="")
    print(f"1..{number}")
    sys.exit(bool(bad))


main()
