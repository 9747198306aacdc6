"""Near misses of lab 19."""

from lab import do_lab
from world import basic, bearer

EXCHANGE = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token_type": "urn:ietf:params:oauth:token-type:access_token"}


def token_of(world, scope="openid notes:read"):
    return world.tokens(scope=scope).tokens["access_token"]


def today(world, token):
    return world.wire.get(f"{world.api2}/today", headers=bearer(token)).status


def trade(world, token):
    secret = world.database.value("SELECT client_secret FROM trusted_issuer WHERE client_id = 'notes-api'")
    form = {**EXCHANGE, "subject_token": token, "resource": world.api2}
    return world.wire.post(f"{world.issuer}/token", form, headers=basic("notes-api", secret)).json["access_token"]


def miss_refused_alone(world):
    """a token that the second API refused, and nobody traded it"""
    do_lab(world, "19", until=3)


def miss_traded_alone(world):
    """a token that was traded, and nobody had passed it on before"""
    assert today(world, trade(world, token_of(world))) == 200


def miss_not_shown(world):
    """a token that was refused and traded, and nobody showed the new one"""
    token = token_of(world)
    assert today(world, token) == 401
    trade(world, token)


def miss_other_token(world):
    """a token that was refused, and another one that was traded"""
    assert today(world, token_of(world)) == 401
    assert today(world, trade(world, token_of(world))) == 200


def miss_own_token(world):
    """a token that was refused, and another one that was for the second API from the beginning"""
    assert today(world, token_of(world)) == 401 and today(world, token_of(world, "calendar:read")) == 200
