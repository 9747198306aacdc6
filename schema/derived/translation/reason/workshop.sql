-- The workshop's own refusals.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'protection_unknown', 'Das Formular nennt keinen Schutz, den es gibt: Die View protection zählt sie auf.'),
  ('de', 'clock_step_unknown', 'Die Uhr geht um einen der Schritte vor, die ihre Seite anbietet; next: Es gibt nichts, das endet.'),
  ('de', 'clock_too_far', 'Die Einstellung clock_offset hat einen größten Wert, und der Schritt ginge darüber hinaus.'),
  ('de', 'cli_code_malformed',
   'Was als Code kam, hat Zeichen, die kein Code dieses Servers hat. Man würde es in eine Shell kopieren, darum wird es nicht gezeigt.'),
  ('de', 'cli_unregistered',
   'demo-cli hat keine Redirect URI, die auf die Adresse dieser Seite und /callback endet. Es ist eine Zeile: INSERT INTO client_redirect_uri ' ||
   '(client_id, redirect_uri) VALUES (''demo-cli'', ''http://localhost:8080/workshop/cli/callback''), mit der Adresse, die du benutzt.'),
  ('de', 'lab_unknown', 'Keine Zeile der Tabelle lab hat diese Nummer.'),
  ('de', 'lab_answer_invalid',
   'Eine Vorhersage ist eine der Möglichkeiten (Tabelle lab_choice). Eine Antwort sind 4 bis 16 Zeichen eines Fingerprints, 0 bis 9 und a bis ' ||
   'f, und einer der Beteiligten auf der Seite; nur ein Lab, das danach fragt, nimmt sie.'),
  ('de', 'language_unknown', 'Das Formular fragt nach einer Sprache, die das Setting language nicht kennt.'),
  ('de', 'flow_unknown', 'Die Aufzeichnung kennt keinen solchen Trace: Es gab ihn nie, oder er ist schon vergessen.'),
  ('de', 'record_closed',
   'Die Aufzeichnung sagt, an welcher Bedingung es lag, und das soll der Aufrufer nicht hören: Ihre Seiten gibt es im Profil workshop. In ' ||
   'einem Service fragt die Datenbank, wem sie gehört.'),
  ('de', 'reference_unknown', 'Unter /reference gibt es sechs Seiten: reasons, functions, tables, glossary, settings, tokens.'),
  ('de', 'inspector_text_missing', 'Das Formular des Token-Inspektors kam ohne Token.'),
  ('de', 'token_not_recorded',
   'Die Aufzeichnung hat kein Token mit diesem Fingerabdruck, der 16 Buchstaben hat: Es wurde nie gesehen oder ist schon vergessen.'),
  ('de', 'tamper_impossible',
   'Verändert wird nur ein JWT, dessen Header und Claims lesbar sind, und nur so, wie es in der Tabelle token_tamper steht.');
