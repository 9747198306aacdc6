"""A client with a secret at https://rp.example, where nothing listens: what it registers, its flows, its logins."""

import urllib.parse

from world import basic

SECRET = "a-secret-of-the-test-made-of-many-words"
CALLBACK = "https://rp.example/callback"
AFTER = "https://rp.example/after"


def rp(world, **columns):
    """A client of an administrator: errors may go back to it before anybody signed in."""
    world.add_client("rp", SECRET, [CALLBACK], **{"trusted": 1, **columns})
    return lambda **request: world.flow("rp", CALLBACK, **{"scope": "openid notes:read", **request})


class Login:
    """Alice, signed in at rp, with the ID token that rp got."""

    def __init__(self, world, **request):
        self.world = world
        self.flow = rp(world)
        world.database.change(
            "INSERT INTO client_post_logout_redirect_uri (client_id, post_logout_redirect_uri) VALUES ('rp', ?)", AFTER)
        self.browser = world.browser()
        flow = self.flow(**request).authorize(self.browser)
        flow.redeem(basic("rp", SECRET))
        self.tokens, self.id_token = flow, flow.tokens["id_token"]

    def logout(self, **parameters):
        """The last answer: a page, or the way back to rp."""
        query = urllib.parse.urlencode({name: value for name, value in parameters.items() if value is not None})
        return self.browser.go(f"{self.world.issuer}/end_session?{query}")

    def is_over(self):
        answer = self.browser.go(self.flow(prompt="none").url)
        return answer.parameters.get("error") == "login_required"
