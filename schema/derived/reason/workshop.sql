-- The workshop's own refusals.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('cli_unregistered', 'not_found', 404, 'RFC 8252 8.4',
   'demo-cli has no redirect URI that ends with the address of this page and /callback.  It is one row: INSERT INTO client_redirect_uri ' ||
   '(client_id, redirect_uri) VALUES (''demo-cli'', ''http://localhost:8080/workshop/cli/callback''), with the address that you use.',
   'demo-cli is not registered for this address.'),
  ('cli_code_malformed', 'invalid_request', 400, 'RFC 6749 4.1.2',
   'What came as a code has characters that no code of this server has.  It would be copied into a shell, so it is not shown.',
   'This is no code.'),
  ('language_unknown', 'invalid_request', 400, 'RFC 9110 15.5.1',
   'The form asked for a language that setting language does not have.', 'The pages have no such language.'),
  ('flow_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'The flow record holds no such trace: it was never there, or it is forgotten already.', 'There is no such flow, or it is forgotten already.'),
  ('lab_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'No row of the table lab has this number.', 'There is no such lab.'),
  ('lab_answer_invalid', 'invalid_request', 400, 'RFC 9110 15.5.1',
   'A prediction is one of the choices (table lab_choice).  An answer is 4 to 16 letters of a fingerprint, 0 to 9 and a to f, and one of the ' ||
   'parties on the page; only a lab that asks for one takes it.',
   'Choose one of the answers, or type the 4 to 16 letters of the token as the picture shows them.'),
  ('record_closed', 'not_found', 404, 'RFC 6749 5.2',
   'The flow record says which of the conditions failed, and callers shall not hear that: its pages are for the profile workshop.  In a ' ||
   'service its owner asks the database.',
   'There is nothing at this address.'),
  ('seat_closed', 'access_denied', 403, 'RFC 6265 8.5',
   'This is the database of a seat in a room, and the browser has not the cookie of this seat: it came without the join link, or that was '
   || 'another seat''s.',
   'This seat is somebody else''s.'),
  ('room_closed', 'access_denied', 403, 'RFC 6265 8.5',
   'This page of the room is for its instructor, and the browser has no cookie of an instructor: the link was printed when the room was opened, '
   || 'and a room that is opened again has another.',
   'This page is for the instructor.'),
  ('room_missing', 'not_found', 404, 'RFC 9110 15.5.5',
   'This database is not that of a room: it has no seats to give.', 'There is no room here.'),
  ('room_full', 'access_denied', 409, 'RFC 9110 15.5.10',
   'Every seat is taken.  A room that is opened again with more seats keeps those that it has.', 'Every seat is taken.'),
  ('join_unknown', 'access_denied', 403, 'RFC 9110 15.5.4',
   'The link holds no secret of this seat, or of this room''s instructor: it was cut, or is of another room.',
   'This link does not open this seat.'),
  ('download_too_large', 'invalid_request', 413, 'RFC 9110 15.5.14',
   'The database has more than 64 MiB: its owner copies it with schema/backup, secrets and all.',
   'The database is too large to be downloaded.');
