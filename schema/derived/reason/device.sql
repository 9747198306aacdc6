-- A sign-in for a device without a keyboard, RFC 8628.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('device_too_often', 'temporarily_unavailable', 429, 'RFC 6585 4',
   'Devices began more often from this network, in the names of public clients, than setting login_attempts_network allows within login_wait.',
   'This is too often: wait.'),
  ('user_code_unknown', 'invalid_request', 400, 'RFC 8628 3.3',
   'No device waits with the user code that was typed, or it was forgotten already.', 'No device waits with this code.'),
  ('user_code_expired', 'invalid_request', 400, 'RFC 8628 3.2',
   'The device has waited longer than setting device_lifetime.', 'This code has expired.'),
  ('user_code_used', 'invalid_request', 400, 'RFC 8628 3.3',
   'Another user has decided about this device: device_authorization.subject.', 'This code was used.'),
  ('device_throttled', 'access_denied', 429, 'RFC 8628 5.1',
   'Too many user codes were tried in this session, or from this network (settings login_attempts, login_attempts_network, login_wait).',
   'Too many attempts: wait.');
