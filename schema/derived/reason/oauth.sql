-- What every party of OAuth refuses alike: how a token comes, RFC 6750, and what its scope allows.
INSERT INTO reason (reason, error, status, spec, help, told) VALUES
  ('authorization_malformed', 'invalid_request', 400, 'RFC 9110 11.6.2',
   'The Authorization header is not what its scheme says.', 'The Authorization header is malformed.'),
  ('token_missing', 'invalid_request', 401, 'RFC 6750 3.1',
   'There is no access token in the header Authorization, scheme Bearer.  The challenge names no error then.',
   'This is a protected resource: send an access token in the header Authorization.'),
  ('token_in_query', 'invalid_request', 400, 'RFC 9700 4.3.2',
   'The token stands in the address.  There it ends up in logs, histories and Referer headers; only the header Authorization counts.',
   'Send the token in the header Authorization, never in the address.'),
  ('token_bound', 'invalid_token', 401, 'RFC 9449 7.1',
   'The token is bound to a key (claim cnf), and came by the scheme Bearer: whoever sent it may have found it.  It goes by the scheme DPoP, with ' ||
   'a proof of that key in the header DPoP.',
   'The token is bound to a key: use the scheme DPoP.'),
  ('token_unbound', 'invalid_token', 401, 'RFC 9449 7.1',
   'The token came by the scheme DPoP, and is bound to no key (it has no claim cnf).', 'The token is bound to no key: use the scheme Bearer.'),
  ('token_bound_otherwise', 'invalid_token', 401, 'RFC 7800 3.1',
   'The token is bound by something else than the key of a DPoP proof (its claim cnf has no jkt), and that cannot be proved here.', NULL),
  ('dpop_missing', 'invalid_dpop_proof', 400, 'RFC 9449 4.3',
   'There is no proof in the header DPoP.  The access token is bound to a key; or the client is registered for such tokens alone ' ||
   '(client.dpop_bound_access_tokens).',
   'A proof is missing in the header DPoP.'),
  ('dpop_invalid', 'invalid_dpop_proof', 400, 'RFC 9449 4.3',
   'The DPoP proof is not good: detail has every step.  It is signed with the key that it brings along, for one method and one address (which ' ||
   'this server knows by its settings, and not by Host), a moment ago, and beside an access token for that token (ath) and its key.',
   'The DPoP proof is not good: {}.'),
  ('dpop_nonce_wanted', 'use_dpop_nonce', 400, 'RFC 9449 8',
   'The DPoP proof lacks the nonce of this server, or has an old one (setting dpop_nonce).  The header DPoP-Nonce of the answer has a fresh one; ' ||
   'nothing was spent, and the client does the same again with it.',
   'The DPoP proof needs the nonce in the header DPoP-Nonce.'),
  ('dpop_replayed', 'invalid_dpop_proof', 400, 'RFC 9449 11.1',
   'A proof with this key and this jti was here before: it counts once.  Somebody has copied a request, or a client makes no new proof for each.',
   'The DPoP proof was used before.'),
  ('proofs_full', 'temporarily_unavailable', 503, 'RFC 9449 11.1',
   'As many proofs, or assertions of clients (of one client half as many at most), as the setting remembered_largest allows were used and have ' ||
   'not ended: somebody sends very many, and none may be forgotten before its time.',
   'Too many proofs were used at once: wait.'),
  ('insufficient_scope', 'insufficient_scope', 403, 'RFC 6750 3.1',
   'The token is good, but its scope does not allow this.  The client may ask the user for more.', 'The token does not allow this.');
