"""HEAD is safe, or it is refused: RFC 9110 section 9.2.1."""

from suite import each


def contents(database):
    """Everything in the database but the record of what was asked, and what goes with it."""
    tables = [row["name"] for row in database.rows(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'flow_*' AND name NOT GLOB 'sqlite_*' AND name <> 'tally'")]
    return {table: [tuple(row) for row in database.rows(f'SELECT * FROM "{table}"')] for table in tables}


@each("authorize", "continue", "login", "consent", "end_session", "logout")
def test_provider(world, endpoint):
    """RFC 9110 section 9.2.1: HEAD of {endpoint} issues nothing and ends nothing: 405, with what is allowed"""
    browser = world.browser()
    flow = world.flow()
    browser.go(flow.url)
    world.walk(browser)
    before = contents(world.database)
    query = flow.url.partition("?")[2]
    answer = browser.go(f"{world.issuer}/{endpoint}?{query}", "HEAD", follow=False)
    assert answer.status == 405 and answer.location is None and not answer.cookies, answer
    assert "GET" in answer.header("allow") and "HEAD" not in answer.header("allow"), answer.header("allow")
    assert contents(world.database) == before


@each("login", "callback")
def test_client(world, endpoint):
    """RFC 9110 section 9.2.1: HEAD of the client's {endpoint} begins no login and ends none: 405"""
    browser = world.browser()
    browser.go(f"{world.client}/login")
    before = contents(world.database)
    state = world.database.value("SELECT count(*) FROM client_login")
    answer = browser.go(f"{world.client}/{endpoint}?code=x&state=y", "HEAD", follow=False)
    assert answer.status == 405 and answer.header("allow").startswith("GET") and not answer.cookies, answer
    assert contents(world.database) == before and state == 1


@each("provider/.well-known/openid-configuration", "provider/jwks", "client/", "workshop/", "api/.well-known/oauth-protected-resource",
      "provider/style.css")
def test_safe(world, path):
    """RFC 9110 section 9.3.2: HEAD of {path} is GET without its body"""
    whole = world.wire.get(f"{world.origin}/{path}")
    answer = world.wire.send("HEAD", f"{world.origin}/{path}")
    assert answer.status == whole.status == 200 and answer.body == b"", answer
    assert answer.header("content-type") == whole.header("content-type")


def test_allow_is_the_table(world):
    """RFC 9110 section 10.2.1: Allow lists the methods of the address, and no other"""
    for path, allowed in (("jwks", {"GET", "HEAD"}), ("authorize", {"GET", "POST"}), ("token", {"POST"}), ("userinfo", {"GET", "HEAD", "POST"})):
        answer = world.wire.send("DELETE", f"{world.issuer}/{path}")
        assert answer.status == 405 and allowed <= set(answer.header("allow").split(", ")), (path, answer.header("allow"))
        assert "DELETE" not in answer.header("allow")
