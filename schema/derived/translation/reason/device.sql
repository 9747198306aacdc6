-- A sign-in for a device without a keyboard, RFC 8628.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'device_too_often',
   'Von diesem Netz aus haben Geräte im Namen öffentlicher Clients öfter angefangen, als die Einstellung login_attempts_network innerhalb von ' ||
   'login_wait erlaubt.'),
  ('de', 'user_code_unknown', 'Kein Gerät wartet mit dem eingegebenen Code, oder er ist schon vergessen.'),
  ('de', 'user_code_expired', 'Das Gerät hat länger gewartet als die Einstellung device_lifetime.'),
  ('de', 'user_code_used', 'Jemand anderes hat über dieses Gerät entschieden: device_authorization.subject.'),
  ('de', 'device_throttled',
   'Zu viele Codes wurden in dieser Sitzung oder von diesem Netz aus versucht (Einstellungen login_attempts, login_attempts_network, login_wait).');
