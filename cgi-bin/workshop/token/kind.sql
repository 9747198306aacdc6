-- What is it?

-- name: kind_recognized
-- needs: @bearer @token_typ @token_type
-- gives: kind
-- A JWT by its typ, an ID token by what it claims (@token_type); what is opaque by its beginning.  Else: what has been pasted instead?
WITH said AS MATERIALIZED (
  SELECT jwt_header(@bearer) AS header, jwt_unverified(@bearer) AS claims, lower(replace(@token_typ, 'application/', '')) AS typ,
         length(@bearer) - length(replace(@bearer, '.', '')) AS dots)
SELECT CASE
         WHEN length(@bearer) > 16384 THEN 'long'
         WHEN @bearer GLOB '{*' THEN CASE WHEN @bearer GLOB '*"kty"*' THEN 'key' ELSE 'answer' END
         WHEN header IS NOT NULL AND claims IS NOT NULL
           THEN coalesce((SELECT k.kind FROM token_kind AS k WHERE k.typ = said.typ AND k.kind <> 'id'),
                         CASE WHEN @token_type = 'id' THEN 'id' ELSE 'jwt' END)
         WHEN dots = 4 THEN 'jwe'
         WHEN dots = 2 THEN 'broken'
         WHEN @bearer GLOB 'eyJ*' THEN 'cut'
         ELSE coalesce((SELECT k.kind FROM token_kind AS k WHERE @bearer GLOB k.pattern), 'unknown') END AS kind
  FROM said;

-- name: kind_of_kind
-- needs: @kind
-- gives: kind_name made_by read_by ends kind_spec kind_tag kind_class kind_is_jwt kind_is_altered
-- One row in any case.
SELECT k.name AS kind_name, k.made_by, k.read_by, k.ends, k.spec AS kind_spec, y.tag AS kind_tag, lower(y.tag) AS kind_class,
       CASE WHEN @kind IN ('access', 'id', 'jwt', 'dpop', 'logout', 'broken') THEN 1 ELSE 0 END AS kind_is_jwt,
       CASE WHEN @kind IN ('access', 'id', 'jwt') THEN 1 ELSE 0 END AS kind_is_altered
  FROM (SELECT @kind AS kind) AS said
  LEFT JOIN token_kind AS k ON k.kind = said.kind
  LEFT JOIN flow_token_type AS y ON y.type = k.type;
