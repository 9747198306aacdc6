-- Sign-out, OIDC RP-Initiated Logout.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'logout_client_missing',
   'Eine post_logout_redirect_uri kam, und weder id_token_hint noch client_id: nichts sagt, wessen sie ist; der Browser wird nicht weitergeschickt.'),
  ('de', 'logout_client_unknown', 'Die client_id ist unbekannt, oder eine andere als die des Hints.'),
  ('de', 'logout_expired', 'Eine solche Abmeldung läuft nicht.'),
  ('de', 'logout_hint_invalid', 'Der id_token_hint ist kein ID Token dieses Servers für diesen Client; der Benutzer wurde nicht abgemeldet.'),
  ('de', 'post_logout_redirect_uri_unknown',
   'Die post_logout_redirect_uri ist für den Client nicht registriert; der Browser wird nicht weitergeschickt.');
