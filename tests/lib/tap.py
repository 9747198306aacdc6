"""TAP, line by line."""

import sys


class Tap:
    def __init__(self):
        self.number = 0

    def say(self, title, problem=None, skip=None):
        """One test; its problem, if it has one, in lines below."""
        self.number += 1
        title = " ".join(title.replace("#", "\\#").splitlines())
        print(f"{'not ok' if problem else 'ok'} {self.number} - {title}{f' # SKIP {skip}' if skip else ''}")
        for line in (problem or "").splitlines():
            print(f"# {line}")
        sys.stdout.flush()

    def check(self, title, holds, said=""):
        """The same for a condition, with what was said where it does not hold."""
        self.say(title, None if holds else str(said).strip() or "it does not hold")

    def pass_on(self, line):
        """A line of TAP without numbers, as another program prints it; false: a test that failed."""
        if line.startswith(("ok - ", "not ok - ")):
            self.number += 1
            line = line.replace("ok -", f"ok {self.number} -", 1)
        print(line.rstrip("\n"), flush=True)
        return not line.startswith("not ok")

    def end(self):
        print(f"1..{self.number}")
