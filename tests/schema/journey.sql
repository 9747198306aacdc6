-- Made-up events: two logins of one browser with single sign-on, an ID token sent to the API from a shell, a machine's
-- token, a refused request, and somebody who looks at the workshop.  One letter is one trace; times count in milliseconds.
CREATE TEMP TABLE made (event_id, trace, recorder, actor_from, actor_to, channel, kind, status, reason, ms);
INSERT INTO made VALUES
  ( 1, 'a', 'client',   'browser',  'client',   'front', 'client.request',     303, NULL, 0),
  ( 2, 'b', 'provider', 'browser',  'provider', 'front', 'authorize.request',  303, NULL, 10),
  ( 3, 'b', 'provider', 'browser',  'provider', 'front', 'login.ok',           303, NULL, 9000),
  ( 4, 'b', 'provider', 'provider', 'browser',  'front', 'authorize.response', 303, NULL, 9000),
  ( 5, 'a', 'provider', 'client',   'provider', 'back',  'token.request',      200, NULL, 9200),
  ( 6, 'a', 'provider', 'provider', 'client',   'back',  'token.response',     200, NULL, 9200),
  ( 7, 'a', 'provider', 'client',   'provider', 'back',  'jwks.get',           200, NULL, 9250),
  ( 8, 'a', 'client',   'browser',  'client',   'front', 'authorize.callback', 303, NULL, 9100), -- recorded when its work is done
  ( 9, 'a', 'client',   'client',   'browser',  'front', 'session.start',      303, NULL, 9100),
  (10, 'c', 'api',      'client',   'api',      'back',  'api.request',        200, NULL, 20010),
  (11, 'c', 'client',   'browser',  'client',   'front', 'client.request',     200, NULL, 20000),
  (12, 'd', 'api',      'shell',    'api',      'back',  'api.request',        401, 'typ_mismatch', 60000),
  (13, 'e', 'provider', 'client',   'provider', 'back',  'token.request',      200, NULL, 61000),
  (14, 'e', 'provider', 'provider', 'client',   'back',  'token.response',     200, NULL, 61000),
  (15, 'f', 'provider', 'browser',  'provider', 'front', 'authorize.request',  400, 'parameter_repeated', 62000),
  (16, '9', 'workshop', 'browser',  'workshop', 'front', 'page.get',           200, NULL, 63000),
  (17, '1', 'client',   'browser',  'client',   'front', 'client.request',     303, NULL, 70000),
  (18, '2', 'provider', 'browser',  'provider', 'front', 'authorize.request',  303, NULL, 70010),
  (19, '2', 'provider', 'provider', 'browser',  'front', 'authorize.response', 303, NULL, 70010),
  (20, '1', 'provider', 'client',   'provider', 'back',  'token.request',      200, NULL, 70020),
  (21, '1', 'client',   'browser',  'client',   'front', 'authorize.callback', 303, NULL, 70015),
  (22, '3', 'client',   'browser',  'client',   'front', 'client.request',     303, NULL, 80000), -- a login that is refused:
  (23, '4', 'provider', 'browser',  'provider', 'front', 'authorize.request',  303, NULL, 80010), -- a state and no code
  (24, '4', 'provider', 'browser',  'provider', 'front', 'consent.denied',     303, 'not_found', 80020);
INSERT INTO flow_event (event_id, trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path, status, decision, reason, client_id, detail)
SELECT event_id, substr(printf('%s%032d', trace, 0), 1, 32), printf('%016x', event_id), 1700000000 + ms / 1000, (1700000000000 + ms) * 1000,
       recorder, actor_from, actor_to, channel, kind, 'GET', '/somewhere', status, CASE WHEN reason IS NULL THEN 'allow' ELSE 'deny' END, reason,
       CASE WHEN trace IN ('a', 'b', 'c', '1', '2') THEN 'notes-web' WHEN trace = 'e' THEN 'demo-service' END,
       CASE event_id WHEN 22 THEN '{"state":"5da1056c9dec59d3"}' WHEN 23 THEN '{"state":"5da1056c9dec59d3","nonce":"83426fd6a575f202"}' END
  FROM made ORDER BY event_id;
INSERT INTO flow_token (event_id, role, type, fingerprint, place, verdict) VALUES
  ( 3, 'issued',    'session', 'aa01000000000000', 'cookie', 'ok'), -- the provider's own: single sign-on
  ( 4, 'issued',    'code',    '1f7a000000000000', 'query',  'ok'),
  ( 5, 'presented', 'code',    '1f7a000000000000', 'body',   'ok'),
  ( 6, 'issued',    'access',  '8498000000000000', 'body',   'ok'),
  ( 6, 'issued',    'id',      '6f0c000000000000', 'body',   'ok'),
  ( 6, 'issued',    'refresh', '0b3e000000000000', 'body',   'ok'),
  ( 8, 'presented', 'code',    '1f7a000000000000', 'query',  'ok'),
  ( 9, 'issued',    'session', 'c1d2000000000000', 'cookie', 'ok'),
  (10, 'presented', 'access',  '8498000000000000', 'header', 'ok'),
  (11, 'presented', 'session', 'c1d2000000000000', 'cookie', 'ok'),
  (12, 'presented', 'id',      '6f0c000000000000', 'header', 'typ_mismatch'),
  (14, 'issued',    'access',  '22b1000000000000', 'body',   'ok'),
  (18, 'presented', 'session', 'aa01000000000000', 'cookie', 'ok'),
  (19, 'issued',    'code',    '77aa000000000000', 'query',  'ok'),
  (20, 'presented', 'code',    '77aa000000000000', 'body',   'ok'),
  (21, 'presented', 'code',    '77aa000000000000', 'query',  'ok');
