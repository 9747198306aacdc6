-- The workshop: reads the record and its views, and what is relaxed.  No table of the others: nothing raw stands in the record.
INSERT INTO program_access (program, object, verb) VALUES
  ('workshop', 'flow_event',      'read'), ('workshop', 'flow_token',      'read'), ('workshop', 'flow_trace',   'read'),
  ('workshop', 'flow_actor',      'read'), ('workshop', 'flow_token_type', 'read'),
  ('workshop', 'flow_list',       'read'), ('workshop', 'flow_step',       'read'), ('workshop', 'flow_step_token', 'read'),
  ('workshop', 'token_journey',   'read'), ('workshop', 'token_holder',    'read'), ('workshop', 'why',          'read'),
  ('workshop', 'relaxation',      'read');
