-- The user's own pages: passwords, and links by which one is set.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('password_wrong', 'access_denied', 403, 'NIST SP 800-63B 5.1.1.2',
   'Somebody who is signed in wanted another password, and the old one did not fit.', 'The old password does not fit.'),
  ('password_throttled', 'access_denied', 429, 'NIST SP 800-63B 5.2.2',
   'Somebody who is signed in tried too many old passwords (settings login_attempts and login_wait).', 'Too many attempts.'),
  ('password_short', 'invalid_request', 400, 'NIST SP 800-63B 5.1.1.2',
   'The new password has fewer than 8 characters.', 'A password has at least 8 characters.'),
  ('password_long', 'invalid_request', 400, 'NIST SP 800-63B 5.1.1.2',
   'The new password has more than 256 characters.', 'A password has at most 256 characters.'),
  ('password_is_username', 'invalid_request', 400, 'NIST SP 800-63B 5.1.1.2',
   'The new password is the username, which everybody would try first.', 'The username is no password.'),
  ('password_differs', 'invalid_request', 400, 'NIST SP 800-63B 5.1.1.2',
   'The new password was typed twice, and not alike.', 'The two are not the same.'),
  ('link_invalid', 'access_denied', 403, 'NIST SP 800-63B 5.1.2.2',
   'There is no such link for a user who may sign in, or it was used, is over, or was replaced by a newer one (table user_link).',
   'This link is not good: it was used, is too old, or a newer one was made. Ask an administrator for another.');
