"""No secret stands where no secret may: the canary of the flow record.

Every password, token, code, cookie, state, nonce and verifier that crossed the wire is known to the wire.  The database may hold none of
them, but in the columns that `raw_column` lists; nor may a log.  (What derived/ makes, no program writes to: tests/schema/access.test.py.)
No page of the workshop and no file of a flow may hold one either, but for the pages of RAW, which are there to show what their reader has.
Of an opaque secret `<prefix>_<id>.<secret>` the id may be seen, of a JWT its header and claims: what counts is the end.
"""

import re
import urllib.parse

PUBLIC = {"wonderland", "builder"}  # the demo's passwords are words of the house, and stand in its pages
SHORTEST = 12
# demo-cli's code and how to redeem it, a token that its reader pasted (and may alter), the database itself (room.test.py looks into it).
RAW = ("/cli/callback", "/cli", "/database")
FILES = ("svg", "mmd", "md", "csv", "har")


def sharp(secret):
    """The part of it that would let a reader use it."""
    end = secret.rsplit(".", 1)[-1]
    return end if len(end) >= SHORTEST and secret not in PUBLIC else None


def found_in(text, secrets):
    """Those of them that stand in text: their first characters, and what stands before them."""
    known = {sharp(secret) for secret in secrets} - {None}
    return [f"{text[max(0, text.index(secret) - 60):text.index(secret) + 4]!r}…" for secret in known if secret in text]


def found_in_log(text, secrets):
    """The same for a log, word by word: thousands of secrets, megabytes of text."""
    words = set(re.findall(r"[\w-]{%d,}" % SHORTEST, text))
    return found_in(text, [secret for secret in secrets if sharp(secret) in words or not re.fullmatch(r"[\w.-]*", secret)])


def columns_of(database):
    """{table: the columns of it in which no raw value may stand}, of all tables that anybody but schema/ writes to."""
    if not hasattr(database, "columns"):
        raw = {tuple(row) for row in database.rows("SELECT object, name FROM raw_column")}
        tables = [row[0] for row in database.rows(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN (SELECT name FROM derived_object) AND name NOT LIKE 'sqlite~_%' ESCAPE '~'")]
        columns = {table: [row[0] for row in database.rows("SELECT name FROM pragma_table_xinfo(?)", table)] for table in tables}
        database.columns = {table: [name for name in names if (table, name) not in raw] for table, names in columns.items()}
    return database.columns


def written(database):
    """(table, all that stands in its rows, but for the columns in which raw values may)."""
    for table, names in columns_of(database).items():
        rows = database.rows(f"""SELECT {', '.join(f'"{name}"' for name in names)} FROM "{table}\"""")
        yield table, "\0".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for row in rows for value in row)


def check_database(world):
    if not world.wire.recent:
        return
    known = {sharp(secret) for secret in world.wire.recent} - {None}
    places = {table for table, text in written(world.database) if any(secret in text for secret in known)}
    assert not places, f"redaction: a secret stands in the database: {sorted(places)}"
    found = found_in(world.database.bytes().decode("latin-1"), world.wire.hashed)
    assert not found, f"redaction: in the file itself: {found}"


def kind_of(url):
    """Pages of one kind differ in numbers; of flows each is looked at."""
    parts = urllib.parse.urlsplit(url)
    query = urllib.parse.parse_qs(parts.query)
    return re.sub(r"\d+", "N", parts.path), tuple(sorted(query)), query.get("trace_id", [""])[0]


def check_shown(world):
    """All that the workshop shows and hands out, found by its links."""
    secrets, seen, queue = set(world.wire.recent), set(), [f"{world.workshop}/"]
    while queue:
        url = queue.pop()
        if kind_of(url) in seen:
            continue
        seen.add(kind_of(url))
        answer = world.wire.get(url)
        found = found_in(answer.text.replace("\\_", "_"), secrets)  # as Markdown writes it
        assert not found, f"redaction: {url.split('?')[0]} shows a secret: {found}"
        if not (answer.header("content-type") or "").startswith("text/html"):
            continue
        links = {urllib.parse.urljoin(url, link).split("#")[0] for link in answer.page.links}
        ours = {link for link in links if link.startswith(f"{world.workshop}/")}
        queue += [link for link in ours if not urllib.parse.urlsplit(link).path.endswith(RAW)]
    return {path.removeprefix(urllib.parse.urlsplit(world.workshop).path) for path, *_ in seen}
