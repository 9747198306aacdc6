#!/usr/bin/python3
"""DAY-TO-DAY.md, typed as it stands there into the shell that it opens, against running programs; after each step the test looks
whether it came to what the page says."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import urllib.parse

sys.path.insert(1, f"{sys.path[0]}/../lib")
from server import HOUSE, free_port, until
from stranger import Stranger
from tap import Tap
from world import PASSWORDS, World, basic, bearer

page = (HOUSE / "DAY-TO-DAY.md").read_text(encoding="utf-8")
sections = {part.split("\n", 1)[0]: re.findall(r"```sql\n(.*?)```", part, re.S) for part in page.split("\n## ")[1:]}
tap = Tap()
OIDC = "openid profile"
WIKI, MAIL = "https://wiki.example/callback", "http://127.0.0.1:1/callback"



class Console:
    """The page's blocks, one after the other."""

    def __init__(self, world):
        self.world, self.left = world, {name: list(blocks) for name, blocks in sections.items()}
        self.command = [HOUSE / "schema/shell", world.server.database]

    def say(self, sql):
        answer = subprocess.run(
            self.command, input=sql, capture_output=True, text=True,
            env={"PATH": os.environ["PATH"], "OIDC_EXTENSION": str(self.world.server.extension)})
        return answer.stdout, answer.returncode, answer.stderr

    def step(self, section, change=lambda sql: sql):
        """The next block of a section; the last word that it says."""
        block = self.left[section].pop(0)
        said, code, wrong = self.say(change(block))
        first = next(line for line in block.splitlines() if not line.startswith(("BEGIN", "CREATE TEMP")))
        tap.check(f"{section}: {first}", code == 0, wrong)
        return said.strip().split("\n")[-1]


def sign_in(world, client_id, redirect_uri, user="carol", scope=OIDC, headers=None):
    flow = world.flow(client_id, redirect_uri, scope)
    flow.authorize(user=user)
    if not flow.code:
        return None
    answer = flow.redeem(headers=headers)
    return flow if answer.status == 200 else None


def set_password(world, link, password):
    """Who has the link sets a password."""
    browser = world.browser()
    browser.go(link)
    return browser.submit(number=0, new_password=password, again=password)


def users(world, console):
    link = console.step("Users")
    PASSWORDS["carol"] = "a long pass phrase of carol"
    tap.check("who was invited cannot sign in yet", sign_in(world, "demo-cli", MAIL) is None)
    set_password(world, link, PASSWORDS["carol"])
    flow = sign_in(world, "demo-cli", MAIL)
    tap.check("  …and can with the password of the link", flow is not None, world.database.reason())
    set_password(world, console.step("Users"), "another pass phrase of carol")
    tap.check("with another password, what was open has ended", flow.refresh().status == 400 and world.database.reason() == "password_changed")
    tap.check("  …the old one is not good any more", sign_in(world, "demo-cli", MAIL) is None)
    PASSWORDS["carol"] = "another pass phrase of carol"
    flow = sign_in(world, "demo-cli", MAIL)
    tap.check("  …and the user signs in", flow is not None, world.database.reason())
    console.step("Users")
    tap.check("a suspended user has nothing and cannot sign in", flow.refresh().status == 400 and sign_in(world, "demo-cli", MAIL) is None)
    console.step("Users")
    tap.check("  …and then can again", sign_in(world, "demo-cli", MAIL) is not None, world.database.reason())
    console.step("Users")
    tap.check("the user is in the group", world.database.value("SELECT count(*) FROM group_member") == 1)


def clients(world, console):
    secret = basic("wiki", console.step("Clients"))
    tap.check("the web application signs people in", sign_in(world, "wiki", WIKI, headers=secret) is not None, world.database.reason())
    console.step("Clients")
    tap.check("so does the program that has no secret, at any port", sign_in(world, "mail", MAIL) is not None, world.database.reason())
    console.step("Clients")
    answer = world.wire.send("OPTIONS", f"{world.issuer}/token", headers={"Origin": "https://mail.example", "Access-Control-Request-Method": "POST"})
    tap.check("its pages may call the token endpoint", answer.header("access-control-allow-origin") == "https://mail.example", repr(answer.headers))
    console.step("Clients")
    closed = sign_in(world, "wiki", WIKI, user="bob", headers=secret) is None
    tap.check("a client of a group is for its members alone", closed and sign_in(world, "wiki", WIKI, headers=secret), world.database.reason())
    console.step("Clients")
    told = world.database.row("SELECT * FROM logout_delivery")
    tap.check("its address for logouts is kept, and nobody has had to be told yet", told is None and world.database.value(
        "SELECT backchannel_logout_uri FROM client WHERE client_id = 'wiki'") == "https://wiki.example/backchannel_logout", repr(told))
    said = console.say(console.left["Clients"].pop(0))[0]
    tap.check("a client without PKCE is told as a relaxation, and what it does not meet", "pkce_required" in said and "OAuth 2.1 4.1.1" in said, said)
    console.step("Clients")
    tap.check("a client need not bind its tokens", sign_in(world, "wiki", WIKI, headers=secret) is not None, world.database.reason())
    new = basic("wiki", console.step("Clients"))
    tap.check("both secrets count", all(sign_in(world, "wiki", WIKI, headers=headers) for headers in (secret, new)), world.database.reason())
    console.step("Clients")
    tap.check("the old one counts no more", not sign_in(world, "wiki", WIKI, headers=secret) and sign_in(world, "wiki", WIKI, headers=new))
    flow = sign_in(world, "wiki", WIKI, headers=new)
    console.step("Clients")
    tap.check("suspended, it has nothing", flow.refresh(headers=new).status == 401, world.database.reason())
    console.step("Clients")
    tap.check("  …and then has it again", flow.refresh(headers=new).status == 200, world.database.reason())
    console.step("Clients")
    token = console.step("Clients")
    asked = {"redirect_uris": ["https://new.example/cb"]}
    answers = [world.wire.send("POST", f"{world.issuer}/register", json_body=asked, headers=bearer(token)).status for _ in range(3)]
    tap.check("a client registers itself with the token, twice", answers == [201, 201, 401], repr(answers))
    world.database.set("client_documents", "listed")
    console.step("Clients")
    world.wire.get(f"{world.issuer}/authorize?client_id=https://other.example/client")
    tap.check("a host that is not listed gives no document", world.database.reason() == "document_unwelcome", world.database.reason())
    console.step("Clients")
    world.database.set("registration", "open")
    answer = world.wire.send("POST", f"{world.issuer}/register", json_body={"redirect_uris": ["cursor://cb/x"]})
    tap.check("an app with a scheme that is listed registers itself", answer.status == 201, repr(answer))
    said = console.say(console.left["Clients"].pop(0))[0]
    tap.check("who came by itself is told", answer.json["client_id"] in said and "|registration|" in said, said)
    return new


def enrolled(world):
    """Cursor comes by itself; what it may ask for."""
    asked = {"redirect_uris": ["cursor://anysphere.cursor-retrieval/oauth/callback"], "token_endpoint_auth_method": "none", "scope": "tools:read"}
    answer = world.wire.send("POST", f"{world.issuer}/register", json_body=asked)
    return answer.json.get("scope")


def machines(world, console):
    api = basic("inventory-api", console.step("APIs and machines"))
    console.step("APIs and machines")
    console.step("APIs and machines")
    answer = world.wire.send("POST", f"{world.issuer}/register", json_body={"redirect_uris": ["https://new.example/cb"], "scope": "inventory:read"})
    tap.check("a client that came by itself may have the scope", answer.status == 201, f"{answer!r} {world.database.reason()}")
    console.step("APIs and machines")
    tap.check("an MCP server's clients may register themselves", enrolled(world) == "tools:read", world.database.reason())
    robot = basic("robot", console.step("APIs and machines"))
    answer = world.wire.post(f"{world.issuer}/token", {"grant_type": "client_credentials", "scope": "inventory:read"}, headers=robot)
    tap.check("the machine gets a token for the API", answer.status == 200, f"{answer!r} {world.database.reason()}")
    asked = world.wire.post(f"{world.issuer}/introspect", {"token": answer.json["access_token"]}, headers=api)
    good = asked.json.get("active") is True and asked.json["aud"] == "https://api.example/inventory"
    tap.check("  …which the API may ask about", good, repr(asked))
    console.step("APIs and machines")
    answer = world.wire.post(f"{world.issuer}/device_authorization", {"client_id": "tv", "scope": "openid profile offline_access"})
    tap.check("the device gets a code to show", "user_code" in (answer.json or {}), f"{answer!r} {world.database.reason()}")


def presence(world, console, secret):
    flow = world.flow("wiki", WIKI, "openid offline_access", prompt="consent")
    flow.authorize(user="carol")
    flow.redeem(headers=secret)
    said = console.say(console.left["Who is there"].pop(0))[0]
    tap.check("the record says who signed in, and from where", f"login.ok||carol|{world.network}" in said and "login_failed" in said, said)
    said = console.say(console.left["Who is there"].pop(0))[0]
    tap.check("who is signed in, and with which clients", re.search(r"^carol\|.*wiki", said, re.M), said)
    said = console.say(console.left["Who is there"].pop(0))[0]
    tap.check("when they have to sign in again, and by which bound", re.search(r"^carol\|wiki\|refresh token, .*\|20", said, re.M), said)
    console.step("Who is there")
    tap.check(
        "signed out of everything",
        flow.refresh(headers=secret).status == 400 and world.database.reason() == "grant_revoked", world.database.reason())
    said = console.say(console.left["Who is there"].pop(0))[0]
    tap.check("why something was refused", "client wiki for carol at /provider/token: grant_revoked" in said, said)
    browser = world.browser()
    browser.go(world.flow("mail", MAIL, OIDC).url)
    while browser.answer.status != 429:
        browser.submit("login", username="somebody-else", password="a guess")
    said = console.say(console.left["Who is there"].pop(0))[0]
    tap.check("who has to wait, until when and why", re.search(r"^\w+\|pair\|.*login_throttled", said, re.M), said)
    said = console.say(console.left["Who is there"].pop(0))[0]
    good = sign_in(world, "mail", MAIL) and world.database.value("SELECT address IS NULL FROM sign_in LIMIT 1") == 1
    tap.check("a setting counts at once, and health says how much there is", good and "end_user|3|" in said, said)
    console.step("Who is there", lambda sql: sql.replace("127.0.0.1 10.0.0.0/8", "127.0.0.1 ::1 10.0.0.0/8"))
    world.database.set("record_address", "whole")
    browser = world.browser()
    form = browser.go(world.flow("mail", MAIL, OIDC).url).page.forms[0]
    browser.go(form.action, "POST", {**form.fields, "username": "nobody", "password": "x", "login": "1"}, headers={"X-Forwarded-For": "192.0.2.7"})
    said = world.database.value("SELECT address FROM sign_in LIMIT 1")
    tap.check("a proxy of ours says who asks", said == "192.0.2.7", repr(said))


def partner(world, console):
    """The sample client signs people in at a provider of others, and the API takes its tokens."""
    with Stranger(world) as stranger:
        path = console.step("Another provider above the sample client and its API",
                            lambda sql: sql.replace("http://localhost:8080", world.origin).replace("https://op.example", stranger.issuer))
        browser = world.browser()
        asked = browser.go(path, follow=False).parameters
        good = asked.get("resource") == world.api and asked.get("client_id") == "notes"
        tap.check("the other provider is asked for tokens for the API", good, repr(asked))
        stranger.nonce, stranger.claims = asked.get("nonce"), {"aud": "notes"}
        access = {"iss": stranger.issuer, "aud": world.api, "sub": "somebody", "client_id": "notes", "jti": "x", "scope": "notes:read"}
        token = stranger.sql("SELECT jwt_sign(?, ?, '{\"typ\":\"at+jwt\",\"expires_in\":60}')", json.dumps(access), stranger.key)
        stranger.answer = {"access_token": token}
        browser.go(f"{world.client}/callback?{urllib.parse.urlencode({'code': 'c', 'state': asked.get('state')})}")
        tap.check("  …a user who is signed in there is signed in here", "Somebody Else" in browser.answer.text, world.database.reason())
        tap.check("  …by the secret in the body", stranger.forms and stranger.forms[0].get("client_secret", "").startswith("the secret"))
        answer = world.wire.get(f"{world.client}/api/notes", headers={"X-CSRF": "1", "Cookie": browser.cookie_header("/client/api")})
        tap.check("  …and the API takes the token", answer.status == 200, f"{answer!r} {world.database.reason()}")


def keys(world, console):
    def published():
        return {key["kid"] for key in world.wire.get(f"{world.issuer}/jwks").json["keys"]}

    def signs():
        token = sign_in(world, "mail", MAIL).tokens["access_token"]
        return world.database.value("SELECT jwt_header(?) ->> 'kid'", token)
    before, old = published(), signs()
    console.step("Signing keys")
    until(lambda: before < published(), "the keys that are wanted to be announced")
    tap.check("the keys that are wanted are announced, and sign nothing yet", signs() == old, repr(published()))
    world.database.pass_time(400)
    tap.check("  …and then they sign, by themselves", signs() not in before)
    kid = signs()
    console.step("Signing keys", lambda sql: sql.replace("the kid of that key", kid))
    tap.check("a compromised key is gone at once", kid not in published() and signs() != kid)


def another_host(world, console):
    """In a copy of the database: a world of its own under the new name."""
    copy = f"{world.folder}/moved.db"
    said = subprocess.run([HOUSE / "schema/backup", world.server.database, copy], capture_output=True, text=True)
    tap.check("schema/backup makes a copy", said.returncode == 0, said.stderr)
    console.command[1] = copy
    console.say(f"INSERT INTO client_allowed_origin VALUES ('demo-cli', '{world.origin}');"
                f"INSERT INTO api_allowed_origin SELECT resource, '{world.origin}' FROM api_resource;")
    new = f"https://login{free_port()}.example"
    issuer = console.step("Another host name", lambda sql: sql.replace("https://login.example", new))
    tap.check("the issuer has the new name", issuer == f"{new}/provider", issuer)
    database = sqlite3.connect(copy)
    tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'flow%'").fetchall()
    left = [f"{table}.{column}" for (table,) in tables
            for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")').fetchall()
            if database.execute(f'SELECT 1 FROM "{table}" WHERE "{column}" LIKE ?', (f"%{world.origin}%",)).fetchone()]
    tap.check("the old name stands nowhere any more", not left, repr(left))
    tap.check("and no reference is broken", not database.execute("PRAGMA foreign_key_check").fetchall())


signal.alarm(300)  # whatever hangs, the tests go on
with World("lighttpd") as world:
    world.database.set("record", "logins")
    console = Console(world)
    console.left["Day-to-day"] = re.findall(r"```sql\n(.*?)```", page.split("\n## ")[0], re.S)
    console.step("Day-to-day")
    tap.check("an administrator", world.database.value("SELECT administrator FROM end_user WHERE username = 'alice'") == 1)
    users(world, console)
    secret = clients(world, console)
    machines(world, console)
    presence(world, console, secret)
    partner(world, console)
    keys(world, console)
    another_host(world, console)
    tap.check("every statement of the page was run", not any(console.left.values()), repr(console.left))
    tap.check("no answer was a fault", not world.wire.faults, repr(world.wire.faults))
tap.end()
