"""A malformed authorization request is told to the client, unless client or redirect URI are in doubt: RFC 6749 section 4.1.2.1."""

from relying_party import CALLBACK, rp
from suite import each

SERVERS = ("lighttpd",)

FLAWS = [
    {"what": "state twice", "more": "&state=another", "reason": "parameter_repeated", "state": False},
    {"what": "nonce twice", "more": "&nonce=another", "reason": "parameter_repeated", "state": True},
    {"what": "nonce three times", "more": "&nonce=a&nonce=b", "reason": "parameter_repeated", "state": True},
    {"what": "a parameter that nothing depends on twice", "more": "&ui_locales=de&ui_locales=fr", "reason": "parameter_repeated", "state": True},
    {"what": "prompt twice", "more": "&prompt=login&prompt=none", "reason": "parameter_repeated", "state": True},
    {"what": "a broken escape", "more": "&login_hint=%zz", "reason": "form_broken", "state": True},
    {"what": "a NUL", "more": "&login_hint=a%00b", "reason": "form_nul", "state": True},
    {"what": "a NUL that JSON escapes", "more": "&claims=%7B%22id_token%22:%7B%22name%5Cu0000%22:null%7D%7D", "reason": "form_nul", "state": True},
    {"what": "half of a surrogate pair", "more": "&claims=%7B%22%5Cud83d%22:null%7D", "reason": "form_not_utf8", "state": True},
    {"what": "bytes that are no UTF-8", "more": "&ui_locales=%ff", "reason": "form_not_utf8", "state": True},
    {"what": "a broken name", "more": "&%zz=1", "reason": "form_broken", "state": True},
    {"what": "more than is kept", "more": "&login_hint=" + "x" * 4100, "reason": "parameter_too_long", "state": True},
    {"what": "more than is kept in all", "more": f"&login_hint={'x' * 2040}&claims={'y' * 2040}", "reason": "request_too_long", "state": True}]

DOUBTS = [
    {"what": "client_id twice", "more": "&client_id=demo-cli"},
    {"what": "client_id twice, malformed", "more": "&client_id=%zz"},
    {"what": "redirect_uri twice", "more": "&redirect_uri=https%3A%2F%2Fevil.example%2F"},
    {"what": "redirect_uri twice, the same", "more": "&redirect_uri=" + CALLBACK},
    {"what": "redirect_uri twice, malformed", "more": "&redirect_uri=%00"},
    {"what": "more than a hundred parameters", "more": "".join(f"&x{n}=1" for n in range(101))}]


@each(*(({**flaw, "method": method}) for flaw in FLAWS for method in ("GET", "POST")))
def test_told_to_the_client(world, what, more, reason, state, method):
    """RFC 6749 section 4.1.2.1: {what} by {method}: invalid_request goes to the client, with the state that is not in doubt"""
    flow = rp(world)()
    path, _, query = flow.url.partition("?")
    if method == "GET":
        answer = world.browser().go(f"{path}?{query}{more}")
    else:
        answer = world.wire.post(path, body=query + more, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 303 and answer.location.startswith(CALLBACK), answer
    said = answer.parameters
    assert said["error"] == "invalid_request" and said["iss"] == world.issuer and "code" not in said, said
    assert said.get("state") == (flow.state if state else None), said
    assert world.database.reason() == reason, world.database.reason()
    assert world.database.value("SELECT count(*) FROM authorization_request") == 0, "nothing of it is kept"


@each(*DOUBTS)
def test_in_doubt(world, what, more):
    """RFC 6749 section 4.1.2.1: {what}: where the answer should go is not known, so it goes to the person at the browser"""
    answer = world.browser().go(rp(world)().url + more)
    assert answer.status == 400 and answer.location is None, answer
    assert answer.page.title.startswith("Refused"), answer.page.title


def test_long_state(world):
    """RFC 6749 section 4.1.2.1: a state that is longer than all that is kept does not go back"""
    answer = world.browser().go(rp(world)(state="s" * 4097).url)
    assert answer.parameters["error"] == "invalid_request" and "state" not in answer.parameters, answer.parameters
    assert world.database.reason() == "parameter_too_long"


@each({"endpoint": "token", "name": "code"}, {"endpoint": "revoke", "name": "token"}, {"endpoint": "introspect", "name": "token"},
      {"endpoint": "userinfo", "name": "access_token"}, {"endpoint": "end_session", "name": "state"})
def test_elsewhere_refused_at_once(world, endpoint, name):
    """A34, RFC 6749 section 3.2: a parameter that comes twice at {endpoint} is invalid_request, and the caller is told"""
    answer = world.wire.post(f"{world.issuer}/{endpoint}", body=f"{name}=1&{name}=2", headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert answer.status == 400 and answer.location is None, answer
    assert world.database.reason() == "parameter_repeated", world.database.reason()
