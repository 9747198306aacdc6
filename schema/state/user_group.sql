-- Groups of users.  A client that some groups may use is for nobody else: no row of client_group, and everybody may.
CREATE TABLE user_group (
  -- As it stands in the claim groups.
  group_name  TEXT PRIMARY KEY CONSTRAINT "group_name has no blank, no quote and no backslash, and at most 64 letters, digits or signs of ASCII"
              CHECK (group_name <> '' AND group_name NOT GLOB '*[^]!#-[^-~]*' AND length(group_name) <= 64),
  description TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE TABLE group_member (
  group_name TEXT NOT NULL REFERENCES user_group ON DELETE CASCADE,
  subject    TEXT NOT NULL REFERENCES end_user ON DELETE CASCADE,
  PRIMARY KEY (group_name, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_member_subject ON group_member (subject);

-- A group that a client is for stays: else the client would be for everybody.
CREATE TABLE client_group (
  client_id  TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  group_name TEXT NOT NULL REFERENCES user_group ON DELETE RESTRICT,
  PRIMARY KEY (client_id, group_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_group_group ON client_group (group_name);
