-- A sign-out on its way: what the client asked for, until the browser comes with its cookie and the user confirms.
CREATE TABLE logout_request (
  logout_id                TEXT PRIMARY KEY,
  client_id                TEXT,
  post_logout_redirect_uri TEXT,
  state                    TEXT,
  hint_sid                 TEXT,                             -- what the hint calls the session that ends without a question
  ended_session_id         TEXT,                             -- the session that it has ended
  trace_id                 TEXT NOT NULL,
  created_at               INTEGER NOT NULL,
  expires_at               INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX logout_request_client ON logout_request (client_id);
CREATE INDEX logout_request_ended ON logout_request (ended_session_id) WHERE ended_session_id IS NOT NULL;
CREATE INDEX logout_request_expires ON logout_request (expires_at);
