"""The labs: each way of each lab, done as its page shows it, turns its check green and no other's; near misses leave it red.

`labs.test.py 03 05` does these labs alone.  A lab's near misses stand in lab_NN.py beside this file: functions miss_….  What holds for the
pages of all labs, and for the guide, stands in test_lab_pages.py.
"""
# needs: curl lighttpd

import html
import importlib
import inspect
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[1:1] = [f"{HERE}/../lib", str(HERE)]
import redaction
from hosts import HOUSE
from lab import Learner, do_lab, green, tasks
from suite import Suite, tests_of
from world import World

PAGES = HOUSE / "www/workshop/lab"
LANGUAGES = ("en", "de")
PARTS = ("workshop/lab_head", "workshop/lab_work", "workshop/lab_foot")


def page(lab, language):
    return (PAGES / language / f"{lab}.html").read_text("utf-8")


def outline(text):
    """What two languages of a page have in common: its parts, sections, and elements in their order."""
    return re.findall(r"\{\{[#^/>][^}]*\}\}|</?(?:h2|details|summary|ul|ol|li|pre|table|tr)\b", text)


def check_rows(world, lab):
    """lab {lab} has three ways or fewer, a right choice among several, and reasons that exist"""
    value, rows = world.database.value, world.database.rows
    assert value("SELECT count(*) FROM lab_choice WHERE lab = ?", lab) >= 2
    assert value("SELECT sum(is_right) FROM lab_choice WHERE lab = ?", lab) == 1, "not exactly one choice is right"
    assert value("SELECT count(*) FROM lab_step WHERE lab = ?", lab) > 0, "no steps"
    unknown = rows("SELECT reason FROM lab_reason WHERE lab = ? AND reason NOT IN (SELECT reason FROM reason)", lab)
    assert not unknown, [row[0] for row in unknown]
    for row in rows("SELECT DISTINCT way, step FROM lab_command WHERE lab = ?1 EXCEPT SELECT way, step FROM lab_step WHERE lab = ?1", lab):
        raise AssertionError(f"a command of {row['way']} stands in step {row['step']}, which is none")
    for way, in rows("SELECT DISTINCT way FROM lab_step WHERE lab = ?", lab):
        numbers = [row[0] for row in rows("SELECT step FROM lab_step WHERE lab = ? AND way = ? ORDER BY step", lab, way)]
        assert numbers == list(range(1, len(numbers) + 1)), f"{way}: {numbers}"


def check_words(world, lab):
    """lab {lab} says everything in each language"""
    rows = world.database.rows("""
        SELECT phrase FROM (SELECT lab, title AS phrase FROM lab UNION ALL SELECT lab, question FROM lab UNION ALL SELECT lab, proof FROM lab
                            UNION ALL SELECT lab, says FROM lab_choice UNION ALL SELECT lab, says FROM lab_step)
         WHERE lab = ? AND phrase NOT IN (SELECT phrase FROM translation WHERE language = 'de')""", lab)
    assert not rows, [row[0] for row in rows]


def check_pages(world, lab):
    """lab {lab} has a page in each language, with the same parts, three hints, its sections of the RFC, and nothing inline"""
    pages = {language: page(lab, language) for language in LANGUAGES}
    assert outline(pages["en"]) == outline(pages["de"]), "the languages differ"
    for language, text in pages.items():
        for part in PARTS:
            assert text.count("{{>" + part + "}}") == 1, f"{language}: {part}"
        hints = re.search(r"\{\{#screen\}\}\s*<section>(.*?)</section>\s*\{\{/screen\}\}", text, re.S)
        assert hints and hints[1].count("<details>") == 3, f"{language}: not three hints"
        assert re.search(r"RFC \d{4}|OpenID", text), f"{language}: no section is named"
        assert "{{'" not in text, f"{language}: a page of a language needs no phrase"
        wrong = re.search(r"<style|style=|<script| on[a-z]+=|javascript:|(?:href|src|action)=\"(?:https?:)?//", text)
        assert not wrong, f"{language}: {wrong[0]}"
        words = set(re.findall(r'<code class="reason">([^<]*)</code>', text))
        unknown = [word for word in words if not world.database.value("SELECT 1 FROM reason WHERE reason = ?", word)]
        assert not unknown, f"{language}: {unknown} are no reasons"


def check_way(world, lab, way):
    """lab {lab} by {way}: what the page shows works, turns its check green, and no other's"""
    right = world.database.value("SELECT choice FROM lab_choice WHERE lab = ? AND is_right = 1", lab)
    with Learner(world, way) as learner:
        learner.predict(lab, right)
        learner.see("Not yet.")
    assert green(world) == set(), green(world)
    shown = html.unescape(world.wire.get(f"{world.workshop}/lab/{lab}?with={way}").text)
    for task in tasks(world, lab, way):
        assert task["verb"] in ("answer", "wait") or task["text"] in shown, f"the page does not show: {task['text']}"
    do_lab(world, lab, way)
    assert green(world) == {lab}, green(world)
    answer = world.wire.get(f"{world.workshop}/lab/{lab}")
    assert "This is the proof:" in answer.page.text and "Not yet." not in answer.page.text, answer.page.text
    german = world.wire.get(f"{world.workshop}/lab/{lab}?with={way}", headers={"Accept-Language": "de"}).page
    assert "Das ist der Beweis:" in german.text and german.title != answer.page.title, german.text
    if way == world.database.value("SELECT min(way) FROM lab_step WHERE lab = ?", lab):
        redaction.check_shown(world)
    for sheet in ("handout", "answers"):
        assert world.wire.get(f"{world.workshop}/lab/{lab}?print={sheet}").status == 200


def cost(world, lab):
    """Thousands of SQLite's steps that the check takes."""
    steps = [0]

    def count():
        steps[0] += 1
    world.database.connection.set_progress_handler(count, 1000)
    world.database.rows(f"SELECT * FROM lab_{lab}")
    world.database.connection.set_progress_handler(None, 0)
    return steps[0]


def copy_record(world, number):
    """Another learner's day: the same events, of other traces, grants, sessions and tokens."""
    columns = [row["name"] for row in world.database.rows("SELECT name FROM pragma_table_info('flow_event')")]
    other = {"event_id": "event_id + ?1 * 100000", "trace_id": "printf('%08x', ?1) || substr(trace_id, 9)",
             "grant_id": "grant_id || ?1", "session_id": "session_id || ?1", "detail": "NULL"}
    first = "event_id < 100000"
    world.database.change(
        f"INSERT INTO flow_event ({', '.join(columns)}) SELECT {', '.join(other.get(name, name) for name in columns)} FROM flow_event WHERE {first}",
        number)
    columns = [row["name"] for row in world.database.rows("SELECT name FROM pragma_table_info('flow_token')")]
    other["fingerprint"] = "printf('%08x', ?1) || substr(fingerprint, 9)"
    world.database.change(
        f"INSERT INTO flow_token ({', '.join(columns)}) SELECT {', '.join(other.get(name, name) for name in columns)} FROM flow_token WHERE {first}",
        number)


def check_cost(world, lab):
    """lab {lab}: twice the record costs its check about twice as much, and not four times"""
    do_lab(world, lab)
    for number in range(1, 32):
        copy_record(world, number)
    half = cost(world, lab)
    for number in range(32, 64):
        copy_record(world, number)
    whole = cost(world, lab)
    assert half < 50 or whole < 3 * half, f"{half} thousand steps, and then {whole}"


def misses(lab):
    module = importlib.import_module(f"lab_{lab}")
    found = [function for name, function in vars(module).items() if name.startswith("miss_")]
    assert found, f"lab_{lab}.py has no near miss"
    return found


def check_miss(world, lab, miss):
    miss(world)
    assert lab not in green(world), "it turned green"


def main():
    tap = Suite()
    with World("lighttpd") as world:
        labs = [row[0] for row in world.database.rows("SELECT lab FROM lab ORDER BY lab")]
        for title, function, arguments in tests_of("test_lab_pages") if not sys.argv[1:] else ():
            tap.run(world, title, function, arguments)
        for lab in sys.argv[1:] or labs:
            for check in (check_rows, check_words, check_pages):
                tap.run(world, inspect.getdoc(check).format(lab=lab), check, {"lab": lab})
            for way, in world.database.rows("SELECT DISTINCT way FROM lab_step WHERE lab = ? ORDER BY way", lab):
                tap.run(world, inspect.getdoc(check_way).format(lab=lab, way=way), check_way, {"lab": lab, "way": way})
            tap.run(world, inspect.getdoc(check_cost).format(lab=lab), check_cost, {"lab": lab})
            for miss in misses(lab):
                title = f"lab {lab} stays red: {' '.join(inspect.getdoc(miss).split())}"
                tap.run(world, title, check_miss, {"lab": lab, "miss": miss})
        world.wire.fresh()
        world.server.stop()
        found = redaction.found_in_log(world.server.logs(), world.wire.secrets)
        tap.say("RFC 6819 section 5.1.6: none of the tokens that learners had stands in the server's logs", "\n".join(found) or None)
    tap.end()


main()
