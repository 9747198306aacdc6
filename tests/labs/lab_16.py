"""Near misses of lab 16."""

from lab import Learner, do_lab
from world import bearer


def miss_refused_alone(world):
    """a request without the header that was refused, and no call after it"""
    do_lab(world, "16", "browser", until=4)


def miss_other_order(world):
    """the call first, and the refusal after it"""
    with Learner(world) as learner:
        learner.open(f"{world.client}/login")
        learner.sign_in("alice / wonderland")
        learner.press("Call the API: my notes")
        learner.run(f"curl -si {world.client}/api/notes")
        learner.see("403")


def miss_spa(world):
    """the page that holds its tokens, which calls the API itself"""
    assert world.wire.get(f"{world.client}/api/notes").status == 403
    origin = world.database.value("SELECT allowed_origin FROM client_allowed_origin WHERE client_id = 'demo-spa'")
    flow = world.flow("demo-spa", f"{origin}/workshop/spa/callback", "openid notes:read").authorize()
    assert flow.redeem(headers={"Origin": origin}, client_id="demo-spa").status == 200
    answer = world.wire.get(f"{world.api}/notes", headers={"Origin": origin, **bearer(flow.tokens["access_token"])})
    assert answer.status == 200
