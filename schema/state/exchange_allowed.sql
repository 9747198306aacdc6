-- Which API may call which other one in its callers' names, by a token exchange: RFC 8693.  What it may do there stands in client_scope.
CREATE TABLE exchange_allowed (
  client_id TEXT NOT NULL REFERENCES client ON DELETE CASCADE,
  resource  TEXT NOT NULL REFERENCES protected_resource ON DELETE CASCADE ON UPDATE CASCADE,
  PRIMARY KEY (client_id, resource)
) STRICT, WITHOUT ROWID;
