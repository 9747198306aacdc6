-- APIs that take this server's access tokens.

-- api_add: its name stands in aud (RFC 8707 section 2).  With a client_secret it may ask /introspect whether a token is still live, as a
-- client of its own, which is called as client_id says.
CREATE VIEW api_add AS SELECT resource, name, NULL AS client_id, NULL AS client_secret, NULL AS done_by FROM protected_resource WHERE 0;
CREATE TRIGGER api_add_does INSTEAD OF INSERT ON api_add
BEGIN
  SELECT raise(ABORT, 'resource is missing: it is the address by which clients name the API') WHERE new.resource IS NULL;
  SELECT raise(ABORT, 'there is an API of this resource already') WHERE EXISTS (SELECT 1 FROM protected_resource WHERE resource = new.resource);
  SELECT raise(ABORT, 'name is missing: it says in a few words what the API is') WHERE trim(coalesce(new.name, '')) = '';
  SELECT raise(ABORT, 'client_id and client_secret go together: with both the API may introspect')
   WHERE (new.client_id IS NULL) <> (new.client_secret IS NULL);
  SELECT raise(ABORT, 'client_id begins with u_, or has other characters than printable ASCII')
   WHERE new.client_id = '' OR new.client_id GLOB 'u_*' OR new.client_id GLOB '*[^ -~]*';
  SELECT raise(ABORT, 'there is a client of this client_id already') WHERE EXISTS (SELECT 1 FROM client WHERE client_id = new.client_id);
  SELECT raise(ABORT, 'client_secret is too short to be kept: token_random(32) makes one') WHERE length(new.client_secret) < 22;

  INSERT INTO protected_resource (resource, name) VALUES (new.resource, new.name);
  INSERT INTO client (client_id, client_name, trusted, secret_hash, resource)
  SELECT new.client_id, new.name, 1, token_hash(new.client_secret), new.resource WHERE new.client_id IS NOT NULL;
  INSERT INTO administration (kind, about, client_id, done_by) VALUES ('api.add', new.resource, new.client_id, new.done_by);
END;

-- scope_add: what may be done there, in the words of the consent page; registrable 1: clients that no administrator made may have it, too.
CREATE VIEW scope_add AS SELECT scope, resource, description, NULL AS registrable, NULL AS done_by FROM scope WHERE 0;
CREATE TRIGGER scope_add_does INSTEAD OF INSERT ON scope_add
BEGIN
  SELECT raise(ABORT, 'there is no API of this resource: INSERT INTO api_add makes one')
   WHERE NOT EXISTS (SELECT 1 FROM protected_resource WHERE resource = new.resource);
  SELECT raise(ABORT, 'scope is missing, or has a blank, a quotation mark or a backslash in it: RFC 6749 section 3.3')
   WHERE coalesce(new.scope, '') = '' OR new.scope GLOB '*[^]!#-[^-~]*';
  SELECT raise(ABORT, 'there is a scope of this name already') WHERE EXISTS (SELECT 1 FROM scope WHERE scope = new.scope);
  SELECT raise(ABORT, 'description is missing, or has a quotation mark or a backslash in it: users read it when they are asked for consent')
   WHERE trim(coalesce(new.description, '')) = '' OR new.description GLOB '*["\]*';
  SELECT raise(ABORT, 'registrable is 0 or 1: may clients that no administrator made have it?') WHERE coalesce(new.registrable, 0) NOT IN (0, 1);
  INSERT INTO scope (scope, resource, description, registrable)
  VALUES (new.scope, new.resource, new.description, coalesce(new.registrable, 0));
  INSERT INTO administration (kind, about, done_by) VALUES ('scope.add', new.scope, new.done_by);
END;

-- api_end: gone, with its scopes, what users allowed of them, and its client.
CREATE VIEW api_end AS SELECT resource, NULL AS done_by FROM protected_resource WHERE 0;
CREATE TRIGGER api_end_does INSTEAD OF INSERT ON api_end
BEGIN
  SELECT raise(ABORT, 'there is no API of this resource') WHERE NOT EXISTS (SELECT 1 FROM protected_resource WHERE resource = new.resource);
  DELETE FROM client WHERE resource = new.resource;
  DELETE FROM scope WHERE resource = new.resource;
  DELETE FROM protected_resource WHERE resource = new.resource;
  INSERT INTO administration (kind, about, done_by) VALUES ('api.end', new.resource, new.done_by);
END;
