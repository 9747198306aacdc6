"""What clients and APIs ask the server itself."""

from world import SERVICE, basic, bearer


def is_live(world, flow):
    return world.wire.get(f"{world.issuer}/userinfo", headers=bearer(flow.tokens["access_token"])).status == 200


def userinfo(world, token, **more):
    return world.wire.get(f"{world.issuer}/userinfo", headers=bearer(token), **more)


def introspect(world, token, user=SERVICE, **more):
    return world.wire.post(f"{world.issuer}/introspect", {"token": token, **more}, headers=basic(*user))


def revoke(world, token, headers=None, **more):
    return world.wire.post(f"{world.issuer}/revoke", {"token": token, **more}, headers=headers)


def metadata(world):
    answer = world.wire.get(f"{world.issuer}/.well-known/openid-configuration")
    assert answer.status == 200, answer
    return answer
