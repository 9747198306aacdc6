-- What every party of OAuth refuses alike: how a token comes, RFC 6750, and what its scope allows.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'authorization_malformed', 'Der Header Authorization ist nicht so, wie sein Schema es verlangt.'),
  ('de', 'token_bound',
   'Das Token ist an einen Schlüssel gebunden (Claim cnf) und kam mit dem Schema Bearer: Wer es schickte, hat es vielleicht gefunden. Es ' ||
   'gehört in das Schema DPoP, mit einem Nachweis dieses Schlüssels im Header DPoP.'),
  ('de', 'token_unbound', 'Das Token kam mit dem Schema DPoP und ist an keinen Schlüssel gebunden (es hat keinen Claim cnf).'),
  ('de', 'token_bound_otherwise',
   'Das Token ist durch etwas anderes gebunden als den Schlüssel eines DPoP Proof (sein Claim cnf hat kein jkt), und das kann hier niemand ' ||
   'nachweisen.'),
  ('de', 'dpop_missing',
   'Im Header DPoP steht kein Proof. Das Access Token ist an einen Schlüssel gebunden; oder der Client ist nur für solche Token registriert ' ||
   '(client.dpop_bound_access_tokens).'),
  ('de', 'dpop_invalid',
   'Der DPoP Proof ist nicht gut: detail hat jeden Schritt. Er ist mit dem Schlüssel signiert, den er mitbringt, für eine Methode und eine ' ||
   'Adresse (die dieser Server aus seinen Einstellungen kennt und nicht von Host), gerade eben, und neben einem Access Token für dieses ' ||
   'Token (ath) und seinen Schlüssel.'),
  ('de', 'dpop_nonce_wanted',
   'Dem DPoP Proof fehlt die Nonce dieses Servers, oder er hat eine alte (Setting dpop_nonce). Eine frische steht im Header DPoP-Nonce der ' ||
   'Antwort; verbraucht wurde nichts, und der Client macht dasselbe damit noch einmal.'),
  ('de', 'dpop_replayed',
   'Ein Proof mit diesem Schlüssel und diesem jti war schon hier: Er zählt einmal. Jemand hat eine Anfrage kopiert, oder ein Client macht nicht ' ||
   'für jede einen neuen.'),
  ('de', 'proofs_full',
   'So viele Beweise, oder Assertions von Clients (von einem Client höchstens halb so viele), wie die Einstellung remembered_largest erlaubt, ' ||
   'wurden verbraucht und sind nicht abgelaufen: Jemand schickt sehr viele, und keiner darf vor seiner Zeit vergessen werden.'),
  ('de', 'insufficient_scope', 'Das Token ist gut, aber sein Scope erlaubt das nicht. Der Client kann den Benutzer um mehr bitten.'),
  ('de', 'token_in_query', 'Das Token steht in der Adresse. Von dort gerät es in Logs, Verläufe und Referer; nur der Header Authorization zählt.'),
  ('de', 'token_missing', 'Im Header Authorization steht kein Access Token nach dem Schema Bearer. Die Challenge nennt dann keinen Fehler.');
