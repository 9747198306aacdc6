-- What a user and a session are called at a client.  Nothing is stored: the names follow from this server's key.

-- local: subject_pairwise
-- needs: @provider_key @sector_identifier @subject
-- gives: sub
-- OIDC Core section 8.1.
SELECT 'u_' || token_derive(@provider_key, 'subject ' || @sector_identifier || ' ' || @subject) AS sub;

-- local: subject_session
-- needs: @provider_key @client_id @session_id
-- gives: sid
-- Another at each client: two that compare what they were told do not find the same user by it, OIDC Core section 17.3.
SELECT token_derive(@provider_key, 'sid ' || @client_id || ' ' || @session_id) AS sid;
