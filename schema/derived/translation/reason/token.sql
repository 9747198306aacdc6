-- What is asked about a token, or done with it: introspection, revocation, userinfo.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'openid_scope_missing', 'UserInfo ist für Access Tokens, deren Scope openid enthält.'),
  ('de', 'refresh_leaked', 'Eine API hat dieses Refresh Token bekommen und abgeliefert.'),
  ('de', 'token_other_client', 'Ein Client darf nur seine eigenen Tokens widerrufen.'),
  ('de', 'token_parameter_missing', 'Der Parameter token fehlt.'),
  ('de', 'opaque_unknown', 'Ein solches undurchsichtiges Access Token gibt es nicht (Tabelle opaque_token), oder es endete vor einer Weile.'),
  ('de', 'token_revoked', 'Das Token, sein Grant oder seine Sitzung ist beendet; das zeigt nur eine Frage an diesen Server.'),
  ('de', 'token_several', 'Das Token kam an zwei Stellen, im Header Authorization und im Body. Welches gilt, wäre geraten.');
