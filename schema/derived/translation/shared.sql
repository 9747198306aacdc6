-- What pages of every wing say.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Start', 'Start'),
  ('de', 'Client', 'Client'),
  ('de', 'Flows', 'Abläufe'),
  ('de', 'Self-test', 'Selbsttest'),
  ('de', 'Places', 'Orte'),
  ('de', 'You are at the *workshop*, beside the parties', 'Du bist im *Workshop*, neben den Beteiligten'),
  ('de', 'You are at the *{~party}*', 'Du bist hier: *{~party}*'),
  ('de', 'Refused: {error}', 'Abgelehnt: {error}'),
  ('de', 'Refused: `{error}`', 'Abgelehnt: `{error}`'),
  ('de', 'This could not go on', 'Hier ging es nicht weiter'),
  ('de',
   '*{client_name}* at `{host}` sent you here. No administrator here has approved it, so you are not sent back automatically.',
   '*{client_name}* auf `{host}` hat dich hierher geschickt. Niemand hat diese Anwendung hier freigegeben; darum geht es nicht von selbst ' ||
   'zurück.'),
  ('de', 'Go back to {host}', 'Zurück zu {host}'),
  ('de', 'See what happened', 'Ansehen, was geschah'),
  ('de', 'Start again', 'Noch einmal von vorn'),
  ('de',
   'Go back and try again. If it keeps happening, tell the people who run this service the trace: they can look up why.',
   'Geh zurück und versuch es noch einmal. Bleibt es dabei, dann nenne denen, die diesen Dienst betreiben, die Spur (Trace): Sie können ' ||
   'nachsehen, warum.'),
  ('de', 'Status', 'Status'),
  ('de', 'Reason', 'Grund'),
  ('de', 'Trace', 'Trace'),
  ('de', 'Show me the SQL', 'Zeig mir das SQL'),
  ('de', 'The owner of the database reads the whole reason with:', 'Wem die Datenbank gehört, der liest den ganzen Grund so:');
