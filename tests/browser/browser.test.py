"""A real Chromium goes the whole way, behind lighttpd: walk.mjs drives it, screenshots go to $BUILD/screenshots."""
# needs: chromium fonts-liberation npm-packages

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "http"))

from server import BUILD, HOUSE  # noqa: E402
from world import World  # noqa: E402


def main():
    number = 0
    screenshots = BUILD / "screenshots"
    screenshots.mkdir(parents=True, exist_ok=True)
    with World("lighttpd") as world:
        command = [HOUSE / "tests/node_modules/.bin/node", HERE / "walk.mjs", world.origin, screenshots]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as walk:
            for line in walk.stdout:
                if line == "FRESH\n":
                    world.fresh()
                    walk.stdin.write("\n")
                    walk.stdin.flush()
                    continue
                if line.startswith(("ok - ", "not ok - ")):
                    number += 1
                    line = line.replace("ok -", f"ok {number} -", 1)
                print(line, end="", flush=True)
        if walk.returncode != 0:
            number += 1
            print(f"not ok {number} - walk.mjs ended with {walk.returncode}\n# {world.server.errors()[-500:]}")
    print(f"1..{number}")


main()
