-- local: basic_decode
-- needs: $credentials
-- gives: decoded
-- RFC 7617 section 2: base64; base64url_decode speaks the other alphabet, without padding.
SELECT CAST(base64url_decode(rtrim(replace(replace($credentials, '+', '-'), '/', '_'), '=')) AS TEXT) AS decoded;
