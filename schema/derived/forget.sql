-- A user who is deleted is forgotten: what hangs on the row goes with it (foreign keys), and here goes what names the person beside it.
-- Clients are told that the sessions are over; the order to tell them so names the subject until it was carried out, a day at most.
-- (A throttle_key is a fingerprint that nobody can read, and goes by itself.  A client with pairwise subjects knows the user by a name that
-- stands in no row here.  Of the sample client's session an empty row stays until its end.  What somebody did as an administrator stays in
-- the record as long as any event, under the subject alone: nobody removes the traces of their own deeds by leaving.)
CREATE TRIGGER end_user_is_forgotten BEFORE DELETE ON end_user
BEGIN
  UPDATE login_session
     SET ended_at = (SELECT now FROM clock), ended_reason = 'administrator'
   WHERE subject = old.subject AND ended_at IS NULL;
  DELETE FROM backchannel_logout WHERE subject = old.subject AND outcome IS NOT NULL;
  DELETE FROM authorization_request WHERE hint_subject = old.subject OR login_hint = old.username COLLATE NOCASE;
  DELETE FROM note WHERE sub = old.subject AND iss = (SELECT value FROM setting WHERE name = 'issuer');
  DELETE FROM client_token
   WHERE session_id IN (SELECT session_id FROM client_session
                         WHERE sub = old.subject AND issuer = (SELECT value FROM setting WHERE name = 'issuer'));
  UPDATE client_session
     SET sub = '', claims = '{}', id_token = '', ended_at = coalesce(ended_at, (SELECT now FROM clock)),
         ended_reason = coalesce(ended_reason, 'backchannel_logout')
   WHERE sub = old.subject AND issuer = (SELECT value FROM setting WHERE name = 'issuer');
  DELETE FROM flow_event WHERE subject = old.subject;
END;

-- Until a token of theirs ends, an API takes it that does not ask: what is written by it stays no longer than the answer takes.  (A name of
-- 45 characters is what a client with pairwise subjects knows a user by; and a database without any user is an API's alone.)
CREATE TRIGGER note_of_nobody AFTER INSERT ON note
  WHEN new.sub GLOB 'u_*' AND length(new.sub) <> 45 AND new.iss = (SELECT value FROM setting WHERE name = 'issuer')
   AND NOT EXISTS (SELECT 1 FROM end_user WHERE subject = new.sub) AND EXISTS (SELECT 1 FROM end_user)
BEGIN DELETE FROM note WHERE note_id = new.note_id; END;

CREATE TRIGGER backchannel_logout_is_forgotten AFTER UPDATE OF outcome ON backchannel_logout
WHEN new.outcome IS NOT NULL AND NOT EXISTS (SELECT 1 FROM end_user WHERE subject = new.subject)
BEGIN UPDATE backchannel_logout SET subject = '' WHERE session_id = new.session_id AND client_id = new.client_id; END;
