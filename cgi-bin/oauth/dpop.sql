-- A DPoP proof, RFC 9449.  Its times are those of the real clock: it was made a moment ago, by somebody who does not know that a workshop
-- has moved its own.

-- local: dpop_unbound
-- gives: bound_token bound_jkt
-- Where tokens are asked for, a proof is of any key: the key that they will be bound to.
SELECT NULL AS bound_token, NULL AS bound_jkt;

-- local: dpop_binding
-- needs: @bearer @cnf $authorization_scheme $dpop
-- gives: bound_token bound_jkt binding_flaw
-- Section 7.1: a bound token comes by the scheme DPoP, with a proof of its key, and no other token does.
SELECT @bearer AS bound_token, @cnf ->> '$.jkt' AS bound_jkt,
       CASE WHEN @cnf IS NULL                           THEN 'token_unbound'
            WHEN json_type(@cnf, '$.jkt') IS NOT 'text' THEN 'token_bound_otherwise'
            WHEN $authorization_scheme IS NOT 'dpop'    THEN 'token_bound'
            WHEN $dpop IS NULL                          THEN 'dpop_missing' END AS binding_flaw;

-- local: dpop_seen
-- needs: @fingerprint_key @reason $dpop
-- gives: role type fingerprint place verdict alg typ aud iat
-- For the record: what the proof says of itself, and what became of it.
WITH said AS MATERIALIZED (SELECT jwt_header($dpop) AS header, jwt_unverified($dpop) AS claims)
SELECT 'presented' AS role, 'dpop' AS type, token_fingerprint(@fingerprint_key, $dpop) AS fingerprint, 'header' AS place,
       CASE WHEN @reason GLOB 'dpop_*' THEN @reason ELSE 'ok' END AS verdict,
       substr(header ->> '$.alg', 1, 200) AS alg, substr(header ->> '$.typ', 1, 200) AS typ, substr(claims ->> '$.htu', 1, 200) AS aud,
       CASE WHEN typeof(claims ->> '$.iat') = 'integer' THEN claims ->> '$.iat' END AS iat
  FROM said;

-- local: dpop_expected
-- needs: @dpop_base @dpop_algs @bound_token @bound_jkt $endpoint $clock
-- gives: dpop_htu dpop_options
-- Section 4.3: this method, this address, this token and its key; within a minute, and 10 s for clocks that differ.
SELECT @dpop_base || $endpoint AS dpop_htu,
       json_patch('{}', json_object('algs', json(@dpop_algs), 'access_token', @bound_token, 'jkt', @bound_jkt, 'now', $clock)) AS dpop_options;

-- local: dpop_verify
-- needs: @dpop_htu @dpop_options @dpop_key @dpop_nonce $dpop $method $clock
-- gives: dpop_jkt dpop_hash dpop_fresh_nonce dpop_nonce_stands
-- Of the key and the proof's own name a hash is kept.  A nonce is good for as long as it is given, and that long again: it follows from the
-- time, so nobody has to remember it (section 8).
WITH shown AS MATERIALIZED (SELECT dpop_verify($dpop, $method, @dpop_htu, @dpop_options) AS proof),
nonce AS MATERIALIZED (
  SELECT token_derive(@dpop_key, 'dpop nonce ' || ($clock / 120)) AS fresh, token_derive(@dpop_key, 'dpop nonce ' || ($clock / 120 - 1)) AS older)
SELECT proof ->> '$.jkt' AS dpop_jkt, token_hash((proof ->> '$.jkt') || ' ' || (proof ->> '$.jti')) AS dpop_hash,
       CASE WHEN @dpop_nonce = 'demanded' THEN fresh END AS dpop_fresh_nonce,
       CASE WHEN @dpop_nonce = 'demanded' THEN coalesce(proof ->> '$.nonce' IN (fresh, older), 0) ELSE 1 END AS dpop_nonce_stands
  FROM shown, nonce;

-- local: dpop_why
-- needs: @dpop_htu @dpop_options $dpop $method
-- gives: about event_detail
-- Which steps failed; the caller hears of the first.  Nothing of it is long.
WITH checked AS MATERIALIZED (
  SELECT step, name, part, status, spec, substr(expected, 1, 200) AS expected, substr(actual, 1, 200) AS actual, substr(detail, 1, 200) AS detail
    FROM dpop_check($dpop, $method, @dpop_htu, @dpop_options))
SELECT (SELECT name || CASE WHEN substr(detail, -3) IN ('jti', 'htm', 'htu', 'iat', 'ath', 'jkt') THEN ' ' || substr(detail, -3) ELSE '' END
          FROM checked WHERE status = 'fail' ORDER BY step LIMIT 1) AS about,
       json_object('given', 'a DPoP proof', 'checks', json_group_array(json_patch('{}',
         json_object('step', step, 'name', name, 'part', part, 'status', status, 'expected', expected, 'actual', actual, 'detail', detail,
                     'spec', spec)))) AS event_detail
  FROM checked;
