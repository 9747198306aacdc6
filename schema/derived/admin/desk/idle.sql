-- What need not be offered, for it would change nothing, or is refused in any case.
CREATE VIEW deed_idle AS
SELECT client_id AS about, CASE WHEN suspended_at IS NULL THEN 'client_resume' ELSE 'client_suspend' END AS deed FROM client
UNION ALL SELECT client_id, 'client_secret_end' FROM client WHERE next_secret_hash IS NULL
UNION ALL SELECT client_id, 'client_secret_new' FROM client WHERE secret_hash IS NULL
UNION ALL SELECT username, CASE WHEN suspended_at IS NULL THEN 'user_resume' ELSE 'user_suspend' END FROM end_user
UNION ALL SELECT username, CASE WHEN password_hash IS NULL THEN 'user_reset' ELSE 'user_invite' END FROM end_user
UNION ALL SELECT username, CASE WHEN administrator = 1 THEN 'administrator_add' ELSE 'administrator_end' END FROM end_user
UNION ALL SELECT name, 'setting_set' FROM setting WHERE name = 'issuer';
