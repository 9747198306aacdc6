-- The pages on which a user signs in and consents.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('login_failed', 'access_denied', 403, 'OIDC Core 3.1.2.3',
   'Username and password do not fit.  The page does not say which of the two was wrong.', 'Username and password do not fit.'),
  ('login_suspended', 'access_denied', 403, 'OIDC Core 3.1.2.3',
   'The password is right, but the user is suspended: end_user.suspended_at says since when.', 'This account is suspended: ask its administrator.'),
  ('login_throttled', 'access_denied', 429, 'RFC 6749 10.10',
   'Too many failed logins of this account from this network or in this browser, of this account from anywhere, or from this network (settings ' ||
   'login_attempts, login_attempts_account, login_attempts_network, login_wait).',
   'Too many attempts: wait.');
