"""The pages of a room in Chromium: look.mjs.  Screenshots go to $BUILD/screenshots."""
# needs: lighttpd chromium fonts-liberation npm-packages

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent

sys.path.insert(1, f"{HERE}/../lib")
from room import Room
from server import BUILD, HOUSE
from tap import Tap

SEATS = 8


def main():
    tap = Tap()
    screenshots = BUILD / "screenshots"
    screenshots.mkdir(parents=True, exist_ok=True)
    with Room(SEATS) as room:
        seat = f"{room['01'].workshop}/join?seat={room.token('01')}"
        command = [HOUSE / "tests/node_modules/.bin/node", HERE / "look.mjs", room.origin, screenshots, room.board, seat, "/s/02/workshop/seat"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
            for line in process.stdout:
                tap.pass_on(line)
        if process.returncode != 0:
            tap.say(f"look.mjs ended with {process.returncode}", room.log()[-500:] or "it said nothing")
    tap.end()


main()
