-- Which tables, views and triggers derived/ made: an upgrade drops these, and nothing that its owner added beside them.  This file is the
-- first of derived/, and derived_object_list.sql, the last, fills it.
CREATE TABLE derived_object (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
