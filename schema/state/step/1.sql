-- From version 1 to 2: what schema/upgrade.sql cannot guess.

-- Which place each refresh token has in its family.
ALTER TABLE refresh_token ADD COLUMN generation INTEGER NOT NULL DEFAULT 1;
WITH RECURSIVE line (refresh_id, successor_id, generation) AS (
  SELECT t.refresh_id, t.successor_id, 1
    FROM refresh_token AS t
   WHERE NOT EXISTS (SELECT 1 FROM refresh_token AS earlier WHERE earlier.successor_id = t.refresh_id)
  UNION ALL
  SELECT t.refresh_id, t.successor_id, line.generation + 1 FROM line JOIN refresh_token AS t ON t.refresh_id = line.successor_id)
UPDATE refresh_token SET generation = line.generation FROM line WHERE line.refresh_id = refresh_token.refresh_id;

-- Which names a user consented to one by one was not kept: of a grant that goes on it is what the client asked for by name.
ALTER TABLE authorization_grant ADD COLUMN claims_beyond TEXT;
UPDATE authorization_grant
   SET claims_beyond = (SELECT group_concat(key, ' ')
                          FROM (SELECT key FROM json_each(claims, '$.userinfo') UNION SELECT key FROM json_each(claims, '$.id_token')))
 WHERE claims IS NOT NULL;

-- A kind of event that has left its catalogue stays with the events that bear it, and says what a kind says by now.
ALTER TABLE flow_kind ADD COLUMN sign_in INTEGER NOT NULL DEFAULT 0;
