-- Sign-out, OIDC RP-Initiated Logout.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'logout_client_unknown', 'Die client_id ist unbekannt, oder eine andere als die des Hints.'),
  ('de', 'logout_expired', 'Eine solche Abmeldung läuft nicht.'),
  ('de', 'logout_hint_invalid', 'Der id_token_hint ist kein ID Token dieses Servers für diesen Client; der Benutzer wurde nicht abgemeldet.'),
  ('de', 'post_logout_redirect_uri_unknown',
   'Die post_logout_redirect_uri ist für den Client nicht registriert, oder nichts sagt, welcher Client fragt; der Browser wird nicht ' ||
   'weitergeschickt.');
