-- 08: what does an API check, and when is it 401, when 403?
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('08', 'half', 12, 'RFC 6750 3.1', 'What does an API check?',
   'A token is altered, foreign, old, or good and too small. What does the API answer to each?',
   'five refusals of the API with five reasons: altered, another issuer, another audience, expired (each 401), and ' ||
   'a scope that does not suffice (403).');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('08', 'a', 0, 'Always 401: no good token, no entry.'),
  ('08', 'b', 1, '401 while it does not believe the token, 403 once it does and the scope does not allow it.'),
  ('08', 'c', 0, '403 for a token that was altered, for that is an attack; 401 for one that is too old.');
INSERT INTO lab_reason (lab, reason) VALUES
  ('08', 'bad_signature'), ('08', 'issuer_unknown'), ('08', 'aud_mismatch'), ('08', 'expired'), ('08', 'insufficient_scope');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('08', 'Every no of an API is a 401.', 'Five lists of checks, and the one 403 where all checks pass.',
   '401: I do not know you. 403: I know you, and you may not.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('08', 'browser', 1, 'Sign in at the client, and bring the access token into your shell.'),
  ('08', 'browser', 2, 'Give it to the token inspector, and flip one bit of its signature. Send what comes out to the API.'),
  ('08', 'browser', 3, 'The good one again: name another issuer in it.'),
  ('08', 'browser', 4, 'Get a token for the other API, and send it to this one.'),
  ('08', 'browser', 5, 'Get one that may read notes and nothing else, and write with it.'),
  ('08', 'browser', 6, 'Let it grow old, and only read.'),
  ('08', 'browser', 7, 'Five refusals, five reasons. Which of them did the caller hear?'),
  ('08', 'curl', 1, 'Get an access token that may read notes and nothing else.'),
  ('08', 'curl', 2, 'Alter some letters of its signature.'),
  ('08', 'curl', 3, 'Name another issuer in it.'),
  ('08', 'curl', 4, 'Get a token for the other API, and send it to this one.'),
  ('08', 'curl', 5, 'Write a note with the good one.'),
  ('08', 'curl', 6, 'Let it grow old, and only read.'),
  ('08', 'curl', 7, 'Ask the database why. What did the caller hear?'),
  ('08', 'sqlite3', 1, 'Who owns the database has the key of the authorization server. Sign a good token with it.'),
  ('08', 'sqlite3', 2, 'Flip one bit of its signature: the fifth letter carries six of them.'),
  ('08', 'sqlite3', 3, 'Name another issuer in it.'),
  ('08', 'sqlite3', 4, 'The right issuer, another audience.'),
  ('08', 'sqlite3', 5, 'The right audience, and a moment of the past as its end.'),
  ('08', 'sqlite3', 6, 'A good one, which may read and nothing else. Write with it.'),
  ('08', 'sqlite3', 7, 'Ask why. What did the caller hear?');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('08', 'browser', 1, 1, 'open', '{client}/login'),
  ('08', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('08', 'browser', 1, 3, 'copy', 'AT'),
  ('08', 'browser', 2, 1, 'inspect', 'AT'),
  ('08', 'browser', 2, 2, 'press', 'Flip a bit of the signature'),
  ('08', 'browser', 2, 3, 'see', 'bad_signature'),
  ('08', 'browser', 2, 4, 'take', 'BAD'),
  ('08', 'browser', 2, 5, 'run', 'curl -i -H "Authorization: Bearer $BAD" {api}/notes'),
  ('08', 'browser', 2, 6, 'see', 'HTTP/1.1 401'),
  ('08', 'browser', 3, 1, 'inspect', 'AT'),
  ('08', 'browser', 3, 2, 'press', 'Change the issuer'),
  ('08', 'browser', 3, 3, 'see', 'issuer_unknown'),
  ('08', 'browser', 3, 4, 'take', 'BAD'),
  ('08', 'browser', 3, 5, 'run', 'curl -i -H "Authorization: Bearer $BAD" {api}/notes'),
  ('08', 'browser', 3, 6, 'see', 'HTTP/1.1 401'),
  ('08', 'browser', 4, 1, 'open', '{workshop}/cli?scope=calendar:read'),
  ('08', 'browser', 4, 2, 'press', 'Sign in'),
  ('08', 'browser', 4, 3, 'sign in', 'alice / wonderland'),
  ('08', 'browser', 4, 4, 'type', 'What the shell has to know'),
  ('08', 'browser', 4, 5, 'type', 'Redeem the code'),
  ('08', 'browser', 4, 6, 'type', 'Take the tokens out of the answer'),
  ('08', 'browser', 4, 7, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('08', 'browser', 4, 8, 'see', 'HTTP/1.1 401'),
  ('08', 'browser', 5, 1, 'open', '{workshop}/cli?scope=notes:read'),
  ('08', 'browser', 5, 2, 'press', 'Sign in'),
  ('08', 'browser', 5, 3, 'sign in', 'alice / wonderland'),
  ('08', 'browser', 5, 4, 'type', 'What the shell has to know'),
  ('08', 'browser', 5, 5, 'type', 'Redeem the code'),
  ('08', 'browser', 5, 6, 'type', 'Take the tokens out of the answer'),
  ('08', 'browser', 5, 7, 'run', 'curl -i -H "Authorization: Bearer $AT" -d text=hello {api}/notes'),
  ('08', 'browser', 5, 8, 'see', 'HTTP/1.1 403'),
  ('08', 'browser', 6, 1, 'wait', '600'),
  ('08', 'browser', 6, 2, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('08', 'browser', 6, 3, 'see', 'HTTP/1.1 401'),
  ('08', 'browser', 7, 1, 'open', '{workshop}/'),
  ('08', 'browser', 7, 2, 'see', 'insufficient_scope'),
  ('08', 'curl', 1, 1, 'run',
   'grant() { curl -s -u demo-service:demo-service-secret-for-localhost-only {provider}/token \' || char(10) ||
   '  -d grant_type=client_credentials -d scope=$1 | sed ''s/.*"access_token":"\([^"]*\)".*/\1/''; }' || char(10) ||
   'AT=$(grant notes:read)' || char(10) ||
   'echo $AT'),
  ('08', 'curl', 1, 2, 'see', 'eyJ'),
  ('08', 'curl', 2, 1, 'run',
   'SIGNATURE=$(printf %s "$AT" | cut -d. -f3)' || char(10) ||
   'BAD=${AT%.*}.$(printf %.8s "$SIGNATURE" | tr A-Za-z0-9 B-ZAb-za1-90)${SIGNATURE#????????}' || char(10) ||
   'curl -i -H "Authorization: Bearer $BAD" {api}/notes'),
  ('08', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'curl', 3, 1, 'run',
   'BAD=$(schema/shell $DB "SELECT group_concat(iif(name = ''payload'',' || char(10) ||
   '  base64url_encode(replace(decoded, ''{provider}'', ''https://elsewhere.example'')), encoded), ''.'') FROM ' ||
   'jwt_parts(''$AT'')")' || char(10) ||
   'curl -i -H "Authorization: Bearer $BAD" {api}/notes'),
  ('08', 'curl', 3, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'curl', 4, 1, 'run',
   'OTHER=$(grant calendar:read)' || char(10) ||
   'curl -i -H "Authorization: Bearer $OTHER" {api}/notes'),
  ('08', 'curl', 4, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'curl', 5, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" -d text=hello {api}/notes'),
  ('08', 'curl', 5, 2, 'see', 'HTTP/1.1 403'),
  ('08', 'curl', 6, 1, 'wait', '600'),
  ('08', 'curl', 6, 2, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/notes'),
  ('08', 'curl', 6, 3, 'see', 'HTTP/1.1 401'),
  ('08', 'curl', 7, 1, 'run', 'schema/shell $DB "SELECT status, reason, spec FROM why LIMIT 5"'),
  ('08', 'curl', 7, 2, 'see', 'expired'),
  ('08', 'curl', 7, 3, 'see', 'aud_mismatch'),
  ('08', 'curl', 7, 4, 'see', 'issuer_unknown'),
  ('08', 'sqlite3', 1, 1, 'run',
   'CREATE TEMP TABLE my AS' || char(10) ||
   '  SELECT json_object(''iss'', ''{provider}'', ''sub'', ''u_alice'', ''aud'', ''{api}'', ''client_id'', ''demo-cli'', ''scope'', ' ||
   '''notes:read'',' || char(10) ||
   '                     ''jti'', token_random(16), ''exp'', now + 300) AS claims, now FROM clock;' || char(10) ||
   'CREATE TEMP VIEW signed AS' || char(10) ||
   '  SELECT jwt_sign(claims, jwk, json_object(''typ'', ''at+jwt'', ''now'', now)) AS token FROM my, signing_now WHERE ' ||
   'alg = ''ES256'';' || char(10) ||
   'SELECT jwt_unverified(token) FROM signed;'),
  ('08', 'sqlite3', 1, 2, 'see', '"aud":"{api}"'),
  ('08', 'sqlite3', 2, 1, 'run',
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || group_concat(iif(name = ''signature'',' || char(10) ||
   '  substr(encoded, 1, 4) || iif(substr(encoded, 5, 1) = ''A'', ''B'', ''A'') || substr(encoded, 6), encoded), ''.'') ' ||
   'FROM signed, jwt_parts(token);' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('08', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'sqlite3', 3, 1, 'run',
   'UPDATE my SET claims = json_set(claims, ''$.iss'', ''https://elsewhere.example'');' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM signed;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('08', 'sqlite3', 3, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'sqlite3', 4, 1, 'run',
   'UPDATE my SET claims = json_set(claims, ''$.iss'', ''{provider}'', ''$.aud'', ''https://elsewhere.example'');' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM signed;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('08', 'sqlite3', 4, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'sqlite3', 5, 1, 'run',
   'UPDATE my SET claims = json_set(claims, ''$.aud'', ''{api}'', ''$.exp'', now - 60);' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM signed;' || char(10) ||
   '.shell curl -si -H @header.txt {api}/notes'),
  ('08', 'sqlite3', 5, 2, 'see', 'HTTP/1.1 401'),
  ('08', 'sqlite3', 6, 1, 'run',
   'UPDATE my SET claims = json_set(claims, ''$.exp'', now + 300);' || char(10) ||
   '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || token FROM signed;' || char(10) ||
   '.shell curl -si -H @header.txt -d text=hello {api}/notes'),
  ('08', 'sqlite3', 6, 2, 'see', 'HTTP/1.1 403'),
  ('08', 'sqlite3', 7, 1, 'run', 'SELECT status, reason, spec FROM why LIMIT 5;'),
  ('08', 'sqlite3', 7, 2, 'see', '401|aud_mismatch');

-- All five, in whatever order; the page shows the 403, and beside it the forged one.
CREATE VIEW lab_08 AS
SELECT max(CASE e.reason WHEN 'insufficient_scope' THEN e.event_id END) AS event_id,
       max(CASE e.reason WHEN 'bad_signature' THEN e.event_id END) AS beside_id
  FROM flow_event AS e JOIN lab_reason AS r ON r.lab = '08' AND r.reason = e.reason
 WHERE e.decision = 'deny' AND e.actor_to = 'api'
   AND e.status = CASE e.reason WHEN 'insufficient_scope' THEN 403 ELSE 401 END
HAVING count(DISTINCT e.reason) = 5;

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Every no of an API is a 401.', 'Jedes Nein einer API ist ein 401.'),
  ('de', 'Five lists of checks, and the one 403 where all checks pass.', 'fünf Listen von Prüfschritten, und das eine 403, bei dem alle gut sind.'),
  ('de', '401: I do not know you. 403: I know you, and you may not.', '401: Ich kenne dich nicht. 403: Ich kenne dich, und du darfst nicht.'),
  ('de', 'What does an API check?', 'Was prüft eine API?'),
  ('de', 'A token is altered, foreign, old, or good and too small. What does the API answer to each?',
   'Ein Token ist verändert, fremd, alt, oder gut und zu klein. Was antwortet die API jeweils?'),
  ('de', 'five refusals of the API with five reasons: altered, another issuer, another audience, expired (each 401), and ' ||
   'a scope that does not suffice (403).',
   'fünf Ablehnungen der API mit fünf Gründen: verändert, anderer Aussteller, andere Audience, abgelaufen (je 401), ' ||
   'und ein Scope, der nicht reicht (403).'),
  ('de', 'Always 401: no good token, no entry.', 'Immer 401: kein gutes Token, kein Einlass.'),
  ('de', '401 while it does not believe the token, 403 once it does and the scope does not allow it.',
   '401, solange sie dem Token nicht glaubt; 403, wenn sie ihm glaubt und der Scope es nicht erlaubt.'),
  ('de', '403 for a token that was altered, for that is an attack; 401 for one that is too old.',
   '403 bei einem veränderten Token, denn das ist ein Angriff; 401 bei einem zu alten.'),
  ('de', 'Give it to the token inspector, and flip one bit of its signature. Send what comes out to the API.',
   'Gib es dem Token-Inspektor und kippe ein Bit der Signatur. Schick, was herauskommt, an die API.'),
  ('de', 'The good one again: name another issuer in it.', 'Noch einmal das gute: Nenne darin einen anderen Aussteller.'),
  ('de', 'Get a token for the other API, and send it to this one.', 'Hol ein Token für die andere API und schick es an diese.'),
  ('de', 'Get one that may read notes and nothing else, and write with it.',
   'Hol eines, das Notizen lesen darf und sonst nichts, und schreib damit.'),
  ('de', 'Let it grow old, and only read.', 'Lass es alt werden und lies nur.'),
  ('de', 'Five refusals, five reasons. Which of them did the caller hear?', 'Fünf Ablehnungen, fünf Gründe. Welche davon hat der Aufrufer gehört?'),
  ('de', 'Get an access token that may read notes and nothing else.', 'Hol ein Access Token, das Notizen lesen darf und sonst nichts.'),
  ('de', 'Alter some letters of its signature.', 'Ändere einige Buchstaben seiner Signatur.'),
  ('de', 'Name another issuer in it.', 'Nenne darin einen anderen Aussteller.'),
  ('de', 'Write a note with the good one.', 'Schreib mit dem guten eine Notiz.'),
  ('de', 'Ask the database why. What did the caller hear?', 'Frag die Datenbank warum. Was hat der Aufrufer gehört?'),
  ('de', 'Who owns the database has the key of the authorization server. Sign a good token with it.',
   'Wem die Datenbank gehört, der hat den Schlüssel des Authorization Servers. Signiere damit ein gutes Token.'),
  ('de', 'Flip one bit of its signature: the fifth letter carries six of them.',
   'Kippe ein Bit seiner Signatur: Der fünfte Buchstabe trägt sechs davon.'),
  ('de', 'The right issuer, another audience.', 'Der richtige Aussteller, eine andere Audience.'),
  ('de', 'The right audience, and a moment of the past as its end.', 'Die richtige Audience, und als Ende ein Moment der Vergangenheit.'),
  ('de', 'A good one, which may read and nothing else. Write with it.', 'Ein gutes, das lesen darf und sonst nichts. Schreib damit.'),
  ('de', 'Ask why. What did the caller hear?', 'Frag warum. Was hat der Aufrufer gehört?');
