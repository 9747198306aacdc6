"""The sample client as its users and their scripts see it, and what it holds for them."""


def signed_in(world, user="alice", path="/login"):
    """A browser that has come as far as the dashboard."""
    browser = world.browser()
    browser.go(f"{world.client}{path}")
    world.walk(browser, user)
    assert browser.answer.status == 200 and browser.answer.url.startswith(f"{world.client}/"), f"{browser.answer!r} {world.database.reason()}"
    return browser


def call(browser, world, path="/notes", method="GET", **more):
    """As a script on the client's page would."""
    headers = {"X-CSRF": "1", "Cookie": browser.cookie_header("/client/api"), **more.pop("headers", {})}
    return world.wire.send(method, f"{world.client}/api{path}", headers=headers, **more)


def held(world):
    return world.database.row("SELECT * FROM client_token")


def session(world):
    return world.database.row("SELECT * FROM client_session")


def at_callback(world, browser=None):
    """A login up to the moment when the provider sends the browser back: the address it is sent to."""
    browser = browser or world.browser()
    return browser, back_to_client(world, browser, browser.go(f"{world.client}/login", follow=False))


def back_to_client(world, browser, answer):
    """From this answer of the login on, as the pages ask: the address at the client that the browser is sent to."""
    for _ in range(12):
        if answer.status == 303 and answer.location.startswith(f"{world.client}/callback"):
            return answer.location
        if answer.status == 303:
            answer = browser.go(answer.location, follow=False)
        elif answer.page.title.startswith("Sign in"):
            answer = browser.submit("login", follow=False, username="alice", password="wonderland")
        else:
            answer = browser.submit("allow", follow=False)
    raise AssertionError(f"no way back to the client: {answer!r}")
