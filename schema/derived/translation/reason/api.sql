-- The sample API, RFC 6750 and its notes.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'calendar_missing', 'Diese API kennt keinen Kalender: api_resource.calendar sagt, wo einer ist.'),
  ('de', 'trade_of_dead_token',
   'Der Issuer tauscht das Token nicht: Es ist beendet, auch wenn es nach seiner Signatur und seinem Ende allein noch gut wäre.'),
  ('de', 'trade_refused',
   'Der Issuer gibt dieser API kein Token für die andere: detail hat seinen Fehler. Der Client in trusted_issuer braucht den Grant ' ||
   '(client_grant_type), eine Zeile in exchange_allowed und einen Scope der anderen API (client_scope).'),
  ('de', 'trade_unreachable', 'Der Issuer hat nicht gesagt, ob diese API ein Token für die andere haben darf: detail sagt, was gefragt wurde.'),
  ('de', 'calendar_refused',
   'Die andere API hat das Token nicht genommen, das diese getauscht hat, oder die Anfrage nicht: Ihre eigene Aufzeichnung sagt, warum.'),
  ('de', 'calendar_unreachable', 'Die andere API hat nicht geantwortet (api_resource.calendar), oder war beschäftigt.'),
  ('de', 'endpoint_elsewhere',
   'Das Programm hat diesen Endpoint, aber nicht für die API an diesem Mount Point: Sein Scope ist keiner aus api_resource.scopes_supported.'),
  ('de', 'token_inactive',
   'Diese API fragt den Issuer nach jedem Token (api_resource.validation), und der Issuer sagt, dass es nicht gilt: Es wurde widerrufen, sein ' ||
   'Grant entzogen, oder seine Sitzung ist beendet. Nach Signatur und Ende allein wäre es noch gut.'),
  ('de', 'token_opaque', 'Das Token sagt nichts (client.access_token_format), und diese API fragt niemanden: api_resource.validation ist local.'),
  ('de', 'token_elsewhere', 'Der Aussteller sagt von diesem Token, das selbst nichts sagt, dass es für eine andere API ist, oder zu wenig.'),
  ('de', 'introspection_unreachable',
   'Diese API fragt den Issuer nach jedem Token, und der Issuer hat nicht gesagt, ob dieses gilt: Niemand kommt hinein. detail sagt, was ' ||
   'gefragt wurde; die API braucht client_id und client_secret in trusted_issuer, und der Issuer einen Client mit diesem Namen und dieser ' ||
   'resource.'),
  ('de', 'issuer_unknown',
   'Diese API vertraut dem Issuer des Tokens nicht (Tabelle trusted_issuer). Eine API stellt keine Tokens aus, weder für sich noch für eine ' ||
   'andere.'),
  ('de', 'jwks_unreachable',
   'Die Schlüssel des Issuers waren nicht zu bekommen, also weiß niemand, ob das Token gut ist: Es wurde nicht beurteilt. detail sagt, was ' ||
   'gefragt wurde und was kam; liegt es am Zertifikat, dann nennt das Setting ca_file die Zertifizierungsstellen.'),
  ('de', 'dpop_refused',
   'Das Token ist an einen Schlüssel gebunden oder kam mit dem Schema DPoP, und diese API verlangt keine Nachweise (api_resource.dpop): Sie nähme ' ||
   'das Token von jedem, der es findet.'),
  ('de', 'dpop_required', 'Diese API nimmt nur Token, die an einen Schlüssel gebunden sind (api_resource.dpop), und dieses ist es nicht.'),
  ('de', 'login_too_old',
   'Das Token ist gut, aber die Anmeldung dahinter (auth_time) ist älter, als diese Operation erlaubt. Der Client kann den Benutzer mit ' ||
   'max_age neu anmelden lassen.'),
  ('de', 'note_text_invalid', 'Eine Notiz hat 1 bis 280 Zeichen, als Formularfeld oder JSON-Member text.'),
  ('de', 'note_unknown', 'Der Benutzer hat keine Notiz mit dieser Nummer; vielleicht ist es die von jemand anderem.'),
  ('de', 'notebook_full', 'Der Benutzer hat schon 50 Notizen: Ein Beispiel ist kein Speicher.'),
  ('de', 'refresh_token_at_api',
   'Ein Refresh Token wurde an eine API gesendet. Es ist allein für den Authorization Server. Weil es nun anderswo gesehen wurde, hat die API ' ||
   'es am Revocation Endpoint abgeliefert (wenn es so aussieht wie eines; jedes einmal), und seine Familie ist beendet.'),
  ('de', 'resource_missing', 'Keine Zeile von api_resource ist für diesen Mount Point da: Diese API ist nicht eingerichtet.');
