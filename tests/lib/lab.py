"""A lab, done to the letter: what its page shows are rows of lab_command, and each of them is done here.

    do_lab(world, "03")           its solution, by curl where it has that way; do_lab(world, "03", "sqlite3") by another
    green(world)                  the labs whose check is green
    Learner(world)                for a near miss: learner.open(…), learner.press(…), learner.run(…)

`world` is anything with a database, a browser() and the address `workshop`: a seat will do.
"""

import html
import os
import re
import subprocess
import tempfile
from pathlib import Path

from hosts import HOUSE
from server import BUILD

MARK = "--- that was all of it ---"
TOKEN = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+|\brt_[\w-]+\.[\w-]+")  # what no record and no log may have


class Shell:
    """A shell that stays open between commands, as a learner's does."""

    def __init__(self, command, mark, folder, database):
        self.mark = mark
        Path(folder, "schema").symlink_to(HOUSE / "schema")
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={"PATH": os.environ["PATH"], "DB": database, "OIDC_EXTENSION": str(BUILD / "jwt.so")})

    def type(self, heading):
        """What the page in front shows below a heading."""
        below = re.search(rf"<h2>{re.escape(heading)}</h2>.*?<pre>(.*?)</pre>", self.browser.answer.text, re.S)
        assert below, f"no heading {heading!r} on {self.browser.answer.page.title!r}"
        self.run(html.unescape(below[1]))

    def run(self, text):
        self.process.stdin.write(f"{text}\n{self.mark}\n")
        self.process.stdin.flush()
        said = []
        for line in self.process.stdout:
            if line.rstrip("\n").endswith(MARK):
                return "".join(said) + line.replace(MARK, "")
            said.append(line)
        raise AssertionError(f"the shell ended: {''.join(said)[-500:]}")

    def stop(self):
        self.process.stdin.close()
        self.process.wait(60)


class Learner:
    """Somebody with a browser and a shell.  `said` is what the last thing that they did has shown."""

    def __init__(self, world, way="curl"):
        self.world, self.way, self.browser, self.said = world, way, world.browser(), ""
        self.shell, self.folder = None, None

    def do(self, verb, text):
        getattr(self, verb.replace(" ", "_"))(text)

    def look(self):
        answer = self.browser.answer
        self.said = f"{answer.status} {answer.page.title} {answer.page.text}"

    def open(self, url):
        self.browser.go(url)
        self.look()

    def sign_in(self, who):
        username, password = who.split(" / ")
        if self.browser.answer.page.title.startswith("Sign in"):  # else the authorization server knows this browser already
            self.browser.submit("login", username=username, password=password)
        if self.browser.answer.page.title.startswith("Consent"):
            self.browser.submit("allow")
        self.look()

    def press(self, label):
        """A link, or a button with the form that it stands in."""
        text = self.browser.answer.text
        link = re.search(rf'<a [^>]*href="([^"]*)"[^>]*>{re.escape(html.escape(label, quote=False))}</a>', text)
        if link:
            self.open(html.unescape(link[1]))
            return
        for number, form in enumerate(re.findall(r"<form\b.*?</form>", text, re.S)):
            button = re.search(rf"<button([^>]*)>{re.escape(html.escape(label, quote=False))}", form)
            if button:
                named = dict(re.findall(r'(name|value)="([^"]*)"', button[1]))
                self.browser.submit(number=number, **({named["name"]: named["value"]} if "name" in named else {}))
                self.look()
                return
        raise AssertionError(f"no link and no button {label!r} on {self.browser.answer.page.title!r}")

    def copy(self, names):
        """From the page that the client has for this."""
        self.open(self.world.database.value("SELECT client FROM lab_address") + "/reveal")
        shown = dict(re.findall(r"^(?:<pre>)?([A-Z]+)='([^']*)'", html.unescape(self.browser.answer.text), re.M))
        for name in names.split():
            self.run(f"{name}='{shown[name]}'")

    def type(self, heading):
        """What the page in front shows below a heading."""
        below = re.search(rf"<h2>{re.escape(heading)}</h2>.*?<pre>(.*?)</pre>", self.browser.answer.text, re.S)
        assert below, f"no heading {heading!r} on {self.browser.answer.page.title!r}"
        self.run(html.unescape(below[1]))

    def run(self, text):
        if self.shell is None:
            self.folder = tempfile.TemporaryDirectory(prefix="sqlite-oidc-lab-")
            path = self.world.database.path
            command, mark = (("stdbuf -o0 schema/shell $DB", f".print {MARK}") if self.way == "sqlite3" else ("sh", f"echo '{MARK}'"))
            self.shell = Shell(["sh", "-c", f"exec {command}"], mark, self.folder.name, path)
        self.said = self.shell.run(text)
        self.world.wire.recent |= set(TOKEN.findall(text + self.said))

    def paste(self, name):
        """The address that a variable of the shell holds."""
        self.run(f'echo "${name}"')
        self.open(self.said.strip())

    def inspect(self, name):
        """The token of a variable, pasted into the token inspector."""
        self.run(f'printf %s "${name}"')
        token = self.said.strip()
        self.browser.go(f"{self.world.workshop}/token")
        self.browser.submit(token=token)
        self.look()

    def take(self, name):
        """The token that stands in the inspector's form."""
        shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", self.browser.answer.text, re.S)
        self.run(f"{name}='{html.unescape(shown[1])}'")

    def wait(self, seconds):
        self.world.database.pass_time(int(seconds))

    def answer(self, holder):
        """The letters of the newest ID token, as the picture shows them."""
        letters = self.world.database.value(
            "SELECT substr(fingerprint, 1, 4) FROM token_holder WHERE type = 'id' ORDER BY first_event DESC LIMIT 1")
        lab = self.world.database.value("SELECT lab FROM lab_command WHERE verb = 'answer' LIMIT 1")
        self.answer_with(lab, letters, holder)

    def answer_with(self, lab, letters, holder):
        self.browser.go(f"{self.world.workshop}/lab/{lab}")
        self.fill("holder", fingerprint=letters, holder=holder)

    def predict(self, lab, choice):
        self.browser.go(f"{self.world.workshop}/lab/{lab}?with={self.way}")
        self.fill("choice", choice=choice)

    def fill(self, button, **fields):
        """The form that has a button of this name."""
        forms = self.browser.answer.page.forms
        self.browser.submit(number=next(number for number, form in enumerate(forms) if button in dict(form.buttons)), **fields)
        self.look()

    def see(self, words):
        assert words in self.said, f"{words!r} is not in what was shown: {self.said[-800:]}"

    def stop(self):
        if self.shell:
            self.shell.stop()
            self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


def tasks(world, lab, way):
    return world.database.rows("SELECT step, verb, text FROM lab_task WHERE lab = ? AND way = ? ORDER BY step, place", lab, way)


def do_lab(world, lab, way=None, until=None):
    """All steps of a way, or those before the step `until`."""
    way = way or world.database.value("SELECT way FROM lab_step WHERE lab = ? ORDER BY way <> 'curl' LIMIT 1", lab)
    with Learner(world, way) as learner:
        for task in tasks(world, lab, way):
            if until is None or task["step"] < until:
                try:
                    learner.do(task["verb"], task["text"])
                except AssertionError as error:
                    raise AssertionError(f"lab {lab}, {way}, step {task['step']}, {task['verb']}: {error}") from error


def green(world):
    return {row["lab"] for row in world.database.rows("SELECT DISTINCT lab FROM lab_pass")}
