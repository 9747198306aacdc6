-- What a flow says as Markdown, and the links to its files.
INSERT INTO translation (language, phrase, translated) VALUES
  ('de', 'Nothing was refused.', 'Nichts wurde abgelehnt.'),
  ('de', 'Refused:', 'Abgelehnt:'),
  ('de', 'Sent by', 'Von'),
  ('de', 'Sent to', 'An'),
  ('de', 'Request', 'Anfrage'),
  ('de', 'Held by', 'Bei'),
  ('de', 'Since', 'Seit'),
  ('de', 'made it', 'hat es ausgestellt'),
  ('de', 'Who has held which token', 'Wer welches Token hatte'),
  ('de', 'Why it was refused', 'Warum abgelehnt wurde'),
  ('de', 'Clause', 'Abschnitt'),
  ('de', 'What it means', 'Was das heißt'),
  ('de', 'Take it with you', 'Zum Mitnehmen'),
  ('de', 'No file holds a token: a tag and a fingerprint stand for each. In the CSV a value that a spreadsheet would compute has '' before it.',
   'Keine Datei enthält ein Token: Für jedes stehen Kürzel und Fingerprint. Im CSV steht vor einem Wert, den eine Tabelle ausrechnen würde, ein ''.');
