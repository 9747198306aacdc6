-- What this server supports, as its metadata lists it (OIDC Discovery section 3, RFC 8414 section 2): from the rows by which it decides.
CREATE VIEW supported AS
SELECT 'scopes_supported' AS member, scope AS value FROM scope
UNION ALL SELECT 'claims_supported', claim FROM claim
UNION ALL SELECT 'grant_types_supported', grant_type FROM grant_type
UNION ALL SELECT 'response_modes_supported', response_mode FROM response_mode
UNION ALL SELECT 'acr_values_supported', acr FROM authentication
UNION ALL SELECT 'dpop_signing_alg_values_supported', alg FROM dpop_alg
UNION ALL SELECT 'id_token_signing_alg_values_supported', alg FROM signing_now
UNION ALL SELECT 'userinfo_signing_alg_values_supported', alg FROM signing_now
UNION ALL SELECT 'token_endpoint_auth_methods_supported', token_endpoint_auth_method FROM client_auth_method
UNION ALL SELECT 'revocation_endpoint_auth_methods_supported', token_endpoint_auth_method FROM client_auth_method
UNION ALL SELECT 'introspection_endpoint_auth_methods_supported', token_endpoint_auth_method FROM client_auth_method
           WHERE token_endpoint_auth_method <> 'none' -- RFC 7662 section 2.1
UNION ALL SELECT 'token_endpoint_auth_signing_alg_values_supported', alg FROM client_alg
UNION ALL SELECT 'revocation_endpoint_auth_signing_alg_values_supported', alg FROM client_alg
UNION ALL SELECT 'introspection_endpoint_auth_signing_alg_values_supported', alg FROM client_alg
UNION ALL SELECT 'request_object_signing_alg_values_supported', alg FROM client_alg WHERE token_endpoint_auth_method = 'private_key_jwt'
-- ---- and what has one word, or words that stand in no row ----
UNION ALL SELECT 'response_types_supported', 'code'
UNION ALL SELECT 'code_challenge_methods_supported', 'S256'
UNION ALL SELECT 'subject_types_supported', 'public'
UNION ALL SELECT 'subject_types_supported', 'pairwise'
UNION ALL SELECT 'claim_types_supported', 'normal'
UNION ALL SELECT 'display_values_supported', 'page'
UNION ALL SELECT 'prompt_values_supported', 'none'
UNION ALL SELECT 'prompt_values_supported', 'login'
UNION ALL SELECT 'prompt_values_supported', 'consent'
UNION ALL SELECT 'prompt_values_supported', 'select_account'
UNION ALL SELECT 'ui_locales_supported', 'en' -- the language of the phrases themselves
UNION ALL SELECT DISTINCT 'ui_locales_supported', language FROM translation;
