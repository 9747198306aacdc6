-- A client whose client_id is the address of a document about it: Client ID Metadata Document (draft-ietf-oauth-client-id-metadata-document).

-- local: document_address
-- needs: @document_uri @fetch_private
-- gives: document_host document_address_flaw
-- Section 3: an https URL with a path, without dot segments, fragment and user info.  What is fetched has a public name (address.sql).
WITH address AS (
  SELECT @document_uri AS uri, lower(substr(@document_uri, 9, instr(substr(replace(@document_uri, '?', '/'), 9) || '/', '/') - 1)) AS authority),
part AS (SELECT uri, authority, substr(authority, 1, instr(authority || ':', ':') - 1) AS host FROM address)
SELECT authority AS document_host,
       CASE WHEN uri GLOB '*[#"<>@\]*' OR uri GLOB '*[^!-~]*' OR uri NOT GLOB 'https://[A-Za-z0-9[]*/*' OR authority GLOB '*[?#]*'
              OR instr(substr(uri, 9) || '?', '?') < instr(substr(uri, 9), '/')
              OR replace(lower(uri), '%2e', '.') || '/' GLOB '*/./*' OR replace(lower(uri), '%2e', '.') || '/' GLOB '*/../*'
              OR authority GLOB '*:*[^0-9]*' AND authority NOT GLOB '[[]*'                     THEN 'document_address_forbidden'
            WHEN NOT @fetch_private AND (instr(host, '.') = 0 OR replace(host, rtrim(host, replace(host, '.', '')), '') NOT GLOB '[a-z]*'
                                         OR host GLOB '*.local' OR host GLOB '*.localhost' OR host GLOB '*.localdomain'
                                         OR host GLOB '*.internal' OR host GLOB '*.intranet' OR host GLOB '*.home' OR host GLOB '*.lan')
            THEN 'document_address_forbidden' END AS document_address_flaw
  FROM part;

-- name: document_permitted
-- needs: @document_uri @document_host
-- gives: document_permitted
-- An administrator's client may be called so, and has no document; nor has one that was removed and is still being cleared away.
SELECT CASE WHEN EXISTS (SELECT 1 FROM client AS c WHERE c.client_id = @document_uri AND c.origin <> 'document')
              OR EXISTS (SELECT 1 FROM gone AS x WHERE x.object = 'client' AND x.id = @document_uri) THEN 'client'
            WHEN s.client_documents = 'everybody'
              OR s.client_documents = 'listed' AND EXISTS (SELECT 1 FROM client_document_host AS h WHERE h.host = @document_host)
            THEN 'document' END AS document_permitted
  FROM registration_setting AS s;

-- name: document_kept
-- needs: @document_uri @now
-- gives: document_expires_at
-- Fresh: RFC 9111 section 4.2.
SELECT d.expires_at AS document_expires_at
  FROM client_document AS d JOIN client AS c ON c.client_id = d.client_id
 WHERE d.client_id = @document_uri AND d.expires_at > @now;

-- name: document_claim
-- needs: @document_uri @now $clock
-- gives: asked_until
-- One request fetches it, for as long as it may wait (fetch.h); and none that looked before it came.
INSERT INTO client_document (client_id, asked_until)
VALUES (@document_uri, CAST($clock AS BIGINT) + 7)
ON CONFLICT (client_id) DO UPDATE
   SET asked_until = excluded.asked_until
 WHERE client_document.asked_until <= $clock AND (client_document.expires_at IS NULL OR client_document.expires_at <= @now)
RETURNING asked_until;

-- local: document_request
-- needs: @document_uri
-- gives: url accept reach
-- Section 4: no redirect is followed, and only 200 is an answer.
SELECT @document_uri AS url, 'application/json' AS accept, 'stranger' AS reach;

-- name: document_release
-- needs: @document_uri
-- Whoever waits may ask.
UPDATE client_document SET asked_until = 0 WHERE client_id = @document_uri;

-- name: document_forget
-- needs: @document_uri
-- Nothing is kept of a failure.
DELETE FROM client_document WHERE client_id = @document_uri AND expires_at IS NULL;

-- local: document_flaw
-- needs: @document_status @document_body @document_uri
-- gives: document_flaw
-- Sections 4 and 5: 5 KiB at most, and it names itself.  A secret in it would be everybody's.
WITH said AS MATERIALIZED (
  SELECT CASE WHEN @document_status = 200 AND json_valid(@document_body) THEN @document_body ELSE '{}' END AS body)
SELECT CASE WHEN @document_status <> 200                                       THEN 'document_unreachable'
            WHEN length(CAST(@document_body AS BLOB)) > 5120                   THEN 'document_too_large'
            WHEN coalesce(body ->> '$.client_id', '') <> @document_uri         THEN 'document_client_id'
            WHEN body -> '$.client_secret' IS NOT NULL
              OR body -> '$.client_secret_expires_at' IS NOT NULL              THEN 'document_secret' END AS document_flaw
  FROM said;

-- local: document_sent
-- needs: @document_cache_control @document_body @document_host @document_uri
-- gives: metadata metadata_origin metadata_host new_client_id new_secret_hash document_seconds
-- For how long is RFC 9111 section 5.2.2 of the answer to say; at most a day, and where it says nothing five minutes.
WITH caching AS (SELECT ',' || replace(lower(coalesce(@document_cache_control, 'max-age=300')), ' ', '') || ',' AS words)
SELECT @document_body AS metadata, 'document' AS metadata_origin, @document_host AS metadata_host, @document_uri AS new_client_id,
       NULL AS new_secret_hash,
       CASE WHEN words GLOB '*,no-store,*' OR words GLOB '*,no-cache*' THEN 0
            WHEN instr(words, ',max-age=') = 0                          THEN 300
            ELSE min(86400, CAST(substr(words, instr(words, ',max-age=') + 9) AS INTEGER)) END AS document_seconds
  FROM caching;

-- name: document_store
-- needs: @document_uri @now @document_seconds
-- gives: document_expires_at
INSERT INTO client_document (client_id, asked_until, expires_at)
VALUES (@document_uri, 0, CAST(@now AS BIGINT) + @document_seconds)
ON CONFLICT (client_id) DO UPDATE SET asked_until = 0, expires_at = excluded.expires_at
RETURNING expires_at AS document_expires_at;

-- name: document_registered
-- needs: @document_uri @now
-- Whoever is fetched again is in use, so the wait for a first user begins anew.
INSERT INTO client_registration (client_id, registered_at, unused_since)
VALUES (@document_uri, @now, @now)
ON CONFLICT (client_id) DO UPDATE SET unused_since = excluded.unused_since WHERE client_registration.unused_since IS NOT NULL;

-- local: document_throttle
-- needs: @fingerprint_key $remote_network
-- gives: throttle_pair throttle_account throttle_network
-- By network alone, as registrations are.
SELECT NULL AS throttle_pair, NULL AS throttle_account,
       token_fingerprint(@fingerprint_key, 'document ' || $remote_network) AS throttle_network;
