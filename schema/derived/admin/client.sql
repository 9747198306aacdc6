-- Clients: what each has several of, and how one comes and goes.

CREATE TABLE client_list (member TEXT PRIMARY KEY, place INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO client_list (member, place) VALUES
  ('redirect_uri', 1), ('post_logout_redirect_uri', 2), ('allowed_origin', 3), ('grant_type', 4), ('scope', 5), ('group_name', 6);

-- client_member: the lists of a client.  INSERT adds to one (several, with a blank between them), DELETE takes from it.
CREATE VIEW client_member AS
SELECT client_id, 'redirect_uri' AS member, redirect_uri AS value, NULL AS done_by FROM client_redirect_uri
UNION ALL SELECT client_id, 'post_logout_redirect_uri', post_logout_redirect_uri, NULL FROM client_post_logout_redirect_uri
UNION ALL SELECT client_id, 'allowed_origin', allowed_origin, NULL FROM client_allowed_origin
UNION ALL SELECT client_id, 'grant_type', grant_type, NULL FROM client_grant_type
UNION ALL SELECT client_id, 'scope', scope, NULL FROM client_scope
UNION ALL SELECT client_id, 'group_name', group_name, NULL FROM client_group;

-- One word of a list comes; one that is there stays.
CREATE VIEW client_word AS SELECT client_id, member, value AS word FROM client_member WHERE 0;
CREATE TRIGGER client_word_redirect_uri INSTEAD OF INSERT ON client_word WHEN new.member = 'redirect_uri'
BEGIN INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER client_word_post_logout_redirect_uri INSTEAD OF INSERT ON client_word WHEN new.member = 'post_logout_redirect_uri'
BEGIN
  INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER client_word_allowed_origin INSTEAD OF INSERT ON client_word WHEN new.member = 'allowed_origin'
BEGIN INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING; END;
CREATE TRIGGER client_word_grant_type INSTEAD OF INSERT ON client_word WHEN new.member = 'grant_type'
BEGIN
  SELECT raise(ABORT, 'there is no such grant_type: SELECT grant_type FROM grant_type')
   WHERE NOT EXISTS (SELECT 1 FROM grant_type WHERE grant_type = new.word);
  SELECT raise(ABORT, 'a client without a secret or keys has no grant client_credentials: RFC 6749 section 4.4')
   WHERE new.word = 'client_credentials'
     AND EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id AND token_endpoint_auth_method = 'none');
  INSERT INTO client_grant_type (client_id, grant_type) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER client_word_scope INSTEAD OF INSERT ON client_word WHEN new.member = 'scope'
BEGIN
  SELECT raise(ABORT, 'there is no such scope: INSERT INTO scope_add makes one') WHERE NOT EXISTS (SELECT 1 FROM scope WHERE scope = new.word);
  INSERT INTO client_scope (client_id, scope) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER client_word_group_name INSTEAD OF INSERT ON client_word WHEN new.member = 'group_name'
BEGIN
  SELECT raise(ABORT, 'there is no such group: INSERT INTO group_add makes one')
   WHERE NOT EXISTS (SELECT 1 FROM user_group WHERE group_name = new.word);
  INSERT INTO client_group (client_id, group_name) VALUES (new.client_id, new.word) ON CONFLICT DO NOTHING;
END;

-- A list of them, with blanks between.
CREATE VIEW client_words AS SELECT client_id, member, value AS words FROM client_member WHERE 0;
CREATE TRIGGER client_words_split INSTEAD OF INSERT ON client_words
BEGIN
  INSERT INTO client_word (client_id, member, word)
  SELECT new.client_id, new.member, word
    FROM (WITH RECURSIVE split (word, rest) AS (
            SELECT '', trim(new.words) || ' '
            UNION ALL SELECT substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' '))) FROM split WHERE rest <> '')
          SELECT word FROM split WHERE word <> '');
END;

CREATE TRIGGER client_member_comes INSTEAD OF INSERT ON client_member
BEGIN
  SELECT raise(ABORT, 'there is no client of this client_id') WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  SELECT raise(ABORT, 'member is redirect_uri, post_logout_redirect_uri, allowed_origin, grant_type, scope or group_name')
   WHERE coalesce(new.member, '') NOT IN (SELECT member FROM client_list);
  SELECT raise(ABORT, 'value is missing') WHERE trim(coalesce(new.value, '')) = '';
  INSERT INTO client_words (client_id, member, words) VALUES (new.client_id, new.member, new.value);
  INSERT INTO administration (kind, about, client_id, done_by) VALUES ('client.change', new.member || ' ' || new.value, new.client_id, new.done_by);
END;
CREATE TRIGGER client_member_goes INSTEAD OF DELETE ON client_member
BEGIN INSERT INTO client_member_end (client_id, member, value) VALUES (old.client_id, old.member, old.value); END;

-- client_member_end: the same as DELETE, for a page, which says who did it.
CREATE VIEW client_member_end AS SELECT client_id, member, value, done_by FROM client_member WHERE 0;
CREATE TRIGGER client_member_end_does INSTEAD OF INSERT ON client_member_end
BEGIN
  SELECT raise(ABORT, 'the client has no such value')
   WHERE NOT EXISTS (SELECT 1 FROM client_member WHERE client_id = new.client_id AND member = new.member AND value = new.value);
  DELETE FROM client_redirect_uri WHERE new.member = 'redirect_uri' AND client_id = new.client_id AND redirect_uri = new.value;
  DELETE FROM client_post_logout_redirect_uri
   WHERE new.member = 'post_logout_redirect_uri' AND client_id = new.client_id AND post_logout_redirect_uri = new.value;
  DELETE FROM client_allowed_origin WHERE new.member = 'allowed_origin' AND client_id = new.client_id AND allowed_origin = new.value;
  DELETE FROM client_grant_type WHERE new.member = 'grant_type' AND client_id = new.client_id AND grant_type = new.value;
  DELETE FROM client_scope WHERE new.member = 'scope' AND client_id = new.client_id AND scope = new.value;
  DELETE FROM client_group WHERE new.member = 'group_name' AND client_id = new.client_id AND group_name = new.value;
  INSERT INTO administration (kind, about, client_id, done_by) VALUES ('client.change', new.member || ' ' || new.value, new.client_id, new.done_by);
END;

-- client_add: a new client.  Without a client_secret it is a public one; with a redirect_uri it signs people in, without one it acts for
-- itself.  What else a client may have stands in `client`, by the names of RFC 7591 section 2.
CREATE VIEW client_add AS
SELECT client_id, client_name, NULL AS client_secret, token_endpoint_auth_method, jwks, jwks_uri, NULL AS redirect_uri,
       NULL AS post_logout_redirect_uri, NULL AS grant_type, NULL AS scope, NULL AS done_by
  FROM client WHERE 0;
CREATE TRIGGER client_add_does INSTEAD OF INSERT ON client_add
BEGIN
  SELECT raise(ABORT, 'client_id is missing, begins with u_, or has other characters than printable ASCII')
   WHERE coalesce(new.client_id, '') = '' OR new.client_id GLOB 'u_*' OR new.client_id GLOB '*[^ -~]*';
  SELECT raise(ABORT, 'there is a client of this client_id already') WHERE EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  SELECT raise(ABORT, 'client_name is missing: users read it when they are asked for consent') WHERE trim(coalesce(new.client_name, '')) = '';
  SELECT raise(ABORT, 'client_secret is too short to be kept: token_random(32) makes one') WHERE length(new.client_secret) < 22;
  SELECT raise(ABORT, 'client_secret goes with token_endpoint_auth_method client_secret_basic or client_secret_post, and with no other')
   WHERE (new.token_endpoint_auth_method IN ('client_secret_basic', 'client_secret_post')) <> (new.client_secret IS NOT NULL);
  SELECT raise(ABORT, 'there is no such token_endpoint_auth_method: SELECT * FROM client_auth_method')
   WHERE new.token_endpoint_auth_method NOT IN (SELECT token_endpoint_auth_method FROM client_auth_method);
  SELECT raise(ABORT, 'redirect_uri is missing: a client with the grant authorization_code has one')
   WHERE new.redirect_uri IS NULL AND instr(' ' || new.grant_type || ' ', ' authorization_code ') > 0;
  SELECT raise(ABORT, 'redirect_uri is missing, or client_secret: a client that acts for itself has a secret')
   WHERE new.redirect_uri IS NULL AND new.client_secret IS NULL AND new.grant_type IS NULL AND new.jwks IS NULL AND new.jwks_uri IS NULL;

  INSERT INTO client (client_id, client_name, trusted, token_endpoint_auth_method, secret_hash, jwks, jwks_uri)
  VALUES (new.client_id, new.client_name, 1,
          coalesce(new.token_endpoint_auth_method, CASE WHEN new.client_secret IS NOT NULL THEN 'client_secret_basic'
                                                        WHEN coalesce(new.jwks, new.jwks_uri) IS NOT NULL THEN 'private_key_jwt' ELSE 'none' END),
          token_hash(new.client_secret), new.jwks, new.jwks_uri);
  INSERT INTO client_words (client_id, member, words) VALUES
    (new.client_id, 'redirect_uri', new.redirect_uri),
    (new.client_id, 'post_logout_redirect_uri', new.post_logout_redirect_uri),
    (new.client_id, 'grant_type', coalesce(new.grant_type, CASE WHEN new.redirect_uri IS NULL THEN 'client_credentials'
                                                                ELSE 'authorization_code refresh_token' END)),
    (new.client_id, 'scope', new.scope);
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.add', new.client_id, new.done_by);
END;

-- client_suspend, client_resume: while it is suspended it has nothing, and what it had is still there afterwards.
CREATE VIEW client_suspend AS SELECT client_id, NULL AS done_by FROM client WHERE 0;
CREATE TRIGGER client_suspend_does INSTEAD OF INSERT ON client_suspend
BEGIN
  SELECT raise(ABORT, 'there is no client of this client_id') WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  UPDATE client SET suspended_at = (SELECT now FROM clock) WHERE client_id = new.client_id AND suspended_at IS NULL;
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.suspend', new.client_id, new.done_by);
END;
CREATE VIEW client_resume AS SELECT client_id, NULL AS done_by FROM client WHERE 0;
CREATE TRIGGER client_resume_does INSTEAD OF INSERT ON client_resume
BEGIN
  SELECT raise(ABORT, 'there is no client of this client_id') WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  UPDATE client SET suspended_at = NULL WHERE client_id = new.client_id;
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.resume', new.client_id, new.done_by);
END;

-- client_end: gone for ever, with all that users allowed it.
CREATE VIEW client_end AS SELECT client_id, NULL AS done_by FROM client WHERE 0;
CREATE TRIGGER client_end_does INSTEAD OF INSERT ON client_end
BEGIN
  SELECT raise(ABORT, 'there is no client of this client_id') WHERE NOT EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  DELETE FROM client WHERE client_id = new.client_id;
  INSERT INTO administration (kind, client_id, done_by) VALUES ('client.end', new.client_id, new.done_by);
END;
