-- What stands between the web server and a handler: serve, form, store.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('not_found',                'not_found',            404, 'RFC 9110 15.5.5',  'No endpoint has this path.', 'There is nothing at this address.'),
  ('method_not_allowed',       'method_not_allowed',   405, 'RFC 9110 15.5.6',  'The endpoint exists, but not for this method; Allow lists those it has.', 'This endpoint does not take this method.'),
  ('host_foreign',             'invalid_request',      421, 'RFC 9110 15.5.20', 'The server listens on a loopback address and was asked by a name that is neither localhost nor one of the view served_host: another site whose name points here, or a proxy that does not hand on Host.', 'This server is not meant by that name.'),
  ('method_unknown',           'invalid_request',      501, 'RFC 9110 15.6.2',  'The method is none that HTTP defines.', 'This server does not know the method.'),
  ('body_too_large',           'invalid_request',      413, 'RFC 9110 15.5.14', 'The body is larger than 64 KiB, or its JSON than the endpoint takes.', 'The body is too large.'),
  ('content_type_unsupported', 'invalid_request',      415, 'RFC 9110 15.5.16', 'The body is neither a form nor, where JSON is taken, JSON.', 'The body must be application/x-www-form-urlencoded.'),
  ('coding_unsupported',       'invalid_request',      415, 'RFC 9110 15.5.16', 'The body is packed (Content-Encoding), and nobody here unpacks one; Accept-Encoding says so.', 'The body must not be packed: send it without Content-Encoding.'),
  ('form_broken',              'invalid_request',      400, 'RFC 6749 3.2',     'The parameters are not well-formed application/x-www-form-urlencoded.', 'The parameters are not well-formed.'),
  ('form_not_utf8',            'invalid_request',      400, 'RFC 6749 B',       'A parameter is not valid UTF-8.', 'A parameter is not UTF-8.'),
  ('form_nul',                 'invalid_request',      400, 'RFC 6749 A',       'A parameter holds a NUL byte.', 'A parameter holds a NUL byte.'),
  ('form_too_many',            'invalid_request',      400, 'RFC 6749 3.2',     'There are more than 100 parameters.', 'There are more than 100 parameters.'),
  ('parameter_repeated',       'invalid_request',      400, 'RFC 6749 3.1',     'A parameter was sent twice; which one counts would be a guess.', '{} was sent twice.'),
  ('parameter_too_long',       'invalid_request',      400, 'RFC 9110 4.1',     'Each parameter has a longest length, in bytes, in the table of its endpoint.', '{} is too long.'),
  ('authorization_malformed',  'invalid_request',      400, 'RFC 9110 11.6.2',  'The Authorization header is not what its scheme says.', 'The Authorization header is malformed.'),
  ('busy',                     'temporarily_unavailable', 503, 'RFC 9110 15.6.4', 'Another writer held the database for five seconds.', 'The server is busy: try again.'),
  ('csrf_mismatch',   'invalid_request', 403, 'RFC 6749 10.12',  'The form did not come from a page of this server, or was older than its key.', 'This form is not valid any more: go back and try again.');
