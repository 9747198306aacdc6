"""How a refusal looks: in words, in JSON, with a challenge."""

import re

PARAMETER = re.compile(r'([a-z_]+)="([^"]*)"')


def challenge_of(answer):
    said = answer.header("www-authenticate")
    assert said and said.startswith("Bearer "), said
    return dict(PARAMETER.findall(said))


def refused_with_challenge(world, answer, status, error, reason):
    assert answer.status == status, f"{answer!r} {world.database.reason()}"
    assert challenge_of(answer).get("error") == error, answer.header("www-authenticate")
    assert world.database.reason() == reason, world.database.reason()


def refused_in_json(world, answer, error, reason, status=400):
    """RFC 6749 section 5.2, and the reason kept."""
    assert answer.status == status and answer.json["error"] == error, f"{answer!r} {world.database.reason()}"
    assert world.database.reason() == reason, world.database.reason()
    assert "no-store" in answer.header("cache-control"), answer.headers
    description = answer.json.get("error_description", "")
    assert re.fullmatch(r"[ !#-\[\]-~]*", description), description


def refused_in_words(world, answer, status, reason):
    """The right status, the reason kept, and a body that says so."""
    kept, told = world.database.row(
        "SELECT e.reason, r.told FROM flow_event AS e LEFT JOIN reason AS r USING (reason) ORDER BY e.event_id DESC LIMIT 1")
    assert answer.status == status, f"{answer!r}, reason {kept}"
    assert kept == reason, f"reason {kept} instead of {reason}"
    told = told.removeprefix("{}")  # the parameter's name: test_parameters.py
    assert told.replace("'", "&#39;") in answer.text or told in answer.text, answer


def refused_on_page(world, flow, reason):
    """An error page of ours, and no redirect."""
    answer = world.browser().go(flow.url)
    assert answer.status in (400, 403) and answer.location is None, answer
    assert answer.header("content-type").startswith("text/html"), answer.headers
    assert world.database.reason() == reason, world.database.reason()
