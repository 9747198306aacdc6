"""A real Chromium behind lighttpd: walk.mjs goes the whole way, article.mjs lives through the article, habits.mjs does what people do
with browsers, spa.mjs is a page of another origin that holds its tokens itself, bff.mjs runs the same script in demo-spa and in the client,
exports.mjs opens the files of a flow with what they are for, device.mjs lets a device in, account.mjs is a user with a keyboard, admin.mjs an
administrator, logout.mjs is signed out elsewhere, provider.mjs looks at every page of the authorization server and pages.mjs at every page of
the workshop.

Screenshots go to $BUILD/screenshots.  A name as argument runs that script alone.
"""
# needs: chromium fonts-liberation npm-packages

import struct
import subprocess
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).parent

sys.path.insert(1, f"{sys.path[0]}/../lib")
from server import BUILD, HOUSE, free_port
from tap import Tap
from world import World


SCRIPTS = ("walk", "article", "habits", "spa", "bff", "exports", "device", "account", "admin", "logout", "provider", "pages")
CHANGES = {"framed": "UPDATE client SET frontchannel_logout_uri = ? || '/client/frontchannel_logout' WHERE client_id = 'notes-web'"}
HOSTILE = ("/x;y#z\"<b>%%{init: {}}%% end &amp; `|]", "hostile;#<i>client")  # exports.mjs looks for these


def register(world, spa):
    """The origin of spa.mjs: a single-page application of demo-cli, at the server and at the API."""
    world.database.change("INSERT INTO client_allowed_origin (client_id, allowed_origin) VALUES ('demo-cli', ?)", spa)
    world.database.change("INSERT INTO api_allowed_origin (resource, allowed_origin) SELECT resource, ? FROM api_resource", spa)
    world.database.change(
        "INSERT INTO flow_event (trace_id, span_id, at, at_us, recorder, actor_from, actor_to, channel, kind, method, path, status, decision, reason, client_id)"
        " SELECT printf('%.32c', 'f'), printf('%.16c', 'f'), unixepoch(), unixepoch() * 1000000, 'provider', 'shell', 'provider', 'back', 'token.request',"
        " 'POST', ?, 400, 'deny', 'client_unknown', ?", *HOSTILE)
    members(world)
    world.database.change("UPDATE client SET logo_uri = 'https://demo.example/logo.png' WHERE client_id = 'demo-cli'")
    world.database.change("INSERT INTO client_logo (client_id, type, logo) VALUES ('demo-cli', 'image/png', ?)", picture(90, 36))
    world.database.change("UPDATE end_user SET administrator = 1 WHERE username = 'bob'")  # for admin.mjs and provider.mjs
    world.database.keep()


def picture(width, height):
    """A grey PNG."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = (b"\0" + b"\x80" * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def members(world):
    """For account.mjs: a client that is for a group without alice, and a link by which bob sets a password."""
    world.add_client("members", None, [f"{world.origin}/members"], client_name="Members")
    world.database.change("INSERT INTO user_group (group_name) VALUES ('members')")
    world.database.change("INSERT INTO client_group (client_id, group_name) VALUES ('members', 'members')")
    world.database.change("INSERT INTO user_link (link_id, secret_hash, subject, purpose, created_at, expires_at)"
                          " SELECT 'browser', token_hash(printf('%.43c', 'b')), 'u_bob', 'reset', now, now + 3600 FROM clock")


def run(world, script, screenshots, spa, tap):
    """One script."""
    command = [HOUSE / "tests/node_modules/.bin/node", HERE / f"{script}.mjs", world.origin, screenshots, spa]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        for line in process.stdout:
            word, _, change = line.strip().partition(" ")
            if word == "FRESH":
                world.fresh()
                if change:
                    world.database.change(CHANGES[change], world.origin)
                process.stdin.write("\n")
                process.stdin.flush()
                continue
            tap.pass_on(line)
    if process.returncode != 0:
        tap.say(f"{script}.mjs ended with {process.returncode}", world.server.errors()[-500:] or "it said nothing")


def main():
    tap = Tap()
    screenshots = BUILD / "screenshots"
    screenshots.mkdir(parents=True, exist_ok=True)
    spa = f"http://127.0.0.1:{free_port()}"
    with World("lighttpd") as world:
        register(world, spa)
        for script in sys.argv[1:] or SCRIPTS:
            run(world, script, screenshots, spa, tap)
    tap.end()


main()
