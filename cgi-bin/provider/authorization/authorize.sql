-- Which client asks: RFC 6749 section 4.1.1.

-- local: authorize_language
-- needs: :ui_locales
-- gives: page_locales
-- Of its pages, also where no client is known: OIDC Core section 3.1.2.1.
SELECT :ui_locales AS page_locales;

-- name: authorize_why
-- needs: :client_id :redirect_uri
-- gives: reason
SELECT CASE WHEN CAST(:client_id AS TEXT) IS NULL                                   THEN 'client_id_missing'
            WHEN NOT EXISTS (SELECT 1 FROM client WHERE client_id = :client_id)      THEN 'client_id_unknown'
            WHEN NOT EXISTS (SELECT 1 FROM active_client WHERE client_id = :client_id) THEN 'client_id_suspended'
            WHEN CAST(:redirect_uri AS TEXT) IS NULL                                THEN 'redirect_uri_missing'
            ELSE 'redirect_uri_unknown' END AS reason;
