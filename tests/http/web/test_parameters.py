"""What an endpoint reads is declared: too long a value, or a second one, is refused by its name; all else is ignored."""

import urllib.parse

from browser import FORM
from routes import parameters
from suite import each
from world import SERVICE, basic

SERVERS = ("lighttpd",)

DECLARED = [
    {"program": program, "method": method, "path": path, "names": names}
    for program, method, path, names in parameters() if method != "HEAD"]
NAMED = [case for case in DECLARED if case["names"]]


def send(world, program, method, path, form):
    """A form, a list of pairs, where the method has it; and the reason that the record has of its refusal."""
    before = world.database.value("SELECT coalesce(max(event_id), 0) FROM flow_event")
    text = urllib.parse.urlencode(form)
    if method in ("POST", "PUT"):
        answer = world.wire.send(method, f"/{program}{path}", body=text, headers={"Content-Type": FORM})
    else:
        answer = world.wire.send(method, f"/{program}{path}?{text}")
    assert answer.status < 500, answer
    return answer, world.database.value("SELECT reason FROM flow_event WHERE event_id > ? AND reason IS NOT NULL ORDER BY event_id LIMIT 1", before)


def test_declared(world):
    """each endpoint says what it reads, were it nothing"""
    silent = [(case["program"], case["method"], case["path"]) for case in DECLARED if case["names"] is None]
    assert DECLARED and not silent, silent


@each(*NAMED)
def test_longest(world, program, method, path, names):
    """{method} {program} {path}: each parameter may be as long as its row says, in bytes; with one byte more it is refused by its name"""
    for name, (longest, _) in names.items():
        if longest < 5000 or method == "POST":  # a web server takes no longer address
            assert send(world, program, method, path, [(name, "x" * longest)])[1] != "parameter_too_long", name
            answer, reason = send(world, program, method, path, [(name, "x" * (longest + 1))])
            assert reason == "parameter_too_long", f"{name}: {reason}"
            assert said(world, answer, f"{name} is too long."), f"{name}: {answer.text}"


@each(*NAMED)
def test_twice(world, program, method, path, names):
    """RFC 6749 section 3.1: {method} {program} {path}: a parameter that comes twice is refused by its name; one that may repeat is not"""
    for name, (_, repeats) in names.items():
        for pair in ((("x", "y"), ("x", "x"), ("", "x"))):
            answer, reason = send(world, program, method, path, [(name, value) for value in pair])
            assert (reason == "parameter_repeated") == (not repeats), f"{name}: {reason}"
            assert repeats or said(world, answer, f"{name} was sent twice."), f"{name}: {answer.text}"


def said(world, answer, words):
    """Where the answer goes to the client by an address, it does not stand in the text."""
    return words in answer.text or words in urllib.parse.unquote_plus(answer.location or "")


@each(*DECLARED)
def test_ignored(world, program, method, path, names):
    """RFC 6749 section 3.1: {method} {program} {path}: what it does not declare is ignored, however long it is and however often it comes"""
    reasons = [send(world, program, method, path, form)[1] for form in ([], [("x", "y" * 3000), ("x", "z"), ("resource_", "")])]
    assert reasons[0] == reasons[1], reasons


def test_bytes(world):
    """a longest length is one of bytes, not of characters"""
    names = next(case["names"] for case in NAMED if case["path"] == "/revoke")
    longest = names["token_type_hint"][0]
    for text, good in (("\N{GRINNING FACE}" * (longest // 4), True), ("\N{GRINNING FACE}" * (longest // 4 + 1), False)):
        reason = send(world, "provider", "POST", "/revoke", [("token_type_hint", text)])[1]
        assert (reason != "parameter_too_long") == good, reason


def test_refused_first(world):
    """the first parameter that is refused is the one that is named, and none of them is read"""
    form = "token=a&token_type_hint=x&token_type_hint=y&token=b"
    answer = world.wire.send("POST", f"{world.issuer}/revoke", body=form, headers={"Content-Type": FORM, **basic(*SERVICE)})
    assert answer.status == 400 and "token_type_hint was sent twice." in answer.json["error_description"], answer


def test_json(world):
    """RFC 9110 section 15.5.14: a JSON body has a longest length too, and no endpoint takes JSON that does not say so"""
    for size, status in ((4096, 401), (4097, 413)):
        text = '{"text":"' + "x" * (size - 11) + '"}'
        answer = world.wire.send("POST", "/api/notes", body=text, headers={"Content-Type": "application/json"})
        assert answer.status == status, answer
    answer = world.wire.send("POST", f"{world.issuer}/revoke", body="{}", headers={"Content-Type": "application/json"})
    assert answer.status == 415, answer
