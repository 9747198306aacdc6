-- The workshop's own refusals.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('flow_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'The flow record holds no such trace: it was never there, or it is forgotten already.', 'There is no such flow, or it is forgotten already.'),
  ('record_closed', 'not_found', 404, 'RFC 6749 5.2',
   'The flow record says which of the conditions failed, and callers shall not hear that: its pages are for the profile workshop.  In a ' ||
   'service its owner asks the database.',
   'There is nothing at this address.');
