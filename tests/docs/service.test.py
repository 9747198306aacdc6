#!/usr/bin/python3
"""README.md, "A service from nothing": typed as it stands there, with other folders and ports; then an administrator's first day, under
https and in profile service."""
# needs: lighttpd-mod-openssl

import re
import signal
import ssl
import subprocess
import sys
import tempfile
import types
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

sys.path.insert(1, f"{sys.path[0]}/../lib")
from authority import authority
from browser import Page
from server import BUILD, HOUSE, SBIN, free_port, until
from tap import Tap

tap = Tap()
text = (HOUSE / "README.md").read_text(encoding="utf-8").split("## A service from nothing\n")[1].split("\n## ")[0]
script, = re.findall(r"```sh\n(.*?)```", text, re.S)
sql, = re.findall(r"```sql\n(.*?)```", text, re.S)


class Browser:
    """A browser that knows the test's authority."""

    def __init__(self, origin, authority_file):
        context = ssl.create_default_context(cafile=authority_file)
        self.origin, self.url, self.page, self.text = origin, origin, None, ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), urllib.request.HTTPCookieProcessor(CookieJar()))

    def go(self, url, fields=None):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            answer = self.opener.open(urllib.parse.urljoin(self.url, url), data, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        self.url, self.text = answer.url, answer.read().decode()
        self.page = Page(self.text)
        return self.page

    def submit(self, action="", **fields):
        form = next(form for form in self.page.forms if form.action.endswith(action))
        return self.go(form.action, {**form.fields, **dict(form.buttons[:1]), **fields})


def adapt(text, folder, ports):
    """The folders and ports of this test."""
    https, http = ports
    for old, new in (("/opt/sqlite-oidc/build", str(BUILD)), ("/opt/sqlite-oidc", str(HOUSE)), ("/srv/oidc", folder),
                     ("0.0.0.0:443", f"127.0.0.1:{https}"),
                     ("https://login.example", f"https://localhost:{https}"), ("8080", str(http))):
        text = text.replace(old, new)
    return text


def first_day(browser, database, folder, ports):
    shell = [HOUSE / "schema/shell", database]
    link = subprocess.run(shell, input=adapt(sql, folder, ports), capture_output=True, text=True, check=True).stdout.strip()
    browser.go(link)
    browser.submit("", new_password="a pass phrase of mine", again="a pass phrase of mine")
    browser.go("/provider/admin")
    browser.submit("/login", username="you", password="a pass phrase of mine")
    good = browser.page.title == "Administration"
    tap.check("the first administrator sets a password by the link, signs in, and is at the desk", good, browser.text)
    browser.go("/provider/admin/clients")
    browser.submit("/client_add", client_id="wiki", client_name="Wiki", redirect_uri="https://wiki.example/cb", scope="openid")
    tap.check("a client is added, and its secret shown", re.search(r"<pre>[\w-]{43}</pre>", browser.text), browser.text)
    browser.go("/provider/admin/users")
    browser.submit("/user_add", username="carol", name="Carol Jones")
    browser.go("/provider/admin/groups")
    browser.submit("/group_add", group_name="staff")
    browser.go("/provider/admin/group?id=staff")
    browser.submit("/group_join", username="carol")
    tap.check("a user is in a group", "carol" in browser.page.text, browser.text)
    browser.go("/provider/admin/keys")
    browser.submit("/key_rotate", alg="ES256")
    until(lambda: browser.go("/provider/jwks") and browser.text.count('"ES256"') == 2, "another key")
    tap.check("another key is announced", browser.text.count('"ES256"') == 2, browser.text)
    said = subprocess.run([*shell, "SELECT username FROM who_is_signed_in"], capture_output=True, text=True, check=True).stdout
    tap.check("who is signed in", said == "you\n", said)
    said = subprocess.run([*shell, "SELECT count(*) FROM relaxation"], capture_output=True, text=True, check=True).stdout
    tap.check("nothing is relaxed", said == "0\n", said)
    subprocess.run([HOUSE / "schema/backup", database, f"{folder}/monday.db"], check=True)
    subprocess.run([*shell, "INSERT INTO session_end (username) VALUES ('you')"], check=True)
    browser.go("/provider/admin")
    tap.check("a session that was ended is over", browser.page.title == "Sign in", browser.page.title)


def restored(start, browser, folder):
    for end in ("", "-wal", "-shm"):
        subprocess.run(["mv", f"{folder}/oidc.db{end}", f"{folder}/old{end}"], check=False, capture_output=True)
    done = subprocess.run([HOUSE / "schema/restore", f"{folder}/monday.db", f"{folder}/oidc.db"], capture_output=True, text=True, check=False)
    tap.check("a backup comes back", done.returncode == 0, done.stderr)
    server = start()
    browser.go("/provider/admin")
    tap.check("  …and nobody is signed in", browser.page.title == "Sign in", browser.page.title)
    browser.submit("/login", username="you", password="a pass phrase of mine")
    tap.check("  …but can sign in", browser.page.title == "Administration", browser.page.title)
    return server


signal.alarm(120)  # whatever hangs, the tests go on
with tempfile.TemporaryDirectory() as folder:
    ports = free_port(), free_port()
    _, authority_file = authority(types.SimpleNamespace(folder=folder))
    with open(f"{folder}/tls.pem", "wb") as pem:
        for part in ("pem", "key"):
            pem.write(open(f"{folder}/localhost.{part}", "rb").read())
    create, serve = adapt(script, folder, ports).split("export OIDC_DB", 1)
    browser = Browser(f"https://localhost:{ports[0]}", authority_file)

    def is_up():
        try:
            return browser.go("/provider/jwks")
        except OSError:
            return False

    def start():
        server = subprocess.Popen(["sh", "-ec", f"umask 077; export OIDC_DB{serve}"], env={"PATH": SBIN}, stderr=subprocess.DEVNULL)
        until(is_up, "the server")
        return server

    server = None
    try:
        subprocess.run(["sh", "-ec", create], check=True, env={"PATH": SBIN})
        server = start()
        tap.check("the service is there, under https", '"keys"' in browser.text, browser.text)
        first_day(browser, f"{folder}/oidc.db", folder, ports)
        server.terminate()
        server.wait()
        server = restored(start, browser, folder)
        said = subprocess.run(["find", folder, "-name", "oidc.db*", "-perm", "/077"], capture_output=True, text=True, check=True).stdout
        tap.check("nobody else may read the database", not said, said)
    finally:
        if server:
            server.terminate()
            server.wait()
tap.end()
