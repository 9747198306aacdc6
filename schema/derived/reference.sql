-- The shell is the console of this system, and its foreign keys are off until somebody says PRAGMA foreign_keys = ON.  So what
-- hangs on a row ends with it by triggers, and what names a row that there is not is refused by triggers, whatever the pragma says.
-- (The programs have the pragma on: what only they write needs no more.)

-- ---- what hangs on it ends with it ----
CREATE TRIGGER end_user_takes_all AFTER DELETE ON end_user
BEGIN
  DELETE FROM consent WHERE subject = old.subject;
  DELETE FROM authorization_request WHERE login_subject = old.subject OR consent_subject = old.subject;
  DELETE FROM authorization_grant WHERE subject = old.subject;
  DELETE FROM login_session WHERE subject = old.subject;
END;
CREATE TRIGGER client_takes_all AFTER DELETE ON client
BEGIN
  DELETE FROM client_redirect_uri WHERE client_id = old.client_id;
  DELETE FROM client_allowed_origin WHERE client_id = old.client_id;
  DELETE FROM client_post_logout_redirect_uri WHERE client_id = old.client_id;
  DELETE FROM client_grant_type WHERE client_id = old.client_id;
  DELETE FROM client_scope WHERE client_id = old.client_id;
  DELETE FROM consent WHERE client_id = old.client_id;
  DELETE FROM authorization_request WHERE client_id = old.client_id;
  DELETE FROM authorization_grant WHERE client_id = old.client_id;
  DELETE FROM logout_request WHERE client_id = old.client_id;
END;
CREATE TRIGGER scope_takes_all AFTER DELETE ON scope
BEGIN
  DELETE FROM client_scope WHERE scope = old.scope;
  DELETE FROM consent WHERE scope = old.scope;
END;
CREATE TRIGGER login_session_takes_grants AFTER DELETE ON login_session
BEGIN
  DELETE FROM authorization_grant WHERE session_id = old.session_id;
END;
CREATE TRIGGER authorization_grant_takes_tokens AFTER DELETE ON authorization_grant
BEGIN
  DELETE FROM authorization_code WHERE grant_id = old.grant_id;
  DELETE FROM refresh_token WHERE grant_id = old.grant_id;
END;
CREATE TRIGGER client_app_takes_all AFTER DELETE ON client_app
BEGIN
  DELETE FROM client_login WHERE client_app_id = old.client_app_id;
  DELETE FROM client_session WHERE client_app_id = old.client_app_id;
END;
CREATE TRIGGER client_session_takes_tokens AFTER DELETE ON client_session
BEGIN
  DELETE FROM client_token WHERE session_id = old.session_id;
END;
CREATE TRIGGER protected_resource_stays BEFORE DELETE ON protected_resource
  WHEN EXISTS (SELECT 1 FROM scope WHERE resource = old.resource) OR EXISTS (SELECT 1 FROM client WHERE resource = old.resource)
BEGIN SELECT raise(ABORT, 'first delete the scopes of this resource, and the client that it is'); END;
CREATE TRIGGER protected_resource_takes_grants AFTER DELETE ON protected_resource
BEGIN
  DELETE FROM authorization_request WHERE resource = old.resource;
  DELETE FROM authorization_grant WHERE resource = old.resource;
END;
CREATE TRIGGER api_resource_takes_issuers AFTER DELETE ON api_resource
BEGIN
  DELETE FROM trusted_issuer WHERE resource = old.resource;
  DELETE FROM api_allowed_origin WHERE resource = old.resource;
END;

-- ---- a name that tokens bear stays; that of an API may move, and takes with it who bears it ----
CREATE TRIGGER end_user_keeps_name BEFORE UPDATE OF subject ON end_user WHEN new.subject <> old.subject
BEGIN SELECT raise(ABORT, 'a subject stays as it is: tokens bear it'); END;
CREATE TRIGGER client_keeps_name BEFORE UPDATE OF client_id ON client WHEN new.client_id <> old.client_id
BEGIN SELECT raise(ABORT, 'a client_id stays as it is: tokens bear it'); END;
CREATE TRIGGER scope_keeps_name BEFORE UPDATE OF scope ON scope WHEN new.scope <> old.scope
BEGIN SELECT raise(ABORT, 'a scope stays as it is: tokens bear it'); END;
CREATE TRIGGER protected_resource_moves AFTER UPDATE OF resource ON protected_resource WHEN new.resource <> old.resource
BEGIN
  UPDATE scope SET resource = new.resource WHERE resource = old.resource;
  UPDATE client SET resource = new.resource WHERE resource = old.resource;
  UPDATE authorization_request SET resource = new.resource WHERE resource = old.resource;
  UPDATE authorization_grant SET resource = new.resource WHERE resource = old.resource;
END;
CREATE TRIGGER api_resource_moves AFTER UPDATE OF resource ON api_resource WHEN new.resource <> old.resource
BEGIN
  UPDATE trusted_issuer SET resource = new.resource WHERE resource = old.resource;
  UPDATE api_allowed_origin SET resource = new.resource WHERE resource = old.resource;
END;

-- ---- what people write names what there is ----
CREATE TRIGGER scope_names_protected_resource BEFORE INSERT ON scope
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM protected_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'scope.resource is no row of protected_resource'); END;
CREATE TRIGGER scope_goes_on_naming_protected_resource BEFORE UPDATE OF resource ON scope
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM protected_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'scope.resource is no row of protected_resource'); END;
CREATE TRIGGER client_names_protected_resource BEFORE INSERT ON client
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM protected_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'client.resource is no row of protected_resource'); END;
CREATE TRIGGER client_goes_on_naming_protected_resource BEFORE UPDATE OF resource ON client
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM protected_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'client.resource is no row of protected_resource'); END;
CREATE TRIGGER client_redirect_uri_names_client BEFORE INSERT ON client_redirect_uri
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_redirect_uri.client_id is no row of client'); END;
CREATE TRIGGER client_redirect_uri_goes_on_naming_client BEFORE UPDATE OF client_id ON client_redirect_uri
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_redirect_uri.client_id is no row of client'); END;
CREATE TRIGGER client_post_logout_redirect_uri_names_client BEFORE INSERT ON client_post_logout_redirect_uri
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_post_logout_redirect_uri.client_id is no row of client'); END;
CREATE TRIGGER client_post_logout_redirect_uri_goes_on_naming_client BEFORE UPDATE OF client_id ON client_post_logout_redirect_uri
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_post_logout_redirect_uri.client_id is no row of client'); END;
CREATE TRIGGER client_grant_type_names_client BEFORE INSERT ON client_grant_type
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_grant_type.client_id is no row of client'); END;
CREATE TRIGGER client_grant_type_goes_on_naming_client BEFORE UPDATE OF client_id ON client_grant_type
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_grant_type.client_id is no row of client'); END;
CREATE TRIGGER client_scope_names_client BEFORE INSERT ON client_scope
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_scope.client_id is no row of client'); END;
CREATE TRIGGER client_scope_goes_on_naming_client BEFORE UPDATE OF client_id ON client_scope
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_scope.client_id is no row of client'); END;
CREATE TRIGGER client_scope_names_scope BEFORE INSERT ON client_scope
  WHEN new.scope IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scope AS p WHERE p.scope = new.scope)
BEGIN SELECT raise(ABORT, 'client_scope.scope is no row of scope'); END;
CREATE TRIGGER client_scope_goes_on_naming_scope BEFORE UPDATE OF scope ON client_scope
  WHEN new.scope IS NOT NULL AND NOT EXISTS (SELECT 1 FROM scope AS p WHERE p.scope = new.scope)
BEGIN SELECT raise(ABORT, 'client_scope.scope is no row of scope'); END;
CREATE TRIGGER trusted_issuer_names_api_resource BEFORE INSERT ON trusted_issuer
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM api_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'trusted_issuer.resource is no row of api_resource'); END;
CREATE TRIGGER trusted_issuer_goes_on_naming_api_resource BEFORE UPDATE OF resource ON trusted_issuer
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM api_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'trusted_issuer.resource is no row of api_resource'); END;
CREATE TRIGGER client_allowed_origin_names_client BEFORE INSERT ON client_allowed_origin
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_allowed_origin.client_id is no row of client'); END;
CREATE TRIGGER client_allowed_origin_goes_on_naming_client BEFORE UPDATE OF client_id ON client_allowed_origin
  WHEN new.client_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM client AS p WHERE p.client_id = new.client_id)
BEGIN SELECT raise(ABORT, 'client_allowed_origin.client_id is no row of client'); END;
CREATE TRIGGER api_allowed_origin_names_api_resource BEFORE INSERT ON api_allowed_origin
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM api_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'api_allowed_origin.resource is no row of api_resource'); END;
CREATE TRIGGER api_allowed_origin_goes_on_naming_api_resource BEFORE UPDATE OF resource ON api_allowed_origin
  WHEN new.resource IS NOT NULL AND NOT EXISTS (SELECT 1 FROM api_resource AS p WHERE p.resource = new.resource)
BEGIN SELECT raise(ABORT, 'api_allowed_origin.resource is no row of api_resource'); END;
CREATE TRIGGER client_default_scope_names_scope BEFORE INSERT ON client
  WHEN length(new.default_scope) - length(replace(new.default_scope, ' ', '')) + 1
       <> (SELECT count(*) FROM scope WHERE instr(' ' || new.default_scope || ' ', ' ' || scope || ' ') > 0)
BEGIN SELECT raise(ABORT, 'a word of client.default_scope is no row of scope'); END;
CREATE TRIGGER client_default_scope_goes_on_naming_scope BEFORE UPDATE OF default_scope ON client
  WHEN length(new.default_scope) - length(replace(new.default_scope, ' ', '')) + 1
       <> (SELECT count(*) FROM scope WHERE instr(' ' || new.default_scope || ' ', ' ' || scope || ' ') > 0)
BEGIN SELECT raise(ABORT, 'a word of client.default_scope is no row of scope'); END;
