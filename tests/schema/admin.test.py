"""What an administrator does is one statement by name: it does all of it, leaves an event, and what is wrong is said in a sentence."""

import os
import re
import sqlite3
import subprocess
import tempfile
from pathlib import Path

BUILD = Path(os.environ["BUILD"]).resolve()
HOUSE = Path(__file__).resolve().parents[2]
ENVIRONMENT = {**os.environ, "OIDC_EXTENSION": str(BUILD / "jwt.so")}
number = 0


def say(title, problem=None):
    global number
    number += 1
    print(f"{'ok' if problem is None else 'not ok'} {number} - {title}")
    if problem is not None:
        print(f"# {problem}")


class Shell:
    """What schema/shell opens, without a process for each statement."""

    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.enable_load_extension(True)
        self.connection.load_extension(str(BUILD / "jwt.so"))
        self.connection.executescript(re.search(r'made="(.*?)"', (HOUSE / "schema/shell").read_text(), re.S)[1])

    def ask(self, sql, **named):
        """The last row that it says, and the sentence that refuses it."""
        row = None
        try:
            for statement in sql.split("; "):
                row = self.connection.execute(statement, named).fetchone()
        except sqlite3.Error as error:
            return None, str(error)
        return row and "|".join("" if value is None else str(value) for value in row), ""


WIKI = ("INSERT INTO client_add (client_id, client_name, redirect_uri, post_logout_redirect_uri, scope, client_secret) VALUES ('wiki', 'The Wiki', "
        "'https://wiki.example/callback', 'https://wiki.example/', 'openid profile', token_random(32)) RETURNING client_secret")
SECRET = "token_random(32)"

# What is done, the question that it answers afterwards, and the kind of its event.
DEEDS = [
    ("a client with a secret, which is shown once", WIKI,
     "SELECT trusted, pkce_required, token_endpoint_auth_method, secret_hash = token_hash(:made) FROM client WHERE client_id = 'wiki'",
     "1|1|client_secret_basic|1", "client.add"),
    ("what it has several of",
     "INSERT INTO client_member (client_id, member, value) VALUES ('wiki', 'redirect_uri', ' https://b.example/b  https://c.example/c')",
     "SELECT group_concat(member || ' ' || value, ', ') FROM (SELECT * FROM client_member WHERE client_id = 'wiki' ORDER BY 2, 3)",
     "grant_type authorization_code, grant_type refresh_token, post_logout_redirect_uri https://wiki.example/, redirect_uri https://b.example/b, "
     "redirect_uri https://c.example/c, redirect_uri https://wiki.example/callback, scope openid, scope profile", "client.change"),
    ("and what is taken from it", "DELETE FROM client_member WHERE client_id = 'wiki' AND value LIKE '%/_'",
     "SELECT count(*) FROM client_redirect_uri WHERE client_id = 'wiki'", "1", "client.change"),
    ("a public client",
     "INSERT INTO client_add (client_id, client_name, redirect_uri, scope) VALUES ('mail', 'Mail', 'http://127.0.0.1/cb', 'openid')",
     "SELECT token_endpoint_auth_method, secret_hash FROM client WHERE client_id = 'mail'", "none|", "client.add"),
    ("a second secret beside the first",
     f"INSERT INTO client_secret_new (client_id, client_secret) VALUES ('wiki', {SECRET}) RETURNING client_secret",
     "SELECT next_secret_hash = token_hash(:made), secret_hash <> next_secret_hash, client_secret_expires_at - unixepoch() BETWEEN 604790 AND 604800"
     " FROM client WHERE client_id = 'wiki'", "1|1|1", "client.secret"),
    ("a third takes the place of the first",
     f"INSERT INTO client_secret_new (client_id, client_secret) VALUES ('wiki', {SECRET}) RETURNING client_secret",
     "SELECT next_secret_hash = token_hash(:made), secret_hash <> next_secret_hash FROM client WHERE client_id = 'wiki'", "1|1", "client.secret"),
    ("and then it is the only one", "INSERT INTO client_secret_end (client_id) VALUES ('wiki')",
     "SELECT length(secret_hash), next_secret_hash, client_secret_expires_at FROM client WHERE client_id = 'wiki'", "43||", "client.secret_end"),
    ("an API, which may introspect",
     "INSERT INTO api_add (resource, name, client_id, client_secret) VALUES ('https://api.example/i', 'Inventory', 'i-api', "
     f"{SECRET}) RETURNING client_secret", "SELECT resource, secret_hash = token_hash(:made) FROM client WHERE client_id = 'i-api'",
     "https://api.example/i|1", "api.add"),
    ("its scope", "INSERT INTO scope_add (resource, scope, description) VALUES ('https://api.example/i', 'i:read', 'look')",
     "SELECT resource, description FROM scope WHERE scope = 'i:read'", "https://api.example/i|look", "scope.add"),
    ("a machine that calls it",
     f"INSERT INTO client_add (client_id, client_name, scope, client_secret) VALUES ('robot', 'Robot', 'i:read', {SECRET})",
     "SELECT group_concat(value, ' ') FROM client_member WHERE client_id = 'robot'", "client_credentials i:read", "client.add"),
    ("a user, who has no password yet", "INSERT INTO user_add (username, name, email) VALUES ('carol', 'Carol Jones', 'carol@example.com')",
     "SELECT subject GLOB 'u_????????????????????????', password_hash, preferred_username, email_verified FROM end_user WHERE username = 'carol'",
     "1||carol|0", "user.add"),
    ("an invitation: a link that is shown once", "INSERT INTO user_invite (username, link) SELECT 'carol', link FROM new_link RETURNING link",
     "SELECT purpose, :made GLOB 'http://localhost:8080/provider/account/link[?]link=ul_' || link_id || '.*', "
     "secret_hash = token_hash(substr(:made, instr(:made, link_id || '.') + length(link_id) + 1)), expires_at - created_at FROM user_link",
     "invitation|1|1|604800", "user.invite"),
    ("a link for another password", "INSERT INTO user_reset (username, link) SELECT 'alice', link FROM new_link RETURNING link",
     "SELECT purpose FROM user_link JOIN end_user USING (subject) WHERE username = 'alice'", "reset", "user.reset"),
    ("a client may register itself, twice", "INSERT INTO initial_access_token_add (token, uses) SELECT token, 2 FROM new_token RETURNING token",
     "SELECT secret_hash = token_hash(token_secret('ia', :made)), token_id = token_id('ia', :made), uses_left, expires_at - issued_at "
     "FROM initial_access_token", "1|1|2|86400", "registration.token"),
    ("a group", "INSERT INTO group_add (group_name) VALUES ('staff')", "SELECT group_name FROM user_group", "staff", "group.add"),
    ("somebody joins it", "INSERT INTO group_join (group_name, username) VALUES ('staff', 'carol')",
     "SELECT groups FROM user_groups JOIN end_user USING (subject) WHERE username = 'carol'", "staff", "group.join"),
    ("a client for this group alone", "INSERT INTO client_member (client_id, member, value) VALUES ('wiki', 'group_name', 'staff')",
     "SELECT group_concat(username) FROM client_closed JOIN end_user USING (subject) WHERE client_id = 'wiki'", "alice,bob", "client.change"),
    ("somebody leaves", "INSERT INTO group_leave (group_name, username) VALUES ('staff', 'carol')", "SELECT count(*) FROM group_member", "0",
     "group.leave"),
    ("an administrator", "INSERT INTO administrator_add (username) VALUES ('bob')", "SELECT administrator FROM end_user WHERE username = 'bob'",
     "1", "administrator.add"),
    ("who is one no more", "INSERT INTO administrator_end (username) VALUES ('bob')", "SELECT sum(administrator) FROM end_user", "0",
     "administrator.end"),
    ("suspended", "INSERT INTO user_suspend (username) VALUES ('carol')", "SELECT suspended_at NOT NULL FROM end_user WHERE username = 'carol'",
     "1", "user.suspend"),
    ("let in again", "INSERT INTO user_resume (username) VALUES ('carol')", "SELECT suspended_at FROM end_user WHERE username = 'carol'", "",
     "user.resume"),
    ("a client is suspended", "INSERT INTO client_suspend (client_id) VALUES ('wiki')",
     "SELECT count(*) FROM active_client WHERE client_id = 'wiki'", "0", "client.suspend"),
    ("and let in again", "INSERT INTO client_resume (client_id) VALUES ('wiki')", "SELECT count(*) FROM active_client WHERE client_id = 'wiki'",
     "1", "client.resume"),
    ("a session ends", "INSERT INTO session_end (session_id) VALUES ('s1')",
     "SELECT ended_reason, (SELECT count(*) FROM who_is_signed_in) FROM login_session WHERE session_id = 's1'", "administrator|1", "session.close"),
    ("a grant ends", "INSERT INTO grant_end (grant_id) VALUES ('g_1')",
     "SELECT revoked_reason, family_key FROM authorization_grant WHERE grant_id = 'g_1'", "administrator|", "grant.end"),
    ("all of a user ends", "INSERT INTO session_end (username) VALUES ('bob')",
     "SELECT (SELECT count(*) FROM who_is_signed_in), count(*) FROM authorization_grant WHERE revoked_at IS NULL", "0|0", "session.close"),
    ("another key is wanted", "INSERT INTO key_rotate (alg) VALUES ('ES256')", "SELECT alg FROM key_wanted", "ES256", "key.rotate"),
    ("a key ends at once", "INSERT INTO key_compromised (kid) SELECT kid FROM signing_key WHERE alg = 'RS256'",
     "SELECT jwk, (SELECT group_concat(alg) FROM key_wanted) FROM signing_key WHERE alg = 'RS256'", "|ES256,RS256", "key.compromised"),
    ("a setting", "INSERT INTO setting_set (name, value) VALUES ('access_lifetime', 60)",
     "SELECT value FROM setting WHERE name = 'access_lifetime'", "60", "setting.set"),
    ("another name of the server", "INSERT INTO issuer_move (issuer) VALUES ('https://login.example/provider')",
     "SELECT (SELECT value FROM setting WHERE name = 'issuer'), (SELECT group_concat(resource, ' ') FROM api_resource), "
     "redirect_uri FROM client_app LIMIT 1",
     "https://login.example/provider|https://login.example/api https://login.example/api2|https://login.example/client/callback", "issuer.move"),
    ("a group ends", "DELETE FROM client_member WHERE member = 'group_name'; INSERT INTO group_end (group_name) VALUES ('staff')",
     "SELECT count(*) FROM user_group", "0", "group.end"),
    ("an API ends, with its scopes and its client", "INSERT INTO api_end (resource) VALUES ('https://api.example/i')",
     "SELECT (SELECT count(*) FROM scope WHERE scope = 'i:read'), count(*) FROM client WHERE client_id = 'i-api'", "0|0", "api.end"),
    ("a client ends", "INSERT INTO client_end (client_id) VALUES ('wiki')", "SELECT count(*) FROM client_member WHERE client_id = 'wiki'", "0",
     "client.end"),
    ("a user ends", "INSERT INTO user_end (username) VALUES ('carol')", "SELECT count(*) FROM end_user WHERE username = 'carol'", "0", "user.end"),
]

# What is wrong, and a word of the sentence that says so.
FAULTS = [
    ("client_add (client_name, redirect_uri) VALUES ('X', 'https://x.example/')", "client_id is missing"),
    ("client_add (client_id, client_name, redirect_uri) VALUES ('u_x', 'X', 'https://x.example/')", "begins with u_"),
    ("client_add (client_id, client_name, redirect_uri) VALUES ('demo-cli', 'X', 'https://x.example/')", "already"),
    ("client_add (client_id, redirect_uri) VALUES ('x', 'https://x.example/')", "client_name is missing"),
    ("client_add (client_id, client_name, redirect_uri, client_secret) VALUES ('x', 'X', 'https://x.example/', 'hunter2')", "too short"),
    ("client_add (client_id, client_name, redirect_uri, client_secret, token_endpoint_auth_method) "
     f"VALUES ('x', 'X', 'https://x.example/', {SECRET}, 'none')", "client_secret goes with"),
    ("client_add (client_id, client_name, redirect_uri, token_endpoint_auth_method) "
     "VALUES ('x', 'X', 'https://x.example/', 'client_secret_post')", "client_secret goes with"),
    ("client_add (client_id, client_name, redirect_uri, token_endpoint_auth_method) VALUES ('x', 'X', 'https://x.example/', 'telepathy')",
     "no such token_endpoint_auth_method"),
    ("client_add (client_id, client_name) VALUES ('x', 'X')", "redirect_uri is missing"),
    (f"client_add (client_id, client_name, grant_type, client_secret) VALUES ('x', 'X', 'authorization_code', {SECRET})", "redirect_uri is missing"),
    ("client_add (client_id, client_name, redirect_uri, grant_type) VALUES ('x', 'X', 'https://x.example/', 'client_credentials')",
     "RFC 6749 section 4.4"),
    ("client_add (client_id, client_name, redirect_uri, grant_type) VALUES ('x', 'X', 'https://x.example/', 'password')", "no such grant_type"),
    ("client_add (client_id, client_name, redirect_uri, scope) VALUES ('x', 'X', 'https://x.example/', 'openid opendi')", "no such scope"),
    ("client_add (client_id, client_name, redirect_uri) VALUES ('x', 'X', 'javascript:alert(1)')", "redirect_uri is an https, http"),
    ("client_add (client_id, client_name, redirect_uri) VALUES ('x', 'X', 'http://127.0.0.1:8080/cb')", "has no port"),
    ("client_member (client_id, member, value) VALUES ('nobody', 'scope', 'openid')", "no client"),
    ("client_member (client_id, member, value) VALUES ('demo-cli', 'scopes', 'openid')", "member is"),
    ("client_member (client_id, member, value) VALUES ('demo-cli', 'scope', ' ')", "value is missing"),
    ("client_member (client_id, member, value) VALUES ('demo-cli', 'group_name', 'nobody')", "no such group"),
    ("client_member (client_id, member, value) VALUES ('demo-cli', 'post_logout_redirect_uri', 'data:x')", "post_logout_redirect_uri is an https"),
    ("client_member (client_id, member, value) VALUES ('demo-cli', 'allowed_origin', 'https://x.example/path')", "allowed_origin is scheme, host"),
    ("client_member_end (client_id, member, value) VALUES ('demo-cli', 'scope', 'nothing')", "no such value"),
    ("client_secret_new (client_id, client_secret) VALUES ('notes-web', 'short')", "too short"),
    (f"client_secret_new (client_id, client_secret) VALUES ('demo-cli', {SECRET})", "no client with a secret"),
    ("client_secret_end (client_id) VALUES ('notes-web')", "no new secret yet"),
    ("client_suspend (client_id) VALUES ('nobody')", "no client"), ("client_resume (client_id) VALUES ('nobody')", "no client"),
    ("client_end (client_id) VALUES ('nobody')", "no client"),
    ("api_add (resource, name) VALUES ('http://localhost:8080/api', 'Notes')", "already"),
    ("api_add (resource, name) VALUES ('not absolute', 'X')", "absolute URI"), ("api_add (resource) VALUES ('https://x.example')", "name is missing"),
    ("api_add (name) VALUES ('X')", "resource is missing"),
    ("client_add (client_id, client_name, redirect_uri, jwks) VALUES ('x', 'X', 'https://x.example/', 'x')", "jwks is a JSON object"),
    ("api_add (resource, name, client_id) VALUES ('https://x.example', 'X', 'x')", "go together"),
    (f"api_add (resource, name, client_id, client_secret) VALUES ('https://x.example', 'X', 'demo-cli', {SECRET})", "already"),
    (f"api_add (resource, name, client_id, client_secret) VALUES ('https://x.example', 'X', 'u_x', {SECRET})", "begins with u_"),
    ("api_add (resource, name, client_id, client_secret) VALUES ('https://x.example', 'X', 'x', 'short')", "too short"),
    ("scope_add (resource, scope, description) VALUES ('https://nobody.example', 'x', 'X')", "no API"),
    ("scope_add (resource, scope, description) VALUES ('http://localhost:8080/api', 'a b', 'X')", "has a blank"),
    ("scope_add (resource, scope, description) VALUES ('http://localhost:8080/api', 'openid', 'X')", "already"),
    ("scope_add (resource, scope) VALUES ('http://localhost:8080/api', 'x')", "description is missing"),
    ("api_end (resource) VALUES ('https://nobody.example')", "no API"),
    ("user_add (name) VALUES ('X')", "username is missing"), ("user_add (username) VALUES ('ALICE')", "already"),
    ("user_add (username, email) VALUES ('x', 'nowhere')", "no @"), ("user_add (username) VALUES (' x')", "trimmed"),
    ("user_invite (username, link) SELECT 'nobody', link FROM new_link", "no user"),
    ("user_invite (username, link) SELECT 'alice', link FROM new_link", "a password already"),
    ("user_reset (username) VALUES ('alice')", "link is missing"), ("user_reset (username, link) SELECT 'nobody', link FROM new_link", "no user"),
    ("user_suspend (username) VALUES ('nobody')", "no user"), ("user_resume (username) VALUES ('nobody')", "no user"),
    ("user_end (username) VALUES ('nobody')", "no user"),
    ("administrator_add (username) VALUES ('nobody')", "no user"), ("administrator_end (username) VALUES ('alice')", "no administrator"),
    ("group_add (group_name) VALUES ('a b')", "group_name has no blank"), ("group_add (description) VALUES ('x')", "group_name is missing"),
    ("group_join (group_name, username) VALUES ('nobody', 'alice')", "no group"),
    ("group_leave (group_name, username) VALUES ('nobody', 'alice')", "not in this group"),
    ("group_end (group_name) VALUES ('nobody')", "no group"),
    ("session_end (session_id) VALUES ('nobody')", "no session"), ("session_end (username) VALUES ('nobody')", "no user"),
    ("session_end (done_by) VALUES (NULL)", "say a session_id"),
    ("initial_access_token_add (uses) VALUES (1)", "token is missing"),
    ("initial_access_token_add (token, uses) SELECT token, 0 FROM new_token", "numbers above 0"),
    ("grant_end (grant_id) VALUES ('g_nobody')", "no grant"),
    ("key_rotate (alg) VALUES ('none')", "no such alg"), ("key_compromised (kid) VALUES ('nobody')", "no key"),
    ("setting_set (name, value) VALUES ('nothing', 1)", "no setting"), ("setting_set (name, value) VALUES ('access_lifetime', 'for ever')",
     "may not be that"),
    ("setting_set (name, value) VALUES ('access_lifetime', 1e9)", "may not be that"), ("setting_set (name, value) VALUES ('record', 'nothing')",
     "may not be that"),
    ("setting_set (name, value) VALUES ('reveal', 2)", "may not be that"), ("setting_set (name, value) VALUES ('ca_file', 'relative')",
     "may not be that"),
    ("setting_set (name, value) VALUES ('issuer', 'https://x.example')", "issuer_move"),
    ("issuer_move (issuer) VALUES ('login.example')", "an https or http URL"), ("issuer_move (issuer) VALUES ('https://login.example/elsewhere')",
     "path of the issuer stays"),
]

PRESENT = """
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
SELECT column1, token_hash('x'), 'u_bob', unixepoch(), unixepoch(), unixepoch() + 1000, unixepoch() + 1000 FROM (VALUES ('s1'), ('s2'));
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)
SELECT column1, 'demo-cli', 'u_bob', 's2', 'openid', 1, unixepoch(), unixepoch(), unixepoch() + 1000, 'k' FROM (VALUES ('g_1'), ('g_2'));
"""

# What breaks a rule of conformance, for one client; and the client that breaks none.
STRICT = ("INSERT INTO client_auth_method VALUES ('private_key_jwt') ON CONFLICT DO NOTHING; "
          "INSERT INTO client_add (client_id, client_name, redirect_uri, jwks) VALUES ('bank', 'Bank', 'https://bank.example/cb', '{\"keys\":[]}'); "
          "UPDATE client SET dpop_bound_access_tokens = 1, require_pushed_authorization_requests = 1, id_token_signed_response_alg = 'ES256', "
          "code_lifetime = 60, refresh_rotation = 0 WHERE client_id = 'bank'")
BREACHES = [
    ("pkce_required = 0", "challenge,pkce"), ("refresh_rotation = 0, dpop_bound_access_tokens = 0", "bound,refresh"),
    ("refresh_rotation = 1, dpop_bound_access_tokens = 0", "bound,rotation"), ("refresh_rotation = 1", "rotation"),
    ("require_pushed_authorization_requests = 0", "pushed"), ("code_lifetime = 61", "code"),
    ("id_token_signed_response_alg = 'RS256'", "alg"), ("assertion_audience = 'token_endpoint'", "audience"),
    ("token_endpoint_auth_method = 'none'", "authentication,confidential"),
]
UNMET = "SELECT group_concat(rule) FROM (SELECT rule FROM conformance WHERE client_id = 'bank' AND met = 0 ORDER BY rule)"


def conformance(shell):
    shell.ask(STRICT)
    say("conformance: a client can meet every rule", None if shell.ask(UNMET) == ("", "") else shell.ask(UNMET))
    for change, rules in BREACHES:
        shell.ask("SAVEPOINT before")
        shell.ask(f"UPDATE client SET {change} WHERE client_id = 'bank'")
        found, _ = shell.ask(UNMET)
        shell.ask("ROLLBACK TO before")
        say(f"conformance: {change} breaks {rules}", None if found == rules else found)
    shell.ask("INSERT INTO client_member (client_id, member, value) VALUES ('bank', 'redirect_uri', 'http://bank.example/cb')")
    say("conformance: http beyond this machine is no redirect URI", None if shell.ask(UNMET)[0] == "https,redirect" else shell.ask(UNMET))


with tempfile.TemporaryDirectory() as folder:
    path = f"{folder}/oidc.db"
    subprocess.run([HOUSE / "schema/create", path, "http://localhost:8080/provider"], check=True, env=ENVIRONMENT)
    shell = Shell(path)
    for statement, sentence in FAULTS:
        before = shell.ask("SELECT count(*) FROM flow_event")
        said, wrong = shell.ask(f"INSERT INTO {statement}")
        say(f"{statement}: {sentence}", None if sentence in wrong and shell.ask("SELECT count(*) FROM flow_event") == before else f"{said} {wrong}")
    _, wrong = shell.ask("DELETE FROM setting WHERE name = 'issuer'")
    say("a setting is not removed", None if "a setting stays" in wrong else wrong)
    shell.connection.executescript(PRESENT)
    for title, statement, question, want, kind in DEEDS:
        made, wrong = shell.ask(statement)
        answer, odd = shell.ask(question, made=made)
        event, _ = shell.ask("SELECT kind FROM administration LIMIT 1")
        say(f"{title}: {statement.split('(')[0].strip()}", None if (answer, event) == (want, kind) and not wrong
            else f"{answer} {event} {wrong} {odd}")
    said = shell.ask("SELECT count(*) FROM administration WHERE done_by NOT NULL")
    say("in the shell nobody is named as the doer", None if said == ("0", "") else said)
    shell.ask("INSERT INTO client_suspend (client_id, done_by) VALUES ('mail', 'u_alice')")
    said = shell.ask("SELECT done_by, client_id FROM administration LIMIT 1")
    say("on a page it is who was signed in", None if said == ("alice|mail", "") else said)
    shell.ask("INSERT INTO setting_set (name, value, done_by) VALUES ('record_address', 'none', 'u_gone')")
    said = shell.ask("SELECT about, done_by, json_extract(detail, '$.by') FROM administration JOIN flow_event USING (event_id) "
                    "ORDER BY event_id DESC LIMIT 1")
    say("what it was about is said, and who did it even when they are gone", None if said == ("record_address none|u_gone|u_gone", "") else said)
    shell.ask("INSERT INTO api_add (resource, name, done_by) VALUES ('https://x.example/' || char(1) || '\\\"', 'X', '\"')")
    shell.ask("INSERT INTO group_add (group_name, done_by) VALUES ('x', 'u_\"\\' || char(10))")
    said = shell.ask("SELECT min(json_valid(detail)) FROM flow_event WHERE actor_from = 'administrator'")
    shell.ask("INSERT INTO user_end (username, done_by) VALUES ('alice', 'u_alice')")
    said = shell.ask("SELECT group_concat(kind) FROM administration WHERE done_by = 'u_alice'")
    say("nobody removes the traces of their own deeds by leaving", None if said == ("user.end,client.suspend", "") else said)
    said = shell.ask("SELECT min(json_valid(detail)) FROM flow_event WHERE actor_from = 'administrator'")
    say("its detail is JSON whatever is said", None if said == ("1", "") else said)
    conformance(shell)
    shell.ask("INSERT INTO throttle (throttle_key, failures, expires_at) VALUES ('x', 1, 1)")
    said = shell.ask("SELECT number, waiting FROM health WHERE object = 'throttle'")
    say("health: how much there is, and what waits to be cleared away", None if said == ("1|1", "") else said)
    shell.ask("INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, path, status, decision, reason, "
              "client_id) VALUES (hex(zeroblob(16)), hex(zeroblob(8)), 0, 0, 'provider', 'client', 'provider', 'back', 'token.refresh', '/token', 400, "
              "'deny', 'grant_revoked', 'mail')")
    said, _ = shell.ask("SELECT line FROM why_line")
    say("why_line: a refusal in one line", None if said.startswith("1970-01-01 00:00:00  client mail at /token: grant_revoked.  ") else said)
    shell.connection.close()
    said = subprocess.run([HOUSE / "schema/shell", path, "INSERT INTO user_reset (username, link) SELECT 'bob', link FROM new_link RETURNING link"],
                          capture_output=True, text=True, check=False, env=ENVIRONMENT)
    say("schema/shell knows the view new_link", None if "/account/link?link=ul_" in said.stdout else said.stderr)
    said = subprocess.run(["sqlite3", path, "PRAGMA trusted_schema = OFF", "SELECT count(*) > 30 FROM administration",
                           "SELECT count(*) FROM client_add", "INSERT INTO client_suspend (client_id) VALUES ('mail')"],
                          capture_output=True, text=True, check=False)
    say("a stock shell reads all of it, and does what needs no secret", None if said.stdout == "1\n0\n" and not said.stderr
        else said.stdout + said.stderr)
    print(f"1..{number}")
