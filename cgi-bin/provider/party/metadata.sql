-- What a client says of itself: RFC 7591 section 2, OIDC Registration section 2, and what others add to them (PAR, DPoP, the three
-- logouts).  One judgement: for a registration, for its change, and for a Client ID Metadata Document.

-- name: metadata_rule
-- gives: registered_pkce_required registered_trusted registered_assertion_audience
SELECT registered_pkce_required, registered_trusted, registered_assertion_audience FROM registration_setting;

-- name: metadata_words
-- gives: member word
SELECT member, word FROM registrable ORDER BY member, word;

-- local: metadata_read
-- needs: @metadata
-- gives: metadata_members metadata_shape metadata_shape_about
-- THE MEMBERS that are known, each with its type and its longest: bytes of a text or an object, values of a list.  All others are
-- ignored, and null is as good as absent: RFC 7591 section 2.  Flags are 0 and 1 from here on.
WITH known (member, type, longest) AS (VALUES
  ('redirect_uris', 'list', 20), ('post_logout_redirect_uris', 'list', 20), ('request_uris', 'list', 20),
  ('grant_types', 'list', 20), ('response_types', 'list', 20),
  ('token_endpoint_auth_method', 'text', 50), ('token_endpoint_auth_methods_supported', 'list', 20),
  ('token_endpoint_auth_signing_alg', 'text', 20), ('request_object_signing_alg', 'text', 20),
  ('id_token_signed_response_alg', 'text', 20), ('userinfo_signed_response_alg', 'text', 20),
  ('id_token_encrypted_response_alg', 'none', 0), ('userinfo_encrypted_response_alg', 'none', 0), ('request_object_encryption_alg', 'none', 0),
  ('client_name', 'text', 200), ('client_uri', 'text', 2048), ('logo_uri', 'text', 2048), ('policy_uri', 'text', 2048), ('tos_uri', 'text', 2048),
  ('scope', 'text', 2048), ('jwks', 'object', 16384), ('jwks_uri', 'text', 2048),
  ('subject_type', 'text', 20), ('sector_identifier_uri', 'text', 2048), ('initiate_login_uri', 'text', 2048),
  ('default_max_age', 'number', 0), ('default_acr_values', 'list', 20),
  ('require_pushed_authorization_requests', 'flag', 0), ('dpop_bound_access_tokens', 'flag', 0),
  ('backchannel_logout_uri', 'text', 2048), ('backchannel_logout_session_required', 'flag', 0),
  ('frontchannel_logout_uri', 'text', 2048), ('frontchannel_logout_session_required', 'flag', 0)),
sent AS MATERIALIZED (
  SELECT k.member, k.type, k.longest, m.type AS sent_type, m.value AS said
    FROM json_each(CASE WHEN json_valid(@metadata) THEN @metadata ELSE '{}' END) AS m JOIN known AS k ON k.member = m.key
   WHERE m.type <> 'null'),
judged (reason, member) AS (
  SELECT 'metadata_malformed', NULL WHERE NOT coalesce(json_valid(@metadata), 0) OR json_type(@metadata) <> 'object'
  UNION ALL
  SELECT 'metadata_repeated', min(member) FROM sent GROUP BY member HAVING count(*) > 1
  UNION ALL
  SELECT 'metadata_encryption', member FROM sent WHERE type = 'none'
  UNION ALL
  SELECT 'metadata_type', member FROM sent
   WHERE NOT CASE type WHEN 'text'   THEN sent_type = 'text'
                       WHEN 'object' THEN sent_type = 'object'
                       WHEN 'flag'   THEN sent_type IN ('true', 'false')
                       WHEN 'number' THEN sent_type = 'integer' AND said BETWEEN 0 AND 315360000
                       WHEN 'list'   THEN CASE WHEN sent_type = 'array'
                                                THEN NOT EXISTS (SELECT 1 FROM json_each(said) AS e WHERE e.type <> 'text') ELSE 0 END
                       ELSE 1 END
  UNION ALL
  SELECT 'metadata_too_long', member FROM sent
   WHERE CASE WHEN sent_type = 'array' AND type = 'list'
              THEN json_array_length(said) > longest
                   OR EXISTS (SELECT 1 FROM json_each(said) AS e WHERE length(CAST(e.value AS BLOB)) > 2048)
              WHEN sent_type IN ('text', 'object') THEN length(CAST(said AS BLOB)) > longest END)
SELECT (SELECT json_group_object(member, CASE sent_type WHEN 'array' THEN json(said) WHEN 'object' THEN json(said) ELSE said END)
          FROM sent) AS metadata_members,
       (SELECT reason FROM judged LIMIT 1) AS metadata_shape, (SELECT member FROM judged LIMIT 1) AS metadata_shape_about;

-- local: metadata_chosen
-- needs: @metadata_words @metadata_members @metadata_origin
-- gives: new_redirect_uris new_logout_uris new_request_uris new_grant_types new_response_types new_scopes new_default_scope
--        new_token_endpoint_auth_method new_allowed_origins
-- What counts.  A loopback address is registered without its port (loopback.sql).  Of several words those that this server has; of several
-- ways to authenticate the first that fits.  A document has no secret.  The scope is what it asks for by itself; the rest of what it could have
-- registered as well it may ask for later, as MCP's clients do where a tool needs more, and the user decides.
WITH word AS MATERIALIZED (SELECT value ->> 'member' AS member, value ->> 'word' AS word FROM json_each(@metadata_words)),
method (method, place) AS (
  SELECT @metadata_members ->> 'token_endpoint_auth_method', -2 WHERE @metadata_members ->> 'token_endpoint_auth_method' IS NOT NULL
  UNION ALL SELECT value, key FROM json_each(@metadata_members, '$.token_endpoint_auth_methods_supported')
  UNION ALL SELECT CASE @metadata_origin WHEN 'document' THEN 'none' ELSE 'client_secret_basic' END, 1000
             WHERE @metadata_members -> 'token_endpoint_auth_method' IS NULL
               AND @metadata_members -> 'token_endpoint_auth_methods_supported' IS NULL),
fitting AS (
  SELECT method FROM method
   WHERE method IN (SELECT word FROM word WHERE member = 'token_endpoint_auth_method')
     AND (@metadata_origin <> 'document' OR method IN ('none', 'private_key_jwt'))
   ORDER BY place LIMIT 1),
uri (member, uri) AS (
  SELECT 'redirect_uris', value FROM json_each(@metadata_members, '$.redirect_uris')
  UNION ALL SELECT 'post_logout_redirect_uris', value FROM json_each(@metadata_members, '$.post_logout_redirect_uris')),
portless AS MATERIALIZED (
  SELECT DISTINCT member, CASE WHEN uri GLOB 'http://127.0.0.1:[0-9]*' THEN 'http://127.0.0.1' || ltrim(substr(uri, 18), '0123456789')
                               WHEN uri GLOB 'http://[[]::1]:[0-9]*'   THEN 'http://[::1]' || ltrim(substr(uri, 14), '0123456789')
                               ELSE uri END AS uri
    FROM uri)
SELECT (SELECT json_group_array(uri) FROM portless WHERE member = 'redirect_uris') AS new_redirect_uris,
       (SELECT json_group_array(uri) FROM portless WHERE member = 'post_logout_redirect_uris') AS new_logout_uris,
       -- Its fragment is a hash of what is there, OIDC Core section 6.2, and no part of the name.
       (SELECT json_group_array(DISTINCT substr(value, 1, instr(value || '#', '#') - 1)) FROM json_each(@metadata_members, '$.request_uris'))
       AS new_request_uris,
       (SELECT json_group_array(value) FROM json_each(coalesce(@metadata_members -> 'grant_types', '["authorization_code"]'))
         WHERE value IN (SELECT word FROM word WHERE member = 'grant_types')) AS new_grant_types,
       (SELECT json_group_array(value) FROM json_each(coalesce(@metadata_members -> 'response_types', '["code"]'))
         WHERE value IN (SELECT word FROM word WHERE member = 'response_types')) AS new_response_types,
       (SELECT json_group_array(word) FROM word WHERE member = 'scope') AS new_scopes,
       (SELECT group_concat(word, ' ') FROM word
         WHERE member = 'scope' AND instr(' ' || (@metadata_members ->> 'scope') || ' ', ' ' || word || ' ') > 0) AS new_default_scope,
       (SELECT method FROM fitting) AS new_token_endpoint_auth_method,
       -- The pages of a client without a secret may call from where they are.
       (SELECT json_group_array(DISTINCT lower(substr(uri, 1, instr(uri, '://') + 2 + instr(substr(uri, instr(uri, '://') + 3) || '/', '/') - 1)))
          FROM uri WHERE member = 'redirect_uris' AND (uri GLOB 'https://*' OR uri GLOB 'http://*')
                     AND (SELECT method FROM fitting) = 'none') AS new_allowed_origins;

-- local: metadata_flaw
-- needs: @metadata_words @metadata_members @new_token_endpoint_auth_method @new_grant_types @new_response_types @new_redirect_uris @new_default_scope
-- gives: metadata_flaw metadata_about
-- THE MATRIX: the first row that applies is the reason, and `about` the member that it speaks of.
WITH word AS MATERIALIZED (SELECT value ->> 'member' AS member, value ->> 'word' AS word FROM json_each(@metadata_words)),
sent_key AS MATERIALIZED (
  SELECT type, CASE WHEN type = 'object' THEN value END AS jwk FROM json_each(@metadata_members, '$.jwks.keys')),
flaw (reason, about) AS (
  SELECT 'metadata_alg_none', key FROM json_each(@metadata_members) WHERE key GLOB '*_alg' AND value = 'none'
  UNION ALL
  SELECT 'metadata_alg_none', 'jwks' FROM sent_key WHERE jwk ->> 'alg' = 'none'
  UNION ALL
  SELECT 'metadata_method_unsupported', 'token_endpoint_auth_method' WHERE @new_token_endpoint_auth_method IS NULL
  UNION ALL
  SELECT 'metadata_word_unsupported', m.key FROM json_each(@metadata_members) AS m
   WHERE m.type = 'text' AND (m.key GLOB '*_alg' OR m.key = 'subject_type')
     AND m.value NOT IN (SELECT word FROM word WHERE member = m.key)
  UNION ALL
  SELECT 'metadata_word_unsupported', 'grant_types' WHERE @new_grant_types = '[]'
  UNION ALL
  SELECT 'metadata_word_unsupported', 'response_types' WHERE @new_response_types = '[]'
  UNION ALL
  SELECT 'redirect_uris_missing', 'redirect_uris' WHERE @new_redirect_uris = '[]' AND instr(@new_grant_types, '"authorization_code"') > 0
  UNION ALL
  SELECT 'client_name_forbidden', 'client_name'
   WHERE @metadata_members ->> 'client_name' GLOB '*[' || char(1) || '-' || char(31) || char(127) || '-' || char(159) || char(8206, 8207)
                                                   || char(8234) || '-' || char(8238) || char(8294) || '-' || char(8297) || ']*'
  UNION ALL
  SELECT 'scope_withheld', group_concat(word, ' ') FROM word
   WHERE member = 'scope_withheld' AND instr(' ' || (@metadata_members ->> 'scope') || ' ', ' ' || word || ' ') > 0
  HAVING count(*) > 0
  UNION ALL
  SELECT 'scope_withheld', 'scope' WHERE trim(@metadata_members ->> 'scope') <> '' AND @new_default_scope IS NULL
  UNION ALL
  SELECT 'keys_twice', 'jwks_uri' WHERE @metadata_members -> 'jwks' IS NOT NULL AND @metadata_members -> 'jwks_uri' IS NOT NULL
  UNION ALL
  SELECT 'keys_missing', 'jwks'
   WHERE @new_token_endpoint_auth_method = 'private_key_jwt' AND @metadata_members -> 'jwks' IS NULL AND @metadata_members -> 'jwks_uri' IS NULL
  UNION ALL
  SELECT 'keys_forbidden', 'jwks'
   WHERE @metadata_members -> 'jwks' IS NOT NULL
     AND (coalesce(json_type(@metadata_members, '$.jwks.keys'), '') <> 'array' OR (SELECT count(type) FROM sent_key) NOT BETWEEN 1 AND 20
          OR EXISTS (SELECT 1 FROM sent_key WHERE type <> 'object' OR jwk_error(jwk) IS NOT NULL OR jwk ->> 'kty' = 'oct' OR jwk -> 'd' IS NOT NULL)))
SELECT reason AS metadata_flaw, about AS metadata_about FROM flaw LIMIT 1;

-- local: metadata_columns
-- needs: @metadata_members @new_token_endpoint_auth_method @registered_pkce_required
-- gives: new_id_token_alg new_userinfo_alg new_auth_alg new_request_object_alg new_jwks new_jwks_uri new_subject_type new_sector_identifier_uri
--        new_par_required new_dpop_bound new_default_max_age new_default_acr_values new_client_uri new_policy_uri sent_logo_uri new_tos_uri
--        new_initiate_login_uri new_backchannel_uri new_backchannel_session new_frontchannel_uri new_frontchannel_session new_pkce_required
-- The same as columns of client.
SELECT @metadata_members ->> 'id_token_signed_response_alg' AS new_id_token_alg,
       @metadata_members ->> 'userinfo_signed_response_alg' AS new_userinfo_alg,
       @metadata_members ->> 'token_endpoint_auth_signing_alg' AS new_auth_alg,
       @metadata_members ->> 'request_object_signing_alg' AS new_request_object_alg,
       @metadata_members -> 'jwks' AS new_jwks, @metadata_members ->> 'jwks_uri' AS new_jwks_uri,
       coalesce(@metadata_members ->> 'subject_type', 'public') AS new_subject_type,
       @metadata_members ->> 'sector_identifier_uri' AS new_sector_identifier_uri,
       coalesce(@metadata_members ->> 'require_pushed_authorization_requests', 0) AS new_par_required,
       coalesce(@metadata_members ->> 'dpop_bound_access_tokens', 0) AS new_dpop_bound,
       @metadata_members ->> 'default_max_age' AS new_default_max_age,
       (SELECT group_concat(value, ' ') FROM json_each(@metadata_members, '$.default_acr_values')) AS new_default_acr_values,
       @metadata_members ->> 'client_uri' AS new_client_uri, @metadata_members ->> 'policy_uri' AS new_policy_uri,
       @metadata_members ->> 'logo_uri' AS sent_logo_uri,
       @metadata_members ->> 'tos_uri' AS new_tos_uri, @metadata_members ->> 'initiate_login_uri' AS new_initiate_login_uri,
       @metadata_members ->> 'backchannel_logout_uri' AS new_backchannel_uri,
       coalesce(@metadata_members ->> 'backchannel_logout_session_required', 0) AS new_backchannel_session,
       @metadata_members ->> 'frontchannel_logout_uri' AS new_frontchannel_uri,
       coalesce(@metadata_members ->> 'frontchannel_logout_session_required', 0) AS new_frontchannel_session,
       CASE WHEN @new_token_endpoint_auth_method = 'none' THEN 1 ELSE @registered_pkce_required END AS new_pkce_required;

-- name: metadata_store
-- needs: @new_client_id @new_client_name @new_token_endpoint_auth_method @new_secret_hash @metadata_origin @registered_trusted @new_pkce_required
--        @registered_assertion_audience @new_id_token_alg @new_userinfo_alg @new_auth_alg @new_request_object_alg @new_jwks @new_jwks_uri
--        @new_subject_type @new_sector_identifier_uri @new_sector_identifier @new_par_required @new_dpop_bound @new_default_max_age
--        @new_default_acr_values @new_client_uri @new_logo_uri @new_policy_uri @new_tos_uri @new_initiate_login_uri @new_backchannel_uri
--        @new_backchannel_session @new_frontchannel_uri @new_frontchannel_session @new_default_scope
-- gives: stored_client_id
-- The client, new or changed: RFC 7592 section 2.2 replaces all.  What only an administrator says of a client stays.
INSERT INTO client (client_id, client_name, token_endpoint_auth_method, secret_hash, origin, trusted, pkce_required, assertion_audience,
                    id_token_signed_response_alg, userinfo_signed_response_alg, token_endpoint_auth_signing_alg, request_object_signing_alg,
                    jwks, jwks_uri, subject_type, sector_identifier_uri, sector_identifier, require_pushed_authorization_requests,
                    dpop_bound_access_tokens, default_max_age, default_acr_values, client_uri, logo_uri, policy_uri, tos_uri,
                    initiate_login_uri, backchannel_logout_uri, backchannel_logout_session_required, frontchannel_logout_uri,
                    frontchannel_logout_session_required, default_scope)
SELECT @new_client_id, @new_client_name, @new_token_endpoint_auth_method, @new_secret_hash, @metadata_origin, @registered_trusted,
       @new_pkce_required, @registered_assertion_audience, coalesce(CAST(@new_id_token_alg AS TEXT), 'RS256'), @new_userinfo_alg,
       @new_auth_alg, @new_request_object_alg, @new_jwks, @new_jwks_uri, @new_subject_type, @new_sector_identifier_uri,
       @new_sector_identifier, @new_par_required, @new_dpop_bound, @new_default_max_age, @new_default_acr_values, @new_client_uri,
       @new_logo_uri, @new_policy_uri, @new_tos_uri, @new_initiate_login_uri, @new_backchannel_uri, @new_backchannel_session,
       @new_frontchannel_uri, @new_frontchannel_session, @new_default_scope
 WHERE true
ON CONFLICT (client_id) DO UPDATE
   SET client_name = excluded.client_name, token_endpoint_auth_method = excluded.token_endpoint_auth_method,
       secret_hash = excluded.secret_hash, next_secret_hash = NULL, secret_jwk = NULL,
       client_secret_expires_at = NULL, pkce_required = excluded.pkce_required,
       id_token_signed_response_alg = excluded.id_token_signed_response_alg,
       userinfo_signed_response_alg = excluded.userinfo_signed_response_alg,
       token_endpoint_auth_signing_alg = excluded.token_endpoint_auth_signing_alg,
       request_object_signing_alg = excluded.request_object_signing_alg, jwks = excluded.jwks, jwks_uri = excluded.jwks_uri,
       subject_type = excluded.subject_type, sector_identifier_uri = excluded.sector_identifier_uri,
       sector_identifier = excluded.sector_identifier,
       require_pushed_authorization_requests = excluded.require_pushed_authorization_requests,
       dpop_bound_access_tokens = excluded.dpop_bound_access_tokens, default_max_age = excluded.default_max_age,
       default_acr_values = excluded.default_acr_values, client_uri = excluded.client_uri, logo_uri = excluded.logo_uri,
       policy_uri = excluded.policy_uri, tos_uri = excluded.tos_uri, initiate_login_uri = excluded.initiate_login_uri,
       backchannel_logout_uri = excluded.backchannel_logout_uri,
       backchannel_logout_session_required = excluded.backchannel_logout_session_required,
       frontchannel_logout_uri = excluded.frontchannel_logout_uri,
       frontchannel_logout_session_required = excluded.frontchannel_logout_session_required, default_scope = excluded.default_scope
 WHERE client.origin = excluded.origin
RETURNING client_id AS stored_client_id;

-- ---- its lists: what it has not any more goes, what is new comes ----

-- name: metadata_forget_redirect_uris
-- needs: @new_client_id
DELETE FROM client_redirect_uri WHERE client_id = @new_client_id;

-- name: metadata_forget_logout_uris
-- needs: @new_client_id
DELETE FROM client_post_logout_redirect_uri WHERE client_id = @new_client_id;

-- name: metadata_forget_request_uris
-- needs: @new_client_id
DELETE FROM client_request_uri WHERE client_id = @new_client_id;

-- name: metadata_forget_grant_types
-- needs: @new_client_id
DELETE FROM client_grant_type WHERE client_id = @new_client_id;

-- name: metadata_forget_scopes
-- needs: @new_client_id
DELETE FROM client_scope WHERE client_id = @new_client_id;

-- name: metadata_forget_allowed_origins
-- needs: @new_client_id
DELETE FROM client_allowed_origin WHERE client_id = @new_client_id;

-- name: metadata_store_redirect_uri
-- needs: @new_client_id @new_redirect_uri
INSERT INTO client_redirect_uri (client_id, redirect_uri) VALUES (@new_client_id, @new_redirect_uri);

-- name: metadata_store_logout_uri
-- needs: @new_client_id @new_logout_uri
INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES (@new_client_id, @new_logout_uri);

-- name: metadata_store_request_uri
-- needs: @new_client_id @new_request_uri
INSERT INTO client_request_uri (client_id, request_uri) VALUES (@new_client_id, @new_request_uri);

-- name: metadata_store_grant_type
-- needs: @new_client_id @new_grant_type
INSERT INTO client_grant_type (client_id, grant_type) VALUES (@new_client_id, @new_grant_type)
ON CONFLICT (client_id, grant_type) DO NOTHING;

-- name: metadata_store_scope
-- needs: @new_client_id @new_scope
INSERT INTO client_scope (client_id, scope) VALUES (@new_client_id, @new_scope);

-- name: metadata_store_allowed_origin
-- needs: @new_client_id @new_allowed_origin
INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES (@new_client_id, @new_allowed_origin);
