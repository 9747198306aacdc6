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
  recorder   TEXT NOT NULL REFERENCES flow_actor CHECK (recorder NOT IN ('browser', 'attacker')),
  actor_from TEXT NOT NULL REFERENCES flow_actor,
  actor_to   TEXT NOT NULL REFERENCES flow_actor,
  channel    TEXT NOT NULL CHECK (channel IN ('front', 'back', 'local')),
  kind       TEXT NOT NULL REFERENCES flow_kind,
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
  -- Its size, as far as strangers can make it longer.
  bytes      INTEGER NOT NULL GENERATED ALWAYS AS (
               300 + length(CAST(coalesce(method, '') || coalesce(path, '') || coalesce(client_id, '') || coalesce(grant_id, '')
                                 || coalesce(session_id, '') || coalesce(subject, '') || coalesce(detail, '') AS BLOB))) VIRTUAL,
  CHECK (decision <> 'deny' OR reason IS NOT NULL)
) STRICT;
CREATE INDEX flow_event_trace ON flow_event (trace_id, event_id);
CREATE INDEX flow_event_at ON flow_event (at_us);
CREATE INDEX flow_event_deny ON flow_event (event_id) WHERE decision = 'deny';
CREATE INDEX flow_event_unknown ON flow_event (event_id) WHERE kind = 'unknown';
CREATE INDEX flow_event_attacker ON flow_event (event_id) WHERE actor_to = 'attacker';
CREATE INDEX flow_event_reason ON flow_event (reason, event_id) WHERE decision = 'deny';

-- The tokens that an event saw, none or several.
CREATE TABLE flow_token (
  event_id    INTEGER NOT NULL REFERENCES flow_event,
  role        TEXT NOT NULL CHECK (role IN ('issued', 'presented', 'revoked', 'seen')),
  type        TEXT NOT NULL REFERENCES flow_token_type,
  fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 16), -- token_fingerprint(key, token): without the key nobody can try tokens on it
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

-- Which flow a trace belongs to.  Triggers (derived/journey.sql) keep it while the record is written: a query would have to walk from
-- trace to token to trace.
CREATE TABLE flow_trace (
  trace_id TEXT PRIMARY KEY,
  flow_id  INTEGER NOT NULL                                  -- the event that began the oldest of its traces
) STRICT, WITHOUT ROWID;
CREATE INDEX flow_trace_flow ON flow_trace (flow_id);

-- The fingerprint of a state opens the detail of the events that know one: {"state":"0123456789abcdef",…
CREATE INDEX flow_event_state ON flow_event (substr(detail, 11, 16)) WHERE detail GLOB '{"state":"*';
