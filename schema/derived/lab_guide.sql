-- For teachers: a plan, minute by minute; and their part of labs that do not have it in lab/NN.sql.

INSERT INTO lab_guide (lab, wrong, point, tell) VALUES
  ('01', 'The browser calls the API with the token.', 'The browser''s line: no blue thread.', 'What is not in the browser cannot be stolen there.'),
  ('02', 'The ID token tells the API who I am.', 'The violet thread: two lines, and none at the API.',
   'A letter is for the person on the envelope: aud.'),
  ('03', 'It is signed, so it is good for everything.', 'The checks at the refused arrow: signature passed, type and audience failed.',
   'Signed says who made it. Audience says for whom.'),
  ('04', 'An API can make tokens for the next API.', 'The refused arrow: the issuer is unknown, and no key fits.',
   'An API that signs tokens is an authorization server that nobody watches.'),
  ('05', 'The API gets the refresh token, so that it can renew.', 'The arrow from the API back to the server, before the 401.',
   'A refresh token outside of its road is a stolen one, until somebody shows otherwise.'),
  ('06', 'Refresh means signed in for ever.', 'The chain of orange rings, and the last one with nothing behind it.',
   'What is your number? How long may a session last?'),
  ('07', 'Expired means signed out. Signed out means dead tokens.', 'The refresh without a dashed arrow; the blue thread after the sign-out.',
   'A token is a promise with a date. Short dates are the answer.'),
  ('08', 'Every no of an API is a 401.', 'Five lists of checks, and the one 403 where all checks pass.',
   '401: I do not know you. 403: I know you, and you may not.'),
  ('09', 'The token says how it is signed, so the library does that.', 'The check of alg stands before the signature.',
   'The receiver chooses the algorithm. A header is a stranger''s wish.'),
  ('10', 'The redirect URI begins with our address, so it is ours.',
   'With the hole, where the code lands; without it, an error page and no arrow back.',
   'Compare it as a whole, character by character.'),
  ('11', 'Who has the code has the tokens.', 'The code''s thread at the attacker, and the ✗ at the token endpoint.',
   'PKCE: who asked for the code can redeem it, and nobody else.'),
  ('12', 'A second use of a code is just an error.', 'The second arrow, and the end of every token of the first.',
   'Two people have the code. One of them is a thief, and nobody knows which.'),
  ('13', 'Rotation keeps thieves out.', 'Two orange pills with the same letters, from two senders.',
   'Rotation does not stop the theft. It makes it seen.'),
  ('14', 'state is decoration.', 'The dashed arrow that comes without a beginning.', 'Whose account are you in? Ask before you pay.'),
  ('15', 'The client knows whose answer it has got.', 'After the callback there is no arrow with the code in it.',
   'The answer says who wrote it: iss.'),
  ('16', 'Tokens in the browser are fine, we have no XSS.', 'Two pictures side by side: pills in the browser''s lane, and one green one.',
   'Ask what a script on your page could take with it.'),
  ('20', 'A valid signature means a live token.', 'The second API''s arrow to the server, at each call.',
   'Looking by yourself is fast. Asking is up to date. Choose for each API.');

-- Pauses, after a lab.
CREATE TABLE lab_pause (
  run     TEXT NOT NULL,
  lab     TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  title   TEXT NOT NULL,
  PRIMARY KEY (run, lab)
) STRICT, WITHOUT ROWID;
INSERT INTO lab_pause (run, lab, minutes, title) VALUES
  ('half', '06', 20, 'Break'), ('day', '04', 15, 'Break'), ('day', '09', 60, 'Lunch'), ('day', '13', 15, 'Break');

-- lab_plan: what happens when.  What is left at the end is for questions.
CREATE VIEW lab_plan AS
WITH item AS (
  SELECT run, '' AS lab, 0 AS part, opening AS minutes, 'Welcome: a seat for everybody, and the first sign-in' AS title FROM lab_run
  UNION ALL
  SELECT o.run, l.lab, 1, l.minutes + r.talk, l.title FROM lab_order AS o JOIN lab AS l ON l.lab = o.lab JOIN lab_run AS r ON r.run = o.run
  UNION ALL
  SELECT run, lab, 2, minutes, title FROM lab_pause
  UNION ALL
  SELECT r.run, '99', 3,
         r.minutes - r.opening - (SELECT sum(l.minutes + r.talk) FROM lab_order AS o JOIN lab AS l ON l.lab = o.lab WHERE o.run = r.run)
         - (SELECT coalesce(sum(p.minutes), 0) FROM lab_pause AS p WHERE p.run = r.run),
         'Questions, and what to take home'
    FROM lab_run AS r)
SELECT run, lab, part, minutes, title, sum(minutes) OVER (PARTITION BY run ORDER BY lab, part) - minutes AS begins
  FROM item
 ORDER BY run, lab, part;

INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Welcome: a seat for everybody, and the first sign-in', 'Willkommen: ein Platz für alle, und die erste Anmeldung'),
  ('de', 'Questions, and what to take home', 'Fragen, und was ihr mitnehmt'),
  ('de', 'Break', 'Pause'),
  ('de', 'Lunch', 'Mittag'),
  ('de', 'The browser calls the API with the token.', 'Der Browser ruft mit dem Token die API auf.'),
  ('de', 'The browser''s line: no blue thread.', 'die Linie des Browsers: kein blauer Faden.'),
  ('de', 'What is not in the browser cannot be stolen there.', 'Was nicht im Browser ist, kann dort niemand stehlen.'),
  ('de', 'The ID token tells the API who I am.', 'Das ID Token sagt der API, wer ich bin.'),
  ('de', 'The violet thread: two lines, and none at the API.', 'den violetten Faden: zwei Linien, und keine bei der API.'),
  ('de', 'A letter is for the person on the envelope: aud.', 'Ein Brief ist für den, der auf dem Umschlag steht: aud.'),
  ('de', 'It is signed, so it is good for everything.', 'Es ist signiert, also gilt es überall.'),
  ('de', 'The checks at the refused arrow: signature passed, type and audience failed.',
   'die Prüfung am abgelehnten Pfeil: Signatur gut, Typ und Empfänger nicht.'),
  ('de', 'Signed says who made it. Audience says for whom.', 'Signiert sagt, von wem es ist. Audience sagt, für wen.'),
  ('de', 'An API can make tokens for the next API.', 'Eine API kann Tokens für die nächste API machen.'),
  ('de', 'The refused arrow: the issuer is unknown, and no key fits.',
   'den abgelehnten Pfeil: Der Aussteller ist unbekannt, und kein Schlüssel passt.'),
  ('de', 'An API that signs tokens is an authorization server that nobody watches.',
   'Eine API, die Tokens signiert, ist ein Authorization Server, auf den niemand aufpasst.'),
  ('de', 'The API gets the refresh token, so that it can renew.', 'Die API bekommt das Refresh Token, damit sie erneuern kann.'),
  ('de', 'The arrow from the API back to the server, before the 401.', 'den Pfeil von der API zurück zum Server, vor dem 401.'),
  ('de', 'A refresh token outside of its road is a stolen one, until somebody shows otherwise.',
   'Ein Refresh Token abseits seines Weges gilt als gestohlen, bis jemand das Gegenteil zeigt.'),
  ('de', 'Refresh means signed in for ever.', 'Refresh heißt für immer angemeldet.'),
  ('de', 'The chain of orange rings, and the last one with nothing behind it.',
   'die Kette der orangen Ringe, und den letzten, hinter dem nichts kommt.'),
  ('de', 'What is your number? How long may a session last?', 'Was ist eure Zahl? Wie lange darf eine Sitzung dauern?'),
  ('de', 'Expired means signed out. Signed out means dead tokens.', 'Abgelaufen heißt abgemeldet. Abgemeldet heißt tote Tokens.'),
  ('de', 'The refresh without a dashed arrow; the blue thread after the sign-out.',
   'den Refresh ohne gestrichelten Pfeil; den blauen Faden nach der Abmeldung.'),
  ('de', 'A token is a promise with a date. Short dates are the answer.', 'Ein Token ist ein Versprechen mit Datum. Kurze Fristen sind die Antwort.'),
  ('de', 'Every no of an API is a 401.', 'Jedes Nein einer API ist ein 401.'),
  ('de', 'Five lists of checks, and the one 403 where all checks pass.', 'fünf Listen von Prüfschritten, und das eine 403, bei dem alle gut sind.'),
  ('de', '401: I do not know you. 403: I know you, and you may not.', '401: Ich kenne dich nicht. 403: Ich kenne dich, und du darfst nicht.'),
  ('de', 'The token says how it is signed, so the library does that.', 'Das Token sagt, wie es signiert ist, und die Bibliothek tut es.'),
  ('de', 'The check of alg stands before the signature.', 'die Prüfung von alg: Sie steht vor der Signatur.'),
  ('de', 'The receiver chooses the algorithm. A header is a stranger''s wish.',
   'Wer empfängt, wählt den Algorithmus. Ein Header ist der Wunsch eines Fremden.'),
  ('de', 'The redirect URI begins with our address, so it is ours.', 'Die Redirect URI beginnt mit unserer Adresse, also ist sie unsere.'),
  ('de', 'With the hole, where the code lands; without it, an error page and no arrow back.',
   'mit dem Loch: wohin der Code geht; ohne das Loch: eine Fehlerseite und kein Pfeil zurück.'),
  ('de', 'Compare it as a whole, character by character.', 'Vergleiche sie ganz, Zeichen für Zeichen.'),
  ('de', 'Who has the code has the tokens.', 'Wer den Code hat, hat die Tokens.'),
  ('de', 'The code''s thread at the attacker, and the ✗ at the token endpoint.', 'den Faden des Codes beim Angreifer, und das ✗ am Token Endpoint.'),
  ('de', 'PKCE: who asked for the code can redeem it, and nobody else.', 'PKCE: Wer den Code angefordert hat, kann ihn einlösen, und sonst niemand.'),
  ('de', 'A second use of a code is just an error.', 'Ein Code, der zweimal kommt, ist bloß ein Fehler.'),
  ('de', 'The second arrow, and the end of every token of the first.', 'den zweiten Pfeil, und das Ende aller Tokens des ersten.'),
  ('de', 'Two people have the code. One of them is a thief, and nobody knows which.',
   'Zwei haben den Code. Einer davon ist ein Dieb, und niemand weiß, welcher.'),
  ('de', 'Rotation keeps thieves out.', 'Rotation hält Diebe ab.'),
  ('de', 'Two orange pills with the same letters, from two senders.', 'zwei orange Marken mit denselben Zeichen, von zwei Absendern.'),
  ('de', 'Rotation does not stop the theft. It makes it seen.', 'Rotation verhindert den Diebstahl nicht. Sie macht ihn sichtbar.'),
  ('de', 'state is decoration.', 'state ist Zierrat.'),
  ('de', 'The dashed arrow that comes without a beginning.', 'den gestrichelten Pfeil, der ohne Anfang kommt.'),
  ('de', 'Whose account are you in? Ask before you pay.', 'In wessen Konto bist du? Frag das, bevor du bezahlst.'),
  ('de', 'The client knows whose answer it has got.', 'Der Client weiß, wessen Antwort er hat.'),
  ('de', 'After the callback there is no arrow with the code in it.', 'die Stelle nach dem Callback: Kein Pfeil trägt den Code weiter.'),
  ('de', 'The answer says who wrote it: iss.', 'Die Antwort sagt, von wem sie ist: iss.'),
  ('de', 'Tokens in the browser are fine, we have no XSS.', 'Tokens im Browser sind in Ordnung, wir haben kein XSS.'),
  ('de', 'Two pictures side by side: pills in the browser''s lane, and one green one.',
   'zwei Bilder nebeneinander: Marken in der Spur des Browsers, und nur eine grüne.'),
  ('de', 'Ask what a script on your page could take with it.', 'Frag, was ein Skript auf deiner Seite mitnehmen könnte.'),
  ('de', 'A valid signature means a live token.', 'Eine gültige Signatur heißt ein gültiges Token.'),
  ('de', 'The second API''s arrow to the server, at each call.', 'den Pfeil der zweiten API zum Server, bei jedem Aufruf.'),
  ('de', 'Looking by yourself is fast. Asking is up to date. Choose for each API.',
   'Selbst prüfen ist schnell. Fragen ist aktuell. Wähle für jede API.');
