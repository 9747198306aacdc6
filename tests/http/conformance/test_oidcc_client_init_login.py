"""oidcc-client-test-3rd-party-init-login: its only name.  The name is OIDF's, the runner is ours; it certifies nothing."""

from sample_client import signed_in
from suite import each

SERVERS = ("lighttpd", "fcgid")


def begun(world, browser=None, **parameters):
    """Another site sends the browser to the client's initiate_login_uri."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return (browser or world.browser()).go(f"{world.client}/login?{query}", follow=False)


def test_init_login(world):
    """oidcc-client-test-3rd-party-init-login oidcc-client-test-3rd-party-init-login: OIDC Core section 4: a sign-in begins at the issuer that is named"""
    answer = begun(world, iss=world.issuer, login_hint="alice")
    assert answer.status == 303 and answer.location.startswith(f"{world.issuer}/authorize?"), answer
    assert answer.parameters["login_hint"] == "alice" and answer.parameters["client_id"] == "notes-web", answer.parameters


@each("https://evil.example", "http://localhost", "x")
def test_unknown_issuer(world, issuer):
    """oidcc-client-test-3rd-party-init-login oidcc-client-test-3rd-party-init-login: at an issuer that the client does not know ({issuer!r}) none begins"""
    answer = begun(world, iss=issuer)
    assert answer.status == 404 and world.database.reason() == "client_app_unknown", answer


def test_signed_in(world):
    """oidcc-client-test-3rd-party-init-login oidcc-client-test-3rd-party-init-login: who is signed in already goes to the issuer all the same: it may be another one"""
    answer = begun(world, signed_in(world), iss=world.issuer)
    assert answer.location.startswith(f"{world.issuer}/authorize?"), answer
