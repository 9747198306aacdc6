-- 10: a redirect URI that is almost the right one.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('10', 'half', 10, 'RFC 9700 4.1', 'Almost the right address', 'A redirect URI begins as the registered one does. Is that enough?',
   'a code that arrived at the attacker, and after it a request that was refused because demo-cli has no such redirect URI.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('10', 'a', 0, 'Yes. What stands behind the registered address belongs to the client as well.'),
  ('10', 'b', 0, 'No, but no harm is done: PKCE guards the code.'),
  ('10', 'c', 1, 'No. Of the exact address alone is it known that it is the client’s.');
INSERT INTO lab_reason (lab, reason) VALUES ('10', 'redirect_uri_unknown');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('10', 'The redirect URI begins with our address, so it is ours.',
   'With the hole, where the code lands; without it, an error page and no arrow back.', 'Compare it as a whole, character by character.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('10', 'browser', 1, 'Switch off the exact comparison.'),
  ('10', 'browser', 2, 'Be the victim: open the attacker’s link, and sign in.'),
  ('10', 'browser', 3, 'Be the attacker: redeem the code.'),
  ('10', 'browser', 4, 'Switch it on again, be the victim once more, and look at the address bar.'),
  ('10', 'curl', 1, 'Ask for a code with an address that climbs out of the registered one.'),
  ('10', 'curl', 2, 'Switch off the exact comparison, and ask again.'),
  ('10', 'curl', 3, 'Be the victim: open the attacker’s link, and sign in.'),
  ('10', 'curl', 4, 'Be the attacker: redeem the code.'),
  ('10', 'curl', 5, 'Switch it on again, and ask once more: there is no Location any more.'),
  ('10', 'sqlite3', 1, 'Compare the attacker’s address with demo-cli’s: exactly, and by its beginning.'),
  ('10', 'sqlite3', 2, 'Let the authorization server compare beginnings, and be the victim.'),
  ('10', 'sqlite3', 3, 'Where has the code been?'),
  ('10', 'sqlite3', 4, 'Compare exactly again, and be the victim once more.'),
  ('10', 'sqlite3', 5, 'Ask why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('10', 'browser', 1, 1, 'open', '{workshop}/protections'),
  ('10', 'browser', 1, 2, 'press', 'Switch off redirect_uri_match'),
  ('10', 'browser', 2, 1, 'open', '{workshop}/attacker'),
  ('10', 'browser', 2, 2, 'press', 'Be the victim: open it'),
  ('10', 'browser', 2, 3, 'sign in', 'alice / wonderland'),
  ('10', 'browser', 2, 4, 'see', 'CODE'),
  ('10', 'browser', 3, 1, 'type', 'Redeem the stolen code'),
  ('10', 'browser', 3, 2, 'see', '"access_token"'),
  ('10', 'browser', 4, 1, 'open', '{workshop}/protections'),
  ('10', 'browser', 4, 2, 'press', 'Switch on redirect_uri_match'),
  ('10', 'browser', 4, 3, 'open', '{workshop}/attacker'),
  ('10', 'browser', 4, 4, 'press', 'Be the victim: open it'),
  ('10', 'browser', 4, 5, 'see', 'redirect_uri_unknown'),
  ('10', 'curl', 1, 1, 'run', 'ALMOST={workshop}/cli/callback/../../attacker/code' || char(10) ||
   'curl -i "{provider}/authorize?response_type=code&client_id=demo-cli&scope=openid&redirect_uri=$ALMOST&' ||
   'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"'),
  ('10', 'curl', 1, 2, 'see', 'HTTP/1.1 400'),
  ('10', 'curl', 2, 1, 'open', '{workshop}/protections'),
  ('10', 'curl', 2, 2, 'press', 'Switch off redirect_uri_match'),
  ('10', 'curl', 2, 3, 'run',
   'curl -i "{provider}/authorize?response_type=code&client_id=demo-cli&scope=openid&redirect_uri=$ALMOST&' ||
   'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"'),
  ('10', 'curl', 2, 4, 'see', 'HTTP/1.1 303'),
  ('10', 'curl', 3, 1, 'open', '{workshop}/attacker'),
  ('10', 'curl', 3, 2, 'press', 'Be the victim: open it'),
  ('10', 'curl', 3, 3, 'sign in', 'alice / wonderland'),
  ('10', 'curl', 3, 4, 'see', 'CODE'),
  ('10', 'curl', 4, 1, 'type', 'Redeem the stolen code'),
  ('10', 'curl', 4, 2, 'see', '"access_token"'),
  ('10', 'curl', 5, 1, 'open', '{workshop}/protections'),
  ('10', 'curl', 5, 2, 'press', 'Switch on redirect_uri_match'),
  ('10', 'curl', 5, 3, 'run',
   'curl -i "{provider}/authorize?response_type=code&client_id=demo-cli&scope=openid&redirect_uri=$ALMOST&' ||
   'code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256"'),
  ('10', 'curl', 5, 4, 'see', 'HTTP/1.1 400'),
  ('10', 'sqlite3', 1, 1, 'run', 'WITH almost (uri) AS (VALUES (''{workshop}/cli/callback/../../attacker/code''))' || char(10) ||
   'SELECT redirect_uri, uri = redirect_uri AS exactly, substr(uri, 1, length(redirect_uri)) = redirect_uri AS begins' || char(10) ||
   '  FROM client_redirect_uri, almost WHERE client_id = ''demo-cli'';'),
  ('10', 'sqlite3', 1, 2, 'see', 'callback|0|1'),
  ('10', 'sqlite3', 2, 1, 'run', 'UPDATE setting SET value = ''prefix'' WHERE name = ''redirect_uri_match'';'),
  ('10', 'sqlite3', 2, 2, 'open', '{workshop}/attacker'),
  ('10', 'sqlite3', 2, 3, 'press', 'Be the victim: open it'),
  ('10', 'sqlite3', 2, 4, 'sign in', 'alice / wonderland'),
  ('10', 'sqlite3', 2, 5, 'see', 'CODE'),
  ('10', 'sqlite3', 3, 1, 'run', 'SELECT token, time, actor_from, actor_to, place FROM token_journey WHERE type = ''code'';'),
  ('10', 'sqlite3', 3, 2, 'see', 'browser|attacker|query'),
  ('10', 'sqlite3', 4, 1, 'run', 'UPDATE setting SET value = ''exact'' WHERE name = ''redirect_uri_match'';'),
  ('10', 'sqlite3', 4, 2, 'open', '{workshop}/attacker'),
  ('10', 'sqlite3', 4, 3, 'press', 'Be the victim: open it'),
  ('10', 'sqlite3', 4, 4, 'see', 'redirect_uri_unknown'),
  ('10', 'sqlite3', 5, 1, 'run', 'SELECT time, reason, spec, help FROM why LIMIT 1;'),
  ('10', 'sqlite3', 5, 2, 'see', 'redirect_uri_unknown');

CREATE VIEW lab_10 AS
SELECT refused.event_id, landed.event_id AS beside_id
  FROM (SELECT min(e.event_id) AS event_id
          FROM flow_event AS e JOIN flow_token AS t ON t.event_id = e.event_id
         WHERE e.kind = 'authorize.callback' AND e.actor_to = 'attacker' AND e.decision = 'allow' AND t.type = 'code') AS landed
  JOIN flow_event AS refused ON refused.event_id > landed.event_id
 WHERE refused.kind = 'authorize.request' AND refused.actor_to = 'provider' AND refused.decision = 'deny'
   AND refused.reason = 'redirect_uri_unknown' AND refused.client_id = 'demo-cli';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The redirect URI begins with our address, so it is ours.', 'Die Redirect URI beginnt mit unserer Adresse, also ist sie unsere.'),
  ('de', 'With the hole, where the code lands; without it, an error page and no arrow back.',
   'mit dem Loch: wohin der Code geht; ohne das Loch: eine Fehlerseite und kein Pfeil zurück.'),
  ('de', 'Compare it as a whole, character by character.', 'Vergleiche sie ganz, Zeichen für Zeichen.'),
  ('de', 'Almost the right address', 'Beinahe die richtige Adresse'),
  ('de', 'A redirect URI begins as the registered one does. Is that enough?', 'Eine Redirect URI beginnt wie die registrierte. Reicht das?'),
  ('de', 'a code that arrived at the attacker, and after it a request that was refused because demo-cli has no such redirect URI.',
   'einen Code, der beim Angreifer ankam, und danach eine Anfrage, die abgelehnt wurde, weil demo-cli keine solche Redirect URI hat.'),
  ('de', 'Yes. What stands behind the registered address belongs to the client as well.',
   'Ja. Was hinter der registrierten Adresse steht, gehört auch dem Client.'),
  ('de', 'No, but no harm is done: PKCE guards the code.', 'Nein, aber es schadet nicht: PKCE schützt den Code.'),
  ('de', 'No. Of the exact address alone is it known that it is the client’s.',
   'Nein. Nur von der genauen Adresse weiß man, dass sie dem Client gehört.'),
  ('de', 'Switch off the exact comparison.', 'Schalte den genauen Vergleich aus.'),
  ('de', 'Be the victim: open the attacker’s link, and sign in.', 'Sei das Opfer: Öffne den Link des Angreifers und melde dich an.'),
  ('de', 'Be the attacker: redeem the code.', 'Sei der Angreifer: Löse den Code ein.'),
  ('de', 'Switch it on again, be the victim once more, and look at the address bar.',
   'Schalte ihn wieder ein, sei noch einmal das Opfer und achte auf die Adresszeile.'),
  ('de', 'Ask for a code with an address that climbs out of the registered one.',
   'Verlange einen Code mit einer Adresse, die aus der registrierten hinausklettert.'),
  ('de', 'Switch off the exact comparison, and ask again.', 'Schalte den genauen Vergleich aus und frag noch einmal.'),
  ('de', 'Switch it on again, and ask once more: there is no Location any more.',
   'Schalte ihn wieder ein und frag noch einmal: Es gibt keine Location mehr.'),
  ('de', 'Compare the attacker’s address with demo-cli’s: exactly, and by its beginning.',
   'Vergleiche die Adresse des Angreifers mit denen von demo-cli: genau, und nach ihrem Anfang.'),
  ('de', 'Let the authorization server compare beginnings, and be the victim.',
   'Lass den Authorization Server nur Anfänge vergleichen und sei das Opfer.'),
  ('de', 'Where has the code been?', 'Wo ist der Code gewesen?'),
  ('de', 'Compare exactly again, and be the victim once more.', 'Vergleiche wieder genau und sei noch einmal das Opfer.');
