-- The scopes of OpenID Connect itself, OIDC Core sections 5.4 and 11.  An owner's own words for one stay.
INSERT INTO scope (scope, resource, description) VALUES
  ('openid',         NULL, 'know that it is you'),
  ('profile',        NULL, 'read your name and your public profile'),
  ('email',          NULL, 'read your e-mail address'),
  ('address',        NULL, 'read your postal address'),
  ('phone',          NULL, 'read your telephone number'),
  ('groups',         NULL, 'know which groups you are in'),
  ('offline_access', NULL, 'go on working for you after you have signed out')
    ON CONFLICT DO NOTHING;
