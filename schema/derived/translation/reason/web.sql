-- What stands between the web server and a handler: serve, form, store.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'body_too_large', 'Der Body ist größer als 64 KiB, oder sein JSON größer, als der Endpoint es nimmt.'),
  ('de', 'busy', 'Jemand anderes hat fünf Sekunden lang in die Datenbank geschrieben.'),
  ('de', 'coding_unsupported', 'Der Body ist gepackt (Content-Encoding), und hier packt ihn kein Programm aus; Accept-Encoding sagt das.'),
  ('de', 'content_type_unsupported', 'Der Body ist weder ein Formular noch, wo JSON genommen wird, JSON.'),
  ('de', 'csrf_mismatch', 'Das Formular kam nicht von einer Seite dieses Servers, oder es war älter als sein Schlüssel.'),
  ('de', 'form_broken', 'Die Parameter sind kein wohlgeformtes application/x-www-form-urlencoded.'),
  ('de', 'form_not_utf8', 'Ein Parameter oder das JSON ist kein gültiges UTF-8, oder das JSON schreibt ein halbes Surrogatpaar.'),
  ('de', 'form_nul', 'Die Anfrage enthält ein NUL-Byte, in einem Parameter oder in ihrem JSON.'),
  ('de', 'form_too_many', 'Es sind mehr als 100 Parameter.'),
  ('de', 'host_foreign',
   'Der Server hört auf einer Loopback-Adresse und wurde unter einem Namen gefragt, der weder localhost ist noch in der View served_host ' ||
   'steht: eine fremde Seite, deren Name hierher zeigt, oder ein Proxy, der Host nicht weitergibt.'),
  ('de', 'method_not_allowed', 'Den Endpoint gibt es, aber nicht für diese Methode; Allow nennt die, die er hat.'),
  ('de', 'method_unknown', 'HTTP kennt keine solche Methode.'),
  ('de', 'not_found', 'Kein Endpoint hat diesen Pfad.'),
  ('de', 'parameter_repeated', 'Ein Parameter wurde zweimal gesendet; welcher gilt, wäre geraten.'),
  ('de', 'parameter_too_long', 'Jeder Parameter hat eine größte Länge in Bytes; sie steht in der Tabelle seines Endpoints.');
