-- conformance: which rules of OAuth 2.1 and of the FAPI 2.0 Security Profile each client's configuration meets.  What the server does for
-- everybody (exact redirect URIs, codes that are good once, iss in each answer) is not here: its tests prove it.

-- The rules about a configuration, each with the clause and the words that say it.
CREATE TABLE conformance_rule (
  rule       TEXT PRIMARY KEY,
  standard   TEXT NOT NULL CHECK (standard IN ('OAuth 2.1', 'FAPI 2.0')),
  spec       TEXT NOT NULL,
  grant_type TEXT NOT NULL,                                  -- of clients with this grant; *: with any; empty: of those without one too
  says       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO conformance_rule (rule, standard, spec, grant_type, says) VALUES
  ('pkce',            'OAuth 2.1', 'OAuth 2.1 4.1.1',      'authorization_code', 'it has to send a code_challenge'),
  ('https',           'OAuth 2.1', 'OAuth 2.1 1.5',        'authorization_code', 'its redirect URIs are https, loopback or its own app''s'),
  ('refresh',         'OAuth 2.1', 'OAuth 2.1 4.3.1',      'refresh_token',      'a refresh token is used once, or bound to a key'),
  ('secret',          'OAuth 2.1', 'OAuth 2.1 2.4',        'client_credentials', 'with a grant of its own it authenticates'),
  ('confidential',    'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  '',                   'it is a confidential client'),
  ('authentication',  'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  '',                   'it authenticates by private_key_jwt'),
  ('audience',        'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  '',                   'its assertions name the issuer alone'),
  ('bound',           'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  '*',                  'its access tokens are bound to a key by DPoP'),
  ('pushed',          'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.2',  'authorization_code', 'it pushes its authorization requests'),
  ('challenge',       'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.2',  'authorization_code', 'it has to send a code_challenge'),
  ('code',            'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  'authorization_code', 'its codes live for 60 seconds at most'),
  ('rotation',        'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.1',  'refresh_token',      'its refresh token stays the same when it is used'),
  ('redirect',        'FAPI 2.0',  'FAPI 2.0 SP 5.3.2.2',  'authorization_code', 'its redirect URIs are https, loopback or its own app''s'),
  ('alg',             'FAPI 2.0',  'FAPI 2.0 SP 5.4.1',    'authorization_code', 'its ID tokens are signed by ES256, PS256 or EdDSA');

-- What is against a rule, client by client.
CREATE VIEW conformance_fault AS
SELECT client_id, 'pkce' AS rule FROM client WHERE pkce_required = 0
UNION ALL SELECT client_id, 'challenge' FROM client WHERE pkce_required = 0
UNION ALL SELECT client_id, r.rule FROM client_redirect_uri, (SELECT 'https' AS rule UNION ALL SELECT 'redirect') AS r
           WHERE redirect_uri GLOB 'http:*' AND redirect_uri || '/' NOT GLOB 'http://127.0.0.1[:/]*'
             AND redirect_uri || '/' NOT GLOB 'http://[[]::1][:/]*' AND redirect_uri || '/' NOT GLOB 'http://localhost[:/]*'
UNION ALL SELECT client_id, 'refresh' FROM client WHERE refresh_rotation = 0 AND dpop_bound_access_tokens = 0
UNION ALL SELECT client_id, 'rotation' FROM client WHERE refresh_rotation = 1
UNION ALL SELECT client_id, 'secret' FROM client
           WHERE token_endpoint_auth_method = 'none'
             AND EXISTS (SELECT 1 FROM client_grant_type AS g WHERE g.client_id = client.client_id AND g.grant_type = 'client_credentials')
UNION ALL SELECT client_id, 'confidential' FROM client WHERE token_endpoint_auth_method = 'none'
UNION ALL SELECT client_id, 'authentication' FROM client WHERE token_endpoint_auth_method <> 'private_key_jwt'
UNION ALL SELECT client_id, 'audience' FROM client WHERE assertion_audience <> 'issuer'
UNION ALL SELECT client_id, 'bound' FROM client WHERE dpop_bound_access_tokens = 0
UNION ALL SELECT client_id, 'pushed' FROM client
           WHERE require_pushed_authorization_requests = 0
             AND EXISTS (SELECT 1 FROM client_grant_type AS g WHERE g.client_id = client.client_id AND g.grant_type = 'authorization_code')
UNION ALL SELECT client_id, 'code' FROM client_lifetime WHERE code_lifetime > 60
UNION ALL SELECT client_id, 'alg' FROM client WHERE id_token_signed_response_alg NOT IN ('ES256', 'PS256', 'EdDSA');

CREATE VIEW conformance AS
SELECT c.client_id, r.standard, r.spec, r.says,
       CASE WHEN f.rule IS NULL THEN 1 ELSE 0 END AS met, r.rule
  FROM client AS c JOIN conformance_rule AS r
  LEFT JOIN (SELECT DISTINCT client_id, rule FROM conformance_fault) AS f ON f.client_id = c.client_id AND f.rule = r.rule
 WHERE r.grant_type = '' OR EXISTS (SELECT 1 FROM client_grant_type AS g WHERE g.client_id = c.client_id AND g.grant_type GLOB r.grant_type)
 ORDER BY c.client_id, r.standard DESC, r.spec, r.rule;
