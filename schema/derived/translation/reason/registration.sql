-- Who registers, RFC 7591 section 3, and who changes what it registered, RFC 7592 section 2.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'registration_off', 'Clients registrieren sich hier nicht selbst: Einstellung registration.'),
  ('de', 'registration_token_bad',
   'Das Token ist keines von uns: kein Initial Access Token, das noch nicht verbraucht und nicht' ||
   ' abgelaufen ist, oder nicht das Registration Access Token dieses Clients.'),
  ('de', 'registration_throttled',
   'Zu viele Registrierungen aus diesem Netz oder insgesamt innerhalb von login_wait: Einstellungen' ||
   ' login_attempts_network, login_attempts_account.'),
  ('de', 'registration_client_id',
   'Eine Änderung nennt die client_id, für die sie gilt, und ein client_secret nur dann, wenn es das des Clients ist.');
