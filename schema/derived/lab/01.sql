-- 01: the way of an access token.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('01', 'hour', 8, 'RFC 6749 1.4', 'Follow the access token', 'Where does an access token begin, and where does it end?',
   'an access token that the authorization server handed to a client, and that opened /whoami at the API.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('01', 'a', 0, 'From the authorization server to the browser. The browser sends it to the API.'),
  ('01', 'b', 1, 'From the authorization server to the client. The client sends it to the API.'),
  ('01', 'c', 0, 'The API makes it at the first call and gives it to the client.');
INSERT INTO lab_reason (lab, reason) VALUES ('01', 'bad_signature');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('01', 'The browser calls the API with the token.', 'The browser''s line: no blue thread.', 'What is not in the browser cannot be stolen there.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('01', 'browser', 1, 'Sign in at the client.'),
  ('01', 'browser', 2, 'Let the client call the API.'),
  ('01', 'browser', 3, 'Open the flow and follow the blue token.'),
  ('01', 'curl', 1, 'Sign in at the client, and bring the access token into your shell.'),
  ('01', 'curl', 2, 'Ask the API who you are. Send nothing but the token.'),
  ('01', 'curl', 3, 'Ask the database for the hops of the token.'),
  ('01', 'sqlite3', 1, 'Sign: make a key, and a token that lives for five minutes.'),
  ('01', 'sqlite3', 2, 'Verify: whoever has the public key can read it and believe it.'),
  ('01', 'sqlite3', 3, 'Tamper: change who it is about, and keep the signature.'),
  ('01', 'sqlite3', 4, 'Explain: which step refused it?'),
  ('01', 'sqlite3', 5, 'Now the real one: sign in at the client, and send its access token to the API.'),
  ('01', 'sqlite3', 6, 'Follow it: from whom to whom, hop by hop.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('01', 'browser', 1, 1, 'open', '{client}/login'),
  ('01', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('01', 'browser', 2, 1, 'press', 'Call the API: who am I there?'),
  ('01', 'browser', 2, 2, 'see', '200'),
  ('01', 'browser', 3, 1, 'open', '{workshop}/'),
  ('01', 'browser', 3, 2, 'press', 'Sign-in for notes-web'),
  ('01', 'curl', 1, 1, 'open', '{client}/login'),
  ('01', 'curl', 1, 2, 'sign in', 'alice / wonderland'),
  ('01', 'curl', 1, 3, 'copy', 'AT'),
  ('01', 'curl', 2, 1, 'run', 'curl -i -H "Authorization: Bearer $AT" {api}/whoami'),
  ('01', 'curl', 2, 2, 'see', '"sub_is":"user"'),
  ('01', 'curl', 3, 1, 'run', 'schema/shell $DB "SELECT token, time, actor_from, actor_to, role FROM token_journey WHERE type = ''access''"'),
  ('01', 'curl', 3, 2, 'see', 'provider'),
  ('01', 'sqlite3', 1, 1, 'run', 'CREATE TEMP TABLE my AS SELECT jwk_generate(''ES256'') AS jwk;' || char(10) ||
   'ALTER TABLE my ADD COLUMN token;' || char(10) ||
   'UPDATE my SET token = jwt_sign(''{"iss":"me","sub":"alice"}'', jwk, ''{"expires_in":300}'');' || char(10) ||
   'SELECT token FROM my;'),
  ('01', 'sqlite3', 1, 2, 'see', 'eyJ'),
  ('01', 'sqlite3', 2, 1, 'run', 'SELECT jwt_verify(token, jwk_public(jwk), ''{"iss":"me"}'') FROM my;'),
  ('01', 'sqlite3', 2, 2, 'see', '"sub":"alice"'),
  ('01', 'sqlite3', 3, 1, 'run', 'UPDATE my SET token = (SELECT group_concat(' || char(10) ||
   '    iif(name = ''payload'', base64url_encode(replace(decoded, ''alice'', ''mallory'')), encoded), ''.'') FROM jwt_parts(token));' || char(10) ||
   'SELECT jwt_unverified(token) FROM my;'),
  ('01', 'sqlite3', 3, 2, 'see', 'mallory'),
  ('01', 'sqlite3', 4, 1, 'run', 'SELECT c.step, c.name, c.status, c.spec' || char(10) ||
   '  FROM my, jwt_check(my.token, jwk_public(my.jwk), ''{"iss":"me"}'') AS c;'),
  ('01', 'sqlite3', 4, 2, 'see', 'bad_signature|fail'),
  ('01', 'sqlite3', 5, 1, 'open', '{client}/login'),
  ('01', 'sqlite3', 5, 2, 'sign in', 'alice / wonderland'),
  ('01', 'sqlite3', 5, 3, 'run', '.once header.txt' || char(10) ||
   'SELECT ''Authorization: Bearer '' || access_token FROM client_token JOIN client_session USING (session_id) ORDER BY created_at DESC LIMIT 1;'
   || char(10) || '.shell curl -s -H @header.txt {api}/whoami'),
  ('01', 'sqlite3', 5, 4, 'see', '"sub_is":"user"'),
  ('01', 'sqlite3', 6, 1, 'run', 'SELECT token, time, actor_from, actor_to, role FROM token_journey WHERE type = ''access'';'),
  ('01', 'sqlite3', 6, 2, 'see', 'provider');

CREATE VIEW lab_01 AS
SELECT used.event_id, given.event_id AS beside_id
  FROM flow_token AS u
  JOIN flow_event AS used ON used.event_id = u.event_id
  JOIN flow_token AS g ON g.fingerprint = u.fingerprint AND g.event_id < u.event_id
  JOIN flow_event AS given ON given.event_id = g.event_id
 WHERE u.type = 'access' AND u.role = 'presented' AND used.actor_to = 'api' AND used.decision = 'allow' AND used.path GLOB '*/whoami'
   AND g.role = 'issued' AND given.actor_from = 'provider' AND given.actor_to = 'client';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The browser calls the API with the token.', 'Der Browser ruft mit dem Token die API auf.'),
  ('de', 'The browser''s line: no blue thread.', 'die Linie des Browsers: kein blauer Faden.'),
  ('de', 'What is not in the browser cannot be stolen there.', 'Was nicht im Browser ist, kann dort niemand stehlen.'),
  ('de', 'Sign-in for notes-web', 'Anmeldung für notes-web'),
  ('de', 'Follow the access token', 'Folge dem Access Token'),
  ('de', 'Where does an access token begin, and where does it end?', 'Wo beginnt ein Access Token, und wo endet es?'),
  ('de', 'an access token that the authorization server handed to a client, and that opened /whoami at the API.',
   'ein Access Token, das der Authorization Server einem Client gegeben hat, und mit dem jemand bei der API /whoami aufgerufen hat.'),
  ('de', 'From the authorization server to the browser. The browser sends it to the API.',
   'Vom Authorization Server zum Browser. Der Browser schickt es an die API.'),
  ('de', 'From the authorization server to the client. The client sends it to the API.',
   'Vom Authorization Server zum Client. Der Client schickt es an die API.'),
  ('de', 'The API makes it at the first call and gives it to the client.', 'Die API macht es beim ersten Aufruf und gibt es dem Client.'),
  ('de', 'Let the client call the API.', 'Lass den Client die API aufrufen.'),
  ('de', 'Open the flow and follow the blue token.', 'Öffne den Ablauf und folge dem blauen Token.'),
  ('de', 'Sign in at the client, and bring the access token into your shell.', 'Melde dich beim Client an und hole das Access Token in deine Shell.'),
  ('de', 'Ask the API who you are. Send nothing but the token.', 'Frag die API, wer du bist. Schick nichts als das Token.'),
  ('de', 'Ask the database for the hops of the token.', 'Frag die Datenbank nach den Stationen des Tokens.'),
  ('de', 'Sign: make a key, and a token that lives for five minutes.', 'Signiere: Mach einen Schlüssel und ein Token, das fünf Minuten gilt.'),
  ('de', 'Verify: whoever has the public key can read it and believe it.',
   'Prüfe: Wer den öffentlichen Schlüssel hat, kann es lesen und ihm glauben.'),
  ('de', 'Tamper: change who it is about, and keep the signature.', 'Fälsche: Ändere, um wen es geht, und behalte die Signatur.'),
  ('de', 'Explain: which step refused it?', 'Erkläre: Welcher Schritt hat es abgelehnt?'),
  ('de', 'Now the real one: sign in at the client, and send its access token to the API.',
   'Jetzt das echte: Melde dich beim Client an und schick sein Access Token an die API.'),
  ('de', 'Follow it: from whom to whom, hop by hop.', 'Folge ihm: von wem zu wem, Station für Station.');
