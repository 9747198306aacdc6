-- 14: an answer that belongs to another browser: login CSRF.
INSERT INTO lab (lab, run, minutes, spec, title, question, proof) VALUES
  ('14', 'day', 12, 'RFC 9700 4.7', 'Whose account is this?', 'You open a link, and you are signed in. As whom?',
   'a code that nobody here had asked for and that the client took, and after it another one that it refused for its state.');
INSERT INTO lab_choice (lab, choice, is_right, says) VALUES
  ('14', 'a', 0, 'As yourself: it is your browser.'),
  ('14', 'b', 1, 'As whoever got the code in the link, unless the client asks whether this browser began that sign-in.'),
  ('14', 'c', 0, 'Not at all: a code that came by a link is void.');
INSERT INTO lab_reason (lab, reason) VALUES ('14', 'state_mismatch'), ('14', 'pkce_verifier_missing'), ('14', 'nonce_mismatch');
INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('14', 'state is decoration.', 'The dashed arrow that comes without a beginning.', 'Whose account are you in? Ask before you pay.');

INSERT INTO lab_step (lab, way, step, says) VALUES
  ('14', 'browser', 1, 'Be the victim: sign in at the client, as Alice.'),
  ('14', 'browser', 2, 'Be the attacker, in a shell: Bob signs in, and stops before the client. The address is the bait.'),
  ('14', 'browser', 3, 'Two walls stand before it: state, and PKCE. Switch off both.'),
  ('14', 'browser', 4, 'Be the victim: take the bait. Who are you now?'),
  ('14', 'browser', 5, 'Switch everything on, and make new bait: a code is good once.'),
  ('14', 'browser', 6, 'Take it.'),
  ('14', 'curl', 1, 'Be the attacker: Bob signs in, and stops before the client. The address is the bait.'),
  ('14', 'curl', 2, 'Be the victim, with a cookie jar of your own: take the bait.'),
  ('14', 'curl', 3, 'Two walls stood before it: state, and PKCE. Switch off both, and take it again.'),
  ('14', 'curl', 4, 'Switch everything on, make new bait, and take it.'),
  ('14', 'curl', 5, 'Ask the database why.');
INSERT INTO lab_command (lab, way, step, place, verb, text) VALUES
  ('14', 'browser', 1, 1, 'open', '{client}/login'),
  ('14', 'browser', 1, 2, 'sign in', 'alice / wonderland'),
  ('14', 'browser', 2, 1, 'open', '{workshop}/attacker'),
  ('14', 'browser', 2, 2, 'type', 'Bob’s sign-in, for somebody else'),
  ('14', 'browser', 2, 3, 'see', '/callback?code='),
  ('14', 'browser', 3, 1, 'open', '{workshop}/protections'),
  ('14', 'browser', 3, 2, 'press', 'Switch off state_check'),
  ('14', 'browser', 3, 3, 'press', 'Switch off pkce_check'),
  ('14', 'browser', 4, 1, 'paste', 'BAIT'),
  ('14', 'browser', 4, 2, 'see', 'Hello, u_bob'),
  ('14', 'browser', 5, 1, 'open', '{workshop}/protections'),
  ('14', 'browser', 5, 2, 'press', 'Switch everything on'),
  ('14', 'browser', 5, 3, 'open', '{workshop}/attacker'),
  ('14', 'browser', 5, 4, 'type', 'Bob’s sign-in, for somebody else'),
  ('14', 'browser', 6, 1, 'paste', 'BAIT'),
  ('14', 'browser', 6, 2, 'see', 'state_mismatch'),
  ('14', 'curl', 1, 1, 'open', '{workshop}/attacker'),
  ('14', 'curl', 1, 2, 'type', 'Bob’s sign-in, for somebody else'),
  ('14', 'curl', 1, 3, 'see', '/callback?code='),
  ('14', 'curl', 2, 1, 'run', 'VICTIM=$(mktemp)' || char(10) || 'curl -sL -c $VICTIM -b $VICTIM "$BAIT" | grep ''<h1>'''),
  ('14', 'curl', 2, 2, 'see', 'This could not go on'),
  ('14', 'curl', 3, 1, 'open', '{workshop}/protections'),
  ('14', 'curl', 3, 2, 'press', 'Switch off state_check'),
  ('14', 'curl', 3, 3, 'press', 'Switch off pkce_check'),
  ('14', 'curl', 3, 4, 'run', 'curl -sL -c $VICTIM -b $VICTIM "$BAIT" | grep ''<h1>'''),
  ('14', 'curl', 3, 5, 'see', 'Hello, u_bob'),
  ('14', 'curl', 4, 1, 'open', '{workshop}/protections'),
  ('14', 'curl', 4, 2, 'press', 'Switch everything on'),
  ('14', 'curl', 4, 3, 'open', '{workshop}/attacker'),
  ('14', 'curl', 4, 4, 'type', 'Bob’s sign-in, for somebody else'),
  ('14', 'curl', 4, 5, 'run', 'curl -sL -c $VICTIM -b $VICTIM "$BAIT" | grep ''<h1>'''),
  ('14', 'curl', 4, 6, 'see', 'This could not go on'),
  ('14', 'curl', 5, 1, 'run', 'schema/shell $DB "SELECT time, kind, token, reason, spec FROM why LIMIT 1"'),
  ('14', 'curl', 5, 2, 'see', 'state_mismatch');

-- What came back to the client with a code whose request the client had never made: it knows no such state.
CREATE VIEW planted_answer AS
SELECT e.event_id, e.decision, e.reason
  FROM flow_event AS e
  JOIN flow_token AS t ON t.event_id = e.event_id AND t.type = 'code' AND t.role = 'presented'
  JOIN flow_token AS i ON i.fingerprint = t.fingerprint AND i.role = 'issued'
  JOIN flow_event AS made ON made.event_id = i.event_id
  JOIN flow_event AS asked ON asked.trace_id = made.trace_id AND asked.kind = 'authorize.request' AND asked.detail GLOB '{"state":"*'
 WHERE e.kind = 'authorize.callback' AND e.actor_to = 'client'
   AND NOT EXISTS (SELECT l.event_id FROM flow_event AS l
                    WHERE l.detail GLOB '{"state":"*' AND substr(l.detail, 11, 16) = substr(asked.detail, 11, 16) AND l.recorder = 'client');
CREATE VIEW lab_14 AS
SELECT refused.event_id, taken.event_id AS beside_id
  FROM (SELECT min(event_id) AS event_id FROM planted_answer WHERE decision = 'allow') AS taken
  JOIN planted_answer AS refused ON refused.event_id > taken.event_id
 WHERE refused.decision = 'deny' AND refused.reason = 'state_mismatch';

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'state is decoration.', 'state ist Zierrat.'),
  ('de', 'The dashed arrow that comes without a beginning.', 'den gestrichelten Pfeil, der ohne Anfang kommt.'),
  ('de', 'Whose account are you in? Ask before you pay.', 'In wessen Konto bist du? Frag das, bevor du bezahlst.'),
  ('de', 'Whose account is this?', 'Wessen Konto ist das?'),
  ('de', 'You open a link, and you are signed in. As whom?', 'Du öffnest einen Link und bist angemeldet. Als wer?'),
  ('de', 'a code that nobody here had asked for and that the client took, and after it another one that it refused for its state.',
   'einen Code, den hier niemand verlangt hatte und den der Client annahm, und danach einen, den er wegen des state ablehnte.'),
  ('de', 'As yourself: it is your browser.', 'Als du selbst: Es ist dein Browser.'),
  ('de', 'As whoever got the code in the link, unless the client asks whether this browser began that sign-in.',
   'Als der, der den Code im Link bekam, wenn der Client nicht fragt, ob dieser Browser die Anmeldung begonnen hat.'),
  ('de', 'Not at all: a code that came by a link is void.', 'Gar nicht: Ein Code, der durch einen Link kam, gilt nicht.'),
  ('de', 'Be the victim: sign in at the client, as Alice.', 'Sei das Opfer: Melde dich beim Client an, als Alice.'),
  ('de', 'Be the attacker, in a shell: Bob signs in, and stops before the client. The address is the bait.',
   'Sei der Angreifer, in einer Shell: Bob meldet sich an und bleibt vor dem Client stehen. Die Adresse ist der Köder.'),
  ('de', 'Two walls stand before it: state, and PKCE. Switch off both.', 'Zwei Mauern stehen davor: state und PKCE. Schalte beide aus.'),
  ('de', 'Be the victim: take the bait. Who are you now?', 'Sei das Opfer: Beiß an. Wer bist du jetzt?'),
  ('de', 'Switch everything on, and make new bait: a code is good once.', 'Schalte alles ein und leg einen neuen Köder aus: Ein Code gilt einmal.'),
  ('de', 'Take it.', 'Beiß an.'),
  ('de', 'Be the attacker: Bob signs in, and stops before the client. The address is the bait.',
   'Sei der Angreifer: Bob meldet sich an und bleibt vor dem Client stehen. Die Adresse ist der Köder.'),
  ('de', 'Be the victim, with a cookie jar of your own: take the bait.', 'Sei das Opfer, mit einer eigenen Cookie-Datei: Beiß an.'),
  ('de', 'Two walls stood before it: state, and PKCE. Switch off both, and take it again.',
   'Zwei Mauern standen davor: state und PKCE. Schalte beide aus und beiß noch einmal an.'),
  ('de', 'Switch everything on, make new bait, and take it.', 'Schalte alles ein, leg einen neuen Köder aus und beiß an.');
