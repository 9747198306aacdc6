"""What holds for the pages of all labs, and for the teacher's guide."""

import html
import json
import re

from lab import Learner, do_lab
from suite import each

HOUR = {"01", "02", "03", "05", "07", "16"}
HALF = HOUR | {"04", "06", "08", "10", "11", "13"}


def send(world, lab, **form):
    """A form of the lab's page, with its csrf."""
    browser = world.browser()
    browser.go(f"{world.workshop}/lab/{lab}")
    form.setdefault("csrf", browser.answer.page.forms[0].fields["csrf"])
    return browser.go(f"{world.workshop}/lab/{lab}", "POST", form=form, follow=False)


@each("99", "1", "x", "0101", "01/", "%27", "..%2f01")
def test_unknown(world, lab):
    """a lab that is not there is 404: {lab}"""
    answer = world.wire.get(f"{world.workshop}/lab/{lab}")
    assert answer.status == 404, answer
    assert world.database.reason() in ("lab_unknown", "not_found")


@each("a", "b", "c")
def test_predict(world, choice):
    """a prediction is an event of its lab, and holds nothing but the choice: {choice}"""
    answer = send(world, "01", choice=choice)
    assert answer.status == 303 and answer.location.endswith("/lab/01?with=browser#predict"), answer
    event = world.database.row("SELECT * FROM flow_event ORDER BY event_id DESC LIMIT 1")
    assert (event["kind"], event["lab"], event["actor_from"], event["recorder"]) == ("lab.predict", "01", "browser", "workshop"), tuple(event)
    assert json.loads(event["detail"]) == {"choice": choice}
    assert world.wire.get(f"{world.workshop}/lab/01").page.text.count("your guess") == 1


@each({"lab": "01", "form": {}},
      {"lab": "01", "form": {"choice": "d"}},
      {"lab": "01", "form": {"choice": "'"}},
      {"lab": "01", "form": {"fingerprint": "0123", "holder": "client"}},
      {"lab": "02", "form": {"fingerprint": "0123"}},
      {"lab": "02", "form": {"holder": "client"}},
      {"lab": "02", "form": {"fingerprint": "012", "holder": "client"}},
      {"lab": "02", "form": {"fingerprint": "0123456789abcdef0", "holder": "client"}},
      {"lab": "02", "form": {"fingerprint": "01%3", "holder": "client"}},
      {"lab": "02", "form": {"fingerprint": "0123", "holder": "somebody"}})
def test_answer_invalid(world, lab, form):
    """RFC 9110 section 15.5.1: what is no choice and no answer is 400: lab {lab}, {form}"""
    assert send(world, lab, **form).status == 400
    assert world.database.reason() == "lab_answer_invalid"
    assert world.database.value("SELECT count(*) FROM flow_event WHERE detail IS NOT NULL") == 0


@each("0123", "ID 0123", "0123456789ABCDEF", " 01ab ")
def test_answer(world, letters):
    """an answer is the letters of a token and an actor, as they are typed: {letters}"""
    assert send(world, "02", fingerprint=letters, holder="client").status == 303
    detail = json.loads(world.database.value("SELECT detail FROM flow_event WHERE kind = 'lab.answer' AND lab = '02'"))
    assert detail == {"fingerprint": letters.replace("ID", "").strip().lower(), "holder": "client"}, detail


def test_wrong_answer(world):
    """a wrong answer is said back, until the right one is there"""
    do_lab(world, "02", until=3)
    letters = world.database.value("SELECT substr(fingerprint, 1, 4) FROM flow_token WHERE type = 'id' LIMIT 1")
    with Learner(world) as learner:
        learner.answer_with("02", letters, "api")
        learner.see(f"Your answer was {letters} , last with: API .")
        learner.answer_with("02", letters, "client")
        learner.see("This is the proof:")
        assert "something else" not in learner.said, learner.said


def test_sheets(world):
    """a handout has questions and room to write, an answer sheet what is right and what to point at; neither has a form"""
    handout, answers = (world.wire.get(f"{world.workshop}/lab/03?print={sheet}&with=curl") for sheet in ("handout", "answers"))
    right = world.database.value("SELECT says FROM lab_choice WHERE lab = '03' AND is_right = 1")
    for page in (handout.page, answers.page):
        assert right in page.text and "Send the ID token to the API." in page.text and not page.forms, page.text
    for words in ("What happened, and why", "For teachers", "A first hint", "Is it done?"):
        assert words not in handout.page.text, words
    assert "What did you see, and why?" in handout.page.text and "✓" not in handout.text and 'class="mark pass"' not in handout.text
    assert answers.text.count('class="mark pass"') == 1 and answers.text.count("<details") == answers.text.count(" open>") == 2, answers.text
    assert "A first hint" not in answers.page.text


@each("", "x", "0" * 43)
def test_csrf(world, csrf):
    """RFC 9700 section 4.7: another site cannot predict for a learner"""
    assert send(world, "01", csrf=csrf, choice="a").status == 403
    assert world.database.reason() == "csrf_mismatch"


def test_csrf_without_cookie(world):
    """RFC 9700 section 4.7: a form without the cookie that it was made for is refused"""
    page = world.wire.get(f"{world.workshop}/lab/01").page
    assert world.wire.post(f"{world.workshop}/lab/01", {"csrf": page.forms[0].fields["csrf"], "choice": "a"}).status == 403


def test_progress(world):
    """the list says what is begun and what is done, and its SQL gives the same"""
    with Learner(world) as learner:
        learner.predict("01", "a")
    do_lab(world, "02")
    answer = world.wire.get(f"{world.workshop}/lab")
    rows = {row[0]: row[1] for row in re.findall(r'<tr><td class="time">(\d\d)</td>(.*?)</tr>', answer.text, re.S)}
    assert "begun" in rows["01"] and "done" in rows["02"] and "begun" not in rows["03"] and "done" not in rows["03"], rows
    sql = html.unescape(re.search(r"Show me the SQL</summary><pre>(.*?)</pre>", answer.text, re.S)[1])
    assert {row["lab"] for row in world.database.rows(sql) if row["event_id"]} == {"02"}


def test_shown_sql(world):
    """what a lab's page shows as its check is the check"""
    do_lab(world, "03")
    answer = world.wire.get(f"{world.workshop}/lab/03")
    sql = html.unescape(re.search(r"Show me the SQL</summary><pre>(.*?)</pre>", answer.text, re.S)[1])
    view, question = sql.strip().split(";\n\n")
    assert view == world.database.value("SELECT sql FROM sqlite_schema WHERE name = 'lab_03'")
    row = world.database.row(question)
    steps = [row[0] for row in world.database.rows(
        """SELECT event_id FROM flow_step WHERE flow_id = (SELECT flow_id FROM flow_trace JOIN flow_event USING (trace_id) WHERE event_id = ?)
            ORDER BY moment, event_id""", row["event_id"])]
    for event_id in (row["beside_id"], row["event_id"]):
        step = steps.index(event_id) + 1
        assert f"&amp;step={step}#arrow-{step}" in answer.text, step


def test_stuck(world):
    """who began a lab, is not done and took longer than planned is stuck, and the reason is the newest refusal"""
    insert = """INSERT INTO flow_event (trace_id, span_id, lab, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, detail)
                VALUES (?, '0123456789abcdef', ?, unixepoch() - 1800, (unixepoch() - 1800) * 1000000, 'workshop', 'browser', 'workshop', 'front',
                        'lab.predict', 'allow', '{"choice":"a"}')"""
    for lab in ("01", "03"):
        world.database.change(insert, f"{lab:0>32}", lab)
    with Learner(world) as learner:
        learner.predict("02", "a")
    do_lab(world, "03", until=3)
    assert [(row["lab"], row["minutes"], row["reason"]) for row in world.database.rows("SELECT * FROM stuck ORDER BY lab")] == [
        ("01", 30, "typ_mismatch"), ("03", 30, "typ_mismatch")]
    do_lab(world, "03")
    assert [row["lab"] for row in world.database.rows("SELECT * FROM stuck")] == ["01"]


def test_running_orders(world):
    """a running order has its labs, and none that another hides"""
    labs = {row[0] for row in world.database.rows("SELECT lab FROM lab")}
    for run, wanted in (("hour", HOUR), ("half", HALF), ("day", labs)):
        found = {row[0] for row in world.database.rows("SELECT lab FROM lab_order WHERE run = ?", run)}
        assert found == wanted & labs, (run, found ^ (wanted & labs))


@each("hour", "half", "day", "", "x")
def test_guide(world, run):
    """the guide's plan has no hole, fits into its time, and has a word for each lab: {run}"""
    answer = world.wire.get(f"{world.workshop}/guide?run={run}")
    assert answer.status == 200, answer
    sql = html.unescape(re.search(r"Show me the SQL</summary><pre>(.*?)</pre>", answer.text, re.S)[1])
    plan = world.database.rows(sql)
    ends = 0
    for item in sorted(plan, key=lambda item: item["begins"]):
        assert item["begins"] == ends and item["minutes"] > 0, tuple(item)
        ends += item["minutes"]
    assert ends == world.database.value("SELECT minutes FROM lab_run WHERE run = ?", run if run in ("half", "day") else "hour")
    assert not world.database.rows("SELECT lab FROM lab WHERE lab NOT IN (SELECT lab FROM lab_guide)")


def test_guide_german(world):
    """the guide says everything in each language"""
    rows = world.database.rows("""
        SELECT phrase FROM (SELECT wrong AS phrase FROM lab_guide UNION ALL SELECT point FROM lab_guide UNION ALL SELECT tell FROM lab_guide
                            UNION ALL SELECT title FROM lab_run UNION ALL SELECT title FROM lab_pause
                            UNION ALL SELECT title FROM lab_plan WHERE part IN (0, 3))
         WHERE phrase NOT IN (SELECT phrase FROM translation WHERE language = 'de')""")
    assert not rows, [row[0] for row in rows]
    assert "Für Lehrende" in world.wire.get(f"{world.workshop}/guide", headers={"Accept-Language": "de"}).page.text


@each("/lab", "/lab/01", "/guide")
def test_closed_in_a_service(world, path):
    """in a service these pages are closed: {path}"""
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    assert world.wire.get(world.workshop + path).status == 404


def test_room(world):
    """the answer sheets of a room have the addresses of its first seat"""
    before = world.database.row("SELECT * FROM lab_address")
    assert tuple(before) == tuple(f"{world.origin}/{name}" for name in ("client", "workshop", "provider", "api", "api2")), tuple(before)
    world.database.change("INSERT INTO room (room_id, seat_key, instructor_hash) VALUES (1, token_random(32), token_hash('x'))")
    for seat in ("02", "01"):
        world.database.change("INSERT INTO room_seat (seat, secret_hash) VALUES (?, token_hash(?))", seat, seat)
    after = world.database.row("SELECT * FROM lab_address")
    assert tuple(after) == tuple(f"{world.origin}/s/01/{name}" for name in ("client", "workshop", "provider", "api", "api2")), tuple(after)
