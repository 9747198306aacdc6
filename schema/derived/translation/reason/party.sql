-- Who asks: the authentication of a client, RFC 6749 section 2.3.  In German.
INSERT INTO reason_translation (language, reason, help) VALUES
  ('de', 'logo_unknown', 'Der Client hat kein Logo, oder es gibt keinen solchen Client.'),
  ('de', 'document_address_forbidden',
   'Eine client_id, die die Adresse eines Dokuments ist, ist eine https-URL mit einem Pfad und dem öffentlichen Namen eines Hosts: keine ' ||
   'Punkt-Segmente, kein Fragment, kein Benutzer.'),
  ('de', 'document_unwelcome',
   'Der Host dieser client_id steht nicht in der Tabelle client_document_host, oder es werden keine Dokumente geholt: Einstellung client_documents.'),
  ('de', 'document_throttled',
   'Zu viele Dokumente wurden aus diesem Netz oder insgesamt innerhalb von login_wait verlangt: Einstellungen login_attempts_network, ' ||
   'login_attempts_account.'),
  ('de', 'patience_worn',
   'Von den Servern, die Clients nannten, ließen die, die für dieses Netz gefragt wurden, innerhalb von login_wait zu oft einen Worker warten: ' ||
   'Ein Warten von mehr als einer Sekunde wiegt zehn von login_attempts_network.'),
  ('de', 'fetches_taken',
   'So viele Worker, wie die Einstellung fetches_at_once erlaubt, warten auf Server, die Clients nannten (Tabelle patience_place), oder der, ' ||
   'der diese Anfrage bekam; was von Dokumenten und Schlüsseln da ist, gilt solange weiter.'),
  ('de', 'document_awaited', 'Eine andere Anfrage holt gerade das Dokument dieses Clients.'),
  ('de', 'document_unreachable',
   'Die Adresse gab keine Antwort oder eine andere als 200: Keiner Weiterleitung wird gefolgt, keine innere Adresse gefragt, und nicht länger ' ||
   'als 5 Sekunden gewartet.'),
  ('de', 'document_too_large', 'Das Dokument hat mehr als 5 KiB.'),
  ('de', 'document_client_id',
   'Das Dokument ist kein JSON-Objekt, oder seine client_id ist nicht Buchstabe für Buchstabe die Adresse, von der es kam.'),
  ('de', 'document_secret', 'Das Dokument hat ein client_secret, das jeder lesen kann.'),
  ('de', 'assertion_alg_refused',
   'Die Assertion ist nach einem Verfahren signiert, das ihr Client nicht benutzen darf, oder gar nicht: Tabelle client_alg, Spalte ' ||
   'client.token_endpoint_auth_signing_alg.'),
  ('de', 'assertion_audience_wrong',
   'Das aud der Assertion ist nicht der Issuer, als String und nicht als Liste (client.assertion_audience erlaubt den Token Endpoint).'),
  ('de', 'assertion_early', 'Die Assertion beginnt in der Zukunft: Eine Uhr geht falsch.'),
  ('de', 'assertion_exp_far', 'Die Assertion endet später, als das Setting assertion_longest erlaubt.'),
  ('de', 'assertion_exp_missing', 'Die Assertion endet nie; eine solche gilt nicht.'),
  ('de', 'assertion_expired', 'Die Assertion ist abgelaufen: Uhren gehen verschieden, oder der Client behält sie zu lange.'),
  ('de', 'assertion_issuer_wrong', 'Das iss der Assertion ist nicht der Client, den ihr sub nennt.'),
  ('de', 'assertion_jti_missing', 'Die Assertion hat keine jti, die sie einmalig macht.'),
  ('de', 'assertion_key_unknown',
   'Der Client hat keinen Schlüssel mit dieser kid, oder der Schlüssel ist nicht zu gebrauchen. Seine jwks_uri wird höchstens zweimal in ' ||
   'der Minute gefragt: Tabelle client_key_set.'),
  ('de', 'assertion_malformed', 'Die client_assertion ist kein signiertes JWT mit einem sub.'),
  ('de', 'assertion_replayed', 'Die Assertion wurde schon benutzt: Jede Anfrage hat ihre eigene.'),
  ('de', 'assertion_signature_wrong', 'Die Signatur der Assertion passt nicht zum Schlüssel des Clients.'),
  ('de', 'assertion_typ_wrong', 'Das JWT ist von anderer Art: Sein typ ist weder JWT noch client-authentication+jwt.'),
  ('de', 'assertion_type_unknown', 'Der client_assertion_type ist nicht urn:ietf:params:oauth:client-assertion-type:jwt-bearer.'),
  ('de', 'metadata_malformed', 'Der Inhalt oder das Dokument ist kein JSON-Objekt.'),
  ('de', 'metadata_repeated', 'Ein Eintrag steht zweimal da; zwei Leser könnten zwei verschiedene Clients sehen.'),
  ('de', 'metadata_type', 'Ein Eintrag hat einen Wert von anderem Typ, als seine Spezifikation sagt.'),
  ('de', 'metadata_too_long', 'Ein Eintrag hat mehr Bytes oder mehr Werte, als irgendein Client braucht.'),
  ('de', 'metadata_alg_none', 'alg none: Was nicht signiert ist, könnte von jedem sein.'),
  ('de', 'metadata_encryption', 'Der Client will verschlüsselte Token, und dieser Server macht keine.'),
  ('de', 'metadata_method_unsupported',
   'Dieser Server hat keine solche Methode, oder nicht für Clients, die sich selbst registrieren; ein' ||
   ' Dokument hat kein Secret, also nur none und private_key_jwt.'),
  ('de', 'metadata_word_unsupported',
   'Der Wert ist keiner von denen, die die Metadaten dieses Servers nennen, oder einer, den nur ein' ||
   ' Administrator vergibt.'),
  ('de', 'redirect_uris_missing', 'Ein Client, der Codes bekommt, sagt, wohin sie gehen.'),
  ('de', 'redirect_uri_forbidden',
   'Eine Adresse ist weder https noch http an einer Loopback-Adresse noch von einem eigenen Schema mit' ||
   ' einem Punkt darin (RFC 8252 Abschnitt 7.1); oder sie hat ein Fragment, einen Benutzer oder ein Zeichen, das keine URI hat.'),
  ('de', 'address_forbidden', 'Eine Adresse in einer Registrierung ist eine https-URL, deren Host klar zu sehen ist.'),
  ('de', 'address_inner',
   'Dieser Server würde dort von selbst fragen: nur unter einem öffentlichen Namen, nie unter einer' ||
   ' Nummer oder dem Namen einer Maschine dieses Netzes.'),
  ('de', 'initiate_login_uri_forbidden', 'Eine Anmeldung beginnt an einer https-Adresse ohne Query.'),
  ('de', 'frontchannel_logout_uri_foreign', 'Die Adresse, die ein Browser beim Abmelden zeigt, hat den Ursprung einer Redirect-URI.'),
  ('de', 'client_name_forbidden', 'Der Name hat Steuerzeichen, mit denen sich eine Seite anders liest, als sie sagt.'),
  ('de', 'scope_withheld', 'Der Client will Scopes, die niemand den Clients gegeben hat, die sich selbst registrieren: scope.registrable.'),
  ('de', 'keys_twice', 'jwks und jwks_uri schließen einander aus.'),
  ('de', 'keys_missing', 'private_key_jwt braucht die Schlüssel, mit denen es geprüft wird.'),
  ('de', 'keys_forbidden', 'jwks hat einen bis zwanzig öffentliche Schlüssel; ein fehlerhafter, schwacher, symmetrischer oder privater ist keiner.'),
  ('de', 'sector_missing',
   'Redirect-URIs mehrerer Hosts, oder keines Hosts, sind nur dann ein Sektor, wenn sector_identifier_uri das sagt. ' ||
   'Eine Loopback-Adresse ist kein Host.'),
  ('de', 'sector_unproven',
   'Tokens des Device Grants gehen an keine Redirect-URI, und eine Loopback-Adresse oder das Schema einer App kann jeder nennen: ' ||
   'Ein solcher Client weist anders nach, zu welchem Sektor er gehört, durch private_key_jwt, mit einer jwks_uri, die in der Liste unter ' ||
   'sector_identifier_uri steht.'),
  ('de', 'sector_unreachable', 'sector_identifier_uri gab kein JSON-Array; die Spalte detail der Aufzeichnung sagt, was kam.'),
  ('de', 'sector_mismatch',
   'Der Liste unter sector_identifier_uri fehlt eine Redirect-URI dieser Registrierung, oder (beim Device Grant) ihre jwks_uri.'),
  ('de', 'client_authentication_missing', 'Die Anfrage nennt keinen Client.'),
  ('de', 'client_id_mismatch', 'Die client_id im Body ist eine andere als die im Header Authorization.'),
  ('de', 'client_keys_unreachable',
   'Die Schlüssel des Clients sind nicht bekannt: Seine jwks_uri hat nicht geantwortet, oder eine andere Anfrage fragt sie gerade (Tabelle ' ||
   'client_key_set).'),
  ('de', 'client_method_mismatch',
   'Der Client ist für eine andere token_endpoint_auth_method registriert, als er benutzt hat: Sieh in dieser Spalte von client nach.'),
  ('de', 'client_method_several', 'Ein Client weist sich in einer Anfrage auf eine Art aus, nicht auf zwei.'),
  ('de', 'client_public', 'Dieser Endpoint will einen Client mit Secret; token_endpoint_auth_method ist none.'),
  ('de', 'client_secret_expired',
   'Das Secret ist das alte, und die Zeit, in der es neben dem neuen galt, ist vorbei: client.client_secret_expires_at.'),
  ('de', 'client_secret_wrong', 'Das Secret ist nicht das dieses Clients.'),
  ('de', 'client_suspended', 'Der Client ist gesperrt: client.suspended_at sagt, seit wann. Mit NULL geht es weiter, mit den Grants, die er hat.'),
  ('de', 'client_throttled',
   'Zu viele falsche Secrets dieses Clients aus diesem Netz, oder aller Clients und Benutzer von dort: Er muss warten (Settings ' ||
   'login_attempts, login_attempts_network, login_wait).'),
  ('de', 'client_unknown', 'Es gibt keinen Client mit diesem Namen.');
