#!/usr/bin/python3
"""The five misunderstandings of README.md, typed as they stand there, against a server of their own.

What a comment behind a command promises is looked for in what the command says; a comment on a line of its own is a step
for a person with a browser, and is taken.
"""
# needs: curl

import re
import signal
import subprocess
import sys

sys.path.insert(1, f"{sys.path[0]}/../lib")
from tap import Tap
from world import World

MARK = "=== said ==="
COMMENT = re.compile(r"\s+# (\w+)(.*)$")
readme = open("README.md", encoding="utf-8").read()
section = readme.split("## Five misunderstandings, tried\n")[1].split("\n## ")[0]
lines = [line for block in re.findall(r"```sh\n(.*?)```", section, re.S) for line in re.sub(r"\n +", " ", block).splitlines()]
tap = Tap()



class Shell:
    """One shell for all lines: what is set in one is known in the next."""

    def __init__(self):
        self.process = subprocess.Popen(["sh"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def say(self, line):
        self.process.stdin.write(f"{{\n{line}\n}} < /dev/null\necho\necho '{MARK}'\n")
        self.process.stdin.flush()
        said = ""
        for answer in self.process.stdout:
            if answer == MARK + "\n":
                break
            said += answer
        return said

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def step(world, browser, line):
    """What a person does meanwhile."""
    if "sign out" in line:
        browser.go(f"{world.client}/")
        browser.submit(number=len(browser.answer.page.forms) - 1)
    if "in again" in line or "sign in" in line:
        browser.go(f"{world.client}/login")
        world.walk(browser)
        tap.check(line, browser.answer.status == 200 and browser.answer.url.startswith(world.client), repr(browser.answer))
        return
    logins = world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'login.ok'")
    page = browser.go(f"{world.client}/").page.text
    good = "session is over" in page if "session is over" in line else "You are signed in" in page
    if "call the API" in line:
        good = good and browser.go(f"{world.client}/api/notes", headers={"X-CSRF": "1"}).status == 200
    tap.check(line, good and logins == world.database.value("SELECT count(*) FROM flow_event WHERE kind = 'login.ok'"), page)


def command(world, shell, line):
    here = line.replace("data/oidc.db", str(world.server.database)).replace("http://localhost:8080", world.origin)
    said = shell.say(here.replace("ext/jwt", str(world.server.extension).removesuffix(".so")))
    promise = COMMENT.search(line)
    if promise and promise[1].isdigit():
        more = re.match(r" (\w+)$", promise[2])
        tap.check(line, f"HTTP/1.1 {promise[1]} " in said and (not more or more[1] in said), said)
    elif promise and "FROM why" in line:
        tap.check(line, promise[1] in said.split("|"), said)
    else:
        tap.check(line, "rror" not in said and (not line.startswith("schema/shell $DB \"SELECT") or "|" in said), said)


signal.alarm(120)  # whatever hangs, the tests go on
with World("lighttpd") as world:
    browser = world.browser()
    shell = Shell()
    step(world, browser, "# sign in")
    for line in lines:
        if line.startswith("#"):
            step(world, browser, line)
        else:
            command(world, shell, line)
    shell.end()
tap.end()
