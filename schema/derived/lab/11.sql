-- 11: a stolen code, PKCE, and the way around it.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('11', 'half', 12, 'RFC 9700 4.5', 'A stolen code', 'Somebody has seen your code. What can they do with it?',
   'a code of demo-cli that was refused because its verifier was wrong or missing, and a request without a challenge that was refused.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('11', 'a', 0, 'Redeem it: a code is as good as a password.'),
  ('11', 'b', 0, 'Nothing in any case: a code is good once.'),
  ('11', 'c', 1, 'Nothing, as long as they do not have the verifier of the request, and the server insists on one.');
INSERT INTO lab_reason (lab, reason) VALUES ('11', 'pkce_mismatch'), ('11', 'pkce_verifier_missing'), ('11', 'pkce_required');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('11', 'Who has the code has the tokens.', 'The code''s thread where it should not be, and the ✗ at the token endpoint.',
   'PKCE: who asked for the code can redeem it, and nobody else.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('11', 'browser', 1, 'Be demo-cli: sign in. Its page shows the code and does not redeem it.'),
  ('11', 'browser', 2, 'Switch PKCE off, and be the thief: you have the code and no verifier.'),
  ('11', 'browser', 3, 'Switch it on again, and get another code.'),
  ('11', 'browser', 4, 'Be the thief again, with a verifier of your own.'),
  ('11', 'browser', 5, 'Try the way around it: ask for a code that needs no verifier.'),
  ('11', 'curl', 1, 'See how verifier and challenge belong together: these are those of RFC 7636, appendix B.'),
  ('11', 'curl', 2, 'Be demo-cli: sign in. Its page shows the code and does not redeem it.'),
  ('11', 'curl', 3, 'Be the thief: you have the code and no verifier.'),
  ('11', 'curl', 4, 'Switch PKCE off, and try the same code again.'),
  ('11', 'curl', 5, 'Switch it on again. Try the way around it: ask for a code that needs no verifier.'),
  ('11', 'curl', 6, 'Ask the database why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('11', 'browser', 1, 1, 'open', '{workshop}/cli'),
  ('11', 'browser', 1, 2, 'press', 'Sign in'),
  ('11', 'browser', 1, 3, 'sign in', 'alice / wonderland'),
  ('11', 'browser', 1, 4, 'type', 'What the shell has to know'),
  ('11', 'browser', 2, 1, 'open', '{workshop}/protections'),
  ('11', 'browser', 2, 2, 'press', 'Switch off pkce_check'),
  ('11', 'browser', 2, 3, 'run', 'curl -i {provider}/token -d grant_type=authorization_code -d client_id=demo-cli \' || char(10) ||
   '  -d redirect_uri="$REDIRECT_URI" -d code="$CODE"'),
  ('11', 'browser', 2, 4, 'see', '"access_token"'),
  ('11', 'browser', 3, 1, 'open', '{workshop}/protections'),
  ('11', 'browser', 3, 2, 'press', 'Switch on pkce_check'),
  ('11', 'browser', 3, 3, 'open', '{workshop}/cli'),
  ('11', 'browser', 3, 4, 'press', 'Sign in'),
  ('11', 'browser', 3, 5, 'press', 'Allow'),
  ('11', 'browser', 3, 6, 'type', 'What the shell has to know'),
  ('11', 'browser', 4, 1, 'run', 'curl -i {provider}/token -d grant_type=authorization_code -d client_id=demo-cli \' || char(10) ||
   '  -d redirect_uri="$REDIRECT_URI" -d code="$CODE" -d code_verifier=$(printf %043d 7)'),
  ('11', 'browser', 4, 2, 'see', 'invalid_grant'),
  ('11', 'browser', 5, 1, 'open',
   '{provider}/authorize?response_type=code&client_id=demo-cli&redirect_uri={workshop}/cli/callback&scope=openid&state=none'),
  ('11', 'browser', 5, 2, 'see', 'invalid_request'),
  ('11', 'curl', 1, 1, 'run', 'schema/shell $DB "SELECT pkce_challenge(''dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'')"'),
  ('11', 'curl', 1, 2, 'see', 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'),
  ('11', 'curl', 2, 1, 'open', '{workshop}/cli'),
  ('11', 'curl', 2, 2, 'press', 'Sign in'),
  ('11', 'curl', 2, 3, 'sign in', 'alice / wonderland'),
  ('11', 'curl', 2, 4, 'type', 'What the shell has to know'),
  ('11', 'curl', 3, 1, 'run', 'curl -i {provider}/token -d grant_type=authorization_code -d client_id=demo-cli \' || char(10) ||
   '  -d redirect_uri="$REDIRECT_URI" -d code="$CODE"'),
  ('11', 'curl', 3, 2, 'see', 'invalid_grant'),
  ('11', 'curl', 4, 1, 'open', '{workshop}/protections'),
  ('11', 'curl', 4, 2, 'press', 'Switch off pkce_check'),
  ('11', 'curl', 4, 3, 'run', 'curl -i {provider}/token -d grant_type=authorization_code -d client_id=demo-cli \' || char(10) ||
   '  -d redirect_uri="$REDIRECT_URI" -d code="$CODE"'),
  ('11', 'curl', 4, 4, 'see', '"access_token"'),
  ('11', 'curl', 5, 1, 'open', '{workshop}/protections'),
  ('11', 'curl', 5, 2, 'press', 'Switch on pkce_check'),
  ('11', 'curl', 5, 3, 'run',
   'curl -i "{provider}/authorize?response_type=code&client_id=demo-cli&redirect_uri={workshop}/cli/callback&scope=openid&state=none"'),
  ('11', 'curl', 5, 4, 'see', 'error=invalid_request'),
  ('11', 'curl', 6, 1, 'run', 'schema/shell $DB "SELECT kind, token, reason, spec FROM why LIMIT 2"'),
  ('11', 'curl', 6, 2, 'see', 'pkce_required');

CREATE VIEW lab_11 AS
SELECT max(stolen.event_id, bare.event_id) AS event_id, min(stolen.event_id, bare.event_id) AS beside_id
  FROM flow_event AS stolen
  JOIN flow_token AS t ON t.event_id = stolen.event_id AND t.type = 'code' AND t.role = 'presented'
  JOIN flow_event AS bare ON bare.client_id = stolen.client_id
 WHERE stolen.kind = 'token.request' AND stolen.client_id = 'demo-cli' AND stolen.decision = 'deny'
   AND stolen.reason IN ('pkce_mismatch', 'pkce_verifier_missing')
   AND bare.kind = 'authorize.request' AND bare.decision = 'deny' AND bare.reason = 'pkce_required';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Who has the code has the tokens.', 'Wer den Code hat, hat die Tokens.'),
  ('de', 'The code''s thread where it should not be, and the ✗ at the token endpoint.',
   'den Faden des Codes, wo keiner sein sollte, und das ✗ am Token Endpoint.'),
  ('de', 'PKCE: who asked for the code can redeem it, and nobody else.',
   'PKCE: Wer den Code angefordert hat, kann ihn einlösen, und sonst niemand.'),
  ('de', 'A stolen code', 'Ein gestohlener Code'),
  ('de', 'Somebody has seen your code. What can they do with it?', 'Jemand hat deinen Code gesehen. Was kann er damit tun?'),
  ('de', 'a code of demo-cli that was refused because its verifier was wrong or missing, and a request without a challenge that was refused.',
   'einen Code von demo-cli, der abgelehnt wurde, weil der Verifier falsch war oder fehlte, und eine Anfrage ohne Challenge, die abgelehnt wurde.'),
  ('de', 'Redeem it: a code is as good as a password.', 'Ihn einlösen: Ein Code ist so gut wie ein Passwort.'),
  ('de', 'Nothing in any case: a code is good once.', 'Auf keinen Fall etwas: Ein Code gilt nur einmal.'),
  ('de', 'Nothing, as long as they do not have the verifier of the request, and the server insists on one.',
   'Nichts, solange er den Verifier der Anfrage nicht hat und der Server auf einem besteht.'),
  ('de', 'Be demo-cli: sign in. Its page shows the code and does not redeem it.',
   'Sei demo-cli: Melde dich an. Seine Seite zeigt den Code und löst ihn nicht ein.'),
  ('de', 'Switch PKCE off, and be the thief: you have the code and no verifier.',
   'Schalte PKCE aus und sei der Dieb: Du hast den Code und keinen Verifier.'),
  ('de', 'Switch it on again, and get another code.', 'Schalte es wieder ein und hol einen neuen Code.'),
  ('de', 'Be the thief again, with a verifier of your own.', 'Sei wieder der Dieb, mit einem eigenen Verifier.'),
  ('de', 'Try the way around it: ask for a code that needs no verifier.',
   'Versuch es hintenherum: Verlange einen Code, der keinen Verifier braucht.'),
  ('de', 'See how verifier and challenge belong together: these are those of RFC 7636, appendix B.',
   'Sieh, wie Verifier und Challenge zusammengehören: Diese stehen in RFC 7636, Anhang B.'),
  ('de', 'Be the thief: you have the code and no verifier.', 'Sei der Dieb: Du hast den Code und keinen Verifier.'),
  ('de', 'Switch PKCE off, and try the same code again.', 'Schalte PKCE aus und versuch denselben Code noch einmal.'),
  ('de', 'Switch it on again. Try the way around it: ask for a code that needs no verifier.',
   'Schalte es wieder ein. Versuch es hintenherum: Verlange einen Code, der keinen Verifier braucht.');
