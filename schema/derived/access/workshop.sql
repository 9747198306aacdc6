-- The workshop: reads the record and its views, and what is relaxed.  No table of the others: nothing raw stands in the record.
INSERT INTO program_access (program, object, verb) VALUES
  ('workshop', 'common_setting', 'read'),
  ('workshop', 'fingerprint_key', 'read'),
  ('workshop', 'flow_actor', 'read'),
  ('workshop', 'flow_event', 'read'),
  ('workshop', 'flow_event', 'insert'),
  ('workshop', 'flow_kind', 'read'),
  ('workshop', 'flow_list', 'read'),
  ('workshop', 'flow_step', 'read'),
  ('workshop', 'flow_step_token', 'read'),
  ('workshop', 'flow_token', 'insert'),
  ('workshop', 'flow_token.event_id', 'read'),
  ('workshop', 'flow_token_type.type', 'read'),
  ('workshop', 'flow_trace', 'read'),
  ('workshop', 'program_place', 'read'),
  ('workshop', 'reason', 'read'),
  ('workshop', 'relaxation', 'read'),
  ('workshop', 'served_host', 'read');
