-- What happened?  Each program appends what it received, sent and decided.  Redaction is an allowlist: there is no
-- column for a URL with its query, a header or a body; of tokens and codes only a keyed fingerprint is kept, of
-- passwords and secrets nothing.
CREATE TABLE flow_event (
  event_id   INTEGER PRIMARY KEY,
  trace_id   TEXT NOT NULL CHECK (length(trace_id) = 32),    -- W3C Trace Context: one journey
  span_id    TEXT NOT NULL CHECK (length(span_id) = 16),     -- this step of it
  parent_id  TEXT CHECK (length(parent_id) = 16),            -- the step that caused it
  lab        TEXT,
  at         INTEGER NOT NULL,                               -- unix seconds, the workshop's clock
  at_us      INTEGER NOT NULL,                               -- unix microseconds, the real clock
  recorder   TEXT NOT NULL CHECK (recorder IN ('provider', 'provider2', 'api', 'api2', 'client', 'workshop', 'shell')),
  actor_from TEXT NOT NULL CHECK (actor_from IN ('browser', 'client', 'provider', 'provider2', 'api', 'api2', 'shell', 'attacker', 'workshop')),
  actor_to   TEXT NOT NULL CHECK (actor_to IN ('browser', 'client', 'provider', 'provider2', 'api', 'api2', 'shell', 'attacker', 'workshop')),
  channel    TEXT NOT NULL CHECK (channel IN ('front', 'back', 'local')),
  kind       TEXT NOT NULL CHECK (kind IN (
               'discovery.get', 'jwks.get', 'authorize.request', 'login.form', 'login.ok', 'login.fail', 'consent.form',
               'consent.granted', 'consent.denied', 'authorize.response', 'authorize.callback', 'par.request',
               'token.request', 'token.response', 'token.refresh', 'token.exchange', 'token.introspect', 'token.revoke',
               'userinfo.request', 'userinfo.response', 'api.request', 'api.response', 'client.request', 'session.start',
               'session.end', 'logout', 'backchannel.logout', 'key.rotated', 'grant.revoked', 'clock.jump', 'toggle.set',
               'lab.start', 'lab.predict', 'lab.answer', 'page.get', 'unknown')),
  method     TEXT,
  path       TEXT,                                           -- without the query
  status     INTEGER CHECK (status BETWEEN 100 AND 599),
  decision   TEXT NOT NULL CHECK (decision IN ('allow', 'deny', 'info')),
  reason     TEXT REFERENCES reason,
  spec       TEXT,
  client_id  TEXT,
  grant_id   TEXT,
  session_id TEXT,
  subject    TEXT,
  address    TEXT,                                           -- of who signed in or out, or tried to; as setting record_address says
  detail     TEXT CHECK (detail IS NULL OR detail GLOB '[[{]*' AND length(detail) <= 16384), -- the ordered checks; values cut or fingerprinted
  -- What it takes, so much as strangers can make it longer.
  bytes      INTEGER NOT NULL GENERATED ALWAYS AS (
               300 + length(CAST(coalesce(method, '') || coalesce(path, '') || coalesce(client_id, '') || coalesce(grant_id, '') || coalesce(session_id, '')
                                 || coalesce(subject, '') || coalesce(detail, '') AS BLOB))) VIRTUAL,
  CHECK (decision <> 'deny' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX flow_event_trace ON flow_event (trace_id, event_id);
CREATE INDEX flow_event_at ON flow_event (at_us);
CREATE INDEX flow_event_deny ON flow_event (event_id) WHERE decision = 'deny';
CREATE INDEX flow_event_unknown ON flow_event (event_id) WHERE kind = 'unknown';

-- The tokens that an event saw, none or several.
CREATE TABLE flow_token (
  event_id    INTEGER NOT NULL REFERENCES flow_event,
  role        TEXT NOT NULL CHECK (role IN ('issued', 'presented', 'revoked', 'seen')),
  type        TEXT NOT NULL CHECK (type IN ('access', 'id', 'refresh', 'code', 'session')),
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 16), -- token_fingerprint(key, token): who has the file cannot try tokens on it
  place       TEXT NOT NULL CHECK (place IN ('header', 'body', 'query', 'fragment', 'cookie')),
  alg         TEXT,
  typ         TEXT,
  kid         TEXT,
  iss         TEXT,
  aud         TEXT,
  scope       TEXT,
  iat         INTEGER,
  exp         INTEGER,
  verdict     TEXT,                                          -- the reason code of its refusal, or 'ok'
  bytes       INTEGER NOT NULL GENERATED ALWAYS AS (
                200 + length(CAST(coalesce(alg, '') || coalesce(typ, '') || coalesce(kid, '') || coalesce(iss, '') || coalesce(aud, '')
                                  || coalesce(scope, '') AS BLOB))) VIRTUAL,
  PRIMARY KEY (event_id, role, fingerprint)
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_token_fingerprint ON flow_token (fingerprint, event_id);

-- Append-only: nobody rewrites the past, not by UPDATE and not by INSERT OR REPLACE.
CREATE TRIGGER flow_event_kept BEFORE UPDATE ON flow_event
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;
CREATE TRIGGER flow_event_once BEFORE INSERT ON flow_event WHEN EXISTS (SELECT 1 FROM flow_event WHERE event_id = new.event_id)
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;
CREATE TRIGGER flow_token_kept BEFORE UPDATE ON flow_token
BEGIN SELECT raise(ABORT, 'the flow record is append-only'); END;

-- (A cascade would be SQLite's own step, which the walls of a program do not let through; a trigger is ours.)
CREATE TRIGGER flow_event_takes_tokens BEFORE DELETE ON flow_event
BEGIN DELETE FROM flow_token WHERE event_id = old.event_id; END;

-- How much there is: in all, and of what hit no endpoint.
CREATE TRIGGER flow_event_comes AFTER INSERT ON flow_event
BEGIN
  UPDATE tally SET number = number + 1, bytes = bytes + new.bytes
   WHERE object IN ('flow_event', CASE new.kind WHEN 'unknown' THEN 'flow_event unknown' END);
END;
CREATE TRIGGER flow_event_goes AFTER DELETE ON flow_event
BEGIN
  UPDATE tally SET number = number - 1, bytes = bytes - old.bytes
   WHERE object IN ('flow_event', CASE old.kind WHEN 'unknown' THEN 'flow_event unknown' END);
END;
CREATE TRIGGER flow_token_comes AFTER INSERT ON flow_token
BEGIN UPDATE tally SET bytes = bytes + new.bytes WHERE object = 'flow_event'; END;
CREATE TRIGGER flow_token_goes AFTER DELETE ON flow_token
BEGIN UPDATE tally SET bytes = bytes - old.bytes WHERE object = 'flow_event'; END;

-- It forgets by age, by number and by bytes, a few with each event that comes, so that no request pays for all.  Anybody can
-- ask for addresses that are not there, a thousand times a second: that has a tenth of the room, and goes before anything else.
CREATE TRIGGER flow_event_forgets_unknown AFTER INSERT ON flow_event
WHEN EXISTS (SELECT 1 FROM tally AS u, tally AS t
              WHERE u.object = 'flow_event unknown' AND t.object = 'flow_event' AND u.number > 0
                AND (u.number * 10 > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR u.bytes * 10 > (SELECT value FROM setting WHERE name = 'record_bytes')
                     OR t.number > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR t.bytes > (SELECT value FROM setting WHERE name = 'record_bytes')))
BEGIN
  DELETE FROM flow_event
   WHERE event_id IN (SELECT event_id FROM flow_event WHERE kind = 'unknown' ORDER BY event_id LIMIT 4);
END;
CREATE TRIGGER flow_event_forgets AFTER INSERT ON flow_event
WHEN EXISTS (SELECT 1 FROM tally AS u, tally AS t
              WHERE u.object = 'flow_event unknown' AND t.object = 'flow_event' AND u.number = 0
                AND (t.number > (SELECT value FROM setting WHERE name = 'record_largest')
                     OR t.bytes > (SELECT value FROM setting WHERE name = 'record_bytes')))
BEGIN
  DELETE FROM flow_event
   WHERE event_id IN (SELECT event_id FROM flow_event ORDER BY event_id LIMIT 4);
END;
CREATE TRIGGER flow_event_forgets_old AFTER INSERT ON flow_event
BEGIN
  DELETE FROM flow_event
   WHERE event_id IN (SELECT event_id FROM (SELECT event_id, at_us FROM flow_event ORDER BY event_id LIMIT 4)
                       WHERE at_us < new.at_us - 1000000 * (SELECT value FROM setting WHERE name = 'record_keep'));
END;

-- sign_in: who signed in, who tried in vain, and whose session ended, here or at the client (recorder); from where, as far as setting
-- record_address lets it be known.
CREATE VIEW sign_in AS
SELECT datetime(e.at, 'unixepoch') AS time, e.recorder, e.kind, e.decision, e.reason, u.username, e.subject, e.client_id, e.address, e.event_id, e.trace_id
  FROM flow_event AS e JOIN flow_kind AS k ON k.kind = e.kind LEFT JOIN end_user AS u ON u.subject = e.subject
 WHERE k.sign_in = 1
 ORDER BY e.event_id DESC;

-- why: each refusal, its reason in words, the clause that demands it.  The newest first.
CREATE VIEW why AS
SELECT e.event_id, strftime('%H:%M:%S', e.at, 'unixepoch') AS time, e.actor_from, e.actor_to, e.kind, e.path, e.status,
       (SELECT group_concat(t.type || ' ' || substr(t.fingerprint, 1, 4), ', ') FROM flow_token AS t WHERE t.event_id = e.event_id) AS token,
       e.reason, coalesce(e.spec, r.spec) AS spec, r.help, e.client_id, e.subject, e.trace_id
  FROM flow_event AS e JOIN reason AS r USING (reason)
 WHERE e.decision = 'deny'
 ORDER BY e.event_id DESC;
