-- initial_access_token_add: whoever has this token registers a client by itself, RFC 7591 section 3, so many times and for so long
-- (setting registration: token).  In the shell the view new_token makes one (schema/shell).
CREATE VIEW initial_access_token_add AS SELECT NULL AS token, uses_left AS uses, NULL AS seconds, NULL AS done_by FROM initial_access_token WHERE 0;
CREATE TRIGGER initial_access_token_add_does INSTEAD OF INSERT ON initial_access_token_add
BEGIN
  SELECT raise(ABORT, 'token is missing: SELECT token FROM new_token makes one') WHERE new.token IS NULL OR new.token NOT GLOB 'ia_?*.?*';
  SELECT raise(ABORT, 'uses is how often a client is registered by it, and seconds how long it is good: both are numbers above 0')
   WHERE coalesce(new.uses, 1) < 1 OR coalesce(new.seconds, 1) < 1 OR typeof(coalesce(new.uses, 1)) <> 'integer'
      OR typeof(coalesce(new.seconds, 1)) <> 'integer';
  INSERT INTO initial_access_token (token_id, secret_hash, issued_at, expires_at, uses_left)
  SELECT substr(new.token, 4, instr(new.token, '.') - 4), token_hash(substr(new.token, instr(new.token, '.') + 1)), now,
         now + coalesce(new.seconds, 86400), coalesce(new.uses, 1)
    FROM clock;
  INSERT INTO administration (kind, done_by) VALUES ('registration.token', new.done_by);
END;
