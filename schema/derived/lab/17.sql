-- 17: a signing key is replaced, and another is stolen.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('17', 'day', 10, 'OIDC Core 10.1.1', 'A new key', 'The server signs with another key from now on. What becomes of the tokens that are out?',
   'a token that an API took although another key signed already, and the same token refused once its key was compromised.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('17', 'a', 0, 'They are void: nobody can check them any more.'),
  ('17', 'b', 1, 'They are good until they expire: the old key stands in the key set for so long.'),
  ('17', 'c', 0, 'The server signs them again.');
INSERT INTO lab_reason (lab, reason) VALUES ('17', 'no_key');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('17', 'A new key ends old tokens.', 'Two names of keys in two tokens, both taken; then the refused one.',
   'Announce, wait for the caches, sign, wait for the tokens, remove. A stolen key ends at once, and costs whom it costs.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('17', 'curl', 1, 'Let nobody keep the key set for longer than a minute, so that you need not wait for five.'),
  ('17', 'curl', 2, 'Ask for another key, and look at the key set until both are there. Which one signs?'),
  ('17', 'curl', 3, 'Wait until each cache has the new key. Now it signs; and the token of the old one is still good.'),
  ('17', 'curl', 4, 'The old key was stolen. Its token is refused once the API has asked for the key set again, which it does within a ' ||
   'minute: make it forget at once.'),
  ('17', 'curl', 5, 'Ask the database why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('17', 'curl', 1, 1, 'run', 'schema/shell $DB "UPDATE setting SET value = 60 WHERE name = ''jwks_cache''"'),
  ('17', 'curl', 2, 1, 'run', 'schema/shell $DB "INSERT INTO key_rotate (alg) VALUES (''ES256'')"' || char(10) ||
   'until [ $(curl -s {provider}/jwks | grep -o ES256 | wc -l) -ge 2 ]; do sleep 1; done' || char(10) ||
   'curl -s {provider}/jwks | tr { ''\n'' | grep ES256'),
  ('17', 'curl', 2, 2, 'see', '"kid"'),
  ('17', 'curl', 2, 3, 'run', 'token() { curl -s -u demo-service:demo-service-secret-for-localhost-only {provider}/token \' || char(10) ||
   '  -d grant_type=client_credentials -d scope=notes:read | sed ''s/.*"access_token":"\([^"]*\)".*/\1/''; }' || char(10) ||
   'kid() { echo "$1" | cut -d. -f1 | base64 -d 2> /dev/null | sed ''s/.*"kid":"\([^"]*\)".*/\1/''; }' || char(10) ||
   'OLD=$(token); kid $OLD'),
  ('17', 'curl', 3, 1, 'wait', '71'),
  ('17', 'curl', 3, 2, 'run', 'NEW=$(token); kid $NEW'),
  ('17', 'curl', 3, 3, 'run', 'curl -i -H "Authorization: Bearer $NEW" {api}/notes'),
  ('17', 'curl', 3, 4, 'see', 'HTTP/1.1 200'),
  ('17', 'curl', 3, 5, 'run', 'curl -i -H "Authorization: Bearer $OLD" {api}/notes'),
  ('17', 'curl', 3, 6, 'see', 'HTTP/1.1 200'),
  ('17', 'curl', 4, 1, 'run', 'schema/shell $DB "INSERT INTO key_compromised (kid) VALUES (''$(kid $OLD)'')"'),
  ('17', 'curl', 4, 2, 'run', 'schema/shell $DB "DELETE FROM api_discovery"' || char(10) || 'curl -i -H "Authorization: Bearer $OLD" {api}/notes'),
  ('17', 'curl', 4, 3, 'see', 'invalid_token'),
  ('17', 'curl', 4, 4, 'run', 'curl -i -H "Authorization: Bearer $NEW" {api}/notes'),
  ('17', 'curl', 4, 5, 'see', 'HTTP/1.1 200'),
  ('17', 'curl', 5, 1, 'run', 'schema/shell $DB "SELECT token, reason, help FROM why LIMIT 1"' || char(10) ||
   'schema/shell $DB "SELECT kid, alg, active_at, retired_at, compromised_at FROM signing_key"'),
  ('17', 'curl', 5, 2, 'see', 'no_key');

CREATE VIEW lab_17 AS
SELECT refused.event_id, again.event_id AS beside_id
  FROM flow_event AS refused
  JOIN flow_token AS old ON old.event_id = refused.event_id AND old.type = 'access' AND old.role = 'presented'
  JOIN flow_token AS same ON same.fingerprint = old.fingerprint AND same.role = 'presented' AND same.event_id < refused.event_id
  JOIN flow_event AS again ON again.event_id = same.event_id
 WHERE refused.actor_to = 'api' AND refused.decision = 'deny' AND refused.reason = 'no_key'
   AND again.kind = 'api.request' AND again.actor_to = 'api' AND again.decision = 'allow'
   AND EXISTS (SELECT 1 FROM flow_event AS given JOIN flow_token AS new ON new.event_id = given.event_id
                WHERE given.event_id < again.event_id AND new.role = 'issued' AND new.type = 'access' AND new.alg = old.alg AND new.kid <> old.kid
                  AND given.event_id > (SELECT min(t.event_id) FROM flow_token AS t WHERE t.fingerprint = old.fingerprint));

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'A new key', 'Ein neuer Schlüssel'),
  ('de', 'The server signs with another key from now on. What becomes of the tokens that are out?',
   'Der Server signiert von jetzt an mit einem anderen Schlüssel. Was wird aus den Tokens, die unterwegs sind?'),
  ('de', 'a token that an API took although another key signed already, and the same token refused once its key was compromised.',
   'ein Token, das eine API annahm, obwohl schon ein anderer Schlüssel signierte, und dasselbe Token, abgelehnt, als sein Schlüssel ' ||
   'kompromittiert war.'),
  ('de', 'They are void: nobody can check them any more.', 'Sie sind wertlos: Niemand kann sie mehr prüfen.'),
  ('de', 'They are good until they expire: the old key stands in the key set for so long.',
   'Sie gelten, bis sie ablaufen: So lange steht der alte Schlüssel noch im Key Set.'),
  ('de', 'The server signs them again.', 'Der Server signiert sie neu.'),
  ('de', 'A new key ends old tokens.', 'Ein neuer Schlüssel beendet alte Tokens.'),
  ('de', 'Two names of keys in two tokens, both taken; then the refused one.',
   'zwei verschiedene kid in zwei Tokens, beide angenommen; dann das abgelehnte.'),
  ('de', 'Announce, wait for the caches, sign, wait for the tokens, remove. A stolen key ends at once, and costs whom it costs.',
   'Ankündigen, auf die Caches warten, signieren, auf die Tokens warten, entfernen. Ein gestohlener Schlüssel endet sofort, koste es, wen es ' ||
   'koste.'),
  ('de', 'Let nobody keep the key set for longer than a minute, so that you need not wait for five.',
   'Lass niemanden das Key Set länger als eine Minute behalten, damit du nicht fünf warten musst.'),
  ('de', 'Ask for another key, and look at the key set until both are there. Which one signs?',
   'Verlange einen weiteren Schlüssel und sieh dir das Key Set an, bis beide da sind. Welcher signiert?'),
  ('de', 'Wait until each cache has the new key. Now it signs; and the token of the old one is still good.',
   'Warte, bis jeder Cache den neuen Schlüssel hat. Jetzt signiert er; und das Token des alten gilt noch.'),
  ('de', 'The old key was stolen. Its token is refused once the API has asked for the key set again, which it does within a ' ||
   'minute: make it forget at once.',
   'Der alte Schlüssel wurde gestohlen. Sein Token wird abgelehnt, sobald die API das Key Set neu geholt hat, was sie binnen einer Minute tut: ' ||
   'Lass sie sofort vergessen.');
