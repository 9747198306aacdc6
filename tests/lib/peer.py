"""A program that somebody else's library is in: it prints TAP, and asks for a browser with "GO URL".

The line that comes back is where the browser was sent; where a page sends it by a form (form_post), the form follows behind a blank.
"""

import contextlib
import os
import subprocess
import urllib.parse

from browser import Browser
from server import HOUSE, ends_with_us

NODE = str(HOUSE / "tests/node_modules/.bin/node")
PEERS = HOUSE / "tests/peers"


class Traveller(Browser):
    """At home at other servers, too, and as polite as a browser."""

    def __init__(self, world, *origins):
        super().__init__(world.wire)
        self.origins = origins

    def is_ours(self, url):
        return super().is_ours(url) or url.startswith(tuple(f"{origin}/" for origin in self.origins))

    def go(self, url, method="GET", form=None, headers=None, follow=True):
        return super().go(url, method, form, {"Accept": "text/html", **(headers or {})}, follow)


@contextlib.contextmanager
def start(*command, **environment):
    """Lines in and out; at the end it is gone, whatever happened."""
    program = [NODE, *command] if command[0].endswith((".mjs", ".js")) else command
    with subprocess.Popen(
            [str(word) for word in program], cwd=PEERS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, **environment}, preexec_fn=ends_with_us) as peer:
        try:
            yield peer
        finally:
            peer.terminate()


def answered(browser, answer):
    """Where the browser was sent."""
    if answer.location:
        return answer.location
    page = answer.page if (answer.header("content-type") or "").startswith("text/html") else None
    for form in page.forms if page else ():
        if form.method == "POST" and urllib.parse.urlsplit(form.action).netloc and not browser.is_ours(form.action):
            return f"{form.action} {urllib.parse.urlencode(form.fields)}"
    return answer.url


def go(world, url, browser=None):
    """A browser signs in and allows whatever it is asked."""
    browser = browser or world.browser()
    browser.go(url)
    answer = world.walk(browser)
    while answer.status == 200 and any("allow" in dict(form.buttons) for form in answer.page.forms):
        answer = browser.submit("allow")
    return answered(browser, answer)


def run(world, *command, **environment):
    """The peer's TAP, while its browser is driven."""
    browser = world.browser()
    with start(*command, **environment) as peer:
        for line in peer.stdout:
            if line.startswith("GO "):
                peer.stdin.write(f"{go(world, line[3:].strip(), browser)}\n")
                peer.stdin.flush()
            else:
                yield line.rstrip()
        if peer.wait() != 0:
            yield f"not ok - the peer ended with {peer.returncode}"


def pass_on(tap, world, lines):
    for line in lines:
        if not tap.pass_on(line):
            print(f"# newest reason: {world.database.reason()}")
