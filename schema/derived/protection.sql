-- What a lab switches off, so that an attack succeeds first: settings of two words, of which the first protects.  Which lab, and where
-- the one condition stands that asks.
CREATE TABLE protection_lab (
  name  TEXT PRIMARY KEY,                                    -- of the setting
  lab   TEXT NOT NULL,
  title TEXT NOT NULL,
  asks  TEXT NOT NULL                                        -- the statement, or the view
) STRICT, WITHOUT ROWID;
INSERT INTO protection_lab (name, lab, title, asks) VALUES
  ('redirect_uri_match', '10', 'Redirect URIs are compared exactly', 'check_redirect_uri (cgi-bin/provider/authorization/check.sql)'),
  ('pkce_check',         '11', 'PKCE is demanded and verified',      'authorization_code_redeem (cgi-bin/provider/grant/authorization_code.sql)'),
  ('refresh_reuse',      '13', 'A stolen refresh token is noticed',  'refresh_grace (schema/derived/grant_life.sql)'),
  ('state_check',        '14', 'An answer belongs to a browser',     'callback_login_unchecked (cgi-bin/client/callback.sql)'),
  ('iss_check',          '15', 'An answer says who it is from',      'callback_is_from_provider (cgi-bin/client/callback.sql)');

CREATE VIEW protection AS
SELECT s.name, s.value, CASE WHEN s.value = s.service THEN 1 ELSE 0 END AS is_on, s.service AS word_on,
       replace(s.words, s.service || ',', '') AS word_off, l.title, s.meaning AS guards, s.spec, l.lab, l.asks
  FROM protection_lab AS l JOIN setting AS s ON s.name = l.name
 ORDER BY l.lab;

-- Every page says it while one is off.  NULL: all are on.
CREATE VIEW protection_off AS
SELECT group_concat(name, ', ') AS names FROM protection WHERE is_on = 0;

-- A workshop may; setting the row `profile` to service puts all back on (setting_profile).
CREATE TRIGGER protection_stays BEFORE UPDATE OF value ON setting
WHEN new.value <> old.service AND EXISTS (SELECT 1 FROM protection_lab WHERE name = new.name)
 AND (SELECT value FROM setting WHERE name = 'profile') <> 'workshop'
BEGIN SELECT raise(ABORT, 'a protection can be switched off in the profile workshop alone: set the row profile of setting first'); END;
CREATE TRIGGER protection_comes BEFORE INSERT ON setting
WHEN new.value <> new.service AND EXISTS (SELECT 1 FROM protection_lab WHERE name = new.name)
 AND (SELECT value FROM setting WHERE name = 'profile') <> 'workshop'
BEGIN SELECT raise(ABORT, 'a protection can be switched off in the profile workshop alone: set the row profile of setting first'); END;
