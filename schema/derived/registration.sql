-- What somebody who registers may choose, and what is forgotten of those who did.

-- Which list of the metadata holds the words of a member: RFC 7591 section 2, OIDC Registration section 2.
CREATE TABLE registrable_member (
  member    TEXT PRIMARY KEY,
  supported TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO registrable_member (member, supported) VALUES
  ('grant_types',                     'grant_types_supported'),
  ('response_types',                  'response_types_supported'),
  ('subject_type',                    'subject_types_supported'),
  ('token_endpoint_auth_method',      'token_endpoint_auth_methods_supported'),
  ('token_endpoint_auth_signing_alg', 'token_endpoint_auth_signing_alg_values_supported'),
  ('request_object_signing_alg',      'request_object_signing_alg_values_supported'),
  ('id_token_signed_response_alg',    'id_token_signing_alg_values_supported'),
  ('userinfo_signed_response_alg',    'userinfo_signing_alg_values_supported');

-- What is listed, but for what an administrator alone gives: a client that acts for itself or exchanges tokens, and a secret in clear.
CREATE VIEW registrable AS
SELECT m.member, s.value AS word
  FROM registrable_member AS m JOIN supported AS s ON s.member = m.supported
 WHERE s.value NOT IN ('client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange', 'client_secret_jwt', 'HS256')
UNION ALL
SELECT 'scheme', scheme FROM private_use_scheme
UNION ALL
SELECT CASE WHEN resource IS NULL OR registrable = 1 THEN 'scope' ELSE 'scope_withheld' END, scope FROM scope;

-- A scope that is given to them, or taken away, is so for those who came before as well.
CREATE TRIGGER scope_becomes_registrable AFTER INSERT ON scope WHEN new.registrable = 1
BEGIN
  INSERT INTO client_scope (client_id, scope) SELECT client_id, new.scope FROM client WHERE origin <> 'administrator';
END;
CREATE TRIGGER scope_changes_hands AFTER UPDATE OF registrable ON scope WHEN new.registrable <> old.registrable
BEGIN
  DELETE FROM client_scope WHERE scope = new.scope AND client_id IN (SELECT client_id FROM client WHERE origin <> 'administrator');
  INSERT INTO client_scope (client_id, scope) SELECT client_id, new.scope FROM client WHERE origin <> 'administrator' AND new.registrable = 1;
END;

-- Some user has consented: it stays.
CREATE TRIGGER client_registration_used AFTER INSERT ON consent
WHEN EXISTS (SELECT 1 FROM client_registration WHERE client_id = new.client_id AND unused_since IS NOT NULL)
BEGIN UPDATE client_registration SET unused_since = NULL WHERE client_id = new.client_id; END;

-- How much was fetched for it.
CREATE TRIGGER client_registration_weighs AFTER INSERT ON client_registration
WHEN EXISTS (SELECT 1 FROM client_logo WHERE client_id = new.client_id)
BEGIN
  UPDATE client_registration SET bytes = (SELECT length(logo) FROM client_logo WHERE client_id = new.client_id) WHERE client_id = new.client_id;
END;
CREATE TRIGGER client_logo_weighs AFTER INSERT ON client_logo
BEGIN UPDATE client_registration SET bytes = bytes + length(new.logo) WHERE client_id = new.client_id; END;
CREATE TRIGGER client_logo_goes AFTER DELETE ON client_logo
BEGIN UPDATE client_registration SET bytes = bytes - length(old.logo) WHERE client_id = old.client_id; END;
CREATE TRIGGER client_key_set_weighs AFTER UPDATE OF jwks ON client_key_set
BEGIN
  UPDATE client_registration SET bytes = bytes + length(coalesce(new.jwks, '')) - length(coalesce(old.jwks, '')) WHERE client_id = new.client_id;
END;
CREATE TRIGGER client_key_set_goes AFTER DELETE ON client_key_set
BEGIN UPDATE client_registration SET bytes = bytes - length(coalesce(old.jwks, '')) WHERE client_id = old.client_id; END;

-- Of too many without a user the oldest go (setting registered_largest); of too many bytes the heaviest (registered_bytes), for a few old ones
-- that weigh nothing make no room.
CREATE TRIGGER client_registration_comes AFTER INSERT ON client_registration WHEN new.unused_since IS NOT NULL
BEGIN UPDATE tally SET number = number + 1, bytes = bytes + new.bytes WHERE object = 'client_registration'; END;
CREATE TRIGGER client_registration_grows AFTER UPDATE OF bytes ON client_registration WHEN old.unused_since IS NOT NULL
BEGIN UPDATE tally SET bytes = bytes + new.bytes - old.bytes WHERE object = 'client_registration'; END;
CREATE TRIGGER client_registration_proceeds AFTER UPDATE OF unused_since ON client_registration
WHEN (old.unused_since IS NULL) <> (new.unused_since IS NULL)
BEGIN
  UPDATE tally
     SET number = number + CASE WHEN new.unused_since IS NULL THEN -1 ELSE 1 END,
         bytes = bytes + CASE WHEN new.unused_since IS NULL THEN -new.bytes ELSE new.bytes END
   WHERE object = 'client_registration';
END;
CREATE TRIGGER client_registration_goes AFTER DELETE ON client_registration WHEN old.unused_since IS NOT NULL
BEGIN UPDATE tally SET number = number - 1, bytes = bytes - old.bytes WHERE object = 'client_registration'; END;
CREATE TRIGGER client_registration_bound AFTER INSERT ON client_registration
WHEN (SELECT number FROM tally WHERE object = 'client_registration') >= (SELECT value FROM setting WHERE name = 'registered_largest')
BEGIN
  DELETE FROM client
   WHERE client_id IN (SELECT client_id FROM client_registration
                        WHERE unused_since IS NOT NULL AND client_id <> new.client_id ORDER BY unused_since LIMIT 4);
END;
CREATE TRIGGER client_registration_bytes_bound AFTER UPDATE OF bytes ON client_registration
WHEN new.bytes > old.bytes
 AND (SELECT bytes FROM tally WHERE object = 'client_registration') > (SELECT value FROM setting WHERE name = 'registered_bytes')
BEGIN
  DELETE FROM client
   WHERE client_id IN (SELECT client_id FROM client_registration
                        WHERE unused_since IS NOT NULL AND bytes > 0 AND client_id <> new.client_id ORDER BY bytes DESC LIMIT 4);
END;

-- A document goes with its client.
CREATE TRIGGER client_takes_document AFTER DELETE ON client WHEN old.origin = 'document'
BEGIN DELETE FROM client_document WHERE client_id = old.client_id; END;
