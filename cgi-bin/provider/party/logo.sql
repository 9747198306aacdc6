-- The picture of a client: RFC 7591 section 2.

-- local: logo_absent
-- gives: logo_type new_logo_uri
SELECT NULL AS logo_type, NULL AS new_logo_uri;

-- local: logo_request
-- needs: @sent_logo_uri
-- gives: url accept bytes
SELECT @sent_logo_uri AS url, 'image/png, image/jpeg, image/webp' AS accept, 1 AS bytes;

-- local: logo_read
-- needs: @picture_status @picture_body @sent_logo_uri
-- gives: logo_type new_logo_uri
-- What it is its bytes say, and not its sender.  Whatever else it is, a page can run it or cannot show it: then there is no logo.
WITH read AS (
  SELECT CASE WHEN @picture_status <> 200                                     THEN NULL
              WHEN substr(@picture_body, 1, 8) = x'89504E470D0A1A0A'          THEN 'image/png'
              WHEN substr(@picture_body, 1, 3) = x'FFD8FF'                    THEN 'image/jpeg'
              WHEN substr(@picture_body, 1, 4) = x'52494646' AND substr(@picture_body, 9, 4) = x'57454250' THEN 'image/webp' END AS type)
SELECT type AS logo_type, CASE WHEN type IS NOT NULL THEN @sent_logo_uri END AS new_logo_uri FROM read;

-- name: logo_forget
-- needs: @new_client_id
DELETE FROM client_logo WHERE client_id = @new_client_id;

-- name: logo_store
-- needs: @new_client_id @logo_type @picture_body
INSERT INTO client_logo (client_id, type, logo) VALUES (@new_client_id, @logo_type, @picture_body);

-- name: logo_shown
-- needs: :client_id
-- gives: logo_type logo
SELECT type AS logo_type, logo FROM client_logo WHERE client_id = :client_id;

-- local: logo_body
-- needs: @logo
-- gives: body cache_control
SELECT @logo AS body, 'private, max-age=3600' AS cache_control;
