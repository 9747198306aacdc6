-- A setting that cannot be so is refused in a sentence; any change of one by an administrator stands in the record.
CREATE TRIGGER setting_is_right BEFORE UPDATE OF value ON setting
  WHEN CASE new.unit
         WHEN 'flag' THEN coalesce(typeof(new.value) <> 'integer' OR new.value NOT IN (0, 1), 1)
         WHEN 'word' THEN coalesce(instr(',' || new.words || ',', ',' || new.value || ',') = 0, 1)
         WHEN 'url'  THEN NOT coalesce((new.value GLOB 'https://[[A-Za-z0-9]*' OR new.value GLOB 'http://[[A-Za-z0-9]*')
                                       AND new.value NOT GLOB '*[?#" @\]*' AND new.value NOT GLOB '*/', 0)
         WHEN 'networks' THEN coalesce(new.value GLOB '*[^0-9a-f:./ ]*', 1)
         WHEN 'path' THEN NOT coalesce(new.value = '' OR new.value GLOB '/?*', 0)
         ELSE coalesce(typeof(new.value) <> 'integer' OR new.value NOT BETWEEN new.smallest AND new.largest, 1) END
BEGIN SELECT raise(ABORT, 'the setting may not be that: SELECT name, unit, smallest, largest, words FROM setting'); END;

-- What reads a setting would find nothing.
CREATE TRIGGER setting_stays BEFORE DELETE ON setting
BEGIN SELECT raise(ABORT, 'a setting stays: UPDATE gives it another value'); END;

-- setting_set: the same as UPDATE, for a page, which says who did it.
CREATE VIEW setting_set AS SELECT name, value, NULL AS done_by FROM setting WHERE 0;
CREATE TRIGGER setting_set_does INSTEAD OF INSERT ON setting_set
BEGIN
  SELECT raise(ABORT, 'there is no setting of this name') WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = new.name);
  SELECT raise(ABORT, 'the issuer moves by issuer_move, for more than its name changes') WHERE new.name = 'issuer';
  UPDATE setting SET value = new.value WHERE name = new.name;
  INSERT INTO administration (kind, about, done_by) VALUES ('setting.set', new.name || ' ' || new.value, new.done_by);
END;
