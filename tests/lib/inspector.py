"""The token inspector as its visitors see it."""

import html
import re


class Inspector:
    """A browser at the page; what it read last is `answer`."""

    def __init__(self, world):
        self.world, self.browser = world, world.browser()
        self.browser.go(f"{world.workshop}/token")

    def read(self, token, **fields):
        csrf = re.search(r'name="csrf" value="([^"]+)"', self.browser.answer.text)[1]
        self.answer = self.browser.go(f"{self.world.workshop}/token", "POST", form={"csrf": csrf, "token": token, **fields})
        return self.answer

    @property
    def verdict(self):
        """The first line."""
        return html.unescape(re.search(r'<div class="verdict.*?<strong>(.*?)</strong>', self.answer.text, re.S)[1])

    @property
    def text(self):
        """The token that was read, which a button may have altered."""
        return html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", self.answer.text, re.S)[1])

    def steps(self, judge="API"):
        """[(step, name, outcome)] of the table of this judge."""
        table = re.search(rf"<h2>How the {judge} .*?<tbody>(.*?)</tbody>", self.answer.text, re.S)
        return [(int(step), name, outcome) for step, name, outcome in re.findall(
            r'<td class="time small">(\d+)</td>.*?<code>(\w+)</code>.*?<span class="mark \w+">([^<]*)</span>', table[1])] if table else []

    @property
    def reason(self):
        """The reason of the verdict; None: there is none."""
        said = re.search(r'<div class="verdict.*?</div>', self.answer.text, re.S)[0]
        found = re.search(r'href="[^"]*#(\w+)"', said)
        return found and found[1]
