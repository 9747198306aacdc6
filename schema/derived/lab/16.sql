-- 16: the same script in two pages; one has tokens, the other has none.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('16', 'hour', 10, 'RFC 9700 2.6', 'No token in the browser', 'Somebody''s script gets into the page (XSS). What does it take away?',
   'a call through the client with the session cookie alone, after one that was refused for the header X-CSRF; no token reached the browser.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('16', 'a', 0, 'From both pages the tokens: a browser hides nothing from scripts.'),
  ('16', 'b', 1, 'From the page that holds tokens all of them. From the other one nothing; but it can ask in your name while the page is open.'),
  ('16', 'c', 0, 'From neither anything: HttpOnly protects both.');
INSERT INTO lab_reason (lab, reason) VALUES ('16', 'csrf_header_missing'), ('16', 'session_missing');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('16', 'Tokens in the browser are fine, we have no XSS.', 'Two pictures side by side: pills in the browser''s lane, and one green one.',
   'Ask what a script on your page could take with it.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('16', 'browser', 1, 'First the page that holds its tokens. Sign in there, and load it with an injected script. What does the script find?'),
  ('16', 'browser', 2, 'Now the client, which keeps the tokens on its server.'),
  ('16', 'browser', 3, 'Come as a page of another site would: it can lead your browser here, and send no header of its own.'),
  ('16', 'browser', 4, 'Come as the client''s own page.'),
  ('16', 'browser', 5, 'And the injected script in this page? Look at what it finds.'),
  ('16', 'browser', 6, 'Open the flow: which tokens stand at the browser''s line?'),
  ('16', 'curl', 1, 'Be a page of another site: send a request to the client without a header of its own.'),
  ('16', 'curl', 2, 'Add the header. You are let in no further: a session cookie is missing, and only the browser has it.'),
  ('16', 'curl', 3, 'So be the browser: sign in, and let the client call the API.'),
  ('16', 'curl', 4, 'Which tokens has the browser held? Only its session and the code, on their way.'),
  ('16', 'sqlite3', 1, 'Sign in at the client.'),
  ('16', 'sqlite3', 2, 'Come as a page of another site would, without a header of its own.'),
  ('16', 'sqlite3', 3, 'Let the client call the API.'),
  ('16', 'sqlite3', 4, 'Which tokens went along the arrows of this call, and which of them touched the browser?');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('16', 'browser', 1, 1, 'open', '{workshop}/spa'),
  ('16', 'browser', 2, 1, 'open', '{client}/login'),
  ('16', 'browser', 2, 2, 'sign in', 'alice / wonderland'),
  ('16', 'browser', 3, 1, 'open', '{client}/api/whoami'),
  ('16', 'browser', 3, 2, 'see', 'X-CSRF: 1'),
  ('16', 'browser', 4, 1, 'open', '{client}/'),
  ('16', 'browser', 4, 2, 'press', 'Call the API: my notes'),
  ('16', 'browser', 4, 3, 'see', '200'),
  ('16', 'browser', 5, 1, 'open', '{client}/injected'),
  ('16', 'browser', 5, 2, 'see', 'there is nothing to take home'),
  ('16', 'browser', 6, 1, 'open', '{workshop}/'),
  ('16', 'browser', 6, 2, 'press', 'Sign-in for notes-web'),
  ('16', 'browser', 6, 3, 'see', 'csrf_header_missing'),
  ('16', 'curl', 1, 1, 'run', 'curl -i {client}/api/notes'),
  ('16', 'curl', 1, 2, 'see', 'HTTP/1.1 403'),
  ('16', 'curl', 2, 1, 'run', 'curl -i -H "X-CSRF: 1" {client}/api/notes'),
  ('16', 'curl', 2, 2, 'see', 'HTTP/1.1 401'),
  ('16', 'curl', 3, 1, 'open', '{client}/login'),
  ('16', 'curl', 3, 2, 'sign in', 'alice / wonderland'),
  ('16', 'curl', 3, 3, 'press', 'Call the API: my notes'),
  ('16', 'curl', 3, 4, 'see', '200'),
  ('16', 'curl', 4, 1, 'run', 'schema/shell $DB "SELECT DISTINCT token, since FROM token_holder WHERE holder = ''browser'' ORDER BY first_event"'),
  ('16', 'curl', 4, 2, 'see', 'SID'),
  ('16', 'sqlite3', 1, 1, 'open', '{client}/login'),
  ('16', 'sqlite3', 1, 2, 'sign in', 'alice / wonderland'),
  ('16', 'sqlite3', 2, 1, 'run', '.shell curl -si {client}/api/notes'),
  ('16', 'sqlite3', 2, 2, 'see', 'HTTP/1.1 403'),
  ('16', 'sqlite3', 3, 1, 'press', 'Call the API: my notes'),
  ('16', 'sqlite3', 3, 2, 'see', '200'),
  ('16', 'sqlite3', 4, 1, 'run', 'SELECT token, actor_from, actor_to, place FROM token_journey' || char(10) ||
   ' WHERE trace_id = (SELECT trace_id FROM flow_event WHERE path GLOB ''*/client/call'' ORDER BY event_id DESC LIMIT 1)' || char(10) ||
   ' ORDER BY event_id;'),
  ('16', 'sqlite3', 4, 2, 'see', 'browser|client|cookie');

-- All that the call and its answer saw is looked at: the trace.
CREATE VIEW lab_16 AS
SELECT called.event_id, refused.event_id AS beside_id
  FROM flow_event AS refused
  JOIN flow_event AS called ON called.event_id > refused.event_id
  JOIN flow_token AS sid ON sid.event_id = called.event_id AND sid.type = 'session' AND sid.role = 'presented' AND sid.place = 'cookie'
 WHERE refused.decision = 'deny' AND refused.reason = 'csrf_header_missing'
   AND called.recorder = 'client' AND called.kind = 'client.request' AND called.decision = 'allow'
   AND EXISTS (SELECT 1 FROM flow_event AS api WHERE api.trace_id = called.trace_id AND api.kind = 'api.request' AND api.decision = 'allow')
   AND NOT EXISTS (SELECT 1 FROM flow_event AS e JOIN flow_token AS t ON t.event_id = e.event_id AND t.type IN ('access', 'id', 'refresh')
                    WHERE e.trace_id = called.trace_id AND 'browser' IN (e.actor_from, e.actor_to));

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Tokens in the browser are fine, we have no XSS.', 'Tokens im Browser sind in Ordnung, wir haben kein XSS.'),
  ('de', 'Two pictures side by side: pills in the browser''s lane, and one green one.',
   'zwei Bilder nebeneinander: Marken in der Spur des Browsers, und nur eine grüne.'),
  ('de', 'Ask what a script on your page could take with it.', 'Frag, was ein Skript auf deiner Seite mitnehmen könnte.'),
  ('de', 'No token in the browser', 'Kein Token im Browser'),
  ('de', 'Somebody''s script gets into the page (XSS). What does it take away?', 'Ein fremdes Skript gerät in die Seite (XSS). Was nimmt es mit?'),
  ('de', 'a call through the client with the session cookie alone, after one that was refused for the header X-CSRF; no token reached the browser.',
   'ein Aufruf durch den Client, nur mit dem Cookie der Sitzung, nach einem, der wegen des Headers X-CSRF abgelehnt wurde; zum Browser kam ' ||
   'kein Token.'),
  ('de', 'From both pages the tokens: a browser hides nothing from scripts.', 'Aus beiden Seiten die Tokens: Ein Browser verbirgt Skripten nichts.'),
  ('de', 'From the page that holds tokens all of them. From the other one nothing; but it can ask in your name while the page is open.',
   'Aus der Seite, die Tokens hat, alle. Aus der anderen nichts; aber es kann in deinem Namen fragen, solange die Seite offen ist.'),
  ('de', 'From neither anything: HttpOnly protects both.', 'Aus keiner etwas: HttpOnly schützt beide.'),
  ('de', 'First the page that holds its tokens. Sign in there, and load it with an injected script. What does the script find?',
   'Zuerst die Seite, die ihre Tokens selbst hat. Melde dich dort an und lade sie mit einem eingeschleusten Skript. Was findet das Skript?'),
  ('de', 'Now the client, which keeps the tokens on its server.', 'Jetzt der Client, der die Tokens auf seinem Server behält.'),
  ('de', 'Come as a page of another site would: it can lead your browser here, and send no header of its own.',
   'Komm, wie eine fremde Seite es könnte: Sie kann deinen Browser hierher führen, aber keinen eigenen Header mitschicken.'),
  ('de', 'Come as the client''s own page.', 'Komm als Seite des Clients.'),
  ('de', 'And the injected script in this page? Look at what it finds.', 'Und das eingeschleuste Skript in dieser Seite? Sieh, was es findet.'),
  ('de', 'Open the flow: which tokens stand at the browser''s line?', 'Öffne den Ablauf: Welche Tokens stehen an der Linie des Browsers?'),
  ('de', 'Be a page of another site: send a request to the client without a header of its own.',
   'Sei eine fremde Seite: Schick dem Client eine Anfrage ohne eigenen Header.'),
  ('de', 'Add the header. You are let in no further: a session cookie is missing, and only the browser has it.',
   'Füge den Header hinzu. Weiter kommst du nicht: Das Cookie der Sitzung fehlt, und das hat nur der Browser.'),
  ('de', 'So be the browser: sign in, and let the client call the API.', 'Also sei der Browser: Melde dich an und lass den Client die API aufrufen.'),
  ('de', 'Which tokens has the browser held? Only its session and the code, on their way.',
   'Welche Tokens hatte der Browser? Nur seine Sitzung, und den Code auf der Durchreise.'),
  ('de', 'Come as a page of another site would, without a header of its own.', 'Komm, wie eine fremde Seite es könnte, ohne eigenen Header.'),
  ('de', 'Which tokens went along the arrows of this call, and which of them touched the browser?',
   'Welche Tokens gingen bei diesem Aufruf die Pfeile entlang, und welche davon kamen am Browser vorbei?');
