"""HTTP as the tests speak it: one request and its answer, and a browser with cookies that fills in forms.

The browser follows redirects within the world; one that leads elsewhere (a client's callback where nothing
listens) ends the journey, and its address is the answer's `location`.
"""

import http.client
import json
import urllib.parse
from html.parser import HTMLParser

FORM = "application/x-www-form-urlencoded"
FOUR_BYTES = "\N{GRINNING FACE}"  # of one character
SECRETS = {
    "password", "client_secret", "code", "code_verifier", "state", "nonce", "csrf", "token", "access_token",
    "refresh_token", "id_token", "id_token_hint", "registration_access_token", "client_assertion", "new_password", "again", "link"}


# Of these the database keeps a hash, if anything: nowhere in its files may they stand, not even in a raw column.
HASHED = {"password", "new_password", "code", "refresh_token", "client_assertion", "registration_access_token"}


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").upper()
        self.fields, self.buttons = {}, []


class Page(HTMLParser):
    """The forms, links and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.title, self.forms, self.links, self.words = "", [], [], []
        self._open = []
        self.feed(text)
        self.title = " ".join(self.title.split())
        self.text = " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag not in ("input", "link", "meta", "br", "img", "hr"):
            self._open.append(tag)
        if tag == "form":
            self.forms.append(Form(attributes))
        elif tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        elif self.forms and tag == "select":
            self.select = attributes["name"]
        elif self.forms and tag == "option":
            if "selected" in attributes or self.select not in self.forms[-1].fields:
                self.forms[-1].fields[self.select] = attributes.get("value", "")
        elif self.forms and tag == "input" and attributes.get("name"):
            if attributes.get("type") == "submit":
                self.forms[-1].buttons.append((attributes["name"], attributes.get("value") or ""))
            elif attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.forms[-1].fields[attributes["name"]] = attributes.get("value") or ""
        elif self.forms and tag == "button" and attributes.get("name"):
            self.forms[-1].buttons.append((attributes["name"], attributes.get("value") or ""))

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        elif "script" not in self._open and "style" not in self._open:
            self.words.append(data)


class Answer:
    def __init__(self, url, status, headers, body):
        self.url, self.status, self.headers, self.body = url, status, headers, body

    def header(self, name):
        """All values of it, joined as HTTP joins them; None when there is none."""
        values = [value for key, value in self.headers if key.lower() == name.lower()]
        return ", ".join(values) if values else None

    @property
    def cookies(self):
        return [value for key, value in self.headers if key.lower() == "set-cookie"]

    @property
    def text(self):
        return self.body.decode("utf-8")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def page(self):
        return Page(self.text)

    @property
    def is_of_others(self):
        """A 502 in an API's own words: it works, and another one that it asked refused."""
        return self.status == 502 and b'"error":"bad_gateway"' in self.body

    @property
    def location(self):
        return self.header("location")

    @property
    def parameters(self):
        """Those of its Location: what the browser carries to the client."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.location or "").query, keep_blank_values=True))

    def __repr__(self):
        return f"{self.status} of {self.url.split('?')[0]}: {self.body[:300]!r}"


class Wire:
    """Sends requests to the world, and remembers every secret that passed: none may turn up where it should not.

    secrets are all of them, recent those of this test, hashed those of this test that are only ever kept as a hash.
    """

    def __init__(self, origin):
        self.origin = origin
        self.secrets, self.recent, self.hashed = set(), set(), set()
        self.faults = []
        self.address = None  # of ours, at the last request: localhost has two

    def fresh(self):
        self.secrets |= self.recent
        self.recent, self.hashed, self.faults = set(), set(), []

    def send(self, method, url, form=None, headers=None, body=None, json_body=None, timeout=40):
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(self.origin + "/", url))
        headers = dict(headers or {})
        if form is not None:
            body = urllib.parse.urlencode(form, doseq=True)
            headers.setdefault("Content-Type", FORM)
            self.remember(form)
        if json_body is not None:
            body = json.dumps(json_body)
            headers.setdefault("Content-Type", "application/json")
        self.remember(dict(urllib.parse.parse_qsl(parts.query, errors="replace")))
        connection = self.connect(parts, timeout)
        try:
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, body=body.encode() if isinstance(body, str) else body, headers=headers)
            self.address = connection.sock.getsockname()[0]
            response = connection.getresponse()
            answer = Answer(parts.geturl(), response.status, response.getheaders(), response.read())
        finally:
            connection.close()
        self.learn(answer)
        if answer.status >= 500 and answer.status != 503 and not answer.is_of_others:
            self.faults.append(f"{method} {parts.path}: {answer!r}")
        if answer.status == 401 and not answer.header("www-authenticate"):
            self.faults.append(f"{method} {parts.path}: a 401 without a challenge, RFC 9110 section 15.5.2")
        return answer

    def connect(self, parts, timeout):
        return http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)

    def get(self, url, **more):
        return self.send("GET", url, **more)

    def post(self, url, form=None, **more):
        return self.send("POST", url, form=form, **more)

    def remember(self, parameters):
        for name, value in parameters.items():
            if name in SECRETS and isinstance(value, str):
                self.recent.add(value)
            if name in HASHED and isinstance(value, str):
                self.hashed.add(value)

    def learn(self, answer):
        self.remember(answer.parameters)
        cookies = {cookie.split(";")[0].partition("=")[2] for cookie in answer.cookies}
        self.recent |= cookies
        self.hashed |= cookies
        if (answer.header("content-type") or "").startswith("application/json") and answer.body:
            try:
                found = answer.json
            except ValueError:
                return
            if isinstance(found, dict):
                self.remember(found)


class Browser:
    def __init__(self, wire):
        self.wire = wire
        self.jar = {}  # (name, path) -> value
        self.answer = None

    def cookie_header(self, path):
        values = [f"{name}={value}" for (name, where), value in self.jar.items()
                  if path == where or path.startswith(where.rstrip("/") + "/")]
        return "; ".join(values)

    def keep_cookies(self, answer):
        for cookie in answer.cookies:
            pair, *attributes = [part.strip() for part in cookie.split(";")]
            name, _, value = pair.partition("=")
            said = {key.lower(): text for key, _, text in (part.partition("=") for part in attributes)}
            where = said.get("path") or "/"
            if said.get("max-age") == "0" or value == "":
                self.jar.pop((name, where), None)
            else:
                self.jar[(name, where)] = value

    def is_ours(self, url):
        return url.startswith(self.wire.origin + "/")

    def go(self, url, method="GET", form=None, headers=None, follow=True):
        """Goes there and wherever that leads; the last answer (kept as self.answer)."""
        url = urllib.parse.urljoin(self.answer.url if self.answer else self.wire.origin + "/", url)
        for _ in range(20):
            said = dict(headers or {})
            cookies = self.cookie_header(urllib.parse.urlsplit(url).path)
            if cookies:
                said["Cookie"] = cookies
            self.answer = self.wire.send(method, url, form=form, headers=said)
            self.keep_cookies(self.answer)
            target = self.answer.location
            if not follow or self.answer.status not in (302, 303) or not target:
                return self.answer
            url = urllib.parse.urljoin(url, target)
            if not self.is_ours(url):
                return self.answer
            method, form = "GET", None
        raise AssertionError(f"redirects without end at {url}")

    def submit(self, button=None, follow=True, number=None, **fields):
        """Fills in the page's form (the one that has the button) and sends it."""
        forms = self.answer.page.forms
        assert forms, f"no form on this page: {self.answer!r}"
        form = forms[number] if number is not None else next(
            (form for form in forms if button in dict(form.buttons)), None if button else forms[0])
        assert form, f"no button {button} on {self.answer.page.title!r}"
        values = {**form.fields, **fields}
        if button:
            values[button] = dict(form.buttons)[button]
        action = urllib.parse.urljoin(self.answer.url, form.action)
        if form.method == "GET":
            return self.go(f"{action}?{urllib.parse.urlencode(values)}", follow=follow)
        return self.go(action, "POST", form=values, follow=follow)
