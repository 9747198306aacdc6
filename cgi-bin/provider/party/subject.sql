-- Pairwise subjects: OIDC Core section 8.1.  Nothing is stored: the name follows from the sector, the user and this server's key.

-- name: subject_key
-- gives: subject_key
SELECT provider_key AS subject_key FROM provider_key;

-- local: subject_pairwise
-- needs: @subject_key @sector_identifier @subject
-- gives: sub
SELECT 'u_' || token_derive(@subject_key, 'subject ' || @sector_identifier || ' ' || @subject) AS sub;
