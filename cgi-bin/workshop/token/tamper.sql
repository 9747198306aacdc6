-- What somebody without a key can do to a token.

-- local: tamper_text
-- needs: :token
-- gives: pasted pasted_with_header pasted_with_spaces
-- What was pasted, without what does not belong to it: the word Bearer, quotes, spaces and line ends.
WITH pasted AS (
  SELECT trim(:token, ' "''' || char(9, 10, 13)) AS text),
named AS (
  SELECT CASE WHEN lower(substr(text, 1, 14)) = 'authorization:' THEN trim(substr(text, 15)) ELSE text END AS text FROM pasted),
bare AS (
  SELECT CASE WHEN lower(substr(text, 1, 7)) = 'bearer ' THEN trim(substr(text, 8)) ELSE text END AS text FROM named)
SELECT CASE WHEN text GLOB '{*' THEN text ELSE replace(replace(replace(replace(text, ' ', ''), char(9), ''), char(10), ''), char(13), '')
            END AS pasted,
       text <> (SELECT text FROM pasted) AS pasted_with_header,
       text NOT GLOB '{*' AND text GLOB '*[ ' || char(9, 10, 13) || ']*' AS pasted_with_spaces
  FROM bare;

-- local: tamper_none
-- needs: @pasted
-- gives: bearer tampered
SELECT @pasted AS bearer, NULL AS tampered;

-- name: tamper_key
-- needs: :tamper
-- gives: tamper_public_key tampered
-- A public key: everybody has it.
SELECT j.jwks ->> '$.keys[0]' AS tamper_public_key, t.says AS tampered
  FROM token_tamper AS t CROSS JOIN jwks AS j
 WHERE t.tamper = :tamper;

-- local: tamper_made
-- needs: @pasted @now @tamper_public_key :tamper
-- gives: bearer
-- The header, the claims and the signature, altered one by one.  Only a JWT can be.  (The fifth letter of a signature carries six bits of it;
-- the last one does not.)
WITH said AS MATERIALIZED (
  SELECT CAST(jwt_header(@pasted) AS TEXT) AS header, CAST(jwt_unverified(@pasted) AS TEXT) AS claims,
         (SELECT encoded FROM jwt_parts(@pasted) WHERE name = 'signature') AS signature,
         (SELECT encoded FROM jwt_parts(@pasted) WHERE name = 'header') AS header_encoded,
         (SELECT encoded FROM jwt_parts(@pasted) WHERE name = 'payload') AS claims_encoded),
altered AS MATERIALIZED (
  SELECT CASE :tamper
           WHEN 'kid'   THEN json_set(header, '$.kid', 'nobody')
           WHEN 'typ'   THEN json_set(header, '$.typ', 'at+jwt')
           WHEN 'none'  THEN json_set(header, '$.alg', 'none')
           WHEN 'hs256' THEN json_set(header, '$.alg', 'HS256') END AS header,
         CASE :tamper
           WHEN 'sub'   THEN json_set(claims, '$.sub', 'mallory')
           WHEN 'aud'   THEN json_set(claims, '$.aud', 'https://api.elsewhere.example')
           WHEN 'iss'   THEN json_set(claims, '$.iss', 'https://issuer.elsewhere.example')
           WHEN 'exp'   THEN json_set(claims, '$.exp', @now + 31536000)
           WHEN 'scope' THEN json_set(claims, '$.scope', trim(coalesce(claims ->> '$.scope', '') || ' notes:read notes:write admin')) END AS claims
    FROM said
   WHERE header IS NOT NULL AND claims IS NOT NULL),
input AS MATERIALIZED (
  SELECT coalesce(base64url_encode(a.header), s.header_encoded) || '.' || coalesce(base64url_encode(a.claims), s.claims_encoded) AS text,
         s.signature
    FROM altered AS a CROSS JOIN said AS s)
SELECT text || '.' || CASE :tamper
                        WHEN 'none'  THEN ''
                        WHEN 'hs256' THEN token_derive(@tamper_public_key, text)
                        WHEN 'signature' THEN substr(signature, 1, 4) || CASE substr(signature, 5, 1) WHEN 'A' THEN 'B' ELSE 'A' END
                                              || substr(signature, 6)
                        ELSE signature END AS bearer
  FROM input;
