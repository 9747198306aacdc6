"""Two languages: English and German."""

from suite import each


def selftest(world, language=None):
    return world.wire.get(f"{world.workshop}/selftest?returned=1", headers={"Accept-Language": language} if language else {})


@each({"asked": None, "language": "en", "words": "Is everything in place?"},
      {"asked": "de-AT,de;q=0.9,en;q=0.8", "language": "de", "words": "Ist alles an seinem Platz?"},
      {"asked": "fr, en;q=0.2", "language": "en", "words": "Is everything in place?"})
def test_asked(world, asked, language, words):
    """RFC 9110 section 12.5.4: Accept-Language {asked} gets the workshop in {language}"""
    answer = selftest(world, asked)
    assert answer.status == 200 and words in answer.page.text, answer.page.text
    assert f'<html lang="{language}">' in answer.text and answer.header("content-language") == language, answer.headers
    assert answer.header("vary") == "Accept-Language", answer.headers


@each("en", "de")
def test_setting(world, language):
    """setting language {language}: whatever the browser asks for"""
    world.database.set("language", language)
    assert f'<html lang="{language}">' in selftest(world, "de" if language == "en" else "en").text


def test_catalogue(world):
    """what a catalogue says is said in German too, and so is a refusal"""
    world.tokens()
    answer = world.wire.get(f"{world.workshop}/", headers={"Accept-Language": "de"})
    assert "Anmeldung für demo-cli" in answer.page.text, answer.page.text
    answer = world.wire.get(f"{world.workshop}/flow", headers={"Accept-Language": "de"})
    assert answer.status == 404 and "Hier ging es nicht weiter" in answer.page.text, answer.page.text


def test_others(world):
    """pages that stand in one language say so, whatever the browser asks for"""
    answer = world.wire.get(f"{world.client}/callback", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in answer.text and answer.header("content-language") == "en", answer
    assert answer.header("vary") is None, answer.headers


def chosen(world, language):
    """The answer to the form of the page, with this language in it."""
    browser = world.browser()
    form = browser.go(f"{world.workshop}/language").page.forms[0]
    return browser.go(f"{world.workshop}/language", "POST", {**form.fields, "language": language})


def test_chosen(world):
    """a learner chooses German, for whatever browser comes, and goes back to what each one asks for"""
    answer = chosen(world, "de")
    assert answer.status == 200 and "In welcher Sprache?" in answer.page.text, answer
    assert '<html lang="de">' in selftest(world).text
    chosen(world, "browser")
    assert '<html lang="en">' in selftest(world).text


@each("", "fr", "browser,en", ",", "DE")
def test_unknown_language(world, language):
    """a language that the pages do not have is refused: {language}"""
    answer = chosen(world, language)
    assert answer.status == 400 and world.database.reason() == "language_unknown", answer
    assert world.database.value("SELECT value FROM setting WHERE name = 'language'") == "browser"


def test_from_elsewhere(world):
    """RFC 9700 section 4.7: no page of another site chooses the language"""
    answer = world.wire.post(f"{world.workshop}/language", {"language": "de"})
    assert answer.status == 403 and world.database.reason() == "csrf_mismatch", answer


def test_closed_in_a_service(world):
    """in a service no stranger chooses for the others"""
    world.database.change("UPDATE setting SET value = 'service' WHERE name = 'profile'")
    assert world.wire.get(f"{world.workshop}/language").status == 404
    assert world.wire.post(f"{world.workshop}/language", {"language": "de"}).status == 404
