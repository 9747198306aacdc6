"""Seats of a room are strangers to each other: what one seat has is of no use at another, and one set of programs serves them all."""
# needs: curl lighttpd

import contextlib
import fcntl
import inspect
import os
import sys
import threading
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(1, f"{Path(__file__).parent}/../lib")
from lab import do_lab, green
from room import Room
from sample_client import signed_in
from tap import Tap
from world import basic, bearer

SEATS = int(os.environ.get("OIDC_ROOM", "10"))  # more than a program keeps open; in `make soak` 40
OPEN = 2


def secrets_of(seat):
    """(table, column, value) of each secret in a seat's database, and of each hash of one."""
    columns = [tuple(row) for row in seat.database.rows("""
        SELECT object, name FROM raw_column
        UNION SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.name GLOB '*_hash'""")]
    for table, column in columns:
        for (value,) in seat.database.rows(f'SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'):
            yield table, column, value


def test_keys(room):
    """no two seats share a key, a secret, or the hash of one"""
    seen = {}
    for name, seat in room.seats.items():
        found = list(secrets_of(seat))
        assert len(found) > 10, found
        for table, column, value in found:
            assert seen.setdefault(value, name) == name, f"{table}.{column} of {name} is that of {seen[value]}"


def test_addresses(room):
    """all addresses of a seat are its own"""
    for name, seat in room.seats.items():
        for (table,) in seat.database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            for row in seat.database.rows(f'SELECT * FROM "{table}"'):
                for value in filter(lambda value: room.origin in str(value), tuple(row)):
                    assert f"/s/{name}/" in value, f"{table}: {value}"


def refused(seat, answer, status, reason):
    assert answer.status == status, (answer, seat.database.reason())
    assert seat.database.reason() == reason, seat.database.reason()


def test_access_token(room):
    """an access token of 07 opens no API of 08, nor its userinfo, and is not active there"""
    token, other = room["07"].tokens().tokens["access_token"], room["08"]
    assert room["07"].wire.get(f"{room['07'].api}/notes", headers=bearer(token)).status == 200
    refused(other, other.wire.get(f"{other.api}/notes", headers=bearer(token)), 401, "issuer_unknown")
    refused(other, other.wire.get(f"{other.api}2/today", headers=bearer(token)), 401, "issuer_unknown")
    refused(other, other.wire.get(f"{other.issuer}/userinfo", headers=bearer(token)), 401, "no_key")
    secret = other.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = 'notes-api'")
    answer = other.wire.post(f"{other.issuer}/introspect", {"token": token}, headers=basic("notes-api", secret))
    assert answer.json == {"active": False}, answer


def test_refresh_token(room):
    """a refresh token of 07 is unknown at 08, and stays good at 07"""
    flow, other = room["07"].tokens(scope="openid offline_access"), room["08"]
    form = {"grant_type": "refresh_token", "refresh_token": flow.tokens["refresh_token"], "client_id": "demo-cli"}
    refused(other, other.wire.post(f"{other.issuer}/token", form), 400, "refresh_unknown")
    assert flow.refresh().status == 200


def test_code(room):
    """a code of 07 is unknown at 08, and stays good at 07"""
    flow, other = room["07"].flow().authorize(), room["08"]
    refused(other, other.wire.post(f"{other.issuer}/token", flow.token_request()), 400, "code_unknown")
    assert flow.redeem().status == 200


def test_client_secret(room):
    """the secret of a client of 07 is wrong at 08"""
    other = room["08"]
    secret = room["07"].database.value("SELECT client_secret FROM client_app")
    answer = other.wire.post(f"{other.issuer}/token", {"grant_type": "authorization_code", "code": "x"}, headers=basic("notes-web", secret))
    refused(other, answer, 401, "client_secret_wrong")


def test_cookies(room):
    """RFC 6265 section 5.1.4: no cookie of 07 goes to 08, and none has the name of another"""
    browser = signed_in(room["07"])
    room["07"].join(browser)
    names = {name for name, _ in browser.jar}
    assert len(names) >= 3 and {path.rsplit("/", 1)[0] for _, path in browser.jar} == {"/s/07"}, browser.jar
    for program in ("provider", "api", "client", "workshop"):
        assert browser.cookie_header(f"/s/08/{program}/") == ""
    other = signed_in(room["08"])
    room["08"].join(other)
    assert not names & {name for name, _ in other.jar}


def moved(browser, other):
    """The cookies of one seat's browser, under the names and at the places that another seat's browser has."""
    def kind(cookie):
        return cookie[1].rsplit("/", 1)[1]
    values = {kind(cookie): value for cookie, value in browser.jar.items()}
    return {cookie: values[kind(cookie)] for cookie in other.jar if kind(cookie) in values}


def test_sessions(room):
    """the sessions of 07 are none at 08, whatever name their cookies have"""
    browser, other = signed_in(room["07"]), signed_in(room["08"])
    assert other.go(f"{room['08'].client}/").page.forms and "Alice" in other.answer.page.text
    other.jar = moved(browser, other)
    assert "Alice" not in other.go(f"{room['08'].client}/").page.text, other.answer
    other.go(room["08"].flow().url)
    assert other.answer.page.title.startswith("Sign in"), other.answer.page.title


def test_workshop(room):
    """the link to the seat 07 opens 07, and neither 08 nor the pages of whoever leads the room; its cookie is none of 08"""
    browser, other = room["07"].join(), room["08"]
    assert browser.go(f"{room['07'].workshop}/selftest").status == 200, browser.answer
    answer = browser.go(f"{other.workshop}/join?seat={room.token('07')}")
    refused(other, answer, 403, "join_unknown")
    joined = other.join()
    joined.jar = moved(browser, joined)
    refused(other, joined.go(f"{other.workshop}/selftest"), 403, "seat_closed")
    answer = browser.go(f"{room.origin}/workshop/selftest")
    assert answer.status == 403 and room.database.reason() == "room_closed", (answer, room.database.reason())


def test_ways(room):
    """a lab says what to do on a machine that has neither the database nor this repository: ask the copy, or take another way"""
    browser, workshop = room["07"].join(), room["07"].workshop
    answer = browser.go(f"{workshop}/lab/03?with=curl")
    assert "sqlite3 oidc-seat-07.db" in answer.page.text and "/s/07/workshop/database" in answer.text, answer.text
    assert "below For your shell" in answer.page.text and "They set ID AT" in answer.page.text, answer.page.text
    answer = browser.go(f"{workshop}/lab/03?with=sqlite3")
    assert "this way works there alone" in answer.page.text and "oidc-seat-07.db" not in answer.page.text, answer.page.text


def test_rows(room):
    """what happens at 09 leaves no row at 06"""
    tables = [name for (name,) in room["06"].database.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]

    def rows():
        return {table: [tuple(row) for row in room["06"].database.rows(f'SELECT * FROM "{table}"')] for table in tables}
    before = rows()
    signed_in(room["09"])
    room["09"].tokens()
    assert room["09"].database.value("SELECT count(*) FROM flow_event") > 10
    assert rows() == before


def test_many(room):
    """each program keeps few databases open, and serves more: {seats} seats, again and again"""
    for _ in range(4):
        for seat in room.seats.values():
            answer = seat.wire.get(f"{seat.issuer}/.well-known/openid-configuration")
            assert answer.json["issuer"] == seat.issuer, answer
    opened = {worker: len(room.databases(worker)) for worker in room.workers()}
    assert max(opened.values()) == OPEN, opened


def test_fault(room):
    """a database that cannot be read is its own seat's trouble"""
    seat, path = room["10"], room["10"].path
    away = path.with_suffix(".away")
    seat.database.close()
    for other in list(room.seats.values())[:OPEN]:  # so that nobody has it open
        for _ in range(12):
            other.wire.get(f"{other.issuer}/jwks")
    path.rename(away)
    try:
        path.write_bytes(b"no database " * 1000)
        answers = [seat.wire.get(f"{seat.issuer}/jwks").status for _ in range(4)]
        assert answers == [503] * 4, answers
        assert room["01"].wire.get(f"{room['01'].issuer}/jwks").status == 200
        path.unlink()
        answer = seat.wire.get(f"{seat.issuer}/jwks")
        assert answer.status == 404 and "no such seat" in answer.text, answer
    finally:
        away.rename(path)
        seat.database.connection = seat.database.connect()
    assert seat.wire.get(f"{seat.issuer}/jwks").status == 200


def test_labs(room):
    """labs are done at all seats at once: what somebody did turns their own check green, and nobody else's"""
    labs = [lab for (lab,) in room["01"].database.rows("SELECT lab FROM lab WHERE lab <= '08' ORDER BY lab")]
    each = len(labs) if SEATS >= 40 else 2
    chosen = {name: {labs[(number + 3 * i) % len(labs)] for i in range(each)} for number, name in enumerate(room.seats)}
    with ThreadPoolExecutor(SEATS) as pool:
        done = [pool.submit(lambda name=name: [do_lab(room[name], lab) for lab in sorted(chosen[name])]) for name in room.seats]
    for one in done:
        one.result()
    assert {name: green(seat) for name, seat in room.seats.items()} == chosen


def crowd(seat, enough):
    """Three who do all that there is to do, until it is enough: (status, what was asked) of their answers."""
    seen = []

    def one():
        while not enough.is_set():
            with contextlib.suppress(AssertionError, KeyError, AttributeError, TypeError):  # a step that the reset took away is no fault
                flow = seat.flow(scope="openid offline_access notes:read").authorize()
                flow.redeem()
                seat.wire.get(f"{seat.api}/notes", headers=bearer(flow.tokens["access_token"]))
                flow.refresh()
    threads = [threading.Thread(target=one) for _ in range(3)]
    send = seat.wire.send

    def watched(method, url, **more):
        answer = send(method, url, **more)
        seen.append((answer.status, urllib.parse.urlsplit(url).path, answer))
        return answer
    seat.wire.send = watched
    for thread in threads:
        thread.start()
    return threads, seen


def test_reset(room):
    """a reset under load is one step: no answer is a fault, what was issued before is not taken afterwards, and keys are new"""
    seat = room["05"]
    seat.join()
    row = tuple(seat.database.row("SELECT seat, secret_hash FROM room_seat"))
    before = set(secrets_of(seat))
    token = seat.tokens().tokens["access_token"]
    enough = threading.Event()
    threads, seen = crowd(seat, enough)
    try:
        for _ in range(4):
            done = room.renew("05")
            assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), done
    finally:
        enough.set()
        for thread in threads:
            thread.join()
        del seat.wire.send
    bad = [(status, path, answer) for status, path, answer in seen if status >= 500 and status != 503]  # try again, it says
    assert len(seen) > 100 and not bad, (len(seen), bad[:3], seat.room.log()[-800:])
    assert tuple(seat.database.row("SELECT seat, secret_hash FROM room_seat")) == row
    kept = {(table, column) for table, column, _ in before & set(secrets_of(seat))}
    assert kept == {("room_seat", "secret_hash")}, kept
    answer = seat.wire.get(f"{seat.api}/notes", headers=bearer(token))
    assert answer.status == 401 and seat.database.reason() == "no_key", (answer, seat.database.reason())
    assert seat.database.is_whole()
    answer = seat.join().go(f"{seat.workshop}/selftest")
    assert answer.status == 200, answer
    assert not list(seat.path.parent.glob("new.*"))


def test_no_reset(room):
    """what cannot be reset stays as it was, and a sentence says why"""
    folder = room["04"].path.parent
    (folder / "new.killed").mkdir()
    with open(folder / "reset.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = room.renew("04")
        assert (done.returncode, done.stderr) == (1, "schema/seat: the seat 04 is being reset already\n"), done
    assert room.renew("04").returncode == 0 and not list(folder.glob("new.*")), "one that was killed left nothing behind"
    for names, words in ((("99",), "has no seat 99"), (("7",), "two or three digits"), (("../07",), "two or three digits"), ((), "usage: ")):
        done = room.renew(*names)
        assert done.returncode == 1 and words in done.stderr and done.stderr.count("\n") == 1, done
    assert not (room.folder / "data/room/seats/99").exists()


def main():
    tap = Tap()
    tests = [test for name, test in globals().items() if name.startswith("test_") and (not sys.argv[1:] or name in sys.argv[1:])]
    with Room(SEATS) as room:
        for test in tests:
            title = " ".join(inspect.getdoc(test).split()).format(seats=SEATS)
            try:
                test(room)
                faults = [fault for seat in room.seats.values() for fault in seat.wire.faults]
                assert not faults, faults
                tap.say(title)
            except Exception as error:  # whatever it was, the next test runs
                line = error.__traceback__.tb_next.tb_lineno if error.__traceback__.tb_next else 0
                tap.say(title, f"{type(error).__name__} in line {line}: {error}")
    tap.end()


main()
