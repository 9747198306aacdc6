"""The pages to look things up: what they show is what the database has."""

from suite import each

SERVERS = ("lighttpd",)


@each({"page": "reasons", "table": "reason"}, {"page": "functions", "table": "sql_function"}, {"page": "tables", "table": "sql_object"},
      {"page": "glossary", "table": "glossary"}, {"page": "settings", "table": "setting"}, {"page": "tokens", "table": "token_kind"})
def test_page(world, page, table):
    """each row of {table} stands on /reference/{page}, and can be linked to"""
    answer = world.wire.get(f"{world.workshop}/reference/{page}")
    assert answer.status == 200, answer
    assert answer.text.count('<tr id="') == world.database.value(f"SELECT count(*) FROM {table}"), answer.page.text[:400]
    assert f"{page}" in " ".join(world.wire.get(f"{world.workshop}/reference").page.links)


@each({"word": "invalid_grant", "has": "code_replayed", "lacks": "expired"}, {"word": "RFC%209470", "has": "login_too_old", "lacks": "malformed"},
      {"word": "%27%22%3C%25", "has": None, "lacks": "expired"})
def test_word(world, word, has, lacks):
    """a word is looked for in everything that a reason says: {word}"""
    answer = world.wire.get(f"{world.workshop}/reference/reasons?word={word}")
    assert answer.status == 200 and (has is None or f'id="{has}"' in answer.text) and f'id="{lacks}"' not in answer.text, answer.page.text[:600]


def test_seen(world):
    """a reason says how often the record has it"""
    world.client_credentials(scope="nonsense")
    answer = world.wire.get(f"{world.workshop}/reference/reasons?word=scope_invalid")
    assert "in the record: 1" in answer.page.text, answer.page.text


@each("", "x", "reasons/x")
def test_unknown(world, name):
    """what is not there to look up is 404: {name}"""
    answer = world.wire.get(f"{world.workshop}/reference/{name}")
    assert answer.status == 404, answer


def test_german(world):
    """settings, words and reasons are told in German too"""
    world.database.set("language", "de")
    said = "".join(world.wire.get(f"{world.workshop}/reference/{page}").page.text for page in ("settings", "glossary", "reasons"))
    assert "ein Refresh Token, das niemand benutzt" in said and "Wer es hat, darf es benutzen" in said and "Die Signatur passt nicht" in said, said[:800]


def test_closed_in_a_service(world):
    """in a service nothing is looked up here"""
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    assert world.wire.get(f"{world.workshop}/reference").status == world.wire.get(f"{world.workshop}/reference/settings").status == 404
