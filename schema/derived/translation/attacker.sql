-- The attacker's pages.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'The attacker', 'Der Angreifer'),
  ('de', 'You are the attacker now', 'Jetzt bist du der Angreifer'),
  ('de', 'You have no key and no password of your victim: links, an authorization server of your own, and patience. Whether anything comes of it ' ||
   'depends on who checks what.',
   'Du hast keinen Schlüssel und kein Passwort deines Opfers: nur Links, einen eigenen Authorization Server und Geduld. Ob etwas daraus wird, ' ||
   'hängt davon ab, wer was prüft.'),
  ('de', 'What you hold', 'Was du hast'),
  ('de', 'since', 'seit'),
  ('de', 'A link to an address that is almost the right one', 'Ein Link zu einer Adresse, die beinahe stimmt'),
  ('de', 'It asks for a code for demo-cli. Its redirect URI begins as demo-cli’s does, and leads to you.',
   'Er verlangt einen Code für demo-cli. Seine Redirect URI beginnt wie die von demo-cli und führt zu dir.'),
  ('de', 'Be the victim: open it', 'Sei das Opfer: öffne ihn'),
  ('de', 'Bob’s sign-in, for somebody else', 'Bobs Anmeldung, für jemand anderen'),
  ('de', 'Bob signs in with a shell and does not go where he is sent: the address with his code is the bait. Whoever opens it is to be ' ||
   'signed in as Bob.',
   'Bob meldet sich mit einer Shell an und geht nicht dorthin, wohin er geschickt wird: Die Adresse mit seinem Code ist der Köder. Wer ' ||
   'sie öffnet, soll als Bob angemeldet sein.'),
  ('de', 'An authorization server of your own', 'Ein eigener Authorization Server'),
  ('de', 'The client knows it, among others. It sends each user on to the honest server, and waits for the code.',
   'Der Client kennt ihn, neben anderen. Er schickt alle weiter zum ehrlichen Server und wartet auf den Code.'),
  ('de', 'Be the victim: sign in with Evil', 'Sei das Opfer: melde dich bei Evil an'),
  ('de', 'The attacker has a code', 'Der Angreifer hat einen Code'),
  ('de', 'The code is at the attacker', 'Der Code ist beim Angreifer'),
  ('de', 'Your browser has brought it here. The authorization server took this address for one of demo-cli’s.',
   'Dein Browser hat ihn hierher gebracht. Der Authorization Server hielt diese Adresse für eine von demo-cli.'),
  ('de', 'What the attacker has now', 'Was der Angreifer jetzt hat'),
  ('de', 'The code, and the verifier: the attacker began the request, so PKCE binds the code to the attacker.',
   'Den Code und den Verifier: Der Angreifer hat die Anfrage begonnen, also bindet PKCE den Code an ihn.'),
  ('de', 'No secret, and none is asked: demo-cli is a public client.', 'Kein Secret, und keines wird verlangt: demo-cli ist ein Public Client.'),
  ('de', 'Two minutes.', 'Zwei Minuten.'),
  ('de', 'Redeem the stolen code', 'Löse den gestohlenen Code ein'),
  ('de', 'Nothing to steal', 'Nichts zu stehlen'),
  ('de', 'A code would arrive at this address.', 'An dieser Adresse käme ein Code an.'),
  ('de', 'The attacker’s page', 'Die Seite des Angreifers');
