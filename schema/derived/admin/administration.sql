-- What an administrator does is one INSERT into a view that is called as the deed is: client_add, session_end, key_rotate.  Its trigger
-- says in a sentence what is wrong, does the rest, and leaves an event.  So the shell, which names only what it means, and the pages
-- under /provider/admin are bound by one rule.  `done_by` is the subject of who does it on a page; in the shell it stays away.
--
-- (Only these triggers use functions of the extension: a deed with a secret needs it, and reading anything does not.)

-- administration: who did what, the newest first; done_by NULL: in the shell.
CREATE VIEW administration AS
SELECT datetime(e.at, 'unixepoch') AS time, e.kind, k.says, e.client_id, u.username,
       nullif(substr(e.detail, 11, instr(e.detail, '","by":"') - 11), '') AS about, e.session_id,
       coalesce(d.username,
                nullif(substr(e.detail, instr(e.detail, '","by":"') + 8, length(e.detail) - instr(e.detail, '","by":"') - 9), '')) AS done_by,
       e.event_id
  FROM flow_event AS e
  JOIN flow_kind AS k ON k.kind = e.kind
  LEFT JOIN end_user AS u ON u.subject = e.subject
  LEFT JOIN end_user AS d ON d.subject = substr(e.detail, instr(e.detail, '","by":"') + 8, length(e.detail) - instr(e.detail, '","by":"') - 9)
 WHERE e.actor_from = 'administrator'
 ORDER BY e.event_id DESC;

-- It stands in the record whatever the setting `record` says, as a refusal does.  Of a user this takes the subject.  What is said with a
-- quote, a backslash or a control character, of which JSON would make something else, is left out.
CREATE TRIGGER administration_kept INSTEAD OF INSERT ON administration
BEGIN
  INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, decision, client_id, subject,
                          session_id, detail)
  SELECT lower(hex(randomblob(16))), lower(hex(randomblob(8))), now, CAST((julianday('now') - 2440587.5) * 86400000000 AS INTEGER),
         'provider', 'administrator', 'provider', 'local', new.kind, 'info', new.client_id, new.username, new.session_id,
         '{"about":"' || CASE WHEN new.about NOT GLOB ('*["\' || char(1) || '-' || char(31) || ']*') THEN substr(new.about, 1, 200) ELSE '' END
         || '","by":"' || CASE WHEN new.done_by NOT GLOB ('*["\' || char(1) || '-' || char(31) || ']*') THEN new.done_by ELSE '' END || '"}'
    FROM clock;
END;
