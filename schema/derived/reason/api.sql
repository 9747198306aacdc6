-- The sample API, RFC 6750 and its notes.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('resource_missing', 'not_found', 404, 'RFC 9728 3',
   'No row of api_resource is meant for this mount point: this API is not set up.', 'No API is set up at this address.'),
  ('endpoint_elsewhere', 'not_found', 404, 'RFC 9110 15.5.5',
   'The program has this endpoint, but not for the API at this mount point: its scope is none of api_resource.scopes_supported.',
   'This API has nothing at this address.'),
  ('refresh_token_at_api', 'invalid_token', 401, 'RFC 6749 1.5',
   'A refresh token was sent to an API.  It is meant for the authorization server alone.  Now that it has been seen elsewhere, the API handed ' ||
   'it in to the revocation endpoint (if it has the shape of one; each once), and its family ends.',
   'This is no access token.'),
  ('issuer_unknown', 'invalid_token', 401, 'RFC 8725 3.8',
   'This API does not trust the issuer of the token (table trusted_issuer).  An API issues no tokens, neither for itself nor for another one.',
   'The token is not valid here.'),
  ('jwks_unreachable', 'temporarily_unavailable', 503, 'RFC 9110 15.6.4',
   'The keys of the issuer could not be fetched, so nobody knows whether the token is good: it was not judged.  detail says what was asked and ' ||
   'what came; if it is the certificate, setting ca_file names the authorities.',
   'The keys of the issuer cannot be had at the moment: try again.'),
  ('token_inactive', 'invalid_token', 401, 'RFC 7662 2.2',
   'This API asks the issuer about each token (api_resource.validation), and the issuer says that it is not active: it was revoked, its grant ' ||
   'was taken back, or its session has ended.  By its signature and its end alone it would still be good.',
   'The token is not valid any more.'),
  ('introspection_unreachable', 'temporarily_unavailable', 503, 'RFC 7662 4',
   'This API asks the issuer about each token, and the issuer did not say whether this one is active: nobody comes in.  detail says what was ' ||
   'asked; the API needs client_id and client_secret in trusted_issuer, and the issuer a client with that name and this resource.',
   'The token cannot be judged at the moment: try again.'),
  ('dpop_refused', 'invalid_token', 401, 'RFC 9449 7.2',
   'The token is bound to a key, or came by the scheme DPoP, and this API does not ask for proofs (api_resource.dpop): it would take the token ' ||
   'from whoever found it.',
   'This API takes no bound tokens.'),
  ('dpop_required', 'invalid_token', 401, 'RFC 9728 2',
   'This API takes tokens alone that are bound to a key (api_resource.dpop), and this one is not.', 'This API takes bound tokens alone: RFC 9449.'),
  ('login_too_old', 'insufficient_user_authentication', 401, 'RFC 9470 3',
   'The token is good, but the login behind it (auth_time) is older than this operation allows.  The client may send the user to a new login ' ||
   'with max_age.',
   'This needs a login within the last five minutes.'),
  ('note_text_invalid', 'invalid_request', 400, 'RFC 9110 15.5.1',
   'A note has between 1 and 280 characters, as the form field or JSON member text.', 'A note has between 1 and 280 characters, in the field text.'),
  ('note_unknown', 'not_found', 404, 'RFC 9110 15.5.5',
   'The user has no note of this number; it may be somebody else''s.', 'There is no such note.'),
  ('notebook_full', 'invalid_request', 409, 'RFC 9110 15.5.10',
   'The user has 50 notes already: a sample is no store.', 'The notebook is full.');
