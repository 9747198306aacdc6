"""A device without a keyboard, RFC 8628: what it sends, and what its user does elsewhere."""

GRANT = "urn:ietf:params:oauth:grant-type:device_code"


class Device:
    """One sign-in at a device, by demo-cli unless another client is meant."""

    def __init__(self, world, headers=None, **form):
        self.world, self.headers = world, headers
        self.client = {} if headers else {"client_id": form.pop("client_id", "demo-cli")}
        form.setdefault("scope", "openid notes:read")
        self.answer = world.wire.post(f"{world.issuer}/device_authorization", {**self.client, **form}, headers=headers)
        self.said = self.answer.json if self.answer.status == 200 else {}

    def poll(self, **changes):
        form = {"grant_type": GRANT, "device_code": self.said["device_code"], **self.client, **changes}
        return self.world.wire.post(f"{self.world.issuer}/token", form, headers=self.headers)

    def page(self, browser, user="alice", code=None):
        """The page of its code, after a sign-in where that is needed."""
        browser.go(f"{self.world.issuer}/device?user_code={code or self.said['user_code']}")
        return self.world.walk(browser, user)

    def decide(self, button="allow", browser=None, user="alice"):
        browser = browser or self.world.browser()
        self.page(browser, user)
        return browser.submit(button)

    def tokens(self, **changes):
        """Allowed, and its tokens."""
        self.decide()
        answer = self.poll(**changes)
        assert answer.status == 200, f"{answer!r} {self.world.database.reason()}"
        return answer.json
