"""The picture of a flow, measured in a real Chromium: journeys are recorded, and picture.mjs looks at each drawing of them.

A machine, a shell, a code shown twice, a refresh token and an ID token at the API, an API that calls another, a device, and the article: login, expiry by the clock, silent
refreshes, the absolute bound, a sign-out.
"""
# needs: chromium fonts-liberation npm-packages

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

sys.path.insert(1, f"{sys.path[0]}/../lib")
from device import Device
from sample_client import call, signed_in
from server import BUILD, HOUSE
from tap import Tap
from world import World, bearer

CURL = {"User-Agent": "curl/7.88.1"}


def machine(world):
    token = world.client_credentials(scope="notes:read").json["access_token"]
    world.wire.get(f"{world.api}/notes", headers=bearer(token))


def shell(world):
    flow = world.flow().authorize()
    flow.redeem(headers=CURL, client_id="demo-cli")
    world.wire.get(f"{world.api}/notes", headers={**CURL, **bearer(flow.tokens["access_token"])})
    world.wire.post(f"{world.issuer}/revoke", {"token": flow.tokens["refresh_token"], "client_id": "demo-cli"}, headers=CURL)


def replay(world):
    flow = world.tokens()
    flow.redeem()
    world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["access_token"]))


def misunderstandings(world):
    flow = world.tokens()
    for token in ("access_token", "id_token"):
        world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens[token]))
    flow.refresh()
    world.wire.get(f"{world.api}/notes", headers=bearer(flow.tokens["refresh_token"]))


def api_to_api(world):
    flow = world.tokens(scope="openid notes:read")
    world.wire.get(f"{world.api2}/today", headers=bearer(flow.tokens["access_token"]))
    world.wire.get(f"{world.api}/agenda", headers=bearer(flow.tokens["access_token"]))


def device(world):
    television = Device(world)
    television.poll()
    tokens = television.tokens()
    world.wire.get(f"{world.api}/notes", headers=bearer(tokens["access_token"]))


def article(world):
    browser = signed_in(world)
    browser.submit("call")
    for seconds in (400, 1000, 1000, 1000):
        world.database.pass_time(seconds)
        call(browser, world)
    world.database.pass_time(300)
    call(browser, world)
    browser.go(f"{world.client}/login")
    world.walk(browser)
    browser.go(f"{world.client}/")
    browser.submit(number=next(n for n, form in enumerate(browser.answer.page.forms) if form.action.endswith("/logout")))


def main():
    tap = Tap()
    screenshots = BUILD / "screenshots"
    screenshots.mkdir(parents=True, exist_ok=True)
    with World("lighttpd") as world:
        for journey in (machine, shell, replay, misunderstandings, api_to_api, device, article):
            journey(world)
        flows = [f"/workshop/flow?trace_id={row['trace_id']}" for row in world.database.rows("SELECT trace_id FROM flow_list WHERE steps > 1")]
        command = [HOUSE / "tests/node_modules/.bin/node", HERE / "picture.mjs", world.origin, screenshots, *flows]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        for line in result.stdout.splitlines(keepends=True):
            tap.pass_on(line)
        if result.returncode != 0:
            tap.say(f"picture.mjs ended with {result.returncode}", result.stderr[-500:] or "it said nothing")
    tap.end()


main()
