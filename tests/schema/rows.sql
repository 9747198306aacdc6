-- One row in each table that a program fills, on top of the demo: so that nothing is proved of an empty table.
INSERT INTO login_session (session_id, secret_hash, subject, created_at, auth_time, idle_expires_at, expires_at)
VALUES ('s', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_alice', 1000, 1000, 2200, 4600);
INSERT INTO consent (subject, client_id, scope, granted_at) VALUES ('u_alice', 'demo-cli', 'notes:read', 1000);
INSERT INTO authorization_request (request_id, client_id, redirect_uri, response_mode, scope, resource, prompt, login_subject,
                                   consent_subject, trace_id, created_at, expires_at)
SELECT 'r', 'demo-cli', 'http://127.0.0.1/callback', 'query', 'notes:read', resource, ' ', 'u_alice', 'u_alice', 't', 1000, 2000
  FROM protected_resource WHERE name = 'Notes';
INSERT INTO authorization_grant (grant_id, client_id, subject, session_id, scope, resource, offline, auth_time, created_at, expires_at, family_key)
SELECT 'g_1', 'demo-cli', 'u_alice', 's', 'notes:read', resource, 0, 1000, 1000, 4700, 'k' FROM protected_resource WHERE name = 'Notes';
INSERT INTO authorization_code (code_id, secret_hash, grant_id, client_id, redirect_uri, issued_at, expires_at)
VALUES ('c', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_1', 'demo-cli', 'x', 1000, 1060);
INSERT INTO exchange_allowed (client_id, resource) SELECT 'calendar-api', resource FROM protected_resource WHERE name = 'Notes';
INSERT INTO device_authorization (device_id, secret_hash, user_code_hash, client_id, scope, resource, trace_id, created_at,
                                  expires_at, subject, decided_at, grant_id)
SELECT 'd', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'demo-cli', 'notes:read', resource, 't', 1000,
       1900, 'u_alice', 1001, 'g_1' FROM protected_resource WHERE name = 'Notes';
INSERT INTO refresh_token (refresh_id, secret_hash, grant_id, issued_at, expires_at) VALUES ('r1', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'g_1', 1000, 2200);
INSERT INTO opaque_token (token_id, secret_hash, client_id, grant_id, claims, issued_at, expires_at)
VALUES ('o', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'demo-cli', 'g_1', '{}', 1000, 1300);
INSERT INTO dpop_proof (proof_hash, spent_at) VALUES ('hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000);
INSERT INTO api_dpop_proof (proof_hash, spent_at) VALUES ('hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000);
INSERT INTO logout_request (logout_id, client_id, trace_id, created_at, expires_at) VALUES ('l', 'demo-cli', 't', 1000, 2000);
INSERT INTO client_app_key (client_app_id, jwk, created_at) VALUES ('notes-web', '{"d":1}', 1000);
INSERT INTO client_login (state_hash, browser_hash, client_app_id, issuer, nonce, code_verifier, return_path, trace_id, created_at, expires_at)
VALUES ('hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'notes-web', 'i', 'n', 'v', '/', 't', 1000, 2000);
INSERT INTO client_session (session_id, secret_hash, nonce_hash, client_app_id, issuer, sub, claims, id_token, created_at, expires_at)
VALUES ('cs', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'notes-web', 'i', 's', '{}', 't', 1000, 2000);
INSERT INTO client_token (session_id, access_token, issued_at) VALUES ('cs', 'a', 1000);
UPDATE client SET next_secret_hash = 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh' WHERE secret_hash IS NOT NULL;
UPDATE client SET userinfo_signed_response_alg = 'RS256' WHERE client_id = 'notes-web';
UPDATE client_session SET logout_state_hash = 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh';
INSERT INTO refresh_handed_in (token_hash, handed_at) VALUES ('hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000);
INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', 'https://spa.example');
INSERT INTO api_allowed_origin (resource, allowed_origin) SELECT resource, 'https://spa.example' FROM api_resource WHERE resource_name = 'Notes';
INSERT INTO room (room_id, seat_key, instructor_hash) VALUES (1, 'kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh');
INSERT INTO room_seat (seat, secret_hash, taken_at, browser_hash) VALUES ('07', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000, 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh');
INSERT INTO user_group (group_name) VALUES ('staff');
INSERT INTO group_member (group_name, subject) VALUES ('staff', 'u_alice');
INSERT INTO client_group (client_id, group_name) VALUES ('demo-cli', 'staff');
INSERT INTO user_link (link_id, secret_hash, subject, purpose, created_at, expires_at)
VALUES ('ul', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 'u_bob', 'reset', 1000, 2000);
INSERT INTO key_wanted (alg) VALUES ('ES256');
INSERT INTO gone (object, id) VALUES ('client', 'removed');
INSERT INTO client_key_set (client_id, jwks_uri, asked_at, jwks, fetched_at) VALUES ('notes-web', 'https://rp.example/jwks', 1000, '{"keys":[]}', 1000);
INSERT INTO client_assertion (client_id, jti_hash, expires_at) VALUES ('notes-web', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 4000000000);
UPDATE client SET token_endpoint_auth_signing_alg = 'ES256', request_object_signing_alg = 'ES256' WHERE client_id = 'notes-web';
INSERT INTO backchannel_logout (session_id, client_id, subject, created_at) VALUES ('s', 'demo-cli', 'u_alice', 1000);
INSERT INTO client_logout_token (jti_hash, expires_at) VALUES ('hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 4102444800);
INSERT INTO initial_access_token (token_id, secret_hash, issued_at, expires_at) VALUES ('i', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000, 2000);
INSERT INTO client_registration (client_id, secret_hash, registered_at, unused_since) VALUES ('demo-cli', 'hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh', 1000, 1000);
INSERT INTO client_document (client_id, asked_until, expires_at) VALUES ('https://rp.example/client', 1000, 2000);
INSERT INTO private_use_scheme (scheme) VALUES ('cursor');
INSERT INTO client_document_host (host) VALUES ('rp.example');
INSERT INTO client_logo (client_id, type, logo) VALUES ('demo-cli', 'image/png', x'89504e47');
INSERT INTO client_request_uri (client_id, request_uri) VALUES ('notes-web', 'https://rp.example/request.jwt');
