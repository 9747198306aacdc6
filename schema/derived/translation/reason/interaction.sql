-- The pages on which a user signs in and consents.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'login_failed', 'Benutzername und Passwort passen nicht zusammen. Die Seite sagt nicht, welches von beiden falsch war.'),
  ('de', 'login_suspended', 'Das Passwort stimmt, aber der Benutzer ist gesperrt: end_user.suspended_at sagt, seit wann.'),
  ('de', 'login_throttled',
   'Zu viele gescheiterte Anmeldungen dieses Kontos aus diesem Netz oder in diesem Browser, dieses Kontos von überall, oder aus diesem Netz ' ||
   '(Settings login_attempts, login_attempts_account, login_attempts_network, login_wait).');
