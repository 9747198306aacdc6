-- What the programs are to do.  (Where things are, the environment says: OIDC_DB, OIDC_EXTENSION, OIDC_WWW.)  Of each row the value
-- is the owner's, and changes at run time by UPDATE; all else is what derived/setting.sql says of it, in two profiles: `workshop`
-- records everything and lives shortly, `service` is strict and quiet.
CREATE TABLE setting (
  name     TEXT PRIMARY KEY,
  value    ANY  NOT NULL,
  unit     TEXT NOT NULL CHECK (unit IN ('seconds', 'count', 'bytes', 'flag', 'url', 'path', 'word', 'networks')),
  workshop ANY,                                              -- its value in this profile; NULL: profiles leave it alone
  service  ANY,
  oidf     ANY,                                              -- for a run of the OpenID Foundation's conformance suite; NULL: as in a service
  smallest INTEGER,                                          -- bounds of a number
  largest  INTEGER,
  words    TEXT,                                             -- a word is one of these, between commas
  weaker   TEXT NOT NULL DEFAULT 'neither' CHECK (weaker IN ('larger', 'smaller', 'neither')), -- than `service` (of words: later, earlier)
  spec     TEXT,                                             -- the clause that then stands in the view relaxation
  meaning  TEXT NOT NULL,
  CHECK ((weaker = 'neither') = (spec IS NULL)),
  CHECK (CASE unit
           WHEN 'flag' THEN typeof(value) = 'integer' AND value IN (0, 1)
           WHEN 'url'  THEN typeof(value) = 'text' AND (value GLOB 'https://[[A-Za-z0-9]*' OR value GLOB 'http://[[A-Za-z0-9]*')
                            AND value NOT GLOB '*[?#" @\]*' AND value NOT GLOB '*/'   -- RFC 8414 section 2; no user info
           WHEN 'path' THEN typeof(value) = 'text' AND (value = '' OR value GLOB '/?*')
           WHEN 'networks' THEN typeof(value) = 'text' AND value NOT GLOB '*[^0-9a-f:./ ]*'
           WHEN 'word' THEN typeof(value) = 'text' AND instr(',' || words || ',', ',' || value || ',') > 0
           ELSE typeof(value) = 'integer' AND value BETWEEN smallest AND largest
         END)
) STRICT, WITHOUT ROWID;

-- The database's own secrets.  A program sees the purposes that are its own, through its view.
CREATE TABLE database_key (
  purpose TEXT PRIMARY KEY CHECK (purpose IN ('fingerprint', 'provider', 'api', 'client', 'workshop')),
  key     TEXT NOT NULL CHECK (length(key) >= 43)            -- base64url of 256 bits
) STRICT, WITHOUT ROWID;
