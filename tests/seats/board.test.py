"""A room from its door to its board: who comes takes a seat, who leads sees them all, and whoever goes takes a copy home."""
# needs: lighttpd

import contextlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(1, f"{Path(__file__).parent}/../lib")
import redaction
from browser import Browser, Wire
from room import Room
from routes import at, endpoints
from sample_client import signed_in
from server import HOUSE
from tap import Tap

SEATS = 3
OPEN = {"/join", "/attacker/.well-known/openid-configuration", "/attacker/authorize", "/attacker/token"}
CLOSED = {"seat_closed", "room_closed", "csrf_mismatch"}


def visitor(room):
    return Browser(room.wire)


def at_door(room):
    """A browser that stands before the room."""
    browser = visitor(room)
    assert browser.go(f"{room.origin}/").status == 200, browser.answer
    return browser


def leader(room):
    browser = visitor(room)
    assert browser.go(room.board).status == 200, browser.answer
    return browser


def csrf_of(browser):
    return re.search(r'name="csrf" value="([^"]+)"', browser.answer.text)[1]


def change(room, browser, **fields):
    """A button of the board."""
    browser.go(f"{room.origin}/workshop/board")
    csrf = csrf_of(browser)
    return browser.go(f"{room.origin}/workshop/board", "POST", form={"csrf": csrf, **fields})


def test_door(room):
    """the address stands there in large, with a QR code, and how many seats are free"""
    page = at_door(room).answer
    assert room.origin.split("//")[1] in page.page.text and f"{SEATS} of {SEATS} seats are free" in page.page.text, page.text
    assert page.text.count("<path d=\"M4 4h7v1H4") == 1, "no QR code"


def test_csrf(room):
    """RFC 9700 section 4.7: a form of another site takes no seat"""
    browser = at_door(room)
    answer = browser.go(f"{room.origin}/workshop/seat", "POST", form={"csrf": "x"})
    assert answer.status == 403 and room.database.reason() == "csrf_mismatch", answer
    assert room.database.value("SELECT count(taken_at) FROM room_seat") == 0


def test_take(room):
    """one click gives the next free seat; the same browser gets its own again, in another tab too"""
    browser = at_door(room)
    csrf = csrf_of(browser)
    assert browser.submit(name="  Ada <b>  ").status == 200 and browser.answer.url == f"{room['01'].workshop}/seat", browser.answer
    assert "Seat 01" in browser.answer.page.text
    for _ in range(2):
        browser.go(f"{room.origin}/workshop/seat", "POST", form={"csrf": csrf, "name": "Eve"})
        assert browser.answer.url == f"{room['01'].workshop}/seat", browser.answer
    assert "Go to seat 01" in browser.go(f"{room.origin}/").page.text, browser.answer
    assert "Seat 01" in browser.go(f"{room.origin}/s/01/").page.text, browser.answer
    assert tuple(room.database.row("SELECT count(taken_at), max(name) FROM room_seat")) == (1, "Ada <b>")


def test_full(room):
    """of many who click at once each gets a seat of their own, until all are taken: the others are told so"""
    browsers = [at_door(room) for _ in range(2 * SEATS)]
    threads = [threading.Thread(target=browser.submit) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    answers = [browser.answer for browser in browsers]
    assert sorted(answer.url for answer in answers if answer.status == 200) == [room[name].workshop + "/seat" for name in ("02", "03")], answers
    full = [answer for answer in answers if answer.status == 409 and "All seats are taken" in answer.page.text]
    assert len(full) == 2 * SEATS - 2 and room.database.reason() == "room_full", answers
    assert f"All {SEATS} seats are taken" in at_door(room).answer.page.text


def test_closed(room):
    """without its cookie no endpoint of a seat's workshop is open but the door, and the attacker's server, which machines ask"""
    seat = room["02"]
    for (program, path), methods in endpoints().items():
        for method in methods & {"GET", "POST"} if program == "workshop" and path not in OPEN else ():
            answer = visitor(room).go(f"{seat.workshop}{at(path)}", method, form={"csrf": "x"} if method == "POST" else None)
            assert answer.status == 403 and seat.database.reason() in CLOSED, (method, path, answer, seat.database.reason())
    answer = visitor(room).go(f"{seat.workshop}/")
    assert "This is seat 02" in answer.page.text and f'href="{room.origin}/"' in answer.text, answer.text


def test_guess(room):
    """RFC 6749 section 10.10: a secret of 192 bits and more is not guessed, and no half of one helps"""
    seat, token = room["02"], room.token("02")
    assert len(token.split(".")[1]) * 6 >= 192 and len(room.board.rsplit(".", 1)[1]) * 6 >= 192
    for guess in (token[:-1], token[:8] + "." + token[8:], room.token("03"), "seat_02.", "seat_02", "'", room.board.split("=")[1]):
        answer = visitor(room).go(f"{seat.workshop}/join?seat={guess}")
        assert answer.status == 403 and seat.database.reason() == "join_unknown", (guess, answer)
    assert visitor(room).go(f"{room.origin}/workshop/join?instructor={room.token('02')}").status == 403
    assert visitor(room).go(f"{room.origin}/workshop/join?seat={room.token('02')}").status == 403


def test_not_leading(room):
    """the board, its buttons and the cards are for who has the instructor's link"""
    for browser in (visitor(room), at_door(room), room["02"].join(visitor(room))):
        for path in ("board", "board?seat=02", "cards", "selftest"):
            answer = browser.go(f"{room.origin}/workshop/{path}")
            assert answer.status == 403 and room.database.reason() == "room_closed" and "seat_02." not in answer.text, answer
        assert browser.go(f"{room.origin}/workshop/board", "POST", form={"csrf": "x", "seat": "all", "ahead": "60"}).status == 403
    assert room["02"].database.value("SELECT value FROM setting WHERE name = 'clock_offset'") == 0


def test_board(room):
    """the board shows who is where, and the last refusal; one seat by its number has its link"""
    room["01"].tokens()
    room["03"].wire.get(f"{room['03'].api}/notes", headers={"Authorization": "Bearer x"})
    browser = leader(room)
    text = browser.go(f"{room.origin}/workshop/board").page.text
    assert "3 seats are taken" in text and "Ada <b>" in text and room["03"].database.reason() in text, text
    link = re.search(r'href="([^"]+/join\?seat=[^"]+)"', browser.go(f"{room.origin}/workshop/board?seat=02").text)[1]
    assert link == f"{room['02'].workshop}/join?seat={room.token('02')}" and visitor(room).go(link).status == 200
    cards = browser.go(f"{room.origin}/workshop/cards").text
    assert all(room.token(name) in cards for name in room.seats) and cards.count("<svg class=\"qr\"") == SEATS


def test_change(room):
    """it moves the clock of one seat or of all, and switches a protection: each seat's record says so"""
    browser = leader(room)
    assert change(room, browser, seat="02", ahead="300").status == 200, browser.answer
    assert change(room, browser, seat="all", ahead="60").status == 200, browser.answer
    assert [seat.database.value("SELECT value FROM setting WHERE name = 'clock_offset'") for seat in room.seats.values()] == [60, 360, 60]
    change(room, browser, seat="03", off="pkce_check")
    assert [seat.database.value("SELECT group_concat(names) FROM protection_off") for seat in room.seats.values()] == [None, None, "pkce_check"]
    events = [tuple(row) for row in room["03"].database.rows("SELECT kind, detail FROM flow_event WHERE recorder = 'workshop' AND decision = 'allow'")]
    assert events[-2:] == [("clock.jump", '{"seconds":60}'), ("toggle.set", '{"pkce_check":"off"}')], events
    assert "off: pkce_check" in browser.answer.page.text
    assert change(room, browser, seat="03", on="no_such").status == 200 and change(room, browser, seat="all").status == 400
    assert room.database.reason() == "board_unclear"


def test_reset(room):
    """a seat that starts over has other keys, no record, its clock and protections right; its cookie still opens it"""
    seat = room["03"]
    browser = seat.join(visitor(room))
    kid = seat.database.value("SELECT group_concat(kid) FROM signing_key")
    assert browser.go(f"{seat.workshop}/seat").status == 200
    answer = browser.go(f"{seat.workshop}/reset", "POST", form={"csrf": csrf_of(browser)})
    assert answer.status == 200 and answer.url == f"{seat.workshop}/seat", answer
    assert seat.database.value("SELECT group_concat(kid) FROM signing_key") != kid
    assert seat.database.value("SELECT count(*) FROM flow_event") == 0
    assert seat.database.value("SELECT value FROM setting WHERE name = 'clock_offset'") == 0
    assert seat.database.value("SELECT names FROM protection_off") is None
    leading = leader(room)
    assert change(room, leading, seat="01", reset="1").status == 200, leading.answer
    assert room["01"].database.value("SELECT count(*) FROM flow_event") == 0
    assert room["02"].database.value("SELECT value FROM setting WHERE name = 'clock_offset'") == 360


def test_day(room):
    """DAY-TO-DAY.md, "A room full of people", typed as it stands there"""
    text = (HOUSE / "DAY-TO-DAY.md").read_text("utf-8").split("## A room full of people", 1)[1].split("\n## ")[0]
    blocks = [block.replace("data/room", str(room.folder / "data/room")) for block in re.findall(r"```sh\n(.*?)```", text, re.S)]
    said = [subprocess.run(["sh", "-eu", "-c", blocks[0].split("\n")[0] + "\n" + block], cwd=HOUSE, capture_output=True, text=True) for block in blocks]
    assert len(said) == 4 and all((answer.returncode, answer.stderr) == (0, "") for answer in said), said
    assert "01|Ada <b>|" in said[0].stdout and len(said[0].stdout.splitlines()) == SEATS, said[0]
    assert visitor(room).go(said[1].stdout.strip()).url == f"{room['03'].workshop}/seat"
    assert tuple(room.database.row("SELECT taken_at, name FROM room_seat WHERE seat = '03'")) == (None, None)
    assert [line.split("|")[0] for line in said[3].stdout.splitlines()] == list(room.seats), said[3]


def copy_of(browser, seat, folder):
    answer = browser.go(f"{seat.workshop}/database")
    assert answer.status == 200 and answer.header("content-type") == "application/vnd.sqlite3", answer
    assert answer.header("content-disposition") == f'attachment; filename="oidc-seat-{seat.name}.db"', answer.headers
    path = Path(folder) / "copy.db"
    path.write_bytes(answer.body)
    return answer.body, contextlib.closing(sqlite3.connect(path))


def test_download(room):
    """a learner takes the database home: it opens without the extension, says why, and holds no secret, nor the hash of one"""
    seat = room["02"]
    signed_in(seat)
    seat.tokens(scope="openid offline_access notes:read")
    secrets = [str(row[0]) for table, column in seat.database.rows("""
        SELECT object, name FROM raw_column
        UNION SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND c.name GLOB '*_hash'""")
        for row in seat.database.rows(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')]
    assert len(secrets) > 20, secrets
    with tempfile.TemporaryDirectory() as folder:
        body, opened = copy_of(seat.join(visitor(room)), seat, folder)
        with opened as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert copy.execute("SELECT count(*) FROM why").fetchone()[0] > 0
            assert copy.execute("SELECT count(*) FROM flow_event").fetchone()[0] > 20
            assert copy.execute("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'").fetchone()[0] > 50
    found = [secret for secret in secrets if secret.encode() in body]
    assert not found, found
    known = {redaction.sharp(secret) for secret in seat.wire.recent | room.wire.recent | {room.token("02")}} - {None}
    assert not [secret for secret in known if secret.encode() in body]


def test_large(room):
    """a database that is too large for that is not copied"""
    seat = room["01"]
    seat.database.change("CREATE TABLE large AS SELECT zeroblob(70000000) AS bytes")
    answer = seat.join(visitor(room)).go(f"{seat.workshop}/database")
    assert answer.status == 413 and seat.database.reason() == "download_too_large", answer
    seat.database.change("DROP TABLE large")
    seat.database.change("VACUUM")
    assert seat.join(visitor(room)).go(f"{seat.workshop}/database").status == 200


def test_canary(room):
    """no secret of a seat or of who leads stands in a record, or in a log"""
    secrets = room.wire.recent | room.wire.secrets | {room.token(name) for name in room.seats} | {room.board.split("=", 1)[1]}
    for database in [room.database, *(seat.database for seat in room.seats.values())]:
        found = redaction.found_in("\0".join(text for _, text in redaction.written(database)), secrets)
        assert not found, found
    for log in ("error.log", "access.log"):
        found = redaction.found_in_log((room.folder / "data/room/log" / log).read_text("utf-8", "replace"), secrets)
        assert not found, found
    assert room.wire.faults == [], room.wire.faults


TESTS = (test_door, test_csrf, test_take, test_full, test_closed, test_guess, test_not_leading, test_board, test_change, test_reset,
         test_day, test_download, test_large, test_canary)


def main():
    tap = Tap()
    with Room(SEATS) as room:
        room.wire = Wire(room.origin)
        for test in TESTS:
            try:
                test(room)
                tap.say(test.__doc__)
            except Exception as error:  # the next one is another matter
                line = error.__traceback__.tb_next.tb_lineno if error.__traceback__.tb_next else 0
                tap.say(test.__doc__, f"{type(error).__name__} in line {line}: {error}"[:2000])
    tap.end()


main()
