"""A crowd: n rows of everything that strangers can make, or that users leave behind."""

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :n) "
DAY = 86400
STATES, TOKENS, UNKNOWN, LONG = 0x10000000, 0x20000000, 0x30000000, 0x40000000  # where the traces of each begin
STATE, TOKEN = "crowd", "x.y.z"
EVENT = """INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, status, decision, reason, detail)
 SELECT printf('%032x', {first} + i), printf('%016x', i), :now, :now * 1000000 + i, 'provider', 'client', 'provider', 'back',
        '{kind}', 400, 'deny', '{reason}', {detail}
   FROM n"""
SESSION = """INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at, ended_at, ended_reason)
 SELECT '{name}' || i, token_hash('h'), '{subject}', :now - {age}, :now - {age}, :now - {age} + {idle}, :now - {age} + {idle}, {ended} FROM n"""
GRANT = """INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, offline, auth_time, created_at, expires_at, family_key)
 SELECT 'g_{name}' || i, 'demo-cli', '{subject}', {session}, 'openid offline_access', 1, :now - 100, :now - 100, :now + {ends}, 'k' FROM n"""
FAMILY = """INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, successor_id, generation, issued_at, expires_at, used_at)
 SELECT '{name}' || i, token_hash('h'), '{grant}', CASE WHEN i < :n THEN '{name}' || (i + 1) END, i,
        :now - 100000 + i % 7, :now + {ends}, CASE WHEN i < :n THEN :now END FROM n"""

STATEMENTS = [
    # The record: refusals with one state, one token that is refused again and again, addresses that are not there.
    EVENT.format(first=STATES, kind="authorize.request", reason="scope_invalid", detail="'{\"state\":\"' || :state || '\"}'"),
    EVENT.format(first=TOKENS, kind="api.request", reason="malformed", detail="NULL"),
    EVENT.format(first=UNKNOWN, kind="unknown", reason="not_found", detail="NULL"),
    f"""INSERT INTO flow_token (event_id, role, type, fingerprint, place)
       SELECT event_id, 'presented', 'access', :token, 'header' FROM flow_event, n WHERE trace_id = printf('%032x', {TOKENS} + i)""",
    # One journey of very many steps.
    EVENT.format(first=f"{LONG} - i", kind="token.request", reason="code_unknown", detail="NULL").replace(
        "'client', 'provider', 'back'", "'provider', 'client', 'back'"),
    # Unfinished sign-ins and sign-outs, some of them over.
    """INSERT INTO authorization_request (request_id, cookie_hash, client_id, redirect_uri, response_mode, scope, prompt, trace_id,
                                          created_at, expires_at)
       SELECT 'crowd' || i, token_hash('h'), 'demo-cli', 'http://127.0.0.1/', 'query', 'openid', ' ', 't',
              :now - 1000, :now - 500 + i % 1000 FROM n""",
    "INSERT INTO logout_request (logout_id, trace_id, created_at, expires_at) SELECT 'crowd' || i, 't', :now - 1000, :now - 500 + i % 1000 FROM n",
    # Clients that were told of the end of a session.
    """INSERT INTO backchannel_logout (session_id, client_id, subject, created_at, tries, outcome)
       SELECT 'crowd' || i, 'notes-web', 'u_alice', :now - 100000 + i % 200000, 1, 'delivered' FROM n""",
    """INSERT INTO client_login (state_hash, browser_hash, client_app_id, issuer, nonce, code_verifier, return_path, trace_id, created_at, expires_at)
       SELECT token_hash('crowd' || i), token_hash('b'), client_app_id, issuer, 'n', 'v', '/', 't',
              :now - 1000, :now - 500 + i % 1000 FROM n, client_app WHERE client_app_id = 'notes-web'""",
    # Clients that registered themselves, some of them long ago, and documents that never came.
    "INSERT INTO client (client_id, client_name, token_endpoint_auth_method, origin) SELECT 'c_crowd' || i, 'x', 'none', 'registration' FROM n",
    "INSERT INTO client_registration (client_id, registered_at, unused_since) SELECT 'c_crowd' || i, :now, :now - 100000 + i % 200000 FROM n",
    "INSERT INTO client_document (client_id, asked_until) SELECT 'https://crowd.example/' || i, :now - 5000 FROM n",
    # What clients proved themselves by, and got for themselves; devices whose user never came.
    "INSERT INTO client_assertion (client_id, jti_hash, expires_at) SELECT 'demo-service', token_hash('crowd' || i), :now - 500 + i % 1000 FROM n",
    "INSERT INTO dpop_proof (proof_hash, spent_at) SELECT token_hash('crowd' || i), :now - 500 + i % 1000 FROM n",
    """INSERT INTO opaque_token (token_id, secret_hash, client_id, claims, issued_at, expires_at)
       SELECT 'crowd' || i, token_hash('h'), 'demo-service', '{}', :now - 5000, :now - 1000 + i % 1000 FROM n""",
    """INSERT INTO device_authorization (device_id, secret_hash, user_code_hash, client_id, scope, trace_id, created_at, expires_at)
       SELECT 'crowd' || i, token_hash('h'), token_hash('crowd' || i), 'demo-cli', 'openid', 't', :now - 9000, :now - 8000 + i % 8000 FROM n""",
    # Guesses; tokens that were given back.
    "INSERT INTO throttle (throttle_key, failures, expires_at) SELECT 'crowd' || i, 3, :now - 100000 + i % 200000 FROM n",
    "INSERT INTO revoked_token (jti, revoked_at, expires_at) SELECT 'crowd' || i, :now - 5000, :now - 1000 + i % 2000 FROM n",
    # Other users, each with a consent; alice's and theirs: sessions that are over, live families, long families, codes that were never redeemed.
    "INSERT INTO end_user (subject, username, password_hash) SELECT 'u_crowd' || i, 'crowd' || i, '$scrypt$' FROM n",
    "INSERT INTO consent (subject, client_id, scope, granted_at) SELECT 'u_crowd' || i, 'notes-web', 'openid', :now FROM n",
    SESSION.format(name="held", subject="u_alice", age=5 * DAY, idle=DAY, ended="NULL, NULL"),
    SESSION.format(name="ended", subject="u_alice", age=100, idle=DAY, ended=":now, 'logout'"),
    SESSION.format(name="theirs", subject="u_bob", age=5 * DAY, idle=DAY, ended=":now - 5 * 86400, 'logout'"),
    GRANT.format(name="held", subject="u_alice", session="'held' || i", ends=9 * DAY),
    GRANT.format(name="over", subject="u_bob", session="'ended1'", ends=-2 * DAY),
    GRANT.format(name="one", subject="u_alice", session="'ended1'", ends=9 * DAY),
    FAMILY.format(name="spent", grant="g_one1", ends=-5),
    FAMILY.format(name="live", grant="g_one2", ends=5000),
    FAMILY.format(name="over", grant="g_over1", ends=9 * DAY),
    """INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, issued_at, expires_at, redeemed_at)
       SELECT 'crowd' || i, token_hash('h'), 'g_one' || i, 'demo-cli', 'http://127.0.0.1/',
              :now - 9000, :now - 8000, CASE WHEN i % 2 THEN :now END FROM n""",
    # The client's sessions, and the notes of others.
    """INSERT INTO client_session (session_id, secret_hash, nonce_hash, client_app_id, issuer, sub, claims, id_token, created_at, expires_at)
       SELECT 'cs_crowd' || i, token_hash('h'), token_hash('b'), client_app_id, issuer,
              'u_alice', '{}', '', :now - 200000, :now - 100000 + i % 200000 FROM n, client_app WHERE client_app_id = 'notes-web'""",
    "INSERT INTO client_token (session_id, access_token, issued_at) SELECT 'cs_crowd' || i, 't', :now FROM n",
    "INSERT INTO note (iss, sub, text, created_at) SELECT 'https://op.example', 'u_' || i, 'x', :now FROM n",
]


def gather(database, n):
    """n of each; the bounds are such that what comes next pushes something out, but not all of it.  Nothing is forgotten while
    they come: those triggers stand aside, and are back at the end."""
    for name, value in (("pending_largest", n), ("registered_largest", n), ("record_largest", 12 * n + 1000)):
        database.change("UPDATE setting SET largest = 100000000, value = ? WHERE name = ?", max(value, 100), name)
    database.connection.execute("BEGIN")
    forget = database.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND sql LIKE '%LIMIT%' AND sql LIKE '%AFTER INSERT%'"
                           " AND (sql LIKE '%DELETE FROM%' OR name LIKE '%_bound')")
    for name, _ in forget:
        database.connection.execute(f"DROP TRIGGER {name}")
    values = {"n": n, "now": database.now()}
    for name, text in (("state", STATE), ("token", TOKEN)):
        values[name] = database.value("SELECT token_fingerprint(key, ?) FROM fingerprint_key", text)
    for statement in STATEMENTS:
        database.connection.execute(NUMBERS + statement, values)
    for _, sql in forget:
        database.connection.execute(sql)
    database.connection.execute("COMMIT")
