-- The settings: unit, what it is in each profile, its bounds, in which direction it is weaker (and the clause that then stands in
-- the view relaxation), and its meaning.  Its value is the owner's: the rows are made anew around it.  A setting that is new has the
-- value of the owner's profile; so has one whose value is out of its bounds by now.
CREATE TEMP TABLE owner_setting AS SELECT name, value FROM setting;
DELETE FROM setting;

WITH known (name, unit, workshop, service, smallest, largest, weaker, spec, meaning) AS (VALUES
  ('access_lifetime',        'seconds', 300,       300,       10,     86400,         'larger',  'RFC 6750 5.3',
   'an access token, RFC 9700 section 2.2'),
  ('id_lifetime',            'seconds', 3600,      3600,      10,     86400,         'larger',  'OIDC Core 2',
   'an ID token: what the client may believe, OIDC Core 2'),
  ('code_lifetime',          'seconds', 120,       60,        5,      600,           'larger',  'RFC 6749 4.1.2',
   'an authorization code, RFC 6749 section 4.1.2'),
  ('secret_overlap',         'seconds', 604800,    604800,    0,     31536000,      'larger',  'RFC 9700 2.5',
   'how long the old secret of a client is good beside its new one'),
  ('assertion_longest',      'seconds', 600,       600,       10,    86400,         'larger',  'RFC 7523 3',
   'how far ahead an assertion of a client may end'),
  ('request_lifetime',       'seconds', 1800,      1800,      60,     86400,         'larger',  'RFC 6819 5.1.5.3',
   'a login that nobody finishes'),
  ('device_lifetime',        'seconds', 900,       900,       60,     3600,          'larger',  'RFC 8628 5.1',
   'a device that waits for its user, RFC 8628 section 3.2'),
  ('pushed_lifetime',        'seconds', 60,        60,        5,     600,           'larger',  'RFC 9126 2.2',
   'how long a pushed authorization request waits for its browser'),
  ('refresh_idle',           'seconds', 1200,      604800,    10,     7776000,       'larger',  'RFC 9700 4.14.2',
   'a refresh token that nobody uses'),
  ('refresh_absolute',       'seconds', 3600,      2592000,   10,     31536000,      'larger',  'RFC 9700 4.14.2',
   'a family of refresh tokens, however busy'),
  ('refresh_grace',          'seconds', 15,        15,        10,     600,           'larger',  'RFC 9700 4.14.2',
   'how long a used refresh token gets its one successor again: of a client with a secret'),
  ('refresh_grace_public',   'seconds', 60,        60,        10,     600,           'larger',  'RFC 9700 4.14.2',
   'the same of a public client, whose processes share one token'),
  ('refresh_rate',           'count',   60,        60,        1,      10000,         'larger',  'RFC 6585 4',
   'how many times a minute one family of refresh tokens is used'),
  ('session_idle',           'seconds', 1200,      28800,     10,     7776000,       'larger',  'NIST SP 800-63B 7.2',
   'a login that nobody uses'),
  ('session_absolute',       'seconds', 3600,      604800,    10,     31536000,      'larger',  'NIST SP 800-63B 7.2',
   'a login, however busy'),
  ('clock_leeway',           'seconds', 10,        10,        0,      600,           'larger',  'RFC 7519 4.1.4',
   'by how much clocks may differ'),
  ('jwks_cache',             'seconds', 300,       300,       10,     86400,         'larger',  'OIDC Core 10.1.1',
   'how long a JWKS may be kept by those who fetched it'),
  ('key_lifetime',           'seconds', 7776000,   7776000,   0,      31536000,      'neither', NULL,
   'after what time another key signs; 0: no key is made by itself'),
  ('invitation_lifetime',    'seconds', 604800,    604800,    60,     2592000,       'larger',  'NIST SP 800-63B 5.1.1.2',
   'a link by which somebody who was invited sets a password'),
  ('reset_lifetime',         'seconds', 3600,      86400,     60,     604800,        'larger',  'NIST SP 800-63B 5.1.1.2',
   'a link by which somebody who forgot the password sets another'),
  ('administration_login',   'seconds', 3600,      900,       60,     86400,         'larger',  'NIST SP 800-63B 7.2',
   'how long ago an administrator may have signed in, to see the pages of administration'),
  ('record_keep',            'seconds', 86400,     604800,    60,     31536000,      'larger',  'RFC 6973 6.1',
   'how long the flow record keeps an event'),
  ('record_largest',         'count',   100000,    100000,    100,    100000000,     'neither', NULL,
   'how many events the flow record keeps; of those that hit no endpoint a tenth of it'),
  ('record_bytes',           'bytes',   33554432,  134217728, 100000, 1000000000000, 'neither', NULL,
   'how many bytes the flow record keeps'),
  ('pending_largest',        'count',   50000,     50000,     100,    10000000,      'neither', NULL,
   'how many sign-ins, and sign-outs, that nobody has finished are kept; the oldest go'),
  ('sessions_largest',       'count',   100,       100,       1,      1000,          'larger',  'NIST SP 800-63B 7.1',
   'how many logins of one user there are at once; the oldest ends'),
  ('grants_largest',         'count',   100,       100,       1,      1000,          'larger',  'RFC 9700 4.14.2',
   'how many grants a client has of one login at once; the oldest ends'),
  ('grants_largest_user',    'count',   1000,      1000,      1,      10000,         'larger',  'RFC 9700 4.14.2',
   'how many grants a client has of one user at once, of all logins together; the oldest ends'),
  ('login_attempts',         'count',   10,        5,         1,      1000,          'larger',  'OAuth 2.1 2.4.1',
   'failed logins of an account from one network (an IPv4 address, an IPv6 /64), or in a browser that it knows, before it has to wait'),
  ('login_attempts_account', 'count',   100,       100,       10,     100000,        'larger',  'OAuth 2.1 2.4.1',
   'failed logins of an account from all networks together; browsers that it knows do not wait for them'),
  ('login_attempts_network', 'count',   60,        60,        1,      100000,        'larger',  'OAuth 2.1 2.4.1',
   'failed logins from one network, of all accounts together'),
  ('login_wait_longest',     'seconds', 300,       3600,      1,      86400,         'smaller', 'OAuth 2.1 2.4.1',
   'each wait in a row is twice as long as the one before, up to this; of an account or a network alone it does not grow'),
  ('login_wait',             'seconds', 30,        300,       1,      86400,         'smaller', 'OAuth 2.1 2.4.1',
   'within this time, and how long it then has to wait'),
  ('require_pushed_authorization_requests', 'flag', 0, 0,      0,     1,             'neither', NULL,
   'every client pushes its authorization requests, RFC 9126 section 5; with 0 each says so itself'),
  ('registered_unused',      'seconds', 86400,     86400,     3600,   31536000,      'neither', NULL,
   'how long a client that registered itself is kept until a user consents to it'),
  ('registered_largest',     'count',   10000,     10000,     10,     10000000,      'neither', NULL,
   'how many clients that registered themselves and have no user yet are kept; the oldest go'),
  ('registered_pkce_required', 'flag',  1,         1,         0,      1,             'smaller', 'RFC 9700 2.1.1',
   'pkce_required of a client that registers itself, where it has a secret or a key'),
  ('registered_trusted',     'flag',    0,         0,         0,      1,             'larger',  'RFC 9700 4.11.2',
   'trusted of a client that registers itself: an error goes to it before anybody has signed in'),
  ('remembered_largest',     'count',   1000000,   1000000,   100,    100000000,     'neither', NULL,
   'how many tries, used proofs and used assertions are remembered, each; of tries the first go, of the others no more are taken'),
  ('registered_bytes',       'bytes',   67108864,  67108864,  100000, 100000000000,  'neither', NULL,
   'how many bytes of logos and keys are kept for clients that registered themselves and have no user yet; the heaviest go'),
  ('fetches_at_once',        'count',   2,         2,         1,      64,            'neither', NULL,
   'how many workers may wait at once for servers that strangers name: fewer than the web server starts'),
  ('fetch_private',          'flag',    1,         0,         0,      1,             'larger',  'RFC 9728 7.7',
   'strangers may name private addresses to fetch: a relaxation'),
  ('account_deletion',       'flag',    1,         1,         0,      1,             'neither', NULL,
   'whether users delete their accounts themselves; else an administrator does'),
  ('reveal',                 'flag',    1,         0,         0,      1,             'larger',  'RFC 6749 10.3',
   'the sample client shows the tokens it holds: a relaxation'))
INSERT INTO setting (name, value, unit, workshop, service, smallest, largest, weaker, spec, meaning)
SELECT name, workshop, unit, workshop, service, smallest, largest, weaker, spec, meaning FROM known;

-- Words, of which `words` lists the allowed ones between commas; and what profiles leave alone.
INSERT INTO setting (name, value, unit, workshop, service, words, weaker, spec, meaning) VALUES
  ('record',         'all',     'word', 'all',     'logins',  'all,logins,refusals', 'smaller', 'RFC 6973 6.1',
   'what the flow record keeps: sign-ins and refusals, or refusals alone'),
  ('record_address', 'network', 'word', 'network', 'network', 'none,network,whole',  'larger',  'RFC 6973 6.1',
   'of the address in a sign-in''s record: the network is IPv4 /24, IPv6 /48'),
  ('language',       'browser', 'word', NULL,      NULL,      'browser,en,de',       'neither', NULL,
   'in which language the workshop speaks: browser is what each browser asks for'),
  ('redirect_uri_match', 'exact',  'word', 'exact',    'exact',    'exact,prefix',     'larger', 'RFC 9700 4.1.3',
   'how the redirect URI of a request is compared with those that the client registered'),
  ('pkce_check',         'on',     'word', 'on',       'on',       'on,off',           'larger', 'RFC 9700 2.1.1',
   'whether a code challenge is demanded, and the verifier compared with it'),
  ('refresh_reuse',      'detected', 'word', 'detected', 'detected', 'detected,ignored', 'larger', 'RFC 9700 4.14.2',
   'whether a refresh token that comes back after its grace ends its family; ignored, it gets its successor for ever'),
  ('dpop_nonce',         'demanded', 'word', 'free', 'demanded', 'demanded,free', 'larger', 'RFC 9449 8',
   'whether a DPoP proof needs a nonce of the server that it is for, so that nobody can make some for later'),
  ('state_check',        'on',     'word', 'on',       'on',       'on,off',           'larger', 'RFC 9700 4.7.1',
   'whether the sample client takes an answer to a sign-in only from the browser that began it'),
  ('iss_check',          'on',     'word', 'on',       'on',       'on,off',           'larger', 'RFC 9207 2.4',
   'whether the sample client asks of an answer that it comes from the server that it asked'),
  ('registration',   'open',   'word', 'open',    'off',     'off,token,open',     'larger',  'RFC 7591 5',
   'whether clients register themselves: with an initial access token, or whoever wants to'),
  ('registered_assertion_audience', 'issuer', 'word', 'issuer', 'issuer', 'issuer,token_endpoint', 'larger', 'RFC 7523bis 3',
   'assertion_audience of a client that registers itself'),
  ('client_documents', 'everybody', 'word', 'everybody', 'listed', 'off,listed,everybody', 'larger', 'Client ID Metadata Document 8',
   'whose client_id may be the address of a document about it: that of hosts in client_document_host, or of everybody'),
  ('access_token_alg', 'ES256', 'word', NULL,      NULL,      'ES256,RS256',         'neither', NULL,
   'what access tokens are signed by, RFC 9068 section 2.1; an RSA signature takes twenty times as long'),
  ('profile',        'workshop', 'word', NULL,     NULL,      'workshop,service,oidf', 'neither', NULL,
   'which column of this table holds'),
  ('trusted_proxy',  '',        'networks', NULL,  NULL,      NULL,                  'neither', NULL,
   'addresses or networks, with blanks between, of the proxies whose X-Forwarded-For is believed; empty: none, RFC 9700 section 4.13'),
  ('ca_file',        '',        'path', NULL,      NULL,      NULL,                  'neither', NULL,
   'PEM file of the authorities whose certificates are believed when others are asked over https; empty: those of this machine'),
  ('issuer', 'http://localhost:8080/provider', 'url', NULL, NULL, NULL,              'neither', NULL,
   'the authorization server''s name, RFC 8414 section 2; never taken from Host');
INSERT INTO setting (name, value, unit, smallest, largest, weaker, spec, meaning) VALUES
  ('clock_offset', 0, 'seconds', 0, 315360000, 'larger', 'RFC 7519 4.1.4',
   'how far the workshop''s clock was moved ahead');

-- What a run of the conformance suite registers, as what, and how often: everything else is as in a service.
UPDATE setting SET oidf = 'open' WHERE name = 'registration';
UPDATE setting SET oidf = 0 WHERE name = 'registered_pkce_required';
UPDATE setting SET oidf = 1 WHERE name = 'registered_trusted';
UPDATE setting SET oidf = 'token_endpoint' WHERE name = 'registered_assertion_audience';
UPDATE setting SET oidf = 10000 WHERE name IN ('login_attempts_network', 'login_attempts_account');

UPDATE setting
   SET value = CASE (SELECT value FROM owner_setting WHERE name = 'profile') WHEN 'oidf' THEN coalesce(oidf, service) ELSE service END
 WHERE service IS NOT NULL AND (SELECT value FROM owner_setting WHERE name = 'profile') IN ('service', 'oidf');
UPDATE OR IGNORE setting SET value = o.value FROM owner_setting AS o WHERE o.name = setting.name;
SELECT 'setting ' || name || ' was ' || o.value || ', which it may not be any more, and is ' || s.value || ' now.'
  FROM setting AS s JOIN owner_setting AS o USING (name)
 WHERE s.value IS NOT o.value;
DROP TABLE owner_setting;

-- Setting the row `profile` sets the others to its values.
CREATE TRIGGER setting_profile AFTER UPDATE OF value ON setting WHEN new.name = 'profile'
BEGIN
  UPDATE setting
     SET value = CASE new.value WHEN 'workshop' THEN workshop WHEN 'oidf' THEN coalesce(oidf, service) ELSE service END
   WHERE workshop IS NOT NULL;
END;

-- What every program may know of the settings, as one row: the beginning of each exchange reads it.
CREATE VIEW common_setting AS
SELECT (SELECT value FROM setting WHERE name = 'issuer')       AS issuer,
       (SELECT value FROM setting WHERE name = 'profile')      AS profile,
       (SELECT value FROM setting WHERE name = 'record')       AS record,
       (SELECT value FROM setting WHERE name = 'record_address') AS record_address,
       (SELECT nullif(value, 'browser') FROM setting WHERE name = 'language') AS language,
       (SELECT ' ' || group_concat(kind, ' ') || ' ' FROM flow_kind WHERE sign_in = 1) AS sign_in_kinds,
       (SELECT value FROM setting WHERE name = 'clock_offset') AS clock_offset,
       (SELECT value FROM setting WHERE name = 'clock_leeway') AS clock_leeway,
       (SELECT value FROM setting WHERE name = 'fetch_private') AS fetch_private,
       (SELECT nullif(value, '') FROM setting WHERE name = 'ca_file') AS ca_file,
       (SELECT nullif(value, '') FROM setting WHERE name = 'trusted_proxy') AS trusted_proxy;

-- The time as the programs have it: the workshop may have moved its clock ahead.  (A program is told the time; this is for triggers.)
CREATE VIEW clock AS SELECT unixepoch() + value AS now FROM setting WHERE name = 'clock_offset';

-- By how much the workshop's pages move it.
CREATE TABLE clock_step (
  seconds INTEGER PRIMARY KEY,
  title   TEXT NOT NULL
) STRICT;
INSERT INTO clock_step (seconds, title) VALUES (11, '11 seconds'), (60, '1 minute'), (300, '5 minutes'), (900, '15 minutes'), (3600, '1 hour');

-- token_fingerprint's key: all programs name a token alike in the flow record, and no export includes it.
CREATE VIEW fingerprint_key AS SELECT key FROM database_key WHERE purpose = 'fingerprint';

-- What else the authorization server wants to know of the settings.
CREATE VIEW provider_setting AS
SELECT (SELECT value FROM setting WHERE name = 'request_lifetime') AS request_lifetime,
       (SELECT value FROM setting WHERE name = 'device_lifetime')  AS device_lifetime,
       (SELECT value FROM setting WHERE name = 'session_idle')     AS session_idle,
       (SELECT value FROM setting WHERE name = 'session_absolute') AS session_absolute,
       (SELECT value FROM setting WHERE name = 'login_attempts')   AS login_attempts,
       (SELECT value FROM setting WHERE name = 'login_attempts_account') AS login_attempts_account,
       (SELECT value FROM setting WHERE name = 'login_attempts_network') AS login_attempts_network,
       (SELECT value FROM setting WHERE name = 'login_wait')       AS login_wait,
       (SELECT value FROM setting WHERE name = 'login_wait_longest') AS login_wait_longest,
       (SELECT value FROM setting WHERE name = 'administration_login') AS administration_login,
       (SELECT value FROM setting WHERE name = 'account_deletion') AS account_deletion,
       (SELECT value FROM setting WHERE name = 'jwks_cache')       AS jwks_cache,
       (SELECT value FROM setting WHERE name = 'pushed_lifetime')  AS pushed_lifetime,
       (SELECT value FROM setting WHERE name = 'require_pushed_authorization_requests') AS pushed_required,
       (SELECT value FROM setting WHERE name = 'assertion_longest') AS assertion_longest,
       (SELECT value FROM setting WHERE name = 'access_token_alg') AS access_token_alg,
       (SELECT value FROM setting WHERE name = 'redirect_uri_match') AS redirect_uri_match,
       (SELECT value FROM setting WHERE name = 'pkce_check')       AS pkce_check,
       (SELECT value FROM setting WHERE name = 'refresh_reuse')    AS refresh_reuse,
       (SELECT value FROM setting WHERE name = 'dpop_nonce')       AS dpop_nonce;

-- What is asked when somebody registers.
CREATE VIEW registration_setting AS
SELECT (SELECT value FROM setting WHERE name = 'registration')     AS registration,
       (SELECT value FROM setting WHERE name = 'client_documents') AS client_documents,
       (SELECT value FROM setting WHERE name = 'registered_pkce_required') AS registered_pkce_required,
       (SELECT value FROM setting WHERE name = 'registered_trusted') AS registered_trusted,
       (SELECT value FROM setting WHERE name = 'registered_assertion_audience') AS registered_assertion_audience;

-- Forms of the provider carry a token that is derived from this key.
CREATE VIEW provider_key AS SELECT key AS provider_key FROM database_key WHERE purpose = 'provider';

-- What the API may know of the settings.
CREATE VIEW api_setting AS
SELECT (SELECT value FROM setting WHERE name = 'jwks_cache') AS jwks_cache,
       (SELECT value FROM setting WHERE name = 'dpop_nonce') AS dpop_nonce;

-- Its nonces are derived from this key.
CREATE VIEW api_key AS SELECT key AS api_key FROM database_key WHERE purpose = 'api';

-- What the client may know of the settings; and how long it waits, in seconds.  The two attempts of a refresh fit into its
-- lease, and lease and back-off fit into the provider's grace (setting refresh_grace): a worker that dies in mid-refresh, or
-- two answers that are lost, do not make the next request look like theft.
--     2 * refresh_attempt <= refresh_lease        refresh_lease + provider_backoff < refresh_grace
CREATE VIEW client_setting AS
SELECT 3 AS refresh_attempt,
       7 AS refresh_lease,
       2 AS provider_backoff,
       (SELECT value FROM setting WHERE name = 'jwks_cache') AS jwks_cache,
       (SELECT value FROM setting WHERE name = 'reveal')     AS reveal,
       (SELECT value FROM setting WHERE name = 'state_check') AS state_check,
       (SELECT value FROM setting WHERE name = 'iss_check')  AS iss_check;
