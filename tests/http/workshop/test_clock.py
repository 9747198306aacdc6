"""The clock of a database."""

from suite import each

SERVERS = ("lighttpd",)


def jump(world, ahead):
    browser = world.browser()
    browser.go(f"{world.workshop}/clock")
    return browser.submit(ahead=ahead)


def offset(world):
    return world.database.value("SELECT value FROM setting WHERE name = 'clock_offset'")


@each(11, 60, 300, 900, 3600)
def test_jump(world, seconds):
    """a button moves it by {seconds} s, the page says so, and the record has it as a step inside the workshop"""
    answer = jump(world, str(seconds))
    assert answer.status == 200 and offset(world) == seconds and f"{seconds} s" in answer.page.text, answer.page.text
    event = world.database.row("SELECT actor_from, actor_to, channel, detail FROM flow_event WHERE kind = 'clock.jump'")
    assert tuple(event) == ("workshop", "workshop", "local", f'{{"seconds":{seconds}}}'), tuple(event)


def test_next(world):
    """it can be moved to the next bound: then the access token has expired for everybody"""
    flow = world.tokens()
    answer = world.wire.get(f"{world.workshop}/clock")
    assert "<b>access token</b>, <code>demo-cli</code>: in 5 min" in answer.text, answer.page.text
    jump(world, "next")
    answer = world.wire.get(f"{world.api}/notes", headers={"Authorization": f"Bearer {flow.tokens['access_token']}"})
    assert answer.status == 401 and world.database.reason() == "expired", answer


def test_no_next(world):
    """where nothing ends there is no such button"""
    assert "What ends next" not in world.wire.get(f"{world.workshop}/clock").text
    assert jump(world, "next").status == 400 and world.database.reason() == "clock_step_unknown" and offset(world) == 0


@each("-60", "0", "61", "1e9")
def test_unknown(world, ahead):
    """never back, and by no other step: {ahead}"""
    assert jump(world, ahead).status == 400 and world.database.reason() == "clock_step_unknown" and offset(world) == 0


def test_largest(world):
    """as far as the setting says"""
    largest = world.database.value("SELECT largest FROM setting WHERE name = 'clock_offset'")
    world.database.set("clock_offset", largest - 100)
    assert jump(world, "300").status == 400 and world.database.reason() == "clock_too_far" and offset(world) == largest - 100


def test_csrf(world):
    """RFC 9700 section 4.7: a form from elsewhere moves nothing"""
    assert world.wire.post(f"{world.workshop}/clock", {"ahead": "60"}).status == 403 and offset(world) == 0


def test_service(world):
    """a service has no such page"""
    world.database.set("profile", "service")
    assert world.wire.get(f"{world.workshop}/clock").status == 404
    assert world.wire.post(f"{world.workshop}/clock", {"ahead": "60"}).status == 404 and offset(world) == 0
