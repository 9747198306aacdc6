-- The front door.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'You are at the *start*', 'Du bist am *Anfang*'),
  ('de', 'sqlite-oidc: every token in sight', 'sqlite-oidc: jedes Token im Blick'),
  ('de', 'An OAuth 2.1 and OpenID Connect system that you can read in an afternoon and question in SQL.',
   'Ein System für OAuth 2.1 und OpenID Connect, das man an einem Nachmittag lesen und in SQL befragen kann.'),
  ('de', 'Where does a token go, who may read it, and why was it refused?', 'Wohin geht ein Token, wer darf es lesen, und warum wurde es abgelehnt?'),
  ('de', 'One sign-in for many applications', 'Eine Anmeldung für viele Anwendungen'),
  ('de', 'Applications send you here to sign in, and learn from this server who you are. Open the one that you want to use: it will bring you ' ||
   'back when it needs to.',
   'Anwendungen schicken dich zum Anmelden hierher und erfahren von diesem Server, wer du bist. Öffne die, die du benutzen möchtest: Sie ' ||
   'bringt dich zurück, wenn es nötig ist.'),
  ('de', 'Open the notes', 'Zu den Notizen'),
  ('de', 'For applications', 'Für Anwendungen'),
  ('de', 'Sign in at a sample client. Let it call an API. Then ask the database what each token did on the way: three parties, one file, every ' ||
   'answer in SQL.',
   'Melde dich bei einem Beispiel-Client an. Lass ihn eine API aufrufen. Dann frag die Datenbank, was jedes Token unterwegs tat: drei ' ||
   'Beteiligte, eine Datei, jede Antwort in SQL.'),
  ('de', 'Browser', 'Browser'),
  ('de', 'judges the token', 'prüft das Token'),
  ('de', 'The browser talks to the client with a session cookie. The authorization server sends a code through the browser, then an access ' ||
   'token, an ID token and a refresh token to the client. The client sends the refresh token back to the authorization server, and the access ' ||
   'token to the API.',
   'Der Browser spricht mit dem Client über ein Sitzungs-Cookie. Der Authorization Server schickt einen Code durch den Browser, dann ein ' ||
   'Access Token, ein ID Token und ein Refresh Token an den Client. Der Client schickt das Refresh Token zurück an den Authorization Server, ' ||
   'und das Access Token an die API.'),
  ('de', 'Try the labs', 'Zu den Labs'),
  ('de', 'Open the flow inspector', 'Zu den Abläufen'),
  ('de', 'Five things travel, and each has its own road', 'Fünf Dinge reisen, und jedes auf seinem eigenen Weg'),
  ('de', 'access', 'Zugang'),
  ('de', 'Opens an API. The authorization server makes it, the client carries it, the API reads it.',
   'Öffnet eine API. Der Authorization Server macht es, der Client trägt es, die API liest es.'),
  ('de', 'identity', 'Identität'),
  ('de', 'Tells the client who signed in, and when. Its journey ends there: no API takes it.',
   'Sagt dem Client, wer sich angemeldet hat, und wann. Dort endet seine Reise: Keine API nimmt es an.'),
  ('de', 'refresh', 'Erneuern'),
  ('de', 'Fetches the next access token without a new login. Only the client and the authorization server see it.',
   'Holt das nächste Access Token ohne neue Anmeldung. Nur der Client und der Authorization Server sehen es.'),
  ('de', 'once', 'einmal'),
  ('de', 'The one thing that travels through the browser''s address bar. Good once, for a short while, for one client.',
   'Das Einzige, was durch die Adresszeile des Browsers reist. Gut für einmal, für kurze Zeit, für einen Client.'),
  ('de', 'session', 'Sitzung'),
  ('de', 'A cookie that no script can read: all that your browser ever holds.', 'Ein Cookie, das kein Skript lesen kann: mehr hat dein Browser nie.'),
  ('de', 'Try it', 'Probier es aus'),
  ('de', 'Who you can be', 'Wer du sein kannst'),
  ('de', 'The demo users of a workshop database. The passwords are public, so such a database belongs on your own machine.',
   'Die Nutzer der Demo. Ihre Passwörter kennt jeder; so eine Datenbank gehört auf deinen eigenen Rechner.'),
  ('de', 'Ask the database', 'Frag die Datenbank'),
  ('de', 'Everything that happened is a row. In the shell, beside the running servers:',
   'Alles, was geschah, ist eine Zeile. In der Shell, neben den laufenden Servern:'),
  ('de', 'Misuse a token', 'Missbrauche ein Token'),
  ('de', 'The client''s page Reveal shows what it holds. Send the ID token to the API: it is refused, and the flow inspector says why.',
   'Die Seite Reveal des Clients zeigt, was er hat. Schick das ID Token an die API: Sie lehnt es ab, und der Ablauf zeigt, warum.');
