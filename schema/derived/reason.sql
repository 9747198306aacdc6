-- Why was it refused?  One catalogue for all programs.  A refusal names a reason; the reason names the error
-- that the caller may hear (RFC 6749 section 5.2 and its kin), the HTTP status, the clause that demands it, and one
-- sentence of help for the owner of the database.  What the caller is told beyond the error's name stands in `told`,
-- and only where it helps an honest developer and no attacker.
CREATE TABLE reason (
  reason  TEXT PRIMARY KEY CHECK (reason GLOB '[a-z]*' AND reason NOT GLOB '*[^a-z0-9_]*'),
  error   TEXT NOT NULL,                                     -- the RFC's own word: invalid_grant, invalid_token, …
  status  INTEGER NOT NULL CHECK (status BETWEEN 400 AND 503),
  spec    TEXT NOT NULL,                                     -- 'RFC 9700 4.14'
  help    TEXT NOT NULL,                                     -- for the owner: what happened, and what to do
  told    TEXT CHECK (told NOT GLOB '*[^] !#-[^-~]*')           -- for the caller, {} for @about: RFC 6749 5.2's characters
) STRICT, WITHOUT ROWID;
