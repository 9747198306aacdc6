-- The pages of administration.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('administrator_only', 'access_denied', 403, 'RFC 9110 15.5.4',
   'Somebody who is no administrator wanted to see a page of administration (end_user.administrator).', 'These pages are for administrators.'),
  ('desk_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'There is no page of administration at this address, or nothing that it could be about.', 'There is nothing at this address.'),
  ('deed_refused', 'invalid_request', 400, 'RFC 9110 15.5.1',
   'What an administrator wanted to do cannot be done as the form says; the page said why.', 'This cannot be done so.');
