-- demo-cli: its authorization request, and the answer.  (Why a statement reads tables and writes JSON: see the head of flow/flow.sql.)

-- name: cli_registered
-- needs: $mount
-- gives: cli_client_id redirect_uri apis
-- Its address here is one of demo-cli's own; the APIs, and what it may ask of each.
SELECT u.client_id AS cli_client_id, u.redirect_uri,
       (SELECT json_group_array(json_object('resource', resource, 'name', name, 'scope', scope))
          FROM (SELECT p.resource, p.name, group_concat(s.scope, ' ') AS scope
                  FROM client_scope AS c JOIN scope AS s ON s.scope = c.scope JOIN protected_resource AS p ON p.resource = s.resource
                 WHERE c.client_id = u.client_id
                 GROUP BY p.resource
                 ORDER BY length(p.resource), p.resource)) AS apis
  FROM client_redirect_uri AS u
 WHERE u.client_id = 'demo-cli'
   AND substr(u.redirect_uri, -length($mount || '/cli/callback')) = $mount || '/cli/callback'
 LIMIT 1;

-- local: cli_secrets
-- needs: @apis :scope
-- gives: state nonce code_verifier code_challenge cli_secrets scope
-- RFC 7636 section 4.1, RFC 9700 sections 4.5.3 and 4.7.1: new for each request.  A scope is made of words that an address bears as they are.
WITH made AS MATERIALIZED (
  SELECT token_random(16) AS state, token_random(16) AS nonce, token_random(32) AS code_verifier)
SELECT state, nonce, code_verifier, pkce_challenge(code_verifier) AS code_challenge, nonce || '.' || code_verifier AS cli_secrets,
       CASE WHEN :scope NOT GLOB '*[^A-Za-z0-9:._/ -]*' THEN :scope ELSE 'openid profile ' || (@apis ->> '$[0].scope') END AS scope
  FROM made;

-- local: cli_page
-- needs: @apis @scope @state @nonce @code_verifier @code_challenge @issuer @cli_client_id @redirect_uri
-- gives: model
-- OIDC Core 3.1.2.1, RFC 7636 section 4.3.
WITH choice (place, title, name, scope) AS (
  SELECT key, 'Who you are, and the API', value ->> 'name', 'openid profile ' || (value ->> 'scope') FROM json_each(@apis)
  UNION ALL SELECT 10 + key, 'Nothing but the API', value ->> 'name', value ->> 'scope' FROM json_each(@apis)
  UNION ALL SELECT 20, 'Who you are, and no API', NULL, 'openid profile email')
SELECT json_object(
  'scope', @scope,
  'choices', (SELECT json_group_array(json_object('title', title, 'name', name, 'scope', scope, 'query', replace(scope, ' ', '+'),
                                                  'current', json(CASE WHEN scope = @scope THEN 'true' ELSE 'false' END)))
                FROM (SELECT * FROM choice ORDER BY place)),
  'secrets', json_array(
     json_object('parameter', 'state', 'value', @state, 'sql', 'SELECT token_random(16);',
                 'about', 'Goes along, and has to come back: the answer belongs to the request of this browser.'),
     json_object('parameter', 'nonce', 'value', @nonce, 'sql', 'SELECT token_random(16);',
                 'about', 'Goes along, and has to stand in the ID token: it was made for this request.'),
     json_object('parameter', 'code_verifier', 'value', @code_verifier, 'sql', 'SELECT token_random(32);',
                 'about', 'Stays with the program: whoever has it can redeem the code.'),
     json_object('parameter', 'code_challenge', 'value', @code_challenge, 'sql', 'SELECT pkce_challenge(''' || @code_verifier || ''');',
                 'about', 'Goes along: its hash.')),
  'authorize', @issuer || '/authorize?response_type=code&client_id=' || @cli_client_id || '&redirect_uri=' || @redirect_uri
               || '&scope=' || replace(@scope, ' ', '+') || '&state=' || @state || '&nonce=' || @nonce
               || '&code_challenge=' || @code_challenge || '&code_challenge_method=S256',
  'sql', 'SELECT redirect_uri FROM client_redirect_uri WHERE client_id = ''' || @cli_client_id || ''';' || char(10)
         || 'SELECT scope FROM client_scope WHERE client_id = ''' || @cli_client_id || ''';') AS model;

-- local: cli_answer
-- needs: @issuer @fingerprint_key @cli_client_id :iss :code :state $cli_cookie
-- gives: kept_nonce kept_verifier is_from_provider code_malformed event_to detail client_id
-- The cookie is that of this state, or there is none.  The code will stand in a shell's quotes.
SELECT substr($cli_cookie, 1, instr($cli_cookie, '.') - 1) AS kept_nonce, substr($cli_cookie, instr($cli_cookie, '.') + 1) AS kept_verifier,
       CASE WHEN :iss = @issuer THEN 1 ELSE 0 END AS is_from_provider,
       CASE WHEN :code GLOB '*[^A-Za-z0-9._~-]*' THEN 1 ELSE 0 END AS code_malformed,
       'shell' AS event_to, json_object('state', token_fingerprint(@fingerprint_key, :state)) AS detail,
       @cli_client_id AS client_id;

-- local: cli_code_presented
-- needs: @fingerprint_key :code
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint, 'query' AS place;

-- local: cli_callback_steps
-- needs: @apis @issuer @redirect_uri @kept_verifier @cli_client_id :code
-- gives: cli_steps
-- What the program would do now, in any shell with curl and sed.
WITH api AS (
  SELECT 'API' || CASE key WHEN 0 THEN '' ELSE key + 1 END || '=' || (value ->> 'resource') AS line FROM json_each(@apis))
SELECT json_array(
  json_object('title', 'What the shell has to know', 'command',
    'ISSUER=' || @issuer || char(10) || (SELECT group_concat(line, char(10)) FROM api) || char(10) || 'REDIRECT_URI=' || @redirect_uri || char(10)
    || 'CODE=' || :code || char(10) || 'VERIFIER=' || coalesce(@kept_verifier, '''the code_verifier that you made''')),
  json_object('title', 'Redeem the code', 'about', 'Once, and only with the verifier. RFC 6749 section 4.1.3, RFC 7636 section 4.5.', 'command',
    'TOKENS=$(curl -s "$ISSUER/token" -d grant_type=authorization_code -d client_id=' || @cli_client_id || ' \' || char(10)
    || '  -d redirect_uri="$REDIRECT_URI" -d code="$CODE" -d code_verifier="$VERIFIER")' || char(10) || 'echo "$TOKENS"'),
  json_object('title', 'Take the tokens out of the answer', 'command',
    'take() { printf %s "$TOKENS" | sed -n ''s/.*"''"$1"''":"\([^"]*\)".*/\1/p''; }' || char(10)
    || 'AT=$(take access_token) ID=$(take id_token) RT=$(take refresh_token)'),
  json_object('title', 'Call the API', 'about', 'The access token goes to the API that it is for. RFC 6750 section 2.1.', 'command',
    'curl -i "$API/whoami" -H "Authorization: Bearer $AT"'),
  json_object('title', 'Ask who the user is', 'about',
              'The authorization server itself takes the access token here. OIDC Core section 5.3.', 'command',
    'curl -i "$ISSUER/userinfo" -H "Authorization: Bearer $AT"'),
  json_object('title', 'Refresh', 'about', 'The refresh token goes to the authorization server alone, and is used up. RFC 6749 section 6.', 'command',
    'TOKENS=$(curl -s "$ISSUER/token" -d grant_type=refresh_token -d client_id=' || @cli_client_id || ' -d refresh_token="$RT")' || char(10)
    || 'AT=$(take access_token) ID=$(take id_token) RT=$(take refresh_token)' || char(10) || 'echo "$TOKENS"'),
  json_object('title', 'Hand it back', 'about', 'With its refresh token the whole grant ends. RFC 7009 section 2.1.', 'command',
    'curl -i "$ISSUER/revoke" -d client_id=' || @cli_client_id || ' -d token="$RT"')) AS cli_steps;

-- local: cli_callback_page
-- needs: @fingerprint_key @kept_nonce @kept_verifier @is_from_provider @cli_steps :code :state :error :error_description :iss
-- gives: model
SELECT json_object(
  'code', :code, 'short', substr(token_fingerprint(@fingerprint_key, :code), 1, 4), 'nonce', @kept_nonce, 'state', :state,
  'error', :error, 'error_description', :error_description, 'iss', :iss,
  'state_known', json(CASE WHEN @kept_verifier IS NULL THEN 'false' ELSE 'true' END),
  'iss_good', json(CASE @is_from_provider WHEN 1 THEN 'true' ELSE 'false' END),
  'steps', CASE WHEN :code IS NOT NULL AND :error IS NULL THEN json(@cli_steps) END,
  'sql', 'SELECT * FROM flow_step WHERE kind IN (''authorize.response'', ''authorize.callback'', ''token.request'') ORDER BY event_id DESC LIMIT 5;')
  AS model;
