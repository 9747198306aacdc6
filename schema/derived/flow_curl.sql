-- How a learner sends the same request: what curl is told beyond the address, with a name in the place of each secret.  The type is that
-- of the token that the request shows; '': any.  A kind without a row shows its token as it came, in a header or a cookie.
CREATE TABLE flow_curl (
  kind      TEXT NOT NULL REFERENCES flow_kind,
  type      TEXT NOT NULL,
  arguments TEXT NOT NULL,
  PRIMARY KEY (kind, type)
) STRICT, WITHOUT ROWID;
INSERT INTO flow_curl (kind, type, arguments) VALUES
  ('authorize.request',  '',     '-G -d response_type=code -d client_id={client_id} -d redirect_uri="$REDIRECT_URI" -d scope=openid '
                                 || '-d state="$STATE" -d code_challenge="$CHALLENGE" -d code_challenge_method=S256'),
  ('authorize.callback', '',     '-G -b "$LOGIN_COOKIE" -d code="$CODE" -d state="$STATE"'),
  ('login.ok',           '',     '-b "$LOGIN_COOKIE" -d username=alice -d password="$PASSWORD" -d csrf="$CSRF" -d login=1'),
  ('login.fail',         '',     '-b "$LOGIN_COOKIE" -d username=alice -d password="$PASSWORD" -d csrf="$CSRF" -d login=1'),
  ('consent.granted',    '',     '-b "$SID" -d csrf="$CSRF" -d allow=1'),
  ('consent.denied',     '',     '-b "$SID" -d csrf="$CSRF" -d deny=1'),
  ('token.request',      '',     '-u {client_id}:"$SECRET" -d grant_type=client_credentials'),
  ('token.request',      'code', '-d grant_type=authorization_code -d client_id={client_id} -d code="$CODE" -d redirect_uri="$REDIRECT_URI" '
                                 || '-d code_verifier="$VERIFIER"'),
  ('device.request',     '',     '-d client_id={client_id}'),
  ('token.poll',         'code', '-d grant_type=urn:ietf:params:oauth:grant-type:device_code -d client_id={client_id} -d device_code="$CODE"'),
  ('token.exchange',     '',     '-u {client_id}:"$SECRET" -d grant_type=urn:ietf:params:oauth:grant-type:token-exchange -d subject_token="$AT" '
                                 || '-d subject_token_type=urn:ietf:params:oauth:token-type:access_token -d resource="$RESOURCE"'),
  ('token.refresh',      '',     '-d grant_type=refresh_token -d client_id={client_id} -d refresh_token="$RT"'),
  ('token.revoke',       '',     '-d client_id={client_id} -d token="$RT"'),
  ('token.introspect',   '',     '-u {client_id}:"$SECRET" -d token="$AT"');
