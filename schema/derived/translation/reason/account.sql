-- The user's own pages: passwords, and links by which one is set.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'password_wrong', 'Wer angemeldet ist, wollte ein anderes Passwort, und das alte passte nicht.'),
  ('de', 'password_throttled', 'Wer angemeldet ist, hat zu oft ein falsches altes Passwort versucht (Einstellungen login_attempts und login_wait).'),
  ('de', 'password_short', 'Das neue Passwort hat weniger als 8 Zeichen.'),
  ('de', 'password_long', 'Das neue Passwort hat mehr als 256 Zeichen.'),
  ('de', 'password_is_username', 'Das neue Passwort ist der Benutzername, den jeder als Erstes versuchen würde.'),
  ('de', 'password_differs', 'Das neue Passwort wurde zweimal getippt, und nicht gleich.'),
  ('de', 'deletion_password_wrong', 'Wer angemeldet ist, wollte das eigene Konto löschen, und das Passwort passte nicht.'),
  ('de', 'deletion_off', 'Benutzer löschen ihr Konto hier nicht selbst (Einstellung account_deletion): Die Verwaltung tut es mit user_end.'),
  ('de', 'deletion_of_last_administrator',
   'Die Einzige, die die Verwaltung noch betreten kann, wollte ihr Konto löschen: Niemand bliebe übrig (View last_administrator).'),
  ('de', 'link_invalid',
   'Es gibt keinen solchen Link für jemanden, der sich anmelden darf, oder er wurde benutzt, ist abgelaufen oder durch einen neueren ersetzt ' ||
   '(Tabelle user_link).');
