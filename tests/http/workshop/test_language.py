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
    answer = world.wire.get(f"{world.issuer}/authorize", headers={"Accept-Language": "de"})
    assert '<html lang="en">' in answer.text and answer.header("content-language") == "en", answer
    assert answer.header("vary") is None, answer.headers
