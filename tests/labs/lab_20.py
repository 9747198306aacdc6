"""Near misses of lab 20."""

from back_channel import revoke
from lab import do_lab
from world import SERVICE, basic, bearer


def call(world, api, path, token):
    return world.wire.get(f"{getattr(world, api)}/{path}", headers=bearer(token)).status


def service_token(world, scope):
    return world.client_credentials(scope=scope).json["access_token"]


def miss_before(world):
    """both tokens used, and then handed back"""
    do_lab(world, "20", until=4)


def miss_inactive_alone(world):
    """a token that was refused as inactive, and one for the notes that nobody handed back"""
    calendar, notes = service_token(world, "calendar:read"), service_token(world, "notes:read")
    assert revoke(world, calendar, headers=basic(*SERVICE)).status == 200
    assert call(world, "api2", "today", calendar) == 401 and call(world, "api", "notes", notes) == 200


def miss_other_session(world):
    """a session that ended, and a token of another one"""
    browser, other = world.browser(), world.browser()
    ended, going = world.tokens(browser=browser, scope="openid calendar:read"), world.tokens(browser=other)
    browser.go(f"{world.issuer}/end_session?id_token_hint={ended.tokens['id_token']}")
    assert call(world, "api2", "today", ended.tokens["access_token"]) == 401
    assert call(world, "api", "notes", going.tokens["access_token"]) == 200
